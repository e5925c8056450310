"""What a text says without numbers: that there was none of something, or that all of it came to an end.

Told by the words from one that denies (未, 没有, 无) or speaks of all (均, 全部) on. Between that word
and what it is said of nothing may stand but words that narrow nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure_cli.prose.naming import active_cases
from disclosure_cli.prose.numbers import Number
from disclosure_cli.prose.surroundings import Counts
from disclosure_cli.prose.tokens import Token, roles_of, topics_of
from disclosure_cli.prose.words import (
    CARRIED_IN,
    CARRIED_OVER,
    CASES,
    FEE,
    ORGANISATION,
    PERSON,
    SUITS,
    Role,
    Topic,
)

_DENIED: dict[Topic, Counts] = {
    Topic.APPLICATIONS: ("新收申请总数",),
    Topic.REVIEWS: ("行政复议总数",),
    Topic.SUITS: ("行政诉讼总数",),
    Topic.REGULATIONS: ("规章制发件数", "规章新制作数"),
    Topic.DOCUMENTS: ("行政规范性文件制发件数", "规范性文件新制作数"),
}
"""What is 0 where a sentence denies that there was any."""
_REPEALED: dict[Topic, Counts] = {
    Topic.REGULATIONS: ("规章废止件数",),
    Topic.DOCUMENTS: ("行政规范性文件废止件数",),
}
_SINGLE: tuple[Counts, ...] = (
    (CARRIED_IN,),
    (CARRIED_OVER,),
    ("行政许可决定数",),
    ("行政处罚决定数",),
    ("行政强制决定数",),
    (FEE,),
)
"""Figures that a single word names."""
_UPHELD = "{0}结果纠正数+{0}其他结果数+{0}尚未审结数"
"""What is 0 where all cases were upheld."""
_OTHERS: dict[Role, Counts] = {
    Role.PERSONS: (ORGANISATION[0],),
    Role.ORGANISATIONS: (PERSON[0],),
}
_NARROWS_NOTHING = {
    Role.JOIN,
    Role.MAY_BE_DENIED,
    Role.FILLER,
    Role.EVERYONE,
    Role.PERSONS,
    Role.ORGANISATIONS,
    Role.WAY,
    Role.EVERY_OTHER_WAY,
}
_MAY_BE_DENIED = {*_DENIED[Topic.APPLICATIONS], *(name for (name,) in _SINGLE)}
_WHOSE = ("为被申请人", "为被告")
_MOST = 40
"""Tokens of a statement."""


def statement_at(
    tokens: Sequence[Token],
    at: int,
    topics: list[Topic],
    numbers: list[bool],
    is_exact: bool,
    received: Number | None,
) -> tuple[list[Counts], int]:
    """The figures that are said to be 0 from a token on, and the token behind the statement.

    `numbers` says of each number of the sentence so far whether it was read: what is said of all of
    信访件3件，均已办结 is not said of applications. `received` is the last of them if it counts those.
    """
    roles = tokens[at].roles
    if Role.DENIAL in roles:
        zero, end = _denied(tokens, at)
        happened = _end(tokens, at + 1, Role.HAPPENED)
        is_behind = not zero and _ends(tokens, happened)
        return (_denied_before(tokens, at, alone=True), happened) if is_behind else (zero, end)
    if Role.NONE_AT_ALL in roles and _ends(tokens, _end(tokens, at + 1, Role.FILLER)):
        zero = _denied_before(tokens, at, alone=False)
        is_of_all = "申请" in tokens[at].text and topics[-1:] == [Topic.APPLICATIONS]
        return zero or ([_DENIED[Topic.APPLICATIONS]] if is_of_all else []), at + 1
    active = active_cases(topics, [])
    cases = [Topic.SUITS if topic in SUITS else topic for topic in active]
    is_outcome = Role.UPHELD in roles and len(cases) == 1 and _ends(tokens, at + 1)
    if is_outcome and _one_before(tokens, at, Role.UPHELD_BY):
        return [(_UPHELD.format(cases[0].value),)], at + 1
    if received and _is_closing(tokens, at) and _one_before(tokens, at, Role.IN_TIME) is received:
        return [(CARRIED_OVER,)], at + 1
    if Role.ALL_OF not in roles or (numbers and not any(numbers)):
        return [], at
    if end := _closed(tokens, at, counted=any(numbers) and is_exact):
        return [(CARRIED_OVER,)], end
    zero, end = _only_kind(tokens, at)
    if received and zero:
        return zero, end
    end = _end(tokens, at + 1, Role.UPHELD_BY)
    beyond = _end(tokens, end + 1, Role.UPHELD_WHAT)
    if _is(tokens, end, Role.UPHELD) and _ends(tokens, beyond) and numbers[-1:] != [False]:
        return [(_UPHELD.format(topic.value),) for topic in cases], end + 1
    return [], at


def _only_kind(tokens: Sequence[Token], at: int) -> tuple[list[Counts], int]:
    """Of which applicants there were none where all are said to be of the other kind: 均为自然人申请."""
    end = _end(tokens, at + 1, Role.FILLER)
    kinds = [kind for kind in _OTHERS if _is(tokens, end, kind)]
    beyond = _end(tokens, end + 1, Role.APPLIED)
    is_end = beyond >= len(tokens) or tokens[beyond].is_hard
    return [_OTHERS[kind] for kind in kinds if is_end], beyond


def _one_before(tokens: Sequence[Token], at: int, between: Role) -> Number | None:
    """行政复议1件，结果维持: the number before the clause that ends at a place, if it counts one."""
    begin = at
    while begin and between in tokens[begin - 1].roles:
        begin -= 1
    number = tokens[begin - 2].number if begin > 1 and tokens[begin - 1].text == "，" else None
    return number if number and number.value == 1 else None


def _denied(tokens: Sequence[Token], at: int) -> tuple[list[Counts], int]:
    """What a denial denies, and where it ends."""
    end, is_of_another = at + 1, False
    if _is(tokens, end, Role.NO_DENIAL):
        return [], end
    while end < min(len(tokens), at + _MOST):
        # 未发生涉及某某局信息公开的行政复议: whose disclosure it is narrows nothing.
        following = tokens[end + 1].text if end + 1 < len(tokens) else ""
        is_whose = not tokens[end].kind and ("信息公开" in following or following in _WHOSE)
        goes_on = tokens[end].text == "，" and following == "提起"
        if not is_whose and not goes_on and not _may_be_denied(tokens[end]):
            break
        is_of_another |= is_whose
        end += 1
    said = tokens[at + 1 : end]
    parts = _parts(said)
    if end < len(tokens) and not tokens[end].is_hard:
        parts = parts[:-1]
    roles = roles_of(said)
    is_by_one_way = Role.WAY in roles and Role.EVERY_OTHER_WAY not in roles
    is_by_some = (Role.PERSONS in roles) != (Role.ORGANISATIONS in roles)
    if is_by_one_way or (is_by_some and Role.EVERYONE not in roles):
        return [], end
    zero = _objects(parts)
    return [each for each in zero if not is_of_another or each != _DENIED[Topic.APPLICATIONS]], end


def _denied_before(tokens: Sequence[Token], at: int, *, alone: bool) -> list[Counts]:
    """What words behind it say is 0: 行政复议、行政诉讼均为零; where asked, if these are alone in their clause."""
    begin = at
    while begin > max(0, at - _MOST) and _may_be_denied(tokens[begin - 1]):
        begin -= 1
    is_alone = not begin or tokens[begin - 1].is_hard
    return _objects(_parts(tokens[begin:at])) if is_alone or not alone else []


def _may_be_denied(token: Token) -> bool:
    """Whether a word may stand in a denial that narrows nothing."""
    if token.topic:
        return token.topic not in SUITS
    counts = {name for sense in token.senses for name in sense.counts}
    return not (_NARROWS_NOTHING.isdisjoint(token.roles) and _MAY_BE_DENIED.isdisjoint(counts))


def _parts(said: Sequence[Token]) -> list[list[Token]]:
    """The words of a denial, parted where others are joined: 举报、投诉 and 行政复议."""
    parts: list[list[Token]] = [[]]
    for token in said:
        if Role.JOIN in token.roles or token.is_hard:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _objects(parts: Sequence[Sequence[Token]]) -> list[Counts]:
    """What is 0 where some parts are denied, in the order of the form."""
    verbs = {token.text for part in parts for token in part if token.is_of_documents}
    found = {each for part in parts for each in _object(part, verbs)}
    every = (*_SINGLE, *_DENIED.values(), *_REPEALED.values())
    return [each for each in every if each in found]


def _object(part: Sequence[Token], verbs: set[str]) -> Iterator[Counts]:
    """What one part denies: what its last noun names, or both kinds of cases.

    `verbs` are those of documents in all parts: 未制发和废止规范性文件.
    """
    topics = topics_of(part)
    cases = [topic for topic in topics if topic in CASES]
    counts = [sense.counts[:1] for token in part for sense in token.senses]
    if single := [each for each in counts if each in _SINGLE]:
        yield from () if cases else single
        return
    for topic in cases or topics[-1:]:
        if topic in _REPEALED and "废止" in verbs:
            yield _REPEALED[topic]
        if topic in _DENIED and not (topic in _REPEALED and verbs == {"废止"}):
            yield _DENIED[topic]


def _closed(tokens: Sequence[Token], at: int, *, counted: bool) -> int:
    """Where the words end that begin with 均 and say that applications were closed; 0 where they do not."""
    end = _end(tokens, at + 1, Role.IN_TIME)
    said = tokens[max(0, at - 1) : end]
    is_sure = Role.SURELY in roles_of(said) and all(token.text != "规范" for token in said)
    is_told = counted or is_sure or _is(tokens, end, Role.CLOSED)
    return end + 1 if is_told and _is_closing(tokens, end) else 0


def _is_closing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word says that applications were closed, and nothing but how follows it."""
    is_closed = _is(tokens, at, Role.CLOSED) or _is(tokens, at, Role.ANSWERED)
    goes_on = _is(tokens, at + 1, Role.IN_TIME) or _is(tokens, at + 1, Role.CLOSED)
    return is_closed and (goes_on or _ends(tokens, at + 1))


def _end(tokens: Sequence[Token], at: int, role: Role) -> int:
    """The first token from a place on that has not some role."""
    while _is(tokens, at, role):
        at += 1
    return at


def _is(tokens: Sequence[Token], at: int, role: Role) -> bool:
    return at < len(tokens) and role in tokens[at].roles


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause ends at a place, or goes on with what is joined."""
    return at >= len(tokens) or tokens[at].is_hard or Role.JOIN in tokens[at].roles
