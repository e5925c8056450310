"""The package around the document: its parts, how they relate, and the same bytes each time.

Open Packaging Conventions (ECMA-376 part 2), as far as a report needs them.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from disclosure_cli.document.wordml import RELATIONS, serialised

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can carry, for all of its parts."""

WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE_PROPERTIES = f"{_PACKAGE}/relationships/metadata/core-properties"
CORE_PROPERTIES_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


class Part(NamedTuple):
    """One file of the package: its name from the root, its media type, what it holds."""

    name: str
    type: str
    content: bytes
    relations: tuple[Relation, ...] = ()


class Relation(NamedTuple):
    """How a part uses another: `id` is what its XML calls it, `kind` the type as a URL."""

    id: str
    kind: str
    target: str
    """The name of the other part from the root."""


def office(kind: str) -> str:
    """The URL of a relationship of the office documents, as `styles` or `footer`."""
    return f"{RELATIONS}/{kind}"


def package_bytes(roots: Iterable[Relation], parts: Iterable[Part]) -> bytes:
    """The zip file of a package, in a fixed order and without the time of day."""
    parts = list(parts)
    files = {"[Content_Types].xml": _content_types(parts), "_rels/.rels": _relations("", roots)}
    for part in parts:
        files[part.name] = part.content
        if part.relations:
            folder, name = posixpath.split(part.name)
            files[f"{folder}/_rels/{name}.rels"] = _relations(folder, part.relations)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        # The content types come first, as the packaging standard recommends.
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, files[name])
    return target.getvalue()


def _content_types(parts: Iterable[Part]) -> bytes:
    root = _root("Types", f"{_PACKAGE}/content-types")
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    _add(root, "Default", Extension="rels", ContentType=relations)
    _add(root, "Default", Extension="xml", ContentType="application/xml")
    for part in parts:
        _add(root, "Override", PartName=f"/{part.name}", ContentType=part.type)
    return serialised(root)


def _relations(folder: str, relations: Iterable[Relation]) -> bytes:
    root = _root("Relationships", f"{_PACKAGE}/relationships")
    for each in relations:
        target = posixpath.relpath(each.target, folder or ".")
        _add(root, "Relationship", Id=each.id, Type=each.kind, Target=target)
    return serialised(root)


def _add(root: _Element, tag: str, **attributes: str) -> None:
    etree.SubElement(root, f"{{{root.nsmap[None]}}}{tag}", attributes)


def _root(tag: str, namespace: str) -> _Element:
    """An empty part whose own namespace has no prefix."""
    return etree.fromstring(f'<{tag} xmlns="{namespace}"/>')
