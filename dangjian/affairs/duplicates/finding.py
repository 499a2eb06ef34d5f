"""How records that may be one person become a case: at the edit that shows it, and at night."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.db import connection, transaction

from dangjian.access import audit, paths
from dangjian.access.actors import Actor
from dangjian.access.secrets import blind_index
from dangjian.affairs.duplicates.models import Case, Kind, Side, State
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person

_MOST: Final = 20  # Records of one case: a number that stands on more is a slip of the keyboard.
_SAME_NUMBER: Final = """
SELECT id_index, array_agg(id ORDER BY id) FROM people_person
WHERE id_index IS NOT NULL AND merged_into_id IS NULL GROUP BY id_index HAVING count(*) > 1
"""
_SAME_BIRTH: Final = """
SELECT name || to_char(born_on, '|YYYYMMDD|') || county_id, array_agg(id ORDER BY id) FROM people_person
WHERE born_on IS NOT NULL AND merged_into_id IS NULL GROUP BY name, born_on, county_id
HAVING count(*) > 1 AND count(DISTINCT id_index) < count(*)
"""


def noticed(by: Actor, person: Person, on: date) -> None:
    """Open a case where the ID number that was just set stands on another record."""
    if person.id_index is None:
        return
    same = Person.objects.filter(id_index=person.id_index, merged_into=None)
    people = list(same.order_by("pk")[:_MOST])
    if len(people) > 1:
        open_case(by=by, kind=Kind.NUMBER, index=bytes(person.id_index), people=people, on=on)


def find(on: date) -> int:
    """Look through all records, by ID number and by name with birth; return how many cases are new."""
    with connection.cursor() as cursor:
        cursor.execute(_SAME_NUMBER)
        strong = [(bytes(index), ids) for index, ids in cursor.fetchall()]
        cursor.execute(_SAME_BIRTH)
        weak = [(blind_index("likely", words), ids) for words, ids in cursor.fetchall()]
    found = [(Kind.NUMBER, *one) for one in strong] + [(Kind.LIKELY, *one) for one in weak]
    return sum(_opened(kind, index, ids, on) for kind, index, ids in found)


def _opened(kind: Kind, index: bytes, ids: Sequence[int], on: date) -> bool:
    """Open a case unless there is one, or these very records were found to be different people."""
    people = list(Person.objects.filter(pk__in=ids[:_MOST]).order_by("pk"))
    known = {one.pk for one in people}
    for case in Case.objects.filter(kind=kind, index=index).prefetch_related("sides"):
        if case.state == State.OPEN or known <= {side.person_id for side in case.sides.all()}:
            return False
    open_case(by=None, kind=kind, index=index, people=people, on=on)
    return True


@transaction.atomic
def open_case(
    *,
    by: Actor | None,
    kind: Kind,
    index: bytes,
    people: Iterable[Person],
    on: date,
    asking: Organization | None = None,
) -> Case:
    """Return the open case of these records, made or widened; ``asking`` is a body that searched and has no record."""
    rows = list(people)
    _locked(index)
    case = Case.objects.filter(kind=kind, index=index, state=State.OPEN).first() or _new(kind, index, on)
    bodies = Organization.objects.in_bulk([one.organization_id for one in rows])
    for one in rows:
        _side(case, bodies[one.organization_id], one)
    if asking:
        _side(case, asking, None)
    case.org_path = place_above(case.sides.values_list("org_path", flat=True))
    case.county_id = next((row.county_id for row in bodies.values()), asking.county_id if asking else 0)
    case.save(update_fields=["org_path", "county_id"])
    audit.record(
        by=by, action="duplicate.find", subject=case.number, path=case.org_path, words=str(case.get_kind_display()),
        county_id=case.county_id,
    )  # fmt: skip
    return case


def _locked(index: bytes) -> None:
    """Let two who find the same at once wait for each other: one case, not two."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(index[:8], signed=True)])


def _new(kind: Kind, index: bytes, on: date) -> Case:
    number = _number()
    while Case.objects.filter(number=number).exists():
        number = _number()
    return Case.objects.create(number=number, kind=kind, index=index, opened_on=on, county_id=0)


def _number() -> str:
    return f"HC{secrets.randbelow(10**8):08d}"


def _side(case: Case, body: Organization, person: Person | None) -> None:
    at = {"county_id": body.county_id, "org_path": body.path}
    if not case.sides.filter(person=person, organization=body).exists():
        Side.objects.create(case=case, person=person, organization=body, **at)


def place_above(places: Iterable[str]) -> str:
    """Return the place of the nearest body above all sides; empty where no body stands above all."""
    sides = list(places)
    shared = [one for one in paths.ancestors(sides[0]) if all(paths.contains(one, side) for side in sides)]
    return shared[-1] if shared else ""
