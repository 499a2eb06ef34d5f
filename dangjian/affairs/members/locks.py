"""Who writes to a record holds it until the transaction ends: the person first, then the membership, always so."""

from dangjian.affairs.members.models import Member
from dangjian.affairs.people.models import Person


def held_person(number: int) -> Person:
    """Return a person as the record stands now, locked.

    No key is changed, so rows that point at the person may still be written by others.
    """
    return Person.objects.select_for_update(no_key=True).get(pk=number)


def held_member(person: Person) -> Member | None:
    """Return the membership of a locked person, locked too; its branch is read and stays free."""
    rows = Member.objects.select_for_update(of=("self",), no_key=True).select_related("organization")
    return rows.filter(person=person).first()
