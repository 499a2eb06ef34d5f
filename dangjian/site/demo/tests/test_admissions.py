"""The demo's people on their way: in every phase, each step in order, the record and the case saying the same."""

from datetime import date
from itertools import pairwise

import pytest

from dangjian.affairs.admissions.models import Admission
from dangjian.affairs.admissions.queries.days import days_of, days_of_many
from dangjian.affairs.admissions.queries.lists import PHASES
from dangjian.affairs.admissions.rules import ORDER, PHASE_OF, probation_ends
from dangjian.affairs.admissions.services.opening import DEFINITION
from dangjian.affairs.members.models import Member
from dangjian.procedures.cases.models import CaseStep
from dangjian.site import demo

TODAY = date(2026, 11, 21)


@pytest.mark.django_db
def test_the_people_on_their_way_are_in_every_phase_and_in_order() -> None:
    demo.load(seed=1, today=TODAY, size=demo.Size.SMALL, with_life=False)
    rows = list(Admission.objects.open())
    assert len(rows) > 20
    waiting = dict(CaseStep.objects.filter(outcome="").values_list("case_id", "key"))
    assert {PHASE_OF[waiting[row.case_id]] for row in rows} == set(PHASES)
    days = days_of_many(row.case_id for row in rows)
    for row in rows:
        mine = days[row.case_id]
        taken = [mine[step] for step in ORDER if step in mine]
        if row.extended_until is None:  # Else the steps from probation on are taken again.
            assert all(before <= after for before, after in pairwise(taken)), (row.pk, mine)
        assert taken[-1] < TODAY
        member = Member.objects.get(person=row.person_id)
        if member.category == "probationary":
            assert mine["congress"] == member.joined_on
        if "nominate" in mine:
            assert (mine["nominate"] - mine["recommend"]).days >= 365


@pytest.mark.django_db
def test_probation_ends_extends_and_is_over_for_somebody() -> None:
    demo.load(seed=1, today=TODAY, size=demo.Size.SMALL, with_life=False)
    waiting = set(CaseStep.objects.filter(outcome="", case__definition=DEFINITION).values_list("key", flat=True))
    assert {"probation", "request", "confirm_congress", "confirm_approve", "archive"} <= waiting
    longer = list(Admission.objects.open().exclude(extended_until=None))
    assert longer
    for row in longer:
        turn = CaseStep.objects.get(case=row.case, outcome="")
        assert (turn.key, turn.earliest_on) == ("probation", row.extended_until)
    done = Admission.objects.filter(result="done").select_related("case")
    assert done.exclude(extended_until=None).exists()
    members = {row.person_id: row for row in Member.objects.all()}
    for row in [*done, *longer]:
        member = members[row.person_id]
        assert member.extended_until == row.extended_until
        if row.ended_on:
            assert row.case.closed_on == row.ended_on <= TODAY
            assert member.category == "full"
            end = probation_ends(days_of(row.case)["congress"], row.extended_until, TODAY)
            assert member.confirmed_on == end <= days_of(row.case)["probation"]
