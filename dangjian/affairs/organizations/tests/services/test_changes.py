"""A body is set up, renamed, converted, split, closed: dated, with its paper, its states and its audit row."""

from datetime import date

import pytest

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Member, Spell
from dangjian.affairs.organizations import services
from dangjian.affairs.organizations.models import Attached, AttachedKind, Change, Event, Field, Kind, State
from dangjian.affairs.organizations.services import AttachedFacts, UnitFacts
from dangjian.affairs.organizations.tests.make import ON, Scene, decree, editor, fresh, make_scene, naming
from dangjian.affairs.people.models import Entry, Source
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.tests import make
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_a_founded_body_stands_last_under_its_parent_with_paper_state_and_audit(scene: Scene) -> None:
    body = services.found(by=scene.by, parent=scene.stone, naming=naming(), decree=decree())
    assert body.path.startswith(scene.stone.path)
    assert body.county_id == scene.county.pk
    state = State.objects.get(organization=body)
    assert (state.during.lower, state.during.upper, state.name) == (ON, None, body.name)
    change = Change.objects.get(organization=body)
    assert (change.event, change.basis) == (Event.FOUND, "清组通〔2026〕12号")
    assert AuditRow.objects.filter(action="organization.found").count() == 1
    order = list(fresh(scene.stone).__class__.objects.filter(county_id=scene.county.pk).in_order())
    assert order.index(body) == order.index(scene.east) + 1


def test_a_child_under_a_party_group_is_refused_with_the_reason(scene: Scene) -> None:
    unit = services.add_unit(by=scene.by, body=scene.east, facts=UnitFacts("县水务局", Field.ORGAN))
    group = services.attach(
        by=scene.by,
        keeper=scene.county,
        facts=AttachedFacts("县水务局党组", AttachedKind.PARTY_GROUP, unit=unit),
        decree=decree(),
    )
    with pytest.raises(RuleBreach, match="不是党组织的上级"):
        services.found(by=scene.by, parent=group, naming=naming(), decree=decree())
    with pytest.raises(RuleBreach, match="不是党组织的上级"):
        services.move(by=scene.by, body=scene.east, parent=group, decree=decree())
    assert Attached.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2026, 11, 22), "还没有到"), (date(1999, 1, 1), "最近一次变动")],
)
def test_a_day_to_come_and_a_day_before_the_last_change_are_refused(scene: Scene, on: date, said: str) -> None:
    with pytest.raises(RuleBreach, match=said):
        services.rename(by=scene.by, body=scene.east, name="东河", short_name="东河", decree=decree(on))
    assert fresh(scene.east).name == "东河村党支部"


def test_a_kind_that_does_not_fit_is_refused(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="之下不设"):
        services.found(by=scene.by, parent=scene.east, naming=naming(), decree=decree())
    with pytest.raises(RuleBreach, match="之下不设"):
        services.convert(by=scene.by, body=scene.stone, kind=Kind.BRANCH, field=Field.RURAL, area=None, decree=decree())


def test_a_renamed_body_was_called_otherwise_before(scene: Scene) -> None:
    services.rename(by=scene.by, body=scene.east, name="东河社区党支部", short_name="东河社区", decree=decree())
    assert fresh(scene.east).initials == "dhsq"
    names = [
        State.objects.held_on(day).get(organization=scene.east).name for day in (date(2026, 10, 31), ON, make.TODAY)
    ]
    assert names == ["东河村党支部", "东河社区党支部", "东河社区党支部"]
    assert State.objects.filter(organization=scene.east).exclude(superseded_at=None).count() == 1


def test_two_changes_of_one_day_leave_one_state_of_it(scene: Scene) -> None:
    for name in ("一支部", "二支部"):
        services.rename(by=scene.by, body=scene.east, name=name, short_name=name, decree=decree())
    assert State.objects.held_on(ON).get(organization=scene.east).name == "二支部"
    assert State.objects.filter(organization=scene.east, superseded_at=None).count() == 2


def test_the_right_lies_with_the_body_above(scene: Scene) -> None:
    own, other = editor(scene.stone_organizer), editor(scene.cloud_organizer)
    services.rename(by=own, body=scene.east, name="新名", short_name="新名", decree=decree())
    for by, body in ((other, scene.east), (own, scene.stone)):
        with pytest.raises(RuleBreach, match="没有改动"):
            services.rename(by=by, body=body, name="别名", short_name="别名", decree=decree())


def test_a_split_takes_the_chosen_over(scene: Scene) -> None:
    stays, goes = make.make_member(scene.east, "王一"), make.make_member(scene.east, "王二")
    body = services.split(
        by=scene.by, source=scene.east, naming=naming(), people=[goes.person.public_id], decree=decree()
    )
    assert Member.objects.get(pk=goes.pk).organization == body
    assert Member.objects.get(pk=stays.pk).organization == scene.east
    assert Spell.objects.held_on(ON).get(member=goes).organization == body
    assert Spell.objects.held_on(date(2026, 10, 31)).get(member=goes).organization == scene.east
    assert Entry.objects.get(person=goes.person).source == Source.DECISION
    with pytest.raises(RuleBreach, match="不在"):
        services.split(
            by=scene.by, source=scene.east, naming=naming("再分"), people=[goes.person.public_id], decree=decree()
        )


def test_a_body_with_members_children_or_posts_closes_only_when_settled(scene: Scene) -> None:
    member = make.make_member(scene.east, category=Category.ACTIVIST)
    with pytest.raises(RuleBreach, match=r"入党积极分子 1 名"):
        services.close(by=scene.by, body=scene.east, decree=decree())
    with pytest.raises(RuleBreach, match="东河村党支部"):
        services.close(by=scene.by, body=scene.stone, decree=decree())
    Spell.objects.filter(member=member).delete()
    member.delete()
    holder = make.make_holder(scene.east, Role.SECRETARY, "李书记")
    before = holder.epoch
    services.close(by=scene.by, body=scene.east, decree=decree())
    holder.refresh_from_db()
    assert holder.epoch == before + 1
    assert make.actor_of(holder).posts == ()
    assert not Appointment.objects.held_on(ON).filter(post__organization=scene.east).exists()
    assert Appointment.objects.held_on(date(2026, 10, 31)).filter(post__organization=scene.east).exists()
    assert not State.objects.held_on(ON).filter(organization=scene.east).exists()
    with pytest.raises(RuleBreach, match="已撤销"):
        services.found(by=scene.by, parent=scene.east, naming=naming("组", Kind.GROUP), decree=decree())


def test_a_body_beside_another_keeps_its_place_in_the_county_order(scene: Scene) -> None:
    south = services.found(by=scene.by, parent=scene.stone, naming=naming(), decree=decree())
    services.arrange(by=scene.by, body=south, beside=scene.east, after=False)
    services.arrange(by=scene.by, body=scene.cloud, beside=scene.stone, after=False)
    names = [body.short_name for body in south.__class__.objects.filter(county_id=scene.county.pk).in_order()]
    assert names == [
        "中共清源县委员会",
        "中共云岭镇委员会",
        "西山村党支部",
        "中共石桥镇委员会",
        "南坡村党支部",
        "东河村党支部",
    ]
    with pytest.raises(RuleBreach, match="同一上级"):
        services.arrange(by=scene.by, body=scene.west, beside=scene.east, after=True)
    with pytest.raises(RuleBreach, match="权限范围"):
        services.arrange(by=editor(scene.stone_organizer), body=scene.cloud, beside=scene.stone, after=True)
