"""What is known of each firm and society; a few that no longer operate; the lists they are held against."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from dangjian.affairs.newcomers.models import Condition, Decision, Listed, Listing, Match, Profile
from dangjian.affairs.newcomers.rules import FIELDS, FIRM
from dangjian.affairs.organizations.models import Organization, Unit
from dangjian.affairs.organizations.rules import credit_check
from dangjian.foundation.time import at
from dangjian.site.demo.cast import OFFICER
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import Attachment, County
from dangjian.site.demo.names import Names

_SOURCES: Final = {FIRM: "县市场监督管理局", "society": "县民政局"}
_REASONS: Final = {
    Condition.SHELL: "只有执照没有经营，税务零申报一年以上，镇里实地核过",
    Condition.DORMANT: "停业一年以上，厂房已退租，镇里实地核过",
    Condition.GONE: "已办注销，登记机关名单上没有了",
}
_WORKED: Final = 0.55  # Share of the unorganized that an instructor, a union or a league reaches.
_NEW: Final = (  # On the list and not on record: the last one's code was copied wrong.
    ("清源县新禾农产品加工有限公司", 26, "存续"),
    ("清源县启程汽车维修有限公司", 9, "存续"),
    ("清源县云桥电子商务有限公司", 14, "存续"),
)
_CLUBS: Final = (("清源县乡村文艺爱好者协会", 5, "正常"), ("清源县青年志愿者服务社", 7, "正常"))


def write(county: County) -> None:
    """Add profiles and one list of each kind, drawn apart: nothing else of the county changes by it."""
    chance = Chance(county.measures.members + 41, county.today)
    names = Names(chance)
    bodies = {body.pk: body for body in county.bodies}
    held = {row.unit_id: bodies[row.organization_id] for row in county.rows.of(Attachment)}
    for field in FIELDS:
        units = [unit for unit in county.rows.of(Unit) if unit.field == field]
        out = _out(county, field, units, held)
        for unit in units:
            _profile(county, chance, names, unit, held.get(unit.pk), out.get(unit.pk))
        _listing(county, chance, field, units, out)


def _out(county: County, field: str, units: Sequence[Unit], held: dict[int, Organization]) -> dict[int, Condition]:
    """Say which units no longer operate: so many with a body and so many without, as the measures say."""
    measures = county.measures
    with_body, without = measures.firms_out if field == FIRM else measures.societies_out
    some = [unit.pk for unit in units if unit.pk in held][-with_body:] if with_body else []
    others = [unit.pk for unit in units if unit.pk not in held][-without:] if without else []
    words = (Condition.SHELL, Condition.DORMANT, Condition.GONE)
    return {unit: words[place % len(words)] for place, unit in enumerate([*others, *some])}


def _profile(
    county: County, chance: Chance, names: Names, unit: Unit, body: Organization | None, out: Condition | None
) -> None:
    is_firm = unit.field == FIRM
    staff = min(round(chance.lognormvariate(3.1 if is_firm else 2.0, 0.8)) + 3, 900)
    worked = body is None and out is None and chance.random() < _WORKED
    instructor = names.draw() if worked and chance.random() < 0.7 else ""  # noqa: PLR2004  # most by an instructor
    since = chance.day(county.today - timedelta(days=700), county.today - timedelta(days=30))
    kept = chance.day(county.today - timedelta(days=120), county.today - timedelta(days=1))
    county.rows.add(
        Profile(
            unit_id=unit.pk,
            staff=staff,
            members=chance.choices((0, 1, 2, 3, 4), (50, 26, 14, 7, 3))[0] if body is None else chance.randint(3, 7),
            instructor=instructor,
            instructed_since=since if instructor else None,
            has_union=worked and (not instructor or chance.random() < 0.4),  # noqa: PLR2004
            has_league=worked and chance.random() < 0.15,  # noqa: PLR2004
            condition=out or Condition.OPERATING,
            reason=_REASONS[out] if out else "",
            judged_on=kept if out else None,
            judged_name=OFFICER.name if out else "",
            staff_source=f"{_SOURCES[unit.field]}名单",
            kept_on=kept,
        )
    )


def _listing(county: County, chance: Chance, field: str, units: Sequence[Unit], out: dict[int, Condition]) -> None:
    day = county.today - timedelta(days=19)
    listing = county.rows.add(
        Listing(
            public_id=chance.public_id(), organization_id=county.root.pk, county_id=1, org_path=county.root.path,
            field=field, source=_SOURCES[field], name="名单.xlsx", made_on=day, brought_at=at(day, 10),
            brought_name=OFFICER.name,
        )
    )  # fmt: skip
    staff = {row.unit_id: row.staff for row in county.rows.of(Profile)}
    lost = units[len(units) // 2].pk  # On record, operating, and not on the list: someone has to look.
    number = 0
    for unit in units:
        is_ended = out.get(unit.pk) is Condition.GONE
        if is_ended or unit.pk == lost:
            continue
        number += 1
        _line(county, chance, listing, number, unit.name, unit.credit_code, staff[unit.pk], Match.SAME, unit)
    for name, count, status in _NEW if field == FIRM else _CLUBS:
        number += 1
        first = f"{'91' if field == FIRM else '52'}990127{90000000 + number:08d}X"
        _line(
            county,
            chance,
            listing,
            number,
            name,
            first + credit_check(first),
            count,
            Match.UNKNOWN,
            None,
            status=status,
        )
    number += 1
    wrong = f"91990127{80000000 + number:08d}X0"
    fault = "统一社会信用代码的校验位不符，可能有一位抄错，请对照证照核对。"
    _line(county, chance, listing, number, "清源县城南便民服务部", wrong, 4, Match.FAULTY, None, fault=fault)
    for unit in units:
        if unit.pk == lost or out.get(unit.pk) is Condition.GONE:
            number += 1
            done = out.get(unit.pk) is Condition.GONE
            _line(county, chance, listing, number, unit.name, unit.credit_code, None, Match.MISSING, unit, is_done=done)


def _line(
    county: County,
    chance: Chance,
    listing: Listing,
    number: int,
    name: str,
    code: str,
    staff: int | None,
    match: Match,
    unit: Unit | None,
    *,
    status: str = "",
    fault: str = "",
    is_done: bool = False,
) -> None:
    county.rows.put(
        Listed, public_id=chance.public_id(), listing_id=listing.pk, number=number, name=name, credit_code=code,
        staff=staff, status=status,
        match=match, unit_id=unit.pk if unit else None, fault=fault,
        decision=Decision.LEFT_OUT if is_done else "", words=_REASONS[Condition.GONE] if is_done else "",
        decided_at=at(listing.made_on + timedelta(days=1), 9) if is_done else None,
        decided_name=OFFICER.name if is_done else "",
    )  # fmt: skip
