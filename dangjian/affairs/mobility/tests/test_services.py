"""What can happen to members away from home, and each refusal."""

from datetime import date, timedelta

import pytest

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Leaving, Member
from dangjian.affairs.mobility import services
from dangjian.affairs.mobility.models import Class, Ending, Reason, Stage, Stay
from dangjian.affairs.mobility.services.stays import Elsewhere
from dangjian.affairs.mobility.tests.make import SINCE, TODAY, Scene, depart, keeper, make_scene, park
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Entry
from dangjian.affairs.posts.tests import make as posts
from dangjian.channels.inbox.models import Notice
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_registering_keeps_the_formal_home_and_leaves_entry_and_log(scene: Scene) -> None:
    stay = depart(scene)
    assert (stay.organization, stay.host, stay.contact_due_on) == (scene.home, scene.host, date(2026, 6, 1))
    assert Member.objects.get(pk=scene.away.pk).organization == scene.home
    entry = Entry.objects.get(person=scene.away.person)
    assert (entry.fields, entry.account_id) == (["mobility"], scene.secretary.pk)
    row = AuditRow.objects.get(action="stay.register")
    assert (row.subject, row.org_path) == (str(stay.public_id), scene.home.path)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"since": TODAY + timedelta(days=1)}, "外出日期不能晚于今天"),
        ({"elsewhere": Elsewhere()}, "请写明流入地"),
        ({"elsewhere": Elsewhere(place="浙江省杭州市余杭区文一西路998号")}, "不登记门牌"),
        ({"elsewhere": Elsewhere(place="江城市东湖区3栋2单元")}, "不登记门牌"),
    ],
)
def test_what_is_refused_says_why(scene: Scene, changed: dict[str, object], words: str) -> None:
    with pytest.raises(RuleBreach, match=words):
        depart(scene, **changed)
    assert not Stay.objects.exists()


def test_hosts_and_contacts_are_checked(scene: Scene) -> None:
    closed = posts.make_body("已撤销支部", parent=scene.township, closed_on=date(2026, 1, 1))
    stranger = posts.make_member(scene.host, "赵强")
    for changed, words in (
        ({"elsewhere": Elsewhere(scene.home)}, "相同"),
        ({"elsewhere": Elsewhere(scene.township)}, "不是现有的党支部"),
        ({"elsewhere": Elsewhere(closed)}, "不是现有的党支部"),
        ({"contact": scene.away.person}, "不能是本人"),
        ({"contact": stranger.person}, "请从本支部党员中选"),
    ):
        with pytest.raises(RuleBreach, match=words):
            depart(scene, **changed)


def test_only_members_once_and_never_both_classes(scene: Scene) -> None:
    applicant = posts.make_member(scene.home, "孙立", Category.APPLICANT)
    with pytest.raises(RuleBreach, match="不是现在名册上的党员"):
        depart(scene, person=applicant.person)
    Member.objects.filter(pk=scene.helper.pk).update(left_on=TODAY, left_reason=Leaving.TRANSFERRED)
    with pytest.raises(RuleBreach, match="不是现在名册上的党员"):
        depart(scene, person=scene.helper.person, contact=None)
    depart(scene, contact=None)
    with pytest.raises(RuleBreach, match="没有重复登记"):
        depart(scene, contact=None)
    with pytest.raises(RuleBreach, match="两者不能并存"):
        park(scene)


def test_a_parked_relation_is_not_mobile(scene: Scene) -> None:
    park(scene)
    with pytest.raises(RuleBreach, match="属流动人才党员"):
        depart(scene)


def test_contact_moves_the_next_day_due_and_keeps_no_words(scene: Scene) -> None:
    stay = depart(scene)
    made = services.record_contact(by=scene.by, stay=stay, day=date(2026, 11, 20), on=TODAY)
    assert (made.by_name, made.account_id) == (scene.helper.person.name, scene.secretary.pk)
    assert Stay.objects.get().contact_due_on == date(2027, 2, 20)
    services.record_contact(by=scene.by, stay=stay, day=date(2026, 6, 1), on=TODAY)
    assert Stay.objects.get().contact_due_on == date(2027, 2, 20)
    for day, words in ((TODAY + timedelta(days=1), "今天或以前"), (SINCE - timedelta(days=1), "外出之后"),
                       (date(2026, 11, 20), "没有重复登记")):  # fmt: skip
        with pytest.raises(RuleBreach, match=words):
            services.record_contact(by=scene.by, stay=stay, day=day, on=TODAY)


def test_only_the_host_confirms_once_and_another_host_confirms_anew(scene: Scene) -> None:
    stay = depart(scene)
    with pytest.raises(RuleBreach, match="只有流入地党组织"):
        services.confirm_arrival(by=scene.by, stay=stay, on=TODAY)
    assert services.confirm_arrival(by=scene.by_host, stay=stay, on=TODAY).reported_on == TODAY
    with pytest.raises(RuleBreach, match="没有重复登记"):
        services.confirm_arrival(by=scene.by_host, stay=stay, on=TODAY)
    moved = services.change(
        by=scene.by, stay=stay, elsewhere=Elsewhere(place="江城市"), reason=Reason.ABROAD, is_able=False, contact=None,
        on=TODAY,
    )  # fmt: skip
    assert (moved.reported_on, moved.host_path, moved.contact_due_on) == (None, "", date(2026, 9, 1))


def test_the_other_sides_contact_is_sealed(scene: Scene) -> None:
    stay = depart(scene, elsewhere=Elsewhere(scene.host, name="赵强", phone="15412345678"))
    row = Stay.objects.get(pk=stay.pk)
    assert (row.unsealed("other_name"), row.unsealed("other_phone")) == ("赵强", "15412345678")
    assert b"15412345678" not in bytes(row.other_phone or b"")


def test_a_stay_ends_once_and_a_transfer_ends_what_is_open(scene: Scene) -> None:
    stay = depart(scene)
    assert services.end_open(by=scene.by, person=scene.away.person, ending=Ending.TRANSFERRED, on=TODAY) == stay
    assert services.end_open(by=scene.by, person=scene.away.person, ending=Ending.TRANSFERRED, on=TODAY) is None
    with pytest.raises(RuleBreach, match="已经结束"):
        services.end(by=scene.by, stay=stay, ending=Ending.RETURNED, on=TODAY)
    depart(scene)


def test_an_arrival_from_outside_has_no_person_and_no_contact_due(scene: Scene) -> None:
    stay = services.register_arrival(
        by=scene.by, organization=scene.home, name="何芳", home="江城市东湖区某社区党支部", elsewhere=Elsewhere(),
        reason=Reason.WORK, since=SINCE, contact=scene.helper.person, on=TODAY,
    )  # fmt: skip
    assert (stay.person, stay.contact_due_on, stay.reported_on) == (None, None, TODAY)
    assert not Entry.objects.exists()
    with pytest.raises(RuleBreach, match="由流出地党组织负责"):
        services.record_contact(by=scene.by, stay=stay, day=TODAY, on=TODAY)
    with pytest.raises(RuleBreach, match="不是现有的党支部"):
        services.register_arrival(
            by=scene.by, organization=scene.township, name="何芳", home="", elsewhere=Elsewhere(),
            reason=Reason.WORK, since=SINCE, contact=None, on=TODAY,
        )  # fmt: skip


def test_a_parked_relation_is_contacted_then_decided_with_a_reason_to_stay(scene: Scene) -> None:
    row = park(scene)
    assert row.due_on == TODAY + timedelta(days=90)
    with pytest.raises(RuleBreach, match="还没有联系到本人"):
        services.decide_talent(by=scene.by, talent=row, stays_because="", on=TODAY)
    services.contact_talent(by=scene.by, talent=row, on=TODAY)
    with pytest.raises(RuleBreach, match="已登记过联系"):
        services.contact_talent(by=scene.by, talent=row, on=TODAY)
    kept = services.decide_talent(by=scene.by, talent=row, stays_because="尚未落实工作单位", on=TODAY)
    assert (kept.stage, kept.ended_on) == (Stage.STAYS, TODAY)
    with pytest.raises(RuleBreach, match="去留已定"):
        services.decide_talent(by=scene.by, talent=row, stays_because="", on=TODAY)


def test_a_member_objects_and_an_upheld_objection_ends_the_class(scene: Scene) -> None:
    stay = depart(scene)
    member = keeper(posts.make_account(scene.away.person))
    asked = services.object_to(by=member, to_class=Class.MOBILE, words="每月都回来参加", on=TODAY)
    with pytest.raises(RuleBreach, match="正在等答复"):
        services.object_to(by=member, to_class=Class.MOBILE, words="再提", on=TODAY)
    with pytest.raises(RuleBreach, match="没有登记为流动人才党员"):
        services.object_to(by=member, to_class=Class.TALENT, words="没有", on=TODAY)
    with pytest.raises(RuleBreach, match="不能答复自己"):
        services.answer(by=member, objection=asked, is_upheld=True, words="", on=TODAY)
    with pytest.raises(RuleBreach, match="要写明理由"):
        services.answer(by=scene.by, objection=asked, is_upheld=False, words=" ", on=TODAY)
    services.answer(by=scene.by, objection=asked, is_upheld=True, words="", on=TODAY)
    assert Stay.objects.get(pk=stay.pk).ending == Ending.OBJECTION
    with pytest.raises(RuleBreach, match="已答复"):
        services.answer(by=scene.by, objection=asked, is_upheld=True, words="", on=TODAY)


def test_names_above_the_branch_only_where_it_waits_for_the_superior(scene: Scene) -> None:
    stay = depart(scene)
    above, beside = keeper(scene.organizer), keeper(posts.make_holder(
        posts.make_body("石桥镇桃源村党支部", parent=scene.township), Role.SECRETARY, "赵强"))  # fmt: skip
    officer = keeper(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "周明远"))

    def seen() -> list[bool]:
        return [Stay.objects.visible_to(one).exists() for one in (scene.by, scene.by_host, above, beside, officer)]

    assert seen() == [True, True, True, False, False]  # Contact was due in June: the township must act.
    Stay.objects.filter(pk=stay.pk).update(contact_due_on=date(2126, 1, 1))
    assert seen() == [True, True, False, False, False]
    services.end(by=scene.by, stay=stay, ending=Ending.RETURNED, on=TODAY)
    assert seen() == [True, False, False, False, False]


def told(body: Organization) -> list[str]:
    """What waits in the inbox of a body, by its addresses."""
    waiting = Notice.objects.waiting().filter(organization_id=body.pk)
    return [f"{notice.announcement.title} {notice.address}" for notice in waiting.select_related("announcement")]


def test_the_host_is_told_who_waits_there_without_a_name_and_no_more_once_it_confirmed(scene: Scene) -> None:
    stay = depart(scene)
    (words,) = told(scene.host)
    assert str(stay.public_id) in words
    assert "王建军" not in words
    assert told(scene.home) == []
    assert "secretary" in Notice.objects.get().roles
    assert "member" not in Notice.objects.get().roles
    services.confirm_arrival(by=scene.by_host, stay=stay, on=TODAY)
    assert told(scene.host) == []


def test_another_host_is_told_and_the_first_no_more(scene: Scene) -> None:
    stay = depart(scene)
    other = posts.make_body("石桥镇驻海城流动党员党支部", parent=scene.township, kind=BodyKind.MOBILE_BRANCH)
    services.change(
        by=scene.by, stay=stay, elsewhere=Elsewhere(other), reason=Reason.WORK, is_able=False, contact=None, on=TODAY
    )
    assert (len(told(scene.host)), len(told(other))) == (0, 1)


def test_the_home_is_told_of_an_objection_and_no_more_once_it_answered(scene: Scene) -> None:
    depart(scene)
    own = posts.actor_of(posts.make_account(scene.away.person))
    made = services.object_to(by=own, to_class=Class.MOBILE, words="只是短期出差", on=TODAY)
    (words,) = told(scene.home)
    assert "异议" in words
    assert "王建军" not in words
    services.answer(by=scene.by, objection=made, is_upheld=False, words="外出已满半年", on=TODAY)
    assert told(scene.home) == []
