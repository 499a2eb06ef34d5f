"""Enrolled, corrected, left: what stands, what is remembered, what is refused."""

from datetime import date

import pytest

from dangjian.access.models import AuditRow
from dangjian.access.secrets import blind_index
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Leaving, Member, Spell, Standing
from dangjian.affairs.members.services import correct_record, enroll, leave
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people import entries, holdings
from dangjian.affairs.people.models import Entry, Person, Source
from dangjian.affairs.people.rules import check_digit
from dangjian.affairs.posts.tests import make
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
TODAY = make.TODAY


def number(day: str = "19800101", turn: str = "001") -> str:
    stem = f"990127{day}{turn}"
    return stem + check_digit(stem)


@pytest.fixture
def branch() -> Organization:
    return make.make_body("东河村党支部", parent=make.make_township(make.make_county()))


@pytest.fixture
def secretary(branch: Organization) -> Account:
    return make.make_holder(branch, Role.SECRETARY)


def enrolled(branch: Organization, secretary: Account, **facts: object) -> Member:
    return enroll(
        by=make.actor_of(secretary),
        organization=branch,
        name="王建军",
        category=Category.FULL,
        source=Source.TYPED,
        on=TODAY,
        facts={"joined_on": "2001-07-01", "confirmed_on": "2002-07-01", **facts},
    )


def corrected(person: Person, secretary: Account, on: date = TODAY, **changes: object) -> Entry:
    return correct_record(
        by=make.actor_of(secretary), person=person, changes=changes, source=Source.TYPED, on=on, words="核对"
    )


def spells(member: Member) -> list[tuple[date | None, date | None, str, str]]:
    rows = Spell.objects.filter(member=member, superseded_at=None).order_by("during")
    return [(row.during.lower, row.during.upper, row.organization.name, row.category) for row in rows]


def test_enrolled_with_sealed_numbers_and_a_memory(branch: Organization, secretary: Account) -> None:
    member = enrolled(branch, secretary, id_number=number(), phone="154 1234 5678", ethnicity="汉", education="大专")
    person = Person.objects.get(pk=member.person_id)
    assert person.unsealed("id_number") == number()
    assert bytes(person.id_index or b"") == blind_index("id_number", number())
    assert bytes(person.phone_index or b"") == blind_index("phone", "15412345678")
    assert (person.ethnicity, person.education, person.sex, person.born_on) == ("01", "30", "1", date(1980, 1, 1))
    assert (person.initials, person.sort_key) == ("wjj", "wang jian jun")
    assert spells(member) == [(TODAY, None, branch.name, Category.FULL)]
    entry = Entry.objects.get(person=person)
    assert {"name", "organization", "id_number", "sex", "born_on", "joined_on"} <= set(entry.fields)
    row = AuditRow.objects.get(action="person.enroll")
    assert number() not in row.words
    assert row.subject == str(person.public_id)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"id_number": "990127198001010012"}, "公民身份证号没有改"),
        ({"id_number": number(), "born_on": date(1981, 1, 1)}, "不一致"),
        ({"joined_on": date(2030, 1, 1)}, "今天之后"),
        ({"ethnicity": "火星"}, "民族没有改"),
        ({"seniority_correction": "多"}, "党龄校正值"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    branch: Organization, secretary: Account, facts: dict[str, object], words: str
) -> None:
    with pytest.raises(RuleBreach, match=words):
        enrolled(branch, secretary, **facts)
    assert not Member.objects.exists()
    assert not Entry.objects.exists()


def test_no_one_is_enrolled_where_there_is_no_branch(branch: Organization, secretary: Account) -> None:
    closed = make.make_body("已撤销党支部", parent=branch.parent, closed_on=date(2026, 1, 1))
    for body in (branch.parent, closed):
        assert body
        with pytest.raises(RuleBreach, match="不是现有的党支部"):
            enrolled(body, secretary)


def test_a_correction_remembers_what_stood_there(branch: Organization, secretary: Account) -> None:
    member = enrolled(branch, secretary, id_number=number(), residence="清源县石桥镇")
    new = number("19810203")
    entry = corrected(member.person, secretary, id_number=new, name="王建君", residence="清源县石桥镇")
    person = Person.objects.get(pk=member.person_id)
    assert (person.name, person.sort_key, person.born_on) == ("王建君", "wang jian jun", date(1981, 2, 3))
    assert person.unsealed("id_number") == new
    assert sorted(entry.fields) == ["born_on", "id_number", "name"]
    stored = Entry.objects.get(pk=entry.pk)
    assert entries.before(stored) == {"id_number": number(), "name": "王建军", "born_on": "1980-01-01"}
    assert number().encode() not in bytes(stored.before or b"")
    assert AuditRow.objects.filter(action="person.correct").count() == 1


def test_nothing_new_is_said_and_not_written(branch: Organization, secretary: Account) -> None:
    member = enrolled(branch, secretary, phone="15412345678")
    with pytest.raises(RuleBreach, match="与现有记载相同"):
        corrected(member.person, secretary, phone="154-1234-5678", name="王建军")
    assert Entry.objects.count() == 1


def test_a_field_that_is_none_is_an_error_of_the_program(branch: Organization, secretary: Account) -> None:
    with pytest.raises(LookupError):
        corrected(enrolled(branch, secretary).person, secretary, org_path="")


def test_an_old_contradiction_does_not_bar_another_correction(branch: Organization, secretary: Account) -> None:
    member = make.make_member(branch, category=Category.APPLICANT)  # With a joining day that no applicant has.
    corrected(member.person, secretary, residence="清源县石桥镇东河村")
    with pytest.raises(RuleBreach, match="早于"):
        corrected(member.person, secretary, confirmed_on=date(2001, 6, 30))


def test_a_change_of_branch_moves_place_spell_and_rights(branch: Organization, secretary: Account) -> None:
    member = make.make_member(branch)
    account = make.make_account(member.person)
    other = make.make_body("西河村党支部", parent=branch.parent)
    corrected(member.person, secretary, organization=other, category=Category.PROBATIONARY, confirmed_on=None)
    person = Person.objects.get(pk=member.person_id)
    assert (person.organization_id, person.org_path) == (other.pk, other.path)
    assert spells(member) == [
        (date(2001, 7, 1), TODAY, branch.name, Category.FULL),
        (TODAY, None, other.name, Category.PROBATIONARY),
    ]
    assert Spell.objects.filter(member=member).count() == 3  # The superseded one is still there.
    account.refresh_from_db()
    assert (account.epoch, account.org_path) == (2, other.path)
    assert [post.organization_id for post in make.actor_of(account).posts] == [other.pk]


def test_a_correction_of_the_same_day_replaces_the_spell(branch: Organization, secretary: Account) -> None:
    member = enrolled(branch, secretary)
    corrected(member.person, secretary, standing=Standing.SUSPENDED)
    assert spells(member) == [(TODAY, None, branch.name, Category.FULL)]
    assert Spell.objects.held_on(TODAY).get(member=member).standing == Standing.SUSPENDED


def test_a_closed_branch_takes_no_one(branch: Organization, secretary: Account) -> None:
    member = make.make_member(branch)
    closed = make.make_body("已撤销党支部", parent=branch.parent, closed_on=date(2026, 1, 1))
    with pytest.raises(RuleBreach, match="已撤销"):
        corrected(member.person, secretary, organization=closed)


def test_who_is_on_no_roll_has_no_membership_to_correct(branch: Organization, secretary: Account) -> None:
    person = make.make_person(branch, "周明远")
    corrected(person, secretary, phone="15400000001")
    with pytest.raises(RuleBreach, match="没有列入党员名册"):
        corrected(person, secretary, joined_on=date(2001, 7, 1))


def test_who_left_is_counted_until_the_day_and_keeps_the_record(branch: Organization, secretary: Account) -> None:
    member = make.make_member(branch)
    account = make.make_account(member.person)
    leave(by=make.actor_of(secretary), member=member, reason=Leaving.DIED, on=TODAY, source=Source.TYPED)
    assert spells(member) == [(date(2001, 7, 1), TODAY, branch.name, Category.FULL)]
    assert not Member.objects.current().filter(pk=member.pk).exists()
    account.refresh_from_db()
    assert make.actor_of(account).posts == ()
    with pytest.raises(RuleBreach, match="已不在名册"):
        leave(by=make.actor_of(secretary), member=member, reason=Leaving.DIED, on=TODAY, source=Source.TYPED)


def test_the_latest_entry_is_the_source_of_a_field(branch: Organization, secretary: Account) -> None:
    member = enrolled(branch, secretary, phone="15412345678")
    entry = corrected(member.person, secretary, phone="15412345679")
    sources = entries.latest_sources(member.person)
    assert sources["phone"] == entry
    assert sources["name"] != entry
    assert holdings.happenings(member.person) is not None
