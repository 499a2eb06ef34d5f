"""What a record must hold, when it is late, and how what two people wrote becomes one: pure, no clock."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, TypeVar

from dangjian.procedures.evidence.kinds import Kind
from dangjian.rulebook import Rule, Value, rule

Local = Mapping[str, Value] | None
Part = TypeVar("Part")
MOST_WORDS: Final = 60_000  # Minutes of 50,000 characters are kept whole; B-11 advises far fewer.
_BREAKS: Final = re.compile(r"\r\n?|\u2028|\u2029|\v|\f")
_INVISIBLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")


def plain(text: str) -> str:
    """Return what was typed or pasted as plain lines: no control or invisible characters, no runs of empty lines."""
    lines = _INVISIBLE.sub("", _BREAKS.sub("\n", text.replace("\u00a0", " ")))
    return _EMPTY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines.split("\n"))).strip()


def title_of(kinds: Collection[str], title: str, day: date) -> str:
    """Return the theme as typed, or 11月主题党日."""
    words = " ".join(plain(title).split())[:200]
    return words or f"{day.month}月{'、'.join(Kind(kind).label for kind in kinds)}"[:200]


def record_rule(on: date, local: Local = None) -> Rule:
    """Return the rule by which a record is written within so many days of the meeting."""
    return rule("meetings.record_days", on=on, local=local)


def is_late(*, held_on: date, written_on: date, local: Local = None) -> bool:
    """Say whether a record is written so long after the meeting that it tells why."""
    return (written_on - held_on).days > record_rule(written_on, local).number


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who does what by when."""

    what: str
    who_name: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person wrote down of a meeting. ``absent`` holds the reason by member id; all others were there."""

    kinds: tuple[str, ...]
    title: str
    held_at: datetime
    place: str
    host_id: int | None = None
    recorder_id: int | None = None
    group_id: int | None = None
    lecturer_name: str = ""
    guests: str = ""
    topics: str = ""
    speeches: str = ""
    decisions: str = ""
    absent: Mapping[int, str] = ()  # type: ignore[assignment]  # an empty mapping that cannot be changed
    items: tuple[Agreed, ...] = ()

    def __post_init__(self) -> None:
        """Keep a mapping of our own."""
        object.__setattr__(self, "absent", dict(self.absent))


@dataclass(frozen=True, slots=True)
class Merged:
    """The record of two, and in words what both wrote differently."""

    entry: Entry
    notes: tuple[str, ...]


_LONG: Final = {"topics": "议题", "speeches": "发言要点", "decisions": "决议"}
_SHORT: Final = {
    "kinds": "类型", "title": "主题", "held_at": "时间", "place": "地点", "host_id": "主持人",
    "recorder_id": "记录人", "group_id": "党小组", "lecturer_name": "授课人", "guests": "列席",
}  # fmt: skip


def merge(*, base: Entry, theirs: Entry, mine: Entry) -> Merged:
    """Join what two people made of the same ``base``: nothing of either is lost, nothing stands twice.

    A field that one of them left alone takes what the other wrote. Where both wrote, long texts stand one below
    the other, of short facts the later (``mine``) stands and the earlier is named in the notes.
    """
    notes: list[str] = []
    found: dict[str, object] = {}
    for name, caption in _SHORT.items():
        old, one, two = (getattr(entry, name) for entry in (base, theirs, mine))
        found[name] = _either(old, one, two)
        if one not in (old, two) and two != old:
            notes.append(f"{caption}两人写的不同，按后提交的")
    for name, caption in _LONG.items():
        old, one, two = (getattr(entry, name) for entry in (base, theirs, mine))
        found[name] = _joined(old, one, two)
        if one not in (old, two) and two != old:
            notes.append(f"{caption}两人都写了，上下接在一起")
    found["absent"] = _absent(base.absent, theirs.absent, mine.absent)
    found["items"] = _items(base.items, theirs.items, mine.items)
    return Merged(replace(mine, **found), tuple(notes))  # type: ignore[arg-type]  # each under its own name


def _either(old: Part, one: Part, two: Part) -> Part:
    return one if two == old else two


def _joined(old: str, one: str, two: str) -> str:
    if old == two or two in one:
        return one
    if old == one or one in two:
        return two
    return f"{one}\n{two}"


def _absent(old: Mapping[int, str], one: Mapping[int, str], two: Mapping[int, str]) -> dict[int, str]:
    numbers = dict.fromkeys([*one, *two])
    found = {number: _either(old.get(number, ""), one.get(number, ""), two.get(number, "")) for number in numbers}
    return {number: reason for number, reason in found.items() if reason}


def _items(old: Sequence[Agreed], one: Sequence[Agreed], two: Sequence[Agreed]) -> tuple[Agreed, ...]:
    gone = {item for item in old if item not in one or item not in two}
    return tuple(item for item in dict.fromkeys([*one, *two]) if item not in gone)
