"""What everybody may read of a village: only what was published, and nothing of who did or asked it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from dangjian.community.villages.models import Covenant, Disclosure, Matter, Question, Village
from dangjian.community.villages.rules import cycle_of, display_days, period_of
from dangjian.procedures.cases.models import CaseStep, Took
from dangjian.procedures.provisions.queries import local_values

_MATTERS: Final = 30
_ANSWERS: Final = 20
_DISCLOSED: Final = 8
_SAYS: Final = {
    "propose": "党组织提议",
    "deliberate": "两委商议",
    "review": "党员大会审议",
    "decide": "村民决议",
    "publish_decision": "决议公开",
    "publish_result": "结果公开",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A step of 四议两公开 as the public reads it: what, on which day, with which counts."""

    says: str
    on: date | None
    counts: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A published matter with its steps, and until when its newest notice hangs."""

    row: Matter
    steps: Sequence[Counted]
    shown_until: date

    @property
    def state(self) -> str:
        """How far it has come, in words."""
        return "已办结" if self.row.finished_on else "正在实施"


@dataclass(frozen=True, slots=True)
class Told:
    """A disclosure in words: 2026年第三季度, 财务收支."""

    row: Disclosure
    period: str


@dataclass(frozen=True, slots=True)
class Board:
    """The open page of a village."""

    village: Village
    matters: Sequence[Shown]
    covenant: Covenant | None
    disclosed: Sequence[Told]
    answers: Sequence[Question]


def village_at(code: str) -> Village | None:
    """Return the village of a code."""
    return (
        Village.objects.select_related("merged_into").filter(code=code).first()
        if code.isascii() and code.isdigit()
        else None
    )


def board(village: Village, on: date) -> Board:
    """Return what stands on the open page of a village; seven queries."""
    found = published(village)[:_MATTERS]
    return Board(village, shown(found, on), covenant(village), disclosed(village, on), list(answers(village)))


def published(village: Village) -> "QuerySet[Matter]":
    """Return the matters whose decision is public, the newest first."""
    rows = Matter.objects.filter(village=village, decided_on__isnull=False)
    return rows.order_by("-decided_on", "-id")


def open_matter(village: Village, identity: UUID) -> Matter | None:
    """Return a published matter of this village."""
    return published(village).filter(public_id=identity).first()


def shown(matters: "QuerySet[Matter] | Sequence[Matter]", on: date) -> list[Shown]:
    """Return matters with the days and counts of their steps; two queries, no names among the columns."""
    rows = list(matters)
    taken = CaseStep.objects.filter(case__in=[row.case_id for row in rows], outcome=Took.PASS, key__in=_SAYS)
    steps: dict[int, dict[str, Counted]] = {}
    columns = "vote__entitled", "vote__present", "vote__yes", "vote__no", "vote__abstained"
    for case, key, day, *counts in taken.order_by("id").values_list("case_id", "key", "taken_on", *columns):
        steps.setdefault(case, {})[key] = Counted(_SAYS[key], day, _words(counts))  # The last time tells.
    days = display_days(on, local_values(rows[0].county_id, on)) if rows else 0
    return [_shown(row, steps.get(row.case_id, {}), days) for row in rows]


def _shown(row: Matter, steps: dict[str, Counted], days: int) -> Shown:
    last = row.finished_on or row.decided_on
    assert last is not None  # noqa: S101  # only published ones come here
    return Shown(row, [steps[key] for key in _SAYS if key in steps], last + timedelta(days=days))


def _words(counts: Sequence[int | None]) -> str:
    entitled, present, yes, no, abstained = counts
    if entitled is None:
        return ""
    return f"应到 {entitled}，实到 {present}；赞成 {yes}，反对 {no}，弃权 {abstained}"


def covenant(village: Village) -> Covenant | None:
    """Return the village rules in force."""
    rows = Covenant.objects.filter(village=village, published_on__isnull=False)
    return rows.order_by("-published_on", "-id").first()


def disclosed(village: Village, on: date) -> list[Told]:
    """Return what was disclosed of late, the newest first."""
    rows = Disclosure.objects.filter(village=village).order_by("-period_from", "topic")[:_DISCLOSED]
    cycles = {topic: cycle_of(topic, on, is_monthly=village.is_finance_monthly) for topic in ("ordinary", "finance")}
    return [Told(row, period_of(row.period_from, cycles[row.topic]).words) for row in rows]


def answers(village: Village) -> "QuerySet[Question]":
    """Return questions whose askers agreed that everybody reads them, with their answers."""
    rows = Question.objects.open_to_all().filter(village=village)
    return rows.order_by("-published_on", "-id")[:_ANSWERS]


def asked(village: Village, ticket: UUID) -> Question | None:
    """Return the question that a ticket opens: whoever asked holds it, and nobody else."""
    return Question.objects.filter(village=village, ticket=ticket).first()
