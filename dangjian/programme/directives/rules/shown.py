"""From places of the text as read to the words the page shows, and back."""

from bisect import bisect_left

from dangjian.programme.directives.reading import Cleaned

_STOPS = "。；！？，：:;!?,\n\t "


def words(shown: Cleaned, start: int, end: int) -> str:
    """Return what the page shows of the original's ``start`` … ``end``."""
    return shown.text[bisect_left(shown.offsets, start) : bisect_left(shown.offsets, end)]


def broken_off(shown: Cleaned, start: int) -> str:
    """Return the words before ``start`` that a page break tore from their clause; mostly there are none."""
    return words(shown, torn_from(shown, start), start)


def torn_from(shown: Cleaned, start: int) -> int:
    """Return the original's place where a clause begins whose first words a page break tore off; mostly ``start``."""
    at = bisect_left(shown.offsets, start)
    before = shown.text[:at]
    is_torn = at > 0 and shown.offsets[at] - shown.offsets[at - 1] > 1 and before[-1] not in _STOPS
    if not is_torn:
        return start
    first = max(map(before.rfind, _STOPS)) + 1
    return shown.offsets[at - len(before[first:].lstrip())]


def place(shown: Cleaned, start: int, end: int) -> tuple[int, int] | None:
    """Return the original's place of a span of the shown text; None where there is no such span."""
    if not 0 <= start < end <= len(shown.text):
        return None
    return shown.offsets[start], shown.offsets[end - 1] + 1


def place_of(shown: Cleaned, quote: str) -> tuple[int, int] | None:
    """Return where the words of ``quote`` stand in the original, blanks apart; None where they do not."""
    kept = [index for index, sign in enumerate(shown.text) if not sign.isspace()]
    squeezed = "".join(shown.text[index] for index in kept)
    wanted = "".join(quote.split())
    at = squeezed.find(wanted) if wanted else -1
    if at < 0:
        return None
    return place(shown, kept[at], kept[at + len(wanted) - 1] + 1)
