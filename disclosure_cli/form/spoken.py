"""The names by which prose may call the figures of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from disclosure_cli.form.schema import Edition, Ref, Table

_NUMBERED = re.compile("^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.、])")


@cache
def figures_by_name(edition: Edition) -> Mapping[str, tuple[Ref, ...]]:
    """Each name with the figures that it stands for: those for quotation, and the labels within groups."""
    return dict(_labelled(edition)) | edition.quoted


@cache
def rows_of_groups(edition: Edition) -> frozenset[str]:
    """The rows within groups by their labels, as a sentence has these: 属于国家秘密."""
    return frozenset(name for name, (ref,) in _labelled(edition) if "." in ref.row)


def _labelled(edition: Edition) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    """Of a row within a group the figure of 总计; of a group of columns each figure: 复议后起诉结果维持数."""
    for table in edition.tables:
        yield from _rows(table)
        for row in table.row_leaves if len(table.row_leaves) == 1 else ():
            for leaf in table.column_leaves:
                if len(leaf.path) == 3:
                    result = "总" if leaf.is_total else leaf.path[2].label
                    yield f"{leaf.path[1].label}{result}数", (Ref(table.key, row.key, leaf.key),)


def _rows(table: Table) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    totals = [leaf.key for leaf in table.column_leaves if leaf.is_total and len(leaf.path) == 2]
    for row in table.row_leaves if len(totals) == 1 else ():
        label = _spoken(row.path[-1].label)
        if len(row.path) == 3 and not row.is_total and label != "其他":
            yield label, (Ref(table.key, row.key, totals[0]),)


def _spoken(label: str) -> str:
    """A label without its number, its quotes and what follows 、 or a bracket."""
    return re.split("[、（]", re.sub("[“”]", "", _NUMBERED.sub("", label)))[0]
