"""Puts comments beside the paragraphs of a document, whoever wrote it, and leaves all else as it is.

python-docx is given three parts of the package: the text, the comments and the styles. The other parts
it never sees, and they are copied as they are; through its own reader and writer those would be lost
that no relation leads to, and a document with a relation to a part that is missing would not open.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, NAMESPACE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import PartFactory, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.package import Package as WordPackage
from docx.text.paragraph import Paragraph

from disclosure_cli.errors import DisclosureError, UnreadableDocument
from disclosure_cli.files import packed
from disclosure_cli.i18n import _
from disclosure_cli.output.word.wordml import visible_in_xml
from disclosure_cli.package import (
    BROKEN_ARCHIVE,
    CONTENT_TYPES,
    FileKind,
    Package,
    relations_name,
)

_RANGE_START, _RANGE_END = qn("w:commentRangeStart"), qn("w:commentRangeEnd")
_REFERENCE = qn("w:commentReference")
_BEFORE_THE_RANGE = (qn("w:pPr"), _RANGE_START)
_STYLES = {"CommentText": "annotation text", "CommentReference": "annotation reference"}
"""By the ids that python-docx writes: the names of the styles, which are the same in every language."""
_STRICT = "{http://purl.oclc.org/ooxml/"
"""How the names of elements begin in the strict variant of the format."""
_NO_RELATIONS = f'<Relationships xmlns="{NAMESPACE.OPC_RELATIONSHIPS}"/>'.encode()


class WordComment(NamedTuple):
    """What is to stand in the margin, and beside which paragraph."""

    anchor: int
    """The number of the paragraph among all `w:p` of the body, as of `PrintedCell`."""
    text: str
    """Each of its lines becomes a paragraph of the comment."""


class _OpenedDocument(NamedTuple):
    """A document as python-docx has it, without the parts that comments do not need."""

    document: Document
    paragraphs: Sequence[Any]
    """All of the body, as they are counted."""
    numbers: Iterator[int]
    """The ids of comments that are still free."""
    styles: Mapping[str, str]
    """By the ids that python-docx writes: those of this document, where it has the styles."""


def commented(
    document: bytes, comments: Sequence[WordComment], author: str = "disclosure"
) -> bytes:
    """The .docx with these comments, after those that it has already.

    All other parts have the same bytes. The text is the same XML but for the marks of the comments, and
    for white space between its elements, which means nothing there. The comments bear no date, which
    the format allows, so that the same comments on the same document are the same bytes.

    Raises `UnreadableDocument` for what is no .docx, is damaged, or is in the strict variant of the
    format, which python-docx does not read.
    """
    if not comments:
        return document
    try:
        archive = zipfile.ZipFile(io.BytesIO(document))
    except BROKEN_ARCHIVE as error:
        raise _unreadable(error) from error
    with archive:
        # Where a message begins with the name of the file; only the caller knows it.
        package = Package(Path(_("这份文档")), FileKind.DOCUMENT, archive)
        parts = {name: package.blob(name) or b"" for name in archive.namelist()}
        for name, content in _changed(package, comments, author).items():
            parts[_member(parts, name)] = content
    return packed(parts)


def _changed(package: Package, comments: Sequence[WordComment], author: str) -> dict[str, bytes]:
    """The parts that the comments change or add, by their names."""
    try:
        name = _related(package, "comments") or _free_name(package)
        opened = _opened(package, name)
        lists = _lists_with(package, name)
    except DisclosureError:
        raise
    except Exception as error:  # lxml and python-docx let a dozen classes through
        raise _unreadable(error) from error
    document: Any = opened.document
    for comment in comments:
        _add(opened, _commentable(opened.paragraphs[comment.anchor]), comment.text, author)
    comments_part = document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)
    return {**lists, package.main: document.part.blob, name: comments_part.blob}


def _opened(package: Package, comments_name: str) -> _OpenedDocument:
    whole = WordPackage()
    content = package.part(package.main)
    main = _part(whole, package.main, CONTENT_TYPE.WML_DOCUMENT_MAIN, content or b"")
    if main.element.tag.startswith(_STRICT):
        raise UnreadableDocument(
            _(
                "这份文档是“Strict Open XML”格式，无法加批注；"
                "请用 Word 或 WPS 另存为普通的 Word 文档（.docx）。"
            )
        )
    used = {int(each.get(qn("w:id"))) for each in _marks(main.element)}
    if (content := package.part(comments_name)) is not None:
        own = _part(whole, comments_name, CONTENT_TYPE.WML_COMMENTS, content)
        main.relate_to(own, RELATIONSHIP_TYPE.COMMENTS)
        used |= {int(each.get(qn("w:id"))) for each in own.element.iter(qn("w:comment"))}
    return _OpenedDocument(
        document=main.document,
        paragraphs=list(main.element.body.iter(qn("w:p"))),
        numbers=(number for number in count() if number not in used),
        styles=_own_styles(package),
    )


def _part(whole: WordPackage, name: str, kind: str, content: bytes) -> Any:
    """A part as python-docx makes it of its content."""
    return PartFactory(PackURI(f"/{name}"), kind, "", content, whole)


def _marks(element: Any) -> Iterator[Any]:
    """The marks of comments; some programs leave those of comments behind that they have deleted."""
    marks: Iterator[Any] = element.iter(_RANGE_START, _RANGE_END, _REFERENCE)
    return marks


def _own_styles(package: Package) -> dict[str, str]:
    """The ids here of the styles of comments; Word and WPS number them in a Chinese document."""
    name = _related(package, "styles")
    content = package.part(name) if name else None
    if content is None:
        return {}
    styles: Any = parse_xml(content)
    ids = {str(each.name_val).lower(): each.styleId for each in styles.style_lst}
    return {written: ids[name] for written, name in _STYLES.items() if ids.get(name)}


def _related(package: Package, kind: str) -> str | None:
    """The name of the part of that kind that the text uses."""
    relations = package.relations(package.main)
    return next((r.target for r in relations if r.kind == kind and not r.is_external), None)


def _free_name(package: Package) -> str:
    """A name for the comments of a document that has none; a part that nothing leads to may have the usual one."""
    folder = posixpath.dirname(package.main)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
    typed = _typed(parse_xml(package.part(CONTENT_TYPES) or b""))
    return next(name for name in names if name not in package and f"/{name}".lower() not in typed)


def _typed(types: Any) -> set[str]:
    """The names of the parts whose content type is told one by one."""
    return {each.get("PartName", "").lower() for each in types.iter("{*}Override")}


def _lists_with(package: Package, name: str) -> dict[str, bytes]:
    """The list of content types and that of the parts that the text uses, where the comments are new there."""
    changed: dict[str, bytes] = {}
    types = _list(package.part(CONTENT_TYPES) or b"")
    if f"/{name}".lower() not in _typed(types.element):
        override = {"PartName": f"/{name}", "ContentType": CONTENT_TYPE.WML_COMMENTS}
        _append(types, f"{{{NAMESPACE.OPC_CONTENT_TYPES}}}Override", override)
        changed[CONTENT_TYPES] = types.blob
    if _related(package, "comments") is None:
        own = relations_name(package.main)
        relations = _list(package.part(own) or _NO_RELATIONS)
        used = {each.get("Id") for each in relations.element}
        relation = {
            "Id": next(each for number in count(1) if (each := f"rId{number}") not in used),
            "Type": RELATIONSHIP_TYPE.COMMENTS,
            "Target": posixpath.basename(name),
        }
        _append(relations, f"{{{NAMESPACE.OPC_RELATIONSHIPS}}}Relationship", relation)
        changed[own] = relations.blob
    return changed


def _list(content: bytes) -> Any:
    """A part that lists others, as XML."""
    return XmlPart.load(PackURI("/list.xml"), CONTENT_TYPE.XML, content, WordPackage())


def _append(part: Any, tag: str, attributes: Mapping[str, str]) -> None:
    part.element.append(part.element.makeelement(tag, attributes))


def _commentable(paragraph: Any) -> Any:
    """The paragraph itself; of one in a text box, that in which the box is anchored.

    Word ignores comments in text boxes ([MS-OI29500] 2.1.315). Besides, most boxes stand in the document
    twice, once for programs before 2010, and the reader may have read either.
    """
    boxes = list(paragraph.iterancestors(qn("w:txbxContent")))
    return next(boxes[-1].iterancestors(qn("w:p")), paragraph) if boxes else paragraph


def _add(opened: _OpenedDocument, paragraph: Any, text: str, author: str) -> None:
    """A comment on all that is in a paragraph, whether in runs or in links, fields and the like.

    python-docx puts the marks around a run. The run is there for that only: the first mark then moves to
    the beginning of the paragraph, and the run goes.
    """
    document: Any = opened.document
    place: Any = Paragraph(paragraph, document).add_run()
    document.add_comment(place, visible_in_xml(text), visible_in_xml(author), initials=None)
    start, end = place.element.getprevious(), place.element.getnext()
    # Comments on the same paragraph begin in the order in which they end.
    first = next(each for each in paragraph if each.tag not in _BEFORE_THE_RANGE)
    first.addprevious(start)
    paragraph.remove(place.element)
    mark = end.getnext()
    made = document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS).element[-1]
    number = str(next(opened.numbers))
    for each in (start, end, mark.find(_REFERENCE), made):
        each.set(qn("w:id"), number)
    made.attrib.pop(qn("w:date"), None)
    _use_own_styles(mark, opened.styles)
    _use_own_styles(made, opened.styles)


def _use_own_styles(element: Any, styles: Mapping[str, str]) -> None:
    """Name the styles as the document does; where it lacks one, name none, which means the default."""
    for use in list(element.iter(qn("w:pStyle"), qn("w:rStyle"))):
        if own := styles.get(use.get(qn("w:val"))):
            use.set(qn("w:val"), own)
        else:
            use.getparent().remove(use)


def _member(parts: Mapping[str, bytes], name: str) -> str:
    """How the archive writes the name of a part: in whatever case, some with backslashes."""
    alike = (each for each in parts if each.replace("\\", "/").lower() == name.lower())
    return next(alike, name)


def _unreadable(error: Exception) -> UnreadableDocument:
    return UnreadableDocument(
        _("无法在文档中加批注（{kind}）；请用 Word 或 WPS 另存为 .docx 后再试。").format(
            kind=type(error).__name__
        )
    )
