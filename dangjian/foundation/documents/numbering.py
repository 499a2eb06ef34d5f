"""Word's automatic numbers, written out as they print."""

from __future__ import annotations

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = "〇一二三四五六七八九"
_MOST_ROMAN = 40
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Counts each list as Word does: a level starts again when a level above it moves on."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = _style_numbers(styles)
        if numbering is not None:
            self._learn(numbering)

    def label(self, paragraph: Element) -> str:
        """The number printed before the paragraph, or an empty string."""
        number, level = self._number_of(paragraph)
        abstract = self._abstract.get(number or "")
        levels = self._levels.get(abstract or "", {})
        if abstract is None or level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return _written(levels, counts, level)

    def _learn(self, numbering: Element) -> None:
        for abstract in numbering.iter(W + "abstractNum"):
            self._levels[abstract.get(W + "abstractNumId", "")] = {
                int(level.get(W + "ilvl", "0")): (_value(level, "numFmt"), _value(level, "lvlText"), _start(level))
                for level in abstract.iter(W + "lvl")
            }
        for number in numbering.iter(W + "num"):
            self._abstract[number.get(W + "numId", "")] = _value(number, "abstractNumId")

    def _number_of(self, paragraph: Element) -> tuple[str | None, int]:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None:
            return _value(own, "numId"), int(_value(own, "ilvl") or "0")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._styles.get(style.get(W + "val", "") if style is not None else "", (None, 0))


def _style_numbers(styles: Element | None) -> dict[str, tuple[str | None, int]]:
    found: dict[str, tuple[str | None, int]] = {}
    for style in styles.iter(W + "style") if styles is not None else ():
        numbered = style.find(f"{W}pPr/{W}numPr")
        if numbered is not None:
            found[style.get(W + "styleId", "")] = (_value(numbered, "numId"), int(_value(numbered, "ilvl") or "0"))
    return found


def _value(parent: Element, name: str) -> str:
    child = parent.find(W + name)
    return child.get(W + "val", "") if child is not None else ""


def _start(level: Element) -> int:
    return int(_value(level, "start") or "1")


def _written(levels: dict[int, tuple[str, str, int]], counts: dict[int, int], level: int) -> str:
    form, text, _ = levels[level]
    if form in {"bullet", "none"}:
        return ""
    for place in range(level + 1):
        shape, _, start = levels.get(place, ("decimal", "", 1))
        text = text.replace(f"%{place + 1}", _figure(counts.get(place, start), shape))
    return text


def _figure(value: int, form: str) -> str:
    if form.startswith(("chinese", "japaneseCounting", "ideograph", "taiwanese")):
        return _chinese(value)
    if form in {"upperLetter", "lowerLetter"} and 1 <= value <= 26:  # noqa: PLR2004 - letters of the alphabet
        return chr((ord("A") if form == "upperLetter" else ord("a")) + value - 1)
    if form in {"upperRoman", "lowerRoman"} and value < _MOST_ROMAN:
        return _roman(value).upper() if form == "upperRoman" else _roman(value)
    if form.startswith("decimalEnclosedCircle") and 1 <= value <= 20:  # noqa: PLR2004 - ① to ⑳
        return chr(ord("①") + value - 1)
    return str(value)


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    if tens > 9:  # noqa: PLR2004 - no outline has a hundred
        return str(value)
    head = "" if tens == 0 else "十" if tens == 1 else _CHINESE[tens] + "十"
    return head + (_CHINESE[ones] if ones else "") or _CHINESE[0]


def _roman(value: int) -> str:
    written = ""
    for size, sign in _ROMAN:
        while value >= size:
            written, value = written + sign, value - size
    return written
