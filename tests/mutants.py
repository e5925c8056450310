"""Changes the program in one place at a time, and says which changes no test notices.

    python tests/mutants.py                        about 300 changes, by the seed 1
    python tests/mutants.py --seed 7               300 others
    python tests/mutants.py --part prose --size 80 of one part alone
    python tests/mutants.py --write                and the score into docs/testing.md

Each change, made by cosmic-ray in a copy of the tree, is met by the tests that run the changed line,
those first that run little else; those that need other programs or take long are left out, and those
that only compare generated pages. What changes nothing that a user could see is named once, with its reason,
in tests/equivalent_mutants.txt, and not counted.
"""

from __future__ import annotations

import argparse
import compileall
import os
import pickle
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from difflib import SequenceMatcher
from functools import cache
from importlib import import_module
from importlib.util import cache_from_source
from itertools import accumulate, chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from xml.etree import ElementTree

import pytest
from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_code, use_mutation
from cosmic_ray.operators.provider import OperatorProvider
from coverage import CoverageData
from mutation_operators import AlternativeRemoved, StatementRemoved, TextChanged, WordRemoved

ROOT = Path(__file__).parent.parent
PARTS = ("form", "model", "workbook", "checks", "prose", "output", "reporting")
WORDINGS = "wordings"
"""The tables of wordings in prose/, whose alternatives are a part of their own."""
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")
PAGE = ROOT / "docs" / "testing.md"
BEGIN, END = "<!-- score -->", "<!-- end of the score -->"
QUICK = ["-m", "not office and not slow and not generated"]
WORKERS, TIME_LIMIT, MOST_RECORDING = 2, 120, 1200
"""Processes; seconds for the tests of one change, and for all tests once."""
MOST_SECONDS, MOST_OTHERS = 40, 10
"""Of the tests that run a line, and of the others, for one change; more of them would say the same again."""
FIRST = 8
"""Tests that meet a change before the files of the others are so much as imported."""
LIBRARIES = (
    "docx",
    "hypothesis",
    "jsonschema",
    "lxml.html",
    "openpyxl",
    "openxml_audit",
    "rich",
    "typer",
)
TAKEN = (
    "Add_Sub|Sub_Add|Mul_FloorDiv|FloorDiv_Mul|Div_Mul|Mod_FloorDiv|BitOr_BitAnd|BitAnd_BitOr|Sub_BitAnd"
    "|ReplaceComparisonOperator_(?!Is|.*_Is)|Is_IsNot|IsNot_Is|AddNot|ReplaceTrueWithFalse|ReplaceFalseWithTrue"
    "|ReplaceAndWithOr|ReplaceOrWithAnd|Break|ExceptionReplacer|NumberReplacer|ZeroIteration|Unary"
)
"""The operators of cosmic-ray that are taken: of a sign, the one for which it is mistaken."""


class Mutant(NamedTuple):
    """A change: where, and of which kind."""

    part: str
    module: str
    line: int
    operator: str
    occurrence: int


class Outcome(NamedTuple):
    mutant: Mutant
    is_noticed: bool
    tests: int
    """How many were chosen for its line."""


@cache
def operators(part: str) -> dict[str, Any]:
    """Every kind of change that a part allows, by its name."""
    if part == WORDINGS:
        return {each.__name__: each for each in (AlternativeRemoved, WordRemoved)}
    provider = OperatorProvider()
    core = {name: provider[name] for name in provider if re.search(TAKEN, name)}
    return core | {each.__name__: each for each in (StatementRemoved, TextChanged)}


def mutants_of(part: str) -> Iterator[list[Mutant]]:
    """The changes that a part allows, those at one place together."""
    folder = ROOT / "disclosure_cli" / ("prose" if part == WORDINGS else part)
    for path in sorted(folder.rglob("*.py")):
        module = path.relative_to(ROOT).as_posix()
        nodes = list(ast_nodes(get_ast_from_path(path)))
        places: dict[Any, list[Mutant]] = defaultdict(list)
        for name, operator in operators(part).items():
            changes = ((n, at) for n in nodes for at in operator().mutation_positions(n))
            for occurrence, (node, position) in enumerate(changes):
                if not _is_never_run(node):
                    mutant = Mutant(part, module, position[0][0], name, occurrence)
                    # Each alternative is a place of its own, all operators in place of a + are one.
                    places[occurrence if part == WORDINGS else position].append(mutant)
        yield from places.values()


def _is_never_run(node: Any) -> bool:
    """Whether code stands in an annotation, or in an import, of which a type checker speaks."""
    while (parent := node.parent) is not None:
        is_annotation = (
            parent.type == "tfpdef"
            or (parent.type == "annassign" and node is parent.children[1])
            or (parent.type == "funcdef" and node is parent.annotation)
        )
        if is_annotation or parent.type in ("import_from", "import_name"):
            return True
        node = parent
    return False


def sampled(size: int, parts: Sequence[str], seed: int) -> list[Mutant]:
    """As many changes of each part, each at another place, without those that are named equivalent."""
    drawn: list[Mutant] = []
    known = equivalent()
    for part in parts:
        generator = random.Random(f"{seed} {part}")
        places = list(mutants_of(part))
        generator.shuffle(places)
        taken = 0
        for place in places:
            if taken == -(-size // len(parts)):
                break
            mutant = generator.choice(place)
            if (mutant.module, *changed(mutant)) not in known:
                drawn.append(mutant)
                taken += 1
    return drawn


def changed(mutant: Mutant) -> tuple[str, str]:
    """The lines that a change concerns, as they are and as they become, without their margins."""
    code = (ROOT / mutant.module).read_text("utf-8")
    mutated = mutate_code(code, _operator(mutant), mutant.occurrence)
    matcher = SequenceMatcher(None, old := code.split("\n"), new := mutated.split("\n"), False)
    pieces = [each for each in matcher.get_opcodes() if each[0] != "equal"]
    before = " ".join(line.strip() for _, b, e, _b, _e in pieces for line in old[b:e])
    after = " ".join(line.strip() for _, _b, _e, b, e in pieces for line in new[b:e])
    return before, after


def equivalent() -> set[tuple[str, str, str]]:
    """The changes that change nothing, as the file names them: module, line before, line after."""
    known: set[tuple[str, str, str]] = set()
    module = before = ""
    for line in EQUIVALENT.read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "-":
            before = rest.strip()
        elif mark == "+":
            known.add((module, before, rest.strip()))
        elif line.endswith(".py"):
            module = line
    return known


class Recorded(NamedTuple):
    """Which tests run which lines, and how long they take."""

    lines: Mapping[str, Mapping[int, set[str]]]
    """By module and line."""
    seconds: Mapping[str, float]
    breadth: Mapping[str, int]
    """How many lines each test runs."""

    def only(self, tests: set[str]) -> Recorded:
        """Without those that are gone, of which pytest would say that they fail."""
        lines = {
            module: {line: ran & tests for line, ran in by_line.items()}
            for module, by_line in self.lines.items()
        }
        seconds = {test: self.seconds[test] for test in tests & {*self.seconds}}
        return Recorded(lines, seconds, self.breadth)

    def tests_for(self, mutant: Mutant) -> list[list[str]]:
        """The tests that meet a change, one group after the other, each for so long as is taken for it.

        First those that run the line; of what an import runs, those that run any line of the same
        folder, or none of the package, as what looks at a table of the form. The others meet what
        these let pass, those of the same module before the rest: what is kept once it was found is
        recorded of one test alone.
        """
        lines = self.lines[mutant.module]
        folder = mutant.module.rpartition("/")[0]
        at = max((line for line in lines if line <= mutant.line), default=0)
        own = self._run(folder)
        run_nothing = {*self.seconds} - {*self.breadth}
        tests = lines.get(at) or {*own, *run_nothing}
        near = {*_runs(lines)} - tests
        others = {*self.seconds} - tests - near
        # Those first that run little else than the folder. What runs nothing of the package stands
        # before what runs chiefly other folders.
        share = {test: own[test] / every for test, every in self.breadth.items()}
        first, *rest = (
            self._within(sorted(some, key=lambda test: (-share.get(test, 0.5), test)), most)
            for some, most in ((tests, MOST_SECONDS), (near, MOST_OTHERS), (others, MOST_OTHERS))
        )
        return [first[:FIRST], first[FIRST:], [*chain(*rest)]]

    def _within(self, tests: Sequence[str], most: float) -> list[str]:
        """So many of the first as take no longer, together, than so many seconds."""
        totals = accumulate(self.seconds.get(test, 0) for test in tests)
        return [test for test, total in zip(tests, totals, strict=True) if total <= most]

    def _run(self, folder: str) -> Counter[str]:
        """How many lines of a folder each test runs."""
        return Counter(
            chain.from_iterable(
                _runs(lines) for name, lines in self.lines.items() if name.startswith(folder)
            )
        )


def _runs(lines: Mapping[int, set[str]]) -> Iterator[str]:
    """The tests that run the lines of a module, each as often as it runs one of them."""
    return chain.from_iterable(lines.values())


def recorded(tree: Path, recording: Path | None) -> Recorded:
    """Run the quick tests once in a copy of the tree, and see which lines each of them runs."""
    if recording and recording.exists():
        return Recorded(*pickle.loads(recording.read_bytes())).only(_tests_of(tree))
    results = tree / "results.xml"
    command = [
        sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", "-n", str(WORKERS),
        *QUICK, "--cov=disclosure_cli", "--cov-context=test", "--cov-report=", f"--junitxml={results}",
    ]  # fmt: skip
    subprocess.run(command, cwd=tree, check=True, timeout=MOST_RECORDING, stdout=subprocess.DEVNULL)
    lines = _lines(tree.resolve())
    breadth = Counter(chain.from_iterable(map(_runs, lines.values())))
    known = Recorded(lines, _seconds(results), breadth)
    if recording:
        recording.write_bytes(pickle.dumps(tuple(known)))
    return known


def _tests_of(tree: Path) -> set[str]:
    """The tests that are there, as `tests/test_rules.py::test_…`."""
    return {
        f"tests/{path.name}::{name}"
        for path in (tree / "tests").glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    }


def _seconds(results: Path) -> dict[str, float]:
    """How long each test took, all its cases together."""
    seconds: dict[str, float] = defaultdict(float)
    for case in ElementTree.parse(results).iter("testcase"):
        path = case.attrib["classname"].replace(".", "/")
        seconds[f"{path}.py::{_bare(case.attrib['name'])}"] += float(case.attrib["time"])
    return dict(seconds)


def _lines(tree: Path) -> dict[str, dict[int, set[str]]]:
    """By module and line, the tests that run it; none for what an import runs."""
    data = CoverageData(str(tree / ".coverage"))
    data.read()
    return {
        Path(path).relative_to(tree).as_posix(): {
            line: {_bare(context) for context in contexts} - {""}
            for line, contexts in data.contexts_by_lineno(path).items()
        }
        for path in data.measured_files()
    }


def _bare(name: str) -> str:
    """The name of a test without its case, `[2024]`, and without the phase that coverage adds, `|run`."""
    return name.partition("[")[0].partition("|")[0]


def copied(folder: Path) -> Path:
    """A copy of what git knows of the tree, compiled: only the changed module is compiled again."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, encoding="utf-8", timeout=TIME_LIMIT,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copy2(ROOT / name, target)
    compileall.compile_dir(folder, quiet=1)
    return folder


def _enter(folder: str) -> None:
    """Each worker goes into a copy of its own, and has read beforehand what no change touches."""
    tree = copied(Path(tempfile.mkdtemp(dir=folder)))
    os.chdir(tree)
    os.environ["PYTHONPATH"] = str(tree)
    sys.path[:] = [
        str(tree),
        *(place for place in sys.path if not place.startswith(str(ROOT / "tests"))),
    ]
    sys.dont_write_bytecode = True
    for library in LIBRARIES:
        import_module(library)


def met(mutant: Mutant, tests: Sequence[list[str]]) -> Outcome:
    """The change, made in the current folder, and what one group of tests after the other says to it."""
    module = Path(mutant.module)
    with use_mutation(module, _operator(mutant), mutant.occurrence):
        is_noticed = any(some and _fail(some) for some in tests)
    # A process that a test started has kept it compiled, and takes it for the module as it was.
    Path(cache_from_source(module)).unlink(missing_ok=True)
    return Outcome(mutant, is_noticed, sum(map(len, tests[:-1])))


def _fail(tests: list[str]) -> bool:
    """Whether one of these tests fails in a child of this process, or takes too long."""
    child = get_context("fork").Process(target=_test, args=(tests,))
    child.start()
    child.join(TIME_LIMIT)
    if child.is_alive():
        os.killpg(child.pid or 0, signal.SIGKILL)
        child.join(TIME_LIMIT)
    return child.exitcode != 0


def _test(tests: list[str]) -> NoReturn:
    os.setsid()
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    os._exit(pytest.main(["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", *tests]))


def _operator(mutant: Mutant) -> Any:
    return operators(mutant.part)[mutant.operator]()


def score(outcomes: Iterable[Outcome]) -> list[str]:
    """A table: of each part, how many changes were made and noticed."""
    made: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    for outcome in outcomes:
        made[outcome.mutant.part] += 1
        noticed[outcome.mutant.part] += outcome.is_noticed
    return [
        "| part | changes | noticed | in 100 |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {part} | {n} | {noticed[part]} | {100 * noticed[part] / n:.1f} |"
            for part, n in made.items()
        ),
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--size", type=int, default=304, help="changes in all")
    options.add_argument("--part", choices=[*PARTS, WORDINGS], action="append")
    options.add_argument("--write", action="store_true", help=f"the score into {PAGE.name}")
    options.add_argument(
        "--recording", type=Path, help="keep, or take, which tests run which lines"
    )
    chosen = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        known = recorded(copied(Path(folder) / "recorded"), chosen.recording)
        sample = sampled(chosen.size, chosen.part or [*PARTS, WORDINGS], chosen.seed)
        tests = [known.tests_for(mutant) for mutant in sample]
        outcomes = []
        with ProcessPoolExecutor(
            WORKERS, get_context("spawn"), initializer=_enter, initargs=(folder,)
        ) as pool:
            for outcome in pool.map(met, sample, tests):
                outcomes.append(outcome)
                if not outcome.is_noticed:
                    print(_told(outcome), flush=True)  # noqa: T201
    table = score(outcomes)
    print("\n".join(table))  # noqa: T201
    print(f"seed {chosen.seed}, {time.monotonic() - began:.0f} s")  # noqa: T201
    if chosen.write:
        _write(table, chosen.seed)


def _told(outcome: Outcome) -> str:
    mutant = outcome.mutant
    before, after = changed(mutant)
    return f"{mutant.module}:{mutant.line} {mutant.operator} ({outcome.tests} tests)\n- {before}\n+ {after}"


def _write(table: list[str], seed: int) -> None:
    page = PAGE.read_text("utf-8")
    head, _begin, rest = page.partition(BEGIN)
    _old, _end, tail = rest.partition(END)
    said = f"`python tests/mutants.py --seed {seed} --write`:"
    PAGE.write_text("\n".join([f"{head}{BEGIN}", said, "", *table, f"{END}{tail}"]), "utf-8")


if __name__ == "__main__":
    main()
