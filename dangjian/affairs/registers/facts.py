"""What registers hold, offered to blanks and to other registers: confirmed lines as facts of bodies and of members."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Sum

from dangjian.access import paths
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.blanks.catalogue import Asked, Fact, Known, Row, Subject, Values
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.models import Entry, EntryQuerySet, Figure, Register, State
from dangjian.affairs.registers.rules.definitions import About
from dangjian.affairs.registers.rules.fields import Field, Kind
from dangjian.affairs.registers.rules.periods import period_of, words_of
from dangjian.affairs.registers.rules.values import number, plain, words
from dangjian.foundation.documents.filling import Value

PREFIX: Final = "register:"
_SUBJECTS: Final = {Subject.BODY: (About.BODY, About.PLACE), Subject.PERSON: (About.PERSON,)}


def facts(subject: Subject, county_id: int) -> list[Fact]:
    """Return the facts that a county's running registers hold; a query."""
    rows = Register.objects.running().filter(county_id=county_id).select_related("current").order_by("id")
    return [fact(row, field) for row in rows for field in _offered(row, subject)]


def _offered(row: Register, subject: Subject) -> list[Field]:
    definition = row.current.text if row.current else None
    if definition is None or definition.about not in _SUBJECTS[subject] or definition.places in ("grid", "estate"):
        return []
    return [field for field in definition.live if not field.fact]  # What was known elsewhere is known from there.


def fact(register: Register, field: Field) -> Fact:
    """Return what a field of a register holds as a fact: of the latest period that has a confirmed line."""
    is_person = register.current is not None and register.current.text.about is About.PERSON

    def answer(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:
        found = _of_members(register, field, rows) if is_person else _of_bodies(register, field, rows, asked.on)
        return dict.fromkeys(keys, found)

    return Fact(
        key=f"{PREFIX}{register.pk}:{field.key}",
        captions=(field.caption, f"{register.title}{field.caption}"),
        subject=Subject.PERSON if is_person else Subject.BODY,
        privacy=Privacy.PERSONAL if is_person else Privacy.INTERNAL,
        permission=Permission.MEMBER_VIEW if is_person else Permission.REGISTER_VIEW,
        source=f"台账《{register.title}》",
        answer=answer,
        group=f"台账《{register.title}》"[:40],
        is_additive=field.is_summed and not is_person,
    )


def _of_members(register: Register, field: Field, rows: Sequence[Row]) -> dict[int, Known]:
    people = {row.person_id: row.pk for row in rows if isinstance(row, Member)}
    lines = _confirmed(register).filter(person__in=list(people))
    return {
        people[line.person_id]: _known(field, line)
        for line in lines.order_by("period", "id")
        if line.person_id in people and line.value(field.key) is not None
    }


def _of_bodies(register: Register, field: Field, rows: Sequence[Row], on: date) -> dict[int, Known]:
    """Return a body's own line; of one that fills none itself the sum of those below it, saying so. Two queries."""
    bodies = {row.pk: row for row in rows if isinstance(row, Organization)}
    lines = _confirmed(register).filter(period__lte=_last(register, on))
    own = {
        line.organization_id: _known(field, line)
        for line in lines.filter(organization__in=list(bodies)).order_by("period", "id")
        if line.value(field.key) is not None
    }
    others = [body for body in bodies.values() if body.pk not in own and not body.is_branch]
    return own | (_sums(register, field, others, on) if others and field.is_summed else {})


def _confirmed(register: Register) -> EntryQuerySet:
    return Entry.objects.filter(register=register, state=State.CONFIRMED, closed_on=None)


def _last(register: Register, on: date) -> str:
    return period_of(register.current.text.period, on).key if register.current else ""


def _sums(register: Register, field: Field, bodies: Sequence[Organization], on: date) -> dict[int, Known]:
    lines = _confirmed(register)
    latest = lines.filter(period__lte=_last(register, on)).order_by("-period").values_list("period", flat=True).first()
    if latest is None:
        return {}
    rows = Figure.objects.filter(entry__in=lines.filter(period=latest), key=field.key)
    figures = list(rows.order_by().values_list("org_path").annotate(sum=Sum("number")))
    found = {}
    for body in bodies:
        inside = [figure for place, figure in figures if paths.contains(body.path, place)]
        if inside:
            said = f"{words_of(latest)}，所辖 {len(inside)} 个已核对的合计"
            found[body.pk] = Known(_plain(field, sum(inside, Decimal(0))), said)
    return found


def _known(field: Field, line: Entry) -> Known:
    return Known(_value(field, line), f"台账，{words_of(line.period)}" if line.period else "")


def _value(field: Field, line: Entry) -> Value:
    value = line.value(field.key)
    if isinstance(value, bool) or not field.is_figure:
        return date.fromisoformat(value) if field.kind is Kind.DAY else words(field, value)
    figure = number(value)
    return _plain(field, figure) if figure is not None else str(value)


def _plain(field: Field, figure: Decimal) -> Value:
    return plain(figure) if field.kind is Kind.MONEY or figure != figure.to_integral_value() else int(figure)
