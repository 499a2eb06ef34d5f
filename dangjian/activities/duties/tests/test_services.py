"""Results follow what took place and what bodies are; a missed duty is explained; what a county says takes effect."""

from datetime import date, timedelta
from typing import Any

import pytest

from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.activities.duties import services
from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.following import mark_changed, open_years, reckon_marked
from dangjian.activities.duties.models import DutyResult, Explanation, Reckoning
from dangjian.activities.duties.queries import days_of, left_out
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import TODAY, actor_of, make_body, make_county, make_holder, make_member
from dangjian.foundation.time import at
from dangjian.procedures.calendar import services as calendar
from dangjian.procedures.calendar.models import Cause
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.evidence.services import withdraw
from dangjian.procedures.evidence.tests.make import NOON, SOURCE, make_evidence
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 5)


@pytest.fixture
def county() -> Organization:
    return make_county()


@pytest.fixture
def branch(county: Organization) -> Organization:
    return make_body("东河村党支部", parent=county)


@pytest.fixture
def by(branch: Organization) -> Actor:
    return actor_of(make_holder(branch, Role.SECRETARY))


def result(body: Organization, duty: str = "meetings.theme_day", start: date = date(2026, 3, 1)) -> DutyResult:
    return DutyResult.objects.get(organization_id=body.pk, duty=duty, period_start=start)


def test_a_record_fulfils_at_once_and_its_withdrawal_undoes_it(branch: Organization, by: Actor) -> None:
    make_evidence(by, branch, Kind.THEME_DAY, Kind.CONGRESS, on=MARCH)
    assert result(branch).met_on == MARCH
    assert result(branch, "meetings.branch_congress", date(2026, 1, 1)).met_on == MARCH
    withdraw(by=by, source=SOURCE, at=NOON)
    assert result(branch).met_on is None


def test_a_record_moved_to_another_month_moves_with_it(branch: Organization, by: Actor) -> None:
    make_evidence(by, branch, Kind.THEME_DAY, on=MARCH)
    make_evidence(by, branch, Kind.THEME_DAY, on=date(2026, 4, 1))
    assert (result(branch).got, result(branch, start=date(2026, 4, 1)).got) == (0, 1)


def test_a_spring_meeting_counts_for_the_work_year_before(branch: Organization, by: Actor) -> None:
    make_evidence(by, branch, Kind.LIFE_MEETING, on=date(2026, 3, 31))
    assert result(branch, "meetings.organizational_life", date(2025, 10, 1)).met_on == date(2026, 3, 31)
    assert result(branch, "meetings.organizational_life", date(2026, 10, 1)).met_on is None


def test_a_secretary_of_a_committee_lectures_in_a_branch(county: Organization, branch: Organization, by: Actor) -> None:
    secretary = make_holder(county, Role.SECRETARY, "何书记")
    make_evidence(by, branch, Kind.LECTURE, on=MARCH, people=[(Kind.LECTURE, secretary.person_id)])
    assert result(county, "meetings.secretary_lecture", date(2026, 1, 1)).met_on == MARCH


def test_the_seventh_full_member_brings_the_committee_meeting(branch: Organization, by: Actor) -> None:
    make_evidence(by, branch, Kind.THEME_DAY, on=MARCH)
    for number in range(7):
        make_member(branch, f"党员{number}")
    assert not DutyResult.objects.filter(organization_id=branch.pk, duty="meetings.committee").exists()
    mark_changed()
    assert reckon_marked(at=NOON) >= 1
    assert DutyResult.objects.filter(organization_id=branch.pk, duty="meetings.committee").count() == 24


def test_a_year_is_opened_and_reckoned_by_the_job(county: Organization, branch: Organization) -> None:
    open_years(TODAY)
    assert set(Reckoning.objects.values_list("county_id", "year")) == {(county.pk, 2025), (county.pk, 2026)}
    assert reckon_marked(at=NOON) == 2
    assert result(branch).due_on == date(2026, 3, 31)
    assert reckon_marked(at=NOON) == 0


def test_an_outage_moves_the_day_of_an_area(county: Organization, branch: Organization, by: Actor) -> None:
    make_evidence(by, branch, Kind.THEME_DAY, on=date(2026, 4, 8))
    calendar.shift(
        by=by, organization=county, cause=Cause.OUTAGE, from_day=date(2026, 3, 25), to_day=date(2026, 4, 5),
        moved_to=date(2026, 4, 10), words="停电顺延", basis="县应急办通知", at=NOON,
    )  # fmt: skip
    reckon_marked(at=NOON)
    assert (result(branch).due_on, result(branch).met_on, result(branch).moved) == (
        date(2026, 4, 10), date(2026, 4, 8), "停电顺延",
    )  # fmt: skip


def test_a_temporary_branch_owes_study_and_talks_only(county: Organization) -> None:
    body = make_body("工地临时党支部", parent=county, kind=BodyKind.TEMPORARY_BRANCH)
    reckon(county.pk, 2026)
    rows = DutyResult.objects.filter(organization_id=body.pk)
    assert set(rows.values_list("kind", flat=True)) == {"theme_day", "talks"}


def test_a_missed_duty_is_explained_and_what_was_said_stays(branch: Organization, by: Actor) -> None:
    reckon(branch.county_id, 2026)
    for words in ("汛期抢险", "汛期抢险，全员上堤"):
        services.explain(by=by, result=result(branch), words=words, on=TODAY, at=NOON)
    assert result(branch).explained == "汛期抢险，全员上堤"
    assert Explanation.objects.count() == 2
    assert AuditRow.objects.filter(action="duty.explain").count() == 2


@pytest.mark.parametrize(
    ("words", "on", "said"),
    [(" ", TODAY, "说明原因"), ("农忙", date(2026, 3, 31), "还没到期")],
)
def test_what_cannot_be_explained(branch: Organization, by: Actor, words: str, on: date, said: str) -> None:
    reckon(branch.county_id, 2026)
    with pytest.raises(RuleBreach, match=said):
        services.explain(by=by, result=result(branch), words=words, on=on, at=NOON)


def test_what_was_done_needs_no_explanation(branch: Organization, by: Actor) -> None:
    make_evidence(by, branch, Kind.THEME_DAY, on=MARCH)
    with pytest.raises(RuleBreach, match="不用说明"):
        services.explain(by=by, result=result(branch), words="农忙", on=TODAY, at=NOON)


def test_only_the_county_sets_duties_and_themes(county: Organization, branch: Organization) -> None:
    stranger = actor_of(make_holder(branch, Role.SECRETARY))
    with pytest.raises(RuleBreach, match="县级党委"):
        services.publish(by=stranger, month=TODAY, title="主题", readings="", flow="", at=NOON)
    officer = actor_of(make_holder(county, Role.COUNTY_OFFICER)).narrowed(Permission.THEME_EDIT)
    made = services.publish(by=officer, month=TODAY, title="主题", readings="", flow="", at=NOON)
    again = services.publish(by=officer, month=TODAY, title="另一主题", readings="", flow="", at=at(TODAY, 13))
    assert (made.pk, again.month, again.title) == (again.pk, date(2026, 11, 1), "另一主题")


def test_a_plan_puts_a_year_on_the_fixed_days(branch: Organization, by: Actor) -> None:
    plan, unplaced = services.propose(by=by, organization=branch, year=2027, on=TODAY)
    days = list(plan.items.order_by("on").values_list("on", flat=True))
    assert (len(days), unplaced) == (12, 0)
    assert all(day.year == 2027 for day in days)
    assert all("theme_day" in item.kinds for item in plan.items.all())
    services.submit(by=by, plan=plan)
    with pytest.raises(RuleBreach, match="待上级批准"):
        services.propose(by=by, organization=branch, year=2027, on=TODAY + timedelta(days=1))
    with pytest.raises(RuleBreach, match="不能批复本级"):
        services.approve(by=by, plan=plan, words="", on=TODAY)


def test_a_day_taken_out_of_a_plan_stands_as_missing_until_another_is_put_in(branch: Organization, by: Actor) -> None:
    plan, _ = services.propose(by=by, organization=branch, year=2027, on=TODAY)
    assert left_out(plan, TODAY) == []
    item = plan.items.order_by("on")[4]
    services.drop_day(by=by, item=item)
    missing = left_out(plan, TODAY)
    assert (Kind.THEME_DAY, 1) in [(need.kind, times) for need, times in missing]
    again: dict[str, Any] = {"on_day": item.on, "kinds": [Kind(kind) for kind in item.kinds], "theme": ""}
    with pytest.raises(RuleBreach, match="2027年内"):
        services.add_day(by=by, plan=plan, **{**again, "on_day": date(2028, 1, 3)})
    services.add_day(by=by, plan=plan, **again)
    assert left_out(plan, TODAY) == []
    with pytest.raises(RuleBreach, match="已经有安排"):
        services.add_day(by=by, plan=plan, **again)
    services.submit(by=by, plan=plan)
    with pytest.raises(RuleBreach, match="待上级批准"):
        services.drop_day(by=by, item=plan.items.earliest("on"))


def test_a_planned_day_says_what_was_held_in_its_month(branch: Organization, by: Actor) -> None:
    plan, _ = services.propose(by=by, organization=branch, year=2026, on=date(2026, 1, 1))
    make_evidence(by, branch, Kind.THEME_DAY, on=MARCH)
    make_evidence(by, branch, Kind.COMMITTEE, on=MARCH, source="meetings.meeting:2")
    march = next(day for day in days_of(plan) if day.item.on.month == MARCH.month)
    assert [(one.kind, one.held_on) for one in march.held] == [("theme_day", MARCH)]
    assert "主题党日" not in march.missing
    assert all(not day.held for day in days_of(plan) if day != march)
