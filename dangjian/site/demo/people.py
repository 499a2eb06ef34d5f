"""Members by branch: as many as the county has, no more than a branch may hold, and those on the way in."""

from datetime import date, timedelta
from typing import Final

from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import BRANCHES, Field, Kind, Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.names import initials, sort_key
from dangjian.site.demo.county import County

_LEAST, _MOST = 3, 50  # Full members of a branch at least; above 50 a general branch is due.
_BOUNDS: Final = {
    Field.RURAL: (30, 50),
    Field.COMMUNITY: (30, 50),
    Field.ORGAN: (26, 48),
    Field.SCHOOL: (26, 48),
    Field.HOSPITAL: (24, 46),
    Field.STATE_FIRM: (26, 48),
    Field.PRIVATE_FIRM: (3, 15),
    Field.SOCIETY: (3, 12),
}
_PROBATIONARY: Final = 50  # One in so many.
_YEAR: Final = timedelta(days=365)
_WAYS: Final = {Category.APPLICANT: 5, Category.ACTIVIST: 4, Category.OBJECT: 1}


def settle(county: County) -> None:
    """Give every branch its members, and some branches people on their way in."""
    branches = [body for body in county.bodies if body.kind in BRANCHES and body.kind != Kind.TEMPORARY_BRANCH]
    for body, count in zip(branches, _counts(county, branches), strict=True):
        for number in range(count):
            _member(county, body, _category(county, number))
    for body in county.chance.choices(branches, k=county.measures.others):
        _member(county, body, county.chance.choices(list(_WAYS), list(_WAYS.values()))[0])


def _counts(county: County, branches: list[Organization]) -> list[int]:
    """Members of each branch within its bounds, with exactly the county's sum."""
    bounds = [_bounds(body) for body in branches]
    counts = [county.chance.randint(low, high) for low, high in bounds]
    missing = county.measures.members - sum(counts)
    step = 1 if missing > 0 else -1
    while missing:
        place = county.chance.randrange(len(counts))
        low, high = bounds[place]
        if low <= counts[place] + step <= high:
            counts[place] += step
            missing -= step
    return counts


def _bounds(body: Organization) -> tuple[int, int]:
    return (8, 30) if body.kind == Kind.MOBILE_BRANCH else _BOUNDS[Field(body.field)]


def _category(county: County, number: int) -> Category:
    if number < _LEAST or county.chance.randrange(_PROBATIONARY):
        return Category.FULL
    return Category.PROBATIONARY


def _member(county: County, body: Organization, category: Category) -> None:
    person = add_person(county, county.names.draw(), body)
    joined = _joined(county, category)
    county.rows.make(
        Member,
        person_id=person.pk,
        organization_id=body.pk,
        county_id=1,
        org_path=body.path,
        category=category,
        joined_on=joined,
        confirmed_on=joined + _YEAR if joined and category == Category.FULL else None,
    )


def add_person(county: County, name: str, body: Organization) -> Person:
    """Add a person whose home is `body`."""
    return county.rows.make(
        Person, public_id=county.chance.public_id(), county_id=1, organization_id=body.pk, org_path=body.path,
        name=name, sort_key=sort_key(name), initials=initials(name),
    )  # fmt: skip


def rename(person: Person, name: str) -> None:
    """Give a person a name and its keys."""
    person.name, person.sort_key, person.initials = name, sort_key(name), initials(name)


def _joined(county: County, category: Category) -> date | None:
    if category == Category.FULL:
        years = county.chance.triangular(1.2, 60, 16)
        return county.today - timedelta(days=int(years * 365))
    if category == Category.PROBATIONARY:
        return county.chance.day(county.today - timedelta(days=330), county.today - timedelta(days=5))
    return None
