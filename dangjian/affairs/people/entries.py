"""How a record remembers: every write to a person's or member's facts makes one entry, with what stood there before."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.secrets import Place, seal, unseal
from dangjian.affairs.people.models import Entry, Person, Source
from dangjian.foundation.ids import public_id

Plain = str | int | bool | None  # What a fact is in JSON: days as ISO, bodies by their id.


@transaction.atomic
def write(  # an entry has that many facts
    *,
    by: Actor | None,
    person: Person,
    source: Source,
    on: date,
    fields: Iterable[str],
    before: Mapping[str, object] | None = None,
    reference: str = "",
    words: str = "",
) -> Entry:
    """Write the entry of one happening; part of a service, which writes the audit row.

    ``before`` holds the values that were overwritten, in the clear: they are sealed here.
    """
    identity = public_id()
    text = json.dumps({name: _plain(value) for name, value in (before or {}).items()}, ensure_ascii=False)
    return Entry.objects.create(
        public_id=identity,
        person=person,
        county_id=person.county_id,
        org_path=person.org_path,
        source=source,
        reference=reference[:60],
        words=words[:200],
        fields=list(fields),
        before=seal(text, _place(identity)) if before else None,
        account_id=by.account_id if by else None,
        on=on,
    )


def before(entry: Entry) -> dict[str, Plain]:
    """Return what stood in the fields before this entry; empty where nothing did. Whoever calls it records why."""
    if not entry.before:
        return {}
    kept: dict[str, Plain] = json.loads(unseal(bytes(entry.before), _place(entry.public_id)))
    return kept


def since(person: Person, seen: str) -> list[Entry]:
    """Return the entries made after the one that a form was opened on; all where it is not known.

    By number, not by the moment: whoever waited for another's transaction began earlier and wrote later.
    """
    rows = list(Entry.objects.filter(person=person).order_by("id"))
    places = [place for place, entry in enumerate(rows) if str(entry.public_id) == seen]
    return rows[places[-1] + 1 :] if places else rows


def latest_sources(person: Person) -> dict[str, Entry]:
    """Return, for each field, the latest entry that set it: where the fact came from; one query."""
    found: dict[str, Entry] = {}
    for entry in Entry.objects.filter(person=person).order_by("recorded_at", "id"):
        found.update(dict.fromkeys(entry.fields, entry))
    return found


def _place(identity: UUID) -> Place:
    return Place("people_entry", "before", identity)


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, (str, int)):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
