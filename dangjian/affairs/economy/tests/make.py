"""Two townships with villages at their places, the county's register published, and lines of a year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.economy.models import Pilot
from dangjian.affairs.organizations.models import Area, Organization
from dangjian.affairs.posts.tests import make
from dangjian.affairs.registers import services
from dangjian.affairs.registers.book import shipped
from dangjian.affairs.registers.models import Entry, Register
from dangjian.affairs.registers.services import Said, Subject
from dangjian.foundation.time import at

ON = make.TODAY
NOON = at(ON, 12)
YEAR = "2025"


@dataclass(slots=True)
class Scene:
    """Who and what is there."""

    county: Organization
    township: Organization
    other: Organization
    villages: dict[str, Organization]
    officer_account: Account
    organizer_account: Account
    secretary_account: Account
    outsider_account: Account

    @property
    def officer(self) -> Actor:
        return make.actor_of(self.officer_account)

    @property
    def secretary(self) -> Actor:
        return make.actor_of(self.secretary_account)


def make_scene() -> Scene:
    """Make the county: three villages in one township, one in another."""
    county = make.make_county()
    township, other = make.make_township(county), make.make_township(county, "中共云岭镇委员会")
    top = Area.objects.create(code="990127", name="清源县")
    villages = {}
    for number, (name, above) in enumerate(
        (("东河村", township), ("西山村", township), ("南坡村", township), ("北岭村", other)), 1
    ):
        area = Area.objects.create(code=f"990127101{number:03d}", name=name, parent=top)
        body = make.make_body(f"{name}党支部", parent=above)
        body.area = area
        body.save()
        villages[name] = body
    return Scene(
        county, township, other, villages,
        make.make_holder(county, Role.COUNTY_OFFICER, "周明远", "县委组织部"),
        make.make_holder(township, Role.TOWNSHIP_ORGANIZER, "陈国栋"),
        make.make_holder(villages["东河村"], Role.SECRETARY, "刘书记"),
        make.make_holder(other, Role.TOWNSHIP_ORGANIZER, "孙志强"),
    )  # fmt: skip


def published(scene: Scene, key: str = "collective_economy") -> Register:
    """Publish the county's copy of a shipped register."""
    found = shipped()[key]
    made = services.begin(
        by=scene.officer, organization=scene.county, definition=found.definition, derived_from=found.mark
    )
    services.publish(by=scene.officer, register=made, revision=made.revision, at=NOON)
    made.refresh_from_db()
    return made


def filled(scene: Scene, register: Register, village: str, year: str = YEAR, **values: Any) -> Entry:  # noqa: ANN401
    """Fill a village's line of a year, by somebody of the village."""
    body = scene.villages[village]
    account = scene.secretary_account if village == "东河村" else make.make_holder(body, Role.SECRETARY, "村书记")
    zero = dict.fromkeys(("operating", "lease", "invest", "subsidy", "other"), "0")
    return services.fill(
        by=make.actor_of(account), register=register, organization=body, period=year, at=NOON,
        said=Said({**zero, **values}), subject=Subject(area=body.area),
    )  # fmt: skip


def pilot_at(body: Organization, canary: str) -> Pilot:
    """Make a pilot of a body; every text is the canary."""
    area = body.area or Area.objects.create(code=f"99{body.pk:010d}", name="无名村")
    return Pilot.objects.create(
        area=area, organization=body, county_id=body.county_id, org_path=body.path, tier="county", project=canary,
        basis=canary, yielding_by=date(2026, 12, 1), profiting_by=date(2027, 12, 1), words=canary,
    )  # fmt: skip
