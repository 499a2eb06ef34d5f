"""`dangjian bench directive`: how well the reader finds tasks, by cross-document validation."""

from __future__ import annotations

import json
import timeit
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dangjian.programme.directives import labels, scoring
from dangjian.programme.directives.labels import Sample
from dangjian.programme.directives.reading import reader
from dangjian.programme.directives.reading.model import provenance, shipped
from dangjian.programme.directives.scoring import Score

LIMIT = 0.88  # F1 asked for on directives never seen.
READING_LIMIT = 1.0  # Seconds for 20,000 characters.
_LONG = 20_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way of validating: what it is called and its score by document."""

    name: str
    scores: dict[str, Score]

    @property
    def whole(self) -> Score:
        """All documents pooled."""
        return scoring.pooled(self.scores.values())


def add_arguments(parser: ArgumentParser) -> None:
    """Other texts, and brevity."""
    parser.add_argument("--samples", type=Path, metavar="文件夹", help="另外的标注文本；不写则用项目自己的")
    parser.add_argument("--json", action="store_true", dest="as_json", help="只输出最后一行 JSON")


def run(namespace: Namespace) -> int:
    """Measure and print; the last line is JSON; 1 where the figure asked for is not reached."""
    samples = labels.load(namespace.samples or labels.OWN)
    if not samples:
        print(f"{namespace.samples} 里没有 directive-*.txt 和 labels-*.tsv。")
        return 2
    outcomes = _outcomes(samples, own=namespace.samples is None)
    spans = {name: _pooled_spans(samples, name) for name in scoring.SPANS}
    pace = _pace(samples)
    if not namespace.as_json:
        print("\n".join(_report(namespace.samples, outcomes, spans, pace)))
    print(json.dumps(_summary(outcomes, spans, pace), ensure_ascii=False))
    return 0 if outcomes[0].whole.f1 >= LIMIT else 1


def _outcomes(samples: Sequence[Sample], *, own: bool) -> list[Outcome]:
    """Cross-document validation first where it can be trained here, then the shipped model as it is."""
    as_is = Outcome("随附模型（未重新训练）", {sample.name: _score(sample) for sample in samples})
    try:
        from dangjian.programme.directives import training  # noqa: PLC0415 - scikit-learn is a developer's tool
    except ModuleNotFoundError:
        return [as_is]
    scorer = training.train_clauses()
    always = [] if own else training.describe(labels.load(labels.OWN), scorer)
    if len(samples) + len(always) == 1:
        return [as_is]
    scores = training.cross_validate(training.describe(samples, scorer), always, training.FOLDS, scorer)
    return [Outcome("逐文交叉验证（被测文件不参加训练）", scores), as_is]


def _score(sample: Sample) -> Score:
    return scoring.of_tasks(sample, reader.read(sample.text, issued_on=None).tasks)


def _pooled_spans(samples: Sequence[Sample], name: str) -> tuple[Score, Score]:
    both = [scoring.of_spans(sample)[name] for sample in samples]
    return scoring.pooled(exact for exact, _ in both), scoring.pooled(loose for _, loose in both)


def _pace(samples: Sequence[Sample]) -> float:
    """Seconds to read 20,000 characters of these texts, the model already loaded; the best of three, as timers do."""
    joined = "\n".join(sample.text for sample in samples)
    text = (joined * (_LONG // len(joined) + 1))[:_LONG]
    shipped()
    return min(timeit.repeat(lambda: reader.read(text, issued_on=None), number=1, repeat=3))


def _report(
    folder: Path | None, outcomes: Sequence[Outcome], spans: dict[str, tuple[Score, Score]], pace: float
) -> list[str]:
    lines = [f"样本：{folder}" if folder else "样本：项目自己写的文件和标注（不是陌生文本，分数偏高）"]
    seen = provenance().get("trained_on", {})
    for outcome in outcomes:
        lines.append(f"{outcome.name}：{_figures(outcome.whole)}")
        lines += [f"  {name}：{_figures(score)}" for name, score in outcome.scores.items()]
    overlap = sorted(set(seen) & set(outcomes[0].scores))
    lines.append(f"随附模型训练时见过其中 {len(overlap)} 份。" if overlap else "随附模型训练时没有见过这些文件。")
    names = dict(zip(scoring.SPANS, ("责任单位", "时限", "周期", "数量"), strict=True))
    lines += [
        f"{names[name]}：完全一致 {_figures(exact)}；互相包含 {_figures(loose)}"
        for name, (exact, loose) in spans.items()
    ]
    return [*lines, f"读 2 万字用时 {pace:.2f} 秒（要求 ≤ {READING_LIMIT:g} 秒）"]


def _figures(score: Score) -> str:
    return f"F1 {score.f1:.3f}（精确率 {score.precision:.3f}，召回率 {score.recall:.3f}，{score.wanted} 项）"


def _summary(outcomes: Sequence[Outcome], spans: dict[str, tuple[Score, Score]], pace: float) -> dict[str, Any]:
    whole = outcomes[0].whole
    measures = [_measure(outcome.name, outcome.whole.f1, LIMIT, "F1") for outcome in outcomes]
    measures += [_measure("精确率", whole.precision, LIMIT, "份额"), _measure("召回率", whole.recall, LIMIT, "份额")]
    measures += [_measure(f"{name} F1", exact.f1, LIMIT, "F1") for name, (exact, _) in spans.items()]
    measures.append(_measure("读2万字", pace, READING_LIMIT, "秒"))
    return _measure("directive", whole.f1, LIMIT, "F1") | {"measures": measures}


def _measure(name: str, value: float, limit: float, unit: str) -> dict[str, Any]:
    return {"name": name, "value": round(value, 4), "limit": limit, "unit": unit, "ratio": round(value / limit, 4)}
