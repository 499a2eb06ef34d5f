"""Facts of a member's record, in the columns of the roster (domain §10.5)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.blanks.catalogue import Answer, Asked, Fact, Known, Row, Subject, Values
from dangjian.affairs.blanks.facts.synonyms import captions
from dangjian.affairs.members.facts import FACTS as HELD
from dangjian.affairs.members.held import CONDITION
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.queries.record import reads_conditions
from dangjian.affairs.posts.models import Appointment
from dangjian.foundation.documents.filling import Value

_SOURCE: Final = "党员档案"
_LEFT_OUT: Final = frozenset({"organization", "left_on", "left_reason", "name"})
_CONDITIONS: Final = frozenset({*CONDITION, "is_lost"})
_OTHERS: Final = ("person_name", "branch", "age", "party_years", "posts", "is_lost")


def columns(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:
    """Return the columns of the records; sealed ones in the clear, for those whom the door let through."""
    members = [row for row in rows if isinstance(row, Member)]
    return {key: {m.pk: _column(m, key) for m in _readable(members, key, asked)} for key in keys}


def _readable(members: Sequence[Member], key: str, asked: Asked) -> Sequence[Member]:
    """Return those of whom the asker reads this: a condition is a name only near the branch (P21)."""
    if key not in _CONDITIONS:
        return members
    near = near_to(asked, members)
    return [member for member in members if member.organization_id in near]


def near_to(asked: Asked, members: Sequence[Member]) -> set[int]:
    """Return the branches of these members whose conditions the asker reads by name."""
    bodies = {member.organization_id: member.organization for member in members}
    return {pk for pk, body in bodies.items() if reads_conditions(asked.actor, body)}


def _column(member: Member, key: str) -> Known:
    fact = HELD[key]
    if fact.is_sealed:
        value: Value | None = member.person.unsealed(key)
    else:
        raw = getattr(member.person if fact.is_of_person else member, key)
        value = raw if isinstance(raw, date) else fact.words(raw)
    return Known(value) if value else Known(None, "没有登记")


def others(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:
    """Return what is said of a member beside the columns: name, branch, age, years in the Party, posts."""
    members = [row for row in rows if isinstance(row, Member)]
    titles = _titles(members, asked.on) if "posts" in keys else {}
    return {key: {m.pk: _other(m, key, asked.on, titles) for m in _readable(members, key, asked)} for key in keys}


def _other(member: Member, key: str, on: date, titles: Mapping[int, list[str]]) -> Known:
    person = member.person
    if key == "person_name":
        return Known(person.name)
    if key == "branch":
        return Known(member.organization.name)
    if key == "posts":
        return Known("、".join(titles.get(person.pk, [])))
    if key == "is_lost":
        return Known("是" if member.lost_since else "否")
    since = person.born_on if key == "age" else member.joined_on
    return Known(full_years(since, on)) if since else Known(None, "没有登记")


def full_years(since: date, on: date) -> int:
    """Return the full years between two days."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def _titles(members: Sequence[Member], on: date) -> dict[int, list[str]]:
    homes = {member.person_id: member.organization_id for member in members}
    held = Appointment.objects.held_on(on).filter(person_id__in=list(homes), post__office="")
    found: dict[int, list[str]] = {}
    for row in held.select_related("post").order_by("post__order_no", "id"):
        if row.post.organization_id == homes[row.person_id]:
            found.setdefault(row.person_id, []).append(row.post.title)
    return found


def _facts() -> Iterator[Fact]:
    for key in _OTHERS:
        privacy = Privacy.SENSITIVE if key == "is_lost" else Privacy.INTERNAL
        yield _fact(key, privacy, Permission.MEMBER_VIEW, others)
    for key, held in HELD.items():
        if key not in _LEFT_OUT:
            needed = Permission.MEMBER_REVEAL if held.is_sealed else Permission.MEMBER_VIEW
            yield _fact(key, held.privacy, needed, columns)


def _fact(key: str, privacy: Privacy, needed: Permission, answer: Answer) -> Fact:
    return Fact(
        key=key,
        captions=captions(Subject.PERSON, key),
        subject=Subject.PERSON,
        privacy=privacy,
        permission=needed,
        source=_SOURCE,
        answer=answer,
        group="党员",
        is_name=key == "person_name",
        is_condition=key in _CONDITIONS,
    )


FACTS: Final = tuple(_facts())
