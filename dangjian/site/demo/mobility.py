"""Members of the demo who are away or here as guests, and relations parked at the county's talent agency."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.mobility.models import Contact, Direction, Reason, Stage, Stay, Talent
from dangjian.affairs.mobility.rules import contact_due, decision_due
from dangjian.affairs.organizations.models import Field, Kind, Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.transfers.models import Transfer
from dangjian.foundation.names import sort_key
from dangjian.foundation.time import at
from dangjian.site.demo.cast import VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.names import Names

_ONE_AWAY_IN: Final = 53  # 1,200 of 63,636.
_ONE_PARKED_IN: Final = 795  # 80.
_ONE_GUEST_IN: Final = 420
_AT_HOME_IN: Final = (Field.RURAL, Field.COMMUNITY)
_PLACES: Final = ("海东省临港县", "海东省海州市高新区", "南川省云溪市", "南川省白石县", "北原省林州市", "外省沿海城市")
_ABROAD: Final = ("东南亚某国", "欧洲某国")
_REASONS: Final = ((Reason.WORK, Reason.STUDY, Reason.FAMILY, Reason.ABROAD, Reason.OTHER), (70, 8, 14, 4, 4))
_AGENCY: Final = "清源县人才交流服务中心"
_HOMES: Final = ("海东省临港县城关镇某村党支部", "南川省云溪市某社区第三党支部", "北原省林州市某公司党支部")


def write(county: County) -> None:
    """Add those away with their contacts, guests from elsewhere, and parked relations; from a source of its own."""
    chance = Chance(county.measures.members + 3, county.today)
    free = _free(county)
    rolls: dict[int, list[Member]] = {}
    for member in county.rows.of(Member):
        if member.category == Category.FULL:
            rolls.setdefault(member.organization_id, []).append(member)
    hosts = [body for body in county.bodies if body.kind == Kind.MOBILE_BRANCH]
    rural = [one for one in free if county.bodies[one.organization_id - 1].field in _AT_HOME_IN]
    village = [one for one in free if county.bodies[one.organization_id - 1].short_name.startswith(VILLAGE)][-3:]
    drawn = chance.sample([one for one in rural if one not in village], county.measures.members // _ONE_AWAY_IN - 2)
    away = [*village[:2], *drawn]  # The printed secretary has some to keep contact with, and one to decide on.
    for member in away:
        _depart(county, chance, member, hosts, rolls)
    gone = {member.pk for member in away}
    rest = [one for one in free if one.pk not in gone and one not in village]
    parked = max(2, county.measures.members // _ONE_PARKED_IN) - 1
    for member in [*village[2:], *chance.sample(rest, parked)]:
        _park(county, chance, member)
    open_to, names = [body for body in county.bodies if body.pk in rolls], Names(chance)
    for _ in range(max(2, county.measures.members // _ONE_GUEST_IN)):
        _arrive(county, chance, names, chance.choice(open_to), rolls)


def _free(county: County) -> list[Member]:
    """Full members without a post or a transfer, none of the printed cast."""
    held = {row.person_id for row in county.rows.of(Appointment)} | {one.pk for one in county.cast.values()}
    held |= {row.person_id for row in county.rows.of(Transfer) if row.person_id}
    return [one for one in county.rows.of(Member) if one.category == Category.FULL and one.person_id not in held]


def _depart(
    county: County,
    chance: Chance,
    member: Member,
    hosts: Sequence[Organization],
    rolls: Mapping[int, Sequence[Member]],
) -> None:
    today, body = county.today, county.bodies[member.organization_id - 1]
    person = county.rows.of(Person)[member.person_id - 1]
    reason = chance.choices(*_REASONS)[0]
    is_abroad = reason == Reason.ABROAD
    since = chance.day(today - timedelta(days=1_800), today - timedelta(days=20))
    host = chance.choice(hosts) if hosts and not is_abroad and not chance.randrange(3) else None
    pair = chance.choice(rolls[body.pk])
    last = max(since, today - timedelta(days=chance.randrange(170 if is_abroad else 110)))
    due = contact_due(last=last, is_abroad=is_abroad, on=today)
    county.rows.put(
        Stay,
        public_id=chance.public_id(),
        direction=Direction.OUT,
        person_id=person.pk,
        name=person.name,
        sort_key=person.sort_key,
        organization_id=body.pk,
        county_id=1,
        org_path=body.path,
        home=body.name,
        host_id=host.pk if host else None,
        host_path=host.path if host else "",
        place="" if host else chance.choice(_ABROAD if is_abroad else _PLACES),
        reason=reason,
        since=since,
        is_able=not chance.randrange(12),
        contact_id=pair.person_id if pair.pk != member.pk and chance.randrange(10) else None,
        contact_due_on=due,
        reported_on=since + timedelta(days=9) if host and chance.randrange(5) else None,
        recorded_at=at(since, 9),
    )
    if last > since:
        stay = county.rows.count(Stay)
        name = county.rows.of(Person)[pair.person_id - 1].name
        county.rows.put(
            Contact, stay_id=stay, county_id=1, org_path=body.path, on=last, by_name=name, recorded_at=at(last, 10)
        )


def _park(county: County, chance: Chance, member: Member) -> None:
    today, body = county.today, county.bodies[member.organization_id - 1]
    found_on = chance.day(today - timedelta(days=100), today - timedelta(days=3))
    stage = chance.choices((Stage.FOUND, Stage.CONTACTED, Stage.STAYS, Stage.MOVES), (30, 40, 15, 15))[0]
    is_reached = stage != Stage.FOUND
    county.rows.put(
        Talent,
        public_id=chance.public_id(),
        person_id=member.person_id,
        organization_id=body.pk,
        county_id=1,
        org_path=body.path,
        agency=_AGENCY,
        stage=stage,
        found_on=found_on,
        contacted_on=_within(found_on, 2, today) if is_reached else None,
        due_on=decision_due(found_on=found_on, on=today),
        stays_because="尚未落实工作单位" if stage == Stage.STAYS else "",
        ended_on=_within(found_on, 3, today) if stage in (Stage.STAYS, Stage.MOVES) else None,
        recorded_at=at(found_on, 9),
    )


def _arrive(
    county: County, chance: Chance, names: Names, body: Organization, rolls: Mapping[int, Sequence[Member]]
) -> None:
    since = chance.day(county.today - timedelta(days=700), county.today - timedelta(days=30))
    name = names.draw()
    county.rows.put(
        Stay,
        public_id=chance.public_id(),
        direction=Direction.IN,
        name=name,
        sort_key=sort_key(name),
        organization_id=body.pk,
        county_id=1,
        org_path=body.path,
        home=chance.choice(_HOMES),
        reason=Reason.WORK,
        since=since,
        contact_id=chance.choice(rolls[body.pk]).person_id,
        reported_on=since + timedelta(days=12),
        recorded_at=at(since, 9),
    )


def _within(day: date, days: int, last: date) -> date:
    return min(day + timedelta(days=days), last)
