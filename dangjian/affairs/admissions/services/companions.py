"""Contacts and introducers: full members, one to two or exactly two, never the applicant."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.models import Admission, Companion, Part
from dangjian.affairs.members.models import Member
from dangjian.affairs.people.models import Person
from dangjian.rulebook import RuleBreach

PARTS: Final = {"contacts": Part.CONTACT, "introducers": Part.INTRODUCER}


def check_people(row: Admission, step: str, people: Sequence[Person], on: date) -> None:
    """Refuse a wrong number of people, who is no full member of the branch, and the applicant; with the article."""
    part, number = PARTS[step], len({person.pk for person in people})
    text = rules.in_force(step, on)
    if text is None:
        return
    is_right = rules.are_contacts(number, text) if part is Part.CONTACT else number == text.number
    if not is_right:
        raise RuleBreach(f"{text.says}，您选了{number}名，没有改动。", citation=text.citation)
    if row.person_id in {person.pk for person in people}:
        raise RuleBreach(f"本人不能作自己的{part.label}，没有改动。", citation=text.citation)
    wanted = {person.pk for person in people}
    full = Member.objects.full().filter(person__in=wanted).values_list("person_id", flat=True)
    if strays := wanted - set(full):
        names = "、".join(person.name for person in people if person.pk in strays)
        raise RuleBreach(f"{names}不是正式党员，不能作{part.label}，没有改动。", citation=text.citation)


def appoint(row: Admission, step: str, people: Sequence[Person], on: date) -> None:
    """Let these be the contacts or introducers from ``on``; who was before ends that day. Part of a service."""
    if step not in PARTS or not people:
        return
    part = PARTS[step]
    running = Companion.objects.filter(admission=row, part=part, until=None)
    running.exclude(person__in=people).update(until=on)
    held = set(running.values_list("person_id", flat=True))
    for person in {one.pk: one for one in people}.values():
        if person.pk not in held:
            Companion.objects.create(
                admission=row, person=person, part=part, county_id=row.county_id, org_path=row.org_path, since=on
            )
