"""What the duties of a county are called, by the key that results carry."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from dangjian.activities.duties.models import LocalDuty
from dangjian.activities.duties.rules import Duty, lawful
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import Value


def added(county_id: int) -> "QuerySet[LocalDuty]":
    """Return all that a county added, also what has ended."""
    return LocalDuty.objects.filter(county_id=county_id)


def duties_of(county_id: int, on: date, own: Iterable[LocalDuty] | None = None) -> dict[str, Duty]:
    """Return the duties of a county by key: the law of a day, and what it ``added``, where that is read already."""
    values: Mapping[str, Value] = local_values(county_id, on)
    law = {duty.key: duty for duty in lawful(on, values)}
    return law | {row.key: row.duty for row in (added(county_id) if own is None else own)}
