"""The editions of the official form, and which of them a year's report uses."""

from __future__ import annotations

import copyreg

from disclosure_cli.errors import NoEdition
from disclosure_cli.form.e2019 import E2019
from disclosure_cli.form.e2021 import E2021
from disclosure_cli.form.schema import Edition
from disclosure_cli.i18n import _

EDITIONS = (E2019, E2021)
"""Every edition there is, oldest first."""


def edition_of(key: str) -> Edition | None:
    """The edition of that key, as workbooks name theirs; None where there is none."""
    return next((edition for edition in EDITIONS if edition.key == key), None)


def edition_for(year: int) -> Edition:
    """The edition in force for the report on `year` (1 January to 31 December).

    Raises `NoEdition` for a year before the first unified form.
    """
    for edition in EDITIONS:
        if edition.covers(year):
            return edition
    raise NoEdition(
        _(
            "没有 {year} 年度的统一格式：全国统一的年度报告格式自 {first_year} 年度报告起使用（{number}）；"
            "请填 {first_year} 或以后的年度。"
        ).format(year=year, first_year=EDITIONS[0].first_year, number=EDITIONS[0].notice.number)
    )


def described(edition: Edition) -> str:
    """The notice of an edition, the day it was published, and the years whose reports are on it."""
    years = (
        _("{first} 年度起").format(first=edition.first_year)
        if edition.last_year is None
        else _("{first} 至 {last} 年度").format(first=edition.first_year, last=edition.last_year)
    )
    return _("{years}：{number}，{published} 公布").format(
        years=years, number=edition.notice.number, published=edition.notice.published
    )


def _known(key: str) -> Edition:
    return next(edition for edition in EDITIONS if edition.key == key)


# An edition goes from one process to another by its key: there it is already, and it is the same one.
copyreg.pickle(Edition, lambda edition: (_known, (edition.key,)))
