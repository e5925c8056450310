"""What a text says without numbers: that there was none of something, or that all of it came to an end.

Told by the words from one that denies (未, 没有, 无) or speaks of all (均, 全部) on. Between that word
and what it is said of nothing may stand but words that narrow nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure_cli.prose.naming import active_cases
from disclosure_cli.prose.tokens import JOINS, Lexicon, Token
from disclosure_cli.prose.words import CARRIED_IN, CARRIED_OVER, CASES, FEE, SUITS, Topic

Counts = tuple[str, ...]
_DENIED: dict[Topic, Counts] = {
    Topic.APPLICATIONS: ("新收申请总数",),
    Topic.REVIEWS: ("行政复议总数",),
    Topic.SUITS: ("行政诉讼总数",),
    Topic.REGULATIONS: ("规章制发件数", "规章新制作数"),
    Topic.DOCUMENTS: ("行政规范性文件制发件数", "规范性文件新制作数"),
}
"""What is 0 where a sentence denies that there was any."""
_CARRIED_OR_FEE: tuple[Counts, ...] = ((CARRIED_IN,), (CARRIED_OVER,), (FEE,))
_UPHELD = "{0}结果纠正数+{0}其他结果数+{0}尚未审结数"
"""What is 0 where all cases were upheld."""
_SURELY = frozenset(("已", "按时", "按期"))
"""Words after which all that was answered was all that there is; others where it was counted before."""
_NO_DENIAL = frozenset(("经", "答复", "办理", "处理", "公开"))
"""未经, 未答复, 未公开: nothing of what the form counts is denied."""
_WHOSE = ("为被申请人", "为被告")
_MOST = 40
"""Tokens of a statement."""


def statement_at(
    tokens: Sequence[Token],
    at: int,
    lexicon: Lexicon,
    topics: list[Topic],
    numbers: list[bool],
    is_exact: bool,
) -> tuple[list[Counts], int]:
    """The figures that are said to be 0 from a token on, and the token behind the statement.

    `numbers` says of each number of the sentence so far whether it was read: what is said of all of
    信访件3件，均已办结 is not said of applications.
    """
    word = tokens[at].text
    if word in lexicon.denials:
        return _denied(tokens, at, lexicon)
    if word in lexicon.none_at_all and _ends(tokens, _end(tokens, at + 1, lexicon.fillers)):
        return _denied_before(tokens, at, lexicon), at + 1
    cases = [topic for topic in active_cases(topics, []) if topic in CASES]
    if word in lexicon.upheld and len(cases) == 1 and _is_outcome_of_one(tokens, at, lexicon):
        return [(_UPHELD.format(cases[0].value),)], at + 1
    if word not in lexicon.all_of or (numbers and not any(numbers)):
        return [], at
    if end := _closed(tokens, at, lexicon, counted=any(numbers) and is_exact):
        return [(CARRIED_OVER,)], end
    end = _end(tokens, at + 1, lexicon.upheld_by)
    if _is(tokens, end, lexicon.upheld) and _ends(tokens, end + 1) and numbers[-1:] != [False]:
        return [(_UPHELD.format(topic.value),) for topic in cases], end + 1
    return [], at


def _is_outcome_of_one(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """行政复议1件，结果维持: whether a clause is nothing but an outcome, and that before it counts one."""
    begin = at
    while begin and tokens[begin - 1].text in lexicon.upheld_by:
        begin -= 1
    number = tokens[begin - 2].number if begin > 1 and tokens[begin - 1].text == "，" else None
    return number is not None and number.value == 1 and _ends(tokens, at + 1)


def _denied(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[list[Counts], int]:
    """What a denial denies, and where it ends."""
    end, is_of_another = at + 1, False
    if _is(tokens, end, _NO_DENIAL):
        return [], end
    while end < min(len(tokens), at + _MOST):
        # 未发生涉及某某局信息公开的行政复议: whose disclosure it is narrows nothing.
        following = tokens[end + 1].text if end + 1 < len(tokens) else ""
        is_whose = not tokens[end].kind and ("信息公开" in following or following in _WHOSE)
        goes_on = tokens[end].text == "，" and _is(tokens, end + 1, ("提起",))
        if not is_whose and not goes_on and not _may_be_denied(tokens[end], lexicon):
            break
        is_of_another |= is_whose
        end += 1
    said = tokens[at + 1 : end]
    parts = _parts(said)
    if end < len(tokens) and not tokens[end].is_hard:
        parts = parts[:-1]
    words = {token.text for token in said}
    kinds = [bool(words & kind) for kind in lexicon.applicants]
    is_by_one_way = bool(words & lexicon.ways) and not words & lexicon.every_other_way
    if is_by_one_way or (kinds[0] != kinds[1] and not words & lexicon.everyone):
        return [], end
    zero = _objects(parts, lexicon)
    return [each for each in zero if not is_of_another or each != _DENIED[Topic.APPLICATIONS]], end


def _denied_before(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> list[Counts]:
    """What words behind it say is 0: 行政复议、行政诉讼均为零."""
    begin = at
    while begin > max(0, at - _MOST) and _may_be_denied(tokens[begin - 1], lexicon):
        begin -= 1
    return _objects(_parts(tokens[begin:at]), lexicon)


def _may_be_denied(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word may stand in a denial that narrows nothing."""
    text = token.text
    if lexicon.topics.get(text) in SUITS:
        return False
    counts = {name for sense in lexicon.senses.get(text, ()) for name in sense.counts}
    return (
        text in JOINS
        or text in lexicon.topics
        or text in lexicon.may_be_denied
        or text in lexicon.fillers
        or text in lexicon.everyone | lexicon.ways | lexicon.every_other_way
        or any(text in each for each in lexicon.applicants)
        or not counts.isdisjoint((*_DENIED[Topic.APPLICATIONS], CARRIED_IN, CARRIED_OVER, FEE))
    )


def _parts(said: Sequence[Token]) -> list[list[Token]]:
    """The words of a denial, parted where others are joined: 举报、投诉 and 行政复议."""
    parts: list[list[Token]] = [[]]
    for token in said:
        if token.text in JOINS or token.is_hard:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _objects(parts: Sequence[Sequence[Token]], lexicon: Lexicon) -> list[Counts]:
    """What is 0 where some parts are denied, in the order of the form."""
    found = {each for part in parts for each in _object(part, lexicon)}
    return [each for each in (*_CARRIED_OR_FEE, *_DENIED.values()) if each in found]


def _object(part: Sequence[Token], lexicon: Lexicon) -> Iterator[Counts]:
    """What one part denies: what its last noun names, or both kinds of cases."""
    senses = [sense.counts for token in part for sense in lexicon.senses.get(token.text, ())]
    topics = lexicon.topics_of(part)
    cases = [topic for topic in topics if topic in CASES]
    carried_or_fee = [(counts[0],) for counts in senses if (counts[0],) in _CARRIED_OR_FEE]
    if cases and carried_or_fee:
        return
    yield from carried_or_fee
    for topic in cases or topics[-1:]:
        if topic in _DENIED:
            yield _DENIED[topic]


def _closed(tokens: Sequence[Token], at: int, lexicon: Lexicon, *, counted: bool) -> int:
    """Where the words end that begin with 均 and say that applications were closed; 0 where they do not."""
    end = _end(tokens, at + 1, lexicon.in_time)
    said = {token.text for token in tokens[max(0, at - 1) : end]}
    is_in_time = counted or (bool(said & _SURELY) and "规范" not in said)
    is_answered = _is(tokens, end, ("已答复",)) or (is_in_time and _is(tokens, end, ("答复",)))
    is_closed = is_answered or _is(tokens, end, lexicon.closed)
    goes_on = _is(tokens, end + 1, lexicon.in_time)
    return end + 1 if is_closed and (goes_on or _ends(tokens, end + 1)) else 0


def _end(tokens: Sequence[Token], at: int, words: frozenset[str]) -> int:
    """The first token from a place on that is none of some words."""
    while at < len(tokens) and tokens[at].text in words:
        at += 1
    return at


def _is(tokens: Sequence[Token], at: int, words: frozenset[str] | tuple[str, ...]) -> bool:
    return at < len(tokens) and tokens[at].text in words


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause ends at a place, or goes on with what is joined."""
    return at >= len(tokens) or tokens[at].is_hard or tokens[at].text in JOINS
