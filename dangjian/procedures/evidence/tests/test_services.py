"""What took place: lodged once, changed with its record, withdrawn; a record handed in for a matter."""

from collections.abc import Collection, Iterator
from datetime import date

import pytest

from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import TODAY, actor_of, make_body, make_county, make_holder
from dangjian.procedures.evidence import doors, queries
from dangjian.procedures.evidence.kinds import CHOICES, LABELS, Kind
from dangjian.procedures.evidence.models import Evidence
from dangjian.procedures.evidence.services import count, withdraw
from dangjian.procedures.evidence.tests.make import NOON, SOURCE, make_evidence
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 5)


@pytest.fixture
def branch() -> Organization:
    return make_body("东河村党支部", parent=make_county())


@pytest.fixture
def by(branch: Organization) -> Actor:
    return actor_of(make_holder(branch, Role.SECRETARY))


@pytest.fixture
def told() -> Iterator[list[tuple[int, list[int]]]]:
    heard: list[tuple[int, list[int]]] = []

    def listen(county_id: int, ids: Collection[int]) -> None:
        heard.append((county_id, list(ids)))

    doors.on_change(listen)
    yield heard
    doors._listeners.remove(listen)  # noqa: SLF001  # the test takes back what it registered


def stands() -> list[tuple[str, date, int | None]]:
    rows = Evidence.objects.standing().order_by("kind", "person_id")
    return [(row.kind, row.held_on, row.person_id) for row in rows]


def test_a_record_is_evidence_of_several_kinds(
    branch: Organization, by: Actor, told: list[tuple[int, list[int]]]
) -> None:
    make_evidence(by, branch, Kind.THEME_DAY, Kind.LECTURE, on=ON, people=[(Kind.LECTURE, by.person_id)])
    assert stands() == [("lecture", ON, by.person_id), ("lecture", ON, None), ("theme_day", ON, None)]
    assert told == [(branch.county_id, [branch.pk])]
    (row,) = AuditRow.objects.filter(action="evidence.lodge")
    assert (row.subject, row.organization_id) == (SOURCE, branch.pk)
    assert [row.kind for row in queries.standing(SOURCE)] == ["lecture", "lecture", "theme_day"]


def test_repeating_it_changes_and_says_nothing(
    branch: Organization, by: Actor, told: list[tuple[int, list[int]]]
) -> None:
    first = make_evidence(by, branch, Kind.THEME_DAY, on=ON)
    again = make_evidence(by, branch, Kind.THEME_DAY, on=ON)
    assert [row.pk for row in first] == [row.pk for row in again]
    assert len(told) == AuditRow.objects.filter(action="evidence.lodge").count() == 1


def test_the_set_given_is_the_set_that_stands(branch: Organization, by: Actor) -> None:
    make_evidence(by, branch, Kind.THEME_DAY, Kind.CONGRESS, on=ON)
    make_evidence(by, branch, Kind.THEME_DAY, Kind.LECTURE, on=date(2026, 11, 6))
    assert stands() == [("lecture", date(2026, 11, 6), None), ("theme_day", date(2026, 11, 6), None)]
    make_evidence(by, branch, Kind.CONGRESS, on=ON)
    assert stands() == [("congress", ON, None)]
    assert Evidence.objects.count() == 3


def test_a_record_that_changes_its_body_leaves_the_old_one(
    branch: Organization, by: Actor, told: list[tuple[int, list[int]]]
) -> None:
    make_evidence(by, branch, Kind.THEME_DAY, on=ON)
    other = make_body("西山村党支部", parent=branch.parent)
    make_evidence(by, other, Kind.THEME_DAY, on=ON)
    assert [row.organization_id for row in Evidence.objects.standing()] == [other.pk]
    assert told[-1] == (branch.county_id, sorted([branch.pk, other.pk]))


def test_a_person_of_what_did_not_take_place_is_refused(branch: Organization, by: Actor) -> None:
    with pytest.raises(ValueError, match="did not take place"):
        make_evidence(by, branch, Kind.THEME_DAY, on=ON, people=[(Kind.LECTURE, by.person_id)])


def test_what_is_withdrawn_stays_as_a_row(branch: Organization, by: Actor, told: list[tuple[int, list[int]]]) -> None:
    make_evidence(by, branch, Kind.THEME_DAY, on=ON)
    assert withdraw(by=by, source=SOURCE, at=NOON) == 1
    assert withdraw(by=by, source=SOURCE, at=NOON) == 0
    assert stands() == []
    assert Evidence.objects.get().withdrawn_at == NOON
    assert len(told) == 2
    assert AuditRow.objects.filter(action="evidence.withdraw").count() == 1


def test_a_record_goes_to_who_takes_the_matter(by: Actor, branch: Organization) -> None:
    taken: list[tuple[str, doors.Record, date]] = []
    doors.take("test.matter", lambda _by, key, record, on: taken.append((key, record, on)))
    doors.provide_matters(_two_matters)
    try:
        assert [matter.key for matter in queries.matters(by, branch, TODAY)] == ["test.matter:1", "test.matter:2"]
        count(by=by, key="test.matter:1", source=SOURCE, title="题", address="/m/1/", words="已开展", on=TODAY)
    finally:
        doors._handlers.pop("test.matter")  # noqa: SLF001  # the test takes back what it registered
        doors._providers.remove(_two_matters)  # noqa: SLF001
    assert taken == [("test.matter:1", doors.Record(SOURCE, "题", "/m/1/", "已开展"), TODAY)]


def _two_matters(_by: Actor, _body: doors.Body, _on: date) -> list[doors.Matter]:
    return [doors.Matter("test.matter:2", "后", ""), doors.Matter("test.matter:1", "先", "", TODAY)]


def test_a_matter_that_nobody_takes_is_refused_in_words(by: Actor) -> None:
    with pytest.raises(RuleBreach, match="找不到要核销的事项"):
        count(by=by, key="nobody.matter:1", source=SOURCE, title="题", address="/m/1/", words="已开展", on=TODAY)


def test_every_kind_has_its_word() -> None:
    assert set(LABELS) == set(Kind)
    assert len({label for _, label in CHOICES}) == len(Kind)
    assert Kind.THEME_DAY.label == "主题党日"
