"""A body fills a line: typed values checked, known ones corrected with a reason only, figures set beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.registers.about import Subject
from dangjian.affairs.registers.fillers import is_asked, places
from dangjian.affairs.registers.knowledge import Given, known
from dangjian.affairs.registers.models import (
    Absence,
    Correction,
    Entry,
    Figure,
    Register,
    State,
    Turn,
    TurnKind,
    Version,
)
from dangjian.affairs.registers.rules.definitions import About, Definition
from dangjian.affairs.registers.rules.fields import Kind
from dangjian.affairs.registers.rules.periods import PERIODS, period_named
from dangjian.affairs.registers.rules.values import Checks, Value, number, words
from dangjian.affairs.registers.services.rows import (
    MeanwhileError,
    NotAcceptedError,
    RedefinedError,
    as_it_stands,
    check_right,
    log_entries,
)
from dangjian.foundation.time import as_day
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed, by field key; ``reasons`` are those of known values that were corrected.

    ``version`` is the number of the version that the form was made for, ``revision`` that of the line, 0 for a new one.
    """

    values: Mapping[str, Value]
    reasons: Mapping[str, str] = field(default_factory=dict)
    version: int = 1
    revision: int = 0


@transaction.atomic
def fill(
    *,
    by: Actor,
    register: Register,
    organization: Organization,
    period: str,
    said: Said,
    at: datetime,
    subject: Subject | None = None,
    entry: Entry | None = None,
) -> Entry:
    """Fill a new line, or ``entry`` again; ``by`` is whole, so that what they may read is known to them.

    Raises ``RedefinedError`` where a newer version was published since the form opened, ``MeanwhileError`` where the
    line was written since, ``NotAcceptedError`` for values that are missing or do not fit.
    """
    check_right(by, Permission.REGISTER_FILL, organization.path)
    row = as_it_stands(register)
    version = version_for(row, organization, period, said, at)
    line = _line(row, organization, period, subject or Subject(), version.text, entry)
    if line.closed_on is None:
        _check_revision(line, said)
    definition, on = version.text, as_day(at)
    about = _fact_row(definition, line)
    given = known(definition, [about], by, on).get(about.pk, {}) if about is not None else {}
    values = _settled(definition, line, said, given)
    corrected = _corrected(definition, said, given)
    line.version, line.values, line.written_on = version, values, on
    line.sources = {key: one.to_json(is_corrected=key in corrected) for key, one in given.items()}
    line.state = State.CONFIRMED if definition.confirmed_by == "nobody" else State.FILLED
    line.revision += bool(line.pk)
    line.closed_on = None
    _save(line)
    write_figures(line, definition)
    _note_corrections(by, line, definition, said, given, corrected, at)
    note_turn(by, line, TurnKind.FILL, "", at, values=values)
    Absence.objects.filter(register=row, organization=organization, period=period).delete()
    log_entries(by, [line], "fill", f"第 {version.number} 版")
    return line


def version_for(row: Register, organization: Organization, period: str, said: Said | None, at: datetime) -> Version:
    """Return the version that a body fills for a period; raises where it does not, or ``said`` was for another."""
    version = row.current
    if version is None or row.ended_on is not None:
        raise RuleBreach(f"《{row}》已经停用，没有提交。填写的内容还在这一页上。")
    if said is not None and version.number != said.version:
        raise RedefinedError(
            f"《{row}》刚刚更新到第 {version.number} 版：{version.words or '要求有改动'}。"
            "您填写的内容已按栏目带到新表，请看一遍再提交。"
        )
    if not is_asked(row, version.text, organization, as_day(at)):
        raise RuleBreach(f"《{row}》不由{organization.short_name}填，没有提交。")
    check_period(version.text, period, as_day(at))
    return version


def check_period(definition: Definition, period: str, on: date) -> None:
    """Refuse a period of another kind, or one that has not begun."""
    try:
        is_begun = period_named(definition.period, period).start <= on
    except (ValueError, IndexError):
        is_begun = False
    if not is_begun:
        raise RuleBreach(f"这本台账{PERIODS[definition.period]}填，没有这个期间，没有提交。")


def _line(
    row: Register, body: Organization, period: str, subject: Subject, definition: Definition, entry: Entry | None
) -> Entry:
    if entry is not None:
        found = Entry.objects.select_for_update(of=("self",)).select_related("organization", "area", "person")
        line = found.get(pk=entry.pk)
        if line.closed_on is not None:
            raise RuleBreach("这一条已经销去，不能再改。")
        return line
    made = Entry(
        register=row, organization=body, county_id=body.county_id, org_path=body.path, period=period,
        area=subject.area, person=subject.member.person if subject.member else None,
    )  # fmt: skip
    if definition.about is About.PLACE:
        if subject.area is None or subject.area not in places(definition, body):
            raise RuleBreach(f"请选{body.short_name}的一个{definition.about_words}，没有提交。")
        made.subject, made.name = subject.area.code, subject.area.name
    elif definition.about in (About.PERSON, About.THING):
        made.name = (subject.member.person.name if subject.member else subject.name).strip()[:120]
        made.is_personal = True
        made.subject = subject.member.person.public_id.hex if subject.member else uuid4().hex
        if not made.name:
            raise RuleBreach("请写姓名或名称，没有提交。")
        refuse_numbers(made.name)
    kept = Entry.objects.select_for_update().filter(
        register=row, period=period, organization=body, subject=made.subject
    )
    return kept.first() or made


def _save(line: Entry) -> None:
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError as twice:
        raise MeanwhileError(
            "这一条刚刚由另一位同志填了，您这次的没有提交，填写的内容都在下面；请先看一看已填的。"
        ) from twice


def _check_revision(line: Entry, said: Said) -> None:
    if not line.pk or line.revision == said.revision:
        return
    last = line.turns.order_by("-id").first()
    who = f"{last.by_name}{last.get_kind_display()}" if last else "有人改动"
    raise MeanwhileError(f"这一条刚刚由{who}，您这次的还没有提交，填写的内容都在下面，看过后可以再提交。")


def _fact_row(definition: Definition, line: Entry) -> Organization | Member | None:
    if definition.about is not About.PERSON:
        return line.organization
    if line.person_id is None:
        return None
    rows = Member.objects.filter(person_id=line.person_id, organization_id=line.organization_id)
    return rows.select_related("person", "organization").first()


def _settled(definition: Definition, line: Entry, said: Said, given: Mapping[str, Given]) -> dict[str, Any]:
    """Return the values to keep; raises where some are missing or do not fit."""
    asked = {one.key: one for one in definition.asked}
    values: dict[str, Any] = dict(line.values)
    values |= {key: said.values.get(key) for key in asked}
    wrong: dict[str, str] = {}
    for key, one in given.items():
        typed = said.values.get(key)
        if typed is None or typed == one.value:
            values[key] = one.value
        elif not said.reasons.get(key, "").strip():
            wrong[key] = f"平台里是“{words(asked[key], one.value)}”（{one.words}）。要更正请写一句原因。"
    checks = Checks(definition.fields)
    values = checks.worked_out(values)
    wrong |= checks.faults(values)
    if wrong:
        raise NotAcceptedError(wrong)
    refuse_numbers(*(str(values[key]) for key, one in asked.items() if one.kind is Kind.TEXT and values.get(key)))
    refuse_numbers(*said.reasons.values())
    return values


def _corrected(definition: Definition, said: Said, given: Mapping[str, Given]) -> set[str]:
    keys = {one.key for one in definition.asked}
    return {
        key
        for key, one in given.items()
        if key in keys and said.values.get(key) not in (None, one.value) and said.reasons.get(key, "").strip()
    }


def _note_corrections(
    by: Actor, line: Entry, definition: Definition, said: Said, given: Mapping[str, Given], keys: set[str], at: datetime
) -> None:
    Correction.objects.bulk_create(
        Correction(
            entry=line, county_id=line.county_id, org_path=line.org_path, key=one.key,
            given=words(one, given[one.key].value), source=given[one.key].words[:120],
            said=words(one, said.values[one.key]), reason=said.reasons[one.key].strip()[:200], by=by.account_id,
            by_name=by.name[:60], at=at,
        )
        for one in definition.asked
        if one.key in keys
    )  # fmt: skip


def write_figures(line: Entry, definition: Definition) -> None:
    """Set the figures of a line anew beside it; those of retired fields stay as they were."""
    keys = [one.key for one in definition.summed]
    line.figures.filter(key__in=keys).delete()
    found = {key: number(line.values.get(key)) for key in keys}
    Figure.objects.bulk_create(
        Figure(entry=line, county_id=line.county_id, org_path=line.org_path, key=key, number=figure)
        for key, figure in found.items()
        if figure is not None
    )


def note_turn(  # a turn has that many facts
    by: Actor, line: Entry, kind: TurnKind, said: str, at: datetime, *, values: Mapping[str, Any] | None = None
) -> None:
    """Keep what was done with a line."""
    Turn.objects.create(
        entry=line, county_id=line.county_id, org_path=line.org_path, kind=kind, version_number=line.version.number,
        values=values, words=said[:300], by=by.account_id, by_name=by.name[:60], at=at,
    )  # fmt: skip
