"""Issue: from now on the words stand still as the figures do, and those below are told."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.rights import RIGHTS
from dangjian.affairs.organizations.models import Organization
from dangjian.channels.inbox.models import Kind
from dangjian.channels.inbox.services import Receiver, announce
from dangjian.decisions.bulletins.models import Bulletin
from dangjian.decisions.bulletins.services.holding import hold, note
from dangjian.foundation.time import at

_READING: Final = tuple(
    role.value
    for role, rights in RIGHTS.items()
    if any(right.permission is Permission.BULLETIN_VIEW for right in rights)
)


@transaction.atomic
def issue(*, bulletin: Bulletin, on: date, by: Actor) -> Bulletin:
    """Issue a bulletin and tell its units. Refused where it was issued before."""
    kept = hold(bulletin)
    kept.issued_by, kept.issued_at = by.account_id, Now()
    kept.save(update_fields=["issued_by", "issued_at"])
    kept.refresh_from_db()
    note("bulletin.issue", kept, by)
    _tell(kept, on, by)
    return kept


def _tell(bulletin: Bulletin, on: date, by: Actor) -> None:
    """Tell the units counted, each at its page of this bulletin; the issuer need not be told."""
    ids = [UUID(unit["id"]) for unit in bulletin.figures["units"]]
    units = Organization.objects.filter(public_id__in=ids).exclude(pk=bulletin.organization_id)
    address, key = f"/bulletins/{bulletin.public_id}/", f"bulletin:{bulletin.public_id}"
    receivers = [Receiver(unit.pk, _READING, address, key) for unit in units.in_order()]
    if receivers:
        announce(
            by=by,
            county_id=bulletin.county_id,
            receivers=receivers,
            title=bulletin.title,
            line=f"{bulletin.words['signature']}印发{bulletin.get_kind_display()}"[:120],
            kind=Kind.PROGRESS,
            at=at(on, 0),
        )
