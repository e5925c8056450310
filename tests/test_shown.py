"""What the sheet shows is what the report prints, or there is a finding at that cell."""

from __future__ import annotations

import office
import pytest
from conftest import needed
from edits import Edit
from hypothesis import Phase, given, settings
from shown import cases, silent_differences


@pytest.mark.office
@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(cases)
def test_what_is_shown_is_printed(case: tuple[int, list[Edit]]) -> None:
    """Without shrinking: each try takes LibreOffice a second. A long run: `python tests/shown.py`."""
    needed(office.missing_programs())
    year, made = case
    assert silent_differences(year, made) == []
