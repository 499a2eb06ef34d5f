"""Appraisals follow their members and bodies: what is decided stays where it was; an urn that is open moves nowhere."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dangjian.access.actors import Actor
from dangjian.activities.appraisals.models import (
    Appraisal,
    Consent,
    Elector,
    Grading,
    LeadersLife,
    LifeState,
    Problem,
    ProblemState,
    State,
    Talk,
)
from dangjian.affairs.members.settling import Settled
from dangjian.affairs.members.uniting import United
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.organizations.models import Organization
from dangjian.rulebook import RuleBreach


def follow_member(by: Actor, settled: Settled) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let the problems that a member still puts right go along; the seat in an appraisal is that of its day (P24)."""
    member = settled.member
    if member.left_on is not None:
        return
    body = member.organization
    rows = Problem.objects.filter(member=member).exclude(state=ProblemState.CLOSED)
    rows.update(organization=body, county_id=body.county_id, org_path=body.path)


def follow_merger(by: Actor, merged: Merged) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let the other body finish what this one has not: its own problems, and its plan where it has none that year."""
    into = merged.into
    place: dict[str, Any] = {"county_id": into.county_id, "org_path": into.path}
    Problem.objects.filter(organization=merged.gone).exclude(state=ProblemState.CLOSED).update(
        organization=into, **place
    )
    planned = LeadersLife.objects.filter(organization=merged.gone, state__in=(LifeState.FILED, LifeState.STOPPED))
    years = LeadersLife.objects.filter(organization=into).values("year")
    going = list(planned.exclude(year__in=years).values_list("pk", flat=True))
    Consent.objects.filter(life__in=going).update(**place)
    LeadersLife.objects.filter(pk__in=going).update(organization=into, **place)


def obstacles(body: Organization, on: date) -> Sequence[str]:  # noqa: ARG001  # the door's signature
    """Say what holds the end of a body back: grades not yet decided, a 民主生活会 that is on."""
    found = []
    for row in Appraisal.objects.filter(organization=body).exclude(state=State.DECIDED).order_by("work_year"):
        if row.state == State.VOTING:
            found.append(f"{row.work_year}年度民主评议正在投票，先结束测评并登记等次")
        else:
            found.append(f"{row.work_year}年度民主评议还没有评定，先登记等次")
    if LeadersLife.objects.filter(organization=body, state=LifeState.OPENED).exists():
        found.append("民主生活会正在开，先记开完或叫停")
    return found


def follow_union(united: United) -> None:
    """Settle what both records have: one seat in an appraisal, one talk a day, none with oneself.

    Raises ``RuleBreach`` while either has a seat in a ballot: the urn counts by membership.
    """
    both = (united.kept, united.dropped)
    voting = Elector.objects.filter(member__in=both, appraisal__state=State.VOTING).select_related("appraisal").first()
    if voting:
        raise RuleBreach(
            f"{voting.appraisal}正在投票，名单里有要合并的同志，没有合并。请等测评结束以后再合并，已填写的核查不受影响。"
        )
    for model in (Elector, Grading):
        seats = model._default_manager.filter(member=united.kept).values("appraisal")
        model._default_manager.filter(member=united.dropped, appraisal__in=seats).delete()
    for column in ("first", "second"):
        for talk in Talk.objects.filter(**{column: united.dropped}):
            _pair(talk, united)


def _pair(talk: Talk, united: United) -> None:
    pair = {talk.first_id, talk.second_id} - {united.dropped.pk} | {united.kept.pk}
    first, second = min(pair), max(pair)
    same = Talk.objects.filter(organization=talk.organization_id, held_on=talk.held_on, first=first, second=second)
    if first == second or same.exists():
        talk.delete()
    else:
        Talk.objects.filter(pk=talk.pk).update(first=first, second=second)
