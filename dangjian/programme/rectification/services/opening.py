"""A body is proposed: facts or signs, its committee, the county; the case begins with the self-check."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases import services as cases
from dangjian.programme.rectification import rules
from dangjian.programme.rectification.models import Rectification, Result
from dangjian.programme.rectification.queries.bodies import FIELDS, committee_of
from dangjian.programme.rectification.queries.facts import facts
from dangjian.programme.rectification.services.rows import record
from dangjian.rulebook import RuleBreach

DEFINITION = "rectification.case"


@transaction.atomic
def propose(*, by: Actor, body: Organization, keys: Sequence[str], signs: Sequence[str], on: date) -> Rectification:
    """Propose a body on facts that the platform holds (``keys``) or signs that people see; nothing is listed by it.

    A body in its year of watch is proposed anew, and the old case goes out of sight. Raises ``RuleBreach`` for who
    does not answer for it, for other fields, without a ground, for a fact that no longer stands, and for a second
    case at once.
    """
    body = Organization.objects.select_for_update().get(pk=body.pk)
    above = committee_of(body)
    if not by.may(Permission.RECTIFICATION_EDIT, above.path):
        raise RuleBreach(f"{body.short_name}由{above.short_name}提出，没有提出。")
    if body.field not in FIELDS or not body.is_open_on(on):
        raise RuleBreach("软弱涣散整顿只用于村、社区和两新组织现有的党组织，没有提出。")
    if Rectification.objects.open().filter(organization=body).exists():
        raise RuleBreach(f"{body.short_name}已经在办理，没有重复提出。请在原来的事项上办理。")
    grounds = _grounds(body, keys, signs, on)
    for watched in Rectification.objects.filter(organization=body, result=Result.DELISTED, seen_until__gte=on):
        watched.result, watched.seen_until = Result.RELISTED, on
        watched.save(update_fields=["result", "seen_until"])
    identity = public_id()
    county = Organization.objects.get(pk=body.county_id)
    case = cases.open_case(
        by=by,
        definition=DEFINITION,
        subject=f"organizations.organization:{body.public_id}",
        title=f"{body.short_name}：软弱涣散整顿",
        parties={"subject_body": body, "township": above, "county": county},
        on=on,
        identity=identity,
    )
    row = Rectification.objects.create(
        public_id=identity, organization=body, county_id=body.county_id, org_path=body.path, township=above, case=case,
        year=on.year, grounds=grounds, proposed_on=on, account_id=by.account_id,
    )  # fmt: skip
    record(by, row)
    return row


def _grounds(body: Organization, keys: Sequence[str], signs: Sequence[str], on: date) -> list[dict[str, str]]:
    standing = {ground.key: ground for ground in facts([body], on).get(body.pk, ())}
    if gone := [key for key in keys if key not in standing]:
        raise RuleBreach(f"勾选的 {len(gone)} 项情形现在已经不存在了，没有提出。请刷新后再核对。")
    text = rules.signs(on)
    known = {str(one) for one in text.listing}
    if set(signs) - known:
        raise RuleBreach("有的情形不在排查标准里，没有提出。请刷新后再选。", citation=text.citation)
    found = [ground.kept for key, ground in standing.items() if key in keys]
    found += [{"key": "sign", "words": sign, "citation": text.citation} for sign in signs]
    if not found:
        raise RuleBreach("没有选任何情形，没有提出。请至少选一项。")
    return found
