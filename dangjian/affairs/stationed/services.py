"""A village comes to need a first secretary, somebody is sent, stays longer, leaves, is followed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Area, Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.stationed.models import Ground, Need, Part, Stationing
from dangjian.affairs.stationed.rules import term, until
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class Sent:
    """Who is sent, from where, since when; ``due_on`` is the end of the term, a usual one where it is None."""

    part: Part
    name: str
    home: str
    basis: str
    since: date
    title: str = ""
    due_on: date | None = None


@transaction.atomic
def require(*, by: Actor, village: Organization, ground: Ground, basis: str, since: date) -> Need:
    """Write down that a village must have a first secretary; another ground takes the place of the one in force.

    Raises ``RuleBreach`` for who is not above the village, and for a body in no village.
    """
    area = _area(by, village)
    refuse_numbers(basis)
    row = Need.objects.select_for_update().filter(area=area, until=None).first() or Need(area=area)
    row.organization, row.county_id, row.org_path = village, village.county_id, village.path
    row.ground, row.basis, row.since = ground, basis.strip(), since
    row.save()
    _log(by, village, "require", f"{ground.label}，{basis}")
    return row


@transaction.atomic
def release(*, by: Actor, need: Need, on: date) -> Need:
    """Write down that a village need not have one any more. Raises ``RuleBreach`` for who is not above it."""
    row = Need.objects.select_for_update(of=("self",)).select_related("organization__parent", "area").get(pk=need.pk)
    _area(by, row.organization)
    if row.until is not None:
        raise RuleBreach("已经不在应派范围，没有改动。")
    row.until = max(on, row.since)
    row.save(update_fields=["until"])
    _log(by, row.organization, "release", row.get_ground_display())
    return row


@transaction.atomic
def send(*, by: Actor, village: Organization, sent: Sent, on: date) -> Stationing:
    """Station somebody in a village. A village has one first secretary at a time; a successor comes after.

    Raises ``RuleBreach`` where one is there, for days that cannot be, for who is not above the village.
    """
    area = _area(by, village)
    refuse_numbers(sent.name, sent.home, sent.title, sent.basis)
    Area.objects.select_for_update().get(pk=area.pk)  # Whoever is sent second sees the first.
    there = Stationing.objects.held_on(sent.since).filter(area=area, part=Part.FIRST).first()
    if sent.part is Part.FIRST and there:
        raise RuleBreach(f"{area}已有第一书记{there.name}，没有保存。接任的，请先登记前任离任。")
    due = sent.due_on or until(sent.since, on)
    if due <= sent.since:
        raise RuleBreach("任期届满早于到村日期，没有保存。请核对。")
    row = Stationing.objects.create(
        area=area, organization=village, county_id=village.county_id, org_path=village.path, part=sent.part,
        name=" ".join(sent.name.split()), home=sent.home.strip(), title=sent.title.strip(), basis=sent.basis.strip(),
        during=DateRange(sent.since, None), due_on=due,
    )  # fmt: skip
    _log(by, village, "send", f"{row.get_part_display()}{row.name}，{row.home}")
    return row


@transaction.atomic
def leave(*, by: Actor, stationing: Stationing, on: date, reason: str, at: datetime) -> Stationing:
    """Write down from which day somebody is not there any more; before the usual term only with a reason.

    Raises ``RuleBreach`` for who has left, for a day before they came, for who is not above the village.
    """
    row, words = _there(by, stationing), _words(reason)
    if on <= row.during.lower:
        raise RuleBreach("离任日期要在到村以后，没有保存。")
    law = term(on)
    if on < until(row.during.lower, on) and not words:
        raise RuleBreach(f"{row.name}驻村不满{law.number}年，请写明原因，没有保存。", citation=law.citation)
    row.during, row.ended_for = DateRange(row.during.lower, on), words
    _supersede(row, at)
    _log(by, row.organization, "leave", f"{row.get_part_display()}{row.name} {words}")
    return row


@transaction.atomic
def extend(*, by: Actor, stationing: Stationing, due_on: date, reason: str, at: datetime) -> Stationing:
    """Let a term end later than was set, for a reason; when it was to end before stays on record.

    Raises ``RuleBreach`` for who has left, for an end that is not later, without a reason, for who is not above.
    """
    row, words = _there(by, stationing), _words(reason)
    if due_on <= row.due_on:
        day = f"{row.due_on.year}年{row.due_on.month}月{row.due_on.day}日"
        raise RuleBreach(f"{row.name}的任期本来到{day}，延长后要晚于这一天，没有保存。请改日期。")
    if not words:
        raise RuleBreach("请写明为什么延长、依据哪份文件，没有保存。")
    row.due_on, row.extended_for = due_on, words
    _supersede(row, at)
    _log(by, row.organization, "extend", f"{row.get_part_display()}{row.name} {words}")
    return row


def _there(by: Actor, stationing: Stationing) -> Stationing:
    """Return who is there, locked."""
    rows = Stationing.objects.select_for_update(of=("self",)).select_related("organization__parent", "area")
    row = rows.get(pk=stationing.pk)
    _area(by, row.organization)
    if row.superseded_at or row.during.upper is not None:
        raise RuleBreach(f"{row.name}已经离任，或刚刚有人改过，没有改动。请刷新后查看。")
    return row


def _words(reason: str) -> str:
    words = " ".join(reason.split())[:120]
    refuse_numbers(words)
    return words


def _supersede(row: Stationing, at: datetime) -> None:
    """Keep a row as a new one that takes the place of the one it was read from."""
    Stationing.objects.filter(pk=row.pk).update(superseded_at=at)
    row.pk, row.public_id = None, Stationing._meta.get_field("public_id").get_default()
    row.recorded_at = at
    row.save(force_insert=True)


def _area(by: Actor, village: Organization) -> Area:
    above = village.parent or village
    if not by.may(Permission.PLACE_EDIT, above.path):
        raise RuleBreach("驻村由镇乡以上登记，没有改动。")
    if village.area is None:
        raise RuleBreach(f"{village.short_name}还没有登记所在的行政村，没有保存。请先在党组织页登记区划。")
    return village.area


def _log(by: Actor, village: Organization, action: str, words: str) -> None:
    audit.record(
        by=by, action=f"stationing.{action}", subject=village.public_id, organization_id=village.pk,
        path=village.path, words=f"{village.short_name}：{words}",
    )  # fmt: skip
