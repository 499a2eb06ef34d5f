"""Several hands at the same members at once: one leaving stands; members who change places block nobody."""

from collections.abc import Callable

import pytest
from django.db import OperationalError

from dangjian.access.actors import Actor
from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Leaving, Member
from dangjian.affairs.members.queries.record import latest_entry
from dangjian.affairs.members.services import correct_record, leave
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Entry, Source
from dangjian.affairs.posts.tests import make
from dangjian.rulebook import RuleBreach
from tests.trust.races import together

HANDS = 12
REASONS = (Leaving.DIED, Leaving.RESIGNED, Leaving.EXPELLED)
TODAY = make.TODAY
pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def branches() -> tuple[Organization, Organization]:
    township = make.make_township(make.make_county())
    return make.make_body("东河村党支部", parent=township), make.make_body("西河村党支部", parent=township)


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except RuleBreach:
        return "refused"
    except OperationalError:
        return "deadlock"
    return "done"


def test_one_leaving_stands(branches: tuple[Organization, Organization]) -> None:
    member = make.make_member(branches[0], "王建军", Category.FULL)
    by = make.actor_of(make.make_holder(branches[0], Role.SECRETARY))

    def act(number: int) -> str:
        reason = REASONS[number % len(REASONS)]
        return outcome(lambda: leave(by=by, member=member, reason=reason, on=TODAY, source=Source.DECISION))

    results = together(HANDS, act)
    assert sorted(set(results)) == ["done", "refused"]
    assert results.count("done") == 1


def test_the_control_without_a_lock_a_second_reason_overwrites_the_first(
    branches: tuple[Organization, Organization],
) -> None:
    member = make.make_member(branches[0], "王建军", Category.FULL)
    by, looked = make.actor_of(make.make_holder(branches[0], Role.SECRETARY)), TwoHaveLooked()

    def naive(number: int) -> str:
        if not Member.objects.current().filter(pk=member.pk).exists():
            return "refused"
        looked.wait()
        changes = {"left_on": TODAY, "left_reason": REASONS[number % len(REASONS)]}
        person = member.person
        return outcome(lambda: correct_record(by=by, person=person, changes=changes, source=Source.DECISION, on=TODAY))

    assert together(HANDS, naive).count("done") > 1


def test_of_many_who_typed_on_the_same_page_one_is_taken(branches: tuple[Organization, Organization]) -> None:
    member = make.make_member(branches[0], "王建军", Category.FULL)
    by = make.actor_of(make.make_holder(branches[0], Role.SECRETARY))
    assert edited(member, by, latest_entry(member.person)) == 1
    assert Entry.objects.filter(person=member.person, source=Source.TYPED).count() == 1


def test_the_control_without_what_was_seen_each_overwrites_the_other(
    branches: tuple[Organization, Organization],
) -> None:
    member = make.make_member(branches[0], "王建军", Category.FULL)
    by = make.actor_of(make.make_holder(branches[0], Role.SECRETARY))
    assert edited(member, by, None) == HANDS


def edited(member: Member, by: Actor, seen: str | None) -> int:
    """Let many hands type another street each; return how many were told that it is saved."""

    def act(number: int) -> str:
        changes = {"residence": f"石桥镇第{number}街"}
        return outcome(
            lambda: correct_record(
                by=by, person=member.person, changes=changes, source=Source.TYPED, on=TODAY, seen=seen
            )
        )

    return together(HANDS, act).count("done")


def test_members_change_places_at_once(branches: tuple[Organization, Organization]) -> None:
    members = [make.make_member(branches[n % 2], f"王建{n}", Category.FULL) for n in range(HANDS)]
    by = make.actor_of(make.make_holder(branches[0].parent or branches[0], Role.TOWNSHIP_ORGANIZER))

    def act(number: int) -> str:
        into = branches[1 - number % 2]
        return outcome(
            lambda: settle(by=by, member=members[number], organization=into, on=TODAY, source=Source.DECISION)
        )

    assert together(HANDS, act) == ["done"] * HANDS
    found = Member.objects.filter(pk__in=[one.pk for one in members]).order_by("pk")
    assert [one.organization_id for one in found] == [branches[1 - n % 2].pk for n in range(HANDS)]
