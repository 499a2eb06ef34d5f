"""A rule is set, tried over the last year, and only then switched on."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.warnings.engine import reckon, trial
from dangjian.programme.warnings.models import Ending, RaisedWarning, RuleState, WarningRule
from dangjian.programme.warnings.rules import About, checked_days, fade_days
from dangjian.rulebook import RuleBreach


@transaction.atomic
def set_rule(*, by: Actor, about: About, key: str, days: Sequence[int], basis: str, on: date) -> WarningRule:
    """Set a rule of the county; it warns nobody before it was tried and switched on.

    Raises ``RuleBreach`` for days that do not rise or lie beyond the bounds, and for no basis.
    """
    county = Organization.objects.get(pk=by.county_id)
    made = WarningRule(county_id=county.pk, org_path=county.path, about=about, key=key if about == About.DUTY else "",
                       recorded_by=by.account_id)  # fmt: skip
    _take(made, days, basis, on)
    made.save()
    _say(by, "warning-rule.set", made, str(made))
    return made


@transaction.atomic
def change_rule(*, by: Actor, rule: WarningRule, days: Sequence[int], basis: str, on: date) -> WarningRule:
    """Change the days of a rule that is not on; what was tried no longer counts."""
    row = _locked(rule)
    if row.state == RuleState.ON:
        raise RuleBreach("规则已启用，没有改动。请先停用，改好、试算后再启用。")
    _take(row, days, basis, on)
    row.state, row.tried_on, row.tried = RuleState.DRAFT, None, {}
    row.save()
    _say(by, "warning-rule.change", row, str(row))
    return row


@transaction.atomic
def try_out(*, by: Actor, rule: WarningRule, on: date) -> WarningRule:
    """Try a rule over the last year: how many it would have warned, at which level. Nobody is warned."""
    row = _locked(rule)
    found = trial(row, on)
    row.tried_on = on
    row.tried = {
        "bodies": len(found),
        "raised": sum(one.raised for one in found),
        "second": sum(one.second for one in found),
        "third": sum(one.third for one in found),
        "open": sum(one.open for one in found),
    }
    if row.state == RuleState.DRAFT:
        row.state = RuleState.TRIED
    row.save()
    _say(by, "warning-rule.try", row, f"{row}：一年内 {row.tried['raised']} 次，{row.tried['bodies']} 个党组织")
    return row


@transaction.atomic
def switch_on(*, by: Actor, rule: WarningRule, on: date) -> WarningRule:
    """Switch a tried rule on and raise what stands today.

    Raises ``RuleBreach`` where it was not tried with these days, or another of the same matter is on.
    """
    row = _locked(rule)
    if not row.is_tried:
        raise RuleBreach("规则还没有按现在的天数试算，没有启用。请先试算，看清会预警多少党组织。")
    row.state, row.on_since, row.switched_by = RuleState.ON, on, by.account_id
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        raise RuleBreach("同一内容已有一条规则在用，没有启用。请先停用那一条。") from clash
    _say(by, "warning-rule.switch-on", row, str(row))
    reckon(row.county_id, on)
    return row


@transaction.atomic
def switch_off(*, by: Actor, rule: WarningRule, on: date) -> WarningRule:
    """Switch a rule off: what it raised stands no more. Raises ``RuleBreach`` where it is not on."""
    row = _locked(rule)
    if row.state != RuleState.ON:
        raise RuleBreach("这条规则没有启用，没有改动。")
    row.state = RuleState.OFF
    row.save()
    RaisedWarning.objects.filter(rule=row).standing().update(ended=Ending.OFF, ended_on=on)
    _say(by, "warning-rule.switch-off", row, str(row))
    return row


def _locked(rule: WarningRule) -> WarningRule:
    return WarningRule.objects.select_for_update().get(pk=rule.pk)


def _take(row: WarningRule, days: Sequence[int], basis: str, on: date) -> None:
    if not basis.strip():
        raise RuleBreach("请写明依据（文号、会议或批示），未保存。")
    found = checked_days(About(row.about), days, on)
    row.first_days, row.second_days, row.third_days = found
    row.fade_days = max(fade_days(on, local_values(row.county_id, on)), found.third + 30)
    row.basis = basis.strip()[:120]


def _say(by: Actor, action: str, row: WarningRule, words: str) -> None:
    audit.record(by=by, action=action, subject=row.public_id, organization_id=row.county_id, path=row.org_path,
                 words=words, county_id=row.county_id)  # fmt: skip
