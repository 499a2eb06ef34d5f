"""A township with branches to draw from, and a sample at any body."""

from datetime import date
from typing import Any

from dangjian.access import audit
from dangjian.activities.meetings.tests.make import ON, Scene, make_scene
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.programme.inspections import services
from dangjian.programme.inspections.models import Finding, Sample, SampleBody, Visit
from dangjian.programme.inspections.rules import fingerprint
from dangjian.programme.inspections.services import Planned, Problem
from dangjian.programme.tasks.models import Task

SEED = "0123456789abcdef0123456789abcdef"
PROBLEM = Problem("活动室锁着，党员不知道当月主题", "党支部书记", "固定开放时间并公示", date(2026, 12, 20))


def make_town() -> Scene:
    """Make the meetings' scene with eight more branches, each with a secretary."""
    scene = make_scene()
    for number in range(8):
        body = posts.make_body(f"第{number}村党支部", parent=scene.township)
        posts.make_holder(body, Role.SECRETARY, f"书记{number}")
    return scene


def published(scene: Scene, *, number: int = 3, seed: str = SEED, must_see: str = "活动室开没开") -> Sample:
    """Publish a sample of the township: the scene's branch is key."""
    planned = Planned("主题党日开展情况", number, [scene.branch.pk], must_see)
    return services.publish(by=scene.organizer, organization=scene.township, planned=planned, seed=seed, on=ON)


def visited(scene: Scene, sample: Sample | None = None) -> Visit:
    """Visit the scene's branch."""
    return services.visit(
        by=scene.organizer, issuer=scene.township, organization=scene.branch, seen="活动室锁着。", on=ON, sample=sample
    )


def inspection_at(body: Organization, task: Task, canary: str) -> dict[str, Any]:
    """Make a sample of a body with itself alone in the frame, visited, with a finding; every text is the canary."""
    at: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    sample = Sample.objects.create(
        **at, organization=body, title=canary, must_see=canary, number=1, print_of=fingerprint(SEED), seed=SEED,
        published_on=ON, published_by=1, shown_words=canary,
    )  # fmt: skip
    SampleBody.objects.create(
        sample=sample, order_no=1, organization=body, county_id=body.county_id, org_path=body.path, name=canary
    )
    visit = Visit.objects.create(
        **at, sample=sample, issuer=body, organization=body, on=ON, seen=canary, account_id=1, who=canary
    )
    Finding.objects.create(**at, visit=visit, task=task, words=canary, post=canary, remedy=canary, due_on=ON)
    audit.record(
        by=None, action="meeting.read", subject=visit.public_id, organization_id=body.pk, path=body.path, words=canary
    )
    return {"sample": sample, "visit": visit}
