"""Compares a reading with labels: sentences found, and words of who, by when, how often, how many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dangjian.programme.directives.labels import Sample
from dangjian.programme.directives.reading import Task, actors, cadences, deadlines, quantities
from dangjian.programme.directives.reading.sentences import Sentence

SPANS = ("actor", "deadline", "cadence", "quantity")


@dataclass(frozen=True, slots=True)
class Score:
    """Hits among what was given and among what was wanted."""

    hits: int
    given: int
    wanted: int

    def __add__(self, other: Score) -> Score:
        """Pool two scores."""
        return Score(self.hits + other.hits, self.given + other.given, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Hits ÷ given; 0 where nothing was given."""
        return self.hits / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Hits ÷ wanted; 0 where nothing was wanted."""
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / (self.given + self.wanted) if self.given + self.wanted else 0.0


NOTHING = Score(0, 0, 0)


def pooled(scores: Iterable[Score]) -> Score:
    """Sum of scores over documents."""
    return sum(scores, NOTHING)


def of_tasks(sample: Sample, tasks: Sequence[Task]) -> Score:
    """A sentence counts as found when a task covers half of it or lies mostly in it."""
    found = [any(_counts(sentence, task) for task in tasks) for sentence in sample.sentences]
    wanted = [label.kind == "T" for label in sample.labels]
    return Score(sum(map(_both, found, wanted)), sum(found), sum(wanted))


def of_spans(sample: Sample) -> dict[str, tuple[Score, Score]]:
    """For each kind of words, on the labeled tasks: (exactly the same, the same or one within the other)."""
    totals = dict.fromkeys(SPANS, (NOTHING, NOTHING))
    for sentence, label in zip(sample.sentences, sample.labels, strict=True):
        if label.kind == "T":
            for name, given in _spans(sentence.text).items():
                wanted = str(getattr(label, name))
                touches = bool(given and wanted) and (given in wanted or wanted in given)
                exact, loose = totals[name]
                totals[name] = (
                    exact + _one(given, wanted, hit=given == wanted),
                    loose + _one(given, wanted, hit=touches),
                )
    return totals


def _spans(sentence: str) -> dict[str, str]:
    deadline = deadlines.find(sentence, None)
    cadence = cadences.find(sentence)
    quantity = quantities.find(sentence)
    return {
        "actor": actors.find(sentence),
        "deadline": deadline.text if deadline else "",
        "cadence": cadence.text if cadence else "",
        "quantity": quantity.text if quantity else "",
    }


def _one(given: str, wanted: str, *, hit: bool) -> Score:
    return Score(int(hit and bool(given)), int(bool(given)), int(bool(wanted)))


def _both(found: bool, wanted: bool) -> bool:  # noqa: FBT001 - two columns side by side
    return found and wanted


def _counts(sentence: Sentence, task: Task) -> bool:
    shared = min(sentence.end, task.end) - max(sentence.start, task.start)
    return shared * 2 >= sentence.end - sentence.start or shared * 2 > task.end - task.start
