"""One cell as text: what a person sees, and never a number that lost its digits unnoticed."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

_EXACT: Final = 10**15  # Beyond it a spreadsheet's number has lost digits: it is shown as 1.234E+17 and refused later.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff]")
_BREAKS: Final = re.compile(r"[ \t\r\n\xa0\u3000]+")


def text(value: object) -> str:  # noqa: PLR0911  # one line a type
    """Return the words of a cell's value."""
    if isinstance(value, str):
        return value.strip() if value.isprintable() else _plain(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int):
        return str(value) if abs(value) < _EXACT else _number(float(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return "" if value is None or isinstance(value, timedelta) else _plain(str(value))


def _plain(words: str) -> str:
    return _BREAKS.sub(" ", _CONTROL.sub("", words)).strip()


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124  # not a number
        return ""
    if abs(value) >= _EXACT:
        return f"{value:.5E}"
    return str(int(value)) if value.is_integer() else repr(value)
