"""The book of burden as pages and the half-year's statement show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Count, Q, Sum

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.activities.duties.models import DutyResult
from dangjian.affairs.organizations.models import BRANCHES, Organization
from dangjian.affairs.registers.queries.costs import Costs, costs
from dangjian.channels.inbox.models import Announcement, Kind
from dangjian.foundation.time import at
from dangjian.procedures.evidence.kinds import Kind as Kinds
from dangjian.procedures.evidence.rules import minutes_of
from dangjian.procedures.provisions.queries import local_values
from dangjian.procedures.provisions.rules import value_words
from dangjian.programme.burden.book import BOOK
from dangjian.programme.burden.rules import Span, hours_words
from dangjian.programme.suggestions import queries as suggestions
from dangjian.programme.suggestions.queries import Sum as Quarter
from dangjian.programme.tasks.models import Assignment, Standing
from dangjian.rulebook import Rule, under

_LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    """What one issuer asked in a period; ``added``: of what came from above, what this body put on top.

    ``unestimated``: how often it put something on top for which it gave no minutes.
    """

    body: Organization
    times: int
    bodies: int
    tasks: int
    minutes: int
    added_times: int
    added_minutes: int
    unestimated: int
    urgent: int = 0
    register_times: int = 0
    register_minutes: int = 0

    @property
    def added_words(self) -> str:
        """Return what was put on top: 3 件次，40 分钟，其中 2 件次未估分钟."""
        if not self.added_times:
            return "没有"
        words = f"{self.added_times} 件次"
        if self.added_minutes:
            words += f"，{hours_words(self.added_minutes)}"
        if self.unestimated == self.added_times:
            return f"{words}，未估分钟"
        return f"{words}，其中 {self.unestimated} 件次未估分钟" if self.unestimated else words

    @property
    def all_minutes(self) -> int:
        """Minutes of tasks and of registers."""
        return self.minutes + self.register_minutes


@dataclass(frozen=True, slots=True)
class Life:
    """Organization life that falls due in a period, in estimated minutes; of ``unknown`` kinds nobody said how long."""

    duties: int
    minutes: int
    unknown: Sequence[tuple[str, int]]
    is_local: bool

    @property
    def known(self) -> int:
        """How many are in the estimate."""
        return self.duties - sum(number for _, number in self.unknown)


@dataclass(frozen=True, slots=True)
class Book:
    """A period of a body and everything under it, issuers in the county's order."""

    lines: Sequence[Line]
    branches: int
    life: Life

    @property
    def minutes(self) -> int:
        """Minutes asked in all, by tasks and by registers."""
        return sum(line.all_minutes for line in self.lines)

    @property
    def unestimated(self) -> int:
        """How often something was put on top without minutes."""
        return sum(line.unestimated for line in self.lines)

    @property
    def of_a_branch(self) -> int:
        """Minutes for one branch on average; none where there is no branch."""
        return round(self.minutes / self.branches) if self.branches else 0

    @property
    def life_of_a_branch(self) -> int:
        """Estimated minutes of organization life for one branch on average."""
        return round(self.life.minutes / self.branches) if self.branches else 0


def book(body: Organization, span: Span) -> Book:
    """Return the book of a body's subtree for a period; a few queries, whatever the county's size."""
    values: dict[str, Any] = {"path": body.path, "start": at(span.start, 0), "end": at(span.end, 0)}
    with connection.cursor() as cursor:
        cursor.execute(BOOK, values)
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    urgent = _urgent(body, span)
    kept = _registers(body, span)
    issuers = Organization.objects.filter(pk__in={*found, *urgent, *kept}).in_order()
    nothing = (0,) * 7
    lines = [
        Line(one, *map(int, (*found.get(one.pk, nothing), urgent.get(one.pk, 0), *kept.get(one.pk, (0, 0)))))
        for one in issuers
    ]
    branches = Organization.objects.at_or_below(body).open_on(span.start).filter(kind__in=BRANCHES).count()
    return Book(lines, branches, _life(body, span))


def _registers(body: Organization, span: Span) -> dict[int, tuple[int, int]]:
    """Return, by who keeps them, how often registers fall due below a body, and the minutes of all."""
    kept: dict[int, tuple[int, int]] = {}
    for one in registers(body, span):
        times, minutes = kept.get(one.register.organization_id, (0, 0))
        kept[one.register.organization_id] = times + one.fillings, minutes + one.minutes
    return kept


def registers(body: Organization, span: Span) -> list[Costs]:
    """Return the registers that fall due in a period at a body and below it, with what they cost."""
    return costs(body, span.start, span.end)


def _life(body: Organization, span: Span) -> Life:
    """Estimate what organization life takes, by the county's own minutes on the last day of the period."""
    on = span.end - timedelta(days=1)
    local = local_values(body.county_id, on)
    rows = DutyResult.objects.at_or_below(body.path).asked().due_between(span.start, span.end)
    found = rows.order_by().values("kind").annotate(number=Count("pk"), times=Sum("needed")).order_by("kind")
    known = {row["kind"]: minutes_of(Kinds(row["kind"]), on, local) for row in found}
    return Life(
        duties=sum(row["number"] for row in found),
        minutes=sum(row["times"] * (known[row["kind"]] or 0) for row in found),
        unknown=[(Kinds(row["kind"]).label, row["number"]) for row in found if not known[row["kind"]]],
        is_local=any(one.startswith("duty_minutes.") for one in local),
    )


def _urgent(body: Organization, span: Span) -> dict[int, int]:
    """Count what was sent from above the body or from within: beside it, nobody's business."""
    around = Q(org_path__in=paths.ancestors(body.path)) | Q(
        org_path__gte=body.path, org_path__lt=paths.following(body.path)
    )
    rows = Announcement.objects.urgent().filter(
        around, county_id=body.county_id, created_at__gte=at(span.start, 0), created_at__lt=at(span.end, 0)
    )
    counted = rows.order_by().values("organization_id").annotate(number=Count("pk"))
    return {row["organization_id"]: row["number"] for row in counted if row["organization_id"]}


def asked(actor: Actor, body: Organization, span: Span) -> list[Assignment]:
    """Return what a body itself was asked in a period, each with its minutes; at most 200."""
    rows = Assignment.objects.visible_to(actor).filter(
        organization=body, made_at__gte=at(span.start, 0), made_at__lt=at(span.end, 0)
    )
    kept = rows.exclude(state=Standing.WITHDRAWN).select_related("task__organization", "task__task_list")
    return list(kept.order_by("made_at", "id")[:_LISTED])


@dataclass(frozen=True, slots=True)
class Statement:
    """The half-year's statement: what is configured, what the log says, nothing typed."""

    body: Organization
    span: Span
    book: Book
    withdrawn: int
    returned: int
    urgent: Sequence[Announcement]
    rules: Sequence[tuple[str, str]]
    quarters: Sequence[Quarter]


def statement(body: Organization, span: Span, on: date) -> Statement:
    """Return the statement of a body's subtree for a half year."""
    rows = Assignment.objects.filter(
        issuer_path__startswith=body.path, county_id=body.county_id, made_at__gte=at(span.start, 0),
        made_at__lt=at(span.end, 0),
    )  # fmt: skip
    urgent = Announcement.objects.filter(
        kind=Kind.URGENT, county_id=body.county_id, org_path__startswith=body.path, created_at__gte=at(span.start, 0),
        created_at__lt=at(span.end, 0),
    ).order_by("created_at")  # fmt: skip
    quarters = [one for one in suggestions.sums(body.county_id, on) if span.start <= one.quarter.first_day < span.end]
    return Statement(
        body, span, book(body, span), rows.filter(state=Standing.WITHDRAWN).count(),
        rows.aggregate(sum=Sum("returns"))["sum"] or 0, list(urgent[:_LISTED]), configured(on), quarters,
    )  # fmt: skip


def configured(on: date) -> list[tuple[str, str]]:
    """Return the rules of burden as this installation keeps them, in their order: what each says, how it is set."""
    found = sorted(under("burden", on=on).values(), key=lambda one: (not one.code, one.code))
    return [(one.says, _set(one)) for one in found]


def _set(rule: Rule) -> str:
    return rule.words if isinstance(rule.value, str) else f"{value_words(rule.value)}{rule.unit}"
