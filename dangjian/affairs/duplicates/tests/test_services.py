"""Found, searched, merged, parted: what each side learns, and that both come back exactly."""

from datetime import date, timedelta

import pytest
from django.core import serializers

from dangjian.access.models import AuditRow, StoredFile
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.duplicates import finding, services, snapshots
from dangjian.affairs.duplicates.models import Case, Kind, Lookup, Merger, Sought, State
from dangjian.affairs.members.models import Category, Member, Spell
from dangjian.affairs.members.services import correct_record, enroll
from dangjian.affairs.members.tests import scene
from dangjian.affairs.members.tests.scene import NUMBER, PHONE, Scene, make_scene
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.holdings import sections
from dangjian.affairs.people.models import Entry, Person, Source
from dangjian.affairs.posts.tests import make
from dangjian.affairs.standing import services as standing
from dangjian.affairs.standing.models import Kind as Ground
from dangjian.affairs.transfers import services as transfers
from dangjian.affairs.transfers.models import Reason
from dangjian.procedures.cases.models import Case as Procedure
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
TODAY = make.TODAY


@pytest.fixture
def county() -> Scene:
    return make_scene()


def twin(county: Scene, body: Organization, **facts: object) -> Member:
    return enroll(
        by=make.actor_of(county.organizer), organization=body, name="王建君", category=Category.PROBATIONARY,
        source=Source.TYPED, on=TODAY, facts={"id_number": NUMBER, **facts},
    )  # fmt: skip


def test_the_same_number_is_a_case_and_no_bar(county: Scene) -> None:
    other = twin(county, county.other)
    case = Case.objects.get()
    assert (case.kind, case.state, case.org_path) == (Kind.NUMBER, State.OPEN, county.township.path)
    assert set(case.sides.values_list("person_id", flat=True)) == {county.person.pk, other.person_id}
    assert finding.find(TODAY) == 0
    shown = [held.value for section in sections(county.person, TODAY) for held in section.facts]
    assert case.number in shown
    assert "西河村" not in "".join(shown)


def test_at_night_names_with_births_are_likely(county: Scene) -> None:
    enroll(
        by=make.actor_of(county.organizer), organization=county.other, name="王建军", category=Category.APPLICANT,
        source=Source.TYPED, on=TODAY, facts={"born_on": date(1975, 3, 12)},
    )  # fmt: skip
    assert finding.find(TODAY) == 1
    case = Case.objects.get()
    assert case.kind == Kind.LIKELY
    services.distinguish(by=make.actor_of(county.organizer), case=case, words="查了原件，不是同一人", on=TODAY)
    assert finding.find(TODAY) == 0


def looked_up(account: Account, kind: Sought = Sought.ID_NUMBER, text: str = NUMBER) -> Lookup:
    actor = make.actor_of(account).narrowed(Permission.PERSON_SEARCH)
    return services.look_up(by=actor, kind=kind, text=text, on=TODAY)


def test_a_search_finds_in_scope_and_tells_nothing_else(county: Scene) -> None:
    mine = looked_up(county.secretary)
    assert list(mine.found.all()) == [county.person]
    assert mine.case is None
    assert list(looked_up(county.secretary, Sought.PHONE, "+86 " + PHONE).found.all()) == [county.person]
    foreign = looked_up(county.stranger)
    assert list(foreign.found.all()) == []
    assert foreign.case
    assert foreign.case.org_path == county.township.path
    nobody = looked_up(county.stranger, text=scene.number("19880808"))
    assert (list(nobody.found.all()), nobody.case) == ([], None)
    assert Case.objects.count() == 1
    rows = AuditRow.objects.filter(action="person.search")
    assert rows.count() == 4
    assert not [row for row in AuditRow.objects.all() if NUMBER in row.words or PHONE in row.words]


def test_a_search_takes_whole_numbers_and_ends_with_the_day(county: Scene) -> None:
    with pytest.raises(RuleBreach, match="没有查"):
        looked_up(county.secretary, text=NUMBER[:17])
    for _ in range(30):
        looked_up(county.secretary)
    with pytest.raises(RuleBreach, match="今天已查 30 次") as refused:
        looked_up(county.secretary)
    assert "平台约定" in str(refused.value)
    assert Lookup.objects.count() == 30


def merged(county: Scene, other: Member, *taken: str, by: Account | None = None) -> Merger:
    return services.merge(
        by=make.actor_of(by or county.organizer), case=Case.objects.get(), kept=county.person, dropped=other.person,
        taken=taken, on=TODAY,
    )  # fmt: skip


def whole(person: Person) -> str:
    """What a record and everything that hangs on it is, history of the register apart."""
    rows = [row for row in snapshots.everything(person) if not isinstance(row, Entry | Account)]
    return str(serializers.serialize("json", rows))


def test_a_merge_brings_everything_under_one_record(county: Scene) -> None:
    other = twin(county, county.other, residence="清源县云岭镇", phone="15400000009")
    account = make.make_account(other.person)
    post = make.appoint(other.person, county.other, Role.BRANCH_CLERK)
    merged(county, other, "residence", "phone", "nonsense", "organization")
    person = Person.objects.get(pk=county.person.pk)
    assert (person.residence, person.unsealed("phone"), person.unsealed("id_number")) == (
        "清源县云岭镇", "15400000009", NUMBER,
    )  # fmt: skip
    assert (person.name, person.organization_id) == ("王建军", county.branch.pk)
    account.refresh_from_db()
    post.refresh_from_db()
    assert (account.person_id, post.person_id) == (person.pk, person.pk)
    assert (account.county_id, account.org_path) == (county.branch.county_id, county.branch.path)
    assert Member.objects.filter(person__in=(person, other.person)).count() == 1
    assert [spell.organization for spell in Spell.objects.held_on(TODAY).filter(member__person=person)] == [
        county.branch
    ]
    gone = Person.objects.get(pk=other.person_id)
    assert (gone.merged_into_id, gone.id_number, gone.id_index, gone.residence) == (person.pk, None, None, "")
    seen = Person.objects.visible_to(make.actor_of(county.organizer).narrowed(Permission.MEMBER_VIEW))
    assert gone not in seen
    assert Case.objects.get().state == State.MERGED
    assert AuditRow.objects.get(action="duplicate.merge").count == 2
    assert finding.find(TODAY) == 0


def test_the_sign_in_goes_along_where_only_the_other_record_is_on_a_roll(county: Scene) -> None:
    other = twin(county, county.other)
    account = make.make_account(county.person)
    Spell.objects.filter(member__person=county.person).delete()
    Member.objects.filter(person=county.person).delete()
    merged(county, other)
    account.refresh_from_db()
    assert (account.person_id, account.org_path) == (county.person.pk, county.other.path)


def test_undo_brings_both_back_exactly(county: Scene) -> None:
    other = twin(county, county.other, residence="清源县云岭镇", phone="15400000009")
    account, mine = make.make_account(other.person), make.make_account(county.person)
    make.appoint(other.person, county.other, Role.BRANCH_CLERK)
    stood = whole(county.person), whole(other.person)
    merger = merged(county, other, "residence", "phone", "education")
    assert (whole(county.person), whole(other.person)) != stood
    account.refresh_from_db()
    assert (account.is_active, account.person_id) == (False, other.person_id)  # Both had a sign-in: one opens no more.
    Account.objects.filter(pk=mine.pk).update(last_login="2026-11-21T08:00+08:00", password="new")  # noqa: S106
    services.undo(by=make.actor_of(county.organizer), merger=merger, on=TODAY + timedelta(days=29))
    assert (whole(county.person), whole(other.person)) == stood
    account.refresh_from_db()
    mine.refresh_from_db()
    assert (account.is_active, mine.password) == (True, "new")
    assert Person.objects.get(pk=other.person_id).unsealed("phone") == "15400000009"
    assert Case.objects.get().state == State.OPEN
    with pytest.raises(RuleBreach, match="已经撤销"):
        services.undo(by=make.actor_of(county.organizer), merger=merger, on=TODAY)


def test_undo_is_refused_with_the_list_of_what_changed(county: Scene) -> None:
    other = twin(county, county.other)
    merger = merged(county, other)
    make.appoint(county.person, county.branch, Role.BRANCH_CLERK)
    correct_record(
        by=make.actor_of(county.secretary), person=county.person, changes={"education": "本科"}, source=Source.TYPED,
        on=TODAY,
    )  # fmt: skip
    with pytest.raises(RuleBreach, match="人员、任职、档案记载") as refused:
        services.undo(by=make.actor_of(county.organizer), merger=merger, on=TODAY)
    assert "没有撤销" in str(refused.value)
    assert Person.objects.get(pk=county.person.pk).education == "20"


def test_the_snapshot_is_sealed_and_goes_after_thirty_days(county: Scene, settings: object) -> None:
    merger = merged(county, twin(county, county.other))
    file = StoredFile.objects.get(owner=snapshots.owner_of(merger))
    assert (file.is_sealed, file.expires_on) == (True, TODAY + timedelta(days=30))
    kept = settings.DATA_FOLDER / "files" / file.digest[:2] / file.digest  # type: ignore[attr-defined]
    assert "王建军".encode() not in kept.read_bytes()
    assert b"people.person" not in kept.read_bytes()
    with pytest.raises(RuleBreach, match="已过可以撤销的天数"):
        services.undo(by=make.actor_of(county.organizer), merger=merger, on=TODAY + timedelta(days=30))


def test_who_may_not_merge(county: Scene) -> None:
    outside = make.make_township(county.county, "中共云岭镇委员会")
    far = make.make_body("岭上村党支部", parent=outside)
    other = twin(county, far)
    case = Case.objects.get()
    assert case.org_path == county.county.path
    with pytest.raises(RuleBreach, match="不在您的职务范围内"):
        merged(county, other)
    merger = merged(county, other, by=county.officer)
    with pytest.raises(RuleBreach, match="已经办结"):
        merged(county, other, by=county.officer)
    assert merger.org_path == county.county.path


def test_no_one_merges_their_own_record(county: Scene) -> None:
    other = twin(county, county.other)
    make.appoint(other.person, county.township, Role.TOWNSHIP_ORGANIZER)
    with pytest.raises(RuleBreach, match="自己的档案"):
        merged(county, other, by=make.make_account(other.person))


def test_everything_that_points_at_a_person_is_found() -> None:
    """Control: the tables named here are known to point at people; discovery must see at least these."""
    found = {one.model._meta.label_lower for one in snapshots.pointing_at(Person)}
    assert {"posts.appointment", "accounts.account", "members.member", "people.entry"} <= found
    assert "members.spell" in {one.model._meta.label_lower for one in snapshots.pointing_at(Member)}


def test_a_case_about_someone_is_about_the_record_that_stays(county: Scene) -> None:
    """Who was merged still never acts in their own matter, and cannot be transferred while it is open."""
    other = twin(county, county.other)
    by = make.actor_of(county.stranger).narrowed(Permission.STANDING_EDIT)
    standing.open_matter(by=by, person=other.person, kind=Ground.LOST, since=TODAY, on=TODAY)
    merged(county, other)
    assert Procedure.objects.get().person_id == county.person.pk
    with pytest.raises(RuleBreach, match="在办，没有提出"):
        transfers.start(
            by=make.actor_of(county.secretary), person=county.person, to_body=county.other, reason=Reason.WORK, on=TODAY
        )
