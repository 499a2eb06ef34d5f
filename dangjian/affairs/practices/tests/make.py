"""A county with a published procedure of five steps, a village whose matters go through it, and its people."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of, make_body, make_county, make_holder, make_township
from dangjian.affairs.practices import services
from dangjian.procedures.cases.models import Case, CaseStep, Party
from dangjian.procedures.definitions import services as definitions
from dangjian.procedures.definitions.models import Definition

ON: Final = date(2026, 11, 20)
KEY: Final = "practices.posts"
STEPS: Final[list[dict[str, Any]]] = [
    {"key": "ask", "says": "党支部提出人选", "party": "subject_body", "permission": "practice:take"},
    {
        "key": "show", "says": "村里公示", "party": "subject_body", "permission": "practice:take",
        "outcomes": ["pass", "suspend", "withdraw"],
        "publicity": {"number": 5, "unit": "个工作日"},
    },
    {"key": "vote", "says": "党员大会通过", "party": "subject_body", "permission": "practice:agree", "vote": "village"},
    {
        "key": "check", "says": "镇党委审核", "party": "superior", "permission": "practice:agree",
        "papers": ["公示情况"],
        "latest": {"number": 10, "unit": "个工作日", "after": "vote", "strict": True},
    },
    {"key": "file", "says": "县里备案", "party": "county", "permission": "practice:take"},
]  # fmt: skip


@dataclass(slots=True)
class Scene:
    """Who takes part, and who does not."""

    county: Organization
    township: Organization
    branch: Organization
    officer: Account
    organizer: Account
    secretary: Account
    clerk: Account
    stranger: Account


def make_scene() -> Scene:
    """Make the bodies and people."""
    county = make_county()
    township = make_township(county)
    branch = make_body("东河村党支部", parent=township)
    other = make_body("西河村党支部", parent=make_township(county, "中共柳河镇委员会"))
    return Scene(
        county,
        township,
        branch,
        make_holder(county, Role.COUNTY_OFFICER, "陈干部"),
        make_holder(township, Role.TOWNSHIP_ORGANIZER, "赵组织"),
        make_holder(branch, Role.SECRETARY, "李书记"),
        make_holder(branch, Role.BRANCH_CLERK, "孙文书"),
        make_holder(other, Role.SECRETARY, "钱书记"),
    )


def whole(step: dict[str, Any]) -> dict[str, Any]:
    """Give a step with what every one has."""
    return {"who": "办理人", "outcomes": ["pass", "withdraw", "return"]} | step


def published(scene: Scene, key: str = KEY) -> Definition:
    """Publish the five steps."""
    by = actor_of(scene.officer)
    draft = definitions.begin(by=by, key=key, title="公益岗位选聘", base=None)
    steps = list(map(whole, STEPS))
    definitions.save(by=by, draft=draft, revision=1, title="公益岗位选聘", basis="县委组织部通知", steps=steps)
    return definitions.publish(by=by, draft=draft, revision=2, on=ON)


def begun(scene: Scene) -> Case:
    """Begin a matter of the village."""
    return services.start(by=actor_of(scene.clerk), key=KEY, body=scene.branch, title="选聘保洁员", on=ON)


def practice_at(body: Organization, canary: str) -> dict[str, Any]:
    """Make a draft and a matter of a body whose first step waits, each with the canary.

    A published text is the county's and said to everybody in it: it carries no canary, and stands once a county.
    """
    at = {"county_id": body.county_id, "org_path": body.path}
    county = Organization.objects.get(pk=body.county_id)
    steps = [whole(STEPS[0])]
    text, _ = Definition.objects.get_or_create(
        county_id=county.pk, key=KEY, version=1,
        defaults={"org_path": county.path, "title": "选聘", "basis": "通知", "steps": steps, "published_on": ON,
                  "recorded_by": 1, "recorded_name": "陈干部"},
    )  # fmt: skip
    draft = Definition.objects.create(
        **at, key=f"practices.{body.pk}", version=1, title=canary, basis=canary, steps=steps, recorded_by=1,
        recorded_name=canary,
    )  # fmt: skip
    case = Case.objects.create(
        **at, definition=text.key, version=1, text=text, subject=f"organizations.organization:{body.public_id}",
        title=canary, organization_id=body.pk, opened_on=ON,
    )  # fmt: skip
    party = Party.objects.create(**at, case=case, key="subject_body", organization_id=body.pk, name=canary)
    CaseStep.objects.create(**at, case=case, party=party, key="ask", permission="practice:take", opened_on=ON)
    return {"practice": case, "practice_draft": draft}
