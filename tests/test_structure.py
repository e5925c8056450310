"""How the package is laid out: what may import what, what is named once, how long a piece may be."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "disclosure_cli"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}

LAYERS = (
    ("errors",),
    ("i18n",),
    ("package",),
    ("form", "container", "files"),
    ("prose",),
    ("model",),
    ("workbook", "published"),
    ("checks", "output", "template"),
    ("units",),
    ("api",),
    ("reporting",),
    ("batch",),
    ("cli",),
    ("__main__",),
)
"""What stands under what: each folder, or module at the top, imports from those above it here alone."""

LAZY = {
    "__main__.py": {"disclosure_cli.cli"},  # In the language chosen by then.
    "api.py": {
        "disclosure_cli.output.document_comparison",
        "disclosure_cli.output.word.word_comments",
        "disclosure_cli.output.word.finding_comments",
        "disclosure_cli.published.sources",
        "disclosure_cli.template.sheets",
        "disclosure_cli.units",  # The list of units, which may be a workbook.
        "disclosure_cli.units.provenance",
        "disclosure_cli.workbook.reader",
    },
    "cli/commands.py": {
        "disclosure_cli",
        "disclosure_cli.batch.building",
        "disclosure_cli.batch.checking",
        "disclosure_cli.batch.destination",
        "disclosure_cli.batch.selection",
        "disclosure_cli.checks.rules",
        "disclosure_cli.cli.remarks",
        "disclosure_cli.output.titles",
    },
    "cli/completion.py": {"disclosure_cli.checks.rules"},
    "cli/console.py": {"colorama"},  # Of Windows alone.
    "cli/published_commands.py": {
        "disclosure_cli",
        "disclosure_cli.cli.remarks",
        "disclosure_cli.output.titles",
        "disclosure_cli.reporting.terminal",
    },
    "cli/progress.py": {"rich.console", "rich.progress"},
    "cli/reference_commands.py": {
        "disclosure_cli.checks.rules",
        "disclosure_cli.cli.doctor",
        "disclosure_cli.cli.explained_text",
        "disclosure_cli.form.editions",
        "disclosure_cli.reporting.rule_pages",
    },
    "cli/remarks.py": {
        "disclosure_cli.cli.doctor",
        "disclosure_cli.cli.office_looks",
        "disclosure_cli.reporting.terminal",
    },
    "cli/unit_commands.py": {
        "disclosure_cli",
        "disclosure_cli.batch.collecting",
        "disclosure_cli.batch.selection",
        "disclosure_cli.cli.remarks",
        "disclosure_cli.reporting.status_formats",
        "disclosure_cli.units.contributors",
        "disclosure_cli.units.provenance",
    },
    "cli/doctor.py": {"winreg"},  # Of Windows alone.
    "i18n.py": {"importlib.resources"},  # Of other languages than Chinese.
    "output/export.py": {
        "disclosure_cli.output.word.base_package",
        "disclosure_cli.output.word.document",
    },
    "output/word/charts.py": {"xlsxwriter"},
    "published/sources.py": {
        "disclosure_cli.published.pdf_pages",
        "disclosure_cli.published.report_data",
        "disclosure_cli.published.web_page",
        "disclosure_cli.published.word_document",
    },
    "published/pdf_layout.py": {
        "pdfplumber.utils.clustering"
    },  # Where pdfplumber is there, if at all.
    "published/pdf_pages.py": {
        "pdfminer.pdfdocument",
        "pdfminer.pdfpage",
        "pdfminer.pdftypes",
        "pdfplumber",
        "pdfplumber.table",
        "pdfplumber.utils.geometry",
    },
    "reporting/findings_format.py": {"disclosure_cli.reporting"},
    "reporting/status_formats.py": {"disclosure_cli.reporting"},
    "workbook/legacy_child.py": {"python_calamine", "resource"},  # Under a limit; of Unix alone.
}
"""The imports inside functions. Where nothing else is said, benchmarks/imports.py measured what they save."""


def imports(tree: ast.AST) -> Iterator[str]:
    """The modules that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def of(module: str) -> str:
    """The folder of a module, or its name where it stands at the top."""
    return module.partition("/")[0].removesuffix(".py")


def test_imports_run_downwards() -> None:
    floor = {name: number for number, names in enumerate(LAYERS) for name in names}
    assert {of(module) for module in TREES} == {*floor, "__init__"}
    upwards = [
        f"{module} imports {name}"
        for module, tree in TREES.items()
        for name in imports(tree)
        if (parts := name.split("."))[0] == "disclosure_cli" and len(parts) > 1
        if (own := of(module)) != "__init__" and parts[1] in floor and parts[1] != own
        if floor[parts[1]] >= floor[own]
    ]
    assert upwards == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {f"disclosure_cli.{m.removesuffix('.py').replace('/', '.')}": m for m in TREES}
    left = {
        module: {names[name] for name in imports(tree) if name in names} - {module}
        for module, tree in TREES.items()
        if module != "__init__.py"
    }
    while free := [module for module, needed in left.items() if not needed & left.keys()]:
        for module in free:
            del left[module]
    assert left == {}


def test_a_name_is_given_once() -> None:
    classes, modules = defaultdict(list), defaultdict(list)
    for module, tree in TREES.items():
        modules[module.rpartition("/")[2]].append(module)
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                classes[node.name].append(module)
    assert {name: places for name, places in classes.items() if len(places) > 1} == {}
    twice = {name: places for name, places in modules.items() if len(places) > 1}
    assert twice.keys() == {"__init__.py"}
    folders = Counter(part for module in TREES for part in set(module.split("/")[:-1]))
    assert [name for name in modules if name.removesuffix(".py") in folders] == []


def test_pieces_are_short() -> None:
    sizes = {
        f"{module}: {each.name}": (each.end_lineno or 0) - each.body[0].lineno + 1
        for module, tree in TREES.items()
        for each in functions(tree)
    }
    assert median(sizes.values()) <= 10
    assert {name: size for name, size in sizes.items() if size > 50} == {}
    lengths = {m: len((PACKAGE / m).read_text("utf-8").splitlines()) for m in TREES}
    assert {module: length for module, length in lengths.items() if length > 400} == {}
    assert len([module for module in TREES if "/" not in module]) <= 9


def imported_inside(tree: ast.Module) -> set[str]:
    """What the functions of a module import."""
    return {
        name
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else
                     [alias.name for alias in node.names])
    }  # fmt: skip


def test_imports_inside_functions_are_those_that_were_measured() -> None:
    inside = {module: imported_inside(tree) for module, tree in TREES.items()}
    assert {module: names for module, names in inside.items() if names} == LAZY


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What of a module runs when it is imported."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from at_import(child)


def test_messages_are_translated_when_they_are_shown() -> None:
    """The command line aside, which is imported once the language is chosen: help texts are typer's."""
    called = [
        (module, node.func)
        for module, tree in TREES.items()
        if module not in ("cli/commands.py", "cli/options.py")
        for node in at_import(tree)
        if isinstance(node, ast.Call)
    ]
    assert called
    assert [(m, f.lineno) for m, f in called if isinstance(f, ast.Name) and f.id == "_"] == []


def test_only_the_console_prints() -> None:
    """The start flushes the streams, the doctor asks for their encoding, the child answers its parent."""
    printing = {
        module
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.stdout", "sys.stderr"))
    }
    assert printing == {
        "__main__.py", "cli/console.py", "cli/doctor.py", "workbook/legacy_child.py",
    }  # fmt: skip


def test_the_tree_in_the_architecture_is_that_of_the_package() -> None:
    """A line for each file, in its folder, and none that is not there."""
    drawn = re.search(
        r"```text\n(disclosure_cli/\n.*?)```", ARCHITECTURE.read_text("utf-8"), re.DOTALL
    )
    assert drawn
    named, folders = set(), [""]
    for line in drawn[1].splitlines()[1:]:
        depth = (len(line) - len(line.lstrip())) // 2
        name, _space, says = line.strip().partition(" ")
        assert says.strip(), f"{name} is not explained"
        del folders[depth:]
        if name.endswith("/"):
            folders.append(folders[-1] + name)
        else:
            named.add(folders[-1] + name)
    data = {".mo", ".po", ".pyc"}
    there = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.*")
        if path.is_file() and path.suffix not in data
    }
    folders_alone = {m for m in TREES if m.endswith("/__init__.py") and len(TREES[m].body) == 1}
    assert named == there - folders_alone


STARTS = ("run", "call", "check_call", "check_output")
WAITS = ("communicate", "wait")


def test_no_child_process_is_waited_for_without_a_limit() -> None:
    folders = (PACKAGE, *(ROOT / name for name in ("tests", "docs", "examples", "benchmarks")))
    nodes = [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for folder in folders
        for path in sorted(folder.rglob("*.py"))
        if "process" in (code := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(code))
        if isinstance(node, (ast.Call, ast.With, ast.ImportFrom))
    ]
    waits = [place for place, node in nodes if _waits_for_a_child(node)]
    assert len(waits) > 30
    assert [place for place, node in nodes if _has_no_limit(node)] == []


def _waits_for_a_child(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    if not isinstance(called, ast.Attribute):
        return False
    is_start = called.attr in STARTS and ast.unparse(called.value).endswith("subprocess")
    return is_start or called.attr in WAITS


def _has_no_limit(node: ast.AST) -> bool:
    """A call without one, `with Popen(…)`, which waits in the end, and what hides that it is a start."""
    if isinstance(node, ast.With):
        return any("Popen(" in ast.unparse(item.context_expr) for item in node.items)
    if isinstance(node, ast.ImportFrom):
        return node.module == "subprocess"
    named = {each.arg for each in node.keywords} if isinstance(node, ast.Call) else set()
    return _waits_for_a_child(node) and "timeout" not in named
