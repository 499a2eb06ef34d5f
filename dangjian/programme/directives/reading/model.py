"""The shipped model: a multinomial logistic regression over `features`, in plain Python."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent / "weights.json"
GRAM_WEIGHT = 0.5  # Character grams count half: words of the samples must not outweigh structure.


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, one number a kind; `threshold` is the least P(T) of a task."""

    kinds: tuple[str, ...]
    intercept: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    threshold: float

    def probabilities(self, seen: Mapping[str, float]) -> dict[str, float]:
        """P(kind) for one sentence, summing to 1."""
        sums = list(self.intercept)
        for name, value in seen.items():
            row = self.weights.get(name)
            if row is not None:
                size = value * GRAM_WEIGHT if name.startswith("g:") else value
                for place, weight in enumerate(row):
                    sums[place] += size * weight
        return dict(zip(self.kinds, _softmax(sums), strict=True))


@cache
def shipped() -> Model:
    """The model beside this module, read once."""
    return load(SHIPPED)


def load(path: Path) -> Model:
    """Read a model file as written by the trainer."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Model(
        kinds=tuple(raw["kinds"]),
        intercept=tuple(raw["intercept"]),
        weights={name: tuple(row) for name, row in raw["weights"].items()},
        threshold=raw["threshold"],
    )


def _softmax(sums: Sequence[float]) -> list[float]:
    top = max(sums)
    raised = [exp(value - top) for value in sums]
    total = sum(raised)
    return [value / total for value in raised]


def provenance() -> dict[str, Any]:
    """What the shipped model was trained on, as its trainer wrote it down."""
    about: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))["about"]
    return about
