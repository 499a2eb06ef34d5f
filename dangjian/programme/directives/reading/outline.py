"""Finds the numbered outline: 一、（一）1.（1）and short 一是 headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dangjian.programme.directives.reading.shape import Section

NUMERALS = "一二三四五六七八九十"
_MARKS = (
    (1, re.compile(rf"第[{NUMERALS}]{{1,3}}(?:章|部分|篇)[、：: ]?|[{NUMERALS}]{{1,3}}、")),
    (2, re.compile(rf"[（(][{NUMERALS}]{{1,3}}[)）]、?")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)")),
    (4, re.compile(r"[（(]\d{1,2}[)）]")),
    (5, re.compile(rf"(?:[{NUMERALS}]{{1,2}}(?:是|要)|第[{NUMERALS}]{{1,2}}，)")),
)
_PLACE = re.compile(
    r"(?:^|(?<=[\n。；！？:：]))[ \t\u3000]*(?:(?:具体而言|具体来说|具体讲|当前|下一步)，)?", re.MULTILINE
)
_INLINE = re.compile(r"[（(]([一二三四五六七八九十]{1,3})[)）]")
_STOP = re.compile(r"[。；！？\n]")
_RUNS_ON = re.compile(r"(?<=.{6})(?:虽然|近年来|去年|今年以来|当前，|目前，)")
_TITLE_MOST = 44
_HEADING_MOST = 34
_ENUMERATED = 5


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    body: int
    level: int
    number: str


def outline(text: str, pages: list[tuple[int, int]]) -> list[Section]:
    """Give the sections in order of place; `pages` are page numbers that only look like numbering."""
    hidden = {start for start, _ in pages}
    marks = sorted(_marks(text, hidden), key=lambda mark: mark.start)
    nexts = [mark.start for mark in [*marks[1:], _Mark(len(text), 0, 0, "")]][: len(marks)]
    titled = [(mark, _title(text, mark, limit)) for mark, limit in zip(marks, nexts, strict=True) if limit > mark.start]
    kept = [(mark, title) for mark, title in titled if title and _heads(text, mark, title)]
    return [
        Section(mark.number, title, mark.level, mark.start, _end(kept, index, len(text)))
        for index, (mark, title) in enumerate(kept)
    ]


def innermost(sections: list[Section], at: int) -> int | None:
    """Index of the last section that contains the place, or None."""
    inside = [index for index, section in enumerate(sections) if section.start <= at < section.end]
    return inside[-1] if inside else None


def _marks(text: str, hidden: set[int]) -> list[_Mark]:
    found: dict[int, _Mark] = {}
    for place in _PLACE.finditer(text):
        at = place.end()
        if place.start() in hidden or at in hidden:
            continue
        for level, pattern in _MARKS:
            match = pattern.match(text, at)
            if match and (level != 3 or _opens_line(text, at)):  # noqa: PLR2004 - level 3 as in _MARKS
                found[at] = _Mark(at, match.end(), level, match.group().strip("、：: ，.．"))
                break
    for mark in _inline(text, found):
        found.setdefault(mark.start, mark)
    return list(found.values())


def _inline(text: str, found: dict[int, _Mark]) -> list[_Mark]:
    """（二）in running text counts where it is the number expected next."""
    expected, extra = 1, []
    firsts = sorted(mark.start for mark in found.values() if mark.level == 1)
    passed = 0
    for match in _INLINE.finditer(text):
        while passed < len(firsts) and firsts[passed] < match.start():
            passed, expected = passed + 1, 1
        if ordinal(match.group(1)) == expected:
            extra.append(_Mark(match.start(), match.end(), 2, match.group()))
            expected += 1
    return extra


def ordinal(numeral: str) -> int:
    """Read a Chinese numeral up to 九十九; 0 where it is none."""
    tens, ten, ones = numeral.rpartition("十")
    head = (NUMERALS.find(tens) + 1 if tens else 1) * 10 if ten else 0
    return head + (NUMERALS.find(ones) + 1 if ones else 0)


def _title(text: str, mark: _Mark, limit: int) -> str:
    stop = _STOP.search(text, mark.body, limit)
    title = text[mark.body : stop.start() if stop else limit].strip()
    runs_on = _RUNS_ON.search(title)
    if runs_on:
        title = title[: runs_on.start()]
    if len(title) > _TITLE_MOST:
        title = re.split(r"[，,：:]", title, maxsplit=1)[0][:_TITLE_MOST]
    return title.strip("：: ")


def _heads(text: str, mark: _Mark, title: str) -> bool:
    """一是… is a heading only when short, closed by a full stop, and not one of a run of such clauses."""
    if mark.level < _ENUMERATED:
        return True
    end = mark.body + len(title)
    if len(title) > _HEADING_MOST or text[end : end + 1] != "。":
        return False
    following = text[end + 1 :][:4].lstrip()
    return bool(following) and not _MARKS[_ENUMERATED - 1][1].match(following)


def _end(kept: list[tuple[_Mark, str]], index: int, whole: int) -> int:
    level = kept[index][0].level
    return next((mark.start for mark, _ in kept[index + 1 :] if mark.level <= level), whole)


def _opens_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()
