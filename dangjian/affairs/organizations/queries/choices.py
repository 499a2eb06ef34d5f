"""What can be chosen in a form about a body: areas around it, other bodies by name, what a body can hang on."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Area, Attached, Kind, Organization, Unit
from dangjian.affairs.organizations.queries.bodies import matching
from dangjian.affairs.people.models import Person

_COUNTY_DIGITS: Final = 6
_VILLAGE_DIGITS: Final = 12
LONGEST: Final = 30
Choices = list[tuple[str, str]]


def areas(body: Organization) -> Choices:
    """Return the areas of the county of ``body`` by code: townships and villages, grids only of its own village."""
    near = body.area or (body.parent.area if body.parent else None)
    if near is None:
        return []
    own = Q(own_kind="") | Q(code__startswith=near.code[:_VILLAGE_DIGITS] if len(near.code) >= _VILLAGE_DIGITS else "-")
    rows = Area.objects.filter(own, code__startswith=near.code[:_COUNTY_DIGITS], merged_into=None).order_by("code")
    return [(area.code, f"{'　' * _depth(area.code)}{area.name}") for area in rows]


def _depth(code: str) -> int:
    return sum(len(code) > digits for digits in (_COUNTY_DIGITS, 9, _VILLAGE_DIGITS))


def area(code: str) -> Area | None:
    """Return the area of a code that a form has checked."""
    return Area.objects.filter(code=code).first() if code else None


def targets(
    actor: Actor, words: str, today: date, *, apart: Organization, kinds: Collection[str] = Kind.values
) -> Choices:
    """Return the open bodies of ``kinds`` in scope that ``words`` names, by public id; bodies beside the tree as such.

    These can be chosen too: the refusal says why they are no superiors. Nothing under ``apart`` is offered.
    """
    if not words.strip():
        return []
    rows = Organization.objects.visible_to(actor).open_on(today).filter(kind__in=kinds)
    bodies = matching(rows, words).exclude(path__gte=apart.path, path__lt=paths.following(apart.path))
    found = [
        (str(body.public_id), f"{body.short_name}（{body.get_kind_display()}{_under(body)}）")
        for body in bodies.select_related("parent").in_order()[:LONGEST]
    ]
    beside = Attached.objects.visible_to(actor).open_on(today).filter(name__icontains=words.strip()[:60])
    return found + [
        (str(each.public_id), f"{each.name}（{each.get_kind_display()}，不是一级党组织）")
        for each in beside.order_by("pk")[:LONGEST]
    ]


def keepers(actor: Actor, words: str, today: date, *, apart: Organization) -> Choices:
    """Return the open bodies of the tree in scope that ``words`` names and that could answer for a unit."""
    if not words.strip():
        return []
    rows = matching(Organization.objects.visible_to(actor).open_on(today), words).exclude(pk=apart.pk)
    return [
        (str(body.public_id), f"{body.short_name}（{body.get_kind_display()}{_under(body)}）")
        for body in rows.select_related("parent").in_order()[:LONGEST]
    ]


def _under(body: Organization) -> str:
    return f"，{body.parent.short_name}" if body.parent else ""


def target(actor: Actor, public_id: UUID) -> Organization | Attached | None:
    """Return the body in scope with this public id, of the tree or beside it."""
    body = Organization.objects.visible_to(actor).filter(public_id=public_id).first()
    return body or Attached.objects.visible_to(actor).filter(public_id=public_id).first()


def hooks(actor: Actor, keeper: Organization) -> list[tuple[str, Choices]]:
    """Return what a body beside the tree can hang on: units in scope, areas around ``keeper``."""
    units = Unit.objects.visible_to(actor).filter(org_path__startswith=keeper.path).order_by("name", "pk")[:500]
    return [
        ("单位", [(f"unit:{unit.public_id}", unit.name) for unit in units]),
        ("区划", [(f"area:{code}", name) for code, name in areas(keeper)]),
    ]


def sitters(actor: Actor, words: str, today: date) -> Choices:
    """Return the people and the bodies in scope that could take a seat, by ``person:`` or ``body:`` and public id."""
    text = words.replace("\0", "").strip()[:60]
    if not text:
        return []
    seen = actor.narrowed(Permission.MEMBER_VIEW)
    named = Q(name__icontains=text) | Q(initials__startswith=text.lower())
    people = Person.objects.visible_to(seen).filter(named).order_by("sort_key", "id")[:LONGEST]
    bodies = matching(
        Organization.objects.visible_to(actor.narrowed(Permission.ORGANIZATION_VIEW)).open_on(today), text
    ).in_order()[:LONGEST]
    homes = dict(
        Organization.objects.filter(pk__in=[person.organization_id for person in people]).values_list(
            "pk", "short_name"
        )
    )
    found: Sequence[tuple[str, str]] = [
        (f"person:{person.public_id}", f"{person.name}（{homes.get(person.organization_id, '')}）") for person in people
    ]
    return [*found, *((f"body:{body.public_id}", body.short_name) for body in bodies)]


def sitter(actor: Actor, choice: str) -> tuple[Person | None, Organization | None]:
    """Return the person or the body of a choice that ``sitters`` offered."""
    kind, _, public_id = choice.partition(":")
    if kind == "person":
        return Person.objects.visible_to(actor.narrowed(Permission.MEMBER_VIEW)).filter(
            public_id=public_id
        ).first(), None
    bodies = Organization.objects.visible_to(actor.narrowed(Permission.ORGANIZATION_VIEW))
    return None, bodies.filter(public_id=public_id).first()
