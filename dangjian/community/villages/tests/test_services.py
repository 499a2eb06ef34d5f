"""What happens, in which order, and every refusal with its words and article."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.posts.tests import make as posts
from dangjian.community.villages import services
from dangjian.community.villages.following import follow_merger
from dangjian.community.villages.models import Matter, Question, Topic, Village
from dangjian.community.villages.tests.make import CODE, COUNTS, ON, Scene, asked, make_scene, started, take, walked
from dangjian.procedures.cases.models import State, Vote
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome, RuleBreach

pytestmark = pytest.mark.django_db
ID_NUMBER = "11010519491231002X"


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def day_of(day: date | None) -> date:
    assert day is not None
    return day


def test_a_village_opens_from_the_register_once() -> None:
    scene = make_scene(is_open=False)
    made = services.open_village(by=scene.secretary, organization=scene.body, on=ON)
    assert (made.code, made.name, made.township_name) == (CODE, "东河村", "石桥镇")
    assert services.open_village(by=scene.clerk, organization=scene.body, on=ON) == made
    with pytest.raises(RuleBreach, match="不在这个村"):
        services.open_village(by=scene.secretary, organization=scene.other, on=ON)


def test_a_body_without_a_village_in_the_register_opens_none(scene: Scene) -> None:
    scene.other.area = scene.body.area
    scene.other.save()
    holder = posts.make_holder(scene.other, Role.SECRETARY, "钱文")
    with pytest.raises(RuleBreach, match="由东河村党支部办理"):
        services.open_village(by=posts.actor_of(holder), organization=scene.other, on=ON)
    scene.other.area = None
    scene.other.save()
    with pytest.raises(RuleBreach, match="还没有选行政村"):
        services.open_village(by=posts.actor_of(holder), organization=scene.other, on=ON)


def test_a_matter_goes_all_its_way(scene: Scene) -> None:
    matter = walked(scene, "publish_result")
    assert matter.decision == "同意硬化。"
    done = services.publish_result(
        by=scene.secretary,
        matter=matter,
        words="已完工。",
        ways=["微信群"],
        on=day_of(matter.decided_on) + timedelta(days=7),
    )
    assert (done.case.state, done.result, done.ways) == (State.DONE, "已完工。", ["公开栏", "微信群"])
    assert Vote.objects.filter(step__case=done.case).count() == 3
    assert Village.objects.get().delegates == 35


def test_one_head_has_one_step_for_two(scene: Scene) -> None:
    matter = started(scene, is_one_head=True)
    keys = []
    day = ON
    while (key := matter.case.steps.get(outcome="").key) != "review":
        keys.append(key)
        day += timedelta(days=1)
        matter = take(scene, matter, day, counts=COUNTS["deliberate"] if key == "propose" else None)
    assert keys == ["consult", "propose", "send"]


def test_the_party_meeting_waits_three_days_after_the_plan_was_sent(scene: Scene) -> None:
    matter = walked(scene, "review")
    sent = day_of(matter.case.steps.get(key="send").taken_on)
    with pytest.raises(RuleBreach, match="最早可在") as caught:
        take(scene, matter, sent + timedelta(days=2), counts=COUNTS["review"])
    assert caught.value.citation == "《四议两公开工作法》（待核实）"
    take(scene, matter, sent + timedelta(days=3), counts=COUNTS["review"])


@pytest.mark.parametrize(
    ("to", "counts", "words", "citation"),
    [
        ("deliberate", Counts(7, 6, 6, 3, 3), "要有 4 票赞成", "四议两公开工作法"),
        ("review", Counts(5, 3, 3, 3), "至少到会 4 人", "四议两公开工作法"),
        ("review", Counts(5, 4, 4, 1, 3), "要有 2 票赞成", "四议两公开工作法"),
        ("decide", Counts(35, 23, 23, 23, motion="delegates"), "至少到会 24 人", "村民委员会组织法"),
        ("decide", Counts(900, 450, 450, 450, motion="villagers"), "至少到会 451 人", "村民委员会组织法"),
        ("decide", Counts(300, 199, 199, 199, motion="households"), "至少到会 200 人", "村民委员会组织法"),
        ("decide", Counts(35, 30, 30, 15, 15, motion="delegates"), "要有 16 票赞成", "村民委员会组织法"),
        ("decide", Counts(35, 30, 31, 30, motion="delegates"), "比实到 30 人还多，这次表决无效", ""),
    ],
)
def test_counts_that_carry_nothing_are_refused(
    scene: Scene, to: str, counts: Counts, words: str, citation: str
) -> None:
    matter = walked(scene, to)
    with pytest.raises(RuleBreach, match=words) as caught:
        take(scene, matter, ON + timedelta(days=20), counts=counts)
    assert citation in caught.value.citation
    assert matter.case.steps.get(outcome="").key == to


def test_a_motion_of_another_step_is_refused(scene: Scene) -> None:
    matter = walked(scene, "decide")
    with pytest.raises(RuleBreach, match="不能用这种表决方式"):
        take(scene, matter, ON + timedelta(days=20), counts=Counts(35, 30, 30, 30, motion="village"))


def test_what_was_voted_down_ends_with_its_counts(scene: Scene) -> None:
    matter = walked(scene, "decide")
    counts = Counts(35, 30, 30, 10, 20, motion="delegates")
    ended = take(scene, matter, ON + timedelta(days=20), outcome=Outcome.REFUSE, words="票数不够", counts=counts)
    assert ended.case.state == State.REFUSED
    assert not Vote.objects.get(step__case=ended.case, step__key="decide").is_passed
    with pytest.raises(RuleBreach, match="没有再作改动"):
        services.withdraw(by=scene.clerk, matter=ended, words="误", on=ON)


def test_a_decision_is_shown_seven_days_before_the_result(scene: Scene) -> None:
    matter = walked(scene, "publish_result")
    with pytest.raises(RuleBreach, match="最早可在") as caught:
        services.publish_result(
            by=scene.clerk, matter=matter, words="完工", ways=[], on=day_of(matter.decided_on) + timedelta(days=6)
        )
    assert "待核实" in caught.value.citation


def test_public_words_hold_no_numbers_of_persons(scene: Scene) -> None:
    for words in (f"同意由{ID_NUMBER}承包", "联系 138 0000 1234", "打到 6222-0211-1234-5678"):
        with pytest.raises(RuleBreach, match="没有公开"):
            started(scene, plan=words)
    matter = walked(scene, "publish_decision")
    with pytest.raises(RuleBreach, match="没有公开") as caught:
        services.publish_decision(by=scene.clerk, matter=matter, words=f"发给{ID_NUMBER}", ways=[], on=ON)
    assert ID_NUMBER not in str(caught.value)
    assert Matter.objects.get().decision == ""


def test_a_step_of_publishing_is_not_taken_without_words(scene: Scene) -> None:
    matter = walked(scene, "publish_decision")
    with pytest.raises(RuleBreach, match="写明公开的内容"):
        take(scene, matter, ON + timedelta(days=20))
    with pytest.raises(RuleBreach, match="写明公开的内容"):
        services.publish_decision(by=scene.clerk, matter=matter, words=" ", ways=[], on=ON + timedelta(days=20))


def test_strangers_do_nothing(scene: Scene) -> None:
    matter = started(scene)
    with pytest.raises(RuleBreach, match="职务不在其范围"):
        services.take_step(by=scene.organizer, matter=matter, step="consult", outcome=Outcome.PASS, on=ON)
    with pytest.raises(RuleBreach, match="不在这个村"):
        services.start(by=scene.organizer, village=scene.village, title="路", plan="修", is_one_head=False, on=ON)


def test_a_matter_is_taken_back_before_it_is_public(scene: Scene) -> None:
    gone = services.withdraw(by=scene.secretary, matter=walked(scene, "review"), words="资金没有落实", on=ON)
    assert gone.case.state == State.WITHDRAWN
    matter = walked(scene, "publish_decision")
    with pytest.raises(RuleBreach, match="不能撤回"):
        services.withdraw(by=scene.secretary, matter=matter, words="误", on=ON + timedelta(days=20))


def test_the_table_keeps_result_after_decision(scene: Scene) -> None:
    matter = started(scene)
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(result="完工", finished_on=ON)


def test_village_rules_go_by_township_and_villagers(scene: Scene) -> None:
    made = services.start_covenant(by=scene.clerk, village=scene.village, on=ON)
    with pytest.raises(RuleBreach, match="没有另起一稿"):
        services.start_covenant(by=scene.clerk, village=scene.village, on=ON)

    def step(by: object, key: str, **more: object) -> None:
        said = {"outcome": Outcome.PASS, "on": ON, **more}
        services.take_covenant_step(by=by, covenant=made, step=key, **said)  # type: ignore[arg-type]  # under their names

    step(scene.clerk, "collect")
    with pytest.raises(RuleBreach, match="草案还没有写"):
        step(scene.clerk, "draft")
    services.revise(by=scene.clerk, covenant=made, text="邻里互助\n乱倒垃圾罚款 50 元", on=ON)
    step(scene.clerk, "draft")
    with pytest.raises(RuleBreach, match="没有改动"):
        services.revise(by=scene.clerk, covenant=made, text="改", on=ON)
    with pytest.raises(RuleBreach, match="职务不在其范围"):
        step(scene.secretary, "legality")
    step(scene.organizer, "legality", outcome=Outcome.RETURN, words="第二条不能罚款")
    services.revise(by=scene.clerk, covenant=made, text="邻里互助\n不乱倒垃圾", on=ON)
    step(scene.clerk, "draft")
    step(scene.organizer, "legality")
    with pytest.raises(RuleBreach, match="还没有填票数"):
        step(scene.clerk, "assembly")
    with pytest.raises(RuleBreach, match="不能用这种表决方式"):
        step(scene.clerk, "assembly", counts=Counts(35, 30, 30, 30, motion="delegates"))
    step(scene.clerk, "assembly", counts=Counts(400, 300, 300, 280, 20, motion="households"))
    step(scene.clerk, "publish")
    made.refresh_from_db()
    assert made.published_on == ON
    again = services.start_covenant(by=scene.clerk, village=scene.village, on=ON)
    assert again.text == "邻里互助\n不乱倒垃圾"


def test_disclosure_once_a_period(scene: Scene) -> None:
    village, first = scene.village, date(2026, 10, 1)

    def note(**more: object) -> None:
        said = {"topic": Topic.FINANCE, "period_from": first, "ways": ["公开栏"], "disclosed_on": ON, "on": ON, **more}
        services.disclose(by=scene.clerk, village=village, **said)  # type: ignore[arg-type]  # under their names

    for wrong in (
        {"disclosed_on": ON + timedelta(days=1)},
        {"disclosed_on": date(2026, 9, 30)},
        {"period_from": date(2026, 11, 1)},
    ):
        with pytest.raises(RuleBreach, match="没有登记"):
            note(**wrong)
    note()
    with pytest.raises(RuleBreach, match="没有重复登记"):
        note()
    village = services.set_cycle(by=scene.secretary, village=village, is_finance_monthly=True)
    note(period_from=date(2026, 11, 1))


def test_a_question_keeps_nothing_of_who_asked(scene: Scene) -> None:
    made = asked(scene)
    assert (str(made), made.org_path, made.is_about_cadres) == ("提问〔2026〕1号", scene.body.path, False)
    assert made.due_on > ON
    names = {field.name for field in Question._meta.concrete_fields}
    assert not names & {"person", "account", "account_id", "name", "phone", "ip", "source"}
    row = AuditRow.objects.get(action="question.ask")
    assert (row.account_id, row.words) == (None, "提问〔2026〕1号")


@pytest.mark.parametrize("said", [{"words": "书记家的地怎么批的"}, {"words": "为什么不公布", "about": True}])
def test_what_is_about_cadres_goes_to_the_township(scene: Scene, said: dict[str, Any]) -> None:
    made = asked(scene, **said)
    assert (made.organization_id, made.org_path) == (scene.township.pk, scene.township.path)
    with pytest.raises(RuleBreach, match="不在这个村"):
        services.answer(by=scene.secretary, question=made, words="已公布", is_open=True, on=ON)
    done = services.answer(by=scene.organizer, question=made, words="已核实。", is_open=True, on=ON)
    assert (done.answerer, done.published_on) == (scene.township.short_name, ON)


def test_the_village_gives_a_question_up(scene: Scene) -> None:
    made = asked(scene)
    assert services.hand_up(by=scene.clerk, question=made).organization_id == scene.township.pk
    with pytest.raises(RuleBreach):
        services.hand_up(by=scene.clerk, question=made)


@pytest.mark.parametrize("said", [(True, True, 1), (True, False, 0), (False, True, 0)])
def test_an_answer_is_open_only_where_both_agree(scene: Scene, said: tuple[bool, bool, int]) -> None:
    agreed, is_open, shown = said
    done = services.answer(by=scene.clerk, question=asked(scene, agreed=agreed), words="下月。", is_open=is_open, on=ON)
    assert Question.objects.open_to_all().count() == shown
    with pytest.raises(RuleBreach, match="已经答复"):
        services.answer(by=scene.clerk, question=done, words="再答", is_open=True, on=ON)


def test_questions_and_answers_hold_no_numbers(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="没有公开"):
        asked(scene, f"给我办 {ID_NUMBER} 的低保")
    with pytest.raises(RuleBreach, match="没有公开"):
        services.answer(by=scene.clerk, question=asked(scene), words="打 13800001234", is_open=True, on=ON)


def test_a_question_sent_twice_is_one_and_a_day_is_full(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = uuid4()

    def ask() -> Question:
        return services.ask(
            village=scene.village, words="路？", is_about_cadres=False, may_publish=False, ticket=ticket, on=ON
        )

    assert ask() == ask()
    monkeypatch.setattr("dangjian.community.villages.services.questions.questions_a_day", lambda _: 1)
    with pytest.raises(RuleBreach, match="今天收到的提问已经很多"):
        asked(scene)


def test_a_search_for_the_asker_stands_in_the_log(scene: Scene) -> None:
    services.refuse_search(by=scene.clerk)
    row = AuditRow.objects.get(action="question.search_refused")
    assert (row.account_id, row.words) == (scene.clerk_account.pk, "按提问人查找，已拒绝")


def test_a_village_goes_on_when_its_body_is_taken_up(scene: Scene) -> None:
    matter, question = walked(scene, "review"), asked(scene)
    merged = Merged(gone=scene.body, into=scene.other, on=ON, basis="")
    follow_merger(scene.organizer, merged)
    assert Village.objects.get().organization == scene.other
    matter.refresh_from_db()
    question.refresh_from_db()
    assert matter.org_path == question.org_path == scene.other.path
    matter.case.refresh_from_db()
    assert matter.case.organization_id == scene.other.pk
    holder = posts.make_holder(scene.other, Role.SECRETARY, "钱文")
    services.take_step(
        by=posts.actor_of(holder), matter=matter, step="review", outcome=Outcome.PASS, on=ON + timedelta(days=20),
        counts=COUNTS["review"],
    )  # fmt: skip
