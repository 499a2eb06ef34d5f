"""What a county sets holds from its day, within the bounds of the rulebook, and nowhere else."""

from datetime import timedelta

import pytest

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import TODAY, make_county, make_holder, make_township
from dangjian.procedures.provisions.models import LocalRule
from dangjian.procedures.provisions.queries import by_county, local_values
from dangjian.procedures.provisions.rules import settable
from dangjian.procedures.provisions.services import set_rule
from dangjian.procedures.provisions.tests.make import YELLOW, hold_for_later, make_rule, setting
from dangjian.rulebook import OutOfBoundsError, UnknownRuleError
from dangjian.rulebook.breach import RuleBreach

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def officer() -> Account:
    return make_holder(make_county(), Role.COUNTY_OFFICER)


def test_it_holds_from_its_day_in_its_county_only(officer: Account) -> None:
    other = make_holder(make_county("中共临川县委员会"), Role.COUNTY_OFFICER)
    make_rule(officer, 15)
    make_rule(officer, 20, from_day=LATER)
    assert local_values(officer.county_id, TODAY - timedelta(days=1)) == {}
    assert local_values(officer.county_id, TODAY) == {YELLOW: 15}
    assert local_values(officer.county_id, LATER) == {YELLOW: 20}
    assert local_values(other.county_id, LATER) == {}
    assert by_county(YELLOW, LATER) == {officer.county_id: {YELLOW: 20}}


def test_of_two_set_for_one_day_the_later_decision_holds_and_both_are_kept(officer: Account) -> None:
    make_rule(officer, 15)
    make_rule(officer, 3)
    assert local_values(officer.county_id, TODAY) == {YELLOW: 3}
    assert LocalRule.objects.count() == 2


def test_setting_leaves_one_audit_row_with_value_day_and_basis(officer: Account) -> None:
    make_rule(officer, 15)
    (row,) = AuditRow.objects.filter(action="provision.set")
    assert (row.subject, row.account_id, row.county_id) == (YELLOW, officer.pk, officer.county_id)
    assert row.words == "15 天，自2026-11-21起，依据：部务会纪要"


@pytest.mark.parametrize("value", [0, 31])
def test_outside_the_bounds_is_refused_with_them(officer: Account, value: int) -> None:
    with pytest.raises(OutOfBoundsError, match="可设范围为1—30"):
        make_rule(officer, value)
    assert not LocalRule.objects.exists()


def test_without_basis_or_for_a_day_gone_by_it_is_refused(officer: Account) -> None:
    with pytest.raises(RuleBreach, match="请写明依据"):
        make_rule(officer, basis=" ")
    with pytest.raises(RuleBreach, match="起始日不能早于今天"):
        make_rule(officer, from_day=TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("rule_id", "refusal", "words"),
    [
        ("notices.digest_time", OutOfBoundsError, "不由县里另定"),
        ("no.such_rule", UnknownRuleError, "no rule"),
    ],
)
def test_what_a_county_may_not_set_is_refused(
    officer: Account, rule_id: str, refusal: type[Exception], words: str
) -> None:
    with pytest.raises(refusal, match=words):
        set_rule(rule_id=rule_id, value=2, basis="试", from_day=TODAY, on=TODAY, by=setting(officer))


def test_what_is_held_for_later_is_refused(officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    hold_for_later(monkeypatch)
    with pytest.raises(RuleBreach, match="仅备查"):
        make_rule(officer, 15)
    assert not LocalRule.objects.exists()


def test_below_the_county_nobody_sets_it() -> None:
    township = make_township(make_county())
    with pytest.raises(RuleBreach, match="由县级党委设定"):
        make_rule(make_holder(township, Role.COUNTY_OFFICER))


def test_a_value_ruled_out_since_does_not_hold(officer: Account) -> None:
    kept = make_rule(officer, 15)
    LocalRule.objects.filter(pk=kept.pk).update(value=45)
    assert local_values(officer.county_id, TODAY) == {}
    assert by_county(YELLOW, TODAY) == {}


def test_every_rule_in_use_that_a_county_may_set_has_a_field() -> None:
    """The form types a whole number or several, or offers words; another kind needs a field of its own first."""
    used = {rule.id: rule for rule in settable(TODAY) if not rule.is_informative}
    assert {"tasks.yellow_days", "terms.reminder_days", "appraisals.denominator"} <= set(used)
    for rule in used.values():
        if isinstance(rule.value, str):
            assert rule.local
            assert rule.value in rule.local.choices
        else:
            assert all(isinstance(one, int) for one in (rule.value if isinstance(rule.value, tuple) else (rule.value,)))


def test_several_numbers_are_set_and_read_back(officer: Account) -> None:
    by = setting(officer)
    set_rule(
        rule_id="terms.reminder_days",
        value=(120, 60, 0),
        basis="清组通〔2026〕30号",
        from_day=TODAY,
        on=TODAY,
        by=by,
    )
    assert local_values(officer.county_id, TODAY) == {"terms.reminder_days": (120, 60, 0)}
    assert by_county("terms.reminder_days", TODAY) == {officer.county_id: {"terms.reminder_days": (120, 60, 0)}}
    with pytest.raises(RuleBreach, match="0—365"):
        set_rule(rule_id="terms.reminder_days", value=(400,), basis="x", from_day=TODAY, on=TODAY, by=by)
