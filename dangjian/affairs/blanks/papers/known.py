"""What a form says of one member, in words; empty where it is not known or not for the one who prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.affairs.members.facts import FACTS, held
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.queries.rolls import Line
from dangjian.affairs.mobility.models import Direction, Stay


@dataclass(frozen=True, slots=True)
class Known:
    """A member on a form: the line of the roll, whether sealed values are shown, where they have gone."""

    line: Line
    is_revealed: bool
    reads_conditions: bool
    away: Stay | None

    @property
    def member(self) -> Member:
        """The membership."""
        return self.line.member

    def words(self, name: str) -> str:
        """Return a fact in words; sealed ones and conditions only where they are shown."""
        fact = FACTS[name]
        if fact.is_sealed and not self.is_revealed:
            return ""
        return fact.words(held(self.line.person, self.member, name))

    def is_lost(self) -> str:
        """Return whether and since when contact is lost."""
        if not self.reads_conditions:
            return ""
        since = self.member.lost_since
        return f"是　失去联系日期：{day(since)}" if since else "否"

    def is_away(self) -> str:
        """Return whether and whither the member has gone."""
        if not self.reads_conditions:
            return ""
        return f"是　外出流向：{self.away.where}" if self.away else "否"


def day(on: date | None) -> str:
    """Return a day as people write it."""
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def known(lines: Sequence[Line], *, is_revealed: bool, reads_conditions: bool) -> list[Known]:
    """Return what is said of each line of a roll; one query for all."""
    ids = [line.person.pk for line in lines]
    stays = Stay.objects.filter(person__in=ids, direction=Direction.OUT, ended_on=None).order_by("-since")
    away = {stay.person_id: stay for stay in reversed(list(stays))}
    return [Known(line, is_revealed, reads_conditions, away.get(line.person.pk)) for line in lines]
