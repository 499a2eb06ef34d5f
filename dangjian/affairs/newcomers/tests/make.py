"""A county with firms: one with a branch of its own, two that share one, one without, and a shell; and a township's."""

from dataclasses import dataclass
from typing import Any

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.newcomers.models import Condition, Listed, Listing, Match, Profile
from dangjian.affairs.organizations.models import Field, Kind, Organization, Unit
from dangjian.affairs.organizations.rules import credit_check
from dangjian.affairs.posts.tests import make

ON = make.TODAY


@dataclass(slots=True)
class Scene:
    """Who and what is there."""

    county: Organization
    township: Organization
    other: Organization
    branch: Organization
    officer_account: Account
    organizer_account: Account
    secretary_account: Account
    outsider_account: Account
    units: dict[str, Unit]

    def by(self, account: Account, permission: Permission = Permission.NEWCOMER_EDIT) -> Actor:
        """Return who acts, narrowed."""
        return make.actor_of(account).narrowed(permission)

    @property
    def officer(self) -> Actor:
        return self.by(self.officer_account)


def code(number: int) -> str:
    """Make a credit code that proves itself."""
    first = f"91990127{number:08d}X"
    return first + credit_check(first)


def make_unit(answering: Organization, name: str, number: int, *bodies: Organization, **more: Any) -> Unit:  # noqa: ANN401
    """Make a firm that a body answers for, and those that stand in it."""
    unit = Unit.objects.create(
        name=name, credit_code=code(number), field=more.pop("field", Field.PRIVATE_FIRM),
        county_id=answering.county_id, org_path=answering.path, answering_body=answering,
    )  # fmt: skip
    unit.bodies.set(bodies)
    if more:
        Profile.objects.create(unit=unit, **more)
    return unit


def make_scene() -> Scene:
    """Make the county: of five firms of the township four operate, three of them with a body."""
    county = make.make_county()
    township, other = make.make_township(county), make.make_township(county, "中共云岭镇委员会")
    own = make.make_body("长河机械党支部", parent=township, field=Field.PRIVATE_FIRM)
    joint = make.make_body("商圈联合党支部", parent=township, kind=Kind.JOINT_BRANCH, field=Field.PRIVATE_FIRM)
    make.make_member(own, "王建军")
    units = {
        "own": make_unit(own, "石桥镇长河机械有限公司", 1, own, staff=80, members=9),
        "joint": make_unit(joint, "石桥镇百顺商贸", 2, joint, staff=12, members=3),
        "share": make_unit(joint, "石桥镇新安餐饮", 3, joint),
        "none": make_unit(township, "石桥镇明远建材有限公司", 4, township, staff=60, members=1),
        "shell": make_unit(
            township, "石桥镇空谷商务有限公司", 5, condition=Condition.SHELL, reason="无人无场地", judged_on=ON
        ),
        "far": make_unit(other, "云岭镇茶叶专业协会", 6, field=Field.SOCIETY, staff=8, instructor="李敏"),
    }
    return Scene(
        county, township, other, own,
        make.make_holder(county, Role.COUNTY_OFFICER, "周明远", "县委组织部"),
        make.make_holder(township, Role.TOWNSHIP_ORGANIZER, "陈国栋"),
        make.make_holder(own, Role.SECRETARY, "刘书记"),
        make.make_holder(other, Role.TOWNSHIP_ORGANIZER, "孙志强"),
        units,
    )  # fmt: skip


def newcomers_at(body: Organization, canary: str) -> dict[str, Any]:
    """Make a firm that a body answers for, and a list; every text is the canary."""
    unit = Unit.objects.create(
        name=canary, field=Field.PRIVATE_FIRM, county_id=body.county_id, org_path=body.path, answering_body=body
    )
    Profile.objects.create(
        unit=unit, staff=3, instructor=canary, condition=Condition.SHELL, reason=canary, judged_on=ON,
        judged_name=canary, staff_source=canary,
    )  # fmt: skip
    listing = Listing.objects.create(
        organization=body, county_id=body.county_id, org_path=body.path, field=Field.PRIVATE_FIRM, source=canary,
        name=canary, made_on=ON, brought_name=canary,
    )  # fmt: skip
    line = Listed.objects.create(
        listing=listing, number=1, name=canary, match=Match.UNKNOWN, place=canary, status=canary
    )
    return {"newcomer": unit, "newcomer_listing": listing, "newcomer_line": line}
