"""Small whole numbers as they are written in directives."""

from __future__ import annotations

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}


def number(text: str) -> int | None:
    """Read `12` or `十二` (up to 九十九); None for placeholders and what is no number."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not set(tens + ones) <= set(_DIGITS) or len(tens) > 1 or len(ones) > 1:
        return None
    if not ten and not ones:
        return None
    head = (_DIGITS[tens] if tens else 1) * 10 if ten else 0
    return head + (_DIGITS[ones] if ones else 0)
