"""What registers hold is known elsewhere: to blanks, to other registers, to whoever is about to ask again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.blanks import catalogue
from dangjian.affairs.blanks.catalogue import Asked, Subject
from dangjian.affairs.blanks.proposals import propose
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.registers import services
from dangjian.affairs.registers.following import follow_merger
from dangjian.affairs.registers.holdings import sections
from dangjian.affairs.registers.models import Entry, Register, Version
from dangjian.affairs.registers.queries.costs import costs
from dangjian.affairs.registers.queries.impact import impact
from dangjian.affairs.registers.services.sweeping import forget, months_before
from dangjian.affairs.registers.tests import make
from dangjian.affairs.registers.tests.make import NOON, ON, Scene
from dangjian.foundation.documents.filling import Form, Grid

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make.make_scene()


def test_confirmed_lines_fill_blanks_and_sums_stand_for_those_above(scene: Scene) -> None:
    register = make.published(scene)
    key = f"register:{register.pk}:income"
    lines = [make.filled(scene, register), make.filled(scene, register, west=True, income="87.5", spent="1")]
    asked = Asked(scene.officer, ON)
    bodies = [scene.east, scene.township]
    assert catalogue.ask([key], Subject.BODY, bodies, asked)[key][scene.east.pk].value is None  # Not confirmed yet.
    services.confirm(by=scene.organizer, entries=lines, at=NOON)
    found = catalogue.ask([key], Subject.BODY, bodies, asked)[key]
    assert found[scene.east.pk].value == "12.5"
    assert found[scene.township.pk].value == "100"
    assert "2 个已核对的合计" in found[scene.township.pk].remark
    assert key not in catalogue.facts(Subject.BODY, scene.county.pk + 1)
    members = f"register:{register.pk}:members"
    assert members not in catalogue.facts(Subject.BODY, scene.county.pk)  # Known from the roll itself.


def test_a_blank_with_a_registers_caption_is_understood_in_its_county_only(scene: Scene) -> None:
    register = make.published(scene)
    rows = (("党组织名称", "集体收入（万元）", "党员总数"), ("东河村党支部", "", ""))
    form = Form("xlsx", (Grid("表", rows, (), frozenset(), may_grow=True),), "")
    (here,) = propose(form, {}, scene.county.pk)
    assert [match.key for match in here.matches] == ["name", f"register:{register.pk}:income", "members"]
    (elsewhere,) = propose(form, {}, scene.county.pk + 1)
    assert elsewhere.matches[1].key != f"register:{register.pk}:income"


def test_another_register_takes_it_from_there(scene: Scene) -> None:
    first = make.published(scene)
    services.confirm(by=scene.organizer, entries=[make.filled(scene, first)], at=NOON)
    field = [{"key": "income", "caption": "收入", "kind": "money", "fact": f"register:{first.pk}:income"}]
    second = make.published(scene, title="年报台账", field=field)
    line = services.fill(
        by=scene.secretary,
        register=second,
        organization=scene.east,
        period=make.PERIOD,
        said=services.Said({}),
        at=NOON,
    )
    assert line.values["income"] == "12.5"
    assert line.sources["income"]["source"] == "台账《集体收入台账》"


def test_what_is_known_or_asked_elsewhere_is_told_before_publishing(scene: Scene) -> None:
    make.published(scene)
    fields = [
        {"key": "a", "caption": "党员总数", "kind": "integer"}, {"key": "b", "caption": "集体收入", "kind": "money"},
        {"key": "c", "caption": "路灯盏数", "kind": "integer"},
    ]  # fmt: skip
    second = services.begin(
        by=scene.officer, organization=scene.county, definition=make.definition(title="村情台账", field=fields)
    )
    found = impact(second, second.drafted, ON)
    assert (found.bodies, found.asked, found.known, found.hours) == (2, 3, 0, "0.2")
    told = "\n".join(found.overlaps)
    assert "“党员总数”平台里已有（" in told
    assert "《集体收入台账》（中共清源县委员会）已经在填：集体收入" in told
    assert "路灯" not in told


def test_a_register_costs_what_it_takes_when_it_falls_due(scene: Scene) -> None:
    make.published(scene)  # 5 minutes of two villages, by 10 January.
    january = costs(scene.county, date(2027, 1, 1), date(2027, 2, 1))
    assert [(one.bodies, one.times, one.minutes) for one in january] == [(2, 1, 10)]
    assert costs(scene.county, date(2026, 11, 1), date(2026, 12, 1)) == []
    assert [one.minutes for one in costs(scene.east, date(2027, 1, 1), date(2027, 2, 1))] == [5]
    year = costs(scene.county, date(2027, 1, 1), date(2028, 1, 1))
    assert [one.times for one in year] == [4]


def test_what_is_asked_later_of_a_standing_register_costs_as_much_again(scene: Scene) -> None:
    field = [{"key": "door", "caption": "门牌", "kind": "text"}]
    register = make.published(scene, about="thing", period="standing", due_days=0, field=field)
    year = (date(2026, 1, 1), date(2028, 1, 1))
    assert [(one.times, one.minutes) for one in costs(scene.county, *year)] == [(1, 10)]
    floor = make.definition(field=[{"key": "floor", "caption": "楼层", "kind": "integer"}]).fields[0]
    draft = services.put_field(by=scene.officer, register=register, revision=register.revision, field=floor)
    services.publish(by=scene.officer, register=draft, revision=draft.revision, at=NOON)
    assert [(one.times, one.minutes) for one in costs(scene.county, *year)] == [(1, 10), (1, 10)]


def test_a_month_that_is_over_keeps_what_it_cost(scene: Scene) -> None:
    register = make.published(scene)
    january = (date(2027, 1, 1), date(2027, 2, 1))
    Register.objects.update(ended_on=date(2027, 3, 1))
    assert [one.minutes for one in costs(scene.county, *january)] == [10]
    assert costs(scene.county, date(2027, 4, 1), date(2027, 5, 1)) == []
    Register.objects.update(ended_on=None)
    Version.objects.filter(register=register).update(replaced_on=date(2026, 12, 1))
    assert costs(scene.county, *january) == []


def test_lines_kept_for_a_while_are_deleted_when_it_is_over(scene: Scene) -> None:
    door = [{"key": "door", "caption": "门牌", "kind": "text"}]
    register = make.published(scene, about="thing", period="standing", kept_months=12, field=door)
    for name in ("一号院", "二号院"):
        services.fill(
            by=scene.secretary, register=register, organization=scene.east, period="", at=NOON,
            said=services.Said({"door": "3"}), subject=services.Subject(name=name),
        )  # fmt: skip
    services.close(by=scene.secretary, entry=Entry.objects.order_by("id")[0], reason="搬走", on=ON, at=NOON)
    assert forget(on=ON + timedelta(days=364)) == 0
    assert forget(on=ON + timedelta(days=365)) == 1
    assert [one.name for one in Entry.objects.all()] == ["二号院"]
    assert months_before(date(2028, 2, 29), 12) == date(2027, 2, 28)


def test_facts_stay_with_those_who_may_read_registers(scene: Scene) -> None:
    register = make.published(scene)
    services.confirm(by=scene.organizer, entries=[make.filled(scene, register)], at=NOON)
    key = f"register:{register.pk}:income"
    blind = replace(
        scene.officer, grants=tuple(g for g in scene.officer.grants if g.permission is not Permission.REGISTER_VIEW)
    )
    known = catalogue.ask([key], Subject.BODY, [scene.east], Asked(blind, ON))[key][scene.east.pk]
    assert (known.value, known.remark) == (None, "不在您的权限范围内")
    assert posts.TODAY == ON


def test_a_line_about_a_member_stands_in_their_own_record(scene: Scene) -> None:
    team = [{"key": "team", "caption": "编组", "kind": "text"}]
    register = make.published(scene, about="person", period="standing", field=team)
    member = Member.objects.get(person__name="王建军")
    services.fill(
        by=scene.secretary, register=register, organization=scene.east, period="", at=NOON,
        said=services.Said({"team": "一组"}), subject=services.Subject(member=member),
    )  # fmt: skip
    (section,) = sections(member.person, ON)
    assert (section.heading, section.is_condition) == ("台账：集体收入台账", True)
    assert [(one.caption, one.value) for one in section.facts] == [("编组", "一组")]


def test_standing_lines_follow_a_merged_body_and_periods_stay(scene: Scene) -> None:
    door = [{"key": "door", "caption": "门牌", "kind": "text"}]
    register = make.published(scene, about="thing", period="standing", field=door)
    quarter = make.published(scene, title="季报")
    filled = make.filled(scene, quarter)
    line = services.fill(
        by=scene.secretary, register=register, organization=scene.east, period="", at=NOON,
        said=services.Said({"door": "3"}), subject=services.Subject(name="一号院"),
    )  # fmt: skip
    follow_merger(scene.officer, Merged(scene.east, scene.west, ON, "会议"))
    line.refresh_from_db()
    filled.refresh_from_db()
    assert (line.organization, line.org_path) == (scene.west, scene.west.path)
    assert filled.organization == scene.east
