"""Reads what stands in end brackets: （责任单位：…；完成时限：…）."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dangjian.programme.directives.reading import columns

_KEYS = "|".join(sorted(columns.ALIASES, key=len, reverse=True))
_BRACKET = re.compile(
    rf"[（(【\[][ \u3000]*(?P<body>(?:{_KEYS})[：:](?:[^（(）)】\]\n]|[（(][^（(）)\n]{{0,20}}[)）])*)[)）】\]]"
)
_LINE = re.compile(rf"^[ \t\u3000]*(?P<body>(?:{_KEYS})[：:][^\n]+)$", re.MULTILINE)
_PAIR = re.compile(rf"(?P<key>{_KEYS})[：:](?P<value>.*?)(?=[；;，,。 \u3000]*(?:{_KEYS})[：:]|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket: its place, and its values by column (see `columns.ALIASES`)."""

    start: int
    end: int
    values: dict[str, str] = field(default_factory=dict)


def find(text: str) -> list[Bracket]:
    """Give the brackets (and lines of the same form) that name at least who or by when."""
    found = []
    for pattern in (_BRACKET, _LINE):
        for match in pattern.finditer(text):
            values = {
                columns.ALIASES[pair["key"]]: pair["value"].strip(" \t\u3000；;，,。")
                for pair in _PAIR.finditer(match["body"])
            }
            if values.keys() & {"lead", "actor", "deadline"}:
                found.append(Bracket(match.start(), match.end(), values))
    return sorted(found, key=lambda bracket: bracket.start)
