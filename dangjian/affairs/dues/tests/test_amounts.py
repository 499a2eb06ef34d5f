"""Amounts are set in January and stay; the income is sealed and read against a reason."""

from datetime import date
from decimal import Decimal

import pytest

from dangjian.access.models import AuditRow
from dangjian.affairs.dues import services
from dangjian.affairs.dues.models import Assessment
from dangjian.affairs.dues.rules import Income, Payer
from dangjian.affairs.dues.services import Setting
from dangjian.affairs.dues.tests.make import JANUARY, TODAY, Scene, assess, make_scene, salaried
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.provisions.models import LocalRule
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_an_amount_is_kept_with_its_working_and_its_income_sealed(scene: Scene) -> None:
    member = scene.members[0]
    income = Income(Decimal(6200), {"住房公积金": Decimal(1199)})
    row = services.assess(by=scene.by, setting=Setting(member.person, Payer.SALARIED, income), year=2026, on=JANUARY)
    assert (row.cents, row.since) == (7502, date(2026, 1, 1))
    assert b"6200" not in bytes(row.detail or b"")
    assert "6200" not in str(row.working)
    assert "5,001" not in str(row.working)
    assert row.income() == income
    assert AuditRow.objects.get(action="dues.assess").organization_id == scene.home.pk


def test_the_income_is_shown_against_a_reason_or_to_oneself(scene: Scene) -> None:
    member = scene.members[0]
    row = services.assess(by=scene.by, setting=salaried(member), year=2026, on=JANUARY)
    with pytest.raises(RuleBreach, match="写明为什么"):
        services.reveal(by=scene.by, assessment=row, reason=" ")
    for other in (scene.above, posts.actor_of(scene.officer), posts.actor_of(scene.stranger)):
        with pytest.raises(RuleBreach, match="本支部核定党费的同志和本人"):
            services.reveal(by=other, assessment=row, reason="看看")
    assert "6,200.00" in services.reveal(by=scene.by, assessment=row, reason="核对")[0]
    assert AuditRow.objects.get(action="dues.reveal").words == "王建军0 收入：核对"
    own = posts.actor_of(posts.make_account(member.person))
    assert "6,200.00" in services.reveal(by=own, assessment=row, reason="")[0]
    assert AuditRow.objects.filter(action="dues.reveal").count() == 1


def test_it_stays_for_the_year_unless_a_reason_is_written(scene: Scene) -> None:
    member = scene.members[0]
    first = services.assess(by=scene.by, setting=salaried(member), year=2026, on=JANUARY)
    assert services.assess(by=scene.by, setting=salaried(member), year=2026, on=JANUARY) == first
    with pytest.raises(RuleBreach, match="年内一般不变动"):
        services.assess(by=scene.by, setting=salaried(member, "2000"), year=2026, on=TODAY)
    later = services.assess(
        by=scene.by, setting=salaried(member, "2000", since=date(2026, 7, 1), reason="退岗"), year=2026, on=TODAY
    )
    assert {row.pk for row in Assessment.objects.in_force()} == {first.pk, later.pk}
    corrected = services.assess(by=scene.by, setting=salaried(member, "3000", reason="算错了"), year=2026, on=TODAY)
    assert [row.pk for row in Assessment.objects.in_force()] == [corrected.pk]


def test_the_next_year_begins_with_the_income_of_the_last(scene: Scene) -> None:
    member = scene.members[0]
    services.assess(by=scene.by, setting=salaried(member), year=2026, on=JANUARY)
    again = Setting(member.person, Payer.SALARIED)
    row = services.assess(by=scene.by, setting=again, year=2027, on=date(2026, 12, 28))
    assert row.income() == Income(Decimal(6200))
    with pytest.raises(RuleBreach, match="要写实际领取"):
        services.assess(by=scene.by, setting=Setting(member.person, Payer.RETIRED), year=2027, on=TODAY)


def test_a_branch_is_set_all_or_nothing(scene: Scene) -> None:
    first, second, _ = scene.members
    wrong = [Setting(first.person, Payer.FARMER, chosen=100), Setting(second.person, Payer.FARMER, chosen=500)]
    with pytest.raises(RuleBreach, match=r"^王建军1：农民党员每月"):
        services.assess_branch(by=scene.by, organization=scene.home, year=2026, settings=wrong, on=JANUARY)
    assert not Assessment.objects.exists()
    right = [Setting(member.person, Payer.FARMER, chosen=100) for member in scene.members]
    made = services.assess_branch(by=scene.by, organization=scene.home, year=2026, settings=right, on=JANUARY)
    assert [row.cents for row in made] == [100, 100, 100]


def test_the_county_rounds_as_it_set(scene: Scene) -> None:
    LocalRule.objects.create(
        county_id=scene.county.pk, org_path=scene.county.path, rule_id="dues.rounding", value=10, basis="县委组织部",
        from_day=date(2026, 1, 1), recorded_by=1, recorded_name="周明远",
    )  # fmt: skip
    row = services.assess(by=scene.by, setting=salaried(scene.members[0], "5001"), year=2026, on=JANUARY)
    assert row.cents == 7500
    assert row.working[-1] == "四舍五入到角：75.00 元"


def test_only_the_branch_itself_sets_amounts(scene: Scene) -> None:
    for other in (scene.above, posts.actor_of(scene.officer), posts.actor_of(scene.stranger)):
        with pytest.raises(RuleBreach, match="您的职务不在那里"):
            services.assess(by=other, setting=salaried(scene.members[0]), year=2026, on=JANUARY)
    assert assess(scene)


@pytest.mark.parametrize("year", [2024, 2028])
def test_only_the_years_at_hand(scene: Scene, year: int) -> None:
    with pytest.raises(RuleBreach, match="去年、今年或明年"):
        services.assess(by=scene.by, setting=salaried(scene.members[0]), year=year, on=TODAY)
