"""Weak bodies, disposals and the renewal of the demo: at several stages, never in the future, votes that carry."""

from datetime import date

import pytest

from dangjian.affairs.disposals.models import Disposal
from dangjian.affairs.renewals.models import Campaign, KeyBody, Reserve, VillageElection
from dangjian.affairs.renewals.queries.standing import bodies
from dangjian.procedures.cases.models import CaseStep, State, Vote
from dangjian.procedures.definitions.queries import text_of
from dangjian.procedures.votes.counts import Counts, check_counts, check_passed
from dangjian.procedures.votes.rules import Motion, line
from dangjian.programme.rectification.models import Help, Progress, Rectification
from dangjian.programme.rectification.rules import refuse_counts
from dangjian.site import demo

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def _county() -> None:
    demo.load(seed=1, today=TODAY, size=demo.Size.SMALL, with_life=False)


@pytest.mark.usefixtures("_county")
def test_every_row_stands_as_it_could_have_come_about() -> None:
    rows = [*Rectification.objects.select_related("case"), *Disposal.objects.select_related("case")]
    assert (Rectification.objects.count(), Disposal.objects.count()) == (5, 3)
    for row in rows:
        keys = [step.key for step in text_of(row.case).steps]
        taken = list(row.case.steps.in_turn().exclude(outcome="").values_list("key", flat=True))
        assert taken == keys[: len(taken)]
        assert (row.case.state == State.DONE) == (len(taken) == len(keys))
    assert not CaseStep.objects.filter(taken_on__gt=TODAY).exists()
    for weak in Rectification.objects.filter(listed_on__isnull=False):
        assert weak.remedy
        assert weak.helpers.count() == len(Help)
        for one in weak.acceptances.all():
            refuse_counts(one.test)
    assert Progress.objects.exists()
    votes = Vote.objects.filter(step__case__definition="disposals.case")
    assert votes
    for vote in votes:
        counts = Counts(vote.entitled, vote.present, vote.ballots, vote.yes, vote.no, vote.abstained, vote.written)
        check_counts(line(Motion.DISPOSAL, TODAY), counts)
        check_passed(line(Motion.DISPOSAL, TODAY), counts)
    campaign = Campaign.objects.get()
    inside = set(bodies(campaign).values_list("pk", flat=True))
    for model in (KeyBody, Reserve, VillageElection):
        found = set(model.objects.values_list("organization", flat=True))
        assert found
        assert found <= inside
