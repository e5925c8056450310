"""What limits words to a part: another year, a body, a way to apply, a subject, a kind of applicants."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from disclosure_cli.prose.naming import counted
from disclosure_cli.prose.surroundings import NEAR, Counts, Said, Surroundings, before_it, text_at
from disclosure_cli.prose.tokens import Token, roles_of, topics_of
from disclosure_cli.prose.words import (
    CARRIED_IN,
    CASES,
    LIMITS,
    NEW,
    THE_YEAR,
    VARIANTS,
    Role,
    Topic,
)

_LIMITING = {Role.ANOTHER_YEAR, Role.THIS_YEAR, Role.SCOPE}.union(*(each[1:] for each in LIMITS))
"""What words do that may limit what follows them."""
_FILED = tuple(f"{verb}的" for verb in VARIANTS["{filed}"].split())
_OURS = ("公开", "申请", "答复", "复议")
"""What cases of disclosure arise from."""
_CAUSES = ("因", "由于", "对", "就")
_MATTERS = ("涉及", "主要为", "主要是", "主要涉及", "集中在", "内容")
_KINDS = ("类", "方面", "争议", "纠纷")
"""Words that tell what a case arose from, before it, or of what kind it is, behind that."""


def note_limits(said: Said, tokens: Sequence[Token], at: int) -> None:
    """Whether from a word on the sentence speaks of something else, or of the whole again."""
    token = tokens[at]
    text, roles = token.text, token.roles
    if not token.kind or (token.kind == "word" and roles.isdisjoint(_LIMITING)):
        return
    names_another = Role.ANOTHER_YEAR in roles and text.startswith("20")
    if (names_another or token.kind == "year") and not said.has_begun:
        said.scope = text
    elif _is_of_the_whole_again(said, tokens, at):
        said.scope = ""
    elif token.kind == "months" or Role.SCOPE in roles:
        is_joined = at > 0 and Role.JOIN in tokens[at - 1].roles
        said.scope = said.scope or ("" if is_joined else text)
    if text == "，":
        said.scope = said.scope or _scope_of_clause(tokens, at)
    if said.limited:
        said.limited = still_limited(said, roles)
    for figures, after, until in LIMITS:
        if after in roles and until not in roles:
            said.limited = dict.fromkeys(figures, text) | said.limited


def _is_of_the_whole_again(said: Said, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word brings a sentence back to the whole of the year: after 2023年收到3件, 2024年."""
    text, is_of_this_year = tokens[at].text, Role.THIS_YEAR in tokens[at].roles
    if is_of_this_year and (said.scope.startswith("20") or text_at(tokens, at - 1) == "其中"):
        return True
    return text == "；" or (said.scope == "以来" and text in THE_YEAR)


def still_limited(said: Said, roles: Collection[Role]) -> dict[str, str]:
    """The figures of which a sentence says nothing, behind words that bring some of them back."""
    back = {each for figures, _after, until in LIMITS if until in roles for each in figures}
    return {figures: word for figures, word in said.limited.items() if figures not in back}


def is_matter(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word tells what applications were about: 主要为申请公开投诉举报办理材料."""
    clause = "".join(each.text for each in before_it(tokens, at))
    behind = takewhile(lambda each: not each.is_hard and not each.number, tokens[at : at + NEAR])
    # 其中举报处理结果类61件.
    return any(word in clause for word in _MATTERS) or any(each.text == "类" for each in behind)


def is_of_applicants(after: Sequence[Token]) -> bool:
    """Whether words behind a number tell who applied: 3条纳税人通过…提交的申请."""
    return any(token.text.startswith(_FILED) and token.topic for token in after)


def _scope_of_clause(tokens: Sequence[Token], at: int) -> str:
    """The word of a clause that limits those behind it, too."""
    last = text_at(tokens, at - 1)
    clause = before_it(tokens, at)
    if len(clause) < at and tokens[at - len(clause) - 1].number:
        # 收到3条公众通过网站提交的申请.
        return ""
    if last.startswith(_FILED) and Role.EVERY_WAY not in roles_of(clause):
        # 通过网站提交的申请，全年受理3件.
        return next((token.text for token in clause if Role.WAY in token.roles), "")
    # 作为本区行政复议机构，全年受理173件.
    is_organ = last.endswith(("机关", "机构")) and topics_of(clause)[-1:] == [Topic.REVIEWS]
    return last if is_organ and "作为" in "".join(each.text for each in clause) else ""


def of_other_cases(place: Surroundings) -> str:
    """The word that tells that a review or suit is not of disclosure: 因河道清障决定被提起行政诉讼."""
    before = place.before
    cases = [at for at, token in enumerate(before) if token.topic in CASES]
    said = [token for token in before[: cases[-1]] if token.text != "的"] if cases else []
    if not said or any(any(word in each.text for word in _OURS) for each in said):
        return ""
    causes = [at for at, token in enumerate(said) if token.text in _CAUSES]
    begin = 0 if said[-1].text in _KINDS else causes[0] if causes else len(said)
    is_unknown = any(not token.kind for token in said[begin:])
    return said[begin].text if is_unknown else ""


def narrowing(place: Surroundings) -> str:
    """The word beside a number that leaves a part only, and names no figure itself: 撤回 of a review."""
    cleared = [token for token in place.tail if token.text == "清理"]
    if [token.text for token in place.after[:2]] == ["中", "的"]:
        return "中"
    texts = [token.text for token in place.before]
    # 以下级机关为被申请人的复议: of others.
    for owner, token, following in zip(["", *texts], place.before, place.before[1:], strict=False):
        is_another = not token.kind and owner not in ("本", "我")
        if is_another and following.text in ("为被申请人", "为被告"):
            return following.text
    if "涉及" in texts and "的" in texts[texts.index("涉及") :]:
        # 涉及学区划分的2件予以公开.
        is_ours = any("公开" in text for text in texts[texts.index("涉及") :])
        if not is_ours and not topics_of(place.before):
            return "涉及"
    # 通过网站公开现行有效规章6件.
    is_in_force = any("现行有效" in text for text in texts)
    for token in (*place.before, *_own_words(place.after), *cleared):
        is_part = Role.PART in token.roles or token.kind == "year"
        is_part &= not (is_in_force and Role.WAY in token.roles)
        if is_part and not counted(token, place.before, place.topics):
            return token.text
    return next((each.text for each in place.before if Role.ANOTHER_YEAR in each.roles), "")


def _own_words(after: Sequence[Token]) -> Iterator[Token]:
    """What belongs to a number: up to what is joined, and without the way of 2条公众通过…提交的申请."""
    begin = next((at for at, token in enumerate(after) if token.text == "通过"), len(after))
    ends = [at for at in range(begin, len(after)) if "的" in after[at].text]
    after = (*after[:begin], *after[ends[0] :]) if ends else after
    return takewhile(lambda token: token.text not in ("、", "和", "及"), after)


def is_of_some(said: Said, tokens: Sequence[Token], at: int, previous: Counts) -> bool:
    """Whether the clause before a statement limits it to a part."""
    clause = before_it(tokens, at, over_numbers=True)
    # 除2件结转下年外，均已答复: the exception is a clause of its own.
    before = text_at(tokens, at - len(clause) - 2)
    roles = roles_of(clause)
    # 行政强制决定4件、无行政事业性收费: the number is of another.
    is_joined = at > 0 and Role.JOIN in tokens[at - 1].roles
    is_of_all_received = NEW in previous or is_joined
    # 涉及拆迁的申请均已答复.
    words = [token.text for token in clause]
    is_about_some = "涉及" in words and any("的" in word for word in words[words.index("涉及") :])
    return (
        (Role.PERSONS in roles) != (Role.ORGANISATIONS in roles)
        or Role.ONLY_SOME in roles
        or Role.PART in roles
        or before.endswith("外")
        or any(token.kind in ("year", "month") for token in _without_the_last_day(clause))
        or (any(_is_of_fewer(said, each) for each in clause) and not is_of_all_received)
        or is_about_some
        or is_of_a_class(clause)
        or any(sense.counts == (CARRIED_IN,) for each in clause for sense in each.senses)
    )


def is_of_a_class(clause: Sequence[Token]) -> bool:
    """Whether a clause speaks of one class of applications: 高速公路收费类申请均已答复."""
    return Topic.APPLICATIONS in topics_of(clause) and any(each.text == "类" for each in clause)


def _is_of_fewer(said: Said, token: Token) -> bool:
    """Whether a number is another than that of all applications: not of 收到申请3件，3件均已办结."""
    told = said.largest
    received = max((told[counts] for counts in told if NEW in counts), default=said.received)
    if token.number is None:
        return False
    carried = told.get((CARRIED_IN,), Decimal(0))
    return token.number.value not in (received, received + carried)


def _without_the_last_day(clause: list[Token]) -> list[Token]:
    """A clause without 截至12月31日, which limits it to nothing."""
    texts = [token.text for token in clause]
    ends = [at for at in range(len(texts)) if texts[at : at + 2] == ["12月", "31日"]]
    return clause[ends[-1] + 2 :] if ends else clause
