"""A member's formal relation settles in another branch: place, spells, entries, sign-in, in one transaction."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.members.departures import Departed, departed
from dangjian.affairs.members.locks import held_member, held_person
from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.members.services.correcting import correct_record
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Entry, Source
from dangjian.rulebook import RuleBreach


@transaction.atomic
def settle(
    *, by: Actor, member: Member, organization: Organization, on: date, source: Source, reference: str = "",
    words: str = "",
) -> Entry:  # fmt: skip
    """Let a member belong to ``organization`` from ``on``; return the entry that remembers it.

    The record's own history (its entries) goes with the person. Spells of the past stay on the roll of their branch;
    into another county they go with the person too: a county holds no one else's people. The old branch's rights
    over the person, and the person's rights there, end at the next request.

    Raises ``RuleBreach`` for who has left, for the branch where they are, and for one that is closed or no branch.
    """
    person = held_person(member.person_id)
    now = held_member(person)
    if now is None or now.left_on is not None:
        raise RuleBreach(f"{person} 已不在名册上，没有改动。")
    left = now.county_id
    if not organization.is_branch or not organization.is_open_on(on):
        raise RuleBreach(f"{organization} 不是现有的党支部，没有改动。请改选接收党支部。")
    departed(by, Departed(person, now.organization, on, reference or words, is_gone=False))
    entry = correct_record(
        by=by,
        person=person,
        changes={"organization": organization},
        source=source,
        on=on,
        reference=reference,
        words=words,
    )
    place = {"county_id": organization.county_id, "org_path": organization.path}
    Entry.objects.filter(person=person).update(**place)
    if left != organization.county_id:
        Spell.objects.filter(member=now).update(**place)
    return entry
