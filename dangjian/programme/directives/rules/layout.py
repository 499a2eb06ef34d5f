"""The text as the page shows it: cleaned, in lines, cut where a clause, flag, heading or sentence begins or ends."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dangjian.programme.directives.reading import Cleaned, clean
from dangjian.programme.directives.reading.sentences import split


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the original text with what it is."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters alike in all respects. ``at`` and ``sentence`` count in the cleaned text.

    ``number`` is the clause's number where the clause begins here, else empty.
    """

    text: str
    at: int
    sentence: int
    is_heading: bool
    clause: str
    number: str
    flag: str
    flag_ends: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the page."""

    segments: Sequence[Segment] = field(default_factory=tuple)
    is_heading: bool = False
    is_row: bool = False


def lines(
    text: str, sections: Iterable[Mapping[str, Any]], flags: Iterable[Mapping[str, Any]], clauses: Iterable[Span]
) -> list[Line]:
    """Lay out a text; ``sections`` and ``flags`` are the reading's.

    Each of ``clauses`` is marked ``number:id`` of its proposal.
    """
    shown = clean(text)
    paint = _Paint(shown)
    paint.put("clause", clauses)
    paint.put("flag", (Span(flag["start"], flag["end"], flag["rule"]) for flag in flags))
    paint.put("heading", (_heading(text, section) for section in sections))
    paint.put("sentence", (Span(s.start, s.end, str(n)) for n, s in enumerate(split(text))))
    return list(paint.lines())


def _heading(text: str, section: Mapping[str, Any]) -> Span:
    """The section's number and title, with the stop that closes them."""
    title = text.find(section["title"], section["start"], section["end"])
    end = title + len(section["title"]) if title >= 0 else section["start"]
    return Span(section["start"], end + (text[end : end + 1] in "。："), "heading")


class _Paint:
    """Marks by character of the cleaned text; what is painted later stands over what was painted before."""

    def __init__(self, shown: Cleaned) -> None:
        self.shown = shown
        self.layers: dict[str, list[str]] = {}

    def put(self, layer: str, spans: Iterable[Span]) -> None:
        marks = self.layers.setdefault(layer, [""] * len(self.shown.text))
        for span in spans:
            start = bisect_left(self.shown.offsets, span.start)
            end = min(bisect_left(self.shown.offsets, span.end), len(marks))
            marks[start:end] = [span.mark] * (end - start)

    def lines(self) -> Iterable[Line]:
        at = 0
        for words in self.shown.text.split("\n"):
            if words.strip():
                segments = tuple(self._segments(at, at + len(words)))
                solid = [segment for segment in segments if segment.text.strip()]
                yield Line(segments, all(segment.is_heading for segment in solid), "\t" in words)
            at += len(words) + 1

    def _segments(self, start: int, end: int) -> Iterable[Segment]:
        opened = start
        for at in range(start + 1, end + 1):
            if at == end or self._looks(at) != self._looks(opened):
                yield self._segment(opened, at, at == end)
                opened = at

    def _segment(self, start: int, end: int, closes_line: bool) -> Segment:  # noqa: FBT001  # a fact of the place
        mark, flag, heading, sentence = self._looks(start)
        number, _, clause = mark.partition(":")
        begins = start == 0 or self.layers["clause"][start - 1] != mark
        return Segment(
            text=self.shown.text[start:end],
            at=start,
            sentence=int(sentence) if sentence else -1,
            is_heading=bool(heading),
            clause=clause,
            number=number if begins else "",
            flag=flag,
            flag_ends=bool(flag) and (closes_line or not self.layers["flag"][end]),
        )

    def _looks(self, at: int) -> tuple[str, str, str, str]:
        layers = self.layers
        return layers["clause"][at], layers["flag"][at], layers["heading"][at], layers["sentence"][at]
