"""How a task stands: colors with words and reasons, and what a hand-down costs. No database, no clock."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from dangjian.procedures.agenda.rules import Level, Standing, standing

T = TypeVar("T")

WITHDRAWN: Final = Standing(Level.NA, "已撤回", "下达单位已撤回，不用再办")
_SETTLED: Final = {
    "draft": Standing(Level.NA, "未下达", "还是草稿，各单位看不到"),
    "withdrawn": WITHDRAWN,
}


def of_assignment(  # the facts of one row
    *, state: str, due_on: date, submitted_on: date | None, closed_on: date | None, on: date, yellow: int
) -> Standing:
    """Judge one body's assignment on a day: what counts as done in time is the day it was submitted."""
    if state == "withdrawn":
        return WITHDRAWN
    if state == "written_off":
        return standing(due_on, on, yellow, done_on=submitted_on or closed_on)
    if state in ("submitted", "accepted"):
        return _waiting(state, due_on, submitted_on or on)
    return standing(due_on, on, yellow)


def _waiting(state: str, due_on: date, submitted_on: date) -> Standing:
    words = "待验收" if state == "submitted" else "已验收，待销号"
    late = (submitted_on - due_on).days
    reason = f"{submitted_on.month}月{submitted_on.day}日提交"
    return Standing(Level.INFO, words, f"{reason}，比期限晚 {late} 天" if late > 0 else f"{reason}，在期限内")


@dataclass(frozen=True, slots=True)
class Tally:
    """Assignments of one task, counted. ``late`` are unfinished past their day, ``soon`` due within the yellow days."""

    total: int = 0
    written_off: int = 0
    accepted: int = 0
    submitted: int = 0
    behind: int = 0
    not_started: int = 0
    late: int = 0
    soon: int = 0
    returned: int = 0
    next_due: date | None = None
    unit: str = "个单位"

    @property
    def open(self) -> int:
        """Bodies that still have to act."""
        return self.total - self.written_off - self.accepted - self.submitted

    @property
    def done(self) -> int:
        """Bodies that have submitted, whatever came of it."""
        return self.total - self.open

    @property
    def words(self) -> str:
        """Count in words, zeros left out: 13 个单位：已销号 4，待验收 3."""
        parts = (
            ("已销号", self.written_off),
            ("已验收待销号", self.accepted),
            ("待验收", self.submitted),
            ("滞后", self.behind),
            ("未启动", self.not_started),
            ("办理中", self.open - self.behind - self.not_started),
        )
        counted = "，".join(f"{caption} {figure}" for caption, figure in parts if figure > 0)
        return f"{self.total} {self.unit}：{counted}" if counted else ""


def of_task(
    *,
    state: str,
    due_on: date | None,
    tally: Tally,
    on: date,
    yellow: int,
    is_standing: bool = False,
    is_recurring: bool = False,
) -> Standing:
    """Judge a task over all its bodies: the worst of them colors it, and the reason says how many."""
    if state in _SETTLED:
        return _SETTLED[state]
    if state == "written_off" or (tally.total and tally.written_off == tally.total):
        goes_on = state != "written_off" and (is_recurring or is_standing)
        return Standing(Level.OK, "本期已销号" if goes_on else "已销号", tally.words)
    if tally.late:
        return Standing(Level.LATE, "已到期未办结", _late_reason(tally, on))
    if tally.total and not tally.open:
        return Standing(Level.INFO, "待验收" if tally.submitted else "待销号", tally.words)
    stands = standing(tally.next_due or due_on, on, yellow)
    if is_standing and stands.level is Level.OK:
        return Standing(Level.NA, "每年复核", f"本年复核{stands.reason}")
    return stands


def _late_reason(tally: Tally, on: date) -> str:
    if tally.next_due is None:
        return f"{tally.late} {tally.unit}"
    day = f"{tally.next_due.month}月{tally.next_due.day}日"
    return f"{tally.late} {tally.unit}，最早的应于{day}前办结，已过 {(on - tally.next_due).days} 天"


def progress_word(state: str, tally: Tally) -> str:
    """One of the four words of P7 for a task as a whole; empty where nothing was handed down yet."""
    if state in _SETTLED or not tally.total:
        return ""
    if tally.behind:
        return "滞后"
    if not tally.open:
        return "已完成待验收" if tally.written_off < tally.total else "已完成"
    return "未启动" if tally.not_started == tally.total else "达到序时进度"


def hours(minutes: int, bodies: int) -> float:
    """Give what a request costs below, in hours to one decimal: minutes for one body times the bodies."""
    return round(minutes * bodies / 60, 1)


def drawn(items: Sequence[T], number: int, seed: str) -> list[T]:
    """Draw ``number`` of ``items`` by a seed, in their own order: the same seed draws the same ones."""

    def lot(place: int) -> str:
        return hashlib.sha256(f"{seed}:{place}".encode()).hexdigest()

    chosen = set(sorted(range(len(items)), key=lot)[:number])
    return [item for place, item in enumerate(items) if place in chosen]
