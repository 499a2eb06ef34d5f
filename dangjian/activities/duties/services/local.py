"""A county adds a duty of its own, within the bounds, or ends it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor, Grant
from dangjian.access.permissions import Permission
from dangjian.activities.duties.following import mark
from dangjian.activities.duties.models import LocalDuty
from dangjian.activities.duties.rules import Every, check_local
from dangjian.procedures.evidence.kinds import Kind
from dangjian.rulebook import RuleBreach


@transaction.atomic
def set_local(
    *,
    by: Actor,
    name: str,
    kind: Kind,
    every: Every,
    times: int,
    bodies: Sequence[str],
    fields: Sequence[str],
    basis: str,
    from_day: date,
    until_day: date | None,
    on: date,
) -> LocalDuty:
    """Add a duty of the county's own from a day on, which is ``on`` or later: the past is judged as it was.

    Raises ``RuleBreach`` without a basis, for a day gone by, for less than the regulations ask, and above the bound.
    """
    county = county_of(by, Permission.LOCAL_DUTY_EDIT)
    if not basis.strip() or not name.strip() or not bodies:
        raise RuleBreach("请写明名称、适用的党组织和依据（文号、会议或批示），未保存。")
    if from_day < on:
        raise RuleBreach("起始日不能早于今天：已过去的日子按当时的规定算。未保存，请改起始日。")
    if until_day is not None and until_day < from_day:
        raise RuleBreach("终止日早于起始日，未保存。请改日期。")
    made = LocalDuty(
        county_id=county.county_id, org_path=county.path, name=name.strip()[:40], kind=kind, every=every, times=times,
        bodies=list(bodies), fields=list(fields), basis=basis.strip()[:200], from_day=from_day, until_day=until_day,
        recorded_by=by.account_id,
    )  # fmt: skip
    check_local(made.duty, from_day)
    made.save()
    _say(by, "duty.set_local", made, f"{made.duty.says}，自{from_day:%Y-%m-%d}起，依据：{made.basis}")
    return made


@transaction.atomic
def end_local(*, by: Actor, local: LocalDuty, until_day: date, on: date) -> LocalDuty:
    """Let a duty of the county's own hold to a day, which is ``on`` or later."""
    county_of(by, Permission.LOCAL_DUTY_EDIT)
    row = LocalDuty.objects.select_for_update().get(pk=local.pk)
    if until_day < on:
        raise RuleBreach("终止日不能早于今天，未保存。请改终止日。")
    if until_day < row.from_day:
        raise RuleBreach("终止日早于起始日，未保存。请改终止日。")
    row.until_day = until_day
    row.save(update_fields=["until_day"])
    _say(by, "duty.end_local", row, f"至{until_day:%Y-%m-%d}止")
    return row


def county_of(by: Actor, permission: Permission) -> Grant:
    """Return the grant at the county's own body: only there a county decides. Raises ``RuleBreach``."""
    for grant in by.grants:
        if grant.permission is permission and grant.organization_id == grant.county_id:
            return grant
    raise RuleBreach("这由县级党委设定，您的职务不在县级党委，未保存。")


def _say(by: Actor, action: str, row: LocalDuty, words: str) -> None:
    audit.record(by=by, action=action, subject=row.public_id, organization_id=row.county_id, path=row.org_path,
                 words=f"{row.name}：{words}", county_id=row.county_id)  # fmt: skip
    mark(row.county_id)
