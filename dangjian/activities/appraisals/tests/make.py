"""The branch of the meetings with a sign-in for every member, and appraisals at each step."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dangjian.access.actors import Actor
from dangjian.activities.appraisals import services
from dangjian.activities.appraisals.models import (
    Appraisal,
    Consent,
    Decider,
    Elector,
    Gate,
    Grading,
    LeadersLife,
    LifeState,
    Problem,
    ProblemState,
    State,
    Talk,
    Way,
)
from dangjian.activities.appraisals.rules import Grade, Relation
from dangjian.activities.appraisals.services import Decision
from dangjian.activities.meetings.tests import make
from dangjian.activities.meetings.tests.make import EVENING, ON
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.tests import make as posts


@dataclass(slots=True)
class Voters:
    """The scene, and the account of every member by name."""

    scene: make.Scene
    accounts: dict[str, Account] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return posts.actor_of(self.accounts[name])

    def member_id(self, name: str) -> int:
        return next(one.pk for one in self.scene.members if one.person.name == name)


def make_voters() -> Voters:
    """Five full members and a probationary one, each with an account."""
    scene = make.make_scene()
    return Voters(scene, {one.person.name: posts.make_account(one.person) for one in scene.members})


def opened(voters: Voters, *, way: Way = Way.PHONES, held_on: date = ON) -> Appraisal:
    """Open the appraisal of the branch."""
    return services.open_appraisal(
        by=voters.scene.secretary, organization=voters.scene.branch, held_on=held_on, way=way, on=ON, at=EVENING
    )


def choices(voters: Voters, name: str, **grades: Grade) -> dict[int, Grade]:
    """Return what a member chooses: 合格 for all others but those named."""
    found = {}
    for one in voters.scene.members:
        who = one.person.name
        if who != name and one.category == "full":
            found[one.pk] = grades.get(who, Grade.QUALIFIED)
    return found


def counted(voters: Voters) -> Appraisal:
    """Let everyone vote, 陈国栋 优秀 by all others, and open the urn."""
    appraisal = opened(voters)
    for name in voters.accounts:
        said = choices(voters, name, 陈国栋=Grade.EXCELLENT)
        services.cast(by=voters.actor(name), appraisal=appraisal, choices=said)
    return services.count(by=voters.scene.secretary, appraisal=appraisal, on=ON, at=EVENING)


def decisions(appraisal: Appraisal, **grades: Decision) -> dict[int, Decision]:
    """Return a decision for everyone: what most ballots named, but for those named."""
    rows = Grading.objects.filter(appraisal=appraisal).select_related("member__person")
    usual = {row.member_id: Decision(Grade.EXCELLENT if row.excellent else Grade.QUALIFIED) for row in rows}
    return usual | {row.member_id: grades[row.member.person.name] for row in rows if row.member.person.name in grades}


def decided(voters: Voters) -> Appraisal:
    """Count and decide."""
    appraisal = counted(voters)
    return services.decide(
        by=voters.scene.secretary, appraisal=appraisal, decided_by=Decider.CONGRESS,
        decisions=decisions(appraisal), on=ON, at=EVENING,
    )  # fmt: skip


def appraisal_at(body: Organization, person: Person, canary: str) -> dict[str, Any]:
    """Make a counted appraisal at any body, its words the canary."""
    at: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    appraisal = Appraisal.objects.create(
        **at, organization=body, work_year=2025, held_on=date(2026, 2, 8), way=Way.PAPER, state=State.COUNTED
    )
    member = person.member
    Elector.objects.create(**at, appraisal=appraisal, member=member, order_no=1, is_graded=True, may_cast=True)
    Grading.objects.create(**at, appraisal=appraisal, member=member, reason=canary)
    other = posts.make_member(body, canary)
    first, second = sorted((member.pk, other.pk))
    talk = Talk.objects.create(
        **at, organization=body, relation=Relation.MEMBERS, first_id=first, second_id=second, held_on=date(2026, 3, 5)
    )
    problem = Problem.objects.create(
        **at, organization=body, member=member, state=ProblemState.REMEDIED, words=canary, remedy=canary,
        proposed_on=date(2026, 2, 8), accepted_on=date(2026, 2, 8), remedied_on=date(2026, 5, 8),
    )  # fmt: skip
    life = LeadersLife.objects.create(
        **at, organization=body, year=2026, state=LifeState.STOPPED, planned_on=date(2026, 12, 20),
        filed_on=date(2026, 11, 20), consent=canary, stopped_on=date(2026, 11, 21), stopped_for=canary, gates=[canary],
    )  # fmt: skip
    Consent.objects.create(
        **at, life=life, wanted_on=date(2026, 12, 28), asked_on=date(2026, 11, 21), asked_by=1, answer="returned",
        answered_on=date(2026, 11, 22), answered_by=1, who=canary, words=canary,
    )  # fmt: skip
    # What a county sets may be read by everyone in it: no canary there, and of other places none that counts.
    gate = Gate.objects.create(
        county_id=body.pk, org_path=body.path, words="谈心没有谈透的不开", basis="县委通知", from_day=date(2026, 1, 1)
    )
    return {"appraisal": appraisal, "talk": talk, "problem": problem, "leaders_life": life, "gate": gate}
