"""Three disposals of the demo: proposed, before the congress, a correction that runs."""

from dataclasses import dataclass
from typing import Final

from dangjian.affairs.disposals import rules
from dangjian.affairs.disposals.models import Disposal, Mode, Statement
from dangjian.affairs.members.models import Category, Member, Standing
from dangjian.affairs.mobility.models import Talent
from dangjian.affairs.organizations.models import BRANCHES
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.standing.models import Matter
from dangjian.affairs.transfers.models import Transfer
from dangjian.foundation.time import at
from dangjian.site.demo.cast import VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks
from dangjian.site.demo.walking import committee_above, days_ago, walked


@dataclass(frozen=True, slots=True)
class Fate:
    """Mode, which of its grounds, how many of five steps were taken, over which days, what the person said."""

    mode: Mode
    taken: int
    ago: int
    until: int
    said: str = ""


_FATES: Final = (
    Fate(Mode.CORRECTION, 3, 35, 8, "长期在外务工，没有及时和支部联系，愿意补交党费、按时参加组织生活。"),
    Fate(Mode.CORRECTION, 5, 110, 70, "接受支部意见。"),
    Fate(Mode.REMOVAL, 1, 12, 6),
)


def write(county: County) -> None:
    """Add them: the first in the printed village's branch; from a source of its own."""
    chance = Chance(county.measures.members + 37, county.today)
    desks = Desks(county)
    for member, fate in zip(_drawn(county, chance), _FATES, strict=False):
        _disposal(county, chance, desks, member, fate)


def _drawn(county: County, chance: Chance) -> list[Member]:
    """Full members of normal standing without post, matter or transfer; the first in the printed village."""
    held = {row.person_id for row in county.rows.of(Appointment)} | {one.pk for one in county.cast.values()}
    held |= {row.person_id for row in county.rows.of(Matter)} | county.rows.values(Talent, "person_id")
    held |= {row.person_id for row in county.rows.of(Transfer) if row.person_id}
    free = [
        one
        for one in county.rows.of(Member)
        if one.category == Category.FULL and one.standing == Standing.NORMAL and one.left_on is None
        and one.person_id not in held and county.bodies[one.organization_id - 1].kind in BRANCHES
        and county.bodies[one.organization_id - 1].closed_on is None
    ]  # fmt: skip
    village = [one for one in free if county.bodies[one.organization_id - 1].short_name.startswith(VILLAGE)][-1:]
    return [*village, *chance.sample([one for one in free if one not in village], len(_FATES) - len(village))]


def _disposal(county: County, chance: Chance, desks: Desks, member: Member, fate: Fate) -> None:
    home = county.bodies[member.organization_id - 1]
    person = county.rows.of(Person)[member.person_id - 1]
    begun, last, identity = days_ago(county, fate.ago), days_ago(county, fate.until), chance.public_id()
    case, days = walked(
        county, desks, definition="disposals.case", identity=identity, subject=f"people.person:{person.public_id}",
        title=f"{person.name}：组织处置", bodies={"subject_body": home, "superior": committee_above(county, home)},
        begun=begun, last=last, taken=fate.taken, person_id=person.pk,
    )  # fmt: skip
    months = rules.usual_months(begun) if fate.mode == Mode.CORRECTION else None
    approved = days.get("approve")
    row = county.rows.add(
        Disposal(
            public_id=identity, person_id=person.pk, organization_id=home.pk, county_id=1, org_path=home.path,
            mode=fate.mode.value, ground=str(rules.grounds(fate.mode, begun).listing[0]), months=months,
            case_id=case.pk, approved_on=approved,
            until=rules.corrected_by(approved, months) if approved and months else None, recorded_at=at(begun, 9),
        )
    )  # fmt: skip
    if fate.said:
        county.rows.put(Statement, disposal_id=row.pk, county_id=1, org_path=home.path, words=fate.said, said_on=last,
                        said_at=at(last, 11))  # fmt: skip
