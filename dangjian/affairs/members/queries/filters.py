"""The filters a list of people may be narrowed by, by name: nothing typed ever becomes a column (T07)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from dangjian.access import zones
from dangjian.access.privacy import Privacy
from dangjian.affairs.members.models import Category, Standing
from dangjian.affairs.people.models import Sex


@dataclass(frozen=True, slots=True)
class Filter:
    """A picker above a list: its caption, what it offers, and the condition each choice stands for.

    ``privacy`` is that of the fields it reads: who may not see them may not ask by them.
    ``is_condition`` marks what only the branch and the body that must act may ask (P21).
    """

    caption: str
    choices: Mapping[str, tuple[str, Q]]
    privacy: Privacy = Privacy.INTERNAL
    is_condition: bool = False


_SENIOR: Final = tuple(f"{code}" for code in range(10, 34))
_MIDDLE: Final = tuple(f"{code}" for code in range(40, 64))

FILTERS: Final[Mapping[str, Filter]] = {
    "category": Filter(
        "人员类别", {str(one.value): (str(one.label), Q(member__category=one.value)) for one in Category}
    ),
    "sex": Filter("性别", {one.value: (str(one.label), Q(sex=one.value)) for one in (Sex.MALE, Sex.FEMALE)}),
    "ethnicity": Filter(
        "民族", {"han": ("汉族", Q(ethnicity="01")), "minority": ("少数民族", ~Q(ethnicity__in=("", "01")))}
    ),
    "education": Filter(
        "学历",
        {
            "college": ("大专及以上", Q(education__in=_SENIOR)),
            "middle": ("中专和高中", Q(education__in=_MIDDLE)),
            "lower": ("初中及以下", Q(education__gte="70")),
        },
    ),
    "lacking": Filter(
        "缺哪一项",
        {
            "id_number": ("身份证号", Q(id_number=None)),
            "phone": ("手机号", Q(phone=None)),
            "education": ("学历", Q(education="")),
            "joined_on": ("入党日期", Q(member__joined_on=None, member__category__in=("full", "probationary"))),
            "confirmed_on": ("转正日期", Q(member__confirmed_on=None, member__category="full")),
        },
        privacy=Privacy.PERSONAL,
    ),
    "condition": Filter(
        "情况",
        {
            "lost": ("失去联系", Q(member__lost_since__isnull=False)),
            "suspended": ("停止党籍", Q(member__standing=Standing.SUSPENDED)),
        },
        privacy=Privacy.SENSITIVE,
        is_condition=True,
    ),
}
Asked = Callable[[str], str]


def offered(*, with_conditions: bool) -> dict[str, Filter]:
    """Return the filters that this person has in this zone."""
    return {
        name: one
        for name, one in FILTERS.items()
        if zones.shows(one.privacy) and (with_conditions or not one.is_condition)
    }


def chosen(asked: Mapping[str, str], filters: Mapping[str, Filter]) -> dict[str, str]:
    """Return what was asked that is offered; everything else in an address is ignored."""
    return {name: asked[name] for name, one in filters.items() if asked.get(name, "") in one.choices}


def condition(picked: Mapping[str, str], filters: Mapping[str, Filter]) -> Q:
    """Return the condition of what was picked."""
    found = Q()
    for name, choice in picked.items():
        found &= filters[name].choices[choice][1]
    return found
