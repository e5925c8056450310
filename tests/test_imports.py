"""Which library stands where: so that most of the program runs where lxml does not exist."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from without_lxml import printed_without_lxml

PACKAGE = Path(__file__).parent.parent / "disclosure_cli"
EXAMPLE = PACKAGE.parent / "examples" / "suqian-2024.xlsx"
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
OF_NAMED_TUPLES = {"_replace", "_asdict", "_fields", "_make"}

WORDS = {
    "output/word/base.py",
    "output/word/word_comments.py",
    "output/word/document.py",
    "output/word/reference.py",
    "output/word/reference_page.py",
    "output/word/reference_styles.py",
}
"""Where python-docx, and lxml below it, keeps the document."""
SHEETS = {
    path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob("workbook/sheet_check/[!_]*")
}
"""Where the XML of workbooks is looked at, before openpyxl reads it."""


@cache
def imported(path: Path) -> set[str]:
    """The packages that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def importing(name: str) -> set[str]:
    return {module for module, path in MODULES.items() if name in imported(path)}


def test_lxml_reads_web_pages_and_is_python_docxs_business() -> None:
    assert importing("lxml") == {"published/cell_of_page.py", "published/web_page.py"}
    assert importing("docx") == WORDS


def test_only_the_check_parses_the_xml_of_workbooks() -> None:
    assert "workbook/sheet_check/checked_package.py" in SHEETS
    parsing = importing("xml") | importing("pyexpat")
    assert {module for module in parsing if module.startswith("workbook/")} == SHEETS


def test_openpyxl_reads_and_xlsxwriter_writes() -> None:
    assert importing("openpyxl") == {
        "workbook/xlsx.py",
        "workbook/sheet_check/checked_package.py",
        "workbook/sheet_check/style_looks.py",
    }
    assert "template/book.py" in importing("xlsxwriter")


def private(path: Path) -> Iterator[str]:
    """The names with a leading underscore that a module asks of something other than itself."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            is_own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            if not (is_own or node.attr in OF_NAMED_TUPLES or node.attr.endswith("__")):
                yield f"{path.name}:{node.lineno} {node.attr}"
        elif isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("__"):
            is_foreign = not (node.module or "").startswith("disclosure_cli")
            named = [node.module or "", *(alias.name for alias in node.names)]
            parts = [part for name in named for part in name.split(".")]
            if is_foreign and any(part.startswith("_") for part in parts):
                yield f"{path.name}:{node.lineno} {node.module}"


def test_private_names_of_others_are_not_touched() -> None:
    touched = {module: [*private(tree)] for module, tree in MODULES.items()}
    assert {module: names for module, names in touched.items() if names} == {}


def test_everything_but_the_keeping_of_the_document_runs_without_lxml() -> None:
    """Read, checked, annotated, composed, made into a body and a web page, and read back."""
    script = f"""
from pathlib import Path
from disclosure_cli import check, read
from disclosure_cli.output.blocks import Chart
from disclosure_cli.output.compose import compose
from disclosure_cli.output.html import html_bytes
from disclosure_cli.output.verification import differences
from disclosure_cli.output.word.body import body
from disclosure_cli.output.word.styles import PageLooks
from disclosure_cli.output.word.wordml import serialised
from disclosure_cli.template.sheets import workbook_bytes
report = read(Path({str(EXAMPLE)!r}))
found = check(report)
composition = compose(report, charts=True)
assert any(isinstance(block, Chart) for block in composition.blocks)
assert serialised(body(composition.blocks, PageLooks())).startswith(b"<w:body ")
assert html_bytes(composition)
assert workbook_bytes(report, found)
"""
    assert printed_without_lxml(script) == ""
