"""A register that the county made for itself: what villages do for people, last quarter and this one."""

from datetime import date, timedelta
from typing import Any, Final

from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.fillers import kinds_of
from dangjian.affairs.registers.models import Change, Entry, Figure, Register, State, Turn, TurnKind, Version
from dangjian.affairs.registers.rules.definitions import Definition, read_definition
from dangjian.affairs.registers.rules.periods import Period, before, period_of
from dangjian.affairs.registers.rules.values import Checks, number
from dangjian.foundation.time import at
from dangjian.site.demo.cast import OFFICER
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks, Hand

_FIELDS: Final[list[dict[str, Any]]] = [
    {"key": "branches", "caption": "党支部数", "kind": "integer", "unit": "个", "fact": "branches"},
    {"key": "errands", "caption": "代办事项", "kind": "integer", "unit": "件", "min": 0, "required": True},
    {"key": "visits", "caption": "上门服务", "kind": "integer", "unit": "人次", "min": 0, "required": True},
    {"key": "asked", "caption": "收到诉求", "kind": "integer", "unit": "件", "min": 0, "required": True},
    {"key": "settled", "caption": "办结诉求", "kind": "integer", "unit": "件", "min": 0, "required": True,
     "compare": "le", "other": "asked"},
    {"key": "share", "caption": "办结率", "kind": "formula", "formula": "share", "of": ["settled", "asked"]},
    {"key": "hall", "caption": "服务大厅", "kind": "choice", "choices": ["够用", "偏小", "在维修"]},
]  # fmt: skip
_HALLS: Final = ("够用", "够用", "够用", "偏小", "在维修")
_OPENED: Final = timedelta(days=150)


def write(county: County) -> None:
    """Make it: the last quarter whole and confirmed, this one begun by one in three."""
    chance, desks = Chance(county.measures.members + 41, county.today), Desks(county)
    hand = desks.of_person(county.cast[OFFICER.login].pk)
    definition = read_definition(
        {
            "title": "村（社区）便民服务台账", "about": "body", "period": "quarter", "minutes": 6, "due_days": 10,
            "filled_by": ["villages", "communities"], "field": _FIELDS,
            "note": "只填数，不传照片；来人是谁、什么事不记。",
        }
    )  # fmt: skip
    parents = {body.pk: body for body in county.bodies}
    bodies = [body for body in county.bodies if body.closed_on is None and _fills(body, parents)]
    version = _published(county, chance, definition, hand, len(bodies))
    now = period_of(definition.period, county.today)
    last = before(definition.period, now)
    for place, body in enumerate(bodies):
        if last is not None:
            _line(county, chance, desks, version, definition, body, last, is_confirmed=True)
        if place % 3 == 0 and now.start < county.today:
            _line(county, chance, desks, version, definition, body, now, is_confirmed=False)


def _fills(body: Organization, parents: dict[int, Organization]) -> bool:
    parent = parents.get(body.parent_id or 0)
    whole = Organization(kind=body.kind, field=body.field, level=body.level)
    whole.parent = parent
    return bool(kinds_of(whole) & {"villages", "communities"})


def _published(county: County, chance: Chance, definition: Definition, hand: Hand, bodies: int) -> Version:
    on, root = county.today - _OPENED, county.root
    at_root: dict[str, Any] = {"county_id": 1, "org_path": root.path}
    register = county.rows.add(
        Register(
            **at_root, public_id=chance.public_id(), organization_id=root.pk, title=definition.title,
            draft=definition.to_json(), revision=1, is_changed=False, made_at=at(on, 9), opened_on=on,
        )
    )  # fmt: skip
    version = county.rows.add(
        Version(
            **at_root, register_id=register.pk, number=1, definition=definition.to_json(), period=definition.period,
            minutes=definition.minutes, bodies=bodies, published_by=hand.account_id, published_name=hand.name,
            published_on=on,
        )
    )  # fmt: skip
    county.rows.add(
        Change(
            **at_root, register_id=register.pk, revision=1, words="建立", by=hand.account_id, by_name=hand.name,
            at=at(on, 9),
        )
    )  # fmt: skip
    register.current_id = version.pk
    return version


def _line(
    county: County,
    chance: Chance,
    desks: Desks,
    version: Version,
    definition: Definition,
    body: Organization,
    period: Period,
    *,
    is_confirmed: bool,
) -> None:
    writes, judges = desks.writes(body), desks.answers(body)
    on = min(period.end + timedelta(days=4), county.today - timedelta(days=1))
    branches = sum(one.is_branch for one in county.bodies if one.path.startswith(body.path) and not one.closed_on)
    values = Checks(definition.fields).worked_out({**_said(chance), "branches": branches})
    place: dict[str, Any] = {"county_id": 1, "org_path": body.path}
    line = county.rows.add(
        Entry(
            **place, public_id=chance.public_id(), register_id=version.register_id, version_id=version.pk,
            organization_id=body.pk, period=period.key, values=values, written_on=on,
            sources={"branches": {"source": "党组织登记，含本级和所辖", "on": on.isoformat(), "corrected": False}},
            state=State.CONFIRMED if is_confirmed else State.FILLED, revision=1 + is_confirmed,
        )
    )  # fmt: skip
    for field in definition.summed:
        figure = number(values.get(field.key))
        if figure is not None:
            county.rows.add(Figure(**place, entry_id=line.pk, key=field.key, number=figure))
    turns: list[tuple[TurnKind, Hand, date, dict[str, Any] | None]] = [(TurnKind.FILL, writes, on, values)]
    if is_confirmed:
        turns.append((TurnKind.CONFIRM, judges, on, None))
    for hour, (kind, hand, day, said) in enumerate(turns, 9):
        county.rows.add(
            Turn(
                **place, entry_id=line.pk, kind=kind, version_number=1, values=said, by=hand.account_id,
                by_name=hand.name, at=at(day, hour),
            )
        )  # fmt: skip


def _said(chance: Chance) -> dict[str, Any]:
    asked = chance.randrange(4, 40)
    return {
        "errands": chance.randrange(6, 90), "visits": chance.randrange(5, 60), "asked": asked,
        "settled": asked - chance.randrange(0, min(asked, 4)), "hall": _HALLS[chance.randrange(len(_HALLS))],
    }  # fmt: skip
