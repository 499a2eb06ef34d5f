"""The shipped model: what it says of itself is so."""

import pytest

from dangjian.programme.directives import labels, scoring, training
from dangjian.programme.directives.labels import Mislabeled
from dangjian.programme.directives.reading.model import SHIPPED, provenance, shipped
from dangjian.programme.directives.reading.shape import Task

OWN = labels.load(labels.OWN)


def test_probabilities_sum_to_one() -> None:
    assert sum(shipped().sentences.probabilities({"bias": 1.0, "g:建立": 1.0}).values()) == pytest.approx(1)


def test_it_is_small_and_says_what_it_was_trained_on() -> None:
    assert SHIPPED.stat().st_size < 5 * 1024 * 1024
    seen = provenance()["trained_on"]
    assert all(seen[sample.name] == labels.digest(sample.text) for sample in OWN)


def test_the_recorded_validation_is_reproduced() -> None:
    scorer = training.train_clauses()
    scores = training.cross_validate(training.describe(OWN, scorer), [], training.FOLDS, scorer)
    found = scoring.pooled(scores.values()).f1
    assert found == pytest.approx(provenance()["own_cross_validated"], abs=0.02)


def test_the_corpus_is_large_and_has_every_kind() -> None:
    kinds = [label.kind for sample in OWN for label in sample.labels]
    assert len(OWN) >= 20
    assert len(kinds) >= 1000
    assert set(kinds) == set(labels.KINDS)
    for sample in OWN:
        for sentence, label in zip(sample.sentences, sample.labels, strict=True):
            spans = (label.actor, label.deadline, label.cadence, label.quantity)
            assert all(span in sentence.text for span in spans)


def test_labels_that_do_not_fit_are_refused(tmp_path: object) -> None:
    folder = labels.OWN.__class__(str(tmp_path))
    (folder / "directive-a.txt").write_text("要开会。", encoding="utf-8")
    (folder / "labels-a.tsv").write_text("\t".join(labels.COLUMNS) + "\n0\t0123456789\tT\t\t\t\t\n", encoding="utf-8")
    with pytest.raises(Mislabeled, match="第 0 句"):
        labels.load(folder)


def test_scores() -> None:
    score = scoring.Score(3, 4, 6)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)
    assert scoring.NOTHING.f1 == 0


def test_a_task_over_half_a_sentence_counts() -> None:
    sample = OWN[0]
    sentence = next(s for s, label in zip(sample.sentences, sample.labels, strict=True) if label.kind == "T")
    half = (sentence.start + sentence.end + 1) // 2
    assert scoring.of_tasks(sample, [_task(sentence.start, half)]).hits == 1
    assert scoring.of_tasks(sample, []).given == 0


def _task(start: int, end: int) -> Task:
    return Task(start, end, None, "", "", None, None, None, None, (), (), (), "clause", 1.0, ("",))
