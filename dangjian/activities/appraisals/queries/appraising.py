"""Reads of an appraisal: steps and counts for who is above, names for the branch's own secretary alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from dangjian.access.actors import Actor, Reach
from dangjian.access.permissions import Permission
from dangjian.activities.appraisals.models import Appraisal, AppraisalQuerySet, Elector, Grading, State, Turn
from dangjian.activities.appraisals.rules import Grade, Share, excellent_share, leading, window
from dangjian.activities.meetings.models import Meeting, MeetingQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.provisions.queries import local_values

_OWN: Final = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """An appraisal in figures; ``share`` is what may be 优秀."""

    members: int
    graded: int
    casting: int
    excused: int
    cast: int
    grades: Sequence[tuple[str, int]]
    share: Share
    is_beyond: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A member with what the ballots said and the grade decided. ``most`` is the grade that most ballots named."""

    grading: Grading
    name: str
    is_excused: bool
    most: Grade | None

    @property
    def words(self) -> str:
        """Return 优秀8　合格1, empty without ballots."""
        pairs = zip(Grade, self.grading.counts, strict=False)
        return "　".join(f"{grade.label} {number}" for grade, number in pairs if number)


def own_branches(actor: Actor) -> list[Organization]:
    """Return the branches that this person answers for; ``actor`` is whole."""
    paths = [g.path for g in actor.grants if g.permission is Permission.APPRAISAL_EDIT and g.reach is Reach.BODY]
    return [body for body in Organization.objects.filter(path__in=paths).in_order() if body.is_branch]


def listed(actor: Actor, state: str = "", year: str = "") -> AppraisalQuerySet:
    """Return the appraisals in scope."""
    rows = Appraisal.objects.visible_to(actor).select_related("organization")
    if state in State.values:
        rows = rows.filter(state=state)
    if year.isdecimal():
        rows = rows.filter(work_year=int(year[:4]))
    return rows


def is_open_by_name(actor: Actor, appraisal: Appraisal) -> bool:
    """Say whether this person reads the grades by name: who answers for the branch, at the branch (P21)."""
    return actor.acting_for is None and actor.may(Permission.APPRAISAL_EDIT, appraisal.org_path)


def is_from_above(actor: Actor, appraisal: Appraisal) -> bool:
    """Say whether opening it is a reading from above (调阅)."""
    return appraisal.organization_id not in actor.post_bodies


def counts_of(appraisal: Appraisal) -> Counts:
    """Return the figures; three queries."""
    seats = appraisal.electors.aggregate(
        members=Count("pk"),
        graded=Count("pk", filter=Q(is_graded=True)),
        casting=Count("pk", filter=Q(may_cast=True)),
        excused=Count("pk", filter=Q(is_excused=True)),
    )
    is_voting = appraisal.state == State.VOTING
    cast = Turn.objects.filter(appraisal=appraisal).count() if is_voting else appraisal.cast
    grades = tally_by_grade(appraisal)
    share = share_of(appraisal, graded=seats["graded"], members=seats["members"])
    return Counts(
        members=seats["members"],
        graded=seats["graded"],
        casting=seats["casting"],
        excused=seats["excused"],
        cast=cast,
        grades=grades,
        share=share,
        is_beyond=dict(grades).get(Grade.EXCELLENT.label, 0) > share.most,
    )


def share_of(appraisal: Appraisal, *, graded: int, members: int) -> Share:
    """Return how many may be 优秀."""
    on = appraisal.held_on
    return excellent_share(graded=graded, members=members, on=on, local=local_values(appraisal.county_id, on))


def tally_by_grade(appraisal: Appraisal) -> list[tuple[str, int]]:
    """Return how many were given each grade, the best first; nothing until it is decided."""
    if appraisal.state != State.DECIDED:
        return []
    found = dict(appraisal.gradings.values_list("grade").annotate(number=Count("pk")))
    return [(grade.label, found.get(grade.value, 0)) for grade in Grade]


def lines_of(appraisal: Appraisal) -> list[Line]:
    """Return who is graded, in the order of the roll; two queries."""
    seats = {one.member_id: one for one in appraisal.electors.filter(is_graded=True)}
    rows = appraisal.gradings.select_related("member__person")
    lines = [Line(row, row.member.person.name, seats[row.member_id].is_excused, leading(row.counts)) for row in rows]
    return sorted(lines, key=lambda line: seats[line.grading.member_id].order_no)


def own_elector(actor: Actor, appraisal: Appraisal) -> Elector | None:
    """Return the seat of the person in an appraisal, None where they do not vote."""
    return Elector.objects.filter(appraisal=appraisal, member__person_id=actor.person_id, may_cast=True).first()


def ballot_of(elector: Elector) -> "QuerySet[Elector]":
    """Return whom a voter grades: everyone who is graded but themself."""
    rows = Elector.objects.filter(appraisal_id=elector.appraisal_id, is_graded=True).exclude(pk=elector.pk)
    return rows.select_related("member__person").order_by("order_no")


def has_cast(elector: Elector) -> bool:
    """Say whether the turn of a voter is taken."""
    return Turn.objects.filter(appraisal_id=elector.appraisal_id, member_id=elector.member_id).exists()


def life_meetings(appraisal: Appraisal) -> MeetingQuerySet:
    """Return the sealed records of 组织生活会 of the branch in the window of the work year, the latest first."""
    first, last = window(appraisal.work_year)
    rows = Meeting.objects.sealed().filter(organization_id=appraisal.organization_id, held_on__range=(first, last))
    return rows.filter(kinds__overlap=[Kind.LIFE_MEETING, Kind.APPRAISAL]).latest_first()


def own(actor: Actor) -> "QuerySet[Grading]":
    """Return the grades of the person who asks, decided ones, the latest first."""
    rows = Grading.objects.filter(member__person_id=actor.person_id, appraisal__state=State.DECIDED)
    return rows.select_related("appraisal__organization").order_by("-appraisal__work_year", "-pk")[:_OWN]


def open_to_vote(actor: Actor) -> "QuerySet[Elector]":
    """Return the seats of the person who asks in appraisals that are voted on and wait for their ballot."""
    rows = Elector.objects.filter(
        member__person_id=actor.person_id, may_cast=True, appraisal__state=State.VOTING
    ).exclude(appraisal__turns__member__person_id=actor.person_id)
    return rows.select_related("appraisal__organization").order_by("appraisal__held_on", "pk")
