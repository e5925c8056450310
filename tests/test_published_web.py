"""Web pages as printed documents: what is declared and what is shown, in the mark-up that sites serve."""

from __future__ import annotations

import time
from encodings.aliases import aliases
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.package import Refusal
from disclosure_cli.published import web_page
from disclosure_cli.published.printed_document import (
    MOST_COLUMNS,
    PrintedDocument,
    PrintedTable,
)
from disclosure_cli.published.web_page import decoded, web_document

MOST_SECONDS = 0.3
"""Of this process, for a page far odder than any; a report is read in a tenth of that."""


def drawn(document: PrintedDocument) -> str:
    """A line for each paragraph, and one for each row of a table, which begins with a bar.

    There `<` continues the cell to the left, `^` the one above, `_` is a blank, `/` a line break, `-` no cell.
    """
    lines = []
    for block in document.blocks:
        if not isinstance(block, PrintedTable):
            lines.append(block.text.replace("\n", "/"))
            continue
        height = 1 + max((cell.row for cell in block.cells), default=-1)
        width = max((cell.columns.stop for cell in block.cells), default=0)
        grid = [["-"] * width for _row in range(height)]
        for cell in block.cells:
            for row in range(cell.row, min(cell.row + cell.height, height)):
                for column in cell.columns:
                    grid[row][column] = "<" if column > cell.column else "^"
            grid[cell.row][cell.column] = cell.text.replace("\n", "/") or "_"
        lines += [f"| {' | '.join(row)} |" for row in grid]
    return "\n".join(lines)


def page(mark_up: str) -> str:
    """What a page prints."""
    return drawn(web_document(mark_up.encode()))


def cell(mark_up: str) -> str:
    """What stands in a cell, beside one with a label."""
    (table,) = web_document(f"<table><tr><td>a{mark_up}</table>".encode()).blocks
    assert isinstance(table, PrintedTable)
    return table.cells[1].text


# Encodings.


def declaring(encoding: str) -> str:
    return f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>'


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (f"{declaring('gb2312')}朱镕".encode("gbk"), "朱镕"),
        (f"{declaring('gb2312')}䶮".encode("gb18030"), "䶮"),
        (f"{declaring('GBK')}䶮".encode("gb18030"), "䶮"),
        ('<meta charset="GB18030"><p>䶮'.encode("gb18030"), "䶮"),
        ("<meta charset = 'gb2312' ><p>朱镕".encode("gbk"), "朱镕"),
        (f"{declaring('utf-8')}年度报告".encode("gb18030"), "年度报告"),
        (f"{declaring('gb2312')}年度报告".encode(), "年度报告"),
        (f"{declaring('big5')}年度報告".encode("big5"), "年度報告"),
        (f"{declaring('iso-8859-1')}年度报告".encode("gb18030"), "年度报告"),
        (f"{declaring('windows-1252')}年度报告".encode("gb18030"), "年度报告"),
        (f"{declaring('utf-16')}年度报告".encode("gb18030"), "年度报告"),
        (f"{declaring('x-none')}年度报告".encode("gb18030"), "年度报告"),
        (f"{declaring('hex')}年度报告".encode("gb18030"), "年度报告"),
        (f"{declaring('idna')}年度报告".encode("gb18030"), "年度报告"),
        (f"{declaring('undefined')}年度报告".encode("gb18030"), "年度报告"),
        ("<p>年度报告".encode("gb18030"), "年度报告"),
        ("<p>年度报告".encode(), "年度报告"),
        ("<p>年度报告".encode("utf-8-sig"), "年度报告"),
        (f"{declaring('gb2312')}年度报告".encode("utf-8-sig"), "年度报告"),
        ("\ufeff<p>年度报告".encode("utf-16-le"), "年度报告"),
        ("\ufeff<p>年度报告".encode("utf-16-be"), "年度报告"),
        ("<?xml version='1.0' encoding='big5'?><p>年度報告".encode("big5"), "年度報告"),
        ('<?xml version="1.0" encoding="utf-8"?><p>年度报告'.encode(), "年度报告"),
    ],
    ids=[
        "gb2312 declared, GBK is", "gb2312 declared, GB18030 is", "GBK declared, GB18030 is",
        "GB18030", "spaces and quotes", "utf-8 declared, GB18030 is", "gb2312 declared, UTF-8 is",
        "big5", "iso-8859-1 declared, GB18030 is", "windows-1252 declared, GB18030 is",
        "UTF-16 declared in bytes, GB18030 is",
        "no such encoding", "no encoding of text", "one that replaces nothing", "one for errors",
        "none declared, GB18030 is", "none declared, UTF-8 is", "UTF-8 with its mark",
        "gb2312 declared, UTF-8 with its mark is", "UTF-16", "UTF-16, the other way round",
        "declared as XML", "declared as XML, which lxml does not take as text",
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_encoding_that_it_has(content: bytes, shown: str) -> None:
    assert drawn(web_document(content)) == shown


LONG = "本机关2024年政府信息公开工作年度报告。\n" * 40


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("bad", [b"\xff", b"\xe4"], ids=["no character", "half a character"])
def test_one_bad_byte_spoils_one_character(encoding: str, bad: bytes) -> None:
    content = f"{declaring(encoding)}{LONG}".encode(encoding) + bad
    text = decoded(content)
    assert text.count("\ufffd") == 1
    assert LONG in text


def test_a_page_that_was_cut_off_within_a_character_loses_that_one() -> None:
    assert decoded((LONG + "止").encode()[:-1]) == LONG + "\ufffd"


def test_at_most_one_character_in_a_hundred_may_be_none_of_its_encoding() -> None:
    assert decoded(b"a" * 198 + b"\xff\xff").count("\ufffd") == 2
    with pytest.raises(Refusal) as refused:
        decoded(b"a" * 197 + b"\xff\xff\xff")
    assert str(refused.value) == ("的文字编码无法识别；请在浏览器中打开，另存为 UTF-8 的网页。")


# What is seen.


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var a = '5';</script>",
        "<style>p { color: red }</style>",
        "<template>5</template>",
        "<noscript>5</noscript>",
        "<button>打印</button>",
        "<svg><text>5</text></svg>",
        "<canvas>5</canvas>",
        "<iframe src=a>5</iframe>",
        "<object>5</object>",
        "<video>5</video>",
        "<audio>5</audio>",
        "<map><area><p>5</p></map>",
        "<noframes>5</noframes>",
        "<del>5</del>",
        "<!-- 5 -->",
        "<!--[if gte mso 9]>5<![endif]-->",
        "<![if !supportEmptyParas]><![endif]>",
        "<?php 5 ?>",
        "<span hidden>5</span>",
        '<span style="display:none">5</span>',
        '<span style="color:red; DISPLAY : NONE !important">5</span>',
        '<span style="visibility: hidden">5</span>',
        '<span style="display:none"><b>5</b></span>',
        '<input value="5">',
        "<select><option>5</select>",
        "<textarea>5</textarea>",
    ],
)
def test_what_no_reader_sees_is_not_read_and_what_follows_it_is(unseen: str) -> None:
    assert page(f"<p>共{unseen}3件</p>") == "共3件"


@pytest.mark.parametrize(
    "seen",
    [
        '<span style="display:block-none">5</span>',
        '<span style="mso-display:none">5</span>',
        '<span style="display:inline">5</span>',
        '<span data-hidden="1">5</span>',
        "<ins>5</ins>",
        "<![if !vml]>5<![endif]>",
    ],
)
def test_what_only_looks_hidden_is_read(seen: str) -> None:
    assert page(f"<p>共{seen}件</p>") == "共5件"


@pytest.mark.parametrize("rows", ["<tr hidden>", '<tr style="display:none">', "<tbody hidden><tr>"])
def test_a_hidden_row_is_none(rows: str) -> None:
    seen = "<tr><td>a<td>1"
    assert page(f"<table><tbody>{seen}</tbody>{rows}<td>b<td>2</table>") == "| a | 1 |"


@pytest.mark.parametrize(
    ("mark_up", "shown"),
    [
        ("<p>一<b>二</b><i>三</i><a href=a>四</a></p>", "一二三四"),
        ("<p>共<u>3</u><font color=red>件</font><o:p></o:p></p>", "共3件"),
        ("<p>一<br>二<br/>三</p>", "一\n二\n三"),
        ("<div>一<p>二</p>三</div>", "一\n二\n三"),
        ("一<div>二</div>三", "一\n二\n三"),
        ("<p>一<p>二", "一\n二"),
        ("<ul><li>一<li>二</ul>三", "一\n二\n三"),
        ("<h1>一</h1><center>二</center><blockquote>三</blockquote>", "一\n二\n三"),
        ("<span><p>一</p><p>二</p></span>三", "一\n二\n三"),
        ("<p>一<br><br><br>二</p><p></p><p>&nbsp;</p>", "一\n二"),
        ("<p>收到<st1:chsdate>2024年</st1:chsdate>申请", "收到2024年申请"),
        ("<p>共收到<st1:personname>申请</st1:personname>3件", "共收到申请3件"),
        ("<p>共收到<dfn>申请</dfn>3件", "共收到申请3件"),
        ("<p>共收到<x-mark>申请</x-mark>3件", "共收到申请3件"),
        ("<p>共<b>收到<i>申请</p><p>3件", "共收到申请\n3件"),
        ("<p>a &lt; b &amp; c &#12288;d", "a < b & c d"),
        ("纯文本", "纯文本"),
    ],
)
def test_a_line_ends_where_a_browser_ends_it(mark_up: str, shown: str) -> None:
    assert page(mark_up) == shown


INLINE = """
    a abbr acronym b bdi bdo big cite code data em font i ins kbd label mark nobr q samp small span strong sub sup
    time tt u var wbr s strike o:p st1:chsdate st1:chmetcnv
"""


def test_no_element_within_a_line_ends_it() -> None:
    assert [tag for tag in INLINE.split() if page(f"<p>共<{tag}>3</{tag}>件</p>") != "共3件"] == []
    assert page("<p>共<img src=a><input>3件</p>") == "共3件"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("政府\n信息", "政府信息"),
        ("政府\r\n\t\t信息", "政府信息"),
        ("政府  \n  信息", "政府信息"),
        ("，\n信息", "，信息"),
        ("政府 信息", "政府 信息"),
        ("政府\tInformation", "政府 Information"),
        ("政府\nInformation", "政府 Information"),
        ("open\ndata", "open data"),
        ("2024\n年", "2024 年"),
        ("1\n2", "1 2"),
        ("\n政府\n", "政府"),
        ("政府&nbsp;&emsp;\u3000信息", "政府 信息"),
    ],
)
def test_the_lines_of_the_source_are_no_lines_and_between_chinese_characters_no_space(
    source: str, shown: str
) -> None:
    assert page(f"<p>{source}</p>") == shown
    assert cell(f"<td>{source}") == shown


# Tables.


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ("<tr><td>a</td><td>1</td></tr><tr><th>b</th><td>2</td></tr>", "| a | 1 |\n| b | 2 |"),
        ("<tr><td>a<td>1<tr><td>b<td>2", "| a | 1 |\n| b | 2 |"),
        (
            "<thead><tr><th>h<th>n</thead><tbody><tr><td>a<td>1</tbody><tfoot><tr><td>f<td>2</tfoot>",
            "| h | n |\n| a | 1 |\n| f | 2 |",
        ),
        ("<tbody><tr><td>a<td>1</tbody><tbody><tr><td>b<td>2</tbody>", "| a | 1 |\n| b | 2 |"),
        (
            "<tr><td rowspan=2>a<td>1<td>2<tr><td colspan=2>3",
            "| a | 1 | 2 |\n| ^ | 3 | < |",
        ),
        ("<tr><td>a<td rowspan=2>1<tr><td colspan=2>b<td>2", "| a | 1 | - |\n| b | ^ | 2 |"),
        (
            "<tr><td rowspan=2>a<td rowspan=2>1</tr><tr></tr><tr><td>b<td>2",
            "| a | 1 |\n| ^ | ^ |\n| b | 2 |",
        ),
        ("<tr><td>a<td>1</tr><tr></tr><tr><td>b<td>2", "| a | 1 |\n| b | 2 |"),
        ("<caption>表一</caption><tr><td>a<td>1", "| 表一 | - |\n| a | 1 |"),
        ("<caption hidden>表一</caption><tr><td>a<td>1", "| a | 1 |"),
        ("<colgroup><col><col></colgroup><tr><td>a<td>1", "| a | 1 |"),
        ("<tr><td>a<td><td>2", "| a | _ | 2 |"),
        ("<tr><td>a<td width=0><td>2", "| a | 2 |"),
        ("<tr><td>a<td style='height:0;width: 0px'><td>2", "| a | 2 |"),
        ("<tr><td>a<td style='width:0pt;height:9pt'><td>2", "| a | 2 |"),
        ("<tr><td>a<td style='width:0.5px'><td>2", "| a | _ | 2 |"),
        ("<tr><td>a<td style='min-width:0'><td>2", "| a | _ | 2 |"),
        ("<tr><td>a<td width=0>1<td>2", "| a | 1 | 2 |"),
        ("<tr><td>a<td hidden>1<td>2", "| a | 2 |"),
        ("<form><tr><td>a<td>1</form>", "| a | 1 |"),
        ("<font><tr><td>a<td>1</font>", "| a | 1 |"),
        ("<tr><form><td>a<td>1</form></tr>", "| a | 1 |"),
    ],
    ids=[
        "closed", "unclosed", "head, body and foot", "two bodies", "merged",
        "a cell stops at one from above", "a row that cells from above fill", "an empty row",
        "caption", "hidden caption", "columns", "a blank", "no width", "no width by style", "no points",
        "half a point", "another width", "no width and a text", "hidden cell",
        "a form around the rows", "a font around the rows", "a form around the cells",
    ],
)  # fmt: skip
def test_a_table_has_its_rows_and_cells(rows: str, shown: str) -> None:
    assert page(f"<table>{rows}</table>") == shown


@pytest.mark.parametrize(
    ("mark_up", "shown"),
    [
        ("<p>前<table><tr><td>a<td>1</table>后", "前\n| a | 1 |\n后"),
        ("<table><tr><td>一<tr><td>二</table>", "一\n二"),
        ("<table><tr><td>一<table><tr><td>a<td>1</table>二</table>三", "一\n| a | 1 |\n二\n三"),
        (
            "<table><tr><td>左<td><table><tr><td><table><tr><td>a<td>1</table></table></table>",
            "左\n| a | 1 |",
        ),
        ("<table></table>后", "后"),
        ("<table><tr></table>后", "后"),
        ("<td>一<td>二", "一\n二"),
        ("<table><td>一<td>二</table>", "一\n二"),
        ("<table><tr><td>a<td>1</table><table><tr><td>b<td>2</table>", "| a | 1 |\n| b | 2 |"),
    ],
    ids=[
        "between texts", "one column", "in a cell", "in cells of cells", "empty", "an empty row alone",
        "cells without a table", "cells without a row", "two tables",
    ],
)  # fmt: skip
def test_a_table_that_only_lays_out_is_none(mark_up: str, shown: str) -> None:
    assert page(mark_up) == shown


@pytest.mark.parametrize(
    "rows",
    [
        "12<tr><td>a<td>1",
        "<tr>12<td>a<td>1",
        "<tr><td>a<td>1</td>12</tr>",
        "<tr><td>a<td></td><p>12</p></tr>",
        "<tr><td>a<td>1</tr><td>12</td>",
    ],
)
def test_a_text_between_rows_and_cells_does_not_vanish(rows: str) -> None:
    """What stands between cells counts as one, so that no table is read of which a figure may be missing."""
    assert "12" in page(f"<table>{rows}</table>")


ABSURD = {"": 1, "0": 1, "-1": 1, "1.9": 1, "two": 1, "2": 2, " 3": 3, "4px": 4}


@pytest.mark.parametrize(
    ("said", "span"), [*ABSURD.items(), ("9999999", None), ("9" * 5000, None), ("９", 1)]
)
def test_a_span_is_what_a_browser_makes_of_it_within_bounds(said: str, span: int | None) -> None:
    mark_up = f'<table><tr><td>a<td rowspan="{said}" colspan="{said}">1</table>'
    (table,) = web_document(mark_up.encode()).blocks
    assert isinstance(table, PrintedTable)
    assert table.cells[1][1:5] == (0, 1, span or 1000, span or MOST_COLUMNS)


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5),
        min_size=1,
        max_size=6,
    )
)
def test_no_two_cells_lie_upon_each_other(spans: list[list[tuple[int, int]]]) -> None:
    rows = "".join(
        "<tr>" + "".join(f"<td rowspan={down} colspan={across}>1" for down, across in row)
        for row in spans
    )
    for table in web_document(f"<table>{rows}</table>".encode()).blocks:
        if isinstance(table, PrintedTable):
            places = [
                place
                for each in table.cells
                for place in product(range(each.row, each.row + each.height), each.columns)
            ]
            assert len(places) == len(set(places))


# What stands in a cell.


@pytest.mark.parametrize(
    ("mark_up", "text"),
    [
        ("<td><p>5</p>", "5"),
        ("<td><span>1</span><span>2</span>", "12"),
        ("<td><p>1</p><p>2</p>", "1\n2"),
        ("<td>1<br>2", "1\n2"),
        ("<td>1<hr>2", "1\n2"),
        ("<td>1<p>2</p>3", "1\n2\n3"),
        ("<td> \n 5 &nbsp; ", "5"),
        ("<td>本年<script>5</script>数<!-- 6 -->量", "本年数量"),
        ("<td><span style='display:none'>1</span>5", "5"),
        ("<td><del>1</del>5", "5"),
        ("<td><ins>5</ins>", "5"),
        ("<td><s>3</s>5", "~~3~~5"),
        ("<td><strike>3</strike>", "~~3~~"),
        ("<td style='text-decoration: line-through'>3", "~~3~~"),
        ("<td><span style='text-decoration-line:underline line-through'>3</span>", "~~3~~"),
        ("<td><span style='text-decoration:underline'>3</span>", "3"),
        ("<td><s> </s>5", "5"),
        ("<td>3<sup>1</sup>", "3^1"),
        ("<td><sup>3</sup>", "^3"),
        ("<td><input>", "[ ]"),
        ("<td><input value=5>", "5"),
        ("<td><input type=number value=5>件", "5件"),
        ("<td><input type=TEL value=5>", "5"),
        ("<td><input type=digits value=5>", "5"),
        ("<td><input type=hidden value=5>6", "6"),
        ("<td><input type=checkbox value=5>", ""),
        ("<td><input style='display:none' value=5>6", "6"),
        ("<td><textarea>5</textarea>", "[ ]"),
        ("<td><select><option>5</select>", "[ ]"),
        ("<td><img src=a>", "[图]"),
        ("<td><p><img src=a width=20></p>", "[图]"),
        ("<td><img src=a>5", "5"),
        ("<td><img src=a width=1>", ""),
        ("<td><img src=a width=0>", ""),
        ("<td><img src=a style='display:none'>", ""),
        ("<td><svg><text>5</text></svg>", "[图]"),
        ("<td><object data=a></object>", "[图]"),
        ("<td>", ""),
        ("<td>&nbsp;", ""),
    ],
)
def test_a_cell_says_what_it_shows(mark_up: str, text: str) -> None:
    assert cell(mark_up) == text


BLOCKS = "p div h1 ul ol dl pre center blockquote section article address figure fieldset form dir menu table"


@pytest.mark.parametrize("tag", BLOCKS.split())
def test_two_figures_in_one_cell_never_become_one(tag: str) -> None:
    assert "12" not in page(f"<table><tr><td>a<td>1<{tag}>2</{tag}></table>")
    assert "12" not in page(f"<table><tr><td>a<td><{tag}>1</{tag}>2</table>")


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>",
        "<span style='vertical-align:super'>1</span>",
        "<span style='vertical-align: super; font-size: 70%'>1</span>",
        "<sub>1</sub>",
        "<span style='position:relative;top:-5px;vertical-align:text-top'><sup>1</sup></span>",
    ],
)
def test_the_number_of_a_note_never_becomes_a_digit_of_the_figure(mark: str) -> None:
    assert not cell(f"<td>3{mark}").isdigit()


# The page as a whole.


@pytest.mark.parametrize(
    ("mark_up", "title"),
    [
        ("<title>2024年\n 年度报告 </title><p>a", "2024年 年度报告"),
        ("<p>a", ""),
        ("<head><title></title></head><p>a", ""),
    ],
)
def test_the_title_is_that_of_the_file(mark_up: str, title: str) -> None:
    assert web_document(mark_up.encode()).title == title


@pytest.mark.parametrize("name", ["img", "iframe", "embed", "object"])
def test_there_are_pictures_or_what_may_be_some(name: str) -> None:
    assert web_document(f"<p>a<{name} src=a></{name}>".encode()).has_pictures
    assert not web_document(b"<p>a<b></b>").has_pictures


def test_a_paragraph_knows_the_element_that_it_stands_in() -> None:
    found = web_document(
        b"<body><div>a</div><div>b<p>c</p><p>d<br>e</p><table><tr><td>f<td>1</table></div>"
    )
    assert [block.within for block in found.blocks] == [
        (0, 0), (0, 1), (0, 1, 0), (0, 1, 1), (0, 1, 1), (0, 1, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content", [b"", b"  \n", b"<!-- a -->", b'<?xml version="1.0"?>', b"<!DOCTYPE html>"]
)
def test_nothing_is_no_page(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        web_document(content)
    assert str(refused.value) == "不是网页，或者是空的；请在浏览器中重新另存为“网页，仅 HTML”。"


@pytest.mark.parametrize(
    ("limit", "of_one", "says"),
    [
        ("MOST_ELEMENTS", "<b>a</b>", "里的内容远多于一份报告；请只保存报告所在的那一页。"),
        (
            "MOST_CELLS", "<table><tr><td>a<td>1</table>",
            "里的表格远多于一份报告；请只保存报告所在的那一页。",
        ),
    ],
)  # fmt: skip
def test_a_page_far_larger_than_a_report_is_refused(
    limit: str, of_one: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_page, limit, 10)
    web_document((of_one * 5).encode())
    with pytest.raises(Refusal) as refused:
        web_document((of_one * 10).encode())
    assert str(refused.value) == says


@pytest.mark.parametrize("depth", [100, 240, 300, 3000])
@pytest.mark.parametrize("tag", ["div", "font"])
def test_a_page_is_not_cut_off_where_it_is_nested_deeply(tag: str, depth: int) -> None:
    """Old editors leave elements open by the hundred; what follows must not vanish without a word."""
    try:
        found = page(f"<p>前</p>{f'<{tag}>' * depth}后")
    except Refusal:
        assert depth > 240
    else:
        assert found == "前\n后"


@pytest.mark.parametrize(
    "mark_up",
    [
        f"<p>年{chr(10) * 9_000}a",
        f"<p>年{' ' * 50_000}a",
        f"<p>{'年' * 50_000}",
        f"<p style='{'display:' * 10_000}'>a",
        f"<table><tr>{'<td rowspan=1000 colspan=200>1' * 250}{'<tr><td>a' * 200}</table>",
        f"{'<table><tr><td>a<td>1' * 100}",
        f"{'<br>' * 10_000}",
    ],
    ids=["empty lines", "spaces", "a long text", "a long style", "spans", "tables in tables", "breaks"],
)  # fmt: skip
def test_no_mark_up_takes_long(mark_up: str) -> None:
    content = mark_up.encode()
    began = time.process_time()
    web_document(content)
    assert time.process_time() - began < MOST_SECONDS


# Whatever comes.

TOKENS = """
    <table> </table> <tr> </tr> <td> </td> <th/rowspan=3> <td/colspan=2> <td/width=0> <td/hidden> <tbody> <caption>
    <p> </p> <p/style=display:none> <div> </div> <br> <b> </b> <s> <sup> <input> <img> <form> <select> <option>
    <script> </script> <!-- --> <title> <body> <head> <html> <frameset> <svg> &nbsp; &#0; &#xD800; & < > 年 5
"""
SOUP = st.lists(st.sampled_from(TOKENS.split()) | st.text(max_size=5), max_size=60).map("".join)


def outcome(content: bytes) -> str:
    try:
        web_document(content)
    except Refusal:
        return "refused"
    return "read"


@given(st.binary(max_size=300))
def test_no_bytes_bring_the_reader_down(content: bytes) -> None:
    assert outcome(content) in ("read", "refused")


@given(st.sampled_from(["", "\ufeff", declaring("gb2312"), declaring("utf-16")]), SOUP)
def test_no_mark_up_brings_the_reader_down(start: str, soup: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        assert outcome((start + soup).encode(encoding, "replace")) in ("read", "refused")


@pytest.mark.parametrize(
    "content", ["年度报告".encode("gb18030"), b"\xff\x80" * 9], ids=["text", "noise"]
)
def test_no_encoding_brings_the_reader_down(content: bytes) -> None:
    """Python has some that no page has: for names of hosts, for bytes as digits, for packed files."""
    for name in sorted(
        {*aliases, *aliases.values(), "idna", "punycode", "undefined", "mbcs", "utf.8"}
    ):
        assert outcome(declaring(name).encode() + content) in ("read", "refused"), name
