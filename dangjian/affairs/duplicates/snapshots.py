"""What a merge touches, written down exactly before it and compared after it: so that it can be undone.

Everything that points at a person or at a membership is found from the tables themselves, so that nothing is
forgotten; ``people.doors`` adds what is held by number only.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import CompositePrimaryKey, ForeignObjectRel, Model

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.duplicates.models import Lookup, Merger, Side
from dangjian.affairs.members import uniting
from dangjian.affairs.members.models import Member, Reveal
from dangjian.affairs.people.doors import Holding, holdings
from dangjian.affairs.people.models import Person

# The traces of the search, of looking and of the merge itself: they are history, and stay where they are.
_TRACES: Final[frozenset[type[Model]]] = frozenset({Person, Side, Merger, Reveal, Lookup})
# A sign-in goes on living: only whose it is and whether it is open belongs to a merge.
_LIVING: Final = frozenset({"last_login", "epoch", "session_round", "password"})
Digests = dict[str, str]


class _Exact(DjangoJSONEncoder):
    """Keeps the microseconds of a moment: what is put back is what stood there, to the last digit."""

    def default(self, o: object) -> object:
        """Return a moment whole, everything else as Django does."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def pointing_at(target: type[Model]) -> Iterator[Holding]:
    """Yield every column that points at a person or a membership, by the name of its table."""
    found = {
        (relation.related_model._meta.label_lower, relation.field.name): Holding(
            relation.related_model, relation.field.name, is_single=bool(relation.one_to_one)
        )
        for relation in _relations(target)
        if not (relation.many_to_many or relation.related_model._meta.auto_created)
    }
    held = holdings() if target is Person else uniting.holdings()
    found = {(one.model._meta.label_lower, one.column): one for one in held} | found
    for key in sorted(found):
        if found[key].model not in _TRACES:
            yield found[key]


def _relations(target: type[Model]) -> Iterator[ForeignObjectRel]:
    """Yield everything that refers to a table, also what it cannot name back (``related_name="+"``)."""
    for relation in target._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            yield relation


def rows_of(one: Holding, number: int) -> list[Model]:
    """Return the rows of a table that name this person or membership."""
    column = one.column if one.column.endswith("_id") else f"{one.column}_id"
    return list(one.model._default_manager.filter(**{column: number}).order_by("pk"))


def everything(person: Person) -> list[Model]:
    """Return a person, their membership, and every row that hangs on either."""
    member = Member.objects.filter(person=person).first()
    found: list[Model] = [Person.objects.get(pk=person.pk)]
    found += [row for one in pointing_at(Person) for row in rows_of(one, person.pk)]
    if member:
        found += [row for one in pointing_at(Member) for row in rows_of(one, member.pk)]
    return list({(row._meta.label_lower, row.pk): row for row in found}.values())


def written(rows: Iterable[Model]) -> str:
    """Return the rows whole, as text."""
    return str(serializers.serialize("json", list(rows), cls=_Exact))


def digests(rows: Iterable[Model]) -> Digests:
    """Return what each row is now, as a digest by table and number."""
    return {f"{row._meta.label_lower}:{row.pk}": _digest(row) for row in rows}


def _digest(row: Model) -> str:
    fields = [field.name for field in row._meta.concrete_fields if field.name not in _LIVING]
    text = str(serializers.serialize("json", [row], fields=fields, cls=_Exact))
    return hashlib.sha256(text.encode()).hexdigest()


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Return the names of the tables in which something was changed, added or taken away."""
    keys = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    return {key.partition(":")[0] for key in keys}


def restore(text: str, now: Iterable[Model]) -> None:
    """Put rows back exactly as they were written down; of a sign-in whose it is, where, and whether it is open.

    ``now`` are the rows as they stand: one whose key names the person went to another key, and is made anew.
    """
    for row in now:
        if isinstance(row._meta.pk, CompositePrimaryKey):
            row.delete()
    for one in serializers.deserialize("json", text):
        if isinstance(one.object, Account):
            kept = one.object
            place = {"county_id": kept.county_id, "org_path": kept.org_path}
            Account.objects.filter(pk=kept.pk).update(person_id=kept.person_id, is_active=kept.is_active, **place)
        else:
            one.save()


def owner_of(made: Merger) -> str:
    """Return the name under which the snapshot of a merge is stored."""
    return f"duplicates.merger:{made.public_id}"


def packed(text: str, after: Digests) -> bytes:
    """Return what is kept of a merge: the rows before it, and what they were after it."""
    return json.dumps({"before": text, "after": after}).encode()


def unpacked(data: bytes) -> tuple[str, Digests]:
    """Return the two halves of what ``packed`` made."""
    kept = json.loads(data)
    return kept["before"], kept["after"]
