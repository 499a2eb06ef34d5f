"""The renewal of the demo's villages and communities: under way, with phases, key villages and reserve candidates."""

from datetime import timedelta
from typing import Final

from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Field, Level, Organization
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.renewals.models import Campaign, KeyBody, Phase, Reserve, Verdict, VillageElection
from dangjian.foundation.time import at
from dangjian.site.demo.cast import ORGANIZER
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.walking import days_ago

_PHASES: Final = (
    ("准备部署", 0, 29),
    ("人选摸底、联审", 30, 74),
    ("党组织换届", 75, 129),
    ("村（居）委会换届", 130, 179),
)
_BODIES: Final = ["纪检监察机关", "组织部门", "公安机关", "民政部门"]
_KEY, _RESERVES, _REVIEWED, _ELECTED = 3, 8, 5, 4


def write(county: County) -> None:
    """Add the campaign; villages of the printed township have most of what is under way. A source of its own."""
    chance = Chance(county.measures.members + 41, county.today)
    begun = days_ago(county, 90)
    campaign = county.rows.add(
        Campaign(
            public_id=chance.public_id(), organization_id=county.root.pk, county_id=1, org_path=county.root.path,
            name=f"{begun.year}年村（社区）“两委”换届", basis=f"清委办发〔{begun.year}〕12号", from_day=begun,
            to_day=begun + timedelta(days=179), recorded_at=at(begun, 9),
        )
    )  # fmt: skip
    for title, first, last in _PHASES:
        county.rows.put(Phase, campaign_id=campaign.pk, title=title, from_day=begun + timedelta(days=first),
                        to_day=begun + timedelta(days=last))  # fmt: skip
    villages = _villages(county)
    for body in villages[-_KEY:]:
        county.rows.put(KeyBody, campaign_id=campaign.pk, organization_id=body.pk, county_id=1, org_path=body.path)
    _reserves(county, chance, campaign, villages)
    for body in chance.sample(villages, min(_ELECTED, len(villages))):
        registered = chance.randint(600, 1500)
        voted = registered * chance.randint(70, 92) // 100
        county.rows.put(VillageElection, campaign_id=campaign.pk, organization_id=body.pk, county_id=1,
                        org_path=body.path, held_on=days_ago(county, chance.randint(2, 12)), registered=registered,
                        voted=voted, handed_out=voted, returned=voted - chance.randint(0, 9), chair="李某",
                        members=4, recorded_at=at(days_ago(county, 1), 16))  # fmt: skip


def _villages(county: County) -> list[Organization]:
    """Return the village bodies of the printed township, in order."""
    town = next(one for one in county.bodies if one.short_name.startswith(ORGANIZER.body))
    found = [one for one in county.children_of(town) if one.level == Level.BASE and one.closed_on is None]
    return [one for one in found if one.field in (Field.RURAL, Field.COMMUNITY)]


def _reserves(county: County, chance: Chance, campaign: Campaign, villages: list[Organization]) -> None:
    ids = {body.pk: body for body in villages}
    held = {row.person_id for row in county.rows.of(Appointment)}
    free = [
        one for one in county.rows.of(Member)
        if one.organization_id in ids and one.category == Category.FULL and one.person_id not in held
    ]  # fmt: skip
    reviewed_on, noted_at = days_ago(county, 25), at(days_ago(county, 40), 10)
    for number, member in enumerate(chance.sample(free, min(_RESERVES, len(free)))):
        body, is_reviewed = ids[member.organization_id], number < _REVIEWED
        verdict = Verdict.UNFIT if number == _REVIEWED - 1 else Verdict.FIT
        county.rows.put(Reserve, public_id=chance.public_id(), campaign_id=campaign.pk, organization_id=body.pk,
                        county_id=1, org_path=body.path, person_id=member.person_id,
                        verdict=verdict.value if is_reviewed else "",
                        reviewed_on=reviewed_on if is_reviewed else None,
                        reviewed_by=_BODIES if is_reviewed else [], recorded_at=noted_at)  # fmt: skip
