"""Lines of a register as pages show them, and what stood there the period before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.models import Entry, EntryQuerySet, Register, State
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.affairs.registers.rules.fields import Field
from dangjian.affairs.registers.rules.periods import before, period_named
from dangjian.affairs.registers.rules.values import words


def readable(actor: Actor) -> EntryQuerySet:
    """Return the lines that somebody reads, with all their posts: of people only where they read members' records."""
    rows = Entry.objects.visible_to(actor.narrowed(Permission.REGISTER_VIEW))
    return rows.filter(Q(is_personal=False) | actor.narrowed(Permission.MEMBER_VIEW).within("org_path"))


def about(person_id: int) -> EntryQuerySet:
    """Return the lines in use that are about somebody, for that person; what was not sent yet is not said."""
    rows = Entry.objects.filter(person=person_id, closed_on=None).exclude(state=State.OPEN)
    return rows.select_related("register", "version", "organization").order_by("register__title", "-period", "id")


def listed(actor: Actor, register: Register, period: str, under: Organization | None = None) -> EntryQuerySet:
    """Return the lines that one reads of a register and period, below a body where one is named."""
    rows = readable(actor).filter(register=register).of_period(period)
    if under is not None:
        rows = rows.filter(org_path__gte=under.path, org_path__lt=paths.following(under.path))
    return rows.select_related("organization", "version", "area")


def matching(rows: EntryQuerySet, said: str) -> EntryQuerySet:
    """Return those whose body or name holds the words."""
    return rows.filter(Q(name__icontains=said) | Q(organization__name__icontains=said)) if said else rows


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is shown, and where it came from."""

    field: Field
    words: str
    source: str = ""


def cells(entry: Entry, fields: Sequence[Field]) -> list[Cell]:
    """Return the values of a line, one a field."""
    return [Cell(field, words(field, entry.value(field.key)), source_words(entry, field)) for field in fields]


def source_words(entry: Entry, field: Field) -> str:
    """Return where a known value came from, or that it was corrected."""
    source = entry.sources.get(field.key)
    if not source:
        return ""
    day = date.fromisoformat(source["on"])
    said = f"{source['source']}，{day.year}年{day.month}月{day.day}日"
    return f"已更正（平台里的来自{said}）" if source.get("corrected") else f"来自{said}"


def earlier(register: Register, definition: Definition, body: Organization, period: str) -> Mapping[str, object]:
    """Return the values of the period before for a new line; nothing where a body has several (``taken_over``)."""
    if not period or definition.has_many_lines:
        return {}
    found = _last(register, definition, body, period).first()
    return found.values if found else {}


def taken_over(register: Register, definition: Definition, body: Organization, period: str) -> EntryQuerySet:
    """Return the lines of the period before that a list may begin with: not here yet, not closed."""
    if not period or not definition.has_many_lines:
        return Entry.objects.none()
    here = Entry.objects.filter(register=register, organization=body, period=period).values("subject")
    rows = _last(register, definition, body, period).counted().exclude(subject__in=here)
    return rows.select_related("register", "organization", "person", "area").order_by("id")


def _last(register: Register, definition: Definition, body: Organization, period: str) -> EntryQuerySet:
    last = before(definition.period, period_named(definition.period, period))
    return Entry.objects.filter(register=register, organization=body, period=last.key if last else "-")
