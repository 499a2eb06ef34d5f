"""Two years of organization life: facts that agree with each other, some branches behind, explained and healed."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Count, F, Q, Sum
from pytest_django.plugin import DjangoDbBlocker

from dangjian.access.secrets import unseal_bytes
from dangjian.activities.appraisals.models import Appraisal, Grading, LeadersLife, SealedUrn, Talk
from dangjian.activities.appraisals.rules import Urn
from dangjian.activities.bases.models import Booking
from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.models import DutyResult, Plan, PlanItem, Theme
from dangjian.activities.duties.tests.references import naive, plain, results
from dangjian.activities.meetings.models import Absence, ActionItem, Meeting, State
from dangjian.affairs.dues.models import Assessment, Book, Entry, Kind, PaidMonth, Shelf
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.evidence.models import Evidence
from dangjian.programme.warnings.models import Interview, Letter, RaisedWarning
from dangjian.site import demo
from dangjian.site.demo.cast import VILLAGE

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load(seed=1, today=TODAY, size=demo.Size.SMALL)
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_results_are_what_the_engine_makes_of_the_records() -> None:
    for year in (TODAY.year - 1, TODAY.year):
        assert reckon(1, year) == 0
    over = DutyResult.objects.filter(due_on__lt=TODAY)
    assert over.filter(met_on__isnull=False).count() > 0.9 * over.count()
    assert over.filter(met_on=None, exempt="", explained="").exists()
    assert over.filter(met_on=None).exclude(explained="").exists()
    assert DutyResult.objects.exclude(moved="").exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_every_sealed_record_is_evidence_of_each_of_its_kinds() -> None:
    facts: dict[str, set[str]] = {}
    for source, kind in Evidence.objects.values_list("source", "kind"):
        facts.setdefault(source, set()).add(kind)
    sealed = Meeting.objects.filter(state=State.SEALED)
    assert {row.source: set(row.kinds) for row in sealed} == facts
    assert not sealed.filter(held_on__gte=TODAY).exists()
    assert not sealed.filter(sealed_at__date__gte=TODAY).exists()
    late = sealed.exclude(late_reason="")
    assert late.exists()
    assert not late.filter(sealed_at__lt=F("held_at") + timedelta(days=7)).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_who_was_to_come_came_or_was_away_and_was_a_member_then() -> None:
    since = {member.pk: member.joined_on for member in Member.objects.all()}
    away: dict[int, set[int]] = {}
    for meeting, member in Absence.objects.values_list("meeting", "member"):
        away.setdefault(meeting, set()).add(member)
    for row in Meeting.objects.filter(state=State.SEALED):
        assert row.expected
        assert set(row.attended) == set(row.expected) - away.get(row.pk, set())
        assert all((since[member] or TODAY) <= row.held_on for member in row.expected)


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_the_ledger_adds_up() -> None:
    assert Book.objects.aggregate(total=Sum("balance"))["total"] == 0
    paid = Entry.objects.filter(kind=Kind.PAY)
    assert paid.count() == PaidMonth.objects.count() > 100
    taken = Book.objects.filter(shelf=Shelf.MEMBERS).aggregate(total=Sum("balance"))["total"]
    assert -taken == paid.aggregate(total=Sum("amount"))["total"]
    handed, received = Entry.objects.filter(kind=Kind.HAND_UP), Entry.objects.filter(kind=Kind.RECEIVED)
    waiting = Book.objects.filter(shelf=Shelf.TRANSIT).aggregate(total=Sum("balance"))["total"]
    sums = [rows.aggregate(total=Sum("amount"))["total"] for rows in (handed, received)]
    assert sums[0] - sums[1] == waiting > 0
    for entry in paid.select_related("person")[:200]:
        rows = Assessment.objects.filter(person=entry.person, year=entry.month.year if entry.month else 0)
        assert entry.amount == rows.get().computed
    sources = set(paid.values_list("source", flat=True))
    assert sources == {row.source for row in Meeting.objects.filter(kinds__contains=["dues"], state=State.SEALED)}


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_plans_and_themes_cover_the_year() -> None:
    assert Theme.objects.count() == 12 + TODAY.month
    days = Plan.objects.annotate(days=Count("items")).values_list("days", flat=True)
    assert set(days) == {12}
    assert Plan.objects.filter(state="submitted").exists()
    assert PlanItem.objects.filter(on__year=TODAY.year).count() == PlanItem.objects.count()


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_the_village_of_the_walk_has_something_of_everything() -> None:
    village = Organization.objects.get(short_name__startswith=VILLAGE)
    own = Meeting.objects.filter(organization=village)
    assert own.filter(state=State.RECORDED).exists()
    assert own.filter(state=State.NOTICED, held_on__gte=TODAY, held_on__lt=TODAY + timedelta(days=8)).exists()
    assert own.filter(state=State.PLANNED).exists()
    assert ActionItem.objects.open().filter(meeting__organization=village).count() < 20
    results = DutyResult.objects.filter(organization_id=village.pk, met_on=None, due_on__lt=TODAY)
    assert results.filter(explained="").count() == 1
    assert results.exclude(explained="").exists()
    assert Entry.objects.filter(organization=village, kind=Kind.PAY).dates("month", "month").count() >= 20
    owing = Member.objects.filter(organization=village).annotate(
        paid=Count("person__dues_paid", filter=Q(person__dues_paid__month__gte=date(2026, 6, 1)))
    )
    assert owing.filter(paid=0, category="full", standing="normal").exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
@pytest.mark.parametrize("year", [TODAY.year - 1, TODAY.year])
def test_three_ways_agree_on_every_cell_of_the_demo_year(year: int) -> None:
    county = Organization.objects.get(parent=None)
    ours = results(county, year)
    assert len(ours) > 500
    assert ours == naive(county, year)
    assert ours == plain(county, year)


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_a_confirmed_visit_of_a_base_is_a_meeting_and_the_villages_own_is_among_them() -> None:
    confirmed = {booking.origin: booking for booking in Booking.objects.filter(state="confirmed")}
    meetings = {meeting.origin: meeting for meeting in Meeting.objects.exclude(origin="")}
    assert meetings.keys() == confirmed.keys()
    assert all(meetings[key].planned_for == booking.during.lower for key, booking in confirmed.items())
    assert {meeting.state for meeting in meetings.values()} == {State.SEALED, State.PLANNED}
    assert Booking.objects.filter(state="asked").exists()
    assert any(booking.organization.short_name.startswith(VILLAGE) for booking in confirmed.values())


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_warnings_stand_were_healed_explained_and_dismissed() -> None:
    ended = set(RaisedWarning.objects.values_list("ended", flat=True))
    assert {"", "healed", "explained", "dismissed"} <= ended
    for row in RaisedWarning.objects.filter(ended="healed"):
        assert row.ended_on is not None
        assert row.raised_on < row.ended_on <= TODAY
    assert Letter.objects.exists()
    assert Interview.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_appraisals_hold_together_and_one_is_being_voted_on() -> None:
    decided = Appraisal.objects.filter(state="decided")
    assert decided.count() > 0.8 * Organization.objects.filter(kind="branch", closed_on=None).count()
    of_grade = Count("gradings", filter=Q(gradings__grade="excellent"))
    counts = decided.values_list("pk").annotate(graded=Count("gradings"), excellent=of_grade)
    assert all(excellent <= graded // 3 for _, graded, excellent in counts)
    for row in decided:
        assert row.is_in_window
    assert not Grading.objects.exclude(member__category="full").exists()
    voting = Appraisal.objects.get(state="voting")
    assert voting.organization.short_name.startswith(VILLAGE)
    urn = SealedUrn.objects.get(appraisal=voting)
    held = Urn.from_bytes(unseal_bytes(bytes(urn.counts), bytes(urn.place)))
    assert held.cast == voting.turns.count() > 0
    assert {row.relation for row in Talk.objects.all()} == {"committee", "leading", "members"}
    assert LeadersLife.objects.filter(state="held").exists()
