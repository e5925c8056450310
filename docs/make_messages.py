"""Keeps the catalogues of `disclosure_cli/locales` with Babel.

    python docs/make_messages.py            takes up new messages, then compiles
    python docs/make_messages.py --check    says what lacks its translation or is not compiled

The messages are those marked `_(…)`, `N_(…)` or `for_count(…)` in the code, and the docstrings of the rules.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from disclosure_cli.checks.rules import ALL

SOURCE = Path(__file__).parent.parent / "disclosure_cli"
CATALOGUE = SOURCE / "locales" / "en" / "LC_MESSAGES" / "disclosure.po"
COMPILED = CATALOGUE.with_suffix(".mo")
HEADER = "# English messages of disclosure. Official labels are never translated."


def template() -> Catalog:
    """Every message that the program can say."""
    catalogue = Catalog(fuzzy=False)
    found = extract_from_dir(SOURCE, keywords={"_": None, "N_": None, "for_count": (1, 1)})
    for file, _line, message, _comments, _context in sorted(found, key=lambda each: each[:2]):
        catalogue.add(message, locations=[(f"disclosure_cli/{file}", 0)])
    for rule in ALL:
        for text in (rule.what, rule.why, rule.example, rule.source, *rule.questions):
            catalogue.add(text, locations=[(f"rule {rule.code}", 0)])
    return catalogue


def translations() -> Catalog:
    """The English catalogue as it stands."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    # Not the time of day: the same messages give the same bytes.
    catalogue.creation_date = catalogue.revision_date = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def problems() -> list[str]:
    """What is wrong with the catalogue: missing, left over, another placeholder, not compiled."""
    english = translations()
    wanted, had = _strings(template()), _strings(english)
    found = [f"no translation: {text}" for text in sorted(wanted) if not all(had.get(text, [""]))]
    found += [f"no longer said: {text}" for text in sorted(had.keys() - wanted.keys())]
    found += [
        f"other placeholders: {text}"
        for text, strings in had.items()
        for string in strings
        if string and _placeholders(text) != _placeholders(string)
    ]
    # Message by message, since the header names the version of Babel.
    if _strings(read_mo(io.BytesIO(COMPILED.read_bytes()))) != _strings(english):
        found.append(f"not compiled: {CATALOGUE}")
    return found


def update() -> None:
    """Take up new messages, drop what is no longer said, compile."""
    catalogue = translations() if CATALOGUE.exists() else Catalog(locale="en")
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = HEADER
    target = io.BytesIO()
    write_po(target, catalogue, width=100, omit_header=False, include_lineno=False)
    # Without its dates: the catalogue changes only when a message does.
    lines = [line for line in target.getvalue().splitlines() if b"-Date:" not in line]
    CATALOGUE.write_bytes(b"\n".join(lines) + b"\n")
    COMPILED.write_bytes(compiled(translations()))


def _strings(catalogue: Catalog) -> dict[str, list[str]]:
    """The translations by their messages, without the header; of what is counted, for one and for several."""
    return {_listed(each.id)[0]: _listed(each.string) for each in catalogue if each.id}


def _listed(text: str | Sequence[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else [str(each) for each in text or [""]]


def _placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


if __name__ == "__main__":
    if "--check" not in sys.argv:
        update()
    left = problems()
    sys.stdout.writelines(f"{problem}\n" for problem in left)
    sys.exit(bool(left))
