"""What comes into the books and goes out of them; what the database refuses, whoever asks."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access.models import AuditRow
from dangjian.affairs.dues import services
from dangjian.affairs.dues.models import Book, Custom, Entry, Every, Kind, PaidMonth, Shelf
from dangjian.affairs.dues.queries import roll
from dangjian.affairs.dues.record import boxes, parse_roll
from dangjian.affairs.dues.services import Payment
from dangjian.affairs.dues.tests.make import (
    NOVEMBER,
    OCTOBER,
    TODAY,
    Scene,
    assess,
    balance,
    make_scene,
    pay,
    replayed,
)
from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.mobility.models import Direction, Reason, Stay
from dangjian.affairs.people.models import Source
from dangjian.affairs.posts.tests import make as posts
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
SINCE_SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def scene() -> Scene:
    made = make_scene()
    assess(made, since=SINCE_SEPTEMBER)
    return made


def all_books_are_right() -> None:
    held = dict(Book.objects.values_list("pk", "balance"))
    assert held == replayed()
    assert sum(held.values()) == 0


def test_the_roll_is_prefilled_with_what_is_owed(scene: Scene) -> None:
    first, second, third = scene.members
    pay(scene, first, SINCE_SEPTEMBER, OCTOBER, NOVEMBER)
    pay(scene, second, SINCE_SEPTEMBER)
    found = roll(scene.home, TODAY)
    rows = {row.person.pk: row for row in found.rows}
    assert rows[first.person_id].standing == "已交清"
    assert [choice.words for choice in rows[second.person_id].choices] == [
        "2026年10月　1.00 元", "2026年10月至11月　2.00 元",
    ]  # fmt: skip
    full = rows[third.person_id].full
    assert full
    assert full.cents == 300
    assert (found.total_words, found.unset) == ("5.00", 0)


def test_paid_is_written_once_however_often_it_is_sent(scene: Scene) -> None:
    member = scene.members[0]
    made = pay(scene, member, OCTOBER, NOVEMBER)
    assert [entry.amount for entry in made] == [100, 100]
    assert pay(scene, member, OCTOBER, NOVEMBER) == ()
    again = services.collect(
        by=scene.by, organization=scene.home, paid_on=TODAY, rows=[Payment(member.person_id, (NOVEMBER,))], source="b:2"
    )
    assert again.entries == ()
    assert again.already == ("王建军02026年11月",)
    assert (balance(scene.home), balance(scene.home, Shelf.MEMBERS)) == (200, -200)
    assert AuditRow.objects.filter(action="dues.collect").count() == 1
    all_books_are_right()


def test_undone_by_another_row_and_not_done_again_by_the_same_act(scene: Scene) -> None:
    member = scene.members[0]
    (entry,) = pay(scene, member, NOVEMBER)
    undone = services.reverse(by=scene.by, entry=entry, on=TODAY, words="点错了人", source="r:1")
    assert services.reverse(by=scene.by, entry=entry, on=TODAY, words="点错了人", source="r:1") == undone
    with pytest.raises(RuleBreach, match="已经冲正过"):
        services.reverse(by=scene.by, entry=entry, on=TODAY, words="点错了人", source="r:2")
    assert balance(scene.home) == 0
    assert not PaidMonth.objects.exists()
    assert pay(scene, member, NOVEMBER) == ()  # The record of that evening is sent again.
    assert len(pay(scene, member, NOVEMBER, source="dues.roll:2")) == 1
    with pytest.raises(RuleBreach, match="写明原因"):
        services.reverse(by=scene.by, entry=entry, on=TODAY, words=" ", source="r:3")
    all_books_are_right()


def test_up_from_the_branch_to_the_county(scene: Scene) -> None:
    pay(scene, scene.members[0], OCTOBER, NOVEMBER)
    with pytest.raises(RuleBreach, match=r"只有 2\.00 元，不够 2\.01 元"):
        services.hand_up(by=scene.by, organization=scene.home, cents=201, on=TODAY, source="h:0")
    handed = services.hand_up(by=scene.by, organization=scene.home, cents=150, on=TODAY, source="h:1")
    assert services.hand_up(by=scene.by, organization=scene.home, cents=150, on=TODAY, source="h:1") == handed
    assert (balance(scene.home), balance(scene.home, Shelf.TRANSIT), balance(scene.township)) == (50, 150, 0)
    got = services.confirm(by=scene.above, entry=handed, on=TODAY, source="c:1")
    assert services.confirm(by=scene.above, entry=handed, on=TODAY, source="c:2") == got
    assert (balance(scene.home, Shelf.TRANSIT), balance(scene.township)) == (0, 150)
    with pytest.raises(RuleBreach, match="已确认收到"):
        services.reverse(by=scene.by, entry=handed, on=TODAY, words="想退", source="r:1")
    up = services.hand_up(by=scene.above, organization=scene.township, cents=150, on=TODAY, source="h:2")
    services.confirm(by=posts.actor_of(scene.officer), entry=up, on=TODAY, source="c:3")
    services.send_out(by=posts.actor_of(scene.officer), organization=scene.county, cents=100, on=TODAY, source="o:1")
    services.spend(
        by=posts.actor_of(scene.officer), organization=scene.county, cents=30, use="培训党员", on=TODAY, source="u:1"
    )
    assert balance(scene.county) == 20
    all_books_are_right()


def test_what_is_handed_up_may_be_sent_back_by_the_body_above_alone(scene: Scene) -> None:
    (entry,) = pay(scene, scene.members[0], NOVEMBER)
    handed = services.hand_up(by=scene.by, organization=scene.home, cents=100, on=TODAY, source="h:1")
    with pytest.raises(RuleBreach, match="请上级退回"):
        services.reverse(by=scene.by, entry=entry, on=TODAY, words="点错", source="r:1")
    with pytest.raises(RuleBreach, match="您的职务不在那里"):
        services.send_back(by=scene.by, entry=handed, on=TODAY, words="数不对", source="s:1")
    with pytest.raises(RuleBreach, match="您的职务不在那里"):
        services.confirm(by=scene.by, entry=handed, on=TODAY, source="c:1")
    services.send_back(by=scene.above, entry=handed, on=TODAY, words="数不对", source="s:1")
    assert balance(scene.home) == 100
    with pytest.raises(RuleBreach, match="已冲正或退回"):
        services.confirm(by=scene.above, entry=handed, on=TODAY, source="c:1")
    all_books_are_right()


def test_nobody_elses_till(scene: Scene) -> None:
    for actor in (posts.actor_of(scene.stranger), scene.above, posts.actor_of(scene.officer)):
        with pytest.raises(RuleBreach, match="您的职务不在那里"):
            services.collect(by=actor, organization=scene.home, paid_on=TODAY, rows=[], source="x:1")


def test_nothing_is_advanced_and_nothing_made_up(scene: Scene) -> None:
    member = scene.members[0]
    with pytest.raises(RuleBreach, match="不预收，也不得垫交"):
        pay(scene, member, date(2026, 12, 1))
    with pytest.raises(RuleBreach, match="没有核定"):
        pay(scene, member, date(2026, 8, 1))
    with pytest.raises(RuleBreach, match="不在石桥镇柳溪村党支部的名册上"):
        pay(scene, posts.make_member(scene.other, "赵强"), NOVEMBER)
    assert not Entry.objects.exists()


def test_what_is_older_than_six_months_needs_a_reason() -> None:
    scene = make_scene()
    assess(scene)
    member = scene.members[0]
    row = roll(scene.home, TODAY).rows[0]
    assert row.choices[0].month == date(2026, 5, 1)
    assert row.standing == "有超过6个月的，写明原因另补"
    with pytest.raises(RuleBreach, match="第十二条"):
        pay(scene, member, date(2026, 4, 1))
    made = services.collect(
        by=scene.by, organization=scene.home, paid_on=TODAY, rows=[Payment(member.person_id, (date(2026, 4, 1),))],
        source="late:1", words="住院",
    )  # fmt: skip
    assert [entry.words for entry in made.entries] == ["住院"]


def test_by_the_quarter_where_the_branch_agreed(scene: Scene) -> None:
    Custom.objects.create(
        organization=scene.home, county_id=scene.home.county_id, org_path=scene.home.path, every=Every.QUARTER,
        set_on=TODAY,
    )  # fmt: skip
    row = roll(scene.home, TODAY).payable[0]
    assert row.full
    assert row.full.words == "2026年9月至12月　4.00 元"
    assert len(pay(scene, scene.members[0], date(2026, 12, 1))) == 1


def test_the_duty_to_pay_moves_on_the_day(scene: Scene) -> None:
    member = scene.members[0]
    settle(
        by=scene.by, member=member, organization=scene.other, on=date(2026, 11, 15), source=Source.TRANSFER,
        reference="t:1",
    )  # fmt: skip
    assert member.person_id in {row.person.pk for row in roll(scene.home, date(2026, 11, 14)).rows}
    assert member.person_id not in {row.person.pk for row in roll(scene.home, date(2026, 11, 15)).rows}
    (row,) = roll(scene.other, date(2026, 11, 15)).payable
    assert row.full
    assert row.full.cents == 300


def test_an_admitted_member_pays_from_the_month_of_the_congress(scene: Scene) -> None:
    member = posts.make_member(scene.home, "新同志")
    joined = date(2026, 10, 17)
    Member.objects.filter(pk=member.pk).update(joined_on=joined)
    Spell.objects.filter(member=member).update(during=DateRange(joined, None))
    assert member.person_id not in {row.person.pk for row in roll(scene.home, date(2026, 10, 16)).rows}
    (made,) = assess(scene, member)
    assert made.since == OCTOBER
    with pytest.raises(RuleBreach, match="从支部大会通过之日起"):
        assess(scene, member, since=SINCE_SEPTEMBER)


def make_stay(member: Member, home: Scene) -> Stay:
    return Stay.objects.create(
        direction=Direction.OUT, person=member.person, name="王建军", sort_key="wangjianjun", organization=home.home,
        county_id=home.home.county_id, org_path=home.home.path, host=home.other, host_path=home.other.path,
        reason=Reason.WORK, since=date(2026, 1, 1), contact_due_on=TODAY,
    )  # fmt: skip


def test_a_member_away_may_pay_where_they_live(scene: Scene) -> None:
    member = scene.members[0]
    make_stay(member, scene)
    (guest,) = roll(scene.other, TODAY).guests
    assert guest.person == member.person
    services.collect(
        by=posts.actor_of(scene.stranger), organization=scene.other, paid_on=TODAY,
        rows=[Payment(member.person_id, (SINCE_SEPTEMBER,))], source="o:1",
    )  # fmt: skip
    assert (balance(scene.other), balance(scene.home)) == (100, 0)
    row = next(row for row in roll(scene.home, TODAY).payable if row.person == member.person)
    assert [choice.month for choice in row.choices] == [OCTOBER, NOVEMBER]
    services.collect(
        by=scene.by, organization=scene.home, paid_on=TODAY, source="h:1",
        rows=[Payment(member.person_id, (OCTOBER,), is_elsewhere=True)],
    )  # fmt: skip
    assert balance(scene.home) == 0
    assert PaidMonth.objects.filter(person=member.person).count() == 2
    with pytest.raises(RuleBreach, match="没有登记为流出"):
        services.collect(
            by=scene.by, organization=scene.home, paid_on=TODAY, source="h:2",
            rows=[Payment(scene.members[1].person_id, (OCTOBER,), is_elsewhere=True)],
        )  # fmt: skip
    all_books_are_right()


def test_the_form_of_the_roll_is_read_as_it_was_drawn(scene: Scene) -> None:
    first, second, third = (str(member.person.public_id) for member in scene.members)
    drawn = boxes(scene.home, TODAY)
    assert [box.is_choice for box in drawn.boxes] == [True, True, True]
    read = parse_roll({f"dues_{first}": "2026-10", f"dues_{second}": "paid"}, scene.home, TODAY)
    assert {one.person_id: len(one.months) for one in read.payments} == {
        scene.members[0].person_id: 2, scene.members[1].person_id: 3,
    }  # fmt: skip
    assert read.cents == 500
    assert parse_roll({"dues_all": "1"}, scene.home, TODAY).cents == 900
    assert parse_roll({f"dues_{third}": "2026-08"}, scene.home, TODAY).errors == (
        "王建军2 交到哪个月认不出来，请重选。",
    )
    assert parse_roll({f"dues_{third}": "elsewhere"}, scene.home, TODAY).errors
    assert parse_roll({}, scene.home, TODAY).payments == ()


def refused(name: str) -> "pytest.RaisesExc[DatabaseError]":
    return pytest.raises(DatabaseError, match=name)


def test_the_database_keeps_the_ledger_whoever_writes(scene: Scene) -> None:
    (entry, other) = pay(scene, scene.members[0], OCTOBER, NOVEMBER)
    services.hand_up(by=scene.by, organization=scene.home, cents=150, on=TODAY, source="h:1")
    rows, books = Entry.objects.filter(pk=entry.pk), {book.shelf: book for book in Book.objects.all()}
    for words, act in (
        ("only ever added to", lambda: rows.update(amount=1)),
        ("only ever added to", lambda: rows.update(person=None)),
        ("only ever added to", lambda: deleted(entry)),
        ("only the ledger", lambda: Book.objects.filter(pk=books[Shelf.TILL].pk).update(balance=1)),
        ("only the ledger", lambda: PaidMonth.objects.all().delete()),
        ("paid_once_a_month", lambda: again(entry, source="x:1")),
        ("paid_once_by_an_act", lambda: again(entry)),
        ("moves_something", lambda: again(entry, source="x:1", month=SINCE_SEPTEMBER, amount=-5)),
        ("its_first_day", lambda: again(entry, source="x:1", month=date(2026, 9, 2))),
        ("do not fit", lambda: again(entry, source="x:1", month=SINCE_SEPTEMBER, to_book=books[Shelf.OUTSIDE])),
        ("mirrors", lambda: mirror(entry, amount=99)),
        ("less_than_nothing", lambda: both_reversed(entry, other)),
    ):
        with refused(words), transaction.atomic():
            act()
    rows.update(org_path="zzz")  # A body that moves takes its place along.
    all_books_are_right()


def deleted(entry: Entry) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM dues_entry WHERE id = %s", [entry.pk])


def again(entry: Entry, **changes: object) -> None:
    row = Entry.objects.get(pk=entry.pk)
    row.pk, row.public_id = None, posts.make_person(row.organization).public_id
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def mirror(entry: Entry, **changes: object) -> None:
    again(
        entry, kind=Kind.REVERSAL, reverses=entry, from_book=entry.to_book, to_book=entry.from_book, source="m:1",
        **changes,
    )  # fmt: skip


def both_reversed(*entries: Entry) -> None:
    for entry in entries:
        mirror(entry)


def test_the_same_act_once_even_past_the_services(scene: Scene) -> None:
    pay(scene, scene.members[0], NOVEMBER)
    handed = services.hand_up(by=scene.by, organization=scene.home, cents=50, on=TODAY, source="h:1")
    with pytest.raises(IntegrityError, match="moved_once"), transaction.atomic():
        again(handed)
