"""Names of the village's people are looked for before words become public; each is ticked by whoever publishes."""

from datetime import timedelta

import pytest
from django.test import Client

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make as posts
from dangjian.community.villages import services
from dangjian.community.villages.models import Covenant, Matter
from dangjian.community.villages.rules import names_in
from dangjian.community.villages.tests.make import CODE, ON, Scene, asked, make_scene, started, walked
from dangjian.programme.tasks.tests.views.visitors import Visitor

pytestmark = pytest.mark.django_db
LATER = ON + timedelta(days=25)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.community.villages.views.days.today", lambda: LATER)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由陈国栋承包", ["陈国栋"]),
        ("由陈 国\n栋承包", ["陈国栋"]),
        ("支部书记赵大勇说明，赵大勇书记签字", []),
        ("支部书记赵大勇说明，赵大勇家的地", ["赵大勇"]),
        ("李秀英子承包", ["李秀英子"]),
        ("李秀英、陈国栋、李秀英", ["李秀英", "陈国栋"]),
        ("修路到河边", []),
    ],
)
def test_names_stand_in_words_or_do_not(text: str, found: list[str]) -> None:
    people: dict[str, tuple[str, ...]] = {"陈国栋": (), "李秀英": (), "李秀英子": (), "赵大勇": ("书记",), "河": ()}
    assert names_in(text, people) == found
    assert names_in(text, {}) == []


def test_a_matter_names_nobody_until_each_name_is_ticked(scene: Scene) -> None:
    home, at = Visitor(scene.clerk_account), "/villages/new/"
    said = {"title": "机耕道", "plan": "由陈国栋、李秀英看护。"}
    refused = home.send(at, said)
    assert refused.status_code == 422
    assert "本村人的姓名：陈国栋、李秀英" in refused.content.decode()
    assert 'value="陈国栋"' in refused.content.decode()
    half = home.send(at, said | {"names": ["陈国栋"]})
    assert half.status_code == 422
    assert "本村人的姓名：李秀英" in half.content.decode()
    assert not Matter.objects.exists()
    assert home.send(at, said | {"names": ["陈国栋", "李秀英"]}).status_code == 302


def test_a_tick_does_not_let_a_number_through(scene: Scene) -> None:
    said = {"title": "机耕道", "plan": "陈国栋 138 0000 1234", "names": ["陈国栋"]}
    refused = Visitor(scene.clerk_account).send("/villages/new/", said)
    assert "没有公开，您写的都还在。请删去号码" in refused.content.decode()


def test_a_decision_is_looked_at_before_everybody_reads_it(scene: Scene) -> None:
    matter = walked(scene, "publish_decision")
    home, at = Visitor(scene.clerk_account), f"/villages/matters/{matter.public_id}/publication/"
    said = {"step": "publish_decision", "words": "同意由孙志强施工。", "day": LATER.isoformat()}
    assert home.send(at, said).status_code == 422
    assert "孙志强" not in Client().get(f"/village/{CODE}/").content.decode()
    assert home.send(at, said | {"names": ["孙志强"]}).status_code == 302
    assert "孙志强" in Client().get(f"/village/{CODE}/").content.decode()


def test_who_came_after_the_plan_was_written_is_found_when_it_is_published(scene: Scene) -> None:
    matter = walked(scene, "publish_decision", plan="由郑小山供料。")
    posts.make_member(scene.body, "郑小山")
    with pytest.raises(services.NamesFoundError, match="郑小山"):
        services.publish_decision(by=scene.clerk, matter=matter, words="同意。", ways=[], on=LATER)


def test_an_office_holder_may_stand_in_the_office(scene: Scene) -> None:
    title = posts.actor_of(scene.secretary_account).posts[0].title
    assert started(scene, plan=f"由{title}赵大勇负责。").pk
    with pytest.raises(services.NamesFoundError, match=f"赵大勇（{title}）"):
        started(scene, plan="由赵大勇负责。")
    posts.make_holder(scene.other, Role.SECRETARY, "钱文")
    assert started(scene, plan="由钱文负责。").pk  # Of another village: nobody whom this one knows.


def test_village_rules_name_nobody_unticked_and_the_township_sees_it(scene: Scene) -> None:
    services.start_covenant(by=scene.clerk, village=scene.village, on=ON)
    made = Covenant.objects.get()
    home, at = Visitor(scene.clerk_account), f"/villages/covenants/{made.public_id}/"
    assert home.send(f"{at}text/", {"text": "不学王建军"}).status_code == 422
    assert home.send(f"{at}text/", {"text": "不学王建军", "names": ["王建军"]}).status_code == 302
    assert "村规民约不宜点名" in Visitor(scene.organizer_account).see(at)


def test_an_answer_is_looked_at_only_where_everybody_reads_it(scene: Scene) -> None:
    quiet = asked(scene, "机耕道呢？", agreed=False)
    services.answer(by=scene.clerk, question=quiet, words="陈国栋在办。", is_open=True, on=ON)
    open_one = asked(scene, "陈国栋家的路呢？")
    home, at = Visitor(scene.clerk_account), f"/villages/questions/{open_one.public_id}/answer/"
    assert home.send(at, {"words": "在办。", "is_open": "on"}).status_code == 422
    assert home.send(at, {"words": "在办。"}).status_code == 302
