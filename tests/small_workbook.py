"""The smallest workbook with one sheet, 表, whose XML a test writes by hand: read in milliseconds."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import broken_workbooks

from disclosure_cli.package import FileKind, Package
from disclosure_cli.workbook.sheet_check.checked_package import checked, outline
from disclosure_cli.workbook.sheet_check.looks import Looks
from disclosure_cli.workbook.xlsx import XlsxBook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
D9 = '<row r="9"><c r="D9" s="1"><v>5</v></c></row>'
"""One figure, in the second of the cell styles."""


def part(tag: str, content: str, attributes: str = "") -> bytes:
    """A part whose root has that name."""
    return f'<{tag} xmlns="{MAIN}" xmlns:r="{OFFICE}" {attributes}>{content}</{tag}>'.encode()


def sheet(rows: str = D9, before: str = "", after: str = "") -> bytes:
    """A sheet with these rows, and what stands before and after them in its XML."""
    return part("worksheet", f"{before}<sheetData>{rows}</sheetData>{after}")


def styles(
    *, font: str = "", fill: str = "", border: str = "", more: str = "", style: str = ""
) -> bytes:
    """Two cell styles: the usual one, and one with this font, fill and border and these elements."""
    return part(
        "styleSheet",
        f'<fonts><font><sz val="11"/></font><font>{font}</font></fonts>'
        f"<fills><fill/><fill>{fill}</fill></fills><borders><border/>{border}</borders>"
        f'<cellXfs><xf/><xf fontId="1" fillId="1" borderId="1">{style}</xf></cellXfs>{more}',
    )


def relations(**targets: str) -> bytes:
    """The relations of a part: of each kind one, with its target."""
    each = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="/{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{each}</Relationships>'.encode()


def package(
    content: bytes,
    *,
    drawing: bytes = b"",
    comments: bytes = b"",
    book: bytes = b"",
    **shared: bytes,
) -> Package:
    """A package with that sheet, what lies over it, and the parts `styles` and `sharedStrings`."""
    listed = book.decode() or '<sheets><sheet name="表" r:id="worksheet"/></sheets>'
    parts = {
        "xl/workbook.xml": part("workbook", listed),
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="xl/1.xml", **{kind: f"xl/{kind}.xml" for kind in shared}
        ),
        "xl/1.xml": content,
        "xl/_rels/1.xml.rels": relations(drawing="xl/drawing.xml", vmlDrawing="xl/comments.vml"),
        **{f"xl/{kind}.xml": each for kind, each in shared.items()},
        **({"xl/drawing.xml": drawing} if drawing else {}),
        **({"xl/comments.vml": comments} if comments else {}),
    }
    packed = io.BytesIO(broken_workbooks.packed(parts))
    return Package(Path("book.xlsx"), FileKind.WORKBOOK, zipfile.ZipFile(packed))


def small(content: bytes, **parts: bytes) -> XlsxBook:
    """The workbook with that sheet, as it is read."""
    return XlsxBook(Path("book.xlsx"), package(content, **parts))


def seen(content: bytes, **parts: bytes) -> Looks:
    """How that sheet is shown: what is known before openpyxl reads its cells."""
    made = package(content, **parts)
    return checked(made, outline(made), ["表"]).looks["表"]
