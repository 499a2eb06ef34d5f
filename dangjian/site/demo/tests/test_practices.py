"""Matters of the demo's local procedure hold what its text asks: each could have been taken as it stands."""

from datetime import date

import pytest

from dangjian.procedures.cases.models import Case, CaseStep, Publicity, State, Vote
from dangjian.procedures.cases.queries import standings
from dangjian.procedures.cases.rules import counted
from dangjian.procedures.definitions.queries import text_of
from dangjian.procedures.votes.counts import Counts, check_counts, check_passed
from dangjian.procedures.votes.rules import Motion, line
from dangjian.site import demo
from dangjian.site.demo.practices import KEY

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def _county() -> None:
    demo.load(seed=1, today=TODAY, size=demo.Size.SMALL, with_life=False)


@pytest.mark.usefixtures("_county")
def test_matters_stand_at_their_step_and_never_in_the_future() -> None:
    cases = list(Case.objects.filter(definition=KEY))
    where = standings(cases, TODAY)
    assert len({where[case.pk].where for case in cases}) >= 4
    for case in cases:
        keys = [step.key for step in text_of(case).steps]
        taken = list(case.steps.in_turn().exclude(outcome="").values_list("key", flat=True))
        assert taken == keys[: len(taken)]
        assert (case.state == State.DONE) == (len(taken) == len(keys))
    assert not CaseStep.objects.filter(case__in=cases, taken_on__gt=TODAY).exists()


@pytest.mark.usefixtures("_county")
def test_votes_carry_and_notices_hang_their_days() -> None:
    votes = list(Vote.objects.filter(step__case__definition=KEY))
    assert votes
    for row in votes:
        found = line(Motion(row.motion), TODAY)
        counts = Counts(row.entitled, row.present, row.ballots, row.yes, row.no, row.abstained, row.written)
        check_counts(found, counts)
        check_passed(found, counts)
    notices = list(Publicity.objects.filter(step__case__definition=KEY).select_related("step"))
    assert notices
    for shown in notices:
        assert shown.until_on >= counted(shown.from_on, 5, "个工作日")
        assert shown.step.taken_on is not None
        assert shown.step.taken_on > shown.until_on
