"""Whom the rows of a blank are about: by the names typed in it, or bodies and people listed in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dangjian.access.permissions import Permission
from dangjian.affairs.blanks.catalogue import Asked, Row, Subject
from dangjian.affairs.blanks.proposals import Proposal
from dangjian.affairs.blanks.rules.heads import Table
from dangjian.affairs.blanks.rules.names import Names, core, plain
from dangjian.affairs.members.models import Member, MemberQuerySet
from dangjian.affairs.organizations.models import BRANCHES, COMMITTEES, Level, Organization, OrganizationQuerySet
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.roll import standing_of
from dangjian.foundation.documents.filling import Grow

MOST: Final = 2_500
_SETS: Final = {
    "children": "直属党组织",
    "townships": "镇乡（街道）党组织",
    "committees": "党委（工委）",
    "branches": "党支部",
}
_LAST: Final = 99
_NOT_FOUND: Final = "没有对上%s：可能不在您的权限范围内，或写法与登记的名称差别较大"
_TWICE: Final = "有不止一个同名的%s，没有填"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, what is typed there, and whom it is about; ``trouble`` says why nobody."""

    place: int
    typed: str
    row: Row | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows to be filled; ``grow`` are rows to be added for them, ``left_out`` found no room."""

    lines: tuple[Line, ...]
    is_listed: bool
    grow: Grow | None = None
    left_out: int = 0

    @property
    def rows(self) -> list[Row]:
        """Return those whom the rows are about."""
        return [line.row for line in self.lines if line.row is not None]

    @property
    def troubled(self) -> list[Line]:
        """Return the rows of which it is not known whom they are about."""
        return [line for line in self.lines if line.row is None and line.trouble]


@dataclass(frozen=True, slots=True)
class Listing:
    """A set of bodies or people that empty rows may be filled with."""

    value: str
    caption: str
    number: int


def is_typed(proposal: Proposal) -> bool:
    """Say whether the blank itself says whom its rows are about."""
    return any(_typed(proposal))


def _typed(proposal: Proposal) -> list[str]:
    table, column = Table(proposal.grid), proposal.name_column
    return [table.words(row, column) if column is not None else "" for row in proposal.layout.lines]


def bodies_in_scope(asked: Asked) -> OrganizationQuerySet:
    """Return the bodies that the asker may see, in the county's order."""
    scope = asked.actor.narrowed(Permission.ORGANIZATION_VIEW)
    return Organization.objects.visible_to(scope).open_on(asked.on).in_order()


def listings(proposal: Proposal, home: Organization, asked: Asked) -> list[Listing]:
    """Return what empty rows may be filled with, the likeliest first."""
    if proposal.subject is Subject.PERSON:
        number = _members(home, asked).count()
        return [Listing("people", f"{home.short_name}的党员", number)] if number else []
    found = [Listing("home", home.short_name, 1)]
    for value, caption in _SETS.items():
        number = _listed(value, home, asked).count()
        if 0 < number <= MOST:
            found.append(Listing(value, f"{home.short_name}的{caption}（{number} 个）", number))
    return sorted(found, key=lambda listing: _unlikely(listing, proposal))


def _unlikely(listing: Listing, proposal: Proposal) -> tuple[bool, bool, bool]:
    free = len(proposal.layout.lines)
    heads = proposal.layout.columns[proposal.name_column or 0].path if proposal.layout.columns else ()
    said = "".join(heads)
    wanted = "townships" if "乡" in said or "镇" in said else "branches" if "支部" in said else "children"
    return listing.number != free, listing.value != wanted, listing.value == "home" and free > 1


def _listed(value: str, home: Organization, asked: Asked) -> OrganizationQuerySet:
    rows = bodies_in_scope(asked)
    if value == "home":
        return rows.filter(pk=home.pk)
    if value == "children":
        return rows.filter(parent=home)
    below = rows.below(home)
    if value == "townships":
        return below.filter(level=Level.TOWNSHIP, kind__in=COMMITTEES)
    return below.filter(kind__in=COMMITTEES if value == "committees" else BRANCHES)


def _members(home: Organization, asked: Asked) -> MemberQuerySet:
    return _people(home, asked).in_party()


def _people(home: Organization, asked: Asked) -> MemberQuerySet:
    scope = asked.actor.narrowed(Permission.MEMBER_VIEW)
    path = Organization.objects.at_or_below(home).values("pk")
    return Member.objects.visible_to(scope).current().filter(organization__in=path)


def about(proposal: Proposal, home: Organization, said: str, asked: Asked, about_id: int | None = None) -> Lines:
    """Return the one whom a card is about: the body itself, or the member who is named (姓名, or 姓名 党支部)."""
    if proposal.subject is Subject.BODY:
        found: list[Row] = list(bodies_in_scope(asked).filter(pk=home.pk).select_related("parent"))
    else:
        found = list(_named(home, said, asked, about_id))
    said = said or (home.name if proposal.subject is Subject.BODY else "")
    if len(found) == 1:
        return Lines((Line(0, said, found[0]),), is_listed=False)
    trouble = _why([row.pk for row in found], "党组织" if proposal.subject is Subject.BODY else "党员") if said else ""
    return Lines((Line(0, said, None, trouble),), is_listed=False)


def _named(home: Organization, said: str, asked: Asked, about_id: int | None) -> list[Member]:
    rows = _people(home, asked).select_related("person", "organization__parent").order_by("pk")
    if about_id is not None:
        return list(rows.filter(pk=about_id))
    words = re.sub(r"[（()）,，、]", " ", said).split()
    if not words:
        return []
    whole = list(rows.filter(person__name=plain("".join(words)))[:_LAST])
    if whole or len(words) == 1:
        return whole
    return _of_branch(list(rows.filter(person__name=plain(words[0]))[:_LAST]), "".join(words[1:]))


def lines(proposal: Proposal, home: Organization, listing: str, asked: Asked) -> Lines:
    """Return whom each row is about."""
    if is_typed(proposal):
        typed = _typed(proposal)
        find = _find_people if proposal.subject is Subject.PERSON else _find_bodies
        return Lines(tuple(find(proposal, typed, home, asked)), is_listed=False)
    if proposal.subject is Subject.PERSON:
        return _laid(proposal, _in_roll_order(home, asked))
    return _laid(proposal, list(_listed(listing, home, asked).select_related("parent")[:MOST]))


def _laid(proposal: Proposal, rows: Sequence[Row]) -> Lines:
    places = list(proposal.layout.lines)
    missing = len(rows) - len(places)
    grow = None
    if missing > 0 and proposal.layout.is_last and proposal.grid.may_grow:
        grow = Grow(proposal.grid.sheet, places[-1] + proposal.grid.top, missing)
        places += range(places[-1] + 1, places[-1] + 1 + missing)
    found = [Line(place, "", row) for place, row in zip(places, rows, strict=False)]
    return Lines(tuple(found), is_listed=True, grow=grow, left_out=max(len(rows) - len(places), 0))


def _find_bodies(proposal: Proposal, typed: Sequence[str], home: Organization, asked: Asked) -> list[Line]:
    bodies, names = _names(home, asked)
    settled = names.settle(typed)
    return [
        Line(place, name, bodies[pk] if pk else None, _why(names.candidates(name), "党组织") if name and not pk else "")
        for place, name, pk in zip(proposal.layout.lines, typed, settled, strict=True)
    ]


def _names(home: Organization, asked: Asked) -> tuple[dict[int, Organization], Names]:
    bodies = {body.pk: body for body in bodies_in_scope(asked).select_related("parent")}
    ranks = {pk: f"{body.level} {body.kind}" for pk, body in bodies.items()}
    county = Organization.objects.filter(pk=home.county_id).values_list("name", flat=True).first() or ""
    return bodies, Names({pk: (body.name, body.short_name) for pk, body in bodies.items()}, ranks, core(county))


def body_named(said: str, home: Organization, asked: Asked) -> Organization | None:
    """Return the one body in scope that a typed name means."""
    bodies, names = _names(home, asked)
    (found,) = names.settle([said])
    return bodies[found] if found else None


def _why(candidates: Sequence[int], what: str) -> str:
    return (_TWICE if candidates else _NOT_FOUND) % what


def _find_people(proposal: Proposal, typed: Sequence[str], home: Organization, asked: Asked) -> list[Line]:
    """Find people by name, and by their branch where the blank has a column for it."""
    wanted = {plain(name) for name in typed if name}
    members: dict[str, list[Member]] = {}
    rows = _members(home, asked).filter(person__name__in=wanted).select_related("person", "organization__parent")
    for member in rows.order_by("pk"):
        members.setdefault(member.person.name, []).append(member)
    return [
        _person(place, name, members.get(plain(name), []), _branch(proposal, place))
        for place, name in zip(proposal.layout.lines, typed, strict=True)
    ]


def _branch(proposal: Proposal, place: int) -> str:
    column = next((n for n, match in enumerate(proposal.matches) if match.key == "branch"), None)
    return "" if column is None else Table(proposal.grid).words(place, column)


def _person(place: int, name: str, found: Sequence[Member], branch: str) -> Line:
    if branch:
        found = _of_branch(found, branch)
    if len(found) == 1 or not name:
        return Line(place, name, found[0] if found else None)
    return Line(place, name, None, _why([m.pk for m in found], "党员"))


def _of_branch(found: Sequence[Member], branch: str) -> list[Member]:
    return [m for m in found if core(branch) in (core(m.organization.name), core(m.organization.short_name))]


def _in_roll_order(home: Organization, asked: Asked) -> list[Member]:
    """Branch by branch in the county's order; in a branch 书记, 副书记, 委员, then by the day of joining (P6)."""
    rows = _members(home, asked).select_related("person", "organization__parent")
    ordered = list(rows.order_by("organization__order_no", "joined_on", "id")[:MOST])
    homes = {member.person_id: member.organization_id for member in ordered}
    places: dict[int, int] = {}
    held = Appointment.objects.held_on(asked.on).filter(person_id__in=list(homes), post__office="")
    for person, body, title in held.values_list("person_id", "post__organization_id", "post__title"):
        if homes[person] == body:
            places[person] = min(places.get(person, standing_of(title)), standing_of(title))
    return sorted(ordered, key=lambda m: (m.organization.order_no, places.get(m.person_id, _LAST)))
