"""A proposal as plain values, and the stamp by which a page tells that it has since changed."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

WORDS: Final = (
    "title",
    "measures",
    "lead",
    "responsible",
    "due_text",
    "cadence_unit",
    "cadence_text",
    "quantity",
    "deliverable",
)
KEPT: Final = ("start", "end", *WORDS, "is_inherited", "due_on", "fields", "verdict", "is_edited")


def snapshot(row: object) -> dict[str, Any]:
    """Return what may change of a proposal, as JSON can hold it."""
    values = {name: getattr(row, name) for name in KEPT}
    due_on = values["due_on"]
    return values | {"due_on": due_on.isoformat() if due_on else None, "verdict": str(values["verdict"])}


def stamp(values: Mapping[str, Any]) -> str:
    """Return twelve hex digits that differ where any of the values does."""
    return hashlib.sha256(repr([values[name] for name in KEPT]).encode()).hexdigest()[:12]


def stamp_of(row: object) -> str:
    """Return the stamp of a proposal as it stands."""
    return stamp(snapshot(row))
