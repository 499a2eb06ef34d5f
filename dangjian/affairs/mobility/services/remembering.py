"""What every act of this capability leaves behind: an entry in the member's record, and one audit row."""

from datetime import date
from typing import Protocol
from uuid import UUID

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.people import entries
from dangjian.affairs.people.models import Person, Source


class Placed(Protocol):
    """A row of the tree."""

    public_id: UUID
    organization_id: int
    county_id: int
    org_path: str


def remember(*, by: Actor, person: Person | None, field: str, words: str, on: date, reference: str = "") -> None:
    """Write the entry of a member's record; a stranger from elsewhere has none here."""
    if person is not None:
        source = Source.IMPORT if reference else Source.TYPED
        entries.write(by=by, person=person, source=source, on=on, fields=[field], words=words, reference=reference)


def log(*, by: Actor, action: str, row: Placed, words: str) -> None:
    """Write the audit row."""
    audit.record(
        by=by,
        action=action,
        subject=row.public_id,
        organization_id=row.organization_id,
        path=row.org_path,
        words=words,
        county_id=row.county_id,
    )
