"""What is held of a person here, for the record page, 我的档案 and the timeline."""

from dataclasses import replace
from datetime import date

from django.urls import reverse

from dangjian.access.privacy import Privacy
from dangjian.affairs.mobility import queries
from dangjian.affairs.mobility.models import Stay, Talent
from dangjian.affairs.people.holdings import Happening, Held, Section
from dangjian.affairs.people.models import Person

_SOURCE = "党组织登记"


def sections(person: Person, on: date) -> list[Section]:  # noqa: ARG001  # the door's signature
    """Return the class a person is in today, with its facts; nothing for who is in none."""
    stays, talents, _ = queries.own(person.pk)
    found = [_stay(row) for row in stays if row.ended_on is None]
    return found + [_talent(row) for row in talents if row.ended_on is None]


def _stay(row: Stay) -> Section:
    return Section(
        "流动党员登记",
        [
            _held("归类", "流动党员"),
            _held("去向", row.where),
            _held("外出原因", row.get_reason_display()),
            _held("外出日期", _day(row.since)),
            _held("结对联系人", row.contact.name if row.contact else "还没有定"),
            _held("报到", f"{_day(row.reported_on)}流入地已确认" if row.reported_on else "流入地还没有确认"),
        ],
        is_condition=True,
        own_address=reverse("mobility:mine"),
        own_caption="归类不对？看一看，可以提异议",
    )


def _talent(row: Talent) -> Section:
    return Section(
        "流动人才党员登记",
        [
            _held("归类", "流动人才党员（不列为流动党员）"),
            _held("人才服务机构", row.agency),
            _held("进度", row.get_stage_display()),
            _held("定去留期限", _day(row.due_on)),
        ],
        is_condition=True,
        own_address=reverse("mobility:mine"),
        own_caption="归类不对？看一看，可以提异议",
    )


def timeline(person: Person) -> list[Happening]:
    """Return what happened: leaving, arriving, coming back, objections."""
    stays, talents, objections = queries.own(person.pk)
    found = []
    for row in stays:
        found.append(Happening(row.since, f"外出：{row.where}", _SOURCE))
        if row.ended_on:
            found.append(Happening(row.ended_on, f"流动结束：{row.get_ending_display()}", _SOURCE))
    for parked in talents:
        found.append(Happening(parked.found_on, f"组织关系存放在{parked.agency}", _SOURCE))
        if parked.ended_on:
            found.append(Happening(parked.ended_on, f"去留：{parked.get_stage_display()}", _SOURCE))
    for one in objections:
        found.append(Happening(one.made_on, f"对归为{one.get_to_class_display()}提出异议", "本人"))
        if one.answered_on:
            words = "异议成立" if one.is_upheld else "异议不成立"
            found.append(Happening(one.answered_on, words, _SOURCE))
    return [replace(one, is_condition=True) for one in found]


def _held(caption: str, value: str) -> Held:
    return Held(caption, value, Privacy.PERSONAL, _SOURCE)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
