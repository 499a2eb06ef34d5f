"""Guessing numbers by roster: what is told of people elsewhere counts among the searches of a day."""

import pytest

from dangjian.access.secrets import blind_index
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.duplicates.models import Lookup, Sought
from dangjian.affairs.duplicates.services.searching import limit_of
from dangjian.affairs.imports.kinds.people.known import Known
from dangjian.affairs.imports.models import Finding, Import, Level
from dangjian.affairs.imports.tests import make
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.tests import make as posts
from dangjian.foundation.time import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def guesses(stranger: Account, branch: Organization) -> list[list[object]]:
    """Three rows whose numbers stand in another township, then one whose number stands nowhere."""
    other = Organization.objects.get(pk=posts.actor_of(stranger).posts[0].organization_id)
    away = posts.make_body("云岭村党支部", parent=other)
    rows = [make.row(n, f"王建{n}", branch.name) for n in range(1, 5)]
    for n in range(1, 4):
        member = posts.make_member(away, f"王建{n}")
        index = blind_index("id_number", make.id_number(serial=n * 2 + 1))
        Person.objects.filter(pk=member.person_id).update(id_index=index)
    return rows


def use_up(account: Account, leaving: int) -> None:
    """Let the account have searched today until so many searches are left."""
    place = {"county_id": account.county_id, "org_path": account.org_path}
    for _ in range(limit_of(account.county_id, today()) - leaving):
        Lookup.objects.create(account_id=account.pk, kind=Sought.PHONE, on=today(), **place)


def told(source: Import) -> list[str]:
    """The fault of each row, in the order of the rows; the number of a case stands for itself."""
    rows = Finding.objects.filter(source=source, level=Level.ERROR).order_by("row")
    return ["核查编号" if "核查编号" in one.words else one.words for one in rows]


def bring(account: Account, township: Organization, rows: list[list[object]]) -> Import:
    return make.bring(posts.actor_of(account), township, make.workbook(rows))


def test_beyond_the_searches_of_a_day_elsewhere_and_nowhere_are_answered_alike(
    organizer: Account, township: Organization, guesses: list[list[object]]
) -> None:
    use_up(organizer, leaving=2)
    first, second, third, fourth = told(bring(organizer, township, guesses))
    assert (first, second) == ("核查编号", "核查编号")
    assert third == fourth
    assert "次数上限" in third
    again = told(bring(organizer, township, guesses[2:]))
    assert again == [third, third]


def test_the_same_number_counts_once_a_day_and_a_clean_roster_not_at_all(
    organizer: Account, township: Organization, guesses: list[list[object]]
) -> None:
    for _ in range(2):
        assert told(bring(organizer, township, guesses)) == ["核查编号"] * 3
    assert Lookup.objects.filter(account_id=organizer.pk, on=today()).count() == 3
    assert bring(organizer, township, guesses[3:]).new == 1
    assert Lookup.objects.filter(account_id=organizer.pk, on=today()).count() == 3


def test_the_control_without_a_budget_the_answers_differ(
    organizer: Account, township: Organization, guesses: list[list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    free = property(lambda _: None, lambda _, __: None)
    monkeypatch.setattr(Known, "budget", free, raising=False)
    use_up(organizer, leaving=0)
    assert told(bring(organizer, township, guesses)) == ["核查编号"] * 3  # The fourth comes in: so the three are known.
