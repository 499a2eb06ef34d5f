"""Villages of the demo: what is published is what the rules allow, and nothing names anybody."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from dangjian.affairs.people.models import Person
from dangjian.affairs.people.rules import holds_number
from dangjian.community.villages.models import Covenant, Disclosure, Matter, Question, Village
from dangjian.community.villages.rules import marks
from dangjian.procedures.cases.models import CaseStep, State, Vote
from dangjian.procedures.votes.counts import Counts, check_counts
from dangjian.procedures.votes.rules import Motion, line
from dangjian.site import demo
from dangjian.site.demo.cast import VILLAGE

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load(seed=1, today=TODAY, size=demo.Size.SMALL, with_life=False)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("_county")
def test_matters_stand_at_every_step_and_by_the_rules() -> None:
    waiting = set(CaseStep.objects.filter(outcome="", case__definition="villages.matter").values_list("key", flat=True))
    assert len(waiting) >= 4
    assert {"review", "publish_result"} & waiting
    votes = Vote.objects.filter(step__case__definition="villages.matter").select_related("step__case")
    assert votes.count() > 5
    for vote in votes:
        motion = line(Motion(vote.motion), TODAY)
        counts = Counts(vote.entitled, vote.present, vote.ballots, vote.yes, vote.no, vote.abstained)
        check_counts(motion, counts)
        assert vote.is_passed == counts.is_passed(motion)
        assert vote.is_passed == (vote.step.outcome == "pass")
    for row in Matter.objects.filter(finished_on__isnull=False):
        assert row.decided_on is not None
        assert row.finished_on is not None
        assert row.finished_on - row.decided_on >= timedelta(days=7)
        assert row.case.state == State.DONE
    for step in CaseStep.objects.filter(case__definition="villages.matter", key="review", outcome="pass"):
        sent = CaseStep.objects.get(case=step.case_id, key="send")
        assert step.taken_on is not None
        assert sent.taken_on is not None
        assert step.taken_on - sent.taken_on >= timedelta(days=3)
        assert step.taken_on <= TODAY


@pytest.mark.usefixtures("_county")
def test_the_printed_village_has_something_of_everything_and_names_nobody() -> None:
    village = Village.objects.get(name=VILLAGE)
    assert village.matters.filter(decided_on__isnull=False).count() == 2
    assert village.matters.filter(finished_on__isnull=False).count() == 1
    assert Covenant.objects.filter(village=village, published_on__isnull=False).exists()
    draft = Covenant.objects.get(village=village, published_on=None)
    assert marks(draft.text, TODAY)
    assert Question.objects.filter(village=village, answered_on=None).count() == 2
    assert Disclosure.objects.filter(village=village).count() == 2
    assert demo.open_page() == f"/village/{village.code}/"
    page = Client().get(demo.open_page()).content.decode()
    names = set(Person.objects.values_list("name", flat=True))
    assert not [name for name in names if len(name) > 2 and name in page]
    assert not any(holds_number(row.text) for row in Covenant.objects.all())
