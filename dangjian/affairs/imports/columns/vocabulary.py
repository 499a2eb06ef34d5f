"""The words of each column, as data: what a kind of roster may hold, and what it is called."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

NOT_KEPT: Final = "-"
_DATA: Final = Path(__file__).with_name("vocabulary.tsv")
# Signs, blanks and remarks in brackets around a header's words: 入党时间（年月） is 入党时间.
_AROUND: Final = re.compile(r"[(（\[【].*?[)）\]】]|[\s*＊:：、,，。./\\_\-—]|^第?[0-9一二三四五六七八九十]+[.、]")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a kind: its field, what it is called, whether no roster does without it."""

    name: str
    caption: str
    is_needed: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every column of one kind; ``by_words`` finds a field by the plain words of a header."""

    fields: tuple[Field, ...]
    by_words: dict[str, str]
    not_kept: dict[str, str]

    def caption(self, name: str) -> str:
        """Return what a field is called; the name itself where it is none of this kind."""
        return next((field.caption for field in self.fields if field.name == name), name)

    @property
    def needed(self) -> tuple[str, ...]:
        """The fields without which nothing can be imported."""
        return tuple(field.name for field in self.fields if field.is_needed)


def plain(header: str) -> str:
    """Return the words of a header without signs, blanks and remarks in brackets."""
    half = unicodedata.normalize("NFKC", header)
    return _AROUND.sub("", half) or re.sub(r"\s", "", half)


@cache
def vocabulary(kind: str) -> Vocabulary:
    """Return the columns of ``people``, ``bodies`` or ``posts``."""
    fields, by_words, not_kept = [], dict[str, str](), dict[str, str]()
    with _DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.reader((line for line in file if not line.startswith("#")), delimiter="\t"):
            if row[0] != kind:
                continue
            _, name, caption, needed, words = row
            written = tuple(words.split())
            if name == NOT_KEPT:
                not_kept |= dict.fromkeys(map(plain, written), caption)
                continue
            fields.append(Field(name, caption, bool(needed), written))
            by_words |= dict.fromkeys(map(plain, (caption, *written)), name)
    return Vocabulary(tuple(fields), by_words, not_kept)
