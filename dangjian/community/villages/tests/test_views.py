"""The pages, as the village, the township, strangers and everybody without sign-in see them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make as posts
from dangjian.community.villages import services
from dangjian.community.villages.models import Covenant, Disclosure, Matter, Question, Village
from dangjian.community.villages.tests.make import CODE, ON, Scene, asked, make_scene, started, walked
from dangjian.procedures.agenda.queries import items
from dangjian.procedures.cases.models import State
from dangjian.programme.tasks.tests.views.visitors import Visitor, text

pytestmark = pytest.mark.django_db
TODAY = ON + timedelta(days=25)
HOME = f"/village/{CODE}/"
NAMES = ("陈国栋", "李秀英", "赵大勇", "何文书", "周明远")


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.community.villages.views.days.today", lambda: TODAY)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_a_village_opens_its_page_and_walks_a_matter_to_it() -> None:
    scene = make_scene(is_open=False)
    home, everybody = Visitor(scene.clerk_account), Client()
    assert everybody.get(HOME).status_code == 404
    assert "开通东河村的村务公开页" in home.see("/villages/")
    assert home.send("/villages/new/", {"title": "路", "plan": "修"}).headers["Location"] == "/villages/"
    assert home.send(f"/villages/bodies/{scene.body.public_id}/opening/").status_code == 302
    assert home.send("/villages/new/", {"title": "三组机耕道硬化", "plan": "硬化 800 米"}).status_code == 302
    matter = Matter.objects.get()
    at = f"/villages/matters/{matter.public_id}/"

    def step(key: str, day: int, **more: object) -> int:
        said = {"step": key, "outcome": "pass", "day": f"2026-11-{day:02}", **more}
        return home.send(f"{at}step/", said).status_code

    Matter.objects.filter(pk=matter.pk).update(started_on=ON)
    matter.case.opened_on = ON
    matter.case.save()
    matter.case.steps.update(opened_on=ON)
    assert [step("consult", 3), step("propose", 4)] == [302, 302]
    votes = {"entitled": 7, "present": 6, "yes": 5, "no": 1}
    assert step("deliberate", 5, **votes) == 302
    assert step("send", 6) == 302
    assert "名册上的正式党员 5 人" in home.see(at)
    early = home.send(f"{at}step/", {"step": "review", "outcome": "pass", "day": "2026-11-08", "entitled": 5,
                                    "present": 4, "yes": 4})  # fmt: skip
    assert early.status_code == 422
    assert "最早可在2026年11月9日办理" in early.content.decode()
    assert "《四议两公开工作法》（待核实）" in early.content.decode()
    more = {"entitled": 5, "present": 4, "ballots": 5, "yes": 4}
    assert step("review", 9, **more) == 422
    assert step("review", 9, **more | {"ballots": 4}) == 302
    assert step("decide", 10, motion="delegates", entitled=35, present=30, yes=28, no=2) == 302
    assert text(everybody.get(HOME)).count("三组机耕道硬化") == 0
    publish = {"step": "publish_decision", "words": "同意硬化三组机耕道。", "ways": ["公开栏"], "day": "2026-11-11"}
    refused = home.send(f"{at}publication/", publish | {"words": "发给 138 0000 1234"})
    assert refused.status_code == 422
    assert "像身份证号、手机号" in refused.content.decode()
    assert home.send(f"{at}publication/", publish).status_code == 302
    page = text(everybody.get(HOME))
    for words in (
        "同意硬化三组机耕道。",
        "应到 35，实到 30；赞成 28，反对 2，弃权 0",
        "正在实施",
        "公示到 2026年11月18日",
    ):
        assert words in page
    result = {"step": "publish_result", "words": "已完工验收。", "day": "2026-11-20"}
    assert home.send(f"{at}publication/", result).status_code == 302
    assert Matter.objects.get().case.state == State.DONE
    assert "已完工验收。" in text(everybody.get(f"{HOME}matters/{matter.public_id}/"))
    assert "待办" not in home.see(at)


def test_strangers_and_those_above(scene: Scene) -> None:
    matter = walked(scene, "review")
    at = f"/villages/matters/{matter.public_id}/"
    above, stranger = Visitor(scene.organizer_account), Visitor(posts.make_holder(scene.other, Role.SECRETARY, "钱文"))
    assert "三组机耕道硬化" in above.see("/villages/")
    assert "办理：" not in above.see(at)
    assert above.send(f"{at}step/", {"step": "review", "outcome": "pass"}).status_code == 404
    assert "三组机耕道硬化" not in stranger.see("/villages/")
    for address in (at, f"/villages/sheets/{scene.village.public_id}/"):
        assert stranger.status(address) == 404
    member = posts.make_account(posts.make_member(scene.body, "钱三").person)
    assert Visitor(member).status("/villages/") == 404
    assert Client().get(at).status_code == 302


def test_the_open_page_shows_no_name_and_may_be_kept(scene: Scene) -> None:
    walked(scene, "publish_result")
    services.answer(by=scene.clerk, question=asked(scene), words="下月开工。", is_open=True, on=ON)
    services.answer(
        by=scene.clerk, question=asked(scene, "低保怎么评？", agreed=False), words="评议。", is_open=True, on=ON
    )
    answer = Client().get(HOME)
    page = answer.content.decode()
    assert not any(name in page for name in NAMES)
    assert "下月开工。" in page
    assert "低保怎么评？" not in page
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in page
    signed_in = Visitor(scene.clerk_account).client.get(HOME).content.decode()
    assert not any(name in signed_in for name in NAMES)
    assert Client().get(f"{HOME}?large").content.decode().count('class="elder"') == 1


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("code", ["510824103999", "1", "abc", "5108241032011", "５１０８２４１０３２０１"])
def test_no_other_address_answers(code: str) -> None:
    for page in ("", "covenant/", "questions/new/"):
        found = Client().get(f"/village/{code}/{page}")
        assert found.status_code == 404
        assert "no-store" in found["Cache-Control"]


def test_what_is_not_published_is_not_open(scene: Scene) -> None:
    matter, everybody = walked(scene, "publish_decision"), Client()
    assert everybody.get(f"{HOME}matters/{matter.public_id}/").status_code == 404
    assert everybody.get(f"{HOME}covenant/").status_code == 404
    quiet = asked(scene)
    assert everybody.get(f"{HOME}questions/{quiet.public_id}/").status_code == 404
    other = Village.objects.create(
        organization=scene.other, county_id=scene.county.pk, org_path=scene.other.path, code="510824103202",
        name="西河村", opened_on=ON,
    )  # fmt: skip
    assert everybody.get(f"/village/{other.code}/questions/{quiet.ticket}/").status_code == 404


def test_a_matter_is_open_from_the_day_of_its_decision_on(scene: Scene) -> None:
    quiet, everybody = walked(scene, "publish_decision", title="四组饮水管更换"), Client()
    assert quiet.title not in everybody.get(HOME).content.decode()
    services.publish_decision(by=scene.clerk, matter=quiet, words="同意。", ways=[], on=TODAY)
    assert quiet.title in everybody.get(HOME).content.decode()


def test_a_villager_asks_and_reads_the_answer(scene: Scene) -> None:
    everybody, home = Client(), Visitor(scene.secretary_account)
    page = everybody.get(f"{HOME}questions/new/")
    assert "no-store" in page["Cache-Control"]
    form = page.context["form"]
    said = {"words": "机耕道什么时候修？", "may_publish": "on", "ticket": str(form["ticket"].value())}
    sent = everybody.post(f"{HOME}questions/new/", said)
    assert sent.status_code == 302
    assert everybody.post(f"{HOME}questions/new/", said)["Location"] == sent["Location"]
    assert "这个网址只有您有" in everybody.get(sent["Location"]).content.decode()
    made = Question.objects.get()
    assert "机耕道什么时候修？" in home.see("/villages/questions/")
    at = f"/villages/questions/{made.public_id}/"
    assert home.send(f"{at}answer/", {"words": ""}).status_code == 422
    assert home.send(f"{at}answer/", {"words": "下月开工。", "is_open": "on"}).status_code == 302
    assert "下月开工。" in everybody.get(sent["Location"]).content.decode()
    assert "下月开工。" in everybody.get(HOME).content.decode()


def test_about_cadres_the_village_sees_nothing(scene: Scene) -> None:
    made = asked(scene, "村会计的账呢")
    home, above = Visitor(scene.secretary_account), Visitor(scene.organizer_account)
    assert "村会计" not in home.see("/villages/questions/")
    assert home.status(f"/villages/questions/{made.public_id}/") == 404
    assert "村会计" in above.see("/villages/questions/")
    answered = above.send(f"/villages/questions/{made.public_id}/answer/", {"words": "已核实公布。"})
    assert answered.status_code == 302
    other = asked(scene)
    assert home.send(f"/villages/questions/{other.public_id}/handing/").status_code == 302
    assert home.status(f"/villages/questions/{other.public_id}/") == 404


def test_the_asker_is_not_looked_for(scene: Scene) -> None:
    home = Visitor(scene.secretary_account)
    refused = home.client.get("/villages/questions/", {"by": "asker", "words": "张三"})
    assert refused.status_code == 403
    assert "不能按提问人查找" in refused.content.decode()
    row = AuditRow.objects.get(action="question.search_refused")
    assert "张三" not in row.words


@pytest.mark.usefixtures("scene")
def test_a_few_questions_at_once_and_then_a_pause() -> None:
    everybody = Client()
    statuses = [
        everybody.post(f"{HOME}questions/new/", {"words": f"路 {n}？", "ticket": f"00000000-0000-4000-8000-{n:012}"})
        for n in range(12)
    ]
    assert statuses[0].status_code == 302
    assert statuses[-1].status_code == 429
    assert "过半小时再试" in statuses[-1].content.decode()
    assert "路 11？" in statuses[-1].content.decode()


@pytest.mark.usefixtures("scene")
def test_no_address_of_the_network_is_kept() -> None:
    from django.db import connection  # noqa: PLC0415  # read behind the models

    Client().post(f"{HOME}questions/new/", {"words": "路？", "ticket": "00000000-0000-4000-8000-000000000001"},
                  REMOTE_ADDR="203.0.113.77")  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT source FROM access_failure")
        assert [row for row in cursor.fetchall() if "203.0.113.77" in row[0]] == []
    assert Question.objects.count() == 1


def test_village_rules_are_marked_and_judged_above(scene: Scene) -> None:
    home, above = Visitor(scene.clerk_account), Visitor(scene.organizer_account)
    assert home.send(f"/villages/covenants/villages/{scene.village.public_id}/").status_code == 302
    made = Covenant.objects.get()
    at = f"/villages/covenants/{made.public_id}/"
    said = {"outcome": "pass", "day": TODAY.isoformat()}
    assert home.send(f"{at}step/", said | {"step": "collect"}).status_code == 302
    assert home.send(f"{at}text/", {"text": "邻里互助\n乱倒垃圾罚款 50 元"}).status_code == 302
    page = above.see(at)
    assert "罚款、收费" in page
    assert "第 2 行" in page
    assert home.send(f"{at}step/", said | {"step": "draft"}).status_code == 302
    assert home.send(f"{at}legality/", said | {"step": "legality"}).status_code == 404
    assert above.send(f"{at}step/", said | {"step": "legality"}).status_code == 404
    returned = above.send(f"{at}legality/", said | {"step": "legality", "outcome": "return", "words": "不能罚款"})
    assert returned.status_code == 302
    assert made.case.steps.get(outcome="").key == "draft"
    for number in ("138 0000 1234",):
        assert home.send(f"{at}text/", {"text": f"有事打 {number}"}).status_code == 422
    assert "乱倒垃圾" in Covenant.objects.get().text


def test_disclosure_with_one_tap_from_the_card(scene: Scene) -> None:
    cards = {item.title: item for item in items(scene.clerk, TODAY)}
    card = cards["东河村2026年第四季度村务公开：财务收支"]
    assert "（待核实）" in card.reason
    home = Visitor(scene.clerk_account)
    assert home.send(card.actions[0].address).status_code == 302
    assert Disclosure.objects.get().disclosed_on == TODAY
    assert card.title not in {item.title for item in items(scene.clerk, TODAY)}
    page = home.see("/villages/disclosures/")
    assert "已公布" in page
    assert (
        home.send(f"/villages/disclosures/{scene.village.public_id}/cycle/", {"is_finance_monthly": "on"}).status_code
        == 302
    )
    assert "按月" in home.see("/villages/disclosures/")
    for wrong in ("finance/2026-13-01", "nothing/2026-10-01"):
        assert home.send(f"/villages/disclosures/{scene.village.public_id}/{wrong}/").status_code == 404
    later = TODAY.replace(year=2027, month=2)
    late = [item for item in items(scene.clerk, later) if item.key.startswith("disclosure:")]
    assert any(item.level == "late" and "2026年第四季度" in item.title for item in late)


def test_the_sheet_has_a_code_and_no_names(scene: Scene) -> None:
    walked(scene, "publish_result")
    page = Visitor(scene.secretary_account).client.get(f"/villages/sheets/{scene.village.public_id}/").content.decode()
    assert "data:image/svg+xml" in page
    assert f"/village/{CODE}/" in page
    body = page[page.index('class="board-sheet"') :]
    assert not any(name in body for name in NAMES)


def test_lists_ask_as_much_for_one_as_for_many(
    scene: Scene, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for _ in range(3):
        walked(scene, "publish_result")
    started(scene)
    home = Visitor(scene.clerk_account)
    home.see("/villages/")
    for address, most in (("/villages/?state=all", 16), ("/villages/covenants/", 13), ("/villages/disclosures/", 13)):
        with django_assert_max_num_queries(most):
            home.see(address)
    with django_assert_max_num_queries(10):
        Client().get(HOME)


def test_words_of_steps_stay_inside_on_the_internet(scene: Scene, settings: object) -> None:
    matter = walked(scene, "review")
    settings.ZONE = "internet"  # type: ignore[attr-defined]  # pytest-django's settings
    home = Visitor(scene.clerk_account)
    assert "何文书 " not in home.see(f"/villages/matters/{matter.public_id}/").replace("何文书 ·", "")
    assert Client().get(HOME).status_code == 200
