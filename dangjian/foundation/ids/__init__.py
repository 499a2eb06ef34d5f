"""Public ids: UUIDv7, made in Python, the only ids that stand in an address."""

from uuid import UUID

from uuid_utils.compat import uuid7


def public_id() -> UUID:
    """Return a fresh time-ordered id."""
    return uuid7()
