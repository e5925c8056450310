"""An edition of one small table: what a new form costs is this file, and one line in `EDITIONS`."""

from __future__ import annotations

import datetime as dt

from disclosure_cli.form.schema import (
    Balance,
    CarryOver,
    Edition,
    Item,
    Notice,
    Quotation,
    Ref,
    Section,
    Table,
    Total,
)

LOANS = Table(
    key="loans",
    corner="（第一项等于第二项加第三项）",
    columns=(
        Item("", "读者", (Item("adult", "成人"), Item("child", "儿童"), Total("total", "合计"))),
    ),
    rows=(
        Item("lent", "一、借出"),
        Item("returned", "二、归还", (
            Item("in_time", "1.按期"),
            Item("late", "2.逾期"),
            Total("total", "3.合计"),
        )),
        Item("out", "三、未还"),
    ),
    balances=(Balance(("lent",), ("returned.total", "out")),),
    carry_over=CarryOver("lent", "out"),
)  # fmt: skip

TOY = Edition(
    key="toy",
    notice=Notice("《示例年度报告格式》", "示例〔2016〕1号", dt.date(2016, 1, 1)),
    first_year=2016,
    last_year=2017,
    sections=(
        Section("summary", "一、概况", advice="写明馆藏。"),
        Section("lending", "二、借阅情况", tables=(LOANS,), widths=(400, 1200, 800, 800, 800)),
    ),
    quotations=(
        Quotation("借出总数", (Ref("loans", "lent", "total"),)),
        Quotation("归还总数", (Ref("loans", "returned.total", "total"),)),
    ),
    example="借出总数",
)
