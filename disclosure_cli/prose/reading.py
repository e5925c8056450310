"""The reader of a paragraph: it goes from left to right, and remembers what the sentence has said.

For each number it asks, in this order, what speaks against a figure of the form, and what the words
around it name (`naming`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, takewhile, tee

from disclosure_cli.prose import naming
from disclosure_cli.prose.claims import Claim, CountedNumber, Reason, Statement
from disclosure_cli.prose.denials import last_year_before
from disclosure_cli.prose.kinds import (
    BY_REQUEST,
    CARRIED,
    CASE_TOTALS,
    RECEIVED,
    ROWS,
    A,
    is_ending,
    is_of_applications,
    is_outcome,
    is_share,
    is_unit_of,
)
from disclosure_cli.prose.limits import (
    is_matter,
    is_of_a_class,
    is_of_applicants,
    is_of_some,
    narrowing,
    note_limits,
    of_other_cases,
    still_limited,
)
from disclosure_cli.prose.numbers import Number, uniform
from disclosure_cli.prose.statements import statement_at
from disclosure_cli.prose.surroundings import (
    NEAR,
    Counts,
    Named,
    Said,
    Surroundings,
    around,
    before_it,
    text_at,
)
from disclosure_cli.prose.tokens import (
    Context,
    Token,
    lexicon_for,
    roles_of,
    sentences_of,
    topics_of,
)
from disclosure_cli.prose.words import CARRIED_IN, CARRIED_OVER, HANDLED, NEW, Role, Topic

_UNREAD = (Reason.UNNAMED, Reason.UNKNOWN)
_WAYS = frozenset(Role.ONE_WAY.value.split())
_MADE = frozenset(("制发", "制定", "出台"))
"""Documents that are made are counted in 篇 and 项, too; those that are published in 条."""
_DENYING = {Role.DENIAL, Role.NONE_AT_ALL}
_STATED = {
    *_DENYING,
    Role.ALL_OF,
    Role.UPHELD,
    Role.CLOSED,
    Role.ANSWERED,
}
"""What words do with which a statement begins."""
_MOST_TOPICS, _TOPIC_REACH = 8, 300
"""Topics, and characters, that may tell what a number counts."""


def claims(text: str, context: Context, heading: str = "") -> list[Claim]:
    """What a paragraph claims, in order; `heading` is that under which it stands."""
    return [each for each in read(text, context, heading) if each.counts or each.zero]


@lru_cache(256)
def read(text: str, context: Context, heading: str = "") -> tuple[Claim, ...]:
    """Each number of a paragraph with what it counts, or why nothing; and what it says is 0."""
    return tuple(_Reader(text, context, heading).read())


def _topics_by_outcomes(sentences: Iterable[list[Token]]) -> list[Topic]:
    """全年办结3件：予以公开1件: of applications, though nothing names them before."""
    for token in chain.from_iterable(sentences):
        if token.topic or is_of_applications(token):
            return [] if token.topic else [A]
    return []


class _Reader:
    def __init__(self, text: str, context: Context, heading: str) -> None:
        lexicon = lexicon_for(context)
        ahead, self.sentences = tee(sentences_of(lexicon.tokens(uniform(text))))
        self.tokens: list[Token] = []
        """Those of the sentence."""
        headed = topics_of(lexicon.tokens(uniform(heading))) or _topics_by_outcomes(ahead)
        self.topics = deque(((-1, topic) for topic in headed), maxlen=_MOST_TOPICS)
        self.said = Said()
        self.previous: CountedNumber | None = None
        self.by_item = False
        """Whether applications are counted in 条 or 项 here."""

    def read(self) -> Iterator[Claim]:
        for sentence in self.sentences:
            if sentence[0].text != "其中":
                self.said = Said(received=self.said.received)
            self.tokens = sentence
            yield from self._read_sentence()

    def _read_sentence(self) -> Iterator[Claim]:
        for at, token in enumerate(self.tokens):
            if token.number:
                place = self._place(at)
                counts, reason, word = self._counted(at, place, token.number)
                self._note_part(place, counts, reason)
                reading = CountedNumber(token.number, reason, word, counts)
                yield reading
                self.said.numbers.append(bool(counts))
                self.said.row.append(counts)
                self.said.is_exact &= not token.number.about
                if not token.number.is_percentage:
                    self.previous = reading
            else:
                self._note(at, token)
                if not _STATED.isdisjoint(token.roles):
                    yield from self._statements(at, token)

    def _note(self, at: int, token: Token) -> None:
        """What a word of the sentence changes for what follows."""
        said = self.said
        if token.kind:
            note_limits(said, self.tokens, at)
        if token.kind == "mark":
            self._note_mark(token)
            return
        if token.topic and not (token.topic is Topic.OTHER and self._is_aside(at, token)):
            self.topics.append((token.start, token.topic))
            said.of_applications |= token.topic is A
        if token.senses and token.is_of_documents:
            said.verb = token
        said.of_disclosure |= "公开" in token.text
        said.has_begun = said.has_begun or text_at(self.tokens, at - 1) != "（"

    def _is_aside(self, at: int, token: Token) -> bool:
        """Whether a word of other matters tells what applications were about, or a way to apply.

        主要为申请公开投诉举报办理材料; 当面58件、来信51件.
        """
        if is_matter(self.tokens, at):
            return True
        is_letter = token.text in ("来信", "来电")
        if not is_letter or self.previous is None or self.previous.reason is not Reason.PART:
            return False
        is_of_items = self.previous.number.unit not in ("人次", "次")
        return is_of_items and self.previous.word in _WAYS

    def _note_mark(self, mark: Token) -> None:
        said = self.said
        if mark.text == "；":
            said.row.clear()
            said.part = ""
        elif mark.text == "（":
            said.opened = mark.start
        elif mark.text == "）":
            # （当面5件、来信3件）: ways to apply.
            kept = ((s, t) for s, t in self.topics if t is not Topic.OTHER or s < said.opened)
            self.topics = deque(kept, maxlen=_MOST_TOPICS)

    def _note_part(self, place: Surroundings, counts: Counts, reason: Reason) -> None:
        """Whether from a number on the sentence speaks of a part of the applications only.

        物业管理类申请7件，予以公开5件; 其中县政府办受理27件，予以公开12件.
        """
        said, before, after = self.said, place.before, place.after
        is_whole = bool(after) and after[0].text == "中"
        if NEW in counts:
            said.part = ""
            if counts in (RECEIVED, (NEW,)):
                said.received = max(said.received, said.largest[counts])
        elif reason is Reason.SMALLER:
            said.part = said.part or next((each.text for each in before if not each.kind), "")
        elif reason in _UNREAD and A in topics_of(before) and not is_whole:
            if any(NEW in each for each in said.row):
                return
            # One character that is not known is no subject: 全年收政府信息公开申请7件.
            subjects = (each.text for each in before if not each.kind and len(each.text) > 1)
            said.part = said.part or next(subjects, "")

    def _place(self, at: int) -> Surroundings:
        """The words around a number, and what was said before."""
        reach = self.tokens[at].start - _TOPIC_REACH
        topics = [topic for start, topic in self.topics if start < 0 or start > reach]
        previous = self.previous.counts if self.previous else ()
        return Surroundings(*around(self.tokens, at), topics, self.said, previous)

    def _counted(self, at: int, place: Surroundings, number: Number) -> tuple[Counts, Reason, str]:
        """What one number counts, or why nothing that the form has."""
        said = self.said
        is_in_turn = roles_of(place.before) >= {Role.JOIN, Role.IN_TURN}
        if is_in_turn:
            said.in_turn = naming.in_turn(place)
        if said.scope:
            return (), Reason.SCOPE, said.scope
        if number.is_percentage:
            return self._share(at, place)
        if said.in_turn:
            return self._sure(at, place, number, Reason.IN_TURN, said.in_turn.pop(0))
        if is_in_turn:
            return (), Reason.UNNAMED, ""
        if word := of_other_cases(place):
            said.limited |= dict.fromkeys(("行政复议", "行政诉讼"), word)
            return (), Reason.PART, word
        if word := narrowing(place):
            return (), Reason.PART, word
        if place.after and not place.after[0].kind and not is_of_applicants(place.after):
            return (), Reason.UNKNOWN, place.after[0].text
        return self._sure(at, place, number, Reason.NAMED, naming.named(place))

    def _sure(
        self, at: int, place: Surroundings, number: Number, reason: Reason, named: Named
    ) -> tuple[Counts, Reason, str]:
        """What the words around a number name, unless something speaks against it."""
        said, (counts, word) = self.said, named
        doubt = self._doubt(at, place, number, named)
        if not doubt or not counts:
            said.beside = topics_of(place.before)
        if Topic.DISCLOSURE in topics_of(place.before):
            said.published.add(number.unit)
        if doubt:
            return (), *doubt
        if (counts in CARRIED or is_outcome(counts)) and not place.topics:
            self.topics.append((number.start, A))
        if NEW in counts:
            self.by_item = number.unit in ("条", "项")
        if not number.value and "+" in counts[0]:
            # 行政复议、行政诉讼0件: each of them, and so both.
            counts = (*counts, *counts[0].split("+"))
        said.has_outcomes |= is_ending(counts)
        return counts, reason, word

    def _doubt(
        self, at: int, place: Surroundings, number: Number, named: Named
    ) -> tuple[Reason, str] | None:
        """Why a number does not count what the words around it name."""
        said, (counts, word) = self.said, named
        is_within_a_group = bool(counts) and counts[0] in ROWS and not said.has_outcomes
        is_beside = is_ending(place.previous) or not ROWS.isdisjoint(place.previous)
        is_beside |= any(token.text == "结果" for token in place.before)
        is_beside_none = word == "其他" and not is_beside
        if not counts or counts == ("",) or is_within_a_group or is_beside_none:
            return Reason.UNNAMED, ""
        said.decided_by_item |= any("决定" in token.text for token in place.before)
        is_decision = said.decided_by_item and number.unit == "项"
        by_item = self.by_item or word in _MADE or is_decision
        # 接到申请7个.
        is_of_noun = number.unit == "个" and topics_of(place.before[-1:]) == [A]
        if not is_of_noun and not is_unit_of(number, counts, by_item=by_item):
            return Reason.UNIT, number.unit
        is_kind = counts == BY_REQUEST or is_outcome(counts)
        if is_kind and self._is_beside_published(at, number, counts):
            return Reason.PART, Topic.DISCLOSURE.value
        if counts[0] in CASE_TOTALS and self._is_of_all_kinds(at):
            said.all_kinds = counts
            return Reason.PART, "其中"
        for figures, limiting in said.limited.items():
            if figures in counts[0]:
                return Reason.PART, limiting
        if said.part and (is_outcome(counts) or counts == (HANDLED,)):
            return Reason.PART, said.part
        return (Reason.SMALLER, "") if self._is_smaller(place, number, counts) else None

    def _is_smaller(self, place: Surroundings, number: Number, counts: Counts) -> bool:
        """Whether a larger number of the same was given: by the sentence, or before a body is named."""
        told, received = self.said.largest, self.said.received
        largest = told.setdefault(counts, number.value)
        if counts == RECEIVED:
            largest = max(largest, told.get((NEW,), largest))
            is_of_another = not all(token.kind for token in place.before)
            largest = max(largest, received if is_of_another else largest)
        return number.value < largest

    def _is_beside_published(self, at: int, number: Number, counts: Counts) -> bool:
        """其中主动公开66件，依申请公开9件: of documents, by how they may be published."""
        previous, said = self.previous, self.said
        if said.beside == [Topic.DISCLOSURE] and previous and previous.number.unit == number.unit:
            return True
        if counts == BY_REQUEST and number.unit in said.published:
            return True
        # 其中依申请公开9件，主动公开66件.
        is_between = (
            text_at(self.tokens, at + 1) in ("，", "、")
            and text_at(self.tokens, at + 2) == "主动公开"
        )
        following = self.tokens[at + 3].number if is_between and at + 3 < len(self.tokens) else None
        return following is not None and following.unit == number.unit

    def _is_of_all_kinds(self, at: int) -> bool:
        """行政诉讼案件12件，其中涉及政府信息公开的1件: the 12 are all kinds of cases."""
        rest = self.tokens[at + 1 : at + 1 + NEAR]
        told = [*takewhile(lambda each: not each.number, rest)]
        is_unrelated = Role.UNRELATED in roles_of(told)
        if is_unrelated or self.said.of_disclosure:
            return is_unrelated
        words = [token.text for token in rest]
        kinds = {Role.OTHER_ACTS, Role.OF_DISCLOSURE} & roles_of(told)
        begin = words.index("其中") if "其中" in words else len(words)
        return (bool(kinds) and any(token.text == "类" for token in told)) or any(
            "信息公开" in word for word in words[begin : begin + 6]
        )

    def _share(self, at: int, place: Surroundings) -> tuple[Counts, Reason, str]:
        """A share of the applications handled, of the number before it or of what is named."""
        previous, said = self.previous, self.said
        if Role.IN_TURN in roles_of(place.before):
            # 自然人5件、法人3件，分别占62.5%、37.5%.
            following = sum(1 for token in place.tail if token.number)
            said.shares = [*filter(is_share, [*said.row][-following - 1 :])]
        if said.shares:
            return said.shares.pop(0), Reason.IN_TURN, ""
        if previous and is_share(previous.counts):
            near = self.tokens[max(0, at - NEAR) : at]
            between = [token for token in near if token.start >= previous.end]
            if len(between) < len(near) and all(Role.OF_SHARES in each.roles for each in between):
                return previous.counts, Reason.NAMED, previous.word
        for token in place.before:
            if token.is_part:
                return (), Reason.PART, token.text
        counts, word = naming.named_share(place)
        if is_share(counts) and (word != "其他" or said.has_outcomes):
            said.has_outcomes |= is_outcome(counts)
            return counts, Reason.NAMED, word
        return (), Reason.UNNAMED, ""

    def _statements(self, at: int, token: Token) -> Iterator[Statement]:
        """What is said to be 0 from a word on, where nothing limits it to a part."""
        said = self.said
        topics = [topic for _start, topic in self.topics]
        previous = self.previous
        received = previous.number if previous and self._is_of_all_received(at, previous) else None
        zero, end = statement_at(self.tokens, at, topics, said.numbers, said.is_exact, received)
        words = self.tokens[at:end]
        begin = last_year_before(self.tokens, at) if zero == [(CARRIED_IN,)] else at
        counts = previous.counts if previous else ()
        told = [each for each in said.row if each]
        # 159件中予以公开62件，均作出答复; 上年结转3件，均已办结.
        is_of_outcomes = any(map(is_outcome, told)) and not any(NEW in each for each in told)
        is_of_some_only = is_of_outcomes or told == [(CARRIED_IN,)]
        is_of_fewer = previous is not None and previous.reason is Reason.SMALLER
        # 其中办公室收到36件，已全部办结.
        if is_of_fewer or (is_of_some_only and Role.ALL_OF in token.roles):
            return
        if said.scope or Role.SCOPE in roles_of(words):
            return
        if zero and is_of_some(said, self.tokens, begin, counts):
            is_class = is_of_a_class(before_it(self.tokens, begin, over_numbers=True))
            said.part = "类" if is_class else said.part
            return
        cases = {counts[0] for counts in said.row if counts} & CASE_TOTALS
        for each in zero:
            # 行政复议2件，全部维持: of suits nothing is said.
            if cases and is_ending(each) and f"{each[0][:4]}总数" not in cases:
                continue
            is_limited = any(f in each[0] for f in still_limited(said, roles_of(words)))
            is_denied = not topics and not token.roles.isdisjoint(_DENYING)
            is_about = each not in CARRIED or is_denied or self._is_of_applications(topics, words)
            is_of_part = bool(said.part) or said.largest.get((CARRIED_OVER,), 0) > 0
            is_of_part &= each == (CARRIED_OVER,)
            if is_about and not is_limited and not is_of_part:
                last = words[-1].end if words else token.end
                yield Statement(token.start, last, token.text, each)

    def _is_of_all_received(self, at: int, previous: CountedNumber) -> bool:
        """Whether the last number before a place counts all that came in, or its clause names all applicants."""
        row = self.said.row if text_at(self.tokens, at - 1) == "申请人" else [*self.said.row][-1:]
        # 收到申请3件，3件均由公民提出.
        is_same = previous.number.value == self.said.received > 0
        return is_same or any(NEW in counts for counts in row)

    def _is_of_applications(self, topics: list[Topic], words: list[Token]) -> bool:
        """Whether a statement of what was carried in or over, or closed, speaks of applications."""
        is_told = any(NEW in counts for counts in self.said.row)
        return (
            topics[-1:] == [A]
            or A in topics_of(words)
            # 收到申请2件，告知主动公开的途径1件，全部按期答复.
            or (topics[-1:] == [Topic.DISCLOSURE] and is_told)
        )
