"""One record as someone may see it: which conditions they read by name, and who reads them (P21)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.members.facts import FACTS
from dangjian.affairs.members.held import CONDITION
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.holdings import Happening, Section, happenings, sections
from dangjian.affairs.people.models import Entry, Person


def acting_body(body: Organization) -> Organization:
    """Return the body that must act on a member's condition: the nearest committee at or above the branch."""
    found = body
    while not found.is_committee and found.parent_id is not None:
        found = Organization.objects.get(pk=found.parent_id)
    return found


def reads_conditions(actor: Actor, body: Organization) -> bool:
    """Say whether a member's condition is a name to this person, and not only a count. ``actor`` is not narrowed.

    It is in the branch, and above it in the body that must act.
    """
    near = {body.pk, acting_body(body).pk}
    return any(
        grant.permission is Permission.STANDING_VIEW and grant.organization_id in near and grant.covers(body.path)
        for grant in actor.grants
    )


def shows(name: str) -> bool:
    """Say whether a fact appears in this zone."""
    return zones.shows(FACTS[name].privacy)


def shown_here(found: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections with the facts that this zone shows, whichever capability holds them."""
    for section in found:
        yield replace(section, facts=[fact for fact in section.facts if zones.shows(fact.privacy)])


def visible_sections(actor: Actor, person: Person, on: date) -> list[Section]:
    """Return what of a record this person reads in this zone: conditions only near the branch, their own never.

    ``actor`` is not narrowed.
    """
    reads = reads_conditions(actor, Organization.objects.get(pk=person.organization_id))
    kept = [
        Section(section.heading, [fact for fact in section.facts if reads or fact.field not in CONDITION])
        for section in shown_here(sections(person, on))
        if not section.is_own and (reads or not section.is_condition)
    ]
    return [section for section in kept if section.facts]


def visible_happenings(actor: Actor, person: Person) -> list[Happening]:
    """Return what of a person's way this person reads; on the internet nothing of it. ``actor`` is not narrowed."""
    if zones.is_internet():
        return []
    reads = reads_conditions(actor, Organization.objects.get(pk=person.organization_id))
    return [one for one in happenings(person) if reads or not one.is_condition]


def sealed_of(person: Person) -> list[tuple[str, str]]:
    """Return the sealed fields that hold something, with their captions; none where the zone shows none."""
    return [
        (fact.name, fact.caption)
        for fact in FACTS.values()
        if fact.is_sealed and shows(fact.name) and getattr(person, fact.name)
    ]


def masks(person: Person) -> dict[str, str]:
    """Return the masked form of every sealed number that is held."""
    found = {name: FACTS[name].mask for name, _ in sealed_of(person)}
    return {name: mask(person.unsealed(name)) for name, mask in found.items() if mask}


def latest_entry(person: Person) -> str:
    """Return the public id of the latest entry: what a form was opened on."""
    entry = Entry.objects.filter(person=person).order_by("id").last()
    return str(entry.public_id) if entry else ""
