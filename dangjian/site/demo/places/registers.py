"""What registers of the demo county share: a shipped one published, and lines filled and confirmed, by COPY."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.organizations.models import VILLAGE_DIGITS, Area, Field, Level, Organization
from dangjian.affairs.registers.book import shipped
from dangjian.affairs.registers.models import Change, Entry, Figure, Register, State, Turn, TurnKind, Version
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.affairs.registers.rules.values import Checks, number
from dangjian.foundation.time import at
from dangjian.site.demo.cast import OFFICER
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County

_MORNING = 9


@dataclass(frozen=True, slots=True)
class Kept:
    """A register of the demo county."""

    register: Register
    version: Version
    definition: Definition


def area_of(county: County, body: Organization) -> Area:
    """Return the place of a body; it has one."""
    return county.rows.of(Area)[(body.area_id or 1) - 1]


def villages(county: County, *fields: Field) -> list[Organization]:
    """Return the bodies of villages, or of communities, in county order."""
    townships = {body.pk for body in county.bodies if body.level == Level.TOWNSHIP}
    found = [
        body
        for body in county.bodies
        if body.field in fields and body.parent_id in townships and body.level == Level.BASE and body.area_id
        if len(area_of(county, body).code) == VILLAGE_DIGITS
    ]
    return sorted(found, key=lambda body: body.path)


def publish(county: County, chance: Chance, key: str, bodies: int, on: date) -> Kept:
    """Add the county's copy of a shipped register, published on a day."""
    found = shipped()[key]
    definition = found.definition
    root = county.root
    account = next(row for row in county.rows.of(Account) if row.person_id == county.cast[OFFICER.login].pk)
    register = county.rows.add(
        Register(
            public_id=chance.public_id(), organization_id=root.pk, county_id=1, org_path=root.path,
            derived_from=found.mark, title=definition.title, draft=definition.to_json(), is_changed=False,
            made_at=at(on, _MORNING),
        )
    )  # fmt: skip
    version = county.rows.add(
        Version(
            register_id=register.pk, county_id=1, org_path=root.path, number=1, definition=definition.to_json(),
            period=definition.period, minutes=definition.minutes, bodies=bodies, published_by=account.pk,
            published_name=OFFICER.name, published_on=on,
        )
    )  # fmt: skip
    county.rows.put(
        Change, register_id=register.pk, county_id=1, org_path=root.path, words=f"照“{definition.title}”建立",
        revision=1, by=account.pk, by_name=OFFICER.name, at=at(on, _MORNING),
    )  # fmt: skip
    register.current_id = version.pk
    return Kept(register, version, definition)


def fill(
    county: County, chance: Chance, kept: Kept, body: Organization, period: str, on: date, values: Mapping[str, Any]
) -> Entry:
    """Add a line of a village with its figures, filled and confirmed."""
    whole = Checks(kept.definition.fields).worked_out(values)
    entry = county.rows.add(
        Entry(
            public_id=chance.public_id(), register_id=kept.register.pk, version_id=kept.version.pk,
            organization_id=body.pk, county_id=1, org_path=body.path, period=period, area_id=body.area_id,
            subject=area_of(county, body).code, name=area_of(county, body).name, values=whole,
            state=State.CONFIRMED, written_on=on,
        )
    )  # fmt: skip
    for field in kept.definition.summed:
        figure = number(whole.get(field.key))
        if figure is not None:
            county.rows.put(Figure, entry_id=entry.pk, county_id=1, org_path=body.path, key=field.key, number=figure)
    for kind, day in ((TurnKind.FILL, on), (TurnKind.CONFIRM, min(on + timedelta(days=3), county.today))):
        county.rows.put(
            Turn, entry_id=entry.pk, county_id=1, org_path=body.path, kind=kind, version_number=1,
            values=whole if kind is TurnKind.FILL else None, by=1, by_name="", at=at(day, _MORNING),
        )  # fmt: skip
    return entry
