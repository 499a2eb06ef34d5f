"""What a person typed into an address or a form field, fit for the database."""

from typing import Final

from django.http import QueryDict

LONGEST: Final = 200


def words(data: QueryDict, name: str = "words") -> str:
    """Return a trimmed line; NUL, which PostgreSQL cannot keep, is left out."""
    return data.get(name, "").replace("\0", "").strip()[:LONGEST]
