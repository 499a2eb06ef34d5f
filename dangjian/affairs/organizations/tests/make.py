"""What tests of bodies need: a small county, who may change it, and a decree."""

from dataclasses import dataclass
from datetime import date

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Field, Kind, Organization
from dangjian.affairs.organizations.services import Decree, Naming
from dangjian.affairs.posts.tests import make

ON = date(2026, 11, 1)


@dataclass(slots=True)
class Scene:
    """Two townships under a county, a branch under each, and who answers for them."""

    county: Organization
    stone: Organization
    cloud: Organization
    east: Organization
    west: Organization
    officer: Account
    stone_organizer: Account
    cloud_organizer: Account

    @property
    def by(self) -> Actor:
        """The county's officer, narrowed to changing bodies."""
        return editor(self.officer)


def make_scene() -> Scene:
    """Make the county."""
    county = make.make_county()
    stone, cloud = make.make_township(county), make.make_township(county, "中共云岭镇委员会")
    return Scene(
        county,
        stone,
        cloud,
        make.make_body("东河村党支部", parent=stone),
        make.make_body("西山村党支部", parent=cloud),
        make.make_holder(county, Role.COUNTY_OFFICER, "周明远", "县委组织部"),
        make.make_holder(stone, Role.TOWNSHIP_ORGANIZER, "陈国栋"),
        make.make_holder(cloud, Role.TOWNSHIP_ORGANIZER, "孙志强"),
    )


def editor(account: Account) -> Actor:
    """Return who acts, narrowed to changing bodies."""
    return make.actor_of(account).narrowed(Permission.ORGANIZATION_EDIT)


def decree(on: date = ON, basis: str = "清组通〔2026〕12号", today: date = make.TODAY) -> Decree:
    """Make a decree of an earlier day."""
    return Decree(on=on, basis=basis, today=today)


def naming(name: str = "南坡村党支部", kind: Kind = Kind.BRANCH, field: Field = Field.RURAL) -> Naming:
    """Make the name of a branch."""
    return Naming(name=name, short_name=name[:40], kind=kind, field=field)


def fresh(body: Organization) -> Organization:
    """Return the body as it stands in the table."""
    return Organization.objects.select_related("parent").get(pk=body.pk)
