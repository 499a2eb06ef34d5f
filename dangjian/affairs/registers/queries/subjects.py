"""Whom or what a new line of a register can be about, and what is known of it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from dangjian.access.actors import Actor
from dangjian.affairs.members.models import Member, MemberQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.about import Subject
from dangjian.affairs.registers.fillers import places
from dangjian.affairs.registers.knowledge import Given, known
from dangjian.affairs.registers.models import Entry, Register
from dangjian.affairs.registers.rules.definitions import About, Definition

_MOST = 400


def subjects(definition: Definition, home: Organization, register: Register, period: str) -> list[tuple[str, str]]:
    """Return who or what has no line yet: the members of the body, its places."""
    taken = set(
        Entry.objects.filter(register=register, organization=home).of_period(period).values_list("subject", flat=True)
    )
    if definition.about is About.PLACE:
        return [(area.code, area.name) for area in places(definition, home) if area.code not in taken]
    if definition.about is About.PERSON:
        rows = _members(home).order_by("person__sort_key", "id")[:_MOST]
        return [(row.person.public_id.hex, row.person.name) for row in rows if row.person.public_id.hex not in taken]
    return []


def _members(home: Organization) -> MemberQuerySet:
    return Member.objects.current().filter(organization=home).select_related("person", "organization")


def chosen(definition: Definition, home: Organization, said: str) -> Subject:
    """Return the subject of a choice; nothing for one that is not there."""
    if definition.about is About.PLACE:
        return Subject(area=next((area for area in places(definition, home) if area.code == said), None))
    if definition.about is About.PERSON and said:
        return Subject(member=_member(home, said))
    return Subject()


def _member(home: Organization, said: str) -> Member | None:
    try:
        return Member.objects.current().filter(organization=home, person__public_id=UUID(said)).select_related(
            "person", "organization"
        ).first()  # fmt: skip
    except ValueError:
        return None


def given_for(
    definition: Definition, home: Organization, entry: Entry | None, said: str, actor: Actor, on: date
) -> Mapping[str, Given]:
    """Return what is known of a line's subject; of a person only once they are chosen."""
    if definition.about is not About.PERSON:
        return known(definition, [home], actor, on).get(home.pk, {})
    if entry is not None and entry.person_id is not None:
        member = Member.objects.current().filter(person=entry.person_id, organization=home).select_related(
            "person", "organization"
        ).first()  # fmt: skip
    else:
        member = _member(home, said) if said and entry is None else None
    return known(definition, [member], actor, on).get(member.pk, {}) if member else {}
