"""Those whose numbers went into a file find it in 我的档案, among who looked."""

from collections.abc import Iterable
from typing import Final

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.affairs.people.models import Person

_ACTION: Final = "person.export"


def note_looks(*, by: Actor, people: Iterable[Person], reason: str) -> None:
    """Note for each person that their numbers were given out, and why; part of services that write their own row."""
    AuditRow.objects.bulk_create(
        AuditRow(
            account_id=by.account_id,
            acting_for=by.acting_for,
            permission=by.permission or "",
            action=_ACTION,
            county_id=person.county_id,
            organization_id=person.organization_id,
            org_path=person.org_path,
            subject=str(person.public_id),
            words=f"{person.name}：{reason}"[:300],
            request_id=audit.request_id.get(),
        )
        for person in people
    )
