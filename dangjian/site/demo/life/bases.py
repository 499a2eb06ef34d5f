"""Bases of the demo county with their menus, and visits: some made and recorded, some ahead, some to be answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dangjian.activities.bases.models import Activity, Base, Booking, State
from dangjian.activities.bases.rules import Slot, slots
from dangjian.activities.meetings.models import State as MeetingState
from dangjian.affairs.organizations.models import Level, Organization
from dangjian.foundation.time import at
from dangjian.procedures.evidence.kinds import Kind
from dangjian.site.demo.cast import OFFICER
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.life import fates
from dangjian.site.demo.life.branches import Branch
from dangjian.site.demo.life.records import Held, Records
from dangjian.site.demo.programme.desks import Desks

_HOURS: Final = "9:00—11:30、14:30—17:00"
_TOWNSHIP, _VILLAGE, _COUNTY = "township", "village", "county"
_BACK, _AHEAD = timedelta(days=75), timedelta(days=21)
_ASKED: Final = 3
_FEWEST: Final = 3
_EVERY: Final = 4  # One slot in so many is taken.


@dataclass(frozen=True, slots=True)
class Told:
    """A base as it is told: who keeps it, what it is, what it offers."""

    keeper: str
    name: str
    kind: str
    place: str
    capacity: int
    weekdays: tuple[int, ...]
    most_a_month: int | None
    menu: tuple[str, ...]


_TOLD: Final = (
    Told(_COUNTY, "清源县革命纪念馆", "red", "县城文庙街 18 号", 80, (2, 3, 4, 5, 6), 24,
         ("重走转移路", "重温入党誓词", "听老战士后代讲往事")),
    Told(_COUNTY, "县廉政家风馆", "integrity", "县城书院路 6 号", 45, (1, 2, 3, 4, 5), 16, ("看家风展", "读廉洁家书")),
    Told(_TOWNSHIP, "石桥镇柑橘产业园", "industry", "石桥镇东坡", 40, (1, 3, 5), 8, ("跟班学修枝", "听合作社带富经验")),
    Told(_VILLAGE, "上湾村村史馆", "red", "上湾村老祠堂", 30, (1, 2, 3, 4, 5), 6, ("看村史讲变化", "帮村民收晒药材")),
    Told(_TOWNSHIP, "基层治理实训点", "governance", "镇社会治理中心", 35, (2, 4), 6,
         ("观摩屋场会", "模拟调解一件纠纷")),
)  # fmt: skip


def write(county: County, branches: Sequence[Branch], desks: Desks) -> None:
    """Add the bases; their visits are those of the branches around, the printed village among them."""
    chance = Chance(county.measures.members + 31, county.today)
    records = Records(county, chance)
    towns = [body for body in county.bodies if body.level == Level.TOWNSHIP]
    own = next(branch for branch in branches if branch.is_own)
    town = next(body for body in towns if own.body.path.startswith(body.path))
    keepers = {
        _COUNTY: [county.root, county.root],
        _TOWNSHIP: [town, next((body for body in towns if body != town), town)],
        _VILLAGE: [own.body],
    }
    for told in _TOLD:
        _base(county, chance, desks, records, told, keepers[told.keeper].pop(0), branches)


def _base(
    county: County,
    chance: Chance,
    desks: Desks,
    records: Records,
    told: Told,
    keeper: Organization,
    branches: Sequence[Branch],
) -> None:
    place = {"county_id": 1, "org_path": keeper.path}
    base = county.rows.add(
        Base(
            **place, public_id=chance.public_id(), organization_id=keeper.pk, name=told.name, kind=told.kind,
            place=told.place, capacity=told.capacity, weekdays="{" + ",".join(map(str, told.weekdays)) + "}",
            hours=_HOURS, most_a_month=told.most_a_month, made_at=at(county.today - timedelta(days=300), 10),
        )
    )  # fmt: skip
    menu = [
        county.rows.add(
            Activity(**place, base_id=base.pk, title=title, changed_on=county.today - timedelta(days=40 + 7 * number))
        )
        for number, title in enumerate(told.menu)
    ]
    able = [one for one in branches if not one.is_temporary and _FEWEST <= len(one.settled) <= told.capacity]
    first = [one for one in able if one.is_own and told is _TOLD[0]]  # The printed village: there, and once more ahead.
    visitors = iter(first + chance.sample(able, min(len(able), 60)))
    asked, ahead = count(), iter(first)
    months: dict[str, int] = {}
    for number, slot in enumerate(slots(told.weekdays, _HOURS, county.today - _BACK, county.today + _AHEAD)):
        month = f"{slot.day:%Y%m}"
        if number % _EVERY or slot.day == county.today or months.get(month, 0) >= (told.most_a_month or 99):
            continue
        months[month] = months.get(month, 0) + 1
        visitor = next(ahead, None) if slot.day > county.today else None
        free = (one for one in visitors if not one.fates.has(fates.THEME, slot.day.replace(day=1)))
        visitor = visitor or next(free, None)  # Who missed the month's theme day did not go anywhere either.
        if visitor is None:
            return
        is_asked = slot.day > county.today and next(asked) < _ASKED
        _visit(county, chance, desks, records, base, menu[number % len(menu)], keeper, visitor, slot, is_asked=is_asked)


def _visit(
    county: County,
    chance: Chance,
    desks: Desks,
    records: Records,
    base: Base,
    activity: Activity,
    keeper: Organization,
    visitor: Branch,
    slot: Slot,
    *,
    is_asked: bool,
) -> None:
    hand = desks.answers(keeper) if keeper.parent_id else desks.of_person(county.cast[OFFICER.login].pk)
    asked_at = at(min(slot.day - timedelta(days=9), county.today - timedelta(days=1)), 10)
    expected = visitor.expected(slot.day)
    booking = Booking(
        public_id=chance.public_id(), base_id=base.pk, activity_id=activity.pk, organization_id=visitor.body.pk,
        county_id=1, org_path=visitor.body.path, host_path=keeper.path, on=slot.day,
        during=DateTimeTZRange(slot.begins, slot.ends), people=max(len(expected), 1),
        state=State.ASKED if is_asked else State.CONFIRMED, asked_by=visitor.writes.account_id,
        asked_name=visitor.writes.name, asked_at=asked_at,
    )  # fmt: skip
    if not is_asked:
        booking.answered_by, booking.answered_name = hand.account_id, hand.name
        booking.answered_at = asked_at + timedelta(hours=3)
        is_over = slot.day < county.today
        records.write(
            Held(
                body=visitor.body, on=slot.day, kinds=[Kind.THEME_DAY], title=activity.title,
                place=f"{base.name}（{base.place}）", expected=expected, host=visitor.secretary,
                recorder=visitor.recorder, writes=visitor.writes, answers=visitor.answers,
                topics=f"到{base.name}{activity.title}" if is_over else "",
                decisions="回村后结合本村实际各谈一条建议，支委会汇总。" if is_over else "", hour=slot.begins.hour,
                state=MeetingState.SEALED if is_over else MeetingState.PLANNED, origin=booking.origin,
            )
        )  # fmt: skip
    county.rows.add(booking)
