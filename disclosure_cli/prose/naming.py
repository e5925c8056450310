"""What the words around a number name: of one place in a text, the figures that it may count.

The ways in which a figure is named stand in `WAYS`, in the order in which they are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile, zip_longest

from disclosure_cli.prose.kinds import (
    AMOUNT,
    APPLICANTS,
    BY_REQUEST,
    CAME_IN,
    CARRIED,
    CASE_TOTALS,
    ROWS,
    SHOWN,
    WEAK,
    WORKED,
    A,
    is_outcome,
)
from disclosure_cli.prose.surroundings import Counts, Named, Surroundings, is_join, parted, text_at
from disclosure_cli.prose.tokens import Sense, Token, roles_of, topics_of
from disclosure_cli.prose.words import (
    ALL,
    CARRIED_IN,
    CASES,
    DOCUMENTS,
    GRANTED_OR_PARTLY,
    HANDLED,
    NEW,
    SUITS,
    Role,
    Topic,
)

_AND = frozenset(("和", "与", "及", "以及"))
_BEHIND = ("有", "其他", "其余")
_SHARE = frozenset(("占", "占比", "率"))
_GOES_ON = (Role.FILLER, Role.ALL_OF, Role.IN_TIME)
"""What may stand between a number and a word behind it: 3件申请均已在法定期限内办结."""
_MOST_TOGETHER = 2
"""Words behind a number that it may count; of 3件中予以公开、部分公开、不予公开各1件 none is meant."""


def named(place: Surroundings) -> Named:
    """The figures that a number may stand for by the words around it; none where they name none."""
    # 申请有3件予以公开, 3件予以公开、2件: what follows tells.
    last = place.before[-1:]
    is_told_behind = Role.JOIN in roles_of(last) or any(each.text in _BEHIND for each in last)
    ways = WAYS[1:] + WAYS[:1] if is_told_behind else WAYS
    return next((found for way in ways if (found := way(place)).counts), Named())


def counted(token: Token, beside: Sequence[Token], topics: list[Topic]) -> Counts:
    """What a word counts where it stands, given the words of its clause and the topics before it."""
    if not token.senses:
        return ()
    about = topics_of(beside)
    if token.topic in CASES:
        if Topic.OTHER in about:
            return ()
        about = [token.topic]
    elif _are_cases_joined(beside):
        # 复议、诉讼共被纠正4件: of both, as the topics tell.
        about = [topic for topic in about if topic not in CASES]
    of_both = [sense for sense in token.senses if sense.about in DOCUMENTS]
    if about[-2:] == [*DOCUMENTS] and len(of_both) == len(DOCUMENTS):
        # 制定规章和规范性文件共5件; each of them, where it says 各.
        pairs = [*zip(*(sense.counts for sense in of_both), strict=False)]
        return pairs[0] if Role.EACH in roles_of(beside) else tuple(map("+".join, pairs))
    senses = [sense for sense in token.senses if _fits(sense, about, topics)]
    found = [name for sense in senses for name in sense.counts]
    # An outcome that may be of reviews and of suits may be of both together.
    if {sense.about for sense in senses} == set(CASES):
        found.append("+".join(found))
    return tuple(dict.fromkeys(found))


def _are_cases_joined(words: Sequence[Token]) -> bool:
    """Whether some words name reviews and suits together."""
    cases = [at for at, token in enumerate(words) if token.topic in CASES]
    between = words[cases[-2] + 1 : cases[-1]] if len(cases) > 1 else ()
    return bool(between) and all(Role.JOIN in token.roles for token in between)


def _fits(sense: Sense, beside: list[Topic], topics: list[Topic]) -> bool:
    """Whether the sentence is about what a sense of a word is about."""
    if sense.about is None:
        return Topic.OTHER not in beside
    if sense.about in (*CASES, *SUITS):
        return sense.about in active_cases(topics, beside)
    if not topics:
        return is_outcome(sense.counts) or sense.counts in CARRIED
    if topics[-1] is Topic.OTHER and is_outcome(sense.counts):
        return A in topics
    return topics[-1] is sense.about


def says_nothing(tokens: Sequence[Token]) -> bool:
    """Whether all of some words leave open what they speak of."""
    return all(Role.FILLER in token.roles for token in tokens)


def _before(place: Surroundings) -> Named:
    """收到政府信息公开申请3件: what the last words before a number name."""
    topics = place.topics
    if not topics_of(place.before):
        topics = [*topics, *topics_of(place.after)[:1]]
    found = last_named(place.before, topics, carried_in=place.previous == (CARRIED_IN,))
    last = place.before[-1].text if place.before else ""
    # 诉讼中1件已驳回, 年底收到的1件结转下年: what follows tells.
    is_total = found.counts in CAME_IN or CASE_TOTALS.issuperset(found.counts[:1])
    if last == "中" and is_total:
        return Named()
    if (last == "的" or found.counts in APPLICANTS) and place.tail == place.after:
        after = _after(place).counts
        if last == "的" and after in CARRIED:
            return Named()
        if found.counts in APPLICANTS and (after in CARRIED or is_outcome(after)):
            # 法人申请3件结转下年: of theirs.
            return Named(("",), found.word)
    return found


def last_named(before: Sequence[Token], topics: list[Topic], *, carried_in: bool = False) -> Named:
    """What the last words of a clause name. Between them and its end, or an object, all must be known."""
    found: list[tuple[int, Counts]] = []
    is_object = is_of_others = False
    for at in range(len(before) - 1, -1, -1):
        token = before[at]
        is_object |= bool(token.topic)
        is_of_others |= not token.kind or token.topic is Topic.OTHER
        if not token.kind and not found and not is_object:
            break
        counts = counted(token, before, topics)
        # 公开举报处理结果的15件: no outcome.
        if counts and not (is_of_others and counts == SHOWN):
            found.insert(0, (at, counts))
    if not found:
        return Named()
    counts, at = _decided(before, found, carried_in)
    return Named(counts, before[at].text)


def named_share(place: Surroundings) -> Named:
    """What the words before a percentage name: 自然人占75%; of 占自然人申请的75% these are the whole."""
    before = place.before
    told = [at for at, token in enumerate(before) if token.text in _SHARE]
    if not told:
        return Named()
    is_of_a_whole = before[-1].text == "的"
    return last_named(before[: told[-1]] if is_of_a_whole else before, place.topics or [A])


def _decided(
    before: Sequence[Token], found: list[tuple[int, Counts]], carried_in: bool
) -> tuple[Counts, int]:
    """Which of the words that name figures decides, or what they count together."""
    carried = [each for each in found if each[1] in CARRIED]
    if carried and all(counts in WEAK or counts in CARRIED for _at, counts in found):
        at, counts = carried[-1]
        # 本年新收和上年结转的申请合计92件.
        is_sum = (NEW,) in (each for _at, each in found) and Role.SUM in roles_of(before)
        return (ALL,) if is_sum and counts == (CARRIED_IN,) else counts, at
    strong = [each for each in found if each[1] not in (AMOUNT, BY_REQUEST)] or found
    at, counts = strong[-1]
    every = [each for _at, each in strong]
    others = every[:-1]
    applicants = {each for each in every if each in APPLICANTS}
    if applicants and roles_of(before) >= {Role.PERSONS, Role.ORGANISATIONS, Role.JOIN}:
        # 个人和单位提出的申请: of both.
        applicants = {*APPLICANTS}
    is_each = any(
        Role.EACH in token.roles and (not following or _is_said(following))
        for token, following in zip_longest(before, before[1:])
    )
    is_of_one = len(applicants) == 1 or (len(every) == 1 and len(topics_of(before)) < len(CASES))
    if is_each and is_of_one:
        # 两家企业各提交的1件.
        return ("",), at
    if applicants and all(each in WEAK for each in every):
        return _of_applicants(applicants, every, carried_in=carried_in, is_each=is_each), at
    if is_outcome(counts) and others and others[-1] in APPLICANTS:
        return ("",), at
    if counts == (HANDLED,) and others and is_outcome(others[-1]):
        between = before[strong[-2][0] + 1 : at]
        counts = others[-1] if all(token.text == "的" for token in between) else counts
    if counts in WORKED and any(each in others for each in CAME_IN):
        return (NEW, HANDLED, ALL), at
    return _together(before, strong) or counts, at


def _is_said(token: Token) -> bool:
    """Whether a word says nothing, or what the sentence is about: 各提交的, 各申请, but not 各执法部门."""
    return Role.FILLER in token.roles or bool(token.topic or token.senses)


def _together(words: Sequence[Token], found: list[tuple[int, Counts]]) -> Counts:
    """The sum of what the last words count, joined by 和; nothing where the last counts alone."""
    group, joined = [found[-1][1]], set[str]()
    for (at, counts), (following, _counts) in zip(found[-2::-1], found[:0:-1], strict=False):
        between = words[at + 1 : following]
        if Role.JOIN not in roles_of(between) or not says_nothing(between):
            break
        joined.update(token.text for token in between if Role.JOIN in token.roles)
        group.insert(0, counts)
    if len(group) == 1:
        return ()
    total = "+".join(counts[0] for counts in group)
    roles = roles_of(words)
    if Role.EACH in roles:
        return tuple(counts[0] for counts in group)
    if all(map(is_outcome, group)):
        # 不予处理和其他处理69件.
        is_of_two = len(found) == len(group) == _MOST_TOGETHER and _AND.issuperset(joined)
        is_sum = Role.SUM in roles or total == GRANTED_OR_PARTLY or is_of_two
        return (total,) if is_sum else ()
    if {counts[0] for counts in group} == CASE_TOTALS:
        # 行政复议、行政诉讼均为0件: each of them, and so both.
        return (total, *(counts[0] for counts in group)) if Role.ALL_OF in roles else (total,)
    if not all("决定数" in counts[0] for counts in group):
        return ()
    # 行政许可、行政处罚均为0件.
    return tuple(counts[0] for counts in group) if Role.ALL_OF in roles else ("",)


def _outcome_of_cases(place: Surroundings) -> Named:
    """141件行政复议、50件行政诉讼获维持: the outcome at the end of the clause is that of each."""
    topics = topics_of(place.after)
    tail = place.tail if topics and topics[0] in CASES else ()
    for token, following in zip_longest(tail, tail[1:]):
        # Of 8件复议维持5件 the 维持 is that of the 5.
        for sense in token.senses if not (following and following.number) else ():
            if sense.about is topics[0] and sense.counts[0] not in CASE_TOTALS:
                return Named(sense.counts, token.text)
    return Named()


def _after(place: Surroundings) -> Named:
    """2件结转下年: what a word names that follows a number at once, or after words that say nothing."""
    topics = [*place.topics, *topics_of(place.after)]
    found: list[tuple[int, Counts]] = []
    # 67件中自然人申请64件: the 67 are the whole.
    after = () if place.after[:1] and place.after[0].text == "中" else place.after
    is_caused = is_far = False
    for at, token in enumerate(after):
        is_caused |= token.text == "因"
        counts = counted(token, place.after, topics)
        # 2件因收到时间临近年末，结转下年: no reason is what is counted.
        is_reason = (is_caused and counts in WEAK) or (is_far and counts not in CARRIED)
        # 58份公开信息: what is published.
        is_noun = counts == SHOWN and text_at(after, at + 1) in ("信息", "政府信息")
        if counts and not is_reason and not is_noun:
            found.append((at, counts))
        elif is_caused and not token.kind:
            # 1件因征求第三方意见结转下年.
            is_far = True
        elif not (token.topic or not token.roles.isdisjoint(_GOES_ON)) or (
            Role.JOIN in token.roles and not found
        ):
            break
    if not found or (len(found) > _MOST_TOGETHER and found[0][1] not in CARRIED):
        return Named()
    counts = _together(place.after, found[:2]) or found[0][1]
    if len(found) > 1 and counts[0] in ROWS and is_outcome(found[1][1]):
        # 4件因本机关不掌握而无法提供: the row, or its group.
        counts = (*found[1][1], *counts)
    return Named(counts, place.after[found[0][0]].text)


def _listed(place: Surroundings) -> Named:
    """制发规章9件、规范性文件21件: the verb is that of the number before."""
    nouns = topics_of(place.before)
    others = [token for token in place.before if not token.topic]
    if not says_nothing(others) or Role.EACH in roles_of(others):
        return Named()
    if nouns == [Topic.DOCUMENTS] and place.said.verb:
        for sense in place.said.verb.senses:
            if sense.about is Topic.DOCUMENTS:
                return Named(sense.counts, place.said.verb.text)
    if nouns == [A]:
        begin = next(at for at, token in enumerate(place.before) if token.topic)
        if all(Role.LINK in token.roles for token in place.before[begin + 1 :]):
            return Named(AMOUNT, place.before[begin].text)
    return Named()


def _of_disclosure(place: Surroundings) -> Named:
    """行政诉讼案件12件，其中涉及政府信息公开的1件: the 1 is that of the form."""
    said = "".join(token.text for token in place.before)
    if place.said.all_kinds and says_nothing(place.before) and "信息公开" in said:
        return Named(place.said.all_kinds, said)
    return Named()


def _sum_of_all(place: Surroundings) -> Named:
    """网上申请105件，快递17件，合计122件: what came in, or what was handled."""
    is_sum = Role.SUM in roles_of(place.before) and says_nothing(place.before)
    is_of_several = bool(place.said.numbers) and place.topics[-1:] == [A]
    is_sum = is_sum and (says_nothing(place.after) or A in topics_of(place.after))
    if is_sum and is_of_several and (place.said.of_applications or place.said.has_outcomes):
        # 予以公开118件、部分公开36件，合计154件.
        is_of_outcomes = len(place.said.row) > 1 and all(map(is_outcome, place.said.row))
        total = ["+".join(counts[0] for counts in place.said.row)] if is_of_outcomes else []
        return Named((*total, *AMOUNT), place.before[-1].text)
    return Named()


def in_turn(place: Surroundings) -> list[Named]:
    """行政许可、行政处罚分别为A件和B件: what each number counts, where each is named."""
    listed = takewhile(lambda each: Role.IN_TURN not in each.roles, place.before)
    groups = parted(listed, is_join)
    # 制定规章、规范性文件: the verb is that of both.
    verbs = [token for token in groups[0] if token.is_of_documents]
    found = []
    for group in groups:
        topics = [*place.topics, *topics_of(group)]
        words = (*verbs, *group)
        every = [Named(counted(token, group, topics), token.text) for token in words]
        found += [each for each in every if each.counts][-1:]
    amount = 1 + sum(1 for token in place.tail if token.number)
    return found if len(found) == amount == len(groups) else []


WAYS = (_before, _outcome_of_cases, _after, _listed, _sum_of_all, _of_disclosure)


def active_cases(topics: list[Topic], beside: list[Topic]) -> list[Topic]:
    """Reviews, suits or both: what an outcome may be of. Words beside it decide, where they do."""
    if own := [topic for topic in beside if topic in (*CASES, *SUITS)]:
        return own[-1:]
    if topics and topics[-1] in SUITS:
        return topics[-1:]
    return list(takewhile(lambda topic: topic in CASES, reversed(topics)))


def _of_applicants(
    kinds: set[Counts], words: list[Counts], *, carried_in: bool, is_each: bool
) -> Counts:
    """收到公民申请, 自然人新收申请; where both kinds applied it is all that came in."""
    if len(kinds) > 1 and is_each:
        return tuple(kind[0] for kind in APPLICANTS)
    if len(kinds) > 1:
        return next((each for each in words if each not in APPLICANTS), AMOUNT)
    (kind,) = kinds
    if carried_in:
        return (kind[0].replace("新收", "上年结转"), *kind)
    return (NEW, *kind) if words[0] in CAME_IN else kind
