"""Who is to come to a meeting, as of its day: the branch's own, minus who lives elsewhere, plus who is received."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet, Subquery

from dangjian.activities.meetings.models import Reason
from dangjian.activities.meetings.models.attendance import EXCUSED, Absence
from dangjian.affairs.members.models import Category, Member, Spell, Standing
from dangjian.affairs.mobility.models import Stay
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.roll import standing_of
from dangjian.foundation.database.together import fetch_together
from dangjian.procedures.evidence.kinds import Kind

_LAST: Final = 99
_OF_COMMITTEE: Final = frozenset({Kind.COMMITTEE})
_OF_GROUP: Final = frozenset({Kind.GROUP})


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of the roll of a meeting. ``usual`` is the reason that stands there before anybody taps."""

    member_id: int
    person_id: int
    name: str
    category: str
    titles: str = ""
    usual: str = ""
    mark: str = ""

    @property
    def may_vote(self) -> bool:
        """Whether a full member: only they vote."""
        return self.category == Category.FULL


def roll(body: Organization, kinds: Collection[str], on: date, group: Organization | None = None) -> list[Expected]:
    """Return who is to come on a day, in the order of the branch's roll (P6); one query, for a committee two.

    A committee meeting alone asks the committee, that of a Party group alone those on the roll of the group, where it
    has one. A member who is away and cannot take part, and one who was told
    as 年老体弱 last time, stand there with that reason: not counted unless they came.
    """
    frail = _frail(body)
    if group is not None and set(kinds) <= _OF_GROUP and _spells(group, on).exists():
        body = group
    posts, own, received = _posts(body, on), _spells(body, on), _received(body, on)
    away = _away(body, on)
    fetch_together(posts, own, received, away, frail)
    titles, places = _titles(posts)
    is_of_committee = set(kinds) <= _OF_COMMITTEE
    found = _committee(titles) if is_of_committee else [*_own(body, own, on), *_guests(received)]
    usual = dict.fromkeys(frail, Reason.FRAIL.value) | dict.fromkeys(away, Reason.MOBILE.value)
    lines = [
        Expected(
            member_id=member.pk,
            person_id=member.person_id,
            name=member.person.name,
            category=member.category,
            titles="、".join(titles.get(member.person_id, ())),
            usual=usual.get(member.pk, ""),
            mark=mark,
        )
        for member, mark in found
    ]
    joined = {member.pk: member.joined_on or date.max for member, _ in found}
    return sorted(lines, key=lambda line: (places.get(line.person_id, _LAST), joined[line.member_id], line.member_id))


def _posts(body: Organization, on: date) -> "QuerySet[Appointment, tuple[int, str]]":
    rows = Appointment.objects.held_on(on).filter(post__organization=body)
    return rows.values_list("person_id", "post__title")


def _titles(posts: Iterable[tuple[int, str]]) -> tuple[dict[int, list[str]], dict[int, int]]:
    """Return the titles of who holds a post at the body, and their place in the order."""
    titles: dict[int, list[str]] = {}
    places: dict[int, int] = {}
    for person, title in posts:
        place = standing_of(title)
        if place < _LAST:
            titles.setdefault(person, []).append(title)
            places[person] = min(places.get(person, _LAST), place)
    return titles, places


def _committee(titles: dict[int, list[str]]) -> list[tuple[Member, str]]:
    rows = Member.objects.filter(person_id__in=list(titles)).select_related("person")
    return [(member, "") for member in rows]


def _spells(body: Organization | int, on: date) -> "QuerySet[Spell]":
    """Members whose spell in a body covers the day."""
    spells = Spell.objects.held_on(on).filter(
        organization=body, category__in=(Category.FULL, Category.PROBATIONARY), standing=Standing.NORMAL
    )
    return spells.select_related("member__person")


def _own(body: Organization, spells: Iterable[Spell], on: date) -> list[tuple[Member, str]]:
    """Members of the body; a group without a roll of its own asks its branch's."""
    found = [(_as_of(spell), "") for spell in spells]
    if not found and body.kind == BodyKind.GROUP and body.parent_id:
        found = [(_as_of(spell), "") for spell in _spells(body.parent_id, on)]
    return found


def _as_of(spell: Spell) -> Member:
    """Return the member with the category of that day."""
    member = spell.member
    member.category = spell.category
    return member


def _received(body: Organization, on: date) -> "QuerySet[Stay]":
    """Members of other bodies who take part in the organization life here and have reported in."""
    stays = Stay.objects.filter(_open_on(on), host=body, reported_on__lte=on, person__member__isnull=False)
    return stays.exclude(organization=body).select_related("person__member")


def _guests(stays: Iterable[Stay]) -> list[tuple[Member, str]]:
    found = []
    for stay in stays:
        member = stay.person.member  # type: ignore[union-attr]  # asked for above
        member.person = stay.person
        found.append((member, "流入"))
    return found


def _open_on(on: date) -> Q:
    return Q(since__lte=on) & (Q(ended_on=None) | Q(ended_on__gt=on))


def _away(body: Organization, on: date) -> "QuerySet[Stay, int]":
    """Members of the body who live elsewhere and cannot take part."""
    rows = Stay.objects.filter(_open_on(on), organization=body, is_able=False, person__member__isnull=False)
    return rows.values_list("person__member__id", flat=True)


def _frail(body: Organization) -> "QuerySet[Absence, int]":
    """Who was told as 年老体弱 at the last sealed meeting of the body: said once, it stands until somebody taps."""
    told = Absence.objects.filter(meeting__organization=body, meeting__state="sealed", meeting__group=None)
    last = told.order_by("-meeting__held_on", "-meeting_id").values("meeting_id")[:1]
    return Absence.objects.filter(meeting_id=Subquery(last), reason=Reason.FRAIL).values_list("member_id", flat=True)


def strangers(body: Organization, on: date) -> "QuerySet[Stay, str]":
    """Return the names of members of bodies outside the platform who take part here."""
    rows = Stay.objects.filter(_open_on(on), organization=body, direction="in").order_by("sort_key", "id")
    return rows.values_list("name", flat=True)


@dataclass(frozen=True, slots=True)
class Count:
    """How many were to come and how many came; who may vote of either."""

    expected: int
    present: int
    voters: int
    voters_present: int


def count(lines: Sequence[Expected], absent: dict[int, str]) -> Count:
    """Count a roll against who was away: the excused are not counted as expected, but keep their vote."""
    counted = [line for line in lines if absent.get(line.member_id, "") not in EXCUSED]
    present = [line for line in lines if line.member_id not in absent]
    voters = [line for line in lines if line.may_vote and line.mark == ""]
    return Count(
        expected=len(counted),
        present=len(present),
        voters=len(voters),
        voters_present=sum(line.member_id not in absent for line in voters),
    )
