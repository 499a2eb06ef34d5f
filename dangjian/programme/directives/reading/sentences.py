"""Cuts a text into the sentences of the annotation guide, with true offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(r"[^。；！？\n]*[。；！？]|[^。；！？\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One stripped sentence: `text == whole[start:end]`."""

    start: int
    end: int
    text: str
    opens_line: bool
    closes_line: bool


def split(text: str) -> list[Sentence]:
    """Cut after each of 。；！？ and at line ends; strip; drop what is empty."""
    found: list[Sentence] = []
    for piece in _PIECE.finditer(text):
        raw = piece.group()
        body = raw.strip()
        if not body:
            continue
        start = piece.start() + len(raw) - len(raw.lstrip())
        found.append(
            Sentence(
                start=start,
                end=start + len(body),
                text=body,
                opens_line=_blank_before(text, start),
                closes_line=_blank_after(text, start + len(body)),
            )
        )
    return found


def _blank_before(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _blank_after(text: str, at: int) -> bool:
    line_end = text.find("\n", at)
    return not text[at : line_end if line_end >= 0 else len(text)].strip()
