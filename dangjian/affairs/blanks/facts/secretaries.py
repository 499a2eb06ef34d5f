"""Facts of who leads a body: the secretary and the others of its committee, as they hold their posts on the day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.blanks.catalogue import Answer, Asked, Fact, Known, Row, Subject, Values
from dangjian.affairs.blanks.facts.synonyms import captions
from dangjian.affairs.members.facts import FACTS as HELD
from dangjian.affairs.members.models import Member
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment
from dangjian.foundation.documents.filling import Value

_DEPUTY: Final = "副书记"
_SECRETARY: Final = "书记"
_OFFICES: Final = (Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)


_OF_SECRETARY: Final = ("sex", "ethnicity", "born_on", "education", "joined_on", "phone", "id_number")


def _held(rows: Sequence[Row], asked: Asked) -> dict[int, list[Appointment]]:
    found: dict[int, list[Appointment]] = {row.pk: [] for row in rows}
    scope = asked.actor.narrowed(Permission.MEMBER_VIEW)
    held = Appointment.objects.visible_to(scope).held_on(asked.on).filter(post__organization__in=list(found))
    held = held.exclude(post__role__in=_OFFICES).filter(post__office="")
    for row in held.select_related("person", "post").order_by("post__order_no", "id"):
        found[row.post.organization_id].append(row)
    return found


def _leads(row: Appointment) -> bool:
    title = row.post.title
    return _SECRETARY in title and _DEPUTY not in title


def _secretary(rows: Sequence[Appointment]) -> Appointment | None:
    return next((row for row in rows if _leads(row)), None)


def _said(people: Sequence[Appointment]) -> Value | None:
    return "、".join(dict.fromkeys(row.person.name for row in people)) or None


def _since(rows: Sequence[Appointment]) -> Value | None:
    row = _secretary(rows)
    return row.during.lower if row else None


_ANSWERS: Final[dict[str, Callable[[Sequence[Appointment]], Value | None]]] = {
    "secretary": lambda rows: _said([row for row in rows if _leads(row)]),
    "deputies": lambda rows: _said([row for row in rows if _DEPUTY in row.post.title]),
    "organizers": lambda rows: _said([row for row in rows if "组织委员" in row.post.title]),
    "committee_size": lambda rows: len({row.person_id for row in rows}) or None,
    "committee_names": _said,
    "secretary_since": _since,
}


def named(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:
    """Return who holds the posts of each body."""
    held = _held(rows, asked)
    return {key: {pk: _known(_ANSWERS[key](found)) for pk, found in held.items()} for key in keys}


def of_secretary(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:
    """Return facts of the secretary's own record."""
    leading = {pk: row.person for pk, found in _held(rows, asked).items() if (row := _secretary(found))}
    ids = [person.pk for person in leading.values()]
    members = {m.person_id: m for m in Member.objects.filter(person_id__in=ids)}
    return {
        key: {pk: _of(person, members.get(person.pk), key.removeprefix("secretary_")) for pk, person in leading.items()}
        for key in keys
    }


def _of(person: Person, member: Member | None, name: str) -> Known:
    fact = HELD[name]
    if fact.is_sealed:
        return _known(person.unsealed(name))
    value = getattr(person if fact.is_of_person else member, name, None)
    return _known(value if name.endswith("_on") else fact.words(value))


def _known(value: Value | None) -> Known:
    return Known(value) if value else Known(None, "没有登记")


def _facts() -> Iterator[Fact]:
    for key in _ANSWERS:
        yield _fact(key, Privacy.INTERNAL, Permission.MEMBER_VIEW, named, "现任职务")
    for name in _OF_SECRETARY:
        held = HELD[name]
        needed = Permission.MEMBER_REVEAL if held.is_sealed else Permission.MEMBER_VIEW
        yield _fact(f"secretary_{name}", held.privacy, needed, of_secretary, "书记本人档案")


def _fact(key: str, privacy: Privacy, needed: Permission, answer: Answer, source: str) -> Fact:
    return Fact(
        key=key,
        captions=captions(Subject.BODY, key),
        subject=Subject.BODY,
        privacy=privacy,
        permission=needed,
        source=source,
        answer=answer,
        group="书记和班子",
    )


FACTS: Final = tuple(_facts())
