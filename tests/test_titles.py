"""Titles and signatures: names parted between words, over the divisions of the country and usual offices."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import docx
import pytest
from report_factory import sound, word_document
from sample_reports import LONG_NAME

from disclosure_cli.model.report import title_phrases
from disclosure_cli.model.text import ems
from disclosure_cli.output import organ_names
from disclosure_cli.output.organ_names import Kind, parts_of
from disclosure_cli.output.titles import LONGEST_LINE, file_name, name_lines, parted, words_of
from disclosure_cli.output.verification import differences

DIVISIONS = [
    line.split()
    for line in Path(__file__).with_name("division_names.txt").read_text("utf-8").splitlines()
]
"""Provinces, prefectures, counties: all that are long or hold what ends another, and some of the rest.

After 民政部's codes of the divisions, each line from the highest to the lowest.
"""
SIGNATURE_LINE = 26.0
OFFICES = """
    人民政府 人民政府|办公室 人民政府|办公厅 发展|和|改革|委员会 教育|体育|局 科学|技术|局
    工业|和|信息化|局 民族|宗教|事务|局 公安局 民政局 司法局 财政局 人力资源|和|社会|保障局
    自然资源|和|规划局 生态|环境局 住房|和|城乡|建设局 城市|管理|综合|行政|执法|局 交通|运输局 水利局
    农业|农村|局 文化|广播|电视|和|旅游局 卫生|健康|委员会 退役军人|事务局 应急|管理局 审计局
    市场|监督|管理局 乡村|振兴局 医疗|保障局 行政|审批|服务|局 区域|协调|发展|办公室 县域|经济|发展|中心
    国有资产|监督|管理|委员会 机关|事务|管理局 社区|服务|中心
""".split()  # noqa: SIM905
"""Thirty-four usual offices, with the places where one may be parted."""


def places(words: list[str]) -> set[int]:
    """Where one of these words or lines ends and another begins."""
    return set(accumulate(map(len, words[:-1])))


@pytest.mark.slow("parts 35,000 names")
@pytest.mark.parametrize("office", OFFICES)
def test_names_of_divisions_and_offices_are_parted_between_words(office: str) -> None:
    """In a title, in a signature, and in the title of a narrower page."""
    words = office.split("|")
    wrong = []
    assert len(DIVISIONS) > 1000
    # Every other division with each office, the others with the next one.
    for divisions in DIVISIONS[OFFICES.index(office) % 2 :: 2]:
        name = "".join([*divisions, *words])
        allowed = places([*divisions, *words])
        for longest in (LONGEST_LINE, SIGNATURE_LINE, 16.0):
            lines = parted(name, longest)
            fits = max(map(ems, lines)) <= longest
            if "".join(lines) != name or not places(lines) <= allowed or not fits:
                wrong.append(lines)
    assert wrong == []


@pytest.mark.slow("parts 35,000 names")
@pytest.mark.parametrize("office", OFFICES)
def test_a_name_in_two_lines_is_parted_before_the_office_where_that_fits(office: str) -> None:
    missed = []
    assert len(DIVISIONS) > 1000
    for divisions in DIVISIONS:
        above, below = "".join(divisions), office.replace("|", "")
        fits = max(ems(above), ems(below)) <= LONGEST_LINE < ems(above + below)
        if fits and parted(above + below, LONGEST_LINE) != [above, below]:
            missed.append(parted(above + below, LONGEST_LINE))
    assert missed == []


@pytest.mark.parametrize(
    ("lines", "longest"),
    [
        (["积石山保安族东乡族撒拉族自治县", "人民政府办公室"], LONGEST_LINE),
        (["内蒙古自治区呼和浩特市和林格尔县", "市场监督管理局"], LONGEST_LINE),
        (["甘肃省临夏回族自治州某某县", "住房和城乡建设局"], LONGEST_LINE),
        (
            [
                "新疆维吾尔自治区",
                "伊犁哈萨克自治州察布查尔锡伯自治县",
                "人力资源和社会保障局劳动保障监察大队",
            ],
            LONGEST_LINE,
        ),
        (
            ["新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县", "人民政府办公室"],
            SIGNATURE_LINE,
        ),
        (["新疆生产建设兵团第八师石河子市", "住房和城乡建设局"], LONGEST_LINE),
        (["黔西南布依族苗族自治州兴义市", "黄草街道办事处"], LONGEST_LINE),
        (["国家税务总局新疆维吾尔自治区", "税务局第一稽查局某某分局"], LONGEST_LINE),
        (["中国（上海）自由贸易试验区临港新片区", "管理委员会"], LONGEST_LINE),
        (["和林格尔县委办公室", "（和林格尔县人民政府办公室）"], LONGEST_LINE),
        (["某某市人力资源和社会保障局", "（某某市公务员局）"], 16.0),
        (["示例县自然资源局", "（示例县林业和草原局）"], 16.0),
        (["江西省景德镇市珠山区新厂西路街道", "社区服务中心"], LONGEST_LINE),
        (["甘孜藏族自治州乡城县香巴拉镇", "人民政府城镇管理服务中心"], LONGEST_LINE),
    ],
)
def test_a_long_name_is_parted(lines: list[str], longest: float) -> None:
    assert parted("".join(lines), longest) == lines


@pytest.mark.parametrize("name", ["某" * 45, f"（{'某' * 40}）", "A" * 90, "某" * 500])
def test_a_name_of_which_nothing_is_known_is_parted_evenly(name: str) -> None:
    lines = parted(name, LONGEST_LINE)
    assert "".join(lines) == name
    assert max(map(ems, lines)) <= LONGEST_LINE
    is_balanced = len(lines) < 5
    assert not is_balanced or max(map(ems, lines)) - min(map(ems, lines)) <= 4


def test_what_was_typed_in_lines_stays_in_them() -> None:
    base = sound(2024)
    typed = replace(base, about={**base.about, "organ": "示例县人民政府\n政务服务中心"})
    assert typed.organ == "示例县人民政府政务服务中心"
    document = docx.Document(io.BytesIO(word_document(typed)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "示例县人民政府\n政务服务中心\n2024年政府信息公开工作年度报告"
    assert texts[-3] == "示例县人民政府\n政务服务中心"
    assert list(differences(typed, word_document(typed))) == []


ANNEX = ("2023年与2024年", "政府信息公开", "工作年度报告对照")


@pytest.mark.parametrize(
    ("organ", "phrases", "longest", "lines"),
    [
        ("某局", title_phrases(2024), LONGEST_LINE, ["某局2024年政府信息公开工作年度报告"]),
        ("某县财政局", title_phrases(2024), 16.7, ["某县财政局", "2024年政府信息公开工作年度报告"]),
        (
            "某县财政局",
            title_phrases(2024),
            12,
            ["某县财政局", "2024年政府信息公开", "工作年度报告"],
        ),
        ("某县财政局", ANNEX, LONGEST_LINE, ["某县财政局", ANNEX[0] + ANNEX[1], ANNEX[2]]),
        ("某县财政局", (), LONGEST_LINE, ["某县财政局"]),
        ("某县\n财政局", (), LONGEST_LINE, ["某县", "财政局"]),
        ("", title_phrases(2024), LONGEST_LINE, ["2024年政府信息公开工作年度报告"]),
    ],
)
def test_a_title_is_one_line_where_it_fits(
    organ: str, phrases: tuple[str, ...], longest: float, lines: list[str]
) -> None:
    assert name_lines(organ, phrases, longest) == lines


def test_the_words_of_a_name_are_it_without_what_belongs_together() -> None:
    assert words_of("某某县住房和城乡建设局") == ["某某县", "住房", "和城乡", "建设局"]


@pytest.mark.parametrize(
    "words",
    [
        # What ends a division also stands within proper names, and begins some of them.
        "江西省|景德镇市|珠山区", "荆州市|沙市区", "某市|市辖区|管委会", "湖南省|永州市|道县",
        "山西省|晋城市", "湖南省|怀化市|靖州苗族侗族自治县", "新疆生产建设兵团第八师|石河子市",
        "云南省|普洱市|西盟佤族自治县|区域|协|调|发展|办公室", "示例县|公安|局|镇海区|分局",
        # A nationality is one character of a name, but 东乡 is also a 乡 of that name.
        "某市达斡尔镇", "某某县|东乡|人民政府",
        "中共|安溪县|委|办公室", "江西省|萍乡市|莲花县|水利|局", "福州市|（|开发区|）|管委会",
        "XX县|税务|局", "ABC|公司",
    ],
)  # fmt: skip
def test_a_name_is_read_word_by_word(words: str) -> None:
    name = words.replace("|", "")
    assert "|".join(part.text for part in parts_of(name)) == words


def test_of_no_name_there_are_no_words() -> None:
    assert parts_of("") == []
    assert parted("", LONGEST_LINE) == []
    assert name_lines("", ANNEX, LONGEST_LINE) == ["2023年与2024年政府信息公开", ANNEX[2]]


@pytest.mark.parametrize(
    "words",
    [
        # 委 and 局 are not parted from what they are the 委 and 局 of.
        "和林格尔县委|办公室", "示例县|人民政府办公室", "深圳市|管理局", "某某县|财政局",
        "黔西南布依族苗族自治州|兴义市|黄草街道办事处", "中共|某某县|委员会",
        "民政局|及司法局", "某某大队|与某某公司", "福州市|（开发区）管委会", "某某局",
    ],
)  # fmt: skip
def test_a_line_may_end_between_these_words(words: str) -> None:
    assert "|".join(words_of(words.replace("|", ""))) == words


@pytest.mark.parametrize(
    ("lines", "longest"),
    [
        # Better after the name of an office, however uneven the lines.
        ("民政局|及人力资源和社会保障服务中心", 14),
        # Of four lines the best way is sought; more are filled one after another.
        ("示例县|民政局及司法局|与财政局暨审计局|和税务局与水利局", 8),
        ("示例县民政局|及司法局与财政局|暨审计局和税务局|与水利局及农业局|和教育局", 8),
        # A line more, rather than parting a word.
        ("示例县|民政局|及司法局|与财政局", 5),
        # Rather anywhere else than in brackets.
        ("城市|管理（人力资源社会保障）", 12),
        # What is no word is parted evenly, but no line begins or ends with a bracket that it should not.
        ("某某某某|某某某某", 5), ("某某某|（某某某某", 5), ("某某某|某）某某某", 5),
        ("某某某某|X某某某", 5), ("某某某X|某某某某", 5),
    ],
)  # fmt: skip
def test_a_name_is_set_in_the_best_lines(lines: str, longest: float) -> None:
    assert "|".join(parted(lines.replace("|", ""), longest)) == lines


def test_a_name_that_was_typed_in_lines_is_parted_further_where_one_is_too_long() -> None:
    typed = "示例县人民政府\n示例县人力资源和社会保障局"
    assert name_lines(typed, ANNEX, 12) == [
        "示例县人民政府", "示例县", "人力资源和社会保障局", "2023年与2024年", "政府信息公开", "工作年度报告对照",
    ]  # fmt: skip


def test_a_file_is_named_without_the_characters_that_windows_forbids() -> None:
    organ = ' .X县<某>:"某/\\|?*局\u200b\n.'
    assert file_name(organ, 2024, ".docx") == "X县某某局.2024年政府信息公开工作年度报告.docx"
    assert file_name("某" * 100, 2024, ".html") == f"{'某' * 80}.html"


def test_the_words_are_proof_read() -> None:
    """Each is there once, is a word of this kind, and is read as one where it stands."""
    for words in (
        organ_names.DIVISIONS,
        organ_names.OFFICES,
        organ_names.NATIONALITIES,
        organ_names.TERMS,
    ):
        assert len(set(words)) == len(words) > 0
    assert len(organ_names.NATIONALITIES) == 55
    assert not set(organ_names.TERMS) & {*organ_names.OFFICES, *organ_names.DIVISIONS}
    for term in organ_names.TERMS:
        assert len(term) > 1
        assert [part.text for part in parts_of(f"某某县{term}公司")][:2] == ["某某县", term]
    for end in organ_names.OFFICES:
        assert parts_of(f"某某县卫生{end}")[-1] == (end, Kind.OFFICE)
    for end in organ_names.DIVISIONS:
        assert parts_of(f"福建省安溪{end}")[-1] == (f"安溪{end}", Kind.DIVISION)
    for name in organ_names.NATIONALITIES:
        assert [part.text for part in parts_of(f"贵州省三江{name}族自治县")] == [
            "贵州省", f"三江{name}族自治县",
        ]  # fmt: skip


def test_the_longest_sample_is_parted_like_others() -> None:
    assert len(parted(LONG_NAME, LONGEST_LINE)) == 3
