"""Makes the pictures of the README and of the documentation from the examples.

    python docs/pictures.py

Needs LibreOffice and poppler-utils, and for the looks of the official fonts their stand-ins
(see tests/office.py).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"

# The pages to show: of the workbook the sheet 三, of the report all.
WORKBOOK_PAGE = 6
REPORT_PAGES = 2


def main() -> None:
    """Render the example of the README, workbook and report, into docs/images."""
    import office

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sheets = office.pictures(
            ROOT / "examples/suqian-2024.xlsx", folder, resolution=100, rows=640
        )
        shutil.copy(sheets[WORKBOOK_PAGE - 1], IMAGES / "workbook.png")
    with tempfile.TemporaryDirectory() as name:
        pages = office.pictures(ROOT / "examples/suqian-2024.docx", Path(name), resolution=60)
        for number, page in enumerate(pages[:REPORT_PAGES], 1):
            shutil.copy(page, IMAGES / f"report-{number}.png")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))
    main()
