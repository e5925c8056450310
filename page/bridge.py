"""What the page asks of the program: a request as JSON in, data as JSON and files out.

The files that a request is about lie in the current folder, where the worker of the page puts them; those
that are made go into `MADE`, beside it, from which it takes them. Nothing here decides, words or lays out
anything: that is the library's, which the command line calls in the same way. It runs in any Python.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import pickle
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from disclosure_cli import __version__, api
from disclosure_cli.batch.building import BuildRequest, build_all
from disclosure_cli.batch.checking import CheckRequest, check_all, lost_file
from disclosure_cli.batch.collecting import collect, remarks_on_others
from disclosure_cli.batch.destination import Destination
from disclosure_cli.batch.selection import Candidate, Selection, is_seen, whatever_may_be_a_report
from disclosure_cli.batch.workers import TIME_LIMIT, why_lost
from disclosure_cli.checks.rules import chosen_codes, rule_of
from disclosure_cli.container import MOST_BYTES
from disclosure_cli.errors import DisclosureError
from disclosure_cli.files import packed, write_whole
from disclosure_cli.form.editions import EDITIONS, described
from disclosure_cli.i18n import set_language
from disclosure_cli.model.contributions import ListedUnit
from disclosure_cli.model.report import Report
from disclosure_cli.output.compose import compose_comparison
from disclosure_cli.output.output_format import BuildOptions, OutputFormat
from disclosure_cli.output.titles import file_name, safe_name, workbook_name
from disclosure_cli.reporting.data import as_csv, as_json
from disclosure_cli.reporting.import_summary import lines_of_import
from disclosure_cli.reporting.page_data import shown_comparison, shown_findings, shown_status
from disclosure_cli.reporting.result import FileResult
from disclosure_cli.reporting.rule_pages import page_of
from disclosure_cli.reporting.status_formats import StatusFormat, status_bytes
from disclosure_cli.reporting.status_table import title_of
from disclosure_cli.units.contributors import unit_and_reason
from disclosure_cli.units.provenance import provenance_name
from disclosure_cli.units.submission import Submission

Answer = dict[str, Any]
MADE = "../made"
"""The folder for what is made; outside the current one, where a folder of any name may have been dropped."""


def answer(request: str) -> str:
    """Do what is asked for, in the language asked for: `{"do": …, "language": …, …}`.

    The answer has the names of the files made in `made`, or in `error` why it could not be done, as the
    command line says it. Whatever else goes wrong is an error of the program, and raised.
    """
    asked = json.loads(request)
    set_language(asked.pop("language"))
    try:
        found = REQUESTS[asked.pop("do")](**asked)
    except DisclosureError as error:
        found = {"error": str(error)}
    made = Path(MADE)
    files = sorted(each.relative_to(made).as_posix() for each in made.rglob("*") if each.is_file())
    return json.dumps({**found, "made": files}, ensure_ascii=True)


def clear() -> None:
    """Empty the current folder, and that for what is made."""
    for each in (*Path().iterdir(), Path(MADE)):
        if each.is_dir():
            shutil.rmtree(each)
        else:
            each.unlink(missing_ok=True)


def about() -> Answer:
    """The version, the forms, the year that is reported on now, and the limits of one file: bytes, seconds."""
    return {
        "version": __version__,
        "forms": [described(each) for each in EDITIONS],
        "year": dt.date.today().year - 1,
        "most_bytes": MOST_BYTES,
        "time_limit": TIME_LIMIT,
    }


def prepare() -> Answer:
    """Load what is loaded when it is first needed, by going once through all of it: nobody waits for it then."""
    year = dt.date.today().year - 1
    new_workbook(year, "", "")
    book = str(Path(MADE, workbook_name("", year)))
    check(book, "", notes=False)
    build(book, "", ["docx"], draft=True, charts=False)
    clear()
    return {}


def new_workbook(year: int, organ: str, last: str) -> Answer:
    """Make the empty workbook of an organ, from last year's report if there is one."""
    before = _report(last)
    organ = organ.strip() or (before.organ if before else "")
    path = Path(MADE, workbook_name(organ, year))
    said = api.new_template(year, path, organ=organ, last=before, overwrite=True)
    return {"remarks": [each.message for each in said]}


def check(file: str, last: str, notes: bool) -> Answer:
    """What is found in a file."""
    return {"shown": shown_findings(_checked(file, last, notes), notes=notes)}


def findings(file: str, last: str, notes: bool, to: str) -> Answer:
    """Make a file of what is found, for other programs: csv or json."""
    written = {"csv": as_csv, "json": as_json}[to]
    text = written([_checked(file, last, notes)], is_utf8=True)
    path = Path(MADE, f"{PurePosixPath(file).stem}.{to}")
    write_whole(path, f"{text}\n".encode(), overwrite=True)
    return {}


def copy(file: str, last: str) -> Answer:
    """Make the annotated copy of a file, under its own path; of one without findings there is none."""
    copies = Destination(Path(MADE), is_folder=True)
    request = CheckRequest(None, _report(last), copies, overwrite=True)
    result = next(check_all(_selected(file, Path()), request))
    return {"error": why} if (why := result.error or result.not_copied) else {}


def build(file: str, last: str, to: Sequence[str], draft: bool, charts: bool) -> Answer:
    """Make the report of a workbook, in one format or several."""
    request = BuildRequest(
        tuple(map(OutputFormat, to)),
        BuildOptions(draft, charts),
        Destination(Path(MADE), is_folder=True),
        overwrite=True,
        last=_report(last),
    )
    (result,) = build_all(_selected(file), request)
    return (
        {"error": result.error} if result.error else {"shown": shown_findings(result, notes=False)}
    )


def compare(last: str, file: str, to: Sequence[str]) -> Answer:
    """What changed from last year's report to this one; if asked for, as an annex in some formats."""
    comparison = api.compare(api.read(last), api.read(file))
    title = compose_comparison(comparison).title
    for each in to:
        api.write_comparison(comparison, Path(MADE, safe_name(title, f".{each}")), overwrite=True)
    return {"shown": shown_comparison(comparison)}


def import_(file: str) -> Answer:
    """Make the workbook of a published report."""
    report = api.read_to_import(file)
    api.write_imported(
        report, Path(MADE, file_name(report.organ, report.year, ".xlsx")), overwrite=True
    )
    return {"remarks": list(lines_of_import(report))}


def explain(code: str) -> Answer:
    """What a rule asks for, why, and its source."""
    return {"text": page_of(rule_of(code))}


def choose(files: Sequence[str]) -> Answer:
    """Which files of a folder may be reports, and what there is to say of the others."""
    seen = [each for each in map(Path, files) if all(map(is_seen, each.parts))]
    chosen = whatever_may_be_a_report(seen)
    unread = tuple(str(each) for each in seen if each not in chosen)
    return {
        "files": [each.as_posix() for each in chosen],
        "remarks": [*remarks_on_others(Selection((), unread=unread))],
    }


def submit(file: str, folder: str) -> Answer:
    """Take up what a unit sent, in a folder or by itself: for `status` and `merge`, opaque."""
    (sent,) = collect(_selected(file, Path(folder) if folder else None), with_figures=True)
    return {"sent": _packed(sent)}


def lost(file: str, limit: float | None) -> Answer:
    """What is said of a file that took longer than the limit in seconds, or without one ended the worker.

    As `check` and `submit` say it.
    """
    result = lost_file(Candidate(Path(file)), why_lost(limit))
    sent = Submission(file, file, error=result.error)
    return {"shown": shown_findings(result, notes=False), "sent": _packed(sent)}


def status(sent: Sequence[str], units: str, year: int | None, to: str) -> Answer:
    """How far a collection has come; if asked for, as a file too."""
    found = api.status(map(_unpacked, sent), units=_units(units), year=year)
    if to:
        path = Path(MADE, safe_name(title_of(found), f".{to}"))
        write_whole(path, status_bytes(found, StatusFormat(to)), overwrite=True)
    return {"shown": shown_status(found)}


def merge(
    sent: Sequence[str], units: str, year: int, organ: str, without: Sequence[str], admitted: Sequence[str]
) -> Answer:  # fmt: skip
    """Make the government's own workbook of its units', with where each figure is from, in one zip."""
    book = Path(MADE, workbook_name(organ.strip(), year))
    merged = api.merge(
        map(_unpacked, sent), book, organ=organ.strip(), year=year, units=_units(units) or (),
        without=without, admitted=dict(map(unit_and_reason, admitted)), overwrite=True,
    )  # fmt: skip
    files = [book, provenance_name(book)]
    content = packed({each.name: each.read_bytes() for each in files})
    write_whole(book.with_suffix(".zip"), content, overwrite=True)
    for each in files:
        each.unlink()
    return {"remarks": list(merged.remarks), "count": len(merged.contributors)}


def pack(names: Sequence[str], into: str) -> Answer:
    """Make a zip of files, each under its name."""
    content = packed({name: Path(name).read_bytes() for name in names})
    write_whole(Path(MADE, into), content, overwrite=True)
    return {}


REQUESTS: dict[str, Callable[..., Answer]] = {
    each.__name__: each
    for each in (
        about, prepare, new_workbook, check, findings, copy, build, compare, import_, explain, choose,
        submit, lost, status, merge, pack,
    )
}  # fmt: skip
"""All that can be asked for."""


def _selected(file: str, folder: Path | None = None) -> Selection:
    return Selection((Candidate(Path(file), folder),))


def _report(file: str) -> Report | None:
    return api.read(file) if file else None


def _checked(file: str, last: str, notes: bool) -> FileResult:
    request = CheckRequest(chosen_codes(notes=notes), _report(last))
    (result,) = check_all(_selected(file), request)
    return result


def _units(file: str) -> tuple[ListedUnit, ...] | None:
    return api.read_units(file) if file else None


def _packed(sent: Submission) -> str:
    """A submission as it goes to the page and comes back: a worker that is ended loses none of them."""
    return base64.b64encode(pickle.dumps(sent)).decode()


def _unpacked(sent: str) -> Submission:
    unpacked: Submission = pickle.loads(base64.b64decode(sent))
    return unpacked
