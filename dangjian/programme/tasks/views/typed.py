"""What a person typed into an address or a form field, fit for the database."""

from typing import Final
from uuid import UUID

from django.http import QueryDict

LONGEST: Final = 300


def words(data: QueryDict, name: str = "words") -> str:
    """Return a trimmed line of at most 300 characters; NUL, which PostgreSQL cannot keep, is left out."""
    return data.get(name, "").replace("\0", "").strip()[:LONGEST]


def public_id(data: QueryDict, name: str) -> UUID | None:
    """Return the public id that stands under ``name``; nothing where none stands or it is not one."""
    try:
        return UUID(data.get(name, ""))
    except ValueError:
        return None
