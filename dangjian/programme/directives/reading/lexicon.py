"""Groups of words by which directives are told apart, from lexicon.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_RAW = tomllib.loads((Path(__file__).parent / "lexicon.toml").read_text(encoding="utf-8"))


def _any(words: str) -> re.Pattern[str]:
    """One alternation, longest first; the class of first characters spares most places the whole list."""
    known = sorted(set(words.split()), key=lambda word: (-len(word), word))
    first = "".join(sorted({word[0] for word in known}))
    return re.compile(f"(?=[{first}])(?:{'|'.join(known)})")


GROUPS: dict[str, re.Pattern[str]] = {name: _any(words) for name, words in _RAW["groups"].items()}
REGIONS: dict[str, re.Pattern[str]] = {name: _any(words) for name, words in _RAW["regions"].items()}
HARD = ("paper", "body", "event", "post", "money")
