"""Writes checked people: new ones by COPY into all four tables, changed ones field by field, each with its entry."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.db import connection

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.imports.kinds.people.lines import ENTRY, MEMBER, PERSON, SPELL, line
from dangjian.affairs.imports.stale import Stale
from dangjian.affairs.imports.traces import Traces, numbers
from dangjian.affairs.members import spells
from dangjian.affairs.members.facts import FACTS, SPELLED, held
from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.members.services.correcting import put
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.services.decrees import hold_tree
from dangjian.affairs.people import doors, entries
from dangjian.affairs.people.models import Entry, Person, Source
from dangjian.foundation.ids import public_id

_BATCH: Final = 500
_AT_ONCE: Final = 400  # Changed people fetched together.
WORDS: Final = "党员名册导入"


def write(prepared: Sequence[list[Any]], *, by: Actor, on: date, reference: str) -> Traces:
    """Write within the running transaction; raises ``Stale`` where the register moved on since the check."""
    hold_tree(alone=False)
    traces = Traces()
    _refuse_moved(prepared)
    new = [row[1:] for row in prepared if row[0] == "new"]
    if new:
        _add(new, traces, by, on, reference)
    changed = [row[1:] for row in prepared if row[0] == "changed"]
    for begin in range(0, len(changed), _AT_ONCE):
        _change(changed[begin : begin + _AT_ONCE], traces, by, on, reference)
    return traces


def _refuse_moved(prepared: Sequence[list[Any]]) -> None:
    """The place of a body stands in the rows composed; an ID number may have come in by another way."""
    new = [row for row in prepared if row[0] == "new"]
    place = PERSON.index("org_path")
    stood = {row[1]: row[4].split("\t", place + 1)[place] for row in new}
    now = dict(Organization.objects.filter(pk__in=stood, closed_on=None).values_list("pk", "path"))
    if now != stood:
        raise Stale
    indexes = [bytes.fromhex(row[7]) for row in new]
    if Person.objects.filter(id_index__in=indexes, merged_into=None).exists():
        raise Stale


def _add(new: list[list[Any]], traces: Traces, by: Actor, on: date, reference: str) -> None:
    people, members = numbers("people_person", len(new)), numbers("members_member", len(new))
    spelled, entered = numbers("members_spell", len(new)), numbers("people_entry", len(new))
    _copy("people_person", ("id", *PERSON), (f"{pk}\t{row[3]}\n" for pk, row in zip(people, new, strict=True)))
    _copy(
        "members_member",
        ("id", "person_id", *MEMBER),
        (f"{pk}\t{person}\t{row[4]}\n" for pk, person, row in zip(members, people, new, strict=True)),
    )
    places = {row[0]: _place(row) for row in new}
    during, origin = f"[{on},)", Source.IMPORT.value
    _copy(
        "members_spell",
        ("id", *SPELL),
        (
            f"{pk}\t{member}\t{row[0]}\t{places[row[0]]}\t{row[1]}\t{row[2]}\t{during}\t{origin}\t{reference}\n"
            for pk, member, row in zip(spelled, members, new, strict=True)
        ),
    )
    tail = f"{by.account_id}\t{on}"
    _copy(
        "people_entry",
        ("id", *ENTRY),
        (
            f"{pk}\t{public_id()}\t{person}\t{places[row[0]]}\t{origin}\t{reference}\t{WORDS}\t{row[5]}\t{tail}\n"
            for pk, person, row in zip(entered, people, new, strict=True)
        ),
    )
    for table, made in (
        ("people_person", people),
        ("members_member", members),
        ("members_spell", spelled),
        ("people_entry", entered),
    ):
        traces.made(table, made)


def _place(row: list[Any]) -> str:
    """Return county and path as they stand in a composed row of a member."""
    cells = row[4].split("\t", 3)
    return line(cells[1:3])


def _copy(table: str, columns: Iterable[str], lines: Iterable[str]) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
        for batch in _batches(lines):
            copy.write(batch)


def _batches(lines: Iterable[str]) -> Iterator[bytes]:
    batch: list[str] = []
    for each in lines:
        batch.append(each)
        if len(batch) == _BATCH:
            yield "".join(batch).encode()
            batch.clear()
    yield "".join(batch).encode()


def _change(rows: list[list[Any]], traces: Traces, by: Actor, on: date, reference: str) -> None:
    ids = sorted(row[0] for row in rows)
    people = {person.pk: person for person in Person.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    found = Member.objects.select_for_update(of=("self",)).select_related("organization").filter(person_id__in=ids)
    members = {member.person_id: member for member in found.order_by("pk")}
    traces.keep("people_person", ids)
    traces.keep("members_member", [member.pk for member in members.values()])
    for identity, changes, index in rows:
        person, member = people.get(identity), members.get(identity)
        if person is None or member is None or member.left_on:
            raise Stale
        _set(person, member, changes, traces, by, on, reference)
        if "id_number" in changes:
            if Person.objects.filter(id_index=bytes.fromhex(index), merged_into=None).exclude(pk=identity).exists():
                raise Stale
            doors.identified(by, person, on)


def _set(
    person: Person,
    member: Member,
    changes: dict[str, list[Any]],
    traces: Traces,
    by: Actor,
    on: date,
    reference: str,
) -> None:
    values = {name: FACTS[name].read(new, on) for name, (_, new) in changes.items()}
    before = {name: held(person, member, name) for name in changes}
    if any(before[name] != FACTS[name].read(old, on) for name, (old, _) in changes.items() if old not in (None, "")):
        raise Stale
    put(person, member, values)
    person.save()
    member.save()
    if SPELLED & set(changes):
        traces.keep("members_spell", Spell.objects.filter(member=member).values_list("pk", flat=True))
        known = set(Spell.objects.filter(member=member).values_list("pk", flat=True))
        spells.turn(member=member, on=on, source=Source.IMPORT, reference=reference)
        fresh = Spell.objects.filter(member=member).exclude(pk__in=known).values_list("pk", flat=True)
        traces.made("members_spell", sorted(fresh))
        traces.signed.append(person.pk)
        raise_epoch(account_ids=Account.objects.filter(person=person).values_list("pk", flat=True))
    entry: Entry = entries.write(
        by=by,
        person=person,
        source=Source.IMPORT,
        on=on,
        fields=changes,
        before=before,
        reference=reference,
        words=WORDS,
    )
    traces.made("people_entry", [entry.pk])
