"""How a blank is taken to be meant: per table its rows, its subject, and a fact for each column."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from dangjian.affairs.blanks import catalogue
from dangjian.affairs.blanks.catalogue import SEQUENCE, SEQUENCE_CAPTIONS, Subject
from dangjian.affairs.blanks.rules import captions
from dangjian.affairs.blanks.rules.captions import Confidence, Match
from dangjian.affairs.blanks.rules.cards import card
from dangjian.affairs.blanks.rules.heads import Layout, layout
from dangjian.foundation.documents.filling import PROSE, Form, Grid

Memory = Mapping[str, Mapping[str, str]]
_OWN: Final = 2  # A name counts more than a column: 姓名 makes a table one of people.


@dataclass(frozen=True, slots=True)
class Proposal:
    """One table of a blank as it is taken to be meant; ``name_column`` says whom each row is about."""

    number: int
    grid: Grid
    layout: Layout
    subject: Subject
    matches: tuple[Match, ...]
    name_column: int | None
    facts: Mapping[str, catalogue.Fact]

    @property
    def is_card(self) -> bool:
        """Say whether the whole table is about one person or body."""
        return self.layout.is_card

    @property
    def typed_name(self) -> str:
        """Return the name that is filled into a card already."""
        for path, words in self.layout.said:
            fact = self.facts.get(captions.match(path, known(self.subject)).key)
            if fact and fact.is_name:
                return words
        return ""

    @property
    def read(self) -> int:
        """Return how many columns were made out."""
        return sum(match.confidence > Confidence.GUESSED for match in self.matches)


@cache
def known(subject: Subject, *, after_name: bool = False) -> Mapping[str, str]:
    """Return the keys of facts by the words under which they are asked for; facts are registered by then.

    Behind the column that names the row, 党支部 asks how many there are, not which.
    """
    facts = catalogue.facts(subject).items()
    words = {key: fact.captions for key, fact in facts if not (after_name and fact.is_name)}
    return captions.index({SEQUENCE: SEQUENCE_CAPTIONS, **words})


class Lexicon:
    """The words that are understood in a county: of the platform's facts, then of the county's own registers."""

    def __init__(self, county_id: int | None) -> None:
        self.facts = {subject: catalogue.facts(subject, county_id) for subject in Subject}
        self._own = {subject: _index_of_own(subject, facts) for subject, facts in self.facts.items()}

    def match(self, path: tuple[str, ...], subject: Subject, *, after_name: bool = False) -> Match:
        """Return the fact that is asked for; what the platform knows by these words comes first."""
        first = captions.match(path, known(subject, after_name=after_name))
        if first.confidence > Confidence.GUESSED or not self._own[subject]:
            return first
        own = captions.match(path, self._own[subject])
        return own if own.confidence > Confidence.GUESSED else first

    def knows(self, path: tuple[str, ...]) -> bool:
        """Say whether words, with the group above or left of them, are those of some fact."""
        return any(self.match(path, subject).confidence > Confidence.GUESSED for subject in Subject)


def _index_of_own(subject: Subject, facts: Mapping[str, catalogue.Fact]) -> Mapping[str, str]:
    shared = catalogue.facts(subject)
    return captions.index({key: fact.captions for key, fact in facts.items() if key not in shared})


def knows(path: tuple[str, ...]) -> bool:
    """Say whether words, with the group above or left of them, are those of a fact of the platform."""
    return any(captions.match(path, known(subject)).confidence > Confidence.GUESSED for subject in Subject)


def propose(form: Form, memory: Memory, county_id: int | None = None) -> list[Proposal]:
    """Return every table whose heads are understood, the best understood first."""
    found = []
    words = Lexicon(county_id)
    for number, grid in enumerate(form.grids):
        where = card(grid, words.knows)
        if where is None and grid.name != PROSE:
            where = layout(grid, lambda caption: words.knows((caption,)))
        if where and where.lines:
            found.append(max((_as(subject, number, grid, where, memory, words) for subject in Subject), key=_weight))
    return sorted(found, key=lambda proposal: (-proposal.read, proposal.number))


def taken(proposals: list[Proposal], number: int | None) -> Proposal | None:
    """Return the table that is meant, the best understood one where none is named."""
    return next((p for p in proposals if p.number == number), proposals[0] if proposals else None)


def _weight(proposal: Proposal) -> tuple[int, bool]:
    has_name = proposal.name_column is not None or bool(proposal.typed_name)
    return sum(match.confidence for match in proposal.matches) + _OWN * has_name, proposal.subject is Subject.BODY


def _as(subject: Subject, number: int, grid: Grid, where: Layout, memory: Memory, words: Lexicon) -> Proposal:
    matches: list[Match] = []
    name_column = None
    for column in where.columns:
        match = _match(column.path, subject, memory, words, after_name=name_column is not None)
        if where.is_card and (match.key == SEQUENCE or match.key in {other.key for other in matches}):
            match = Match()  # A card has no rows to number, and the second 姓名 on it is somebody else's.
        fact = words.facts[subject].get(match.key)
        if fact and fact.is_name and name_column is None:
            name_column = column.place
        matches.append(match)
    return Proposal(number, grid, where, subject, tuple(matches), name_column, words.facts[subject])


def _match(path: tuple[str, ...], subject: Subject, memory: Memory, words: Lexicon, *, after_name: bool) -> Match:
    remembered = memory.get(subject, {})
    caption = captions.remembered_as(path)
    if caption in remembered and (remembered[caption] in words.facts[subject] or not remembered[caption]):
        return Match(remembered[caption], Confidence.REMEMBERED)
    return words.match(path, subject, after_name=after_name)
