"""What a reading consists of, and its stable JSON form (docs/directive-format.md)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


class Unreadable(Exception):
    """The file cannot be read; the message says in Chinese what to do instead."""


class Marked(Unreadable):
    """The text carries a secrecy or internal mark (P36): it must not be kept."""

    def __init__(self) -> None:
        """Carry the one message that P36 prescribes."""
        super().__init__("此文标有密级或内部标志，不得在本平台处理。内容未保存。")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who must act; `inherited` when the words stand in an earlier sentence or heading."""

    text: str
    kind: str
    inherited: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """Words that give a due time, and the day they mean (None where it cannot be known)."""

    text: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Cadence:
    """Words that give a recurrence: `times` per `unit`, None where not said."""

    text: str
    unit: str
    times: int | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words that give a verifiable amount."""

    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading; `start`..`end` covers the heading and all that stands under it."""

    number: str
    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Task:
    """A sentence or table row that asks for checkable work; offsets in code points."""

    start: int
    end: int
    section: int | None
    text: str
    action: str
    actor: Actor | None
    deadline: Deadline | None
    cadence: Cadence | None
    quantity: Quantity | None
    lead: tuple[str, ...]
    assist: tuple[str, ...]
    fields: tuple[str, ...]
    source: str
    confidence: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """Words that the burden rules question (P35)."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A directive as read: `text` is the input with line feeds for line ends, nothing else changed."""

    title: str
    issuer: str
    issued_on: date | None
    text: str
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    flags: tuple[Flag, ...]

    def to_json(self) -> dict[str, Any]:
        """Give the documented JSON object; days as YYYY-MM-DD, absent values as None."""
        whole = asdict(self)
        del whole["text"]
        plain = _plain(whole)
        return dict(plain)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
