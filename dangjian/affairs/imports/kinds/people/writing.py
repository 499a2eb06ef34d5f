"""Writes checked people: new ones by COPY into all four tables, changed ones field by field, each with its entry."""

import sys
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

from django.db import connection

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.imports.kinds.people import away
from dangjian.affairs.imports.kinds.people.known import binaries
from dangjian.affairs.imports.kinds.people.parts import COLUMNS, WORDS, Composing
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

_TURN: Final = 0.000_2  # Seconds.
_AT_ONCE: Final = 400  # Changed people fetched together.


def write(prepared: Prepared, *, by: Actor, on: date, reference: str) -> Traces:
    """Write within the running transaction; raises ``Stale`` where the register moved on since the check."""
    hold_tree(alone=False)
    traces = Traces()
    if count := prepared.count("new"):
        _add(prepared, count, traces, by, on, reference)
    changed = [row[1:] for row in prepared if row[0] == "changed"] if prepared.count("changed") else []
    for begin in range(0, len(changed), _AT_ONCE):
        _change(changed[begin : begin + _AT_ONCE], traces, by, on, reference)
    if prepared.count("away"):
        away.write([row for row in prepared if row[0] == "away"], traces, by=by, on=on, reference=reference)
    return traces


def _refuse_moved(bodies: dict[int, str]) -> None:
    """The place of a body stands in the rows composed: it must be its place still."""
    paths = dict(Organization.objects.filter(pk__in=bodies, closed_on=None).values_list("pk", "path"))
    if paths != {pk: place.partition("\t")[2] for pk, place in bodies.items()}:
        raise Stale


def _refuse_twice(indexes: Sequence[str], people: Sequence[int]) -> None:
    """Refuse where someone just written is known by the same number: they came in by another way since the check.

    The numbers are handed over: a join of the table with itself is planned by figures older than these rows.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM people_person WHERE id_index = ANY(%s::bytea[]) AND id NOT BETWEEN %s AND %s"
            " AND merged_into_id IS NULL LIMIT 1",
            [binaries(indexes), people[0], people[-1]],
        )
        if cursor.fetchone():
            raise Stale


def _add(prepared: Iterable[list[Any]], count: int, traces: Traces, by: Actor, on: date, reference: str) -> None:
    """Write the new ones in parts: while the database takes one part up, the next is sealed."""
    made = {table: numbers(table, count) for table in COLUMNS}
    composing = Composing(prepared, made, account=by.account_id, on=on, reference=reference)
    with ThreadPoolExecutor(max_workers=1) as ahead, _keys_at_once(), _turns_are_short():
        coming = ahead.submit(next, composing.parts, None)
        while part := coming.result():
            coming = ahead.submit(next, composing.parts, None)
            for table, lines in part.items():
                _copy(table, COLUMNS[table], lines)
    _refuse_twice(composing.indexes, made["people_person"])
    _refuse_moved(composing.places)
    for table, ids in made.items():
        traces.made(table, ids)


@contextmanager
def _turns_are_short() -> Generator[None]:
    """Let whoever feeds the database have its turn at once: sealing beside it would keep it waiting 5 ms a block."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def _keys_at_once() -> Generator[None]:
    """Let foreign keys be looked at after each part, not all of them at the end while nobody has anything to do."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _copy(table: str, columns: Iterable[str], lines: bytes) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
        copy.write(lines)


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
