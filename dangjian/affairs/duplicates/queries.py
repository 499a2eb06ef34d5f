"""Cases as someone may see them: whole for the body above all sides, else one's own side and the number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.privacy import Privacy
from dangjian.affairs.duplicates.models import Case, Side, State
from dangjian.affairs.members.facts import FACTS, held
from dangjian.affairs.members.held import CONDITION, member_of
from dangjian.affairs.members.queries.record import reads_conditions
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.holdings import Held, Section
from dangjian.affairs.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """A case on the list: the sides that this person sees, and whether the whole case is theirs to resolve."""

    case: Case
    sides: Sequence[Side]
    is_whole: bool


def cases(actor: Actor, *, is_open: bool) -> list[Line]:
    """Return the cases with a side in scope, latest first. ``actor`` is narrowed to seeing them."""
    seen = Side.objects.visible_to(actor).select_related("person", "organization")
    states = (State.OPEN,) if is_open else (State.MERGED, State.DISTINCT)
    rows = Case.objects.filter(state__in=states, sides__in=seen).distinct().order_by("-opened_on", "-pk")[:200]
    whole = set(Case.objects.visible_to(actor).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    sides: dict[int, list[Side]] = {}
    for side in seen.filter(case__in=[row.pk for row in rows]).order_by("pk"):
        sides.setdefault(side.case_id, []).append(side)
    return [Line(row, sides.get(row.pk, []), row.pk in whole) for row in rows]


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of two records, side by side; sealed values masked, yet said to differ where they do."""

    name: str
    caption: str
    left: str
    right: str
    differs: bool


def readable(actor: Actor, people: Sequence[Person], names: Sequence[str]) -> list[str]:
    """Return the facts that this person reads of these people: conditions only near the branch (P21)."""
    bodies = Organization.objects.filter(pk__in=[person.organization_id for person in people])
    is_near = all(reads_conditions(actor, body) for body in bodies)
    return [name for name in names if is_near or name not in CONDITION]


def side_by_side(left: Person, right: Person, names: Sequence[str]) -> list[Row]:
    """Return the facts of two records that hold anything, those that differ first."""
    members = member_of(left), member_of(right)
    rows = []
    for name in names:
        fact = FACTS[name]
        if not zones.shows(fact.privacy):
            continue
        values = [held(person, member, name) for person, member in zip((left, right), members, strict=True)]
        words = [fact.words(value) for value in values]
        shown = [fact.mask(text) if fact.mask and text else text for text in words]
        if any(words):
            rows.append(Row(name, fact.caption, shown[0], shown[1], words[0] != words[1]))
    return sorted(rows, key=lambda row: not row.differs)


def sections(person: Person, on: date) -> Sequence[Section]:  # noqa: ARG001  # the door's signature
    """Return the number of an open case for the record page: that there is one, and nothing of the other side."""
    numbers = (
        Case.objects.filter(state=State.OPEN, sides__person=person).order_by("pk").values_list("number", flat=True)
    )
    facts = [
        Held("核查编号", number, Privacy.INTERNAL, source="可能有重复档案，由共同的上级党组织核查")
        for number in numbers
    ]
    return [Section("重复档案核查", facts)] if facts else []
