"""Two townships of a county and a second county, branches and the people who act; transfers at each step."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.transfers import services
from dangjian.affairs.transfers.models import Reason, Transfer

ON = date(2026, 9, 1)
LETTER = "清组转〔2026〕12号"
PAPERS = ("组织关系介绍信",)
RECEIPT = ("介绍信回执",)
NUMBER = "990101198001010014"


@dataclass(slots=True)
class Side:
    """A township with a branch, its secretary and its organizer."""

    township: Organization
    branch: Organization
    secretary_account: Account
    organizer_account: Account

    @property
    def secretary(self) -> Actor:
        return posts.actor_of(self.secretary_account)

    @property
    def organizer(self) -> Actor:
        return posts.actor_of(self.organizer_account)


@dataclass(slots=True)
class Scene:
    """Home and target of a transfer, and the member who moves."""

    county: Organization
    home: Side
    target: Side
    member: Member


def make_side(county: Organization, name: str) -> Side:
    township = posts.make_township(county, f"中共{name}镇委员会")
    branch = posts.make_body(f"{name}村党支部", parent=township)
    return Side(
        township,
        branch,
        posts.make_holder(branch, Role.SECRETARY, f"{name}书记"),
        posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, f"{name}组委"),
    )


def make_scene(category: Category = Category.FULL, *, is_abroad: bool = False) -> Scene:
    """Build both sides in one county; ``is_abroad``: the target lies in another county of the platform."""
    county = posts.make_county()
    other = posts.make_county("中共临江县委员会") if is_abroad else county
    home, target = make_side(county, "石桥"), make_side(other, "柳河")
    return Scene(county, home, target, posts.make_member(home.branch, "王建军", category))


def started(scene: Scene, **more: Any) -> Transfer:  # noqa: ANN401  # passed on
    words: dict[str, Any] = {
        "to_body": scene.target.branch, "reason": Reason.WORK, "dues_paid_until": date(2026, 8, 1), "on": ON, **more,
    }  # fmt: skip
    return services.start(by=scene.home.secretary, person=scene.member.person, **words)


def sent(scene: Scene, **more: Any) -> Transfer:  # noqa: ANN401  # passed on
    transfer = started(scene, **more)
    return services.send(by=scene.home.organizer, transfer=transfer, letter_number=LETTER, on=ON)


def accepted(scene: Scene, on: date = ON) -> Transfer:
    return services.accept(by=scene.target.organizer, transfer=sent(scene), papers=PAPERS, on=on)


def received(scene: Scene, on: date = ON) -> Transfer:
    return services.receive(by=scene.target.secretary, transfer=accepted(scene), arrived_on=on, papers=RECEIPT, on=on)
