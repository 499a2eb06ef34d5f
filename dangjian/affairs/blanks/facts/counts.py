"""Counts of members at and below a body, in the bands of the public communiqué (domain §9.1), all in one query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q

from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.blanks.catalogue import Asked, Fact, Known, Row, Subject, Values
from dangjian.affairs.blanks.facts.bodies import rolled_up
from dangjian.affairs.blanks.facts.synonyms import captions
from dangjian.affairs.members.models import Category, Member, Standing
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Sex

_PARTY: Final = Q(category__in=(Category.FULL, Category.PROBATIONARY), standing=Standing.NORMAL)
_FULL: Final = Q(category=Category.FULL, standing=Standing.NORMAL)
_PROBATIONARY: Final = Q(category=Category.PROBATIONARY, standing=Standing.NORMAL)
_UNJOINED: Final = _PARTY & Q(joined_on=None)
_MAN: Final = Q(person__sex=Sex.MALE)
_WOMAN: Final = Q(person__sex=Sex.FEMALE)
_HAN: Final = "01"
_CONGRESS: Final = date(2012, 11, 8)  # 十八大 opened.
_PLENUM: Final = date(1978, 12, 18)  # 十一届三中全会 opened.
_REPUBLIC: Final = date(1949, 10, 1)
_FIFTY: Final = 50
_FIRST_BAND: Final = 31
_LAST_BAND: Final = 61
# 结业 and 肄业 complete no level: what was completed before is not known (domain §9.2).
_POSTGRADUATE: Final = ("10", "11", "14", "17")
_BACHELOR: Final = ("20", "21")
_COLLEGE: Final = ("28", "30", "31")
_TECHNICAL: Final = ("40", "41")
_SECONDARY: Final = ("44", "47", "60", "61")
_LOWER: Final = ("70", "71", "80", "81", "83", "90")
_LEVELS: Final = (*_POSTGRADUATE, *_BACHELOR, *_COLLEGE, *_TECHNICAL, *_SECONDARY, *_LOWER)


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted as at a day; ``lacking`` are members whose band is not known, ``lack`` says of what."""

    condition: Callable[[date], Q]
    lack: str = ""
    lacking: Q | None = None


def _born(*, youngest: int | None = None, oldest: int | None = None) -> Callable[[date], Q]:
    """Members of full years between two ages, both counted."""

    def condition(on: date) -> Q:
        found = _PARTY & Q(person__born_on__isnull=False)
        if youngest is not None:
            found &= Q(person__born_on__lte=years_before(on, youngest))
        if oldest is not None:
            found &= Q(person__born_on__gt=years_before(on, oldest + 1))
        return found

    return condition


def years_before(on: date, years: int) -> date:
    """Return the last day of birth of those who are ``years`` old on a day."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February: who was born on the 28th has the birthday behind them.
        return on.replace(year=on.year - years, day=28)


def _plain(condition: Q) -> Callable[[date], Q]:
    return lambda _: condition


def _this_year(column: str) -> Callable[[date], Q]:
    return lambda on: _PARTY & Q(**{f"{column}__gte": on.replace(month=1, day=1), f"{column}__lte": on})


def _age(youngest: int | None, oldest: int | None) -> Tally:
    return Tally(_born(youngest=youngest, oldest=oldest), "出生日期", _PARTY & Q(person__born_on=None))


def _education(codes: tuple[str, ...]) -> Tally:
    return Tally(_plain(_PARTY & Q(person__education__in=codes)), "学历", _PARTY & ~Q(person__education__in=_LEVELS))


def _joined(since: date | None, until: date | None) -> Tally:
    found = _PARTY & Q(joined_on__isnull=False)
    found &= Q(joined_on__gte=since) if since else Q()
    found &= Q(joined_on__lt=until) if until else Q()
    return Tally(_plain(found), "入党日期", _UNJOINED)


def _sex(condition: Q) -> Tally:
    return Tally(_plain(condition), "性别", _PARTY & ~(_MAN | _WOMAN))


_MINORITY: Final = ~Q(person__ethnicity__in=("", _HAN))

TALLIES: Final[dict[str, Tally]] = {
    "members": Tally(_plain(_PARTY)),
    "full": Tally(_plain(_FULL)),
    "probationary": Tally(_plain(_PROBATIONARY)),
    "women": _sex(_PARTY & _WOMAN),
    "men": _sex(_PARTY & _MAN),
    "full_men": _sex(_FULL & _MAN),
    "full_women": _sex(_FULL & _WOMAN),
    "probationary_men": _sex(_PROBATIONARY & _MAN),
    "probationary_women": _sex(_PROBATIONARY & _WOMAN),
    "minority": Tally(_plain(_PARTY & _MINORITY), "民族", _PARTY & Q(person__ethnicity="")),
    "age_to_30": _age(None, _FIRST_BAND - 1),
    "age_to_35": _age(None, _FIRST_BAND + 4),
    **{f"age_{first}": _age(first, first + 4) for first in range(_FIRST_BAND, _LAST_BAND, 5)},
    "age_from_61": _age(_LAST_BAND, None),
    "postgraduate": _education(_POSTGRADUATE),
    "bachelor": _education(_BACHELOR),
    "college": _education(_COLLEGE),
    "college_up": _education((*_POSTGRADUATE, *_BACHELOR, *_COLLEGE)),
    "technical": _education(_TECHNICAL),
    "secondary": _education(_SECONDARY),
    "technical_secondary": _education((*_TECHNICAL, *_SECONDARY)),
    "lower": _education(_LOWER),
    "joined_before_republic": _joined(None, _REPUBLIC),
    "joined_to_plenum": _joined(_REPUBLIC, _PLENUM),
    "joined_to_congress": _joined(_PLENUM, _CONGRESS),
    "joined_since_congress": _joined(_CONGRESS, None),
    "fifty_years": Tally(lambda on: _PARTY & Q(joined_on__lte=years_before(on, _FIFTY)), "入党日期", _UNJOINED),
    "joined_this_year": Tally(_this_year("joined_on"), "入党日期", _UNJOINED),
    "confirmed_this_year": Tally(_this_year("confirmed_on")),
    "applicants": Tally(_plain(Q(category=Category.APPLICANT))),
    "activists": Tally(_plain(Q(category=Category.ACTIVIST))),
    "objects": Tally(_plain(Q(category=Category.OBJECT))),
    "migrant_workers": Tally(
        _plain(_PARTY & Q(person__is_migrant_worker=True)), "是否农民工", _PARTY & Q(person__is_migrant_worker=None)
    ),
    "lost": Tally(_plain(Q(category__in=(Category.FULL, Category.PROBATIONARY), lost_since__isnull=False))),
}


def counted(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:
    """Return the counts at and below each body; members whose band is not known are said, never counted as none."""
    wanted = {key: TALLIES[key] for key in keys}
    counts = {key: Count("pk", filter=tally.condition(asked.on)) for key, tally in wanted.items()}
    lacks = {f"lack_{key}": Count("pk", filter=t.lacking) for key, t in wanted.items() if t.lacking is not None}
    members = Member.objects.visible_to(asked.actor.narrowed(Permission.MEMBER_VIEW)).current()
    party = Count("pk", filter=_PARTY)
    found = members.order_by().values("org_path").annotate(party=party, **counts, **lacks)
    names = ["party", *counts, *lacks]
    sums = rolled_up(names, [(line["org_path"], line) for line in found])
    bodies = [row for row in rows if isinstance(row, Organization)]
    return {key: {body.pk: _known(key, tally, sums, body.path) for body in bodies} for key, tally in wanted.items()}


def _known(key: str, tally: Tally, sums: Mapping[str, Mapping[str, int]], path: str) -> Known:
    number, party = sums[key].get(path, 0), sums["party"].get(path, 0)
    lacking = sums.get(f"lack_{key}", {}).get(path, 0)
    if lacking and lacking == party:
        return Known(None, f"党员都没有登记{tally.lack}")
    return Known(number, f"{lacking} 名党员没有登记{tally.lack}，未计入" if lacking else "")


FACTS: Final = tuple(
    Fact(
        key=key,
        captions=captions(Subject.BODY, key),
        subject=Subject.BODY,
        privacy=Privacy.INTERNAL,
        permission=Permission.MEMBER_VIEW,
        source="党员名册，含所辖",
        answer=counted,
        group="党员人数",
        is_additive=True,
    )
    for key in TALLIES
)
