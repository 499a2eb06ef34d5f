"""Members by name, for the branch only: lost without a matter, suspended, long abroad."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from django.db.models import QuerySet

from dangjian.affairs.members.models import Category, Member, Spell, Standing
from dangjian.affairs.mobility.models import Reason, Stay
from dangjian.affairs.people.models import Person
from dangjian.affairs.standing import rules
from dangjian.affairs.standing.models import GROUNDS, Matter, Result


@dataclass(frozen=True, slots=True)
class Line:
    """A member, the day it counts from, from which day on something may be proposed, and whether it may today.

    Both days are empty where the record does not say when it began.
    """

    member: Member
    since: date | None
    opens: rules.May | None
    is_open: bool


def suspended_since(member: Member) -> date | None:
    """Return the day from which a member is suspended; None where nothing says."""
    return suspended_days([member])[member.pk]


def suspended_days(members: Sequence[Member]) -> dict[int, date | None]:
    """Return by member the day from which each is suspended: that of the decision, else of the first such spell.

    Two queries, however many they are.
    """
    done = Matter.objects.filter(person__in=[m.person_id for m in members], kind__in=GROUNDS, result=Result.DONE)
    decided = dict(done.order_by("id").values_list("person_id", "ended_on"))
    spells: dict[int, list[Spell]] = {member.pk: [] for member in members}
    for spell in Spell.objects.filter(member__in=members, superseded_at=None).order_by("-during"):
        spells[spell.member_id].append(spell)
    return {m.pk: decided.get(m.person_id) or _first_suspended(spells[m.pk]) for m in members}


def _first_suspended(spells: Iterable[Spell]) -> date | None:
    """Return when the unbroken row of suspended spells began; the latest spell comes first."""
    last = list(takewhile(lambda spell: spell.standing == Standing.SUSPENDED, spells))
    first: date | None = last[-1].during.lower if last else None
    return first


def suspended(branches: Collection[int], on: date) -> list[Line]:
    """Return the suspended members of these branches about whom no matter is open."""
    return suspended_lines(suspended_members(branches), on)


def suspended_members(branches: Collection[int]) -> "QuerySet[Member]":
    """Return the suspended members of these branches about whom no matter is open, not yet read."""
    return _idle(branches, Standing.SUSPENDED)


def suspended_lines(members: Iterable[Member], on: date) -> list[Line]:
    """Return a line for each of these suspended members."""
    rows = list(members)
    since = suspended_days(rows) if rows else {}
    return [_line(member, since[member.pk], rules.REMOVAL, on) for member in rows]


def lost(branches: Collection[int], on: date) -> list[Line]:
    """Return the members of these branches who are marked lost and about whom no matter is open."""
    return [_line(member, member.lost_since, rules.LOST, on) for member in lost_members(branches)]


def lost_members(branches: Collection[int]) -> "QuerySet[Member]":
    """Return the members of these branches who are marked lost and about whom no matter is open, not yet read."""
    return _idle(branches, Standing.NORMAL).filter(lost_since__isnull=False)


def abroad(branches: Collection[int], on: date) -> list[Line]:
    """Return the members of these branches who have studied abroad for longer than the rule allows."""
    stays = Stay.objects.open().filter(organization__in=branches, reason=Reason.ABROAD)
    since = {stay.person_id: stay.since for stay in stays}
    rows = _idle(branches, Standing.NORMAL).filter(person__in=since)
    lines = [_line(member, since[member.person_id], rules.STUDY, on) for member in rows]
    return [line for line in lines if line.is_open]


def on_the_roll(branches: Collection[int]) -> "QuerySet[Person]":
    """Return the people of normal standing about whom a matter may be opened, by joining day (P6)."""
    idle = _idle(branches, Standing.NORMAL).values("person")
    return Person.objects.filter(pk__in=idle).order_by("member__joined_on", "pk")


def _idle(branches: Collection[int], standing: Standing) -> "QuerySet[Member]":
    rows = Member.objects.current().filter(
        organization__in=branches, standing=standing, category__in=(Category.FULL, Category.PROBATIONARY)
    )
    busy = Matter.objects.open().filter(organization__in=branches).values("person")
    return rows.exclude(person__in=busy).select_related("person", "organization").order_by("joined_on", "id")


def _line(member: Member, since: date | None, which: str, on: date) -> Line:
    if since is None:
        return Line(member, None, None, is_open=False)
    opens = rules.may(which, since=since, on=on)
    return Line(member, since, opens, opens.is_open_on(on))
