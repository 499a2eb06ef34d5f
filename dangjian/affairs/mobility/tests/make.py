"""A branch with members, a host, and stays for tests."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.mobility import services
from dangjian.affairs.mobility.models import Class, Contact, Direction, Objection, Reason, Stay, Talent
from dangjian.affairs.mobility.services.stays import Elsewhere
from dangjian.affairs.organizations.models import Kind, Organization
from dangjian.affairs.posts.tests import make as posts

TODAY = posts.TODAY
SINCE = date(2026, 3, 1)


@dataclass(slots=True)
class Scene:
    """A township with a home branch and a host branch, and who acts there."""

    county: Organization
    township: Organization
    home: Organization
    host: Organization
    secretary: Account
    host_secretary: Account
    organizer: Account
    away: Member
    helper: Member

    @property
    def by(self) -> Actor:
        """Return the home's secretary."""
        return keeper(self.secretary)

    @property
    def by_host(self) -> Actor:
        """Return the host's secretary."""
        return keeper(self.host_secretary)


def keeper(account: Account) -> Actor:
    """Return someone who writes here."""
    return posts.actor_of(account).narrowed(Permission.MOBILITY_EDIT)


def make_scene() -> Scene:
    """Make the scene."""
    county = posts.make_county()
    township = posts.make_township(county)
    home = posts.make_body("石桥镇柳溪村第一党支部", parent=township)
    host = posts.make_body("石桥镇驻江城流动党员党支部", parent=township, kind=Kind.MOBILE_BRANCH)
    return Scene(
        county=county,
        township=township,
        home=home,
        host=host,
        secretary=posts.make_holder(home, Role.SECRETARY, "陈国栋"),
        host_secretary=posts.make_holder(host, Role.SECRETARY, "吴敏"),
        organizer=posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "林晓梅"),
        away=posts.make_member(home, "王建军"),
        helper=posts.make_member(home, "李春生"),
    )


def depart(scene: Scene, **changed: object) -> Stay:
    """Register the member of the scene as away."""
    said: dict[str, object] = {
        "by": scene.by,
        "person": scene.away.person,
        "elsewhere": Elsewhere(scene.host),
        "reason": Reason.WORK,
        "since": SINCE,
        "is_able": False,
        "contact": scene.helper.person,
        "on": TODAY,
    }
    return services.register_departure(**(said | changed))  # type: ignore[arg-type]  # by name


def park(scene: Scene, **changed: object) -> Talent:
    """Register the relation of the member of the scene as parked."""
    said: dict[str, object] = {
        "by": scene.by,
        "person": scene.away.person,
        "agency": "清源县人才交流服务中心",
        "found_on": TODAY,
        "on": TODAY,
    }
    return services.find_talent(**(said | changed))  # type: ignore[arg-type]  # by name


def away_at(body: Organization, canary: str) -> dict[str, Any]:
    """Make one row of each kind at any body, every text of which is the canary; nothing of it waits for those above."""
    at: dict[str, Any] = {"organization": body, "county_id": body.county_id, "org_path": body.path}
    person = posts.make_member(body, canary).person
    never = date(2126, 1, 1)
    stay = Stay.objects.create(
        **at, direction=Direction.OUT, person=person, name=canary, sort_key=canary, home=canary, place=canary,
        reason=Reason.WORK, since=SINCE, contact=person, contact_due_on=never,
    )  # fmt: skip
    Contact.objects.create(stay=stay, county_id=body.county_id, org_path=body.path, on=TODAY, by_name=canary)
    talent = Talent.objects.create(**at, person=person, agency=canary, found_on=SINCE, due_on=never)
    objection = Objection.objects.create(
        **at, person=person, to_class=Class.MOBILE, words=canary, made_on=SINCE, due_on=never
    )
    return {"stay": stay, "talent": talent, "objection": objection}
