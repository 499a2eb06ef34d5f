"""Judges single clauses: checkable work, exhortation, past, or reason; learned from phrases (corpus/phrases.tsv)."""

from __future__ import annotations

import re

from dangjian.programme.directives.reading import wording
from dangjian.programme.directives.reading.model import Scorer
from dangjian.programme.directives.reading.wording import Features

_STOPS = re.compile(r"[，；：。！？]")
_CLAUSE = re.compile(r"[^，；：。！？,;:!?]+")
_LIKELY = 0.5
_MOST = 4
_LEAST_CHARACTERS = 2


def split(body: str) -> list[str]:
    """Clauses of a sentence with full-width punctuation."""
    return [clause for clause in _STOPS.split(body) if len(clause) >= _LEAST_CHARACTERS]


def work_starts(sentence: str, scorer: Scorer) -> int:
    """Where the first clause that is likely work begins; 0 where the first is, or none."""
    for clause in _CLAUSE.finditer(sentence):
        words = clause.group().strip().translate(wording.WIDE)
        if len(words) >= _LEAST_CHARACTERS and scorer.probabilities(describe(words))["T"] > _LIKELY:
            return clause.start()
    return 0


def describe(clause: str) -> Features:
    """Features of one clause: its words, its characters, its kind."""
    single = {f"u:{sign}": 1.0 for sign in clause}
    kind = {f"k:{wording.clause_kind(clause)}": 1.0}
    return wording.words(clause) | wording.edges(clause) | wording.grams(clause) | single | kind


def summary(body: str, scorer: Scorer) -> Features:
    """What the clauses of a sentence say together: for each kind the most, the mean, the first and the last."""
    judged = [scorer.probabilities(describe(clause)) for clause in split(body)]
    if not judged:
        return {}
    likely = sum(one["T"] > _LIKELY for one in judged)
    found: Features = {f"l:n={min(likely, _MOST)}": 1.0}
    for kind in scorer.kinds:
        values = [one[kind] for one in judged]
        found[f"l:most:{kind}"] = max(values)
        found[f"l:mean:{kind}"] = sum(values) / len(values)
        found[f"l:first:{kind}"] = values[0]
        found[f"l:last:{kind}"] = values[-1]
    return found
