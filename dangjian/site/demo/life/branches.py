"""The branches as organization life sees them: the roll, who leads, who writes, what was missed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from dangjian.activities.duties.planning import fixed_day
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Member, Standing
from dangjian.affairs.organizations.models import Field, Kind, Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.transfers.models import Transfer
from dangjian.site.demo.cast import VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.life import fates
from dangjian.site.demo.life.fates import Fates
from dangjian.site.demo.programme.desks import Desks, Hand

_COMMITTEE: Final = 7
_OLD: Final = timedelta(days=84 * 365)
_FRAIL: Final = 2
_DAYS: Final = ((5, 10, 15, 20, 25), (60, 14, 12, 8, 6))  # The day of the month that a branch keeps.
PRINTED: Final = (VILLAGE, "柳河村", "青峰村")
_PLACES: Final = {
    Field.RURAL: "村党群服务中心会议室",
    Field.COMMUNITY: "社区党群服务中心",
    Field.ORGAN: "机关三楼会议室",
    Field.SCHOOL: "学校会议室",
    Field.HOSPITAL: "门诊楼会议室",
}
Roll = list[tuple[Member, date]]


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch: its roll is of (member, on it since); ``number`` is the day of the month that it keeps.

    ``settled`` were on the roll before what is told begins, ``later`` came since (both by member id).
    ``has_committee``: the monthly meeting of a committee is owed.

    ``is_printed``: one of the villages of the printed accounts, ``is_own``: that of the walk.
    """

    body: Organization
    roll: Roll
    settled: list[int]
    later: list[tuple[int, date]]
    has_committee: bool
    committee: list[int]
    frail: list[int]
    secretary: int | None
    recorder: int | None
    answers: Hand
    writes: Hand
    number: int
    fates: Fates
    is_printed: bool
    is_own: bool

    @property
    def is_temporary(self) -> bool:
        """Whether it does only what a temporary branch does."""
        return self.body.kind == Kind.TEMPORARY_BRANCH

    @property
    def place(self) -> str:
        """Where it meets."""
        return _PLACES.get(Field(self.body.field), "党员活动室")

    def theme_day(self, month: date) -> date:
        """Return the day it keeps in a month."""
        return _kept(self.number, month)

    def expected(self, on: date) -> list[int]:
        """Return who is on the roll on a day."""
        return self.settled + [member for member, since in self.later if since <= on]


@cache
def _kept(number: int, month: date) -> date:
    return fixed_day(number)(month)


def gather(county: County, chance: Chance, desks: Desks) -> list[Branch]:
    """Return the open branches in the order in which they grew."""
    gathering = _Gathering(county)
    found = [body for body in county.bodies if body.is_branch and body.closed_on is None]
    return [gathering.branch(chance, desks, body) for body in found]


class _Gathering:
    def __init__(self, county: County) -> None:
        self._county = county
        self._rolls = _rolls(county)
        self._seats: dict[int, list[tuple[Post, int]]] = defaultdict(list)
        posts = county.rows.of(Post)
        for row in county.rows.of(Appointment):
            if row.during.upper is None:
                post = posts[row.post_id - 1]
                self._seats[post.organization_id].append((post, row.person_id))
        self._members = {member.person_id: member for member in county.rows.of(Member)}

    def branch(self, chance: Chance, desks: Desks, body: Organization) -> Branch:
        held, people = self._seats.get(body.pk, []), self._county.rows.of(Person)
        sitting = [person for post, person in held if "委员" in post.title or "书记" in post.title]
        places = {person: place for place, person in enumerate(sitting)}
        roll = sorted(
            self._rolls.get(body.pk) or self._guests(body, sitting),
            key=lambda one: (places.get(one[0].person_id, len(places)), one[0].joined_on or date.max, one[0].pk),
        )
        old, first = self._county.today - _OLD, date(self._county.today.year - 1, 1, 1)
        return Branch(
            body=body,
            roll=roll,
            settled=[member.pk for member, since in roll if since <= first],
            later=[(member.pk, since) for member, since in roll if since > first],
            has_committee=sum(member.category == Category.FULL for member, _ in roll) >= _COMMITTEE,
            committee=[self._members[person].pk for person in sitting],
            frail=[member.pk for member, _ in roll if (people[member.person_id - 1].born_on or old) < old][:_FRAIL],
            secretary=next((person for post, person in held if post.role == Role.SECRETARY), None),
            recorder=next((person for post, person in held if post.title == "组织委员"), None),
            answers=desks.answers(body),
            writes=desks.writes(body),
            number=chance.choices(*_DAYS)[0],
            fates=fates.draw(self._county, chance, body),
            is_printed=body.short_name.startswith(PRINTED),
            is_own=body.short_name.startswith(VILLAGE),
        )

    def _guests(self, body: Organization, sitting: list[int]) -> Roll:
        """A temporary branch has no roll of its own: those in its posts come."""
        return [(self._members[person], body.founded_on or self._county.today) for person in sitting]


def _rolls(county: County) -> Mapping[int, Roll]:
    moved = {row.person_id: row.received_on for row in county.rows.of(Transfer) if row.received_on}
    rolls: dict[int, Roll] = defaultdict(list)
    for member in county.rows.of(Member):
        is_in = member.category in (Category.FULL, Category.PROBATIONARY) and member.standing == Standing.NORMAL
        if is_in and member.left_on is None and member.joined_on:
            since = max(member.joined_on, moved.get(member.person_id) or member.joined_on)
            rolls[member.organization_id].append((member, since))
    return rolls
