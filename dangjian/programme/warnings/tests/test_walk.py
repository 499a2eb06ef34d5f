"""A rule is tried, switched on and warns; warnings heal, fade, are explained or dismissed; days of an area move."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.activities.duties.models import DutyResult
from dangjian.affairs.accounts.tests.make import client_of, form
from dangjian.affairs.dossier.tests.make import Village, make_village
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.channels.inbox.models import Notice
from dangjian.foundation.time import now, today
from dangjian.procedures.agenda import queries as agenda
from dangjian.procedures.calendar import services as calendar
from dangjian.procedures.calendar.models import Cause
from dangjian.programme.warnings import services
from dangjian.programme.warnings.engine import reckon, trial
from dangjian.programme.warnings.models import RaisedWarning, RuleState, WarningRule
from dangjian.programme.warnings.rules import About
from dangjian.programme.warnings.tests.make import a_rule, editor, missed
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Village:
    return make_village()


def standing() -> list[tuple[str, int]]:
    return [(row.about, row.level) for row in RaisedWarning.objects.standing().order_by("since")]


def test_a_rule_is_tried_by_bodies_and_warns_nobody_before_it_is_on(village: Village) -> None:
    missed(village.branch, ago=15)
    missed(village.branch, ago=100, met_after=40)
    missed(village.branch, ago=200, met_after=5)  # Done before the first level: nobody would have been warned.
    missed(village.branch, ago=420)  # Before the year of the trial.
    rule = a_rule(village.officer)
    (found,) = trial(rule, today())
    assert (found.body, found.raised, found.second, found.third, found.open) == (village.branch.pk, 2, 1, 0, 1)
    tried = services.try_out(by=editor(village.officer), rule=rule, on=today())
    assert (tried.tried["bodies"], tried.tried["raised"], tried.state) == (1, 2, RuleState.TRIED)
    assert not RaisedWarning.objects.exists()


def test_it_is_not_switched_on_untried_nor_with_other_days(village: Village) -> None:
    by, rule = editor(village.officer), a_rule(village.officer)
    with pytest.raises(RuleBreach, match="还没有按现在的天数试算"):
        services.switch_on(by=by, rule=rule, on=today())
    services.try_out(by=by, rule=rule, on=today())
    services.change_rule(by=by, rule=rule, days=(5, 30, 60), basis="县委会议", on=today())
    with pytest.raises(RuleBreach, match="还没有按现在的天数试算"):
        services.switch_on(by=by, rule=rule, on=today())
    for days, words in (((9, 5, 60), "逐级加大"), ((1, 2, 900), "366")):
        with pytest.raises(RuleBreach, match=words):
            services.set_rule(by=by, about=About.DUTY, key="", days=days, basis="县委会议", on=today())


def test_a_second_rule_of_the_same_matter_stays_off(village: Village) -> None:
    a_rule(village.officer, is_on=True)
    with pytest.raises(RuleBreach, match="已有一条规则在用"):
        a_rule(village.officer, is_on=True)
    assert WarningRule.objects.standing().count() == 1


def test_it_rises_heals_and_fades(village: Village) -> None:
    result = missed(village.branch, ago=15)
    a_rule(village.officer, is_on=True)
    assert standing() == [("duty", 1)]
    assert reckon(village.county.pk, today()) == 0  # Again: nothing is written.
    reckon(village.county.pk, today() + timedelta(days=20))
    assert standing() == [("duty", 2)]
    DutyResult.objects.filter(duty=result.duty).update(met_on=today(), got=1)
    reckon(village.county.pk, today() + timedelta(days=20), bodies=[village.branch.pk])
    row = RaisedWarning.objects.get()
    assert (row.ended, row.standing.words) == ("healed", "已办结")
    DutyResult.objects.filter(duty=result.duty).update(met_on=None, got=0)  # The record was withdrawn.
    reckon(village.county.pk, today() + timedelta(days=20))
    assert standing() == [("duty", 2)]
    reckon(village.county.pk, row.fades_on + timedelta(days=1))
    row.refresh_from_db()
    assert row.ended == "faded"


def test_holding_it_again_cures_what_was_missed(village: Village) -> None:
    missed(village.branch, ago=45)
    a_rule(village.officer, is_on=True)
    assert standing() == [("duty", 2)]
    missed(village.branch, ago=15, met_after=-1)
    reckon(village.county.pk, today())
    assert RaisedWarning.objects.get().ended == "healed"


def test_an_explained_duty_warns_no_more(village: Village) -> None:
    missed(village.branch, ago=15)
    a_rule(village.officer, is_on=True)
    DutyResult.objects.update(explained="防汛")
    reckon(village.county.pk, today())
    row = RaisedWarning.objects.get()
    assert (row.ended, row.words) == ("explained", "防汛")


def test_answers_stay_and_carry_their_reason(village: Village) -> None:
    missed(village.branch, ago=15)
    missed(village.branch, ago=70)
    a_rule(village.officer, is_on=True)
    late, new = RaisedWarning.objects.order_by("since")
    assert late.due_on == today() + timedelta(days=15)
    assert reckon(village.county.pk, today() + timedelta(days=1)) == 0  # The day stays where it was said.
    assert (late.level, new.level) == (3, 1)
    secretary, organizer = actor_of(village.secretary), actor_of(village.organizer)
    with pytest.raises(RuleBreach, match="写明原因"):
        services.explain(by=secretary, warning=late, words=" ", on=today())
    services.explain(by=secretary, warning=late, words="党员外出务工", on=today())
    with pytest.raises(RuleBreach, match="没有重复办理"):
        services.explain(by=secretary, warning=late, words="党员外出务工", on=today())
    with pytest.raises(RuleBreach, match="不能自己撤销"):
        services.dismiss(by=secretary, warning=new, words="不对", on=today())
    services.dismiss(by=organizer, warning=new, words="已合并开展", on=today())
    reckon(village.county.pk, today())
    assert standing() == []
    assert {row.ended for row in RaisedWarning.objects.all()} == {"explained", "dismissed"}


def test_switched_off_nothing_stands(village: Village) -> None:
    missed(village.branch, ago=15)
    rule = a_rule(village.officer, is_on=True)
    services.switch_off(by=editor(village.officer), rule=rule, on=today())
    assert RaisedWarning.objects.get().ended == "off"


def test_its_own_body_is_told_and_nobody_above(village: Village) -> None:
    missed(village.branch, ago=15)
    a_rule(village.officer, is_on=True)
    own = [item for item in agenda.items(actor_of(village.secretary), today()) if item.kind == "预警"]
    assert len(own) == 1
    for account in (village.organizer, village.officer, village.member, village.stranger):
        assert "预警" not in {item.kind for item in agenda.items(actor_of(account), today())}
    assert not Notice.objects.exists()


def test_pages_show_fact_article_cure_and_day_within_scope(village: Village) -> None:
    missed(village.branch, ago=15)
    a_rule(village.officer, is_on=True)
    row = RaisedWarning.objects.get()
    page = client_of(village.secretary).get(reverse("warnings:one", args=[row.public_id])).content.decode()
    for words in ("没有开展", "第十六条", "补写记录", "到期没有办结的转为预警", "自动淡出", "说明情况"):
        assert words in page
    assert "撤销预警" not in page
    assert (
        "撤销预警" in client_of(village.organizer).get(reverse("warnings:one", args=[row.public_id])).content.decode()
    )
    for account in (village.member, village.stranger):
        assert client_of(account).get(reverse("warnings:one", args=[row.public_id])).status_code in {403, 404}
    assert "东河村" not in client_of(village.stranger).get(reverse("warnings:index")).content.decode()


def test_the_list_costs_the_same_for_many(village: Village, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    for ago in (15, 45, 75, 110, 140):
        missed(village.branch, ago=ago)
    a_rule(village.officer, is_on=True)
    client = client_of(village.officer)
    client.get(reverse("warnings:index"))
    with django_assert_max_num_queries(15):
        page = client.get(reverse("warnings:index")).content.decode()
    assert page.count("没有开展") >= 5


def test_the_officer_walks_from_rule_to_warning(village: Village) -> None:
    missed(village.branch, ago=15)
    client = client_of(village.officer)
    made = client.post(reverse("warnings:new-rule"), form(village.officer, about="duty", key="", first="10",
                       second="30", third="60", basis="县委会议"))  # fmt: skip
    assert made.status_code == 302
    rule = WarningRule.objects.get()
    page = reverse("warnings:rule", args=[rule.public_id])
    assert "启用</button>" not in client.get(page).content.decode()
    client.post(reverse("warnings:trial", args=[rule.public_id]), form(village.officer))
    shown = client.get(page).content.decode()
    assert "会预警 1 个党组织" in shown
    assert "东河村党支部：1 次" in shown
    client.post(reverse("warnings:switch", args=[rule.public_id]), form(village.officer))
    assert standing() == [("duty", 1)]
    for account in (village.organizer, village.secretary):
        assert client_of(account).get(page).status_code in {403, 404}
    logged = AuditRow.objects.filter(action__startswith="warning-rule.").order_by("pk")
    assert [one.action.partition(".")[2] for one in logged] == ["set", "try", "switch-on"]


def test_days_of_an_area_move_in_one_act_and_go_back(village: Village) -> None:
    from dangjian.affairs.terms.models import Term  # noqa: PLC0415

    due = today() - timedelta(days=15)
    Term.objects.create(
        organization=village.branch, county_id=village.county.pk, org_path=village.branch.path,
        elected_on=due - timedelta(days=1096), expires_on=due, due_on=due,
        during=(due - timedelta(days=1096), None),
    )  # fmt: skip
    a_rule(village.officer, About.TERM, is_on=True)
    assert standing() == [("term", 1)]
    made = calendar.shift(
        by=actor_of(village.officer).narrowed(Permission.SHIFT_EDIT), organization=village.township,
        cause=Cause.DISASTER, from_day=due - timedelta(days=3), to_day=due, moved_to=today() - timedelta(days=2),
        words="防汛", basis="县委通知", at=now(),
    )  # fmt: skip
    reckon(village.county.pk, today())
    assert standing() == []
    assert RaisedWarning.objects.get().ended == "moved"
    calendar.put_back(by=actor_of(village.officer), shift=made, at=now())
    reckon(village.county.pk, today())
    assert standing() == [("term", 1)]
