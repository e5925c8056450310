"""A folder of what the units of a county sent, as a collector finds it in January: sound, wrong, broken, doubled.

    python tests/unit_folder.py FOLDER [COUNT]

`Folder` says what is in it, so that a test can say what is to be found. The same seed gives the same files.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import docx
from random_reports import as_in_the_template, random_report, typed
from report_factory import web_page, word_document

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import Entry
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category
from disclosure_cli.template.sheets import workbook_bytes

COUNTY = "云河县"
GOVERNMENT = f"{COUNTY}人民政府"
YEAR = 2024
UNITS_OF_PICTURES = 16
"""How many the pictures of the documentation have, with troubles of most kinds among them."""
_DEPARTMENTS = """
    人民政府办公室 发展和改革局 教育局 科学技术局 工业和信息化局 民族宗教事务局 公安局 民政局 司法局 财政局
    人力资源和社会保障局 自然资源局 生态环境局 住房和城乡建设局 交通运输局 水利局 农业农村局 商务局
    文化和旅游局 卫生健康局 退役军人事务局 应急管理局 审计局 市场监督管理局 统计局 医疗保障局 林业局 行政审批局
    信访局 城市管理局 数据局 乡村振兴局 粮食和物资储备局 气象局 税务局 消防救援大队 公积金管理中心 投资促进局
    地震局 供销合作社
"""
_TOWNS = """
    城关镇 东河镇 西河镇 南山镇 北山镇 白马镇 青石镇 龙泉镇 清水镇 高桥镇 新店镇 柳林乡 石门乡 大湾乡
    小湾乡 松坪乡 竹园乡 梅岭乡 桃源乡 双河乡 三岔乡
"""

_ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
).ljust(4096, b"\0")


@dataclass
class UnitFolder:
    """What stands in a folder, by what is to be said of it."""

    path: Path
    list_path: Path
    reports: dict[str, Report] = field(default_factory=dict)
    """The right reports of all units that sent one for the year, by the names in the list."""
    wrong: list[str] = field(default_factory=list)
    """Units with an error."""
    missing: list[str] = field(default_factory=list)
    unlisted: str = ""
    doubled: list[str] = field(default_factory=list)
    of_another_year: list[str] = field(default_factory=list)
    unreadable: list[Path] = field(default_factory=list)
    foreign: list[Path] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    """Units that sent no workbook, but the report as it was published."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Units whose reports have an alias for their name, by their name."""


def listed_names(count: int) -> list[tuple[str, str]]:
    """The names of so many units, each with its kind."""
    names = [(f"{COUNTY}{each}", "部门") for each in _DEPARTMENTS.split()]
    names += [(f"{COUNTY}{each}人民政府", "乡镇") for each in _TOWNS.split()]
    names += [(f"{COUNTY}第{number}中心", "其他") for number in range(1, count + 1 - len(names))]
    return names[:count]


def make_folder(
    path: Path, count: int = 60, seed: int = 1, *, has_troubles: bool = True
) -> UnitFolder:
    """Write the files of so many units, and the list of them beside the folder."""
    random = Random(seed)
    made = UnitFolder(path, path.parent / "units.csv")
    names = listed_names(count)
    path.mkdir(parents=True, exist_ok=True)
    for number, (name, kind) in enumerate(names):
        report = of_unit(name, random)
        folder = path / kind
        folder.mkdir(exist_ok=True)
        short = name.removeprefix(COUNTY)
        trouble = _TROUBLES.get(number) if has_troubles else None
        if trouble == "missing":
            made.missing.append(name)
            continue
        if trouble in ("broken", "encrypted"):
            content = workbook_bytes(report)
            file = folder / f"{short}.xlsx"
            file.write_bytes(content[: len(content) // 2] if trouble == "broken" else _ENCRYPTED)
            made.unreadable.append(file)
            made.missing.append(name)
            continue
        if trouble == "another year":
            report = replace(
                report, about={**report.about, "year": str(YEAR - 1), "date": f"{YEAR}年1月20日"}
            )
            made.of_another_year.append(name)
        else:
            made.reports[name] = report
        if trouble in ("document", "page"):
            made.published.append(name)
        if trouble == "wrong":
            report = with_one_wrong(report)
            made.wrong.append(name)
        if trouble == "alias":
            made.renamed[name] = short
            report = replace(report, about={**report.about, "organ": f"{short} "})
        _write(folder, short, report, trouble)
        if trouble == "doubled":
            (path / "补报").mkdir(exist_ok=True)
            (path / "补报" / f"{short}.xlsx").write_bytes(workbook_bytes(report))
            made.doubled.append(name)
    if has_troubles:
        made.unlisted = f"{COUNTY}档案馆"
        report = of_unit(made.unlisted, random)
        (path / "档案馆.xlsx").write_bytes(workbook_bytes(report))
        made.reports[made.unlisted] = report
        (path / "通知.docx").write_bytes(_letter())
        made.foreign.append(path / "通知.docx")
        (path / "说明.txt").write_text("各单位的工作簿", "utf-8")
    lines = [
        "单位,别名,类别",
        *(f"{name},{made.renamed.get(name, '')},{kind}" for name, kind in names),
    ]
    made.list_path.write_text("\n".join(lines) + "\n", "utf-8-sig")
    return made


_TROUBLES = {
    3: "wrong", 5: "alias", 8: "doubled", 11: "broken", 14: "encrypted", 17: "another year", 20: "document",
    23: "page", 26: "missing", 29: "wrong", 44: "wrong", 47: "document beside", 50: "missing",
}  # fmt: skip
"""What is odd about a unit, by its number."""


def of_unit(name: str, random: Random) -> Report:
    """A sound report of a unit, its totals as formulas."""
    report = as_in_the_template(random_report(YEAR, random))
    entries = dict(report.entries)
    for ref in report.edition.inputs:
        if ref.table in ("documents", "licensing", "enforcement", "fees") and random.random() < 0.3:
            entries[ref] = typed(random.randint(1, 40))
    return replace(
        as_in_the_template(replace(report, entries=entries)),
        about={**report.about, "organ": name},
    )


def with_one_wrong(report: Report) -> Report:
    """The report with one figure of table three typed wrong, so that a balance fails."""
    ref = Ref("applications", "carried_over", "person")
    entries = {**report.entries, ref: typed(int(report[ref]) + 1)}
    return as_in_the_template(replace(report, entries=entries))


def _write(folder: Path, name: str, report: Report, trouble: str | None) -> None:
    if trouble == "document":
        (folder / f"{name}.docx").write_bytes(word_document(report))
        return
    if trouble == "page":
        (folder / f"{name}.html").write_bytes(web_page(report))
        return
    (folder / f"{name}.xlsx").write_bytes(workbook_bytes(report))
    if trouble == "document beside":
        (folder / f"{name}.docx").write_bytes(word_document(report))


def _letter() -> bytes:
    document = docx.Document()
    document.add_paragraph("请各单位于1月31日前报送。")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def summed(reports: dict[str, Report]) -> dict[Ref, Entry]:
    """The figures of several reports added up cell by cell, without the program: of table three its totals too."""
    first = next(iter(reports.values()))
    sums: dict[Ref, Entry] = {}
    for ref in first.edition.measures:
        figure = sum((report.entries[ref].value or 0 for report in reports.values()), 0)
        sums[ref] = Entry(figure, str(figure))
    return sums


def summed_categories(reports: dict[str, Report]) -> dict[str, int]:
    """The counts of several reports by the names of their categories."""
    counts: dict[str, int] = {}
    for report in reports.values():
        for number, name in enumerate(report.categories, 1):
            counts[name] = counts.get(name, 0) + int(report[category(number)])
        assert report[CATEGORY_TOTAL] == sum(
            report[category(number)] for number, _name in enumerate(report.categories, 1)
        )
    return counts


if __name__ == "__main__":
    make_folder(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60)
