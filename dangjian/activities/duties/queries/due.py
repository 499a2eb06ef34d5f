"""What a body owes: why, by when, what would fulfil it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from dangjian.access.actors import Actor
from dangjian.activities.duties.models import DutyResult, LocalDuty, Theme
from dangjian.activities.duties.queries.names import added, duties_of
from dangjian.activities.duties.rules import Duty, judge
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization, OrganizationQuerySet
from dangjian.foundation.database.together import fetch_together
from dangjian.foundation.ui.parts import Level, Standing
from dangjian.procedures.agenda.rules import yellow_days
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.provisions.queries import local_values, remembered

_BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Line:
    """A result as a page shows it."""

    result: DutyResult
    duty: Duty | None
    standing: Standing

    @property
    def name(self) -> str:
        """What is owed."""
        return self.duty.name if self.duty else self.kind.label

    @property
    def kind(self) -> Kind:
        """Evidence of which kind fulfils it."""
        return Kind(self.result.kind)

    @property
    def period(self) -> str:
        """The period in words."""
        start, last = self.result.period_start, self.result.period_end - timedelta(days=1)
        months = (last.year - start.year) * 12 + last.month - start.month + 1
        if months == 1:
            return f"{start.year}年{start.month}月"
        if start.year != last.year:
            return f"{start.year}年度（{start.month}月至次年{last.month}月）"
        if months == 12:  # noqa: PLR2004  # a year
            return f"{start.year}年"
        return f"{start.year}年{start.month}—{last.month}月"

    @property
    def wanting(self) -> str:
        """What would fulfil it."""
        missing = self.result.needed - self.result.got
        counted = f"已开展 {self.result.got} 次，" if self.result.got else ""
        return f"{counted}再开展 {missing} 次{self.kind.label}并写记录" if missing > 0 else ""

    @property
    def why(self) -> str:
        """By which rule, in its words."""
        return f"{self.duty.says}。{self.duty.citation}" if self.duty else ""

    @property
    def is_behind(self) -> bool:
        """Whether it is past its day and not explained."""
        return self.standing.level is Level.LATE

    @property
    def is_urgent(self) -> bool:
        """Whether its day is near or past."""
        return self.standing.level in {Level.LATE, Level.SOON}

    @property
    def may_explain(self) -> bool:
        """Whether there is something to explain."""
        return self.result.met_on is None and self.standing.level in {Level.LATE, Level.INFO} and not self.result.exempt

    @property
    def may_record(self) -> bool:
        """Whether a record would fulfil it now."""
        return self.result.met_on is None and not self.result.exempt and self.standing.level is not Level.NA


def line_of(result: DutyResult, duties: Mapping[str, Duty], on: date, yellow: int) -> Line:
    """Return a result as it stands on a day."""
    stands = judge(
        due_on=result.due_on, start=result.period_start, met_on=result.met_on, exempt=result.exempt,
        explained=result.explained, on=on, yellow=yellow,
    )  # fmt: skip
    if result.moved and stands.level is not Level.NA:
        stands = Standing(stands.level, stands.words, f"{stands.reason}；{result.moved}，已顺延")
    return Line(result, duties.get(result.duty), stands)


def lines(county_id: int, results: "QuerySet[DutyResult]", on: date) -> list[Line]:
    """Return results of one county as they stand on a day; one query, and one for what the county set."""
    own = added(county_id)
    fetch_together(own, results)
    return _lines(county_id, own, results, on)


def lines_of(county_id: int, results: Iterable[DutyResult], on: date) -> list[Line]:
    """Return results that are read already as they stand on a day; two queries."""
    return _lines(county_id, added(county_id), results, on)


def _lines(county_id: int, own: Iterable[LocalDuty], results: Iterable[DutyResult], on: date) -> list[Line]:
    with remembered():
        duties, yellow = duties_of(county_id, on, own), yellow_days(on, local_values(county_id, on))
    return [line_of(result, duties, on, yellow) for result in results]


def due(actor: Actor, body: Organization, on: date) -> list[Line]:
    """Return what a body has to do now, and what it missed in the last year and has not explained."""
    rows = DutyResult.objects.visible_to(actor).filter(county_id=body.county_id, organization_id=body.pk)
    missed = rows.behind(on).filter(due_on__gte=on - _BACK)
    found = (missed | rows.open_on(on)).order_by("due_on", "duty")
    return lines(body.county_id, found, on)


def groups_under(actor: Actor, bodies: Collection[Organization], on: date) -> OrganizationQuerySet:
    """Return the Party groups of these branches, in order: their meetings are recorded at the branch."""
    rows = Organization.objects.visible_to(actor).filter(parent__in=bodies, kind=BodyKind.GROUP)
    return rows.open_on(on).exclude(pk__in=[body.pk for body in bodies]).select_related("parent").in_order()


def of_year(actor: Actor, body: Organization, year: int, on: date) -> list[tuple[str, list[Line]]]:
    """Return every duty of a body in the periods that begin in a year, by the duty's name."""
    rows = DutyResult.objects.visible_to(actor).filter(
        county_id=body.county_id, organization_id=body.pk, period_start__gte=date(year, 1, 1),
        period_start__lt=date(year + 1, 1, 1),
    )  # fmt: skip
    found: dict[str, list[Line]] = {}
    for line in lines(body.county_id, rows.order_by("period_start", "duty"), on):
        found.setdefault(line.name, []).append(line)
    return list(found.items())


def theme_of(actor: Actor, county_id: int, on: date) -> Theme | None:
    """Return the theme of the month of a day; ``actor`` is narrowed to reading themes."""
    return Theme.objects.visible_to(actor).of_month(county_id, on).first()
