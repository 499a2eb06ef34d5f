"""One code table: from a code to its words, and from whatever people write to the code."""

import re
import unicodedata
from collections.abc import Mapping


class Codes:
    """``words`` by code, in the order of the standard; ``habits`` are further ways in which people write them.

    With a ``suffix`` (族) the words are also known without it.
    """

    def __init__(
        self, caption: str, words: Mapping[str, str], *, habits: Mapping[str, str] | None = None, suffix: str = ""
    ) -> None:
        self.caption = caption
        self.words = words
        self._named = {text.removesuffix(suffix): code for code, text in words.items()}
        self._named |= {text: code for code, text in words.items()} | dict(habits or {})

    def words_of(self, code: str) -> str:
        """Return the words of a code; the code itself where the table does not hold it; nothing for nothing."""
        return self.words.get(code, code)

    def code_of(self, text: str) -> str | None:
        """Return the code that ``text`` names (a code, the words, a habit); None where it names none."""
        plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
        if plain.isdecimal():
            return plain.zfill(2) if plain.zfill(2) in self.words else None
        return self._named.get(plain)

    def choices(self) -> list[tuple[str, str]]:
        """Return what a picker offers, in the order of the standard."""
        return list(self.words.items())
