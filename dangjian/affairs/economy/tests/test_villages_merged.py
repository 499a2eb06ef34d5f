"""Two villages become one: the Party line and the ground are two things, and what belongs to the place goes with it."""

from datetime import date

import pytest

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.economy.models import Pilot, Tier
from dangjian.affairs.economy.services import Named, name
from dangjian.affairs.economy.tests.make import NOON, ON, Scene, filled, make_scene, published
from dangjian.affairs.organizations import services as organizations
from dangjian.affairs.organizations.models import Area, Organization, OwnKind
from dangjian.affairs.organizations.services import Decree
from dangjian.affairs.posts.tests import make
from dangjian.affairs.registers import services as registers
from dangjian.affairs.registers.fillers import asked_bodies, kinds_of
from dangjian.affairs.registers.models import Entry, Figure, Register, Turn
from dangjian.affairs.registers.services import Said, Subject
from dangjian.affairs.stationed import services as stationed
from dangjian.affairs.stationed.models import Ground, Need, Part, Stationing
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
DECREE = Decree(ON, "清民发〔2026〕8号", ON)
SINCE = date(2025, 3, 1)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def _one_party_body(scene: Scene) -> tuple[Organization, Area]:
    """Merge the Party body of 西山村 into that of 东河村."""
    gone, into = scene.villages["西山村"], scene.villages["东河村"]
    assert gone.area
    organizations.merge(by=scene.officer, body=gone, into=into, decree=DECREE)
    return Organization.objects.select_related("area", "parent").get(pk=into.pk), gone.area


def _merge(scene: Scene) -> Organization:
    body, gone = _one_party_body(scene)
    organizations.merge_area(by=scene.officer, body=body, gone=gone, decree=DECREE)
    return Organization.objects.select_related("area", "parent").get(pk=body.pk)


def _premises(scene: Scene, village: str) -> Entry:
    register = Register.objects.filter(derived_from__startswith="premises@").first() or published(scene, "premises")
    body = scene.villages[village]
    definition = register.current.text if register.current else None
    assert definition
    values = {
        field.key: field.choices[0] if field.choices else False if str(field.kind) == "yes_no" else None
        for field in definition.asked
    }
    return registers.fill(
        by=make.actor_of(make.make_holder(body, Role.SECRETARY, "村书记")), register=register, organization=body,
        period="", at=NOON, said=Said(values), subject=Subject(area=body.area),
    )  # fmt: skip


def test_the_ground_waits_for_the_party_line_and_says_so(scene: Scene) -> None:
    gone, into = scene.villages["西山村"], scene.villages["东河村"]
    assert gone.area
    with pytest.raises(RuleBreach, match="西山村还有西山村党支部") as refused:
        organizations.merge_area(by=scene.officer, body=into, gone=gone.area, decree=DECREE)
    assert "两件事" in str(refused.value)
    far = scene.villages["北岭村"].area
    assert far
    Area.objects.filter(pk=far.pk).update(code="990127102004")
    far.refresh_from_db()
    for area, words in ((far, "不是同一个镇乡"), (into.area, "不在另一个行政村")):
        assert area
        with pytest.raises(RuleBreach, match=words):
            organizations.merge_area(by=scene.officer, body=into, gone=area, decree=DECREE)
    with pytest.raises(RuleBreach, match="批准登记"):
        organizations.merge_area(by=scene.secretary, body=into, gone=gone.area, decree=DECREE)


def test_the_party_line_alone_merges_no_village(scene: Scene) -> None:
    name(by=scene.officer, village=scene.villages["西山村"],
         named=Named(Tier.CITY, "茶园", "x", date(2026, 1, 1), date(2027, 1, 1)))  # fmt: skip
    body, gone = _one_party_body(scene)
    gone.refresh_from_db()
    assert gone.merged_into is None
    pilot = Pilot.objects.get()
    assert (pilot.area, pilot.organization) == (gone, body)  # It stays there; who leads there is reminded.


def test_what_belongs_to_the_place_goes_with_it(scene: Scene) -> None:
    register = published(scene)
    income = filled(scene, register, "西山村", operating="12")
    mine = _premises(scene, "西山村")
    grid = organizations.draw_area(by=scene.officer, body=scene.villages["西山村"], name="一网格", kind=OwnKind.GRID)
    for village in ("西山村", "东河村"):
        name(by=scene.officer, village=scene.villages[village],
             named=Named(Tier.CITY, "茶园", "x", date(2026, 1, 1), date(2027, 1, 1)))  # fmt: skip
    body = _merge(scene)
    area = body.area
    assert area
    income.refresh_from_db()
    assert (income.area, income.period) != (area, "")  # What was filled for a year stays the old village's.
    assert Figure.objects.filter(entry=income).exists()
    mine.refresh_from_db()
    assert (mine.area, mine.organization, mine.name, mine.subject) == (area, body, "东河村", area.code)
    grid.refresh_from_db()
    assert grid.parent == area
    assert set(Pilot.objects.values_list("area", "organization", "project")) == {
        (area.pk, body.pk, "茶园"), (area.pk, body.pk, "茶园（原西山村）"),
    }  # fmt: skip
    assert register.current
    asked = set(asked_bodies(register.current.text, scene.county, ON))
    assert scene.villages["西山村"] not in asked
    assert body in asked
    assert "villages" in kinds_of(body)
    with pytest.raises(RuleBreach, match="已经登记过撤并"):
        organizations.merge_area(by=scene.officer, body=body, gone=Area.objects.get(name="西山村"), decree=DECREE)


def test_of_two_standing_lines_the_other_is_closed_and_stays_to_be_read(scene: Scene) -> None:
    theirs, own = _premises(scene, "西山村"), _premises(scene, "东河村")
    _merge(scene)
    theirs.refresh_from_db()
    own.refresh_from_db()
    assert (theirs.closed_on, own.closed_on) == (ON, None)
    assert Turn.objects.filter(entry=theirs, kind="close", words="西山村并入东河村").exists()


def test_who_is_stationed_comes_along_and_two_first_secretaries_are_for_people_to_decide(scene: Scene) -> None:
    west, east = scene.villages["西山村"], scene.villages["东河村"]
    stationed.require(by=scene.officer, village=west, ground=Ground.LIFTED, basis="x", since=SINCE)
    for village, who, part in ((west, "赵明", Part.FIRST), (west, "钱程", Part.MEMBER), (east, "孙立", Part.FIRST)):
        sent = stationed.Sent(part=part, name=who, home="县水务局", basis="x", since=SINCE)
        stationed.send(by=scene.officer, village=village, sent=sent, on=ON)
    body, gone = _one_party_body(scene)
    with pytest.raises(RuleBreach, match="两个村都有第一书记"):
        organizations.merge_area(by=scene.officer, body=body, gone=gone, decree=DECREE)
    stationed.leave(by=scene.officer, stationing=Stationing.objects.get(name="孙立"), on=ON, reason="调回", at=NOON)
    organizations.merge_area(by=scene.officer, body=body, gone=gone, decree=DECREE)
    need = Need.objects.get(until=None)
    assert (need.area, need.organization, need.ground, need.since) == (body.area, body, Ground.LIFTED, ON)
    here = Stationing.objects.held_on(ON).filter(area=body.area)
    assert {(row.name, row.due_on) for row in here} == {("赵明", date(2027, 3, 1)), ("钱程", date(2027, 3, 1))}
    before = Stationing.objects.held_on(date(2026, 1, 1)).filter(area=gone)
    assert {row.name for row in before} == {"赵明", "钱程"}  # As it stood then.
