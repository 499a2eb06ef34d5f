"""Who did what: one row a service call, in the same transaction as the change."""

import hashlib
from collections.abc import Iterable
from contextvars import ContextVar
from uuid import UUID

from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow

request_id: ContextVar[UUID | None] = ContextVar("request_id", default=None)


def record(  # a log entry has that many facts
    *,
    by: Actor | None,
    action: str,
    subject: object = "",
    organization_id: int | None = None,
    path: str = "",
    words: str = "",
    among: Iterable[object] = (),
    county_id: int | None = None,
    account_id: int | None = None,
) -> AuditRow:
    """Write one audit row.

    ``action`` is a noun and verb (``assignment.submit``), ``subject`` the public id or short name
    of what was changed, ``among`` the ids of a bulk change (kept as count and SHA-256).
    """
    ids = [str(item) for item in among]
    return AuditRow.objects.create(
        account_id=by.account_id if by else account_id,
        acting_for=by.acting_for if by else None,
        permission=(by.permission or "") if by else "",
        action=action,
        county_id=county_id or (by.county_id if by else None),
        organization_id=organization_id,
        org_path=path,
        subject=str(subject)[:120],
        words=words[:300],
        count=len(ids) if ids else 1,
        digest=hashlib.sha256("\n".join(ids).encode()).hexdigest() if ids else "",
        request_id=request_id.get(),
    )


def record_sealed(*, by: Actor | None, action: str, subject: object, county_id: int) -> AuditRow:
    """Write a row about what the log itself must not tell: who did something, when, to which opaque id.

    Neither the place, the words nor the permission stand in it: they would name the body or the person concerned.
    """
    return AuditRow.objects.create(
        account_id=by.account_id if by else None,
        acting_for=by.acting_for if by else None,
        action=action,
        county_id=county_id,
        subject=str(subject)[:120],
        request_id=request_id.get(),
    )
