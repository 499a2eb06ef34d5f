"""From a header and the rows under it to the meaning of each column: by words, then by what stands there."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from dangjian.affairs.imports.columns.vocabulary import NOT_KEPT, Vocabulary, plain

_SAMPLE: Final = 60
_SHARE: Final = 0.6
_LOOKS: Final[tuple[tuple[str, Callable[[str], object]], ...]] = (
    ("id_number", re.compile(r"\d{17}[\dXx]|\d{15}").fullmatch),
    ("phone", re.compile(r"1[3-9]\d{9}").fullmatch),
    ("sex", re.compile(r"[男女]").fullmatch),
    ("ethnicity", re.compile(r".{1,4}族").fullmatch),
    ("category", re.compile(r".*(正式|预备)党员|发展对象|入党积极分子|入党申请人").fullmatch),
    ("branch", re.compile(r".*(支部|总支|党委|委员会)").fullmatch),
)


def guess(captions: Sequence[str], rows: Sequence[Sequence[str]], words: Vocabulary) -> dict[int, str]:
    """Return the field of each column that is understood (``-``: known, and not kept)."""
    found: dict[int, str] = {}
    for at, caption in enumerate(captions):
        name = words.by_words.get(plain(caption), "")
        if name and name not in found.values():
            found[at] = name
        elif plain(caption) in words.not_kept:
            found[at] = NOT_KEPT
    _by_part(captions, words, found)
    _by_look(len(captions), rows, words, found)
    return found


def _by_part(captions: Sequence[str], words: Vocabulary, found: dict[int, str]) -> None:
    """Match what only contains known words: 本人手机号码（必填）; the longest known words win."""
    for at, caption in enumerate(captions):
        whole = plain(caption)
        if at in found or not whole:
            continue
        inside = [word for word in words.by_words if len(word) > 1 and word in whole]
        for word in sorted(inside, key=len, reverse=True):
            if words.by_words[word] not in found.values():
                found[at] = words.by_words[word]
                break


def _by_look(width: int, rows: Sequence[Sequence[str]], words: Vocabulary, found: dict[int, str]) -> None:
    held = {field.name for field in words.fields}
    for name, looks in _LOOKS:
        if name not in held or name in found.values():
            continue
        for at in range(width):
            cells = [row[at] for row in rows[:_SAMPLE] if at < len(row) and row[at]]
            if at not in found and cells and sum(bool(looks(c)) for c in cells) >= _SHARE * len(cells):
                found[at] = name
                break


def missing(mapping: Mapping[int, str], words: Vocabulary) -> list[str]:
    """Return the captions of what no roster does without and no column holds."""
    return [words.caption(name) for name in words.needed if name not in mapping.values()]


def shape(captions: Sequence[str]) -> str:
    """Return the mark under which the meaning of these columns is remembered: a digest, not the words."""
    return hashlib.sha256("\n".join(map(plain, captions)).encode()).hexdigest()
