"""The pages where a body is changed: typed, refused with everything kept, done; strangers see 404."""

from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from dangjian.access import once
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations import services
from dangjian.affairs.organizations.models import (
    Area,
    Attached,
    AttachedKind,
    Field,
    Organization,
    Relation,
    RelationKind,
    Seat,
    Sight,
    Unit,
)
from dangjian.affairs.organizations.services import AttachedFacts, UnitFacts
from dangjian.affairs.organizations.tests.make import Scene, decree, editor, fresh, make_scene, naming
from dangjian.affairs.posts.tests import make
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
PAGES = ("new", "renaming", "code", "conversion", "move", "merger", "division", "closure", "order", "units", "grids",
         "villages", "attached", "relations")  # fmt: skip


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def send(account: Account, address: str, **typed: object) -> HttpResponse:
    account.refresh_from_db()
    given = {"basis": "清组〔2026〕3号", "on": f"{today():%Y-%m-%d}", "once": once.mint(account.epoch), **typed}
    response: HttpResponse = client_of(account).post(address, given)  # type: ignore[assignment]  # a test response
    return response


def at(body: Organization, page: str) -> str:
    return f"/organizations/{body.public_id}/{page}/"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_who_governs_and_not_for_strangers(scene: Scene, page: str) -> None:
    assert client_of(scene.officer).get(at(scene.east, page)).status_code == 200
    for stranger in (scene.cloud_organizer, make.make_holder(scene.east, Role.SECRETARY, "李书记")):
        assert client_of(stranger).get(at(scene.east, page)).status_code == 404
        assert send(stranger, at(scene.east, page)).status_code == 404


def test_a_body_is_founded_from_the_page(scene: Scene) -> None:
    typed = {"name": "南坡村党支部", "short_name": "南坡村", "kind": "branch", "field": "rural", "level": "base"}
    assert send(scene.stone_organizer, at(scene.stone, "new"), **typed).status_code == 302
    made = Organization.objects.get(short_name="南坡村")
    assert made.parent == scene.stone


def test_what_was_typed_is_kept_where_it_is_refused(scene: Scene) -> None:
    response = send(scene.officer, at(scene.east, "renaming"), name="甲", short_name="乙", on="2046-01-01")
    assert response.status_code == 422
    text = response.content.decode()
    assert "还没有到" in text
    assert 'value="甲"' in text
    assert fresh(scene.east).name == "东河村党支部"


def test_a_move_is_searched_for_chosen_and_done(scene: Scene) -> None:
    page = client_of(scene.officer).get(at(scene.east, "move") + "?words=云岭").content.decode()
    assert str(scene.cloud.public_id) in page
    done = send(scene.officer, at(scene.east, "move"), words="云岭", target=str(scene.cloud.public_id))
    assert done.status_code == 302
    assert fresh(scene.east).parent == scene.cloud


def test_moving_under_a_party_group_shows_the_reason(scene: Scene) -> None:
    unit = services.add_unit(by=scene.by, body=scene.east, facts=UnitFacts("县水务局", Field.ORGAN))
    facts = AttachedFacts("县水务局党组", AttachedKind.PARTY_GROUP, unit=unit)
    group = services.attach(by=scene.by, keeper=scene.county, facts=facts, decree=decree())
    response = send(scene.officer, at(scene.east, "move"), words="水务", target=str(group.public_id))
    assert response.status_code == 422
    assert "不是党组织的上级" in response.content.decode()


def test_a_closure_lists_what_is_left_before_anything_is_typed(scene: Scene) -> None:
    make.make_member(scene.east)
    assert "名册上还有正式党员 1 名" in client_of(scene.officer).get(at(scene.east, "closure")).content.decode()
    assert send(scene.officer, at(scene.east, "closure")).status_code == 422


def test_a_branch_is_split_on_the_page(scene: Scene) -> None:
    member = make.make_member(scene.east)
    typed = {"name": "二支部", "short_name": "二支部", "kind": "branch", "people": [str(member.person.public_id)]}
    assert send(scene.officer, at(scene.east, "division"), **typed).status_code == 302
    member.refresh_from_db()
    assert member.organization.short_name == "二支部"
    stranger = {**typed, "people": [str(uuid4())]}
    assert send(scene.officer, at(scene.east, "division"), **stranger).status_code == 422


def test_the_order_is_changed_on_the_page(scene: Scene) -> None:
    typed = {"body": scene.cloud.public_id, "beside": scene.stone.public_id}
    assert send(scene.officer, at(scene.county, "order"), **typed).status_code == 302
    children = Organization.objects.filter(parent=scene.county).in_order()
    assert list(children) == [scene.cloud, scene.stone]
    foreign = {"body": scene.east.public_id, "beside": scene.stone.public_id}
    assert send(scene.officer, at(scene.county, "order"), **foreign).status_code == 404


def test_a_unit_is_registered_once_by_its_credit_code(scene: Scene) -> None:
    typed = {"name": "清源某某有限公司", "field": "private_firm", "credit_code": "91350100m000100y43"}
    assert send(scene.stone_organizer, at(scene.east, "units"), **typed).status_code == 302
    unit = Unit.objects.get()
    assert unit.credit_code == "91350100M000100Y43"
    again = send(scene.cloud_organizer, at(scene.west, "units"), **typed)
    assert again.status_code == 422
    assert "东河" not in again.content.decode()
    wrong = send(scene.stone_organizer, at(scene.east, "units"), **{**typed, "credit_code": "91350100M000100Y44"})
    assert "校验位" in wrong.content.decode()
    edited = {"name": "改名公司", "field": "private_firm", "credit_code": ""}
    assert send(scene.stone_organizer, f"/organizations/units/{unit.public_id}/", **edited).status_code == 302
    assert send(scene.cloud_organizer, f"/organizations/units/{unit.public_id}/", **edited).status_code == 404


def test_another_body_is_made_to_answer_for_a_unit(scene: Scene) -> None:
    unit = services.add_unit(by=scene.by, body=scene.east, facts=UnitFacts("东河水泥厂", Field.PRIVATE_FIRM))
    page = f"/organizations/units/{unit.public_id}/answering/"
    assert "东河水泥厂" in client_of(scene.officer).get(page, {"words": "西山"}).content.decode()
    typed = {"words": "西山", "target": str(scene.west.public_id)}
    assert send(scene.stone_organizer, page, **typed).status_code == 422  # Not theirs to give it to: not offered.
    assert send(scene.cloud_organizer, page, **typed).status_code == 404
    assert send(scene.officer, page, **typed).status_code == 302
    unit.refresh_from_db()
    assert (unit.answering_body, unit.org_path) == (scene.west, scene.west.path)
    assert list(unit.bodies.all()) == [scene.east]  # Where a branch is set up in it stays.
    assert send(scene.stone_organizer, page, **typed).status_code == 404
    assert client_of(scene.cloud_organizer).get(f"/organizations/units/{unit.public_id}/").status_code == 200
    with pytest.raises(RuleBreach, match="已由"):
        services.hand_unit(by=scene.by, unit=unit, answering=scene.west, on=today())


def test_the_national_code_is_text_and_belongs_to_one_body(scene: Scene) -> None:
    assert send(scene.officer, at(scene.east, "code"), code="003300120045").status_code == 302
    page = client_of(scene.officer).get(f"/organizations/{scene.east.public_id}/").content.decode()
    assert "003300120045" in page
    twice = send(scene.officer, at(scene.west, "code"), code="003300120045")
    assert twice.status_code == 422
    assert "东河" not in twice.content.decode()
    assert send(scene.officer, at(scene.west, "code"), code="00-33").status_code == 422
    assert send(scene.officer, at(scene.east, "code"), code="").status_code == 302
    assert fresh(scene.east).national_code == ""


def test_a_body_beside_the_tree_is_renamed_and_what_it_was_called_stays(scene: Scene) -> None:
    unit = services.add_unit(by=scene.by, body=scene.east, facts=UnitFacts("县水务局", Field.ORGAN))
    facts = AttachedFacts("县水务局党组", AttachedKind.PARTY_GROUP, unit=unit)
    group = services.attach(by=scene.by, keeper=scene.county, facts=facts, decree=decree())
    page = f"/organizations/attached/{group.public_id}/renaming/"
    assert client_of(scene.officer).get(page).status_code == 200
    assert client_of(scene.cloud_organizer).get(page).status_code == 404
    assert send(scene.officer, page, name="县水务局党组").status_code == 422
    assert send(scene.officer, page, name="县水利局党组").status_code == 302
    group.refresh_from_db()
    assert (group.name, [one["name"] for one in group.formerly]) == ("县水利局党组", ["县水务局党组"])
    assert "县水务局党组（至" in client_of(scene.officer).get(page.replace("renaming/", "")).content.decode()
    assert send(scene.officer, page, name="县水务局党组").status_code == 422  # A second name of the same day.


def test_a_grid_gets_the_next_code_of_its_village(scene: Scene) -> None:
    village = Area.objects.create(code="990127001001", name="东河村")
    Organization.objects.filter(pk=scene.east.pk).update(area=village)
    for name in ("第一网格", "第二网格"):
        assert send(scene.stone_organizer, at(scene.east, "grids"), name=name, kind="grid").status_code == 302
    assert list(village.children.order_by("code").values_list("code", flat=True)) == [
        "990127001001001",
        "990127001001002",
    ]
    assert send(scene.stone_organizer, at(scene.east, "grids"), name="第一网格", kind="grid").status_code == 422
    assert send(scene.officer, at(scene.west, "grids"), name="网格", kind="grid").status_code == 422


def test_a_zone_committee_takes_people_and_bodies_and_gives_no_right(scene: Scene) -> None:
    village = Area.objects.create(code="990127001001", name="东河村")
    Organization.objects.filter(pk=scene.stone.pk).update(area=village)
    typed = {"name": "东河片区大党委", "kind": "zone_committee", "hook": "area:990127001001"}
    assert send(scene.stone_organizer, at(scene.stone, "attached"), **typed).status_code == 302
    zone = Attached.objects.get()
    page = f"/organizations/attached/{zone.public_id}/"
    person = make.make_person(scene.east, "韩文静")
    for choice in (f"person:{person.public_id}", f"body:{scene.east.public_id}"):
        words = "韩" if choice.startswith("person") else "东河"
        done = send(scene.stone_organizer, f"{page}seats/", words=words, target=choice, title="兼职委员")
        assert done.status_code == 302
    text = client_of(scene.stone_organizer).get(page).content.decode()
    assert "韩文静" in text
    assert client_of(scene.cloud_organizer).get(page).status_code == 404
    seat = Seat.objects.get(person=person)
    assert send(scene.stone_organizer, f"{page}seats/{seat.public_id}/ending/").status_code == 302
    assert send(scene.stone_organizer, f"{page}closure/").status_code == 422  # Set up today: it cannot end today.


def test_reading_comes_only_with_a_grant_and_goes_with_it(scene: Scene) -> None:
    guide = make.make_holder(scene.west, Role.SECRETARY, "赵书记")
    page, first = f"/organizations/{scene.east.public_id}/", guide.epoch
    typed = {"words": "西山", "target": str(scene.west.public_id), "kind": RelationKind.GUIDES}
    assert send(scene.officer, at(scene.east, "relations"), **typed, sight="").status_code == 302
    assert client_of(guide).get(page).status_code == 404
    services.part(by=scene.by, relation=Relation.objects.get(), decree=decree(today(), today=today()))
    assert send(scene.officer, at(scene.east, "relations"), **typed, sight=Sight.BODY).status_code == 302
    assert client_of(guide).get(page).status_code == 200
    assert make.actor_of(guide, today()).bodies(Permission.MEMBER_VIEW) == (scene.west.pk,)
    guide.refresh_from_db()
    assert guide.epoch == first + 1
    running = Relation.objects.get(superseded_at=None, during__upper_inf=True)
    assert send(scene.officer, f"/organizations/relations/{running.public_id}/ending/").status_code == 302
    assert client_of(guide).get(page).status_code == 404
    guide.refresh_from_db()
    assert guide.epoch == first + 2


def test_nobody_grants_what_they_do_not_read(scene: Scene) -> None:
    only_editing = editor(scene.officer)
    with pytest.raises(RuleBreach, match="看不到"):
        services.relate(
            by=only_editing,
            guide=scene.west,
            target=scene.east,
            kind=RelationKind.CONTACTS,
            sight=Sight.SUBTREE,
            decree=decree(),
        )
    assert naming().kind == "branch"
