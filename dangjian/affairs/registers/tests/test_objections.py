"""Everyone sees what a register says of them, may disagree, and is answered; nobody does it for them."""

from datetime import date

import pytest

from dangjian.affairs.members.models import Member
from dangjian.affairs.people.holdings import sections
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.registers import services
from dangjian.affairs.registers.agenda import items
from dangjian.affairs.registers.models import Entry, Objection
from dangjian.affairs.registers.services import Said, Subject
from dangjian.affairs.registers.tests import make
from dangjian.affairs.registers.tests.make import NOON, ON, Scene
from dangjian.affairs.registers.tests.test_views import browser, scene, see, send
from dangjian.procedures.agenda.queries import answered
from dangjian.rulebook import RuleBreach

__all__ = ["scene"]
pytestmark = pytest.mark.django_db


def _line(scene: Scene) -> tuple[Entry, Member]:
    register = make.published(
        scene, about="person", period="standing", field=[make.make_field("situation", "类别", "text")]
    )
    member = Member.objects.select_related("person").get(person__name="王建军")
    line = services.fill(
        by=scene.secretary, register=register, organization=scene.east, period="", at=NOON,
        said=Said({"situation": "年老体弱"}), subject=Subject(member=member),
    )  # fmt: skip
    return line, member


def test_somebody_disagrees_and_is_answered(scene: Scene) -> None:  # a fixture
    line, member = _line(scene)
    account = posts.make_account(member.person)
    (section,) = [one for one in sections(member.person, ON) if one.heading.startswith("台账")]
    assert section.own_address == "/registers/mine/"
    assert "年老体弱" in see(account, "/registers/mine/")
    address = f"/registers/mine/{line.public_id}/objections/"
    assert send(account, address, reason="").status_code == 422
    assert send(account, address, reason="我身体好，能到会").status_code == 302
    assert send(account, address, reason="再说一遍").status_code == 422  # One waits already.
    assert "等答复" in see(account, "/registers/mine/")
    cards = {item.title for item in answered(items(scene.secretary, ON))}
    assert "答复王建军对《集体收入台账》的意见" in cards
    page = see(scene.secretary_account, f"/registers/lines/{line.public_id}/")
    assert "我身体好，能到会" in page
    answer = f"/registers/lines/{line.public_id}/answer/"
    assert send(scene.west_account, answer, reason="改").status_code == 404
    assert send(scene.secretary_account, answer, reason="已改为一般").status_code == 302
    assert "已改为一般" in see(account, "/registers/mine/")
    assert "我身体好" not in {item.title for item in answered(items(scene.secretary, ON))}
    assert Objection.objects.get().answered_on is not None


def test_nobody_speaks_for_another(scene: Scene) -> None:  # a fixture
    line, member = _line(scene)
    other = posts.make_account(Member.objects.get(person__name="李秀英").person)
    assert browser(other).get("/registers/mine/").status_code == 404
    assert send(other, f"/registers/mine/{line.public_id}/objections/", reason="不对").status_code == 404
    with pytest.raises(RuleBreach, match="只有本人"):
        services.disagree(by=scene.secretary, entry=line, words="不对", on=ON)
    own = posts.actor_of(posts.make_account(member.person))
    with pytest.raises(RuleBreach, match="不要写身份证号"):
        services.disagree(by=own, entry=line, words="打 13800001234", on=ON)
    with pytest.raises(RuleBreach, match="没有等答复的意见"):
        services.answer(by=scene.secretary, entry=line, words="好", on=date(2026, 12, 1))
