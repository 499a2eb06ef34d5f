"""The pages: what a branch, a host, those above, strangers and the member see and may do."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.mobility import services
from dangjian.affairs.mobility.models import Class, Contact, Objection, Stage, Stay, Talent
from dangjian.affairs.mobility.services.stays import Elsewhere
from dangjian.affairs.mobility.tests.make import TODAY, Scene, depart, keeper, make_scene, park
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.agenda.queries import items
from dangjian.programme.tasks.tests.views.visitors import Visitor

pytestmark = pytest.mark.django_db
FAR = date(2126, 1, 1)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.affairs.mobility.views.days.today", lambda: TODAY)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def stranger(scene: Scene) -> Account:
    sibling = posts.make_body("石桥镇桃源村党支部", parent=scene.township)
    return posts.make_holder(sibling, Role.SECRETARY, "赵强")


def form_of(scene: Scene, **typed: str) -> dict[str, str]:
    return {
        "person": str(scene.away.person.public_id), "reason": "work", "since": "2026-03-01", "where": scene.host.name,
        "contact": str(scene.helper.person.public_id),
    } | typed  # fmt: skip


def test_a_secretary_registers_with_six_inputs_and_the_host_is_found_by_name(scene: Scene) -> None:
    home = Visitor(scene.secretary)
    page = home.client.get("/mobility/departures/new/").content.decode()
    assert page.count('<div class="field') == 6
    assert scene.host.name in page
    assert home.send("/mobility/departures/new/", form_of(scene)).status_code == 302
    stay = Stay.objects.get()
    assert stay.host == scene.host
    shown = home.see(f"/mobility/{stay.public_id}/")
    for words in ("属流动党员", "建议转接组织关系", "第二十五条", "李春生", "流入地还没有确认"):
        assert words in shown
    assert "王建军" in home.see("/mobility/")
    assert AuditRow.objects.filter(action="person.view", subject=scene.away.person.public_id).count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"since": "2027-01-01"}, "外出日期不能晚于今天"),
        ({"where": "杭州市文一西路998号"}, "不登记门牌"),
        ({"since": "去年"}, "认不出这个日期"),
        ({"person": ""}, "请填写这一项"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(scene: Scene, typed: dict[str, str], words: str) -> None:
    answer = Visitor(scene.secretary).send("/mobility/departures/new/", form_of(scene, **typed))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert next(iter(typed.values())) in page
    assert not Stay.objects.exists()


def test_the_host_reads_that_row_only_and_confirms(scene: Scene) -> None:
    stay = depart(scene, elsewhere=Elsewhere(scene.host, name="接待人", phone="15412345678"))
    host, address = Visitor(scene.host_secretary), f"/mobility/{stay.public_id}/"
    page = host.see(address)
    assert "王建军" in page
    assert scene.home.name in page
    assert "15412345678" not in page
    assert "下次联系" not in page
    assert "王建军" in host.see("/mobility/", kind="in")
    for other in ("contacts/", "ending/"):
        assert host.send(address + other, {"day": "2026-11-20", "ending": "returned"}).status_code == 404
    assert host.status(f"{address}edit/") == 404
    assert host.status(f"/members/{scene.away.person.public_id}/") == 404
    assert host.send(f"{address}arrival/").status_code == 302
    assert Stay.objects.get().reported_on == TODAY
    Visitor(scene.secretary).send(f"{address}ending/", {"ending": "returned"})
    assert host.status(address) == 404


def test_strangers_and_siblings_find_nothing(scene: Scene) -> None:
    stay, other = depart(scene), Visitor(stranger(scene))
    row = park(scene, person=scene.helper.person)
    assert "王建军" not in other.see("/mobility/")
    for address in (f"/mobility/{stay.public_id}/", f"/mobility/{stay.public_id}/edit/",
                    f"/mobility/talents/{row.public_id}/"):  # fmt: skip
        assert other.status(address) == 404
    assert other.send(f"/mobility/{stay.public_id}/contacts/", {"day": "2026-11-20"}).status_code == 404
    assert other.send(f"/mobility/{stay.public_id}/arrival/").status_code == 404
    assert other.status(f"/mobility/departures/new/?body={scene.home.public_id}") == 404
    assert not Contact.objects.exists()


def test_above_the_branch_it_is_counts_and_names_only_where_it_waits(scene: Scene) -> None:
    depart(scene)
    park(scene, person=scene.helper.person)
    officer = Visitor(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "周明远"))
    township = Visitor(scene.organizer)
    assert "王建军" in township.see("/mobility/")  # Contact was due in June.
    assert "王建军" not in officer.see("/mobility/")
    Stay.objects.update(contact_due_on=FAR)
    page = township.see("/mobility/")
    assert "王建军" not in page
    assert "等本级督促" not in page
    assert page.index("柳溪村") < page.index("驻江城")
    assert "合计 1 0 0 0 1 1" in page
    within = officer.see("/mobility/", body=str(scene.township.public_id))
    assert "王建军" not in within
    assert "合计 1 0 0 0 1 1" in within
    assert township.status(f"/mobility/{Stay.objects.get().public_id}/") == 404


def test_the_counts_take_the_same_queries_for_one_branch_and_for_many(
    scene: Scene, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for number in range(12):
        posts.make_body(f"石桥镇第{number}党支部", parent=scene.township)
    depart(scene)
    for number in range(5):
        depart(scene, person=posts.make_member(scene.home, f"外出{number}").person)
    township = Visitor(scene.organizer)
    with django_assert_max_num_queries(15):
        page = township.see("/mobility/")
    assert "等本级督促（6）" in page


def test_a_township_registers_for_a_branch_and_is_led_back_to_the_counts(scene: Scene) -> None:
    address = f"/mobility/departures/new/?body={scene.home.public_id}"
    township = Visitor(scene.organizer)
    assert township.send("/mobility/departures/new/", form_of(scene)).status_code == 302
    assert not Stay.objects.exists()
    for name in ("departures", "arrivals", "talents"):
        assert township.status(f"/mobility/{name}/new/") == 302
    answer = township.send(address, form_of(scene, since="2026-11-01"))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/mobility/")
    assert Stay.objects.get().organization == scene.home


def test_changing_contact_and_ending(scene: Scene) -> None:
    stay, home = depart(scene), Visitor(scene.secretary)
    address = f"/mobility/{stay.public_id}/"
    assert "驻江城流动党员党支部" in home.client.get(f"{address}edit/").content.decode()
    changed = {"where": "浙江省杭州市余杭区", "reason": "study", "other_name": "何芳", "other_phone": "15411112222"}
    assert home.send(f"{address}edit/", changed).status_code == 302
    assert "15411112222" in home.see(address)
    assert home.send(f"{address}contacts/", {"day": "2027-01-01"}).status_code == 422
    assert home.send(f"{address}contacts/", {"day": "2026年11月20日"}).status_code == 302
    assert "2026年11月20日" in home.see(address)
    assert home.send(f"{address}ending/", {"ending": "objection"}).status_code == 422
    assert home.send(f"{address}ending/", {"ending": "returned"}).status_code == 302
    assert "已返回" in home.see(address)


def test_an_arrival_from_outside(scene: Scene) -> None:
    home = Visitor(scene.secretary)
    typed = {"name": "何芳", "home": "江城市东湖区某社区党支部", "reason": "work", "since": "2026-03-01"}
    assert home.send("/mobility/arrivals/new/", typed).status_code == 302
    address = f"/mobility/{Stay.objects.get().public_id}/"
    assert "江城市东湖区某社区党支部" in home.see(address)
    assert "何芳" in home.see("/mobility/", kind="in")
    answer = home.send(f"{address}edit/", {"reason": "family", "other_name": "吴敏", "other_phone": "15400000000"})
    assert answer.status_code == 302
    assert "15400000000" in home.see(address)
    assert home.send("/mobility/arrivals/new/", {"name": "何芳"}).status_code == 422


def test_parked_relations_from_finding_to_decision(scene: Scene) -> None:
    home = Visitor(scene.secretary)
    typed = {"person": str(scene.away.person.public_id), "agency": "县人才交流服务中心", "found_on": "2026-11-21"}
    assert home.send("/mobility/talents/new/", typed).status_code == 302
    row = Talent.objects.get()
    address = f"/mobility/talents/{row.public_id}/"
    assert "王建军" in home.see("/mobility/", kind="talents")
    assert home.send(f"{address}contact/").status_code == 302
    answer = home.send(f"{address}decision/", {"choice": "stays"})
    assert answer.status_code == 422
    assert "暂留要写明理由" in answer.content.decode()
    assert home.send(f"{address}decision/", {"choice": "moves"}).status_code == 302
    assert Talent.objects.get().stage == Stage.MOVES
    assert home.send("/mobility/talents/new/", {"agency": "县人才交流服务中心"}).status_code == 422


def test_a_member_sees_their_class_objects_and_reads_the_answer(scene: Scene) -> None:
    depart(scene)
    member = Visitor(posts.make_account(scene.away.person))
    page = member.see("/mobility/mine/")
    assert "流动党员" in page
    assert "提异议" in page
    assert member.send("/mobility/mine/", {"to_class": "mobile", "words": ""}).status_code == 422
    assert member.send("/mobility/mine/", {"to_class": "mobile", "words": "每月都回来"}).status_code == 302
    asked = Objection.objects.get()
    address = f"/mobility/objections/{asked.public_id}/"
    assert member.status(address) == 404
    assert Visitor(stranger(scene)).status(address) == 404
    home = Visitor(scene.secretary)
    assert "每月都回来" in home.see(address)
    assert home.send(address, {"is_upheld": "no", "words": ""}).status_code == 422
    assert home.send(address, {"is_upheld": "no", "words": "已半年没有参加"}).status_code == 302
    assert "已半年没有参加" in member.see("/mobility/mine/")
    assert "您没有登记为流动党员" in Visitor(posts.make_account(scene.helper.person)).see("/mobility/mine/")


def test_each_has_their_own_due_items(scene: Scene) -> None:
    stay = depart(scene)
    services.object_to(
        by=keeper(posts.make_account(scene.away.person)), to_class=Class.MOBILE, words="有异议", on=TODAY
    )

    def titles(account: Account) -> list[str]:
        found = items(posts.actor_of(account), TODAY)
        return [one.title for one in found if one.key.startswith("mobility:")]

    assert titles(scene.secretary) == ["联系流动党员王建军", "答复王建军的异议"]
    assert titles(scene.host_secretary) == ["确认流入党员王建军报到"]
    assert titles(scene.organizer) == ["督促联系 1 名流动党员"]
    assert titles(stranger(scene)) == []
    services.record_contact(by=scene.by, stay=stay, day=TODAY, on=TODAY)
    assert titles(scene.secretary) == ["答复王建军的异议"]
    assert titles(scene.organizer) == []


def test_many_are_one_item(scene: Scene) -> None:
    for name in ("孙立", "何芳", "赵强"):
        depart(scene, person=posts.make_member(scene.home, name).person)
    found = [one.title for one in items(posts.actor_of(scene.secretary), TODAY) if one.key.startswith("mobility:")]
    assert found == ["联系 3 名流动党员"]
