"""A body ends: taken up into another, or closed."""

from django.db import transaction

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations import doors
from dangjian.affairs.organizations.models import Change, Event, Organization, Unit
from dangjian.affairs.organizations.services import rights
from dangjian.affairs.organizations.services.decrees import (
    Decree,
    check_open,
    check_right,
    held,
    hold_tree,
    write_down,
)
from dangjian.affairs.organizations.services.founding import check_fit
from dangjian.affairs.organizations.services.moving import shift
from dangjian.rulebook import RuleBreach

_NAMED = 5


@transaction.atomic
def merge(*, by: Actor, body: Organization, into: Organization, decree: Decree) -> Organization:
    """Take ``body`` up into ``into``: what stands under it, its members, units and open work follow; it is closed.

    Needs the right over both. Raises ``RuleBreach`` for a body into itself or into what stands under it, for
    two kinds that do not go together, and as every change does.
    """
    hold_tree(alone=True)
    gone, kept = held(body), held(into)
    check_right(by, gone, kept)
    if paths.contains(gone.path, kept.path):
        raise RuleBreach("不能并入自己或自己的下级，没有改动。请换一个党组织。")
    for row in (gone, kept):
        check_open(row, decree.on)
    if gone.is_branch != kept.is_branch:
        said = f"{gone.get_kind_display()}不能并入{kept.get_kind_display()}"
        raise RuleBreach(f"{said}，没有改动。党支部并入党支部，党委、党总支并入党委、党总支。")
    decree.check([gone, kept])
    _bring_children(by, gone, kept, decree)
    for unit in gone.units.all():
        unit.bodies.add(kept)
    _hand_units(gone, kept)
    doors.on_merge.open(by, doors.Merged(gone, kept, decree.on, decree.basis))
    _refuse_leftovers(gone, decree)
    _end(by, gone, decree, Event.MERGE, f"{gone.short_name}并入{kept.short_name}")
    _note(by, kept, decree, f"{gone.short_name}并入")
    rights.renew_within(body=kept, on=decree.today)
    return kept


@transaction.atomic
def close(*, by: Actor, body: Organization, decree: Decree) -> Organization:
    """Close a body; ``decree.on`` is the first day without it.

    Raises ``RuleBreach`` with the list of what to do while members, open children, units or open work remain.
    """
    row = held(body)
    check_right(by, row)
    check_open(row, decree.on)
    decree.check([row])
    _refuse_leftovers(row, decree)
    _end(by, row, decree, Event.CLOSE, f"{row.short_name}撤销")
    return row


def remaining(body: Organization, decree: Decree) -> list[str]:
    """Return what must be settled before ``body`` can be closed, each with what to do."""
    children = list(body.children.open_on(decree.on).in_order()[: _NAMED + 1])
    answered = body.units_answered.count()
    found = []
    if children:
        names = "、".join(child.short_name for child in children[:_NAMED])
        found.append(f"还有下级党组织（{names}{'等' if len(children) > _NAMED else ''}），先调整隶属、合并或撤销")
    if answered:
        found.append(f"还是 {answered} 个单位的责任党组织，先改由别的党组织负责")
    return found + doors.obstacles(body, decree.on)


def _refuse_leftovers(body: Organization, decree: Decree) -> None:
    left = remaining(body, decree)
    if left:
        raise RuleBreach(f"{body.short_name}还不能撤销，没有改动。请先办好：" + "；".join(left) + "。")


def _bring_children(by: Actor, gone: Organization, kept: Organization, decree: Decree) -> None:
    for child in Organization.objects.filter(parent=gone).open_on(decree.on).in_order():
        check_fit(kept, child.kind)
        shift(by=by, row=held(child), above=kept, decree=decree)


def _hand_units(gone: Organization, kept: Organization) -> None:
    Unit.objects.filter(answering_body=gone).update(answering_body=kept, county_id=kept.county_id, org_path=kept.path)


def _end(by: Actor, row: Organization, decree: Decree, event: Event, words: str) -> None:
    if row.founded_on and decree.on <= row.founded_on:
        raise RuleBreach("撤销日期应晚于成立日期，没有改动。请核对文件上的日期。")
    row.closed_on = decree.on
    row.save(update_fields=["closed_on"])
    write_down(by=by, event=event, body=row, decree=decree, words=words)
    rights.renew_within(body=row, on=decree.today)  # Before the posts end: it asks who holds them.
    doors.on_close.open(by, doors.Closed(row, decree.on, decree.basis))


def _note(by: Actor, kept: Organization, decree: Decree, words: str) -> None:
    Change.objects.create(
        organization=kept,
        county_id=kept.county_id,
        org_path=kept.path,
        event=Event.MERGE,
        on=decree.on,
        basis=decree.basis[:120],
        words=words,
        account_id=by.account_id,
    )
