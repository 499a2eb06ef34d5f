"""Facts for tests: plain functions, one line each to call."""

from collections.abc import Collection
from datetime import date, datetime

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import at
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.evidence.models import Evidence
from dangjian.procedures.evidence.services import lodge

NOON: datetime = at(date(2026, 11, 21), 12)
SOURCE = "meetings.meeting:0190-test"


def make_evidence(
    by: Actor,
    body: Organization,
    *kinds: Kind,
    on: date,
    source: str = SOURCE,
    people: Collection[tuple[Kind, int]] = (),
) -> list[Evidence]:
    """Lodge what took place at ``body`` on ``on``."""
    return lodge(
        by=by, source=source, organization=body, held_on=on, kinds=kinds, title="11月主题党日", address="/meetings/1/",
        at=NOON, people=people,
    )  # fmt: skip
