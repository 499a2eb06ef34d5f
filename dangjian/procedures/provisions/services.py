"""A county sets a rule for itself."""

from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor, Grant
from dangjian.access.permissions import Permission
from dangjian.procedures.provisions.models import LocalRule
from dangjian.procedures.provisions.rules import value_words
from dangjian.rulebook import RuleBreach, rule


@transaction.atomic
def set_rule(
    *, rule_id: str, value: int | str | tuple[int, ...], basis: str, from_day: date, on: date, by: Actor
) -> LocalRule:
    """Set a county's value of a rule from ``from_day``, which is ``on`` or later: the past is judged as it was.

    Raises ``RuleBreach`` without a basis, for a day gone by, for a rule nothing uses yet, for someone without a post
    at the county's body, and outside the bounds of the rulebook; ``UnknownRuleError`` and ``NotInForceError``.
    """
    county = _county(by)
    if not basis.strip():
        raise RuleBreach("请写明依据（文号、会议或批示），本次设置未保存。")
    if from_day < on:
        raise RuleBreach("起始日不能早于今天：已过去的日子按当时的规定算。本次设置未保存，请改起始日。")
    wanted = rule(rule_id, on=from_day, local={rule_id: value})
    if wanted.is_informative:
        raise RuleBreach(f"“{wanted.says}”仅备查，平台还不按它计算，设了不起作用，未保存。", citation=wanted.citation)
    kept = LocalRule.objects.create(
        county_id=county.county_id,
        org_path=county.path,
        rule_id=rule_id,
        value=value,
        basis=basis.strip()[:200],
        from_day=from_day,
        recorded_by=by.account_id,
        recorded_name=by.name[:60],
    )
    words = f"{value_words(value)} {wanted.unit}，自{from_day:%Y-%m-%d}起，依据：{kept.basis}"
    audit.record(by=by, action="provision.set", subject=rule_id, organization_id=county.organization_id,
                 path=county.path, words=words, county_id=county.county_id)  # fmt: skip
    return kept


def _county(by: Actor) -> Grant:
    """Return the grant at the county's own body: only there a county decides."""
    for grant in by.grants:
        if grant.permission is Permission.COUNTY_RULE_EDIT and grant.organization_id == grant.county_id:
            return grant
    raise RuleBreach("本地规定由县级党委设定，您的职务不在县级党委，未保存。")
