"""Who a roster says is away: read into a stay with both homes where place and day are known, else said in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.imports.kinds.branches import Bodies
from dangjian.affairs.imports.kinds.people.cells import INWARD, Value
from dangjian.affairs.imports.kinds.rows import Checked, Found
from dangjian.affairs.imports.models import Level
from dangjian.affairs.imports.stale import Stale
from dangjian.affairs.imports.traces import Traces
from dangjian.affairs.members.models import Category
from dangjian.affairs.mobility.models import Reason, Stay, Talent
from dangjian.affairs.mobility.services import Elsewhere, has_door, register_departure
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Entry, Person
from dangjian.rulebook import RuleBreach

AWAY: Final = ("is_mobile", "away_to", "away_host", "away_from", "away_since", "away_reason")
_LONGEST: Final = 60
_SHOWN: Final = 12  # Row numbers named in a note.
_ELSEWHERE: Final = (
    "写着从别处流入：组织关系不在本支部的，不列入本支部名册，请在“流动党员”里登记流入。"
    "确是本支部党员的，请写明理由照收。"
)


@dataclass(frozen=True, slots=True)
class Journey:
    """Where someone went, since when and why; ``host`` is a branch in scope."""

    host: Organization | None
    place: str
    since: date
    reason: Reason

    def prepared(self, branch: Organization, index: bytes) -> list[Any]:
        """Return the row to write beside the person's own."""
        host = self.host.pk if self.host else None
        return ["away", branch.pk, index.hex(), host, self.place, self.since.isoformat(), self.reason.value]


class Journeys:
    """Reads the columns about moving; remembers what was not clear enough to be registered."""

    def __init__(self, bodies: Bodies, on: date) -> None:
        self._bodies, self._on = bodies, on
        self._unclear: list[int] = []
        self._number = 0
        self._known: frozenset[int] | None = None

    def read(self, checked: Checked, facts: dict[str, Value], branch: Organization | None) -> Journey | None:
        """Take the columns about moving out of ``facts``; return where someone went where that is sure."""
        said: dict[str, Value] = {name: facts.pop(name) for name in AWAY if name in facts}
        if not any(value for value in said.values() if value is not False):
            return None
        if said.get("is_mobile") == INWARD or self._is_from_elsewhere(said.get("away_from"), branch):
            checked.found.append(Found(Level.WARNING, "away_from" if "away_from" in said else "is_mobile", _ELSEWHERE))
            return None
        made = self._sure(said, facts.get("category"), branch)
        if made is None and (said.keys() - {"away_from"} or said.get("is_mobile")):
            self._unclear.append(checked.row.number)
        return made

    def is_known(self, person: Person) -> bool:
        """Say whether someone is registered as away already: that is not changed by a roster."""
        if self._known is None:
            away = Stay.objects.open().exclude(person=None).values_list("person_id", flat=True)
            self._known = frozenset([*away, *Talent.objects.open().values_list("person_id", flat=True)])
        return person.pk in self._known

    def count(self) -> None:
        """Count one that will be registered."""
        self._number += 1

    def notes(self) -> list[str]:
        """Return how many will be registered as away, and of which rows nothing was."""
        notes = []
        if self._number:
            notes.append(
                f"{self._number} 人登记为流动党员：组织关系仍在原支部，流入地另记。结对联系人请导入后由支部指定。"
            )
        if self._unclear:
            shown = "、".join(map(str, self._unclear[:_SHOWN])) + ("等" if len(self._unclear) > _SHOWN else "")
            notes.append(
                f"{len(self._unclear)} 行写着流动，但外出地点、外出日期不全或前后不一致，"
                f"没有登记流动情况（第 {shown} 行），"
                "请导入后在“流动党员”里登记。"
            )
        return notes

    def _is_from_elsewhere(self, words: Value, branch: Organization | None) -> bool:
        return bool(words) and branch is not None and self._bodies.get(str(words)) != branch

    def _sure(self, said: dict[str, Value], category: Value, branch: Organization | None) -> Journey | None:
        since = said.get("away_since")
        host = self._bodies.get(str(said["away_host"])) if said.get("away_host") else None
        words = [said.get("away_to"), None if host else said.get("away_host")]
        place = "".join(dict.fromkeys(str(part) for part in words if part))
        is_clear = said.get("is_mobile") is not False and isinstance(since, date) and since <= self._on
        is_place = bool(host or place) and host != branch and len(place) <= _LONGEST and not has_door(place)
        if not (is_clear and is_place and category in (Category.FULL, Category.PROBATIONARY)):
            return None
        assert isinstance(since, date)  # noqa: S101  # asked above
        return Journey(host, place, since, Reason(str(said.get("away_reason") or Reason.OTHER)))


def write(rows: Sequence[list[Any]], traces: Traces, *, by: Actor, on: date, reference: str) -> None:
    """Register who is away; raises ``Stale`` where someone is not where they were when it was checked.

    Who confirms must hold the right to register it; else ``RuleBreach``.
    """
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    homes = Organization.objects.filter(pk__in={row[1] for row in rows})
    if not all(by.may(Permission.MOBILITY_EDIT, path) for path in homes.values_list("path", flat=True)):
        raise RuleBreach("名册里写着流动党员，您没有登记流动党员的权限，请去掉这几列或请组织委员确认")
    hosts = Organization.objects.in_bulk({row[3] for row in rows if row[3]})
    people, made = [], []
    for _, body, index, host, place, since, reason in rows:
        person = Person.objects.filter(id_index=bytes.fromhex(index), organization_id=body, merged_into=None).first()
        if person is None or Stay.objects.open().filter(person=person).exists():
            raise Stale
        stay = register_departure(
            by=by, person=person, elsewhere=Elsewhere(host=hosts.get(host), place=place), reason=Reason(reason),
            since=date.fromisoformat(since), is_able=False, contact=None, on=on, reference=reference,
        )  # fmt: skip
        people.append(person.pk)
        made.append(stay.pk)
    entries = Entry.objects.filter(pk__gt=last, person_id__in=people, fields=["mobility"]).order_by("pk")
    traces.made("people_entry", list(entries.values_list("pk", flat=True)))
    traces.made("mobility_stay", sorted(made))
