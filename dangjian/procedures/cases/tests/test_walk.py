"""A case from its first step to its last, and each thing that is refused on the way."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.procedures.agenda.queries import answered
from dangjian.procedures.cases import doors, queries, services
from dangjian.procedures.cases.agenda import items
from dangjian.procedures.cases.models import Case, CaseStep, State
from dangjian.procedures.cases.tests import make
from dangjian.procedures.provisions.models import LocalRule
from dangjian.rulebook import Outcome, RuleBreach

pytestmark = pytest.mark.django_db
ALLOWED = date(2026, 11, 5)


@pytest.fixture(autouse=True)
def book(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    make.write_book(tmp_path)
    make.use_book(monkeypatch, tmp_path)


def judge(scene: make.Scene, case: Case, outcome: Outcome = Outcome.PASS, on: date = ALLOWED, **more: object) -> Case:
    words = {"papers": ["申请书"], "words": "材料不齐", **more}
    return services.take(by=scene.organizer, case=case, step="judge", outcome=outcome, on=on, **words)  # type: ignore[arg-type]  # words as given


def test_the_walk_from_first_to_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "_endings", {})
    monkeypatch.setattr(doors, "_addresses", {})
    ended: list[tuple[int, date]] = []
    doors.register(
        "trial.three", address=lambda case: f"/x/{case.public_id}/", on_done=lambda c, _, on: ended.append((c.pk, on))
    )
    scene = make.make_scene()
    case = judge(scene, make.asked(scene))
    assert ended == []
    case = services.take(by=scene.secretary, case=case, step="tell", outcome=Outcome.PASS, on=date(2026, 11, 6))
    assert (case.state, case.closed_on) == (State.DONE, date(2026, 11, 6))
    assert ended == [(case.pk, date(2026, 11, 6))]
    assert [row.key for row in case.steps.in_turn()] == ["ask", "judge", "tell"]
    assert list(AuditRow.objects.order_by("id").values_list("action", flat=True)) == [
        "case.open", "case.pass", "notice.task", "case.pass", "notice.recall", "notice.task", "case.pass",
        "notice.recall",
    ]  # fmt: skip


def test_where_it_is_and_whose_turn() -> None:
    scene = make.make_scene()
    at = queries.standing(make.asked(scene), ALLOWED)
    assert (at.where, at.turn, at.missing) == ("审核", scene.township.short_name, ("申请书",))
    assert (at.earliest_on, at.latest_on) == (date(2026, 11, 5), date(2026, 12, 2))
    assert at.citation == "《试验条例》第二条（待核实）"
    assert "1个月内审核" in at.reason


def test_the_county_s_own_term_holds_for_what_opens_after() -> None:
    scene = make.make_scene()
    LocalRule.objects.create(
        county_id=scene.county.pk, org_path=scene.county.path, rule_id="trial.months", value=3, basis="县委文件",
        from_day=date(2026, 1, 1), recorded_by=1, recorded_name="某",
    )  # fmt: skip
    assert queries.standing(make.asked(scene), ALLOWED).latest_on == date(2027, 2, 2)


@pytest.mark.parametrize("day", [date(2026, 11, 4), date(2026, 12, 3)])
def test_a_strict_term_refuses_with_its_article(day: date) -> None:
    scene = make.make_scene()
    case = make.asked(scene)
    with pytest.raises(RuleBreach, match="第二条"):
        judge(scene, case, on=day)
    assert CaseStep.objects.get(case=case, outcome="").key == "judge"


def test_the_last_lawful_day_passes() -> None:
    scene = make.make_scene()
    assert judge(scene, make.asked(scene), on=date(2026, 12, 2)).state == State.OPEN


def test_a_missing_paper_is_named() -> None:
    scene = make.make_scene()
    with pytest.raises(RuleBreach, match="申请书"):
        judge(scene, make.asked(scene), papers=[])


@pytest.mark.parametrize("who", ["secretary", "stranger"])
def test_nobody_else_takes_the_step(who: str) -> None:
    scene = make.make_scene()
    case = make.asked(scene)
    with pytest.raises(RuleBreach, match="不在其范围"):
        services.take(
            by=getattr(scene, who), case=case, step="judge", outcome=Outcome.PASS, on=ALLOWED, papers=["申请书"]
        )


def test_who_asked_does_not_judge() -> None:
    scene = make.make_scene()
    case = make.open_case(scene)
    services.take(by=scene.organizer, case=case, step="ask", outcome=Outcome.PASS, on=make.ON)
    assert not queries.may_act(case, scene.organizer)
    assert not answered(items(scene.organizer, make.ON))
    with pytest.raises(RuleBreach, match="自己审核"):
        judge(scene, case)


def test_nobody_acts_in_their_own_matter() -> None:
    scene = make.make_scene()
    case = make.asked(scene, person_id=scene.organizer.person_id)
    assert not queries.may_act(case, scene.organizer)
    with pytest.raises(RuleBreach, match="自己的事项"):
        judge(scene, case)


def test_another_step_s_turn_is_refused() -> None:
    scene = make.make_scene()
    case = make.asked(scene)
    with pytest.raises(RuleBreach, match="别的步骤"):
        services.take(by=scene.secretary, case=case, step="ask", outcome=Outcome.PASS, on=make.ON)


def test_a_return_goes_back_and_needs_words() -> None:
    scene = make.make_scene()
    case = make.asked(scene)
    with pytest.raises(RuleBreach, match="写明理由"):
        judge(scene, case, Outcome.RETURN, words=" ")
    judge(scene, case, Outcome.RETURN)
    assert queries.standing(case, ALLOWED).where == "提出"


def test_a_refusal_ends_it() -> None:
    scene = make.make_scene()
    case = judge(scene, make.asked(scene), Outcome.REFUSE)
    assert case.state == State.REFUSED
    with pytest.raises(RuleBreach, match="不同意"):
        judge(scene, case)


def test_the_days_of_a_suspension_are_given_back() -> None:
    scene = make.make_scene()
    case = judge(scene, make.asked(scene), Outcome.SUSPEND, on=date(2026, 11, 10))
    assert queries.standing(case, ALLOWED).look.words == "已中止"
    with pytest.raises(RuleBreach, match="已中止"):
        judge(scene, case)
    case = judge(scene, case, Outcome.RESUME, on=date(2026, 11, 20))
    assert queries.standing(case, ALLOWED).latest_on == date(2026, 12, 12)


def test_an_extension_moves_the_last_day_forward_only() -> None:
    scene = make.make_scene()
    case = make.asked(scene)
    with pytest.raises(RuleBreach, match="晚于"):
        judge(scene, case, Outcome.EXTEND, until=date(2026, 12, 2))
    case = judge(scene, case, Outcome.EXTEND, until=date(2027, 1, 5))
    assert queries.standing(case, ALLOWED).latest_on == date(2027, 1, 5)


def test_only_the_body_that_began_it_takes_it_back() -> None:
    scene = make.make_scene()
    case = make.asked(scene)
    with pytest.raises(RuleBreach, match="提出的党组织"):
        services.withdraw(by=scene.stranger, case=case, on=ALLOWED, words="不办了")
    assert services.withdraw(by=scene.secretary, case=case, on=ALLOWED, words="不办了").state == State.WITHDRAWN


def test_a_case_keeps_the_version_it_began_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    scene = make.make_scene()
    case = make.asked(scene)
    make.write_book(tmp_path, version=2, strict=False, rules="")
    make.use_book(monkeypatch, tmp_path)
    with pytest.raises(RuleBreach, match="最迟"):
        judge(scene, case, on=date(2026, 12, 20))
    newer = make.asked(scene)
    assert (case.version, newer.version) == (1, 2)
    assert judge(scene, newer, on=date(2026, 12, 20)).state == State.OPEN


def test_the_home_page_asks_whose_turn_it_is() -> None:
    scene = make.make_scene()
    case = make.asked(scene)
    late = date(2026, 12, 2) + timedelta(days=1)
    assert [item.title for item in answered(items(scene.organizer, ALLOWED))] == ["王建军的事"]
    assert [item.level for item in answered(items(scene.organizer, late))] == ["late"]
    assert answered(items(scene.secretary, ALLOWED)) == []
    judge(scene, case, Outcome.SUSPEND)
    assert answered(items(scene.organizer, ALLOWED)) == []


def test_both_sides_see_the_case_and_a_stranger_does_not() -> None:
    scene = make.make_scene()
    case = make.asked(scene)
    for actor, sees in ((scene.secretary, True), (scene.organizer, True), (scene.stranger, False)):
        narrowed = actor.narrowed(Permission.TRANSFER_VIEW)
        assert Case.objects.visible_to(narrowed).filter(pk=case.pk).exists() is sees
        assert CaseStep.objects.visible_to(narrowed).filter(case=case).exists() is sees


def test_days_of_a_year_without_its_holidays_are_marked_provisional() -> None:
    scene = make.make_scene()
    on = date(2031, 4, 28)
    case = make.open_case(scene, on=on)
    case = services.take(by=scene.secretary, case=case, step="ask", outcome=Outcome.PASS, on=on)
    row = CaseStep.objects.get(case=case, key="judge")
    assert row.earliest_on == date(2031, 5, 1)  # Three weekdays on: weekends alone stand in for that year's table.
    at = queries.standing(case, on)
    assert (at.earliest_is_about, at.is_about) == (True, False)  # A month is a month.
    assert "当年放假安排未公布，按周末推算" in at.reason
    with pytest.raises(RuleBreach, match="当年放假安排未公布"):
        judge(scene, case, on=date(2031, 4, 30))
