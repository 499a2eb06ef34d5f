"""Finds the header among the first rows: under titles, over several lines, merged or not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dangjian.affairs.imports.columns.vocabulary import Vocabulary, plain

SEARCHED: Final = 40  # Rows in which a header is looked for.
_DEEPEST: Final = 3  # Lines of one header.
_LEAST: Final = 2  # Columns that must be recognized.
_TOTAL: Final = re.compile(
    r"^(合\s*计|总\s*计|小\s*计|共\s*计|总人数|说\s*明|注|填表|制表|审核|填报|单位负责人|联系人)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the header stands (``first`` to ``last``, places among the rows given) and the words of each column."""

    first: int
    last: int
    captions: tuple[str, ...]


def find(rows: Sequence[Sequence[str]], words: Vocabulary) -> Head | None:
    """Return the header that recognizes most columns, the shallowest where several do; None where there is none."""
    best: tuple[tuple[int, int], Head] | None = None
    for first in range(min(len(rows), SEARCHED)):
        for depth in range(1, _DEEPEST + 1):
            lines = rows[first : first + depth]
            if len(lines) < depth:
                break
            captions = tuple(_captions(lines, words))
            count = len({name for caption in captions if (name := known(caption, words))})
            if count >= _LEAST and (best is None or (count, -depth) > best[0]):
                best = ((count, -depth), Head(first, first + depth - 1, captions))
    return best[1] if best else None


def known(caption: str, words: Vocabulary) -> str:
    """Return the field that a caption names, or why it is not kept; empty where it is unknown."""
    return words.by_words.get(plain(caption), "") or words.not_kept.get(plain(caption), "")


def _captions(lines: Sequence[Sequence[str]], words: Vocabulary) -> list[str]:
    width = max(map(len, lines))
    return [_caption([line[at] for line in lines if at < len(line)], words) for at in range(width)]


def _caption(parts: list[str], words: Vocabulary) -> str:
    """Return the words of one column over the lines of its header: the lowest that is known, else all together."""
    said = [part for at, part in enumerate(parts) if part and part not in parts[:at]]
    for part in reversed(said):
        if known(part, words):
            return part
    joined = "".join(said)
    return joined if known(joined, words) else " ".join(said)


def is_beside(row: Sequence[str], captions: Sequence[str], key: Sequence[int]) -> bool:
    """Say whether a row is none of the roster's: a total, a note, the header again, the numbers of the columns."""
    name = row[key[0]] if key and key[0] < len(row) else ""
    is_plain = name and not name.isdecimal() and name != captions[key[0]]
    if is_plain and name != row[0] and not _TOTAL.match(name) and not _TOTAL.match(row[0]):
        return False  # Someone's row, as most are.
    said = [cell for cell in row if cell]
    if not said or _TOTAL.match(said[0]):
        return True
    if all(row[at] == captions[at] for at in key if at < len(row)):
        return True
    if all(cell.isdecimal() for cell in said) and [int(c) for c in said] == list(range(1, len(said) + 1)):
        return True
    return len(said) <= 1 or (len(set(said)) == 1 and len(said) > _LEAST)
