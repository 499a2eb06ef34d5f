"""Officers at the same proposal at once: one is heard, the others are told, nothing is lost or doubled."""

from collections.abc import Callable

import pytest

from dangjian.access.actors import Actor
from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import make_county, make_holder
from dangjian.programme.directives.models import Change, Proposal, Verdict
from dangjian.programme.directives.rules.stamps import stamp_of
from dangjian.programme.directives.services import confirm, drop, merge, split, take_back
from dangjian.programme.directives.services.changing import before, keep
from dangjian.programme.directives.tests.make import editor, make_directive, proposals
from dangjian.rulebook.breach import RuleBreach
from tests.trust.races import together

HANDS = 12
pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def county() -> Organization:
    return make_county()


@pytest.fixture
def officers(county: Organization) -> list[Actor]:
    return [editor(make_holder(county, Role.COUNTY_OFFICER, f"干部{n}")) for n in range(HANDS)]


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except RuleBreach:
        return "refused"
    return "done"


def test_one_verdict_is_heard(county: Organization, officers: list[Actor]) -> None:
    row = proposals(make_directive(county, officers[0]))[2]
    seen, cut = stamp_of(row), row.start + 15
    acts: list[Callable[[Actor], object]] = [
        lambda by: confirm(proposal=row, seen=seen, by=by),
        lambda by: drop(proposal=row, seen=seen, by=by),
        lambda by: split(proposal=row, seen=seen, at=cut, by=by),
        lambda by: merge(proposal=row, seen=seen, by=by),
    ]
    results = together(HANDS, lambda n: outcome(lambda: acts[n % len(acts)](officers[n])))
    assert results.count("done") == 1
    assert Change.objects.count() == 1


def test_without_the_lock_more_than_one_is_heard(county: Organization, officers: list[Actor]) -> None:
    row = proposals(make_directive(county, officers[0]))[2]
    seen, looked = stamp_of(row), TwoHaveLooked()

    def naive(by: Actor) -> None:
        found = Proposal.objects.select_related("directive").get(pk=row.pk)
        if stamp_of(found) != seen:
            raise RuleBreach("stale")
        looked.wait()
        was = before(found)
        found.verdict = Verdict.CONFIRMED
        found.save(update_fields=["verdict"])
        keep(directive=found.directive, action="x", words="x", before=was, touched=[found], by=by)

    results = together(HANDS, lambda n: outcome(lambda: naive(officers[n])))
    assert results.count("done") > 1


def test_one_undo_takes_back_one_change(county: Organization, officers: list[Actor]) -> None:
    directive, by = make_directive(county, officers[0]), officers[0]
    for row in proposals(directive)[:2]:
        confirm(proposal=row, seen=stamp_of(row), by=by)
    results = together(6, lambda _: outcome(lambda: take_back(directive=directive, by=by)))
    assert results.count("done") == 2
    assert [row.verdict for row in proposals(directive)] == [Verdict.PENDING] * 4
