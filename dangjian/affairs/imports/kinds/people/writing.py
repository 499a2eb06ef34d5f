"""Writes checked people: new ones by COPY into all four tables, changed ones field by field, each with its entry."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.db import connection

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.imports.kinds.people.lines import ENTRY, MEMBER, PERSON, SEALED, SPELL
from dangjian.affairs.imports.kinds.people.sealing import Sealer
from dangjian.affairs.imports.prepared import Prepared
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


def write(prepared: Prepared, *, by: Actor, on: date, reference: str) -> Traces:
    """Write within the running transaction; raises ``Stale`` where the register moved on since the check."""
    hold_tree(alone=False)
    traces = Traces()
    if count := prepared.count("new"):
        _add(prepared, count, traces, by, on, reference)
    changed = [row[1:] for row in prepared if row[0] == "changed"] if prepared.count("changed") else []
    for begin in range(0, len(changed), _AT_ONCE):
        _change(changed[begin : begin + _AT_ONCE], traces, by, on, reference)
    return traces


def _refuse_moved(bodies: dict[int, str]) -> None:
    """The place of a body stands in the rows composed: it must be its place still."""
    paths = dict(Organization.objects.filter(pk__in=bodies, closed_on=None).values_list("pk", "path"))
    if paths != {pk: place.partition("\t")[2] for pk, place in bodies.items()}:
        raise Stale


def _refuse_twice(indexes: Sequence[bytes], people: Sequence[int]) -> None:
    """Refuse where someone just written is known by the same number: they came in by another way since the check.

    The numbers are handed over: a join of the table with itself is planned by figures older than these rows.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM people_person WHERE id_index = ANY(%s) AND id NOT BETWEEN %s AND %s"
            " AND merged_into_id IS NULL LIMIT 1",
            [list(indexes), people[0], people[-1]],
        )
        if cursor.fetchone():
            raise Stale


def _add(prepared: Iterable[list[Any]], count: int, traces: Traces, by: Actor, on: date, reference: str) -> None:
    people, members = numbers("people_person", count), numbers("members_member", count)
    spelled, entered = numbers("members_spell", count), numbers("people_entry", count)
    kept: list[tuple[int, str, str, str, str]] = []  # Branch, category, standing, member, fields.
    indexes: list[bytes] = []
    _copy("people_person", ("id", *SEALED, *PERSON), _people(prepared, people, kept, indexes))
    _refuse_twice(indexes, people)
    places = {row[0]: _place(row[3]) for row in kept}
    _refuse_moved(places)
    _copy(
        "members_member",
        ("id", "person_id", *MEMBER),
        (f"{pk}\t{person}\t{row[3]}\n" for pk, person, row in zip(members, people, kept, strict=True)),
    )
    tail = f"[{on},)\t{Source.IMPORT.value}\t{reference}\n"
    _copy(
        "members_spell",
        ("id", *SPELL),
        (
            f"{pk}\t{member}\t{body}\t{places[body]}\t{category}\t{standing}\t{tail}"
            for pk, member, (body, category, standing, _, _) in zip(spelled, members, kept, strict=True)
        ),
    )
    middle, tail = f"{Source.IMPORT.value}\t{reference}\t{WORDS}", f"{by.account_id}\t{on}\n"
    _copy(
        "people_entry",
        ("id", *ENTRY),
        (
            f"{pk}\t{public_id()}\t{person}\t{places[row[0]]}\t{middle}\t{row[4]}\t{tail}"
            for pk, person, row in zip(entered, people, kept, strict=True)
        ),
    )
    made = {"people_person": people, "members_member": members, "members_spell": spelled, "people_entry": entered}
    for table, ids in made.items():
        traces.made(table, ids)


def _people(
    prepared: Iterable[list[Any]],
    numbers: Sequence[int],
    kept: list[tuple[int, str, str, str, str]],
    indexes: list[bytes],
) -> Iterator[str]:
    """Yield the rows of the people, sealed as they go, and keep what the other tables need."""
    sealer, given = Sealer(), iter(numbers)
    for row in prepared:
        if row[0] != "new":
            continue
        _, body, category, standing, person, member, fields, number, phone, landline = row
        kept.append((body, sys.intern(category), sys.intern(standing), member, sys.intern(fields)))
        identity, index = public_id(), sealer.index("id_number", number)
        indexes.append(index)
        sealed = (
            _hex(sealer.seal(number, "id_number", identity)),
            _hex(index),
            _hex(sealer.seal(phone, "phone", identity)) if phone else "\\N",
            _hex(sealer.index("phone", phone)) if phone else "\\N",
            _hex(sealer.seal(landline, "landline", identity)) if landline else "\\N",
        )
        seals = "\t".join(sealed)
        yield f"{next(given)}\t{identity}\t{seals}\t{person}\n"


def _hex(data: bytes) -> str:
    return f"\\\\x{data.hex()}"


def _place(member: str) -> str:
    """Return county and path as they stand in a composed row of a member."""
    return "\t".join(member.split("\t", 3)[1:3])


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
