"""The facts of a body, as it stands today or as it stood on a day."""

from datetime import date

from dangjian.affairs.organizations.models import Organization, State
from dangjian.foundation.ui.parts import Fact


def facts_of(body: Organization, state: State | None) -> list[Fact]:
    """Return the facts: name, kind, level, field and superior of the day; founding and closing always."""
    shown = state or body
    parent = shown.parent
    facts = [
        Fact("全称", shown.name),
        Fact("类别", shown.get_kind_display()),
        Fact("层级", shown.get_level_display()),
        Fact("领域", shown.get_field_display()),
        Fact("上级组织", parent.name if parent else "无"),
    ]
    if body.area:
        facts.append(Fact("区划", body.area.name))
    if body.national_code:
        facts.append(Fact("全国系统代码", body.national_code))
    if body.founded_on:
        facts.append(Fact("成立", _day(body.founded_on)))
    if body.closed_on:
        facts.append(Fact("撤销", _day(body.closed_on)))
    return facts


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
