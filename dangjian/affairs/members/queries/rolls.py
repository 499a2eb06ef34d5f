"""The roll of one branch in its own order (P6), and the people of a scope by name."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from dangjian.access import paths
from dangjian.access.actors import Actor, Reach
from dangjian.affairs.accounts import holdings
from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.members.rules import place_of, seniority_months, seniority_words
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person

LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a roll. ``is_here``: the record may be opened; who has moved on is a name on a past roll."""

    person: Person
    member: Member
    category: str
    titles: str
    seniority: str
    is_here: bool = True


def roll(actor: Actor, body: Organization, on: date, condition: Q) -> list[Line]:
    """Return who is on the roll of a branch today: 书记, 副书记, 委员, then by the day of joining.

    ``actor`` is narrowed; ``on`` is today.
    """
    rows = Person.objects.visible_to(actor).filter(condition, member__organization=body, member__left_on=None)
    found = list(rows.select_related("member")[:LONGEST])
    titles = _titles(found, body, on)
    return _in_order([_line(one, one.member, None, titles.get(one.pk, []), on) for one in found])


def past_roll(actor: Actor, body: Organization, on: date) -> list[Line]:
    """Return who was on the roll of a branch on a past day, in the branch and category of that day."""
    rows = Spell.objects.visible_to(actor).held_on(on).filter(organization=body).select_related("member__person")
    spells = list(rows[:LONGEST])
    people = [spell.member.person for spell in spells]
    here = set(Person.objects.visible_to(actor).filter(pk__in=[one.pk for one in people]).values_list("pk", flat=True))
    titles = _titles(people, body, on)
    lines = [
        _line(spell.member.person, spell.member, spell, titles.get(spell.member.person_id, []), on) for spell in spells
    ]
    return _in_order([replace(line, is_here=line.person.pk in here) for line in lines])


def _titles(people: Sequence[Person], body: Organization, on: date) -> dict[int, list[str]]:
    posts = holdings.held([person.pk for person in people], on)
    return {number: [post.title for post in held if post.organization_id == body.pk] for number, held in posts.items()}


def _line(person: Person, member: Member, spell: Spell | None, titles: Sequence[str], on: date) -> Line:
    category = (spell or member).get_category_display()
    months = seniority_months(member.confirmed_on, member.seniority_correction, on=on)
    return Line(person, member, category, "、".join(dict.fromkeys(titles)), seniority_words(months))


def _in_order(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (_first(line.titles), line.member.joined_on or date.max, line.person.pk))


def _first(titles: str) -> int:
    return min(map(place_of, titles.split("、")))


def in_scope(actor: Actor, body: Organization | None) -> "QuerySet[Person]":
    """Return the people on a roll in scope, at or below ``body`` where one is named; to be paged by name.

    A scope inside one county names the county, so that the list walks the index by name.
    """
    counties = _counties(actor, body)
    is_county = _is_county(actor, body, counties)
    people = Person.objects.walked() if is_county else Person.objects.all()
    rows = (
        people.visible_to(actor)
        .filter(member__isnull=False, member__left_on=None)
        .select_related("member__organization")
    )
    if body and not is_county:  # What bears the county's number lies at or below its body.
        rows = rows.filter(org_path__gte=body.path, org_path__lt=paths.following(body.path))
    known = [county for county in counties if county is not None]
    return rows.filter(county_id__in=known) if len(known) == len(counties) else rows


def _counties(actor: Actor, body: Organization | None) -> set[int | None]:
    """Return the counties of the list; None among them where a part of it lies in several."""
    if body:
        return {_county(body.path, body.county_id, Reach.SUBTREE)}
    return {_county(grant.path, grant.county_id, grant.reach) for grant in actor.grants}


def _is_county(actor: Actor, body: Organization | None, counties: Collection[int | None]) -> bool:
    """Say whether the list is that of one whole county: then it walks the index by county and name."""
    if body:
        return body.pk == body.county_id and None not in counties
    return any(grant.organization_id == grant.county_id for grant in actor.grants)


def _county(path: str, county_id: int, reach: Reach) -> int | None:
    """Return the one county in which everything at or below ``path`` lies; None where there are several."""
    if reach is Reach.BODY:
        return county_id
    below = Organization.objects.filter(path__gte=path, path__lt=paths.following(path))
    return None if below.exclude(county_id=county_id).exists() else county_id


def named(rows: "QuerySet[Person]", words: str) -> "QuerySet[Person]":
    """Return the rows whose name holds ``words``, or whose pinyin or initials begin with them."""
    text = words.replace("\0", "").strip()[:60]
    if not text:
        return rows
    letters = re.sub(r"[^a-z]", "", text.lower())
    if not letters or len(letters) != len(text.replace(" ", "")):
        return rows.filter(name__contains=text)
    spelled = Q(sort_key__gte=letters[0], sort_key__lt=chr(ord(letters[0]) + 1))
    return rows.filter(spelled, Q(initials__startswith=letters) | Q(sort_key__regex=f"^{' ?'.join(letters)}"))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many: the figures above a list. Conditions are counts, whoever reads them (P21)."""

    in_party: int
    probationary: int
    on_the_way: int
    lost: int
    suspended: int


_PARTY: Final = Q(category__in=("full", "probationary"), standing="normal")
_COUNTS: Final = {
    "in_party": Count("pk", filter=_PARTY),
    "probationary": Count("pk", filter=_PARTY & Q(category="probationary")),
    "on_the_way": Count("pk", filter=~Q(category__in=("full", "probationary"))),
    "lost": Count("pk", filter=Q(lost_since__isnull=False)),
    "suspended": Count("pk", filter=Q(standing="suspended")),
}


def tally(actor: Actor, body: Organization | None) -> Tally:
    """Return the figures of a scope; one query by place."""
    rows = Member.objects.visible_to(actor).current()
    if body:
        rows = rows.filter(org_path__gte=body.path, org_path__lt=paths.following(body.path))
    return Tally(**rows.aggregate(**_COUNTS))
