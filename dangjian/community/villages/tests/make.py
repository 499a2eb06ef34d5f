"""A township with a village, who records there, and matters at each step."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Area, Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.community.villages import services
from dangjian.community.villages.models import Covenant, Disclosure, Matter, Question, Village
from dangjian.procedures.cases import services as cases
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome

ON = date(2026, 11, 2)
CODE = "510824103201"
_codes = count(510824900000)


@dataclass(slots=True)
class Scene:
    """The bodies, the people, the village."""

    county: Organization
    township: Organization
    body: Organization
    other: Organization
    secretary_account: Account
    clerk_account: Account
    organizer_account: Account
    village: Village = field(init=False)

    @property
    def secretary(self) -> Actor:
        return posts.actor_of(self.secretary_account)

    @property
    def clerk(self) -> Actor:
        return posts.actor_of(self.clerk_account)

    @property
    def organizer(self) -> Actor:
        return posts.actor_of(self.organizer_account)


def make_scene(*, is_open: bool = True) -> Scene:
    """Make it; five full members, so that four are two thirds and two of three half."""
    county = posts.make_county()
    township = posts.make_township(county)
    body = posts.make_body("东河村党支部", parent=township)
    other = posts.make_body("西河村党支部", parent=township)
    above = Area.objects.create(code=CODE[:9], name="石桥镇")
    body.area = Area.objects.create(code=CODE, name="东河村", parent=above)
    body.save(update_fields=["area"])
    scene = Scene(
        county,
        township,
        body,
        other,
        posts.make_holder(body, Role.SECRETARY, "赵大勇"),
        posts.make_holder(body, Role.BRANCH_CLERK, "何文书"),
        posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "周明远"),
    )
    for name in ("陈国栋", "李秀英", "王建军", "赵玉兰", "孙志强"):
        posts.make_member(body, name)
    if is_open:
        scene.village = services.open_village(by=scene.secretary, organization=body, on=ON)
    return scene


def started(scene: Scene, **more: Any) -> Matter:  # noqa: ANN401  # passed on
    """Put a matter on its way."""
    words: dict[str, Any] = {
        "title": "三组机耕道硬化",
        "plan": "硬化 800 米，投入 26 万元。",
        "is_one_head": False,
        **more,
    }
    return services.start(by=scene.clerk, village=scene.village, on=ON, **words)


def take(scene: Scene, matter: Matter, day: date, **more: Any) -> Matter:  # noqa: ANN401  # passed on
    """Take the step whose turn it is."""
    key = matter.case.steps.get(outcome="").key
    said: dict[str, Any] = {"outcome": Outcome.PASS, **more}
    return services.take_step(by=scene.clerk, matter=matter, step=key, on=day, **said)


COUNTS: dict[str, Counts] = {
    "deliberate": Counts(7, 6, 6, 5, 1),
    "review": Counts(5, 4, 4, 3, 1),
    "decide": Counts(35, 30, 30, 28, 1, 1, motion="delegates"),
}


def walked(scene: Scene, to: str, **more: Any) -> Matter:  # noqa: ANN401  # passed on
    """Bring a matter to where the step ``to`` waits, a day a step, five before the Party meeting."""
    matter, day = started(scene, **more), ON
    while (key := matter.case.steps.get(outcome="").key) != to:
        day += timedelta(days=5 if key == "review" else 8 if key == "publish_result" else 1)
        if key == "publish_decision":
            matter = services.publish_decision(
                by=scene.clerk, matter=matter, words="同意硬化。", ways=["公开栏"], on=day
            )
        else:
            matter = take(scene, matter, day, counts=COUNTS.get(key))
    return matter


def asked(scene: Scene, words: str = "机耕道什么时候修？", *, about: bool = False, agreed: bool = True) -> Question:
    """Ask a question."""
    return services.ask(
        village=scene.village, words=words, is_about_cadres=about, may_publish=agreed, ticket=uuid4(), on=ON
    )


def village_at(body: Organization, canary: str) -> dict[str, Any]:
    """Make a village of a body with a row of each kind; what is not published carries the canary.

    What the open page shows is open to everybody: the name alone is the body's. The body is its own superior.
    """
    at: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    nobody = Actor(0, 0, "", 1, body.county_id, (), ())
    village = Village.objects.create(
        **at, organization=body, code=str(next(_codes)), name=body.short_name, township_name="镇", opened_on=ON
    )

    def case(definition: str) -> Any:  # noqa: ANN401  # a case
        return cases.open_case(
            by=nobody, definition=definition, subject=canary, title=canary, on=ON,
            parties={cases.HOME: body, "superior": body},
        )  # fmt: skip

    quiet, shown, draft = case("villages.matter"), case("villages.matter"), case("villages.covenant")
    matter = Matter.objects.create(
        **at, public_id=quiet.public_id, village=village, title=canary, plan=canary, case=quiet, started_on=ON
    )
    open_matter = Matter.objects.create(
        **at, public_id=shown.public_id, village=village, title="机耕道", plan="硬化", case=shown, started_on=ON,
        decision="同意", decided_on=ON,
    )  # fmt: skip
    covenant = Covenant.objects.create(
        **at, public_id=draft.public_id, village=village, text=canary, case=draft, started_on=ON
    )
    rules = case("villages.covenant")
    Covenant.objects.create(**at, village=village, text="爱护公物", case=rules, started_on=ON, published_on=ON)
    Disclosure.objects.create(**at, village=village, topic="ordinary", period_from=date(2026, 7, 1), disclosed_on=ON)
    question = Question.objects.create(
        **at, village=village, organization_id=body.pk, year=2026, number=1, words=canary, asked_on=ON,
        due_on=date(2026, 12, 15),
    )  # fmt: skip
    return {
        "village": village,
        "village_matter": matter,
        "open_matter": open_matter,
        "covenant": covenant,
        "question": question,
    }
