"""Someone is put on a roll: a person, a membership, a spell, and the entry that remembers whence."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.members import spells
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.members.rules import faults
from dangjian.affairs.members.services.correcting import dates_of, put, read_all, with_what_the_number_says
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people import doors, entries
from dangjian.affairs.people.models import Person, Source
from dangjian.rulebook import RuleBreach


@transaction.atomic
def enroll(  # a record begins with that many facts
    *,
    by: Actor,
    organization: Organization,
    name: str,
    category: Category,
    source: Source,
    on: date,
    since: date | None = None,
    facts: Mapping[str, object] | None = None,
    reference: str = "",
    words: str = "",
) -> Member:
    """Put a new person on the roll of a branch and return the membership.

    ``facts`` as for ``correct_record``. The spell begins on ``since``, the day from which the person is known to
    belong here, else on ``on``. Whether the ID number is known elsewhere is no bar: it becomes a case of
    ``duplicates``.

    Raises ``RuleBreach`` in words where a value cannot be read, where dates contradict each other, where the body
    is no branch or closed; ``LookupError`` for a field that is none.
    """
    if not organization.is_branch or not organization.is_open_on(on):
        raise RuleBreach(f"{organization} 不是现有的党支部，没有列入名册。请选党员所在的党支部。")
    values = with_what_the_number_says(read_all({**(facts or {}), "name": name, "category": category}, on), on)
    at = {"county_id": organization.county_id, "org_path": organization.path}
    person = Person(organization_id=organization.pk, **at)
    member = Member(person=person, organization=organization, **at)
    put(person, member, values)
    for fault in faults(dates_of(person, member), on=on):
        if not fault.is_doubt:
            raise RuleBreach(f"{fault.words}没有列入名册。", citation=fault.citation)
    person.save()
    member.save()
    spells.turn(member=member, on=since or on, source=source, reference=reference)
    fields = ["organization", *(name for name, value in values.items() if value not in (None, ""))]
    entries.write(by=by, person=person, source=source, on=on, fields=fields, reference=reference, words=words)
    if values.get("id_number"):
        doors.identified(by, person, on)
    audit.record(
        by=by,
        action="person.enroll",
        subject=person.public_id,
        organization_id=organization.pk,
        path=organization.path,
        words=f"{person} {member.get_category_display()}",
    )
    return member
