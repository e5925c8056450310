"""A package is the same bytes whatever made it and whenever."""

from __future__ import annotations

import io
import zipfile

from disclosure_cli.files import reproducible


def package(order: tuple[str, ...], year: int, system: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in order:
            member = zipfile.ZipInfo(name, (year, 5, 17, 8, 30, 0))
            member.create_system = system
            archive.writestr(member, f"<{name}/>")
    return target.getvalue()


def test_neither_the_clock_nor_the_system_nor_the_order_matters() -> None:
    here = package(("[Content_Types].xml", "word/document.xml", "_rels/.rels"), 2024, 3)
    there = package(("word/document.xml", "_rels/.rels", "[Content_Types].xml"), 1999, 0)
    assert here != there
    assert reproducible(here) == reproducible(there)


def test_the_content_types_come_first_and_nothing_is_lost() -> None:
    names = ("word/document.xml", "docProps/core.xml", "[Content_Types].xml")
    with zipfile.ZipFile(io.BytesIO(reproducible(package(names, 2024, 0)))) as archive:
        assert archive.namelist() == [
            "[Content_Types].xml",
            "docProps/core.xml",
            "word/document.xml",
        ]
        assert archive.read("docProps/core.xml") == b"<docProps/core.xml/>"
        assert {member.create_system for member in archive.infolist()} == {3}
