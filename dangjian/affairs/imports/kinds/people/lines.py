"""Rows as PostgreSQL's COPY text, composed without the ORM: the columns stand here once, a test compares them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

SEALED: Final = ("public_id", "id_number", "id_index", "phone", "phone_index", "landline")  # Made when written.
PERSON: Final = (
    "name", "sort_key", "initials", "county_id", "organization_id", "org_path", "sex", "ethnicity", "born_on",
    "education", "degree", "occupation", "technical_title", "social_stratum", "is_migrant_worker", "residence",
    "registered_residence",
)  # fmt: skip
MEMBER: Final = (
    "organization_id", "county_id", "org_path", "category", "joined_on", "confirmed_on", "standing", "joining_kind",
    "joined_at", "applied_on", "activist_on", "extended_until", "seniority_correction", "lost_since", "left_on",
    "left_reason",
)  # fmt: skip
SPELL: Final = (
    "member_id", "organization_id", "county_id", "org_path", "category", "standing", "during", "source", "reference",
)  # fmt: skip
ENTRY: Final = (
    "public_id", "person_id", "county_id", "org_path", "source", "reference", "words", "fields", "account_id", "on",
)  # fmt: skip
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def text(value: object) -> str:
    """Return one value."""
    if isinstance(value, str):
        return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)
    if value is None:
        return "\\N"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    return str(value)


def array(names: Sequence[str]) -> str:
    """Return an array of our own words (no quoting needed)."""
    return "{" + ",".join(names) + "}"
