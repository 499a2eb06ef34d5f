"""A member's formal relation from one branch to another; what is refused, and what follows on the day."""

from datetime import date, timedelta

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Leaving, Member, Spell, Standing
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.people.models import Entry, Person, Source
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.transfers import services
from dangjian.affairs.transfers.models import Kind, Reason, State, Transfer
from dangjian.affairs.transfers.tests import make
from dangjian.channels.inbox.models import Notice
from dangjian.procedures.cases import queries as cases
from dangjian.procedures.cases.models import CaseStep
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
LAST = make.ON + timedelta(days=90)


def test_the_walk_between_two_committees() -> None:
    scene = make.make_scene()
    transfer = make.received(scene, date(2026, 9, 20))
    assert transfer.state == State.RECEIVED
    transfer = services.archive(by=scene.home.organizer, transfer=transfer, on=date(2026, 9, 25))
    assert (transfer.state, transfer.kind, transfer.archived_on) == (State.ARCHIVED, Kind.BETWEEN, date(2026, 9, 25))
    keys = list(CaseStep.objects.filter(case=transfer.case).in_turn().values_list("key", flat=True))
    assert keys == ["start", "send", "accept", "receipt", "archive"]


def test_until_the_receipt_the_sender_answers() -> None:
    scene = make.make_scene()
    make.accepted(scene)
    assert Member.objects.get(pk=scene.member.pk).organization == scene.home.branch


def test_on_the_day_roll_record_and_sign_in_follow() -> None:
    scene = make.make_scene()
    account = posts.make_account(scene.member.person)
    make.received(scene, date(2026, 9, 20))
    member = Member.objects.select_related("person").get(pk=scene.member.pk)
    place = (scene.target.branch.pk, scene.target.branch.path)
    assert (member.organization_id, member.org_path) == place
    assert (member.person.organization_id, member.person.org_path) == place
    epoch = account.epoch
    account.refresh_from_db()
    assert account.org_path == scene.target.branch.path
    assert account.epoch > epoch
    assert Spell.objects.held_on(date(2026, 9, 19)).get(member=member).organization == scene.home.branch
    assert Spell.objects.held_on(date(2026, 9, 20)).get(member=member).organization == scene.target.branch
    entry = Entry.objects.get(person=member.person, source=Source.TRANSFER)
    assert (entry.fields, entry.reference, entry.org_path) == (["organization"], make.LETTER, scene.target.branch.path)
    titles = {(post.organization_id, post.role) for post in posts.actor_of(account).posts}
    assert titles == {(scene.target.branch.pk, Role.MEMBER)}


def test_nothing_of_the_person_stays_readable_but_the_transfer() -> None:
    scene = make.make_scene()
    Entry.objects.create(
        person=scene.member.person, county_id=scene.county.pk, org_path=scene.home.branch.path, source=Source.FIRST,
        on=make.ON,
    )  # fmt: skip
    transfer = make.received(scene)
    for actor in (scene.home.secretary, scene.home.organizer):
        reading = actor.narrowed(Permission.MEMBER_VIEW)
        assert not Person.objects.visible_to(reading).filter(pk=scene.member.person_id).exists()
        assert not Member.objects.visible_to(reading).filter(pk=scene.member.pk).exists()
        assert not Entry.objects.visible_to(reading).filter(person=scene.member.person_id).exists()
        assert Transfer.objects.visible_to(actor.narrowed(Permission.TRANSFER_VIEW)).filter(pk=transfer.pk).exists()


def test_into_another_county_every_row_goes() -> None:
    scene = make.make_scene(is_abroad=True)
    account = posts.make_account(scene.member.person)
    make.received(scene)
    other = scene.target.branch.county_id
    assert other != scene.county.pk
    member = Member.objects.select_related("person").get(pk=scene.member.pk)
    account.refresh_from_db()
    assert {member.county_id, member.person.county_id, account.county_id} == {other}
    assert set(Spell.objects.filter(member=member).values_list("county_id", flat=True)) == {other}
    assert set(Entry.objects.filter(person=member.person).values_list("county_id", flat=True)) == {other}


def test_within_one_committee_there_is_no_letter() -> None:
    scene = make.make_scene()
    sibling = posts.make_body("北山村党支部", parent=scene.home.township)
    keeper = posts.actor_of(posts.make_holder(sibling, Role.SECRETARY, "北山书记"))
    transfer = make.started(scene, to_body=sibling)
    assert transfer.kind == Kind.INSIDE
    transfer = services.send(by=scene.home.organizer, transfer=transfer, letter_number="", on=make.ON)
    assert transfer.state == State.ACCEPTED
    transfer = services.receive(by=keeper, transfer=transfer, arrived_on=make.ON, papers=(), on=make.ON)
    assert transfer.state == State.ARCHIVED
    assert Member.objects.get(pk=scene.member.pk).organization == sibling


def test_out_of_the_platform_the_member_leaves_on_the_day_of_the_receipt() -> None:
    scene = make.make_scene()
    transfer = make.sent(scene, to_body=None, outside="中共外省某县某镇委员会")
    assert transfer.kind == Kind.OUTWARD
    day = date(2026, 10, 1)
    transfer = services.receive(
        by=scene.home.organizer, transfer=transfer, arrived_on=day, papers=make.RECEIPT, on=date(2026, 10, 3)
    )
    assert transfer.state == State.ARCHIVED
    member = Member.objects.get(pk=scene.member.pk)
    assert (member.left_on, member.left_reason) == (day, Leaving.TRANSFERRED)


def inward(scene: make.Scene, **more: object) -> Transfer:
    words = {
        "to_body": scene.target.branch, "name": "马向东", "category": Category.FULL,
        "facts": {"id_number": make.NUMBER, "joined_on": "2005-07-01", "confirmed_on": "2006-07-01"},
        "from_name": "中共外省某镇委员会", "letter_number": "外〔2026〕3号", "sent_on": date(2026, 8, 20),
        "valid_until": date(2026, 11, 18), "reason": Reason.HOME, "on": make.ON, **more,
    }  # fmt: skip
    return services.start_inward(by=scene.target.secretary, **words)  # type: ignore[arg-type]  # words as given


def taken_in(scene: make.Scene, transfer: Transfer) -> Transfer:
    papers = ("组织关系介绍信", "党员档案")
    transfer = services.accept(by=scene.target.organizer, transfer=transfer, papers=papers, on=make.ON)
    return services.receive(
        by=scene.target.secretary, transfer=transfer, arrived_on=make.ON, papers=make.RECEIPT, on=make.ON
    )


def test_from_outside_the_person_is_put_on_the_roll_and_the_packet_is_gone() -> None:
    scene = make.make_scene()
    transfer = inward(scene)
    assert transfer.packet is not None
    assert make.NUMBER.encode() not in bytes(transfer.packet)
    transfer = taken_in(scene, transfer)
    assert (transfer.state, transfer.packet) == (State.ARCHIVED, None)
    member = Member.objects.get(person=transfer.person)
    assert (member.organization, member.joined_on) == (scene.target.branch, date(2005, 7, 1))
    assert member.person.unsealed("id_number") == make.NUMBER


def test_who_left_and_comes_back_is_the_same_person() -> None:
    scene = make.make_scene()
    first = taken_in(scene, inward(scene))
    assert first.person is not None
    out = services.start(by=scene.target.secretary, person=first.person, outside="外省", reason=Reason.HOME, on=make.ON)
    out = services.send(by=scene.target.organizer, transfer=out, letter_number="柳〔2026〕9号", on=make.ON)
    services.receive(
        by=scene.target.organizer, transfer=out, arrived_on=date(2026, 9, 10), papers=make.RECEIPT, on=date(2026, 9, 10)
    )
    again = inward(scene, on=date(2026, 9, 20))
    again = services.accept(
        by=scene.target.organizer, transfer=again, papers=("组织关系介绍信", "党员档案"), on=date(2026, 9, 20)
    )
    again = services.receive(
        by=scene.target.secretary,
        transfer=again,
        arrived_on=date(2026, 9, 20),
        papers=make.RECEIPT,
        on=date(2026, 9, 20),
    )
    assert again.person == first.person
    assert Member.objects.get(person=first.person).left_on is None


def test_two_transfers_of_one_person_at_once_are_refused() -> None:
    scene = make.make_scene()
    make.started(scene)
    with pytest.raises(RuleBreach, match="在办"):
        make.started(scene)
    inward(scene)
    with pytest.raises(RuleBreach, match="在办"):
        inward(scene)


def test_after_an_end_another_may_start() -> None:
    scene = make.make_scene()
    services.withdraw(by=scene.home.secretary, transfer=make.started(scene), on=make.ON, words="不走了")
    assert make.started(scene).state == State.DRAFT


def test_posts_of_the_old_branch_end_with_confirmation() -> None:
    scene = make.make_scene()
    held = posts.appoint(scene.member.person, scene.home.branch, Role.BRANCH_CLERK)
    transfer = make.started(scene)
    with pytest.raises(RuleBreach, match="党务信息员"):
        services.send(by=scene.home.organizer, transfer=transfer, letter_number=make.LETTER, on=make.ON)
    services.send(by=scene.home.organizer, transfer=transfer, letter_number=make.LETTER, on=make.ON, ends_posts=True)
    assert not Appointment.objects.held_on(make.ON).filter(person=held.person).exists()


def test_a_post_given_meanwhile_bars_the_receipt() -> None:
    scene = make.make_scene()
    transfer = make.accepted(scene)
    posts.appoint(scene.member.person, scene.home.branch, Role.BRANCH_CLERK)
    with pytest.raises(RuleBreach, match="先免去"):
        services.receive(
            by=scene.target.secretary, transfer=transfer, arrived_on=make.ON, papers=make.RECEIPT, on=make.ON
        )


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("standing", Standing.SUSPENDED, "停止党籍"),
        ("category", Category.ACTIVIST, "没有组织关系可转"),
    ],
)
def test_who_has_no_relation_to_move(field: str, value: str, words: str) -> None:
    scene = make.make_scene()
    Member.objects.filter(pk=scene.member.pk).update(**{field: value})
    with pytest.raises(RuleBreach, match=words):
        make.started(scene)


def test_a_temporary_branch_takes_no_formal_relation() -> None:
    scene = make.make_scene()
    target = posts.make_body("抢险临时党支部", parent=scene.target.township, kind=BodyKind.TEMPORARY_BRANCH)
    with pytest.raises(RuleBreach, match=r"临时党支部.*第八条"):
        make.started(scene, to_body=target)


def test_a_letter_lapses_after_its_last_day_and_is_issued_anew_with_a_reason() -> None:
    scene = make.make_scene()
    transfer = make.accepted(scene)
    assert not services.lapse(transfer=transfer, on=LAST)
    late = LAST + timedelta(days=1)
    with pytest.raises(RuleBreach, match="90"):
        services.receive(by=scene.target.secretary, transfer=transfer, arrived_on=LAST, papers=make.RECEIPT, on=late)
    assert services.lapse(transfer=transfer, on=late)
    assert not services.lapse(transfer=transfer, on=late)
    transfer.refresh_from_db()
    assert transfer.state == State.EXPIRED
    with pytest.raises(RuleBreach, match="理由"):
        services.send(by=scene.home.organizer, transfer=transfer, letter_number="新号", on=late)
    transfer = services.send(
        by=scene.home.organizer, transfer=transfer, letter_number="新号", on=late, words="本人住院，无过错"
    )
    assert (transfer.letters, transfer.valid_until) == (2, late + timedelta(days=90))


def test_a_return_goes_to_who_had_it_and_can_be_put_forward_again() -> None:
    scene = make.make_scene()
    transfer = services.send_back(by=scene.target.organizer, transfer=make.sent(scene), on=make.ON, words="支部写错")
    assert (transfer.state, cases.standing(transfer.case, make.ON).turn) == (
        State.RETURNED, scene.home.township.short_name,
    )  # fmt: skip
    transfer = services.send_back(by=scene.home.organizer, transfer=transfer, on=make.ON, words="请核对")
    assert cases.standing(transfer.case, make.ON).turn == scene.home.branch.short_name
    transfer = services.resubmit(by=scene.home.secretary, transfer=transfer, on=make.ON, words="已核对")
    assert transfer.state == State.DRAFT


def test_a_refusal_leaves_the_member_where_they_are() -> None:
    scene = make.make_scene()
    transfer = services.refuse(by=scene.home.organizer, transfer=make.started(scene), on=make.ON, words="有未了事项")
    assert transfer.state == State.REFUSED
    assert Member.objects.get(pk=scene.member.pk).organization == scene.home.branch


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 9, 21)])
def test_a_day_of_reporting_before_the_letter_or_in_the_future_is_refused(day: date) -> None:
    scene = make.make_scene()
    transfer = make.accepted(scene)
    with pytest.raises(RuleBreach, match="报到"):
        services.receive(
            by=scene.target.secretary, transfer=transfer, arrived_on=day, papers=make.RECEIPT, on=date(2026, 9, 20)
        )


def test_both_sides_see_it_and_a_third_does_not() -> None:
    scene = make.make_scene()
    transfer = make.sent(scene)
    third = make.make_side(scene.county, "青山")
    for actor, sees in (
        (scene.home.secretary, True), (scene.home.organizer, True), (scene.target.secretary, True),
        (scene.target.organizer, True), (third.secretary, False), (third.organizer, False),
    ):  # fmt: skip
        found = Transfer.objects.visible_to(actor.narrowed(Permission.TRANSFER_VIEW))
        assert found.filter(pk=transfer.pk).exists() is sees


def told() -> list[tuple[int, str]]:
    """Whom the inbox tells that it is their turn, and which step."""
    waiting = Notice.objects.waiting().select_related("announcement").order_by("id")
    return [(one.organization_id, one.announcement.line) for one in waiting]


def test_whose_turn_it_is_learns_it_and_only_that_body() -> None:
    scene = make.make_scene()
    transfer = make.started(scene)
    assert told() == [(scene.home.township.pk, "转出党委审核，开具介绍信")]
    assert not Notice.objects.filter(announcement__title__contains="王建军").exists()
    roles = Notice.objects.get().roles
    assert "township_organizer" in roles
    assert "member" not in roles
    transfer = services.send(by=scene.home.organizer, transfer=transfer, letter_number=make.LETTER, on=make.ON)
    assert [body for body, _ in told()] == [scene.target.township.pk]
    transfer = services.send_back(by=scene.target.organizer, transfer=transfer, on=make.ON, words="介绍信有误")
    assert [body for body, _ in told()] == [scene.home.township.pk]
    services.withdraw(by=scene.home.secretary, transfer=transfer, on=make.ON, words="不转了")
    assert told() == []


def test_a_letter_that_lapses_brings_the_turn_back() -> None:
    scene = make.make_scene()
    transfer = make.sent(scene)
    assert services.lapse(transfer=transfer, on=LAST + timedelta(days=1))
    assert [body for body, _ in told()] == [scene.home.township.pk]
