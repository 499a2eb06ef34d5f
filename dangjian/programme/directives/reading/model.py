"""The shipped model: two multinomial logistic regressions, of clauses and of sentences, in plain Python."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by feature, one number a kind."""

    kinds: tuple[str, ...]
    intercept: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, seen: Mapping[str, float]) -> dict[str, float]:
        """P(kind), summing to 1; unknown features say nothing."""
        plain = [self.intercept]
        for name, value in seen.items():
            row = self.weights.get(name)
            if row is not None:
                plain.append(row if value == 1.0 else tuple(value * weight for weight in row))
        sums = [sum(column) for column in zip(*plain, strict=True)]
        return dict(zip(self.kinds, _softmax(sums), strict=True))

    def to_json(self) -> dict[str, Any]:
        """Plain values, four decimals."""
        return {
            "kinds": self.kinds,
            "intercept": [round(value, 4) for value in self.intercept],
            "weights": {name: [round(value, 4) for value in row] for name, row in sorted(self.weights.items())},
        }

    @staticmethod
    def from_json(raw: Mapping[str, Any]) -> Scorer:
        """The opposite of `to_json`."""
        weights = {name: tuple(row) for name, row in raw["weights"].items()}
        return Scorer(tuple(raw["kinds"]), tuple(raw["intercept"]), weights)


@dataclass(frozen=True, slots=True)
class Model:
    """`clauses` feeds `sentences`; `threshold` is the least P(T) of a task."""

    clauses: Scorer
    sentences: Scorer
    threshold: float


@cache
def shipped() -> Model:
    """The model beside this module, read once."""
    raw = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return Model(Scorer.from_json(raw["clauses"]), Scorer.from_json(raw["sentences"]), raw["threshold"])


def provenance() -> dict[str, Any]:
    """What the shipped model was trained on, as its trainer wrote it down."""
    about: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))["about"]
    return about


def _softmax(sums: Sequence[float]) -> list[float]:
    top = max(sums)
    raised = [exp(value - top) for value in sums]
    total = sum(raised)
    return [value / total for value in raised]
