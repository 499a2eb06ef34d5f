"""What is open goes along with a member, a body, a record; an urn that is open holds all of them back."""

from datetime import date, timedelta

import pytest

from dangjian.activities.appraisals import services
from dangjian.activities.appraisals.following import obstacles
from dangjian.activities.appraisals.models import (
    Consent,
    Elector,
    Grading,
    LeadersLife,
    Problem,
    ProblemState,
    State,
    Talk,
    Way,
)
from dangjian.activities.appraisals.rules import Relation
from dangjian.activities.appraisals.tests import make
from dangjian.activities.appraisals.tests.make import Voters
from dangjian.activities.meetings.tests.make import EVENING, ON
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.duplicates import services as duplicates
from dangjian.affairs.duplicates import snapshots
from dangjian.affairs.duplicates.models import Case, Side
from dangjian.affairs.duplicates.models import Kind as CaseKind
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.organizations.doors import Merged, on_merge
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Source
from dangjian.affairs.posts.tests import make as posts
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def voters() -> Voters:
    return make.make_voters()


def problem(body: Organization, member: Member | None, state: ProblemState = ProblemState.ACCEPTED) -> Problem:
    return Problem.objects.create(
        organization=body, county_id=body.county_id, org_path=body.path, member=member, state=state, words="走访少",
        proposed_on=ON, accepted_on=ON,
    )  # fmt: skip


def test_who_moves_away_votes_where_they_were_and_takes_what_is_open_along(voters: Voters) -> None:
    scene = voters.scene
    appraisal, member = make.opened(voters), scene.members[1]
    mine, closed = problem(scene.branch, member), problem(scene.branch, member, ProblemState.CLOSED)
    settle(by=scene.organizer, member=member, organization=scene.other, on=ON, source=Source.DECISION)
    mine.refresh_from_db()
    closed.refresh_from_db()
    assert (mine.organization, mine.org_path) == (scene.other, scene.other.path)
    assert closed.organization == scene.branch
    for name in voters.accounts:
        services.cast(by=voters.actor(name), appraisal=appraisal, choices=make.choices(voters, name))
    services.count(by=scene.secretary, appraisal=appraisal, on=ON, at=EVENING)
    assert Grading.objects.get(member=member).org_path == scene.branch.path


def test_a_body_ends_when_its_appraisal_is_decided_and_its_meeting_is_over(voters: Voters) -> None:
    scene = voters.scene
    appraisal = make.opened(voters)
    assert obstacles(scene.branch, ON) == ["2026年度民主评议正在投票，先结束测评并登记等次"]
    services.move_to_paper(by=scene.secretary, appraisal=appraisal, at=EVENING)
    assert obstacles(scene.branch, ON) == ["2026年度民主评议还没有评定，先登记等次"]
    appraisal.state, appraisal.decided_on, appraisal.decided_by = State.DECIDED, ON, "congress"
    appraisal.save()
    assert obstacles(scene.branch, ON) == []
    LeadersLife.objects.create(
        organization=scene.branch, county_id=scene.county.pk, org_path=scene.branch.path, year=2026, state="opened",
        planned_on=ON, filed_on=ON,
    )  # fmt: skip
    assert obstacles(scene.branch, ON) == ["民主生活会正在开，先记开完或叫停"]


def test_a_merger_takes_open_problems_and_the_plan_along(voters: Voters) -> None:
    scene = voters.scene
    own, closed = problem(scene.branch, None), problem(scene.branch, None, ProblemState.CLOSED)
    life = LeadersLife.objects.create(
        organization=scene.branch, county_id=scene.county.pk, org_path=scene.branch.path, year=2026, planned_on=ON,
        filed_on=ON,
    )  # fmt: skip
    asked = Consent.objects.create(
        life=life, county_id=scene.county.pk, org_path=scene.branch.path, wanted_on=ON, asked_on=ON, asked_by=1
    )
    on_merge.open(scene.organizer, Merged(scene.branch, scene.other, ON, "镇党委决定"))
    for row in (own, closed, life, asked):
        row.refresh_from_db()
    assert (own.organization, own.org_path, life.organization) == (scene.other, scene.other.path, scene.other)
    assert asked.org_path == scene.other.path
    assert closed.organization == scene.branch


def two(voters: Voters) -> tuple[Case, Member, Member]:
    """Two members of the branch who turn out to be one person."""
    scene = voters.scene
    kept, dropped = scene.members[:2]
    case = Case.objects.create(
        number="CF-1", kind=CaseKind.NUMBER, county_id=scene.county.pk, org_path=scene.township.path, opened_on=ON
    )
    for one in (kept, dropped):
        Side.objects.create(
            case=case, person=one.person, organization=scene.branch, county_id=scene.county.pk,
            org_path=scene.branch.path,
        )  # fmt: skip
    return case, kept, dropped


def unite(voters: Voters, case: Case, kept: Member, dropped: Member) -> None:
    by = posts.actor_of(posts.make_holder(voters.scene.township, Role.TOWNSHIP_ORGANIZER, "何组委"))
    duplicates.merge(by=by, case=case, kept=kept.person, dropped=dropped.person, taken=(), on=ON)


def talk(voters: Voters, one: Member, other: Member, day: date = ON) -> Talk:
    body = voters.scene.branch
    first, second = sorted((one.pk, other.pk))
    return Talk.objects.create(
        organization=body, county_id=body.county_id, org_path=body.path, relation=Relation.MEMBERS, first_id=first,
        second_id=second, held_on=day,
    )  # fmt: skip


def test_two_records_of_one_person_have_one_seat_and_no_talk_with_oneself(voters: Voters) -> None:
    case, kept, dropped = two(voters)
    appraisal = make.opened(voters, way=Way.PAPER)
    third = voters.scene.members[2]
    with_oneself, mine = talk(voters, kept, dropped), talk(voters, kept, third)
    twice, other = talk(voters, dropped, third), talk(voters, dropped, third, ON - timedelta(days=1))
    owned = problem(voters.scene.branch, dropped)
    unite(voters, case, kept, dropped)
    assert Elector.objects.filter(appraisal=appraisal).count() == 5
    assert Grading.objects.filter(appraisal=appraisal, member=kept).count() == 1
    assert set(Talk.objects.values_list("pk", flat=True)) == {mine.pk, other.pk}
    assert not Talk.objects.filter(pk__in=(with_oneself.pk, twice.pk)).exists()
    other.refresh_from_db()
    assert (other.first_id, other.second_id) == tuple(sorted((kept.pk, third.pk)))
    owned.refresh_from_db()
    assert owned.member == kept


def test_while_either_has_a_seat_in_a_ballot_two_records_stay_two(voters: Voters) -> None:
    case, kept, dropped = two(voters)
    appraisal = make.opened(voters)
    for member in (kept, dropped):
        name = member.person.name
        services.cast(by=voters.actor(name), appraisal=appraisal, choices=make.choices(voters, name))
    with pytest.raises(RuleBreach, match=r"正在投票.*测评结束以后再合并"):
        unite(voters, case, kept, dropped)
    assert Elector.objects.filter(member=dropped).exists()


def test_what_cannot_be_named_back_is_found_too() -> None:
    found = {(one.model._meta.label_lower, one.column) for one in snapshots.pointing_at(Member)}
    names = ("elector.member", "turn.member", "talk.first", "talk.second", "grading.member", "problem.member")
    assert {tuple(f"appraisals.{name}".rsplit(".", 1)) for name in names} <= found
