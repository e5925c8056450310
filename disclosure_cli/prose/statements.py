"""What a text says without numbers: that there was none of something, or that all of it came to an end.

Told by the words from one that denies (`denials`) or speaks of all (均, 全部) on. Between that word
and what it is said of nothing may stand but words that narrow nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from disclosure_cli.prose.denials import denial_at
from disclosure_cli.prose.naming import active_cases
from disclosure_cli.prose.numbers import Number
from disclosure_cli.prose.surroundings import Counts, ends_at, has_role, parted, past, text_at
from disclosure_cli.prose.tokens import Token, roles_of
from disclosure_cli.prose.words import CARRIED_OVER, CASES, ORGANISATION, PERSON, SUITS, Role, Topic

_UPHELD = "{0}结果纠正数+{0}其他结果数+{0}尚未审结数"
"""What is 0 where all cases were upheld."""
_MOST_BEHIND = 200
"""Tokens behind a statement that may contradict it."""
_OTHERS: dict[Role, Counts] = {
    Role.PERSONS: (ORGANISATION[0],),
    Role.ORGANISATIONS: (PERSON[0],),
}


def statement_at(
    tokens: Sequence[Token],
    at: int,
    topics: list[Topic],
    numbers: Sequence[bool],
    is_exact: bool,
    received: Number | None,
) -> tuple[list[Counts], int]:
    """The figures that are said to be 0 from a token on, and the token behind the statement.

    `numbers` says of each number of the sentence so far whether it was read: what is said of all of
    信访件3件，均已办结 is not said of applications. `received` is the last of them if it counts those.
    """
    roles = tokens[at].roles
    if not roles.isdisjoint((Role.DENIAL, Role.NONE_AT_ALL)):
        return denial_at(tokens, at, topics)
    active = active_cases(topics, [])
    cases = [*dict.fromkeys(Topic.SUITS if topic in SUITS else topic for topic in active)]
    is_outcome = Role.UPHELD in roles and len(cases) == 1 and ends_at(tokens, at + 1)
    if is_outcome and _one_before(tokens, at, Role.UPHELD_BY) not in (None, received):
        return [(_UPHELD.format(cases[0].value),)], at + 1
    if received and _is_closing(tokens, at) and _is_of_all(tokens, at, received):
        return [(CARRIED_OVER,)], at + 1
    if Role.ALL_OF not in roles or (numbers and not any(numbers)):
        return [], at
    if end := _closed(tokens, at, counted=any(numbers) and is_exact):
        return [] if _are_carried_over(tokens, end) else [(CARRIED_OVER,)], end
    zero, end = _only_kind(tokens, at)
    if received and zero:
        return zero, end
    end = past(tokens, at + 1, Role.UPHELD_BY)
    is_closed = text_at(tokens, end) in ("审结", "结案")
    if is_closed and ends_at(tokens, end + 1) and cases:
        return [(f"{topic.value}尚未审结数",) for topic in cases], end + 1
    beyond = past(tokens, end + 1, Role.UPHELD_WHAT)
    is_unread = bool(numbers) and not numbers[-1]
    if has_role(tokens, end, Role.UPHELD) and ends_at(tokens, beyond) and not is_unread:
        return [(_UPHELD.format(topic.value),) for topic in cases], end + 1
    return [], at


def _is_of_all(tokens: Sequence[Token], at: int, received: Number) -> bool:
    """收到申请1件，按规定答复; 收到申请2件，已按期答复: whether that is said of all that came in."""
    if _one_before(tokens, at, Role.IN_TIME) is received:
        return True
    begin = at
    while begin and Role.IN_TIME in tokens[begin - 1].roles:
        begin -= 1
    is_sure = Role.SURELY in roles_of(tokens[begin : at + 1]) or tokens[at].text.startswith("已")
    is_clause = begin > 0 and tokens[begin - 1].is_hard
    return is_sure and is_clause and not _are_carried_over(tokens, at)


def _are_carried_over(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence goes on to a number of those carried over: 均按期答复，结转下年度2件."""
    for clause in parted(tokens[at : at + _MOST_BEHIND], lambda token: token.is_hard):
        is_told = any(CARRIED_OVER in each.counts for word in clause for each in word.senses)
        if is_told and any(each.number and each.number.value for each in clause):
            return True
    return False


def _only_kind(tokens: Sequence[Token], at: int) -> tuple[list[Counts], int]:
    """Of which applicants there were none where all are said to be of the other kind: 均为自然人申请."""
    end = past(tokens, at + 1, Role.FILLER)
    kinds = [kind for kind in _OTHERS if has_role(tokens, end, kind)]
    beyond = past(tokens, past(tokens, end, kinds[0]) if kinds else end, Role.APPLIED)
    is_end = beyond >= len(tokens) or tokens[beyond].is_hard
    return [_OTHERS[kind] for kind in kinds if is_end], beyond


def _one_before(tokens: Sequence[Token], at: int, between: Role) -> Number | None:
    """行政复议1件，结果维持: the number before the clause that ends at a place, if it counts one."""
    begin = at
    while begin and (between in tokens[begin - 1].roles or tokens[begin - 1].topic in CASES):
        begin -= 1
    number = tokens[begin - 2].number if begin > 1 and tokens[begin - 1].text == "，" else None
    return number if number and number.value == 1 else None


def _closed(tokens: Sequence[Token], at: int, *, counted: bool) -> int:
    """Where the words end that begin with 均 and say that applications were closed; 0 where they do not."""
    end = past(tokens, at + 1, Role.IN_TIME)
    said = tokens[max(0, at - 1) : end]
    is_sure = Role.SURELY in roles_of(said) and all(token.text != "规范" for token in said)
    is_told = counted or is_sure or has_role(tokens, end, Role.CLOSED)
    if is_sure and said[-1].text == "办理" and ends_at(tokens, end):
        return end
    return end + 1 if is_told and _is_closing(tokens, end) else 0


def _is_closing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word says that applications were closed, and nothing but how follows it."""
    is_closed = has_role(tokens, at, Role.CLOSED) or has_role(tokens, at, Role.ANSWERED)
    goes_on = has_role(tokens, at + 1, Role.IN_TIME) or has_role(tokens, at + 1, Role.CLOSED)
    return is_closed and (goes_on or ends_at(tokens, at + 1))
