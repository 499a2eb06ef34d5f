"""Where a clause can be cut in two."""

import re
from dataclasses import dataclass

from dangjian.programme.directives.reading import Cleaned
from dangjian.programme.directives.rules import shown as page

_STOP = re.compile(r"[。；！？，,;、\n]")
_STRONG = "。；！？;\n"
_BLANK = "。；！？，,;、\n\t \u3000"
_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Cut:
    """A place to cut: ``at`` counts code points of the whole text; the words before and after it."""

    at: int
    before: str
    after: str
    is_strong: bool


def cuts(text: str, shown: Cleaned, start: int, end: int) -> list[Cut]:
    """Return the places behind a stop within ``text[start:end]``, those behind a 。or；marked as strong."""
    found = []
    for stop in _STOP.finditer(text, start, end):
        before, after = page.words(shown, start, stop.end()).strip(), page.words(shown, stop.end(), end).strip()
        if before.strip(_BLANK) and after.strip(_BLANK):
            found.append(Cut(stop.end(), _tail(before), _head(after), stop.group() in _STRONG))
    return found


def _tail(words: str) -> str:
    return words if len(words) <= _SHOWN else f"…{words[-_SHOWN:]}"


def _head(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without blanks at its ends; an empty span where nothing else is in it."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
