"""Rows of meetings: the record, who was away, what it is evidence of, who does what by when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from dangjian.activities.meetings.models import Absence, ActionItem, Meeting, Reason, State
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import at
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.evidence.models import Evidence
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Hand

_REASONS: Final = ((Reason.ILL, Reason.AWAY, Reason.WORK, Reason.FAMILY, Reason.OTHER), (5, 40, 25, 25, 5))
_MOST_AWAY: Final = 0.09  # Share of who was to come, at most.


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting as it is told: ``expected`` are member ids, ``late`` the reason why it was recorded weeks after."""

    body: Organization
    on: date
    kinds: Sequence[Kind]
    title: str
    place: str
    expected: Sequence[int]
    host: int | None
    recorder: int | None
    writes: Hand
    answers: Hand
    topics: str = ""
    decisions: str = ""
    frail: Sequence[int] = ()
    lecturer: int | None = None
    lecturer_name: str = ""
    late: str = ""
    hour: int = 15
    state: State = State.SEALED
    item: str = ""
    weeks: int = field(default=0)
    origin: str = ""


class Records:
    """Writes meetings down; ``list`` columns as PostgreSQL's own text, which COPY takes as it is."""

    def __init__(self, county: County, chance: Chance) -> None:
        self._county, self._chance, self._rows = county, chance, county.rows

    def write(self, held: Held) -> UUID:
        """Write a meeting with all that hangs on it; return its public id."""
        identity, begun = self._chance.public_id(), at(held.on, held.hour)
        is_sealed, is_held = held.state == State.SEALED, held.state in (State.SEALED, State.RECORDED)
        recorded = begun + timedelta(hours=2, days=7 * held.weeks)
        sealed = recorded + timedelta(minutes=50)
        absent = self._absent(held) if is_held else {}
        self._rows.put(
            Meeting,
            public_id=identity,
            organization_id=held.body.pk,
            county_id=1,
            org_path=held.body.path,
            kinds=_array(held.kinds),
            title=held.title,
            state=held.state,
            planned_for=begun,
            held_at=begun if is_held else None,
            held_on=held.on,
            place=held.place,
            host_id=held.host,
            recorder_id=held.recorder,
            lecturer_id=held.lecturer,
            lecturer_name=held.lecturer_name,
            topics=held.topics,
            decisions=held.decisions,
            expected=_array(held.expected) if held.state != State.PLANNED else "{}",
            attended=_array([one for one in held.expected if one not in absent]) if is_sealed else "{}",
            matters="{}",
            origin=held.origin,
            late_reason=held.late,
            revision=2 if is_sealed else int(is_held),
            recorded_by=held.writes.account_id if is_held else None,
            recorded_name=held.writes.name if is_held else "",
            recorded_at=recorded if is_held else None,
            sealed_by=held.answers.account_id if is_sealed else None,
            sealed_name=held.answers.name if is_sealed else "",
            sealed_at=sealed if is_sealed else None,
            made_at=min(begun - timedelta(days=4), at(self._county.today - timedelta(days=1), 16)),
        )
        number = self._rows.count(Meeting)
        for member, reason in absent.items():
            self._rows.put(
                Absence, meeting_id=number, member_id=member, county_id=1, org_path=held.body.path, reason=reason
            )
        if held.item:
            self._item(held, number)
        if is_sealed:
            self._lodge(held, f"meetings.meeting:{identity}", f"/meetings/{identity}/", sealed)
        return identity

    def _absent(self, held: Held) -> dict[int, Reason]:
        most = int(len(held.expected) * _MOST_AWAY)
        away = self._chance.sample(held.expected, self._chance.randint(0, most)) if most else []
        found = {member: self._chance.choices(*_REASONS)[0] for member in away}
        return found | {member: Reason.FRAIL for member in held.frail if member in held.expected}

    def _item(self, held: Held, number: int) -> None:
        due = held.on + timedelta(days=21)
        done = held.on + timedelta(days=self._chance.randint(5, 20))
        is_done = done < self._county.today and held.state == State.SEALED
        self._rows.put(
            ActionItem,
            public_id=self._chance.public_id(),
            meeting_id=number,
            county_id=1,
            org_path=held.body.path,
            order_no=1,
            what=held.item,
            who_id=held.recorder or held.host,
            due_on=due,
            done_on=done if is_done else None,
            outcome="已办，群众知情" if is_done else "",
            done_by=held.writes.account_id if is_done else None,
        )

    def _lodge(self, held: Held, source: str, address: str, moment: datetime) -> None:
        for kind in held.kinds:
            for person in (None, held.lecturer) if kind is Kind.LECTURE and held.lecturer else (None,):
                self._rows.put(
                    Evidence,
                    public_id=self._chance.public_id(),
                    county_id=1,
                    organization_id=held.body.pk,
                    org_path=held.body.path,
                    kind=kind,
                    held_on=held.on,
                    source=source,
                    title=held.title,
                    address=address,
                    person_id=person,
                    recorded_at=moment,
                    late_reason=held.late,
                )


def _array(values: Sequence[object]) -> str:
    return "{" + ",".join(map(str, values)) + "}"
