"""What stands beside the tree (P1): 党组, a leading group, a 大党委; and who guides and contacts whom."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.affairs.organizations.models import (
    Area,
    Attached,
    AttachedKind,
    Field,
    Organization,
    Relation,
    RelationKind,
    Seat,
    Sight,
    Unit,
)
from dangjian.foundation.time import at
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County

_DEPARTMENTS = ("清源县财政局", "清源县公安局")


def stand(county: County) -> None:
    """Set them up; draws from a source of its own, so that the rest of the county stays as it is."""
    chance = Chance(len(county.bodies), county.today)
    since = date(county.today.year - 2, 3, 1)
    for unit in [unit for unit in county.rows.of(Unit) if unit.name in _DEPARTMENTS]:
        body = county.bodies[unit.answering_body_id - 1]
        group = _attach(county, chance, f"{unit.name}党组", AttachedKind.PARTY_GROUP, county.root, unit=unit)
        _relate(county, chance, RelationKind.GUIDES, body, since, attached=group)
    place = county.areas["清源县"]
    _attach(county, chance, "清源县委党的建设工作领导小组", AttachedKind.LEADING_GROUP, county.root, area=place)
    communities = [body for body in county.bodies if body.field == Field.COMMUNITY and body.is_branch]
    rural = [body for body in county.bodies if body.field == Field.RURAL and body.is_branch]
    if communities:
        _zone(county, chance, communities[0], since)
    work_committee = next(body for body in county.bodies if body.short_name == "县直机关工委")
    _relate(county, chance, RelationKind.CONTACTS, rural[0], since, guide=work_committee, sight=Sight.BODY)


def _zone(county: County, chance: Chance, community: Organization, since: date) -> None:
    above = county.bodies[(community.parent_id or 1) - 1]
    area = county.rows.of(Area)[(community.area_id or 1) - 1]
    zone = _attach(county, chance, f"{area.name}大党委", AttachedKind.ZONE_COMMITTEE, above, area=area)
    for body in county.children_of(above)[:3]:
        county.rows.add(
            Seat(
                public_id=chance.public_id(),
                attached_id=zone.pk,
                title="兼职委员单位",
                body_id=body.pk,
                county_id=1,
                org_path=zone.org_path,
                during=DateRange(since, None),
                recorded_at=at(since, 9),
            )
        )


def _attach(  # a body beside the tree has that many facts
    county: County,
    chance: Chance,
    name: str,
    kind: AttachedKind,
    keeper: Organization,
    *,
    unit: Unit | None = None,
    area: Area | None = None,
) -> Attached:
    founded = chance.day(date(2012, 1, 1), date(county.today.year - 3, 1, 1))
    return county.rows.add(
        Attached(
            public_id=chance.public_id(),
            name=name,
            kind=kind,
            unit_id=unit.pk if unit else None,
            area_id=area.pk if area else None,
            keeper_id=keeper.pk,
            county_id=1,
            org_path=keeper.path,
            founded_on=founded,
            basis=f"清委〔{founded.year}〕{chance.randint(3, 60)}号",
        )
    )


def _relate(  # a relation has that many facts
    county: County,
    chance: Chance,
    kind: RelationKind,
    target: Organization,
    since: date,
    *,
    guide: Organization | None = None,
    attached: Attached | None = None,
    sight: Sight | None = None,
) -> None:
    county.rows.add(
        Relation(
            public_id=chance.public_id(),
            kind=kind,
            guide_id=guide.pk if guide else None,
            attached_id=attached.pk if attached else None,
            target_id=target.pk,
            county_id=1,
            org_path=target.path,
            sight=sight or "",
            basis=f"清组通〔{since.year}〕{chance.randint(3, 60)}号",
            during=DateRange(since, None),
            recorded_at=at(since, 9),
        )
    )
