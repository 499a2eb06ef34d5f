"""A list comes in and is held against the units on record; what does not settle itself waits for a person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.newcomers.models import (
    LEFT_OUT,
    Condition,
    Decision,
    Listed,
    Listing,
    Match,
    Profile,
)
from dangjian.affairs.newcomers.reading import Entry
from dangjian.affairs.newcomers.rules import CAPTIONS
from dangjian.affairs.newcomers.services.profiles import judge
from dangjian.affairs.organizations.models import Field, Organization, Unit
from dangjian.affairs.organizations.rules import credit_code_fault
from dangjian.affairs.organizations.services import UnitFacts, add_unit
from dangjian.affairs.people.words import refuse_numbers
from dangjian.rulebook import RuleBreach

_ENDED = ("注销", "吊销", "撤销", "迁出")


@dataclass(frozen=True, slots=True)
class Source:
    """Who gave a list, when, and the file."""

    words: str
    made_on: date
    name: str


@transaction.atomic
def receive(
    *, by: Actor, organization: Organization, field: str, source: Source, entries: Sequence[Entry], on: date
) -> Listing:
    """Take a list in: staff of units that match by credit code follows it, all else waits for a decision.

    Nothing is created, renamed or ended. Raises ``RuleBreach`` outside the right, for an empty list and a day to come.
    """
    if not by.may(Permission.NEWCOMER_EDIT, organization.path):
        raise RuleBreach("这个党组织不在您的权限范围内，名单没有导入。")
    if source.made_on > on:
        raise RuleBreach("名单日期还没有到，没有导入。请核对日期。")
    refuse_numbers(source.words)
    if not entries:
        raise RuleBreach("名单里没有单位，没有导入。请核对文件。")
    listing = Listing.objects.create(
        organization=organization, county_id=organization.county_id, org_path=organization.path, field=field,
        source=source.words[:80], name=source.name[:120], made_on=source.made_on, brought_name=by.name,
    )  # fmt: skip
    lines = list(_lines(listing, entries))
    lines += _missing(listing, {line.credit_code for line in lines}, len(entries))
    Listed.objects.bulk_create(lines)
    _follow(listing, lines, on)
    audit.record(
        by=by, action="newcomer-list.receive", subject=listing.public_id, organization_id=organization.pk,
        path=organization.path, words=f"{source.words}{CAPTIONS[field]}名单 {len(entries)} 行",
        among=[line.credit_code for line in lines],
    )  # fmt: skip
    return listing


def _lines(listing: Listing, entries: Iterable[Entry]) -> Iterator[Listed]:
    known = {
        unit.credit_code: unit for unit in Unit.objects.filter(county_id=listing.county_id).exclude(credit_code="")
    }
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        code = entry.credit_code.strip().upper()
        fault = credit_code_fault(code) or ("名单里有两行是这个代码，请核对。" if code in seen else "")
        seen.add(code)
        unit = None if fault else known.get(code)
        yield Listed(
            listing=listing, number=number, row=entry.number, name=entry.name[:120], credit_code=code[:30],
            staff=entry.staff, place=entry.place[:120], status=entry.status[:30], unit=unit, fault=fault[:120],
            match=_match(entry, unit, listing, is_faulty=bool(fault)),
        )  # fmt: skip


def _match(entry: Entry, unit: Unit | None, listing: Listing, *, is_faulty: bool) -> Match:
    if is_faulty:
        return Match.FAULTY
    if unit is None:
        return Match.UNKNOWN
    if any(word in entry.status for word in _ENDED):
        return Match.CLOSED
    return Match.SAME if unit.name == entry.name and unit.field == listing.field else Match.RENAMED


def _missing(listing: Listing, codes: set[str], count: int) -> list[Listed]:
    """Return the units on record that are counted and that the list does not hold."""
    here = Unit.objects.filter(field=listing.field, org_path__gte=listing.org_path).order_by("name", "id")
    rows = here.filter(org_path__startswith=listing.org_path).exclude(profile__condition__in=LEFT_OUT)
    left = [unit for unit in rows if unit.credit_code not in codes]
    return [
        Listed(
            listing=listing, number=count + place, name=unit.name, credit_code=unit.credit_code, unit=unit,
            match=Match.MISSING,
        )
        for place, unit in enumerate(left, 1)
    ]  # fmt: skip


def _follow(listing: Listing, lines: Sequence[Listed], on: date) -> None:
    """Let the staff of matched units follow the list: a register that counts them is asked instead of them."""
    told = {
        line.unit_id: line.staff
        for line in lines
        if line.match in (Match.SAME, Match.RENAMED) and line.staff is not None and line.unit_id
    }
    source = f"{listing.source}名单，{listing.made_on.year}年{listing.made_on.month}月{listing.made_on.day}日"[:80]
    held = {row.unit_id: row for row in Profile.objects.select_for_update(of=("self",)).filter(unit__in=told)}
    for unit, staff in told.items():
        row = held.get(unit)
        if row:
            row.staff, row.staff_source, row.kept_on = staff, source, on
    Profile.objects.bulk_update(held.values(), ["staff", "staff_source", "kept_on"])
    Profile.objects.bulk_create(
        Profile(unit_id=unit, staff=staff, staff_source=source, kept_on=on)
        for unit, staff in told.items()
        if unit not in held
    )


@transaction.atomic
def admit(*, by: Actor, line: Listed, answering: Organization, at: datetime) -> Unit:
    """Write a listed unit down, answered for by a committee; no body stands in it yet.

    ``by`` is narrowed to changing bodies. Raises ``RuleBreach`` as ``organizations.add_unit`` does.
    """
    row = _held(line)
    if row.match != Match.UNKNOWN:
        raise RuleBreach(f"{row.name}不是名单上新出现的单位，没有登记。")
    facts = UnitFacts(row.name, Field(row.listing.field), row.credit_code, answering.area)
    unit = add_unit(by=by, body=answering, facts=facts, is_set_up=False)
    Profile.objects.create(unit=unit, staff=row.staff, staff_source=f"{row.listing.source}名单"[:80])
    _decide(by, row, Decision.ADDED, f"由{answering.short_name}负责", at)
    Listed.objects.filter(pk=row.pk).update(unit=unit)
    return unit


@transaction.atomic
def decide(*, by: Actor, line: Listed, decision: Decision, words: str, on: date, at: datetime) -> None:
    """Settle a line that is not written down: leave the unit out of the base, keep it as it is, or do not list it.

    Raises ``RuleBreach`` without a reason, for what is settled already, and outside the right.
    """
    row = _held(line)
    said = " ".join(words.split())[:200]
    refuse_numbers(said)
    if not by.may(Permission.NEWCOMER_EDIT, row.listing.org_path):
        raise RuleBreach("这张名单不在您的权限范围内，没有改动。")
    if not said:
        raise RuleBreach("请写一句理由，没有保存。名单和台账以后都能查到为什么。")
    if decision is Decision.LEFT_OUT:
        if row.unit is None:
            raise RuleBreach(f"{row.name}没有在平台登记，谈不上不计入，没有改动。")
        judge(by=by, unit=row.unit, condition=Condition.GONE, reason=said, on=on)
    elif decision is Decision.ADDED:
        raise RuleBreach("登记为单位要先选责任党组织，没有改动。")
    _decide(by, row, decision, said, at)


def _held(line: Listed) -> Listed:
    rows = Listed.objects.select_for_update(of=("self",)).select_related("listing", "unit__answering_body")
    row = rows.get(pk=line.pk)
    if row.decision:
        raise RuleBreach(f"{row.name}已经由{row.decided_name}处理（{row.get_decision_display()}），没有改动。")
    return row


def _decide(by: Actor, row: Listed, decision: Decision, words: str, at: datetime) -> None:
    row.decision, row.words, row.decided_at, row.decided_name = decision, words, at, by.name
    row.save(update_fields=["decision", "words", "decided_at", "decided_name"])
    audit.record(
        by=by, action="newcomer-list.decide", subject=row.listing.public_id, path=row.listing.org_path,
        organization_id=row.listing.organization_id, words=f"{row.name}：{decision.label} {words}",
    )  # fmt: skip
