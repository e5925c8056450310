"""What a text denies: that there was any application, case or document, that any decision was upset.

A denial goes from a word that denies (未, 没有, 无) as far as nothing narrows it; its nouns tell what is 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure_cli.prose.kinds import ENDINGS
from disclosure_cli.prose.naming import active_cases
from disclosure_cli.prose.surroundings import (
    Counts,
    ends_at,
    has_role,
    is_join,
    parted,
    past,
    text_at,
)
from disclosure_cli.prose.tokens import Token, roles_of, topics_of
from disclosure_cli.prose.words import (
    CARRIED_IN,
    CARRIED_OVER,
    CASES,
    FEE,
    ORGANISATION,
    PERSON,
    SUITS,
    THE_YEAR,
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
_ENDINGS = ("结果纠正数", "尚未审结数")
_ENDED: tuple[Counts, ...] = tuple(
    (f"{case.value}{ended}",) for ended in _ENDINGS for case in CASES
)
"""How no case ended, as far as it is denied: 未发生复议纠错和诉讼败诉案件."""
_REPEALED: dict[Topic, Counts] = {
    Topic.REGULATIONS: ("规章废止件数",),
    Topic.DOCUMENTS: ("行政规范性文件废止件数",),
}
_IN_FORCE: dict[Topic, Counts] = {
    Topic.REGULATIONS: ("规章现行有效件数", "规章公开总数"),
    Topic.DOCUMENTS: ("行政规范性文件现行有效件数", "规范性文件公开总数"),
}
_DECIDED = ("行政许可", "行政处罚", "行政强制")
_SINGLE: tuple[Counts, ...] = (
    (CARRIED_IN,),
    (CARRIED_OVER,),
    *((f"{kind}决定数",) for kind in _DECIDED),
    (FEE,),
    *((name,) for name in ("部分公开数", "不予公开数", "无法提供数", "不予处理数")),
)
"""Figures that a single word names."""
_NARROWS_NOTHING = {
    Role.JOIN,
    Role.MAY_BE_DENIED,
    Role.FILLER,
    Role.EVERYONE,
    Role.PERSONS,
    Role.ORGANISATIONS,
    Role.WAY,
    Role.EVERY_OTHER_WAY,
    Role.THIS_YEAR,
}
_MAY_BE_DENIED = {*_DENIED[Topic.APPLICATIONS], *(name for (name,) in _SINGLE)}
_ITEMS = {f"{kind}事项": f"{kind}决定数" for kind in _DECIDED}
_WHOSE = ("为被申请人", "为被告")
_MOST = 40
"""Tokens of a statement."""


def denial_at(tokens: Sequence[Token], at: int, topics: list[Topic]) -> tuple[list[Counts], int]:
    """The figures that are said to be 0 from a token on that denies, and the token behind the denial."""
    if Role.DENIAL in tokens[at].roles:
        zero, end = _denied(tokens, at, topics)
        happened = past(tokens, at + 1, Role.HAPPENED)
        if zero or not ends_at(tokens, happened):
            return zero, end
        return _denied_before(tokens, at, alone=True), happened
    if not ends_at(tokens, past(tokens, at + 1, Role.FILLER)):
        return [], at
    zero = _denied_before(tokens, at, alone=False)
    is_of_all = "申请" in tokens[at].text and topics[-1:] == [Topic.APPLICATIONS]
    return zero or ([_DENIED[Topic.APPLICATIONS]] if is_of_all else []), at + 1


def _denied(tokens: Sequence[Token], at: int, topics: list[Topic]) -> tuple[list[Counts], int]:
    """What a denial denies, given the topics before it; and where it ends."""
    end, is_of_another = at + 1, False
    is_of_decisions = text_at(tokens, end + 1).startswith(_DECIDED)
    is_reason = text_at(tokens, at - 1) == "因"
    if is_reason or (has_role(tokens, end, Role.NO_DENIAL) and not is_of_decisions):
        return [], end
    while end < min(len(tokens), at + _MOST):
        # 未发生涉及某某局信息公开的行政复议: whose disclosure it is narrows nothing.
        following = text_at(tokens, end + 1)
        is_whose = not tokens[end].kind and ("信息公开" in following or following in _WHOSE)
        # 未被申请行政复议，提起行政诉讼; 未发布、未废止规范性文件.
        goes_on = tokens[end].text == "，" and following == "提起"
        goes_on |= Role.DENIAL in tokens[end].roles and Role.JOIN in tokens[end - 1].roles
        if not is_whose and not goes_on and not _may_be_denied(tokens[end]):
            break
        is_of_another |= is_whose
        end += 1
    said = tokens[at + 1 : end]
    parts = _parts(said)
    if end < len(tokens) and not tokens[end].is_hard:
        parts = parts[:-1]
    roles = roles_of(said)
    is_by_any = Role.EVERY_OTHER_WAY in roles or roles >= {Role.ONLINE, Role.OFFLINE}
    if Role.WAY in roles and not is_by_any:
        return [], end
    zero = _objects(parts, topics) or _of_documents(tokens, at, end, topics)
    is_by_some = (Role.PERSONS in roles) != (Role.ORGANISATIONS in roles)
    if is_by_some and Role.EVERYONE not in roles:
        return _by_some(said) if zero == [_DENIED[Topic.APPLICATIONS]] else [], end
    if zero == [(CARRIED_OVER,)] and last_year_before(tokens, at) < at:
        zero = [(CARRIED_IN,)]
    return [each for each in zero if not is_of_another or each != _DENIED[Topic.APPLICATIONS]], end


def _by_some(said: Sequence[Token]) -> list[Counts]:
    """未收到法人或其他组织的申请: of which applicants there were none, where all of a kind are named."""
    words = {token.text for token in said}
    if "自然人" in words:
        return [PERSON[:1]]
    return [ORGANISATION[:1]] if any("法人" in w and "其他组织" in w for w in words) else []


def _of_documents(tokens: Sequence[Token], at: int, end: int, topics: list[Topic]) -> list[Counts]:
    """现行有效规范性文件2件，全年未制发: what a denial says that names no object itself."""
    is_of_the_year = at == 0 or tokens[at - 1].is_hard or tokens[at - 1].text in THE_YEAR
    said = [token for token in tokens[at + 1 : end] if Role.FILLER not in token.roles]
    verbs = {token.text for token in said if token.is_of_documents}
    if not (is_of_the_year and len(said) == len(verbs) == 1 and ends_at(tokens, end)):
        return []
    return [*_object_of_documents(topics[-1:], verbs)]


def last_year_before(tokens: Sequence[Token], at: int) -> int:
    """Where a word before a place names the year before, or what was carried over; there, if none does.

    上年度亦没有结转, 上年度结转为零.
    """
    begin = at - 1
    passed = ("亦", "也", "均", "申请", "政府信息公开申请")
    while begin > 0 and tokens[begin].text in passed:
        begin -= 1
    if begin < 0:
        return at
    names_it = has_role(tokens, begin, Role.ANOTHER_YEAR) and tokens[begin].text[0] in "上去"
    is_carried = (CARRIED_IN,) in (sense.counts for sense in tokens[begin].senses)
    return begin if names_it or is_carried else at


def _denied_before(tokens: Sequence[Token], at: int, *, alone: bool) -> list[Counts]:
    """What words behind it say is 0: 行政复议、行政诉讼均为零; where asked, if these are alone in their clause."""
    begin = at
    while begin > max(0, at - _MOST) and _may_be_denied(tokens[begin - 1]):
        begin -= 1
    is_alone = not begin or tokens[begin - 1].is_hard
    return _objects(_parts(tokens[begin:at]), []) if is_alone or not alone else []


def _may_be_denied(token: Token) -> bool:
    """Whether a word may stand in a denial that narrows nothing."""
    if token.topic:
        return token.topic not in SUITS
    counts = {name for sense in token.senses for name in sense.counts}
    is_named = _is_ending_of_cases(token) or token.text in _ITEMS
    is_named |= not _MAY_BE_DENIED.isdisjoint(counts)
    return is_named or not _NARROWS_NOTHING.isdisjoint(token.roles)


def _is_ending_of_cases(token: Token) -> bool:
    """Whether a word names how cases ended: 撤销, 败诉."""
    return any(name.endswith(ENDINGS) for sense in token.senses for name in sense.counts)


def _how_ended(token: Token) -> set[Counts]:
    """The outcomes of cases that a word names, where it names no others."""
    counts: set[Counts] = {(name,) for sense in token.senses for name in sense.counts}
    ended = counts.intersection(_ENDED)
    return ended if all(each[0].endswith(_ENDINGS) for each in counts) else set()


def _parts(said: Sequence[Token]) -> list[list[Token]]:
    """The words of a denial, parted where others are joined: 举报、投诉 and 行政复议."""
    return parted(said, lambda token: is_join(token) or token.is_hard)


def _objects(parts: Sequence[Sequence[Token]], topics: list[Topic]) -> list[Counts]:
    """What is 0 where some parts are denied, given the topics before them; in the order of the form."""
    if any(map(_is_ending_of_cases, (token for part in parts for token in part))):
        found = {each for part in parts for each in _ended(part, topics)}
    else:
        verbs = {token.text for part in parts for token in part if token.is_of_documents}
        found = {each for part in parts for each in _object(part, verbs)}
    by_topic = (*_DENIED.values(), *_REPEALED.values(), *_IN_FORCE.values())
    every = (*_SINGLE, *_ENDED, *by_topic)
    return [each for each in every if each in found]


def _ended(part: Sequence[Token], topics: list[Topic]) -> set[Counts]:
    """未发生复议纠错和诉讼败诉案件: how no case ended, by one part of a denial."""
    own = [topic for topic in topics_of(part) if topic in CASES]
    is_lost = any(token.text == "败诉" for token in part)
    cases = own or ([] if is_lost else active_cases(topics, [])) or [Topic.SUITS]
    ended = set().union(*map(_how_ended, part))
    return {each for each in ended if each[0].startswith(tuple(case.value for case in cases))}


def _object(part: Sequence[Token], verbs: set[str]) -> Iterator[Counts]:
    """What one part denies: what its last noun names, or both kinds of cases.

    `verbs` are those of documents in all parts: 未制发和废止规范性文件.
    """
    topics = topics_of(part)
    cases = [topic for topic in topics if topic in CASES]
    counts = [sense.counts[:1] for token in part for sense in token.senses]
    if "新增" not in verbs:
        counts += [(_ITEMS[token.text],) for token in part if token.text in _ITEMS]
    if Topic.APPLICATIONS in topics and any("决定数" in each[0] for each in counts):
        # 未收到行政许可方面的申请.
        return
    if single := [each for each in counts if each in _SINGLE]:
        yield from () if cases else single
        return
    yield from _object_of_documents(cases or topics[-1:], verbs)


def _object_of_documents(topics: Sequence[Topic], verbs: set[str]) -> Iterator[Counts]:
    """What is denied of some topics, with these verbs."""
    for topic in topics:
        if topic in _IN_FORCE and any("有效" in verb for verb in verbs):
            yield _IN_FORCE[topic]
            continue
        if topic in _REPEALED and "废止" in verbs:
            yield _REPEALED[topic]
        if topic in _DENIED and not (topic in _REPEALED and verbs == {"废止"}):
            yield _DENIED[topic]
