"""A township with two branches, the people who record and agree, and meetings at each step."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from dangjian.access import files
from dangjian.access.actors import Actor
from dangjian.access.privacy import Privacy
from dangjian.activities.meetings import services
from dangjian.activities.meetings.models import Absence, ActionItem, Correction, Meeting, Motion, State
from dangjian.activities.meetings.rules import Entry
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.foundation.time import at
from dangjian.procedures.evidence.kinds import Kind

ON = date(2026, 11, 20)
MORNING = at(ON, 9, 30)
EVENING = at(ON, 18)
NAMES = ("陈国栋", "李秀英", "王建军", "赵玉兰", "孙志强")


@dataclass(slots=True)
class Scene:
    """The bodies, the people."""

    county: Organization
    township: Organization
    branch: Organization
    other: Organization
    secretary_account: Account
    clerk_account: Account
    organizer_account: Account
    members: list[Member] = field(default_factory=list)

    @property
    def secretary(self) -> Actor:
        return posts.actor_of(self.secretary_account)

    @property
    def clerk(self) -> Actor:
        return posts.actor_of(self.clerk_account)

    @property
    def organizer(self) -> Actor:
        return posts.actor_of(self.organizer_account)


def make_scene() -> Scene:
    """Make it: five full members and a probationary one; secretary and clerk hold posts and are no members here."""
    county = posts.make_county()
    township = posts.make_township(county)
    branch = posts.make_body("东河村党支部", parent=township)
    other = posts.make_body("西河村党支部", parent=township)
    scene = Scene(
        county,
        township,
        branch,
        other,
        posts.make_holder(branch, Role.SECRETARY, "赵大勇"),
        posts.make_holder(branch, Role.BRANCH_CLERK, "何文书"),
        posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "周明远"),
    )
    scene.members = [posts.make_member(branch, name) for name in NAMES]
    scene.members.append(posts.make_member(branch, "吴小燕", Category.PROBATIONARY))
    return scene


def entry(*, held_at: datetime = MORNING, kinds: tuple[str, ...] = (Kind.THEME_DAY,), **more: object) -> Entry:
    """Make what one person wrote down."""
    words: dict[str, object] = {"title": "学习全会精神", "place": "村党群服务中心", **more}
    return Entry(kinds=kinds, held_at=held_at, **words)  # type: ignore[arg-type]  # each under its own name


def planned(scene: Scene, *, when: datetime = MORNING, kinds: tuple[str, ...] = (Kind.THEME_DAY,)) -> Meeting:
    """Plan a meeting."""
    what = services.Planned(kinds, "学习全会精神", when, "村党群服务中心")
    return services.plan(by=scene.clerk, organization=scene.branch, planned=what, on=ON)


def recorded(scene: Scene, **more: object) -> Meeting:
    """Record a meeting that was not on the plan."""
    return services.start(by=scene.clerk, organization=scene.branch, entry=entry(**more), at=EVENING)  # type: ignore[arg-type]


def sealed(scene: Scene, **more: object) -> Meeting:
    """Record a meeting and agree to it."""
    meeting = recorded(scene, **more)
    return services.seal(by=scene.secretary, meeting=meeting, agreed=services.Seal(), at=EVENING)


def meeting_at(body: Organization, canary: str) -> dict[str, Any]:
    """Make a sealed meeting with everything that hangs on one at any body, and one that is still to be held.

    Every text is the canary, that of the photograph too.
    """
    at: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    member = posts.make_member(body, canary)
    words = dict.fromkeys(("title", "place", "topics", "decisions", "speeches", "guests", "lecturer_name"), canary)
    meeting = Meeting.objects.create(
        **at, **words, organization=body, kinds=[Kind.THEME_DAY], state=State.SEALED, planned_for=MORNING,
        held_at=MORNING, held_on=ON, host=member.person, recorder=member.person, expected=[member.pk],
        recorded_name=canary, sealed_at=EVENING, sealed_name=canary, late_reason=canary,
    )  # fmt: skip
    meeting.photo = files.store(
        canary.encode(), owner=meeting.source, name=canary, media_type="image/png", organization_id=body.pk,
        privacy=Privacy.PERSONAL, **at,
    )  # fmt: skip
    meeting.save(update_fields=["photo"])
    coming = Meeting.objects.create(
        **at, organization=body, kinds=[Kind.LECTURE], title=canary, place=canary, state=State.NOTICED,
        planned_for=EVENING, held_on=ON, expected=[member.pk], sign_in_until=datetime(2036, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    Absence.objects.create(meeting=meeting, member=member, reason="ill", **at)
    item = ActionItem.objects.create(meeting=meeting, what=canary, who_name=canary, **at)
    Motion.objects.create(
        meeting=meeting, kind="decision", title=canary, entitled=1, present=1, yes=1, is_passed=True, words=canary,
        law=canary, **at,
    )  # fmt: skip
    Correction.objects.create(meeting=meeting, words=canary, person_name=canary, account_id=1, **at)
    return {"meeting": meeting, "coming_meeting": coming, "action_item": item}
