"""What is held of a person's standing, for the record page and 我的档案."""

from datetime import date

from dangjian.access.privacy import Privacy
from dangjian.affairs.people.holdings import Held, Section
from dangjian.affairs.people.models import Person
from dangjian.affairs.standing.models import Matter


def sections(person: Person, on: date) -> list[Section]:  # noqa: ARG001  # the door's signature
    """Return the matters of a person, the latest first; nothing for who has none."""
    rows = Matter.objects.filter(person=person).order_by("-id")
    facts = [Held(row.get_kind_display(), _words(row), Privacy.SENSITIVE, "党组织登记") for row in rows]
    return [Section("党籍事项", facts, is_condition=True)] if facts else []


def _words(row: Matter) -> str:
    begun = f"{_day(row.since)}起算"
    if row.ended_on is None:
        return f"{begun}，正在办理"
    return f"{begun}，{_day(row.ended_on)}{row.get_result_display()}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
