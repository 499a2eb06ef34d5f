"""How long one of a kind is estimated to take: our own default, else what the county says."""

from collections.abc import Mapping
from datetime import date

from dangjian.procedures.evidence.kinds import Kind
from dangjian.rulebook import Value, under


def minutes_of(kind: Kind, on: date, local: Mapping[str, Value]) -> int | None:
    """Return how many minutes one of a kind is estimated to take; None where neither we nor the county said."""
    text = under("duty_minutes", on=on).get(str(kind))
    value = local.get(text.id, text.value) if text else None
    return value if isinstance(value, int) and value else None
