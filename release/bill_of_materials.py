"""What is inside the page and the folder for Windows, as a CycloneDX bill of materials."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from disclosure_cli import __version__

IN_FOLDER = "disclosure/program/components.json"
IN_PAGE = re.compile(r'<script type="application/json" id="of-what">(.*?)</script>', re.DOTALL)
KINDS = {"Pyodide": ("npm", "pyodide"), "CPython": ("generic", "python")}
"""Of what does not come from PyPI: the kind of package, and its name there."""


class Part(NamedTuple):
    """A piece of software, as the page or the folder names it."""

    name: str
    version: str
    licence: str
    file: str = ""
    sha256: str = ""


def parts_of(product: Path) -> Iterator[Part]:
    """What the page, or the folder for Windows, says that it is made of."""
    if product.suffix == ".zip":
        with zipfile.ZipFile(product) as archive:
            told = json.loads(archive.read(IN_FOLDER))
    else:
        found = IN_PAGE.search(product.read_text("utf-8"))
        assert found, product
        told = json.loads(unescape(found[1]))
    return (Part(*each) for each in told)


def bill_of_materials(products: Sequence[Path], time: datetime) -> str:
    """The list of these files and of what each contains; the same for the same files."""
    components = [_component_of(product) for product in products]
    checksums = " ".join(_sha256(product) for product in products)
    program = Component(
        name="disclosure", version=__version__, type=ComponentType.APPLICATION, bom_ref="disclosure",
        licenses=[LicenseFactory().make_from_string("MIT")], purl=PackageURL("pypi", None, "disclosure", __version__),
    )  # fmt: skip
    bom = Bom(
        components=components,
        serial_number=uuid5(NAMESPACE_URL, checksums),
        metadata=BomMetaData(component=program, timestamp=time),
    )
    bom.register_dependency(program, components)
    for folder in filter(_is_folder, components):  # The page lies in it, too.
        bom.register_dependency(folder, [each for each in components if not _is_folder(each)])
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _is_folder(component: Component) -> bool:
    return component.name.endswith(".zip")


def _component_of(product: Path) -> Component:
    return Component(
        name=product.name, version=__version__, type=ComponentType.APPLICATION, bom_ref=product.name,
        hashes=_hashes(_sha256(product)), components=[_component(part, product) for part in parts_of(product)],
    )  # fmt: skip


def _component(part: Part, product: Path) -> Component:
    kind, name = KINDS.get(part.name, ("pypi", part.name.lower().replace("_", "-")))
    return Component(
        name=part.name, version=part.version, type=ComponentType.LIBRARY, bom_ref=f"{product.name}/{part.name}",
        licenses=[LicenseFactory().make_from_string(part.licence)], hashes=_hashes(part.sha256),
        purl=PackageURL(kind, None, name, part.version), description=part.file or None,
    )  # fmt: skip


def _hashes(sha256: str) -> list[HashType]:
    return [HashType(alg=HashAlgorithm.SHA_256, content=sha256)] if sha256 else []


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
