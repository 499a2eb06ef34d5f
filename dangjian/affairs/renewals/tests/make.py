"""A county with two townships and their villages, a campaign, and who leads, handles, must not know."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Kind, Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.renewals import services
from dangjian.affairs.renewals.models import Campaign, KeyBody, Reserve, VillageElection

TODAY = posts.TODAY
FROM, TO = date(2026, 10, 1), date(2027, 3, 31)


@dataclass(slots=True)
class Scene:
    """A campaign under way."""

    county: Organization
    township: Organization
    other: Organization
    village: Organization
    sibling: Organization
    officer: Account
    organizer: Account
    member: Member
    campaign: Campaign

    def acting(self, account: Account, permission: Permission) -> Actor:
        """Return someone narrowed."""
        return posts.actor_of(account).narrowed(permission)

    @property
    def edits(self) -> Actor:
        """Return the township's organizer."""
        return self.acting(self.organizer, Permission.RENEWAL_EDIT)

    @property
    def leads(self) -> Actor:
        """Return the county's officer, not narrowed."""
        return posts.actor_of(self.officer)


def make_scene() -> Scene:
    """Make the scene."""
    county = posts.make_county()
    township = posts.make_township(county)
    other = posts.make_township(county, "中共青河镇委员会")
    village = posts.make_body("石桥镇柳溪村党总支", parent=township, kind=Kind.GENERAL_BRANCH)
    branch = posts.make_body("柳溪村第一党支部", parent=village)
    sibling = posts.make_body("青河镇桃源村党支部", parent=other)
    officer = posts.make_holder(county, Role.COUNTY_OFFICER, "周明远")
    organizer = posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "林晓梅")
    campaign = services.open_campaign(
        by=posts.actor_of(officer), county=county, name="2026年村（社区）“两委”换届", basis="省委组织部通知",
        from_day=FROM, to_day=TO,
    )  # fmt: skip
    member = posts.make_member(branch, "王建军")
    return Scene(county, township, other, village, sibling, officer, organizer, member, campaign)


def renewal_at(body: Organization, canary: str) -> dict[str, Any]:
    """Make the rows at any body, each with the canary of the place in its words; a campaign is read by its county."""
    campaign, _ = Campaign.objects.get_or_create(
        county_id=body.county_id, name="村（社区）“两委”换届",
        defaults={"organization_id": body.county_id, "org_path": body.path, "basis": "县委通知", "from_day": FROM,
                  "to_day": TO},
    )  # fmt: skip
    at = {"campaign": campaign, "organization": body, "county_id": body.county_id, "org_path": body.path}
    KeyBody.objects.create(**at)
    reserve = Reserve.objects.create(**at, person=posts.make_member(body, canary).person)
    VillageElection.objects.create(
        **at, held_on=FROM, registered=10, voted=9, handed_out=9, returned=9, chair=canary[:30], members=3
    )
    return {"campaign": campaign, "reserve": reserve}
