"""Directives with labels, in the format of the annotation guide (docs/directive-format.md)."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from dangjian.programme.directives.reading.sentences import Sentence, split

OWN = Path(__file__).parent / "corpus"
COLUMNS = ("index", "sha1_10", "kind", "actor", "deadline", "cadence", "quantity")
KINDS = ("T", "G", "H", "P", "R")


class Mislabeled(Exception):
    """The labels do not belong to the text."""


@dataclass(frozen=True, slots=True)
class Label:
    """One sentence's label; empty words where the sentence does not say."""

    kind: str
    actor: str
    deadline: str
    cadence: str
    quantity: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A directive, its sentences, and one label a sentence."""

    name: str
    text: str
    sentences: tuple[Sentence, ...]
    labels: tuple[Label, ...]


def load(folder: Path) -> list[Sample]:
    """Read every `directive-NAME.txt` that has a `labels-NAME.tsv` beside it.

    Raises Mislabeled when an index, a digest or a kind does not fit the text.
    """
    names = sorted(path.stem.removeprefix("directive-") for path in folder.glob("directive-*.txt"))
    return [_sample(folder, name) for name in names if (folder / f"labels-{name}.tsv").exists()]


def phrases() -> list[tuple[str, str]]:
    """The project's own clauses with their kinds, by which the judge of clauses is trained."""
    lines = (OWN / "phrases.tsv").read_text(encoding="utf-8").splitlines()
    return [(kind, phrase) for kind, _, phrase in (line.partition("\t") for line in lines)]


def digest(sentence: str) -> str:
    """First ten hex digits of SHA-1, as in the label files; no secret rests on it."""
    return hashlib.sha1(sentence.encode(), usedforsecurity=False).hexdigest()[:10]


def _sample(folder: Path, name: str) -> Sample:
    text = (folder / f"directive-{name}.txt").read_text(encoding="utf-8")
    sentences = tuple(split(text))
    with (folder / f"labels-{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    if len(rows) != len(sentences):
        raise Mislabeled(f"{name}: 有 {len(sentences)} 句，却有 {len(rows)} 个标注。")
    for index, (row, sentence) in enumerate(zip(rows, sentences, strict=True)):
        if row[:2] != [str(index), digest(sentence.text)] or row[2] not in KINDS:
            raise Mislabeled(f"{name}: 第 {index} 句的标注与原文对不上。")
    labels = tuple(Label(*(row[2:] + [""] * 5)[:5]) for row in rows)
    return Sample(name, text, sentences, labels)
