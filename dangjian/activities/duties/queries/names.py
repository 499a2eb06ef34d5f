"""What the duties of a county are called, by the key that results carry."""

from collections.abc import Mapping
from datetime import date

from dangjian.activities.duties.models import LocalDuty
from dangjian.activities.duties.rules import Duty, lawful
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import Value


def duties_of(county_id: int, on: date) -> dict[str, Duty]:
    """Return the duties of a county by key: the law of a day, and all that the county added, also what has ended."""
    values: Mapping[str, Value] = local_values(county_id, on)
    law = {duty.key: duty for duty in lawful(on, values)}
    return law | {row.key: row.duty for row in LocalDuty.objects.filter(county_id=county_id)}
