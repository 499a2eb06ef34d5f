"""Bodies beside the tree: set up, their seats taken and left, wound up."""

from dataclasses import dataclass

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Area, Attached, AttachedKind, Organization, Relation, Seat, Unit
from dangjian.affairs.organizations.services.decrees import Decree, check_right_at, held
from dangjian.affairs.people.models import Person
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class AttachedFacts:
    """What a body beside the tree is called, what it is, and the one thing it is attached to."""

    name: str
    kind: AttachedKind
    unit: Unit | None = None
    area: Area | None = None


@transaction.atomic
def attach(*, by: Actor, keeper: Organization, facts: AttachedFacts, decree: Decree) -> Attached:
    """Set up a body beside the tree, approved by ``keeper``.

    Raises ``RuleBreach`` where it hangs on nothing or on two things, for a 党组 without a unit, for a zone
    committee without an area, for a day to come, and without the right.
    """
    above = held(keeper)
    check_right_at(by, above)
    decree.check([above])
    _check_hook(facts)
    made = Attached.objects.create(
        name=facts.name,
        kind=facts.kind,
        unit=facts.unit,
        area=facts.area,
        keeper=above,
        county_id=above.county_id,
        org_path=above.path,
        founded_on=decree.on,
        basis=decree.basis[:120],
    )
    _record(by, made, "attached.found", f"{made.name} {decree.basis}")
    return made


@transaction.atomic
def rename_attached(*, by: Actor, attached: Attached, name: str, decree: Decree) -> Attached:
    """Give a body beside the tree another name from ``decree.on``; the old one is kept with its last day.

    Raises ``RuleBreach`` where nothing would change, after it was wound up, for a day before it was set up or last
    renamed, and as ``attach`` does.
    """
    row = Attached.objects.select_for_update().get(pk=attached.pk)
    check_right_at(by, row.keeper)
    decree.check([])
    plain = " ".join(name.split())[:120]
    if not plain or plain == row.name:
        raise RuleBreach("名称没有变化，没有登记。请填新的名称。")
    last = row.formerly[-1]["until"] if row.formerly else row.founded_on.isoformat()
    if row.closed_on or decree.on.isoformat() <= last:
        raise RuleBreach("更名日期应晚于设立和上一次更名的日期，撤销后不再更名，没有改动。请核对。")
    old, row.name = row.name, plain
    row.formerly = [*row.formerly, {"name": old, "until": decree.on.isoformat(), "basis": decree.basis[:120]}]
    row.save(update_fields=["name", "formerly"])
    _record(by, row, "attached.rename", f"{old}更名为{plain} {decree.basis}")
    return row


@transaction.atomic
def detach(*, by: Actor, attached: Attached, decree: Decree) -> Attached:
    """Wind up a body beside the tree: its seats and relations end with it."""
    row = Attached.objects.select_for_update().get(pk=attached.pk)
    check_right_at(by, row.keeper)
    decree.check([])
    if row.closed_on or decree.on <= row.founded_on:
        raise RuleBreach("撤销日期应晚于设立日期，且只能撤销一次，没有改动。请核对。")
    for seat in Seat.objects.filter(attached=row, superseded_at=None, during__upper_inf=True):
        _end_seat(seat, decree)
    for relation in Relation.objects.filter(attached=row, superseded_at=None, during__upper_inf=True):
        Relation.objects.filter(pk=relation.pk).update(superseded_at=Now())
        relation.pk, relation.during = None, DateRange(relation.during.lower, max(relation.during.lower, decree.on))
        relation.public_id = Relation().public_id
        relation.save(force_insert=True)
    row.closed_on = decree.on
    row.save(update_fields=["closed_on"])
    _record(by, row, "attached.close", f"{row.name} {decree.basis}")
    return row


@transaction.atomic
def seat(
    *, by: Actor, attached: Attached, title: str, person: Person | None, body: Organization | None, decree: Decree
) -> Seat:
    """Give a person, or a body, a seat (兼职委员). It gives no right.

    Raises ``RuleBreach`` for nobody or for two, for who sits there already, and as ``attach`` does.
    """
    row = Attached.objects.select_for_update().get(pk=attached.pk)
    check_right_at(by, row.keeper)
    decree.check([])
    if (person is None) == (body is None):
        raise RuleBreach("请选一个人，或选一个党组织，没有登记。")
    if row.closed_on:
        raise RuleBreach(f"{row.name}已撤销，没有登记。")
    if row.seats.filter(superseded_at=None, during__upper_inf=True, person=person, body=body).exists():
        raise RuleBreach(f"{person or body}已在{row.name}任职，没有重复登记。")
    made = Seat.objects.create(
        attached=row,
        title=title,
        person=person,
        body=body,
        county_id=row.county_id,
        org_path=row.org_path,
        during=DateRange(decree.on, None),
    )
    _record(by, row, "attached.seat", f"{row.name} {title} {decree.basis}")
    return made


@transaction.atomic
def unseat(*, by: Actor, seat_row: Seat, decree: Decree) -> None:
    """End a seat: ``decree.on`` is the first day without it."""
    row = Seat.objects.select_for_update(of=("self",)).select_related("attached__keeper").get(pk=seat_row.pk)
    check_right_at(by, row.attached.keeper)
    decree.check([])
    if row.superseded_at or row.during.upper or decree.on < row.during.lower:
        raise RuleBreach("这一任职在所填日期不在任，没有改动。请刷新后核对。")
    _end_seat(row, decree)
    _record(by, row.attached, "attached.unseat", f"{row.attached.name} {row.title}")


def _end_seat(row: Seat, decree: Decree) -> None:
    Seat.objects.filter(pk=row.pk).update(superseded_at=Now())
    if row.during.lower < decree.on:
        row.pk, row.public_id, row.superseded_at = None, Seat().public_id, None
        row.during = DateRange(row.during.lower, decree.on)
        row.save(force_insert=True)


def _check_hook(facts: AttachedFacts) -> None:
    if (facts.unit is None) == (facts.area is None):
        raise RuleBreach("请选它所在的单位，或所在的区划，两者选一，没有登记。")
    if facts.kind == AttachedKind.PARTY_GROUP and facts.unit is None:
        raise RuleBreach("党组设在单位里，没有登记。请选所在单位。")
    if facts.kind == AttachedKind.ZONE_COMMITTEE and facts.area is None:
        raise RuleBreach("区域党委（大党委）按区划设，没有登记。请选所在区划。")


def _record(by: Actor, row: Attached, action: str, words: str) -> None:
    audit.record(
        by=by, action=action, subject=row.public_id, organization_id=row.keeper_id, path=row.org_path, words=words
    )
