"""Facts of a record are set or corrected: checked, written, remembered, in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.secrets import blind_index, seal
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.members import settling, spells
from dangjian.affairs.members.facts import FACTS, SPELLED, held
from dangjian.affairs.members.locks import held_member, held_person
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.reading import Value
from dangjian.affairs.members.rules import Dates, Fault, faults
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people import doors, entries
from dangjian.affairs.people.models import Entry, Person, Sex, Source
from dangjian.affairs.people.rules import Unreadable, read_id_number
from dangjian.foundation.names import initials, sort_key
from dangjian.rulebook import RuleBreach

_INDEXED: Final = {"id_number": "id_index", "phone": "phone_index"}


class Overtaken(RuleBreach):  # a breach is what the field calls it
    """Somebody else changed the record after this person had read it; ``newer`` are the entries since."""

    def __init__(self, newer: Sequence[Entry]) -> None:
        self.newer = newer
        captions = dict.fromkeys(FACTS[name].caption for entry in newer for name in entry.fields if name in FACTS)
        super().__init__(
            f"您打开这一页之后，别人改过：{'、'.join(captions) or '档案'}。您填的还在，没有保存；请核对后再存一次。"
        )


@transaction.atomic
def correct_record(
    *,
    by: Actor,
    person: Person,
    changes: Mapping[str, object],
    source: Source,
    on: date,
    reference: str = "",
    words: str = "",
    seen: str | None = None,
) -> Entry:
    """Set facts of a person and of their membership; return the entry that remembers it.

    ``changes`` names fields of ``facts.FACTS`` with values or what people write for them (a code or its words,
    a day or ``2026-11-21``, a body); what already stands so is left out. ID number and phone are sealed and
    indexed, a name brings its sort key, an ID number its day of birth and sex. From ``on`` a new spell begins where
    branch, category, standing or leaving changed; then the sign-in's rights change at the next request.

    ``seen`` is the public id of the latest entry that whoever types had before them; None where nobody does.

    Raises ``Overtaken`` where somebody else entered something since, ``RuleBreach`` in words where a value cannot be
    read, where dates contradict each other, where nothing would change, where a membership is meant and there is
    none, and where the branch is closed.
    Raises ``LookupError`` for a field that is none. The caller has checked that ``by`` may reach the person
    and the body that is named.
    """
    person = held_person(person.pk)
    member = held_member(person)
    if seen is not None and (newer := entries.since(person, seen)):
        raise Overtaken(newer)
    wanted = _wanted(person, member, read_all(changes, on), on)
    before = {name: held(person, member, name) for name in wanted}
    stood = _contradictions(person, member, on)
    put(person, member, wanted)
    for fault in _contradictions(person, member, on) - stood:
        raise RuleBreach(f"{fault.words}没有改动。", citation=fault.citation)
    _save(person, member, wanted)
    if member and SPELLED & set(wanted):
        _settle(person, member, on, source, reference)
    entry = entries.write(
        by=by,
        person=person,
        source=source,
        on=on,
        fields=wanted,
        before={name: value.pk if isinstance(value, Organization) else value for name, value in before.items()},
        reference=reference,
        words=words,
    )
    if "id_number" in wanted:
        doors.identified(by, person, on)
    if member and {"organization", "left_on"} & set(wanted):
        settling.tell(by, settling.Settled(member, source, on))
    audit.record(
        by=by,
        action="person.correct",
        subject=person.public_id,
        organization_id=person.organization_id,
        path=person.org_path,
        words=f"{person} {'、'.join(FACTS[name].caption for name in wanted)}",
        county_id=person.county_id,
    )
    return entry


def read_all(changes: Mapping[str, object], on: date) -> dict[str, Value]:
    """Return the values that ``changes`` mean, by field; raises ``RuleBreach`` and ``LookupError``."""
    found: dict[str, Value] = {}
    for name, value in changes.items():
        fact = FACTS[name]
        try:
            found[name] = fact.read(value, on)
        except Unreadable as wrong:
            raise RuleBreach(f"{fact.caption}没有改：{wrong}") from None
    return found


def _wanted(person: Person, member: Member | None, read: dict[str, Value], on: date) -> dict[str, Value]:
    read = with_what_the_number_says(read, on)
    wanted = {name: value for name, value in read.items() if held(person, member, name) != value}
    if not wanted:
        raise RuleBreach("所填与现有记载相同，没有改动。")
    if member is None and any(not FACTS[name].is_of_person for name in wanted):
        raise RuleBreach(f"{person} 没有列入党员名册，没有改动。请先列入名册。")
    return wanted


def with_what_the_number_says(read: dict[str, Value], on: date) -> dict[str, Value]:
    """Return the values with day of birth and sex from an ID number among them; ``RuleBreach`` where they differ."""
    number = read.get("id_number")
    if not number:
        return read
    says = read_id_number(str(number), on=on)
    own: dict[str, Value] = {"born_on": says.born_on, "sex": Sex.MALE if says.is_male else Sex.FEMALE}
    for name, value in own.items():
        if read.get(name) not in (None, "", value):
            caption = FACTS[name].caption
            raise RuleBreach(f"{caption}与公民身份证号不一致，没有保存。请核对后两项一起填。")
    return read | own


def put(person: Person, member: Member | None, values: Mapping[str, Value]) -> None:
    """Set the fields of both rows in memory: sealed, indexed, with sort keys. Nothing is saved."""
    for name, value in values.items():
        if FACTS[name].is_sealed:
            setattr(person, name, seal(str(value), person.place(name)) if value else None)
            if name in _INDEXED:
                setattr(person, _INDEXED[name], blind_index(name, str(value)) if value else None)
        else:
            setattr(person if FACTS[name].is_of_person else member, name, value)
    if "name" in values:
        person.sort_key, person.initials = sort_key(person.name), initials(person.name)


def _contradictions(person: Person, member: Member | None, on: date) -> set[Fault]:
    """Return what contradicts itself; what stood so before does not bar the correction of something else."""
    return {fault for fault in faults(dates_of(person, member), on=on) if not fault.is_doubt}


def dates_of(person: Person, member: Member | None) -> Dates:
    """Return what the record says of a member's way, for ``rules.faults``."""
    if member is None:
        return Dates(category="", born_on=person.born_on)
    return Dates(
        member.category,
        person.born_on,
        member.joined_on,
        member.confirmed_on,
        member.applied_on,
        member.activist_on,
        member.lost_since,
    )


def _save(person: Person, member: Member | None, wanted: Mapping[str, Value]) -> None:
    person.save()
    if member and any(not FACTS[name].is_of_person for name in wanted):
        member.save()


def _settle(person: Person, member: Member, on: date, source: Source, reference: str) -> None:
    """Let place, spells and rights follow what the membership now says."""
    body = member.organization
    if member.org_path != body.path or member.organization_id != person.organization_id:
        if not body.is_open_on(on):
            raise RuleBreach(f"{body} 已撤销，没有改动。请选现有的党支部。")
        member.county_id, member.org_path = body.county_id, body.path
        person.organization_id, person.county_id, person.org_path = body.pk, body.county_id, body.path
        member.save()
        person.save()
        Account.objects.filter(person=person).update(county_id=body.county_id, org_path=body.path)
    spells.turn(member=member, on=member.left_on or on, source=source, reference=reference)
    raise_epoch(account_ids=Account.objects.filter(person=person).values_list("pk", flat=True))
