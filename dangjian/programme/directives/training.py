"""Trains the clause model; needs scikit-learn, which only developers install.

`python -m dangjian.programme.directives.training [--samples DIR]… [--out FILE]` trains on the project's own corpus and
on each DIR in the guide's format, and writes weights, with what they were trained on and how they validated.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import threadpoolctl
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dangjian.programme.directives import labels, scoring
from dangjian.programme.directives.labels import Sample
from dangjian.programme.directives.reading import clauses, features, reader
from dangjian.programme.directives.reading.model import SHIPPED, Model, Scorer
from dangjian.programme.directives.reading.wording import Features
from dangjian.programme.directives.scoring import Score

PENALTY = 1.0  # Inverse strength of the L2 penalty, chosen by leaving documents out.
CLAUSE_PENALTY = 2.0
GRAM_WEIGHT = 0.5  # Runs of characters count half: words of the samples must not outweigh structure.
LEAST_SEEN = 3  # A feature seen in fewer sentences is not learned.
THRESHOLD = 0.42
FOLDS = 5
_KEEP = 0.004  # Weights that are smaller for every kind are left out of the file.


@dataclass(frozen=True, slots=True)
class Described:
    """A sample with the features of each of its sentences."""

    sample: Sample
    seen: list[Features]


def train_clauses() -> Scorer:
    """Fit the judge of clauses on the project's phrases alone."""
    phrases = labels.phrases()
    return _fit(
        [clauses.describe(phrase) for _, phrase in phrases], [kind for kind, _ in phrases], CLAUSE_PENALTY, 1.0, 1
    )


def describe(samples: Sequence[Sample], scorer: Scorer) -> list[Described]:
    """Compute features once, for many trainings."""
    return [
        Described(sample, features.describe(sample.text, sample.sentences, features.sections_of(sample.text), scorer))
        for sample in samples
    ]


def train(described: Sequence[Described], scorer: Scorer) -> Model:
    """Fit on every labeled sentence; the same input gives the same model."""
    rows = [seen for item in described for seen in item.seen]
    kinds = [label.kind for item in described for label in item.sample.labels]
    return Model(scorer, _fit(rows, kinds, PENALTY, GRAM_WEIGHT, LEAST_SEEN), THRESHOLD)


def _fit(rows: Sequence[Features], kinds: Sequence[str], penalty: float, gram_weight: float, least: int) -> Scorer:
    counts = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([_scaled(row, counts, gram_weight, least) for row in rows])
    with threadpoolctl.threadpool_limits(1):  # Small matrices: more threads only wait for each other.
        fitted = LogisticRegression(C=penalty, max_iter=400, tol=1e-3).fit(matrix, list(kinds))
    columns = zip(vectorizer.get_feature_names_out(), fitted.coef_.T.tolist(), strict=True)
    sized = ((name, [weight * _size(name, gram_weight) for weight in row]) for name, row in columns)
    weights = {name: tuple(row) for name, row in sized if max(map(abs, row)) >= _KEEP}
    return Scorer(tuple(fitted.classes_.tolist()), tuple(fitted.intercept_.tolist()), weights)


def _scaled(row: Features, counts: Counter[str], gram_weight: float, least: int) -> Features:
    return {name: value * _size(name, gram_weight) for name, value in row.items() if counts[name] >= least}


def _size(name: str, gram_weight: float) -> float:
    """Runs of characters are scaled for the penalty; their weights are scaled back into the file."""
    return gram_weight if name.startswith("g:") else 1.0


def cross_validate(
    described: Sequence[Described], always: Sequence[Described], folds: int, scorer: Scorer
) -> dict[str, Score]:
    """Score each document by a model that never saw it; `always` are learned in every fold."""
    scores: dict[str, Score] = {}
    for fold in range(min(folds, len(described))):
        held = described[fold::folds]
        model = train([*always, *(item for item in described if item not in held)], scorer)
        scores |= {item.sample.name: score(item.sample, model) for item in held}
    return scores


def score(sample: Sample, model: Model) -> Score:
    """Read a sample with a model and compare the tasks with its labels."""
    return scoring.of_tasks(sample, reader.read(sample.text, issued_on=None, model=model).tasks)


def write(model: Model, path: Path, about: dict[str, Any]) -> None:
    """Write compact JSON, the provenance first."""
    body = {
        "about": about,
        "threshold": model.threshold,
        "clauses": model.clauses.to_json(),
        "sentences": model.sentences.to_json(),
    }
    path.write_text(json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Train on everything named and write the model."""
    parser = argparse.ArgumentParser(description="训练文件分解模型")
    parser.add_argument("--samples", type=Path, action="append", default=[], help="另加的标注样本文件夹，可多次")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="写到哪里")
    chosen = parser.parse_args()
    scorer = train_clauses()
    own = describe(labels.load(labels.OWN), scorer)
    others = describe([item for folder in chosen.samples for item in labels.load(folder)], scorer)
    write(train([*own, *others], scorer), chosen.out, provenance(own, others, scorer))


def provenance(own: Sequence[Described], others: Sequence[Described], scorer: Scorer) -> dict[str, Any]:
    """What the model saw (names, sizes, digests, never the words) and how training on it validated."""
    everything = [*own, *others]
    return {
        "sentences": sum(len(item.seen) for item in everything),
        "trained_on": {item.sample.name: labels.digest(item.sample.text) for item in everything},
        "phrases": len(labels.phrases()),
        "own_cross_validated": _f1(cross_validate(own, [], FOLDS, scorer)),
        "others_left_out_one_by_one": _f1(cross_validate(others, own, len(others), scorer)) if others else None,
    }


def _f1(scores: dict[str, Score]) -> float:
    return round(scoring.pooled(scores.values()).f1, 4)


if __name__ == "__main__":
    main()
