"""Villages, matters and village rules as those who work on them see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F, Q
from django.http import QueryDict

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import VILLAGE_DIGITS, Field, Level, Organization
from dangjian.affairs.terms.queries.elections import full_members
from dangjian.community.villages.models import Covenant, Disclosure, Matter, Topic, Village
from dangjian.community.villages.rules import Period, cycle_of, period_before, period_of
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Pager
from dangjian.procedures.cases.models import State
from dangjian.procedures.cases.queries import CaseStanding, standings
from dangjian.procedures.votes.rules import Motion

STATES: Final = (("", "在办"), ("shown", "已公开决议"), ("done", "已办结"), ("ended", "未通过或撤回"), ("all", "全部"))
_OPEN: Final = (State.OPEN, State.SUSPENDED)
_FILTERS: Final = {
    "": Q(case__state__in=_OPEN),
    "shown": Q(case__state__in=_OPEN, decided_on__isnull=False),
    "done": Q(case__state=State.DONE),
    "ended": Q(case__state__in=(State.REFUSED, State.WITHDRAWN)),
    "all": Q(),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A matter, or an edition of village rules, and where it stands."""

    row: Matter | Covenant
    standing: CaseStanding


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of matters."""

    rows: Sequence[Line]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Due:
    """What a village is to disclose for a period; ``done`` is None until it was."""

    village: Village
    topic: Topic
    period: Period
    done: Disclosure | None


def matters(actor: Actor, state: str, words: str, query: QueryDict, on: date) -> Lines:
    """Return one page of matters, the newest first."""
    rows = Matter.objects.visible_to(actor).filter(_FILTERS.get(state, Q())).select_related("case", "village")
    text = words.replace("\0", "").strip()[:60]
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(village__name__icontains=text))
    found = keyset(rows, by=("-started_on", "-id"), query=query)
    where = standings([row.case for row in found.rows], on)
    return Lines([Line(row, where[row.case_id]) for row in found.rows], found.pager)


def covenants(actor: Actor, query: QueryDict, on: date) -> Lines:
    """Return one page of editions of village rules, the newest first."""
    rows = Covenant.objects.visible_to(actor).select_related("case", "village")
    found = keyset(rows, by=("-started_on", "-id"), query=query)
    where = standings([row.case for row in found.rows], on)
    return Lines([Line(row, where[row.case_id]) for row in found.rows], found.pager)


def own_villages(actor: Actor) -> list[Village]:
    """Return the villages whose matters a post of this person carries; ``actor`` is whole."""
    rows = Village.objects.standing().filter(organization__in=actor.bodies(Permission.VILLAGE_EDIT))
    return list(rows.select_related("organization").order_by("code"))


def unopened(actor: Actor, on: date) -> Organization | None:
    """Return the village body of one's own post that has no village yet; ``actor`` is whole."""
    rows = Organization.objects.filter(
        pk__in=actor.bodies(Permission.VILLAGE_EDIT), field=Field.RURAL, level=Level.BASE
    )
    bodies = (
        rows.open_on(on).exclude(villages__code=F("area__code")).select_related("area__parent", "parent").in_order()
    )
    return next((body for body in bodies if _leads_a_village(body)), None)


def _leads_a_village(body: Organization) -> bool:
    if body.area is None or len(body.area.code) != VILLAGE_DIGITS:
        return False
    return body.parent is None or body.parent.area_id != body.area_id


def known_counts(matter: Matter | Covenant, motions: Iterable[str], on: date) -> dict[Motion, int | None]:
    """Return how many may vote by each way, as the register or the last vote has it."""
    village = matter.village
    known: dict[Motion, int | None] = {}
    for motion in map(Motion, motions):
        if motion is Motion.VILLAGE:
            known[motion] = full_members(village.organization, on) or None
        elif motion is not Motion.COMMITTEES:
            known[motion] = {
                Motion.VILLAGERS: village.adults,
                Motion.HOUSEHOLDS: village.households,
                Motion.DELEGATES: village.delegates,
            }[motion]
    return known


def due_disclosures(villages: Iterable[Village], on: date) -> list[Due]:
    """Return what each village discloses this period and what it missed in the last one; one query."""
    rows = list(villages)
    wanted = [
        (village, topic, period) for village in rows for topic in Topic for period in _periods(village, topic, on)
    ]
    found = Disclosure.objects.filter(
        village__in=rows, period_from__gte=min((period.first for _, _, period in wanted), default=on)
    )
    done = {(row.village_id, row.topic, row.period_from): row for row in found}
    dues = [Due(v, topic, period, done.get((v.pk, topic, period.first))) for v, topic, period in wanted]
    return [due for due in dues if due.done is None or due.period.last >= on]


def _periods(village: Village, topic: Topic, on: date) -> list[Period]:
    cycle = cycle_of(topic, on, is_monthly=village.is_finance_monthly)
    now = period_of(on, cycle)
    before = period_before(now, cycle)
    return [before, now] if before.first >= period_of(village.opened_on, cycle).first else [now]
