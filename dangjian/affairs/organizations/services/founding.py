"""A body is set up: on its own, or out of another."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from dangjian.access.actors import Actor
from dangjian.affairs.organizations import doors
from dangjian.affairs.organizations.models import Area, Attached, Event, Field, Kind, Level, Organization
from dangjian.affairs.organizations.rules import may_hold
from dangjian.affairs.organizations.services import rights
from dangjian.affairs.organizations.services.decrees import (
    Decree,
    check_open,
    check_right,
    check_right_at,
    held,
    hold_tree,
    write_down,
)
from dangjian.affairs.organizations.services.places import next_place
from dangjian.foundation.names import initials
from dangjian.rulebook import RuleBreach

BESIDE = (
    "党组、领导小组、区域党委不是党组织的上级，其下不设党组织，没有登记。"
    "请选它所在单位的机关党委、党支部，或批准设立它的党委作为上级。"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """What a body is called and what it is."""

    name: str
    short_name: str
    kind: Kind
    field: Field
    level: Level = Level.BASE
    area: Area | None = None


@transaction.atomic
def found(
    *, by: Actor, parent: Organization | Attached, naming: Naming, decree: Decree, event: Event = Event.FOUND
) -> Organization:
    """Set a body up under ``parent``, last among its children in the county's order.

    Raises ``RuleBreach`` for a parent beside the tree (P1), one that is closed or holds no such kind, a day to
    come or before the parent's last change, and without the right at the parent.
    """
    if isinstance(parent, Attached):
        raise RuleBreach(BESIDE)
    hold_tree(alone=False)
    above = held(parent)
    check_right_at(by, above)
    check_open(above, decree.on)
    check_fit(above, naming.kind)
    decree.check([above])
    body = _add(above, naming, decree)
    write_down(by=by, event=event, body=body, decree=decree, words=f"{body.name}成立，隶属{above.short_name}")
    return body


@transaction.atomic
def split(*, by: Actor, source: Organization, naming: Naming, people: Collection[UUID], decree: Decree) -> Organization:
    """Set a body up out of ``source``, beside it, and take the chosen ``people`` over.

    Raises ``RuleBreach`` as ``found`` does, and where nobody is chosen.
    """
    if not people:
        raise RuleBreach("还没有选转到新党组织的党员，没有分设。请至少选一名。")
    hold_tree(alone=False)
    old = held(source)
    if old.parent is None:
        raise RuleBreach(f"{old.short_name}没有上级组织，不能分设，没有改动。")
    check_right(by, old)
    check_open(old, decree.on)
    above = held(old.parent)
    check_open(above, decree.on)
    check_fit(above, naming.kind)
    decree.check([old, above])
    body = _add(above, naming, decree)
    words = f"{body.name}由{old.short_name}分设，转入 {len(people)} 名党员"
    write_down(by=by, event=Event.SPLIT, body=body, decree=decree, words=words)
    doors.on_split.open(by, doors.Split(old, body, people, decree.on, decree.basis))
    rights.renew_within(body=body, on=decree.today)
    return body


def check_fit(above: Organization, kind: str) -> None:
    """Refuse a kind that does not stand under the kind of ``above``. Raises ``RuleBreach``."""
    if not may_hold(above.kind, kind):
        said = f"{above.get_kind_display()}之下不设{Kind(kind).label}"
        raise RuleBreach(f"{said}（{above.short_name}），没有登记。请核对类别，或换一个上级组织。")


def _add(above: Organization, naming: Naming, decree: Decree) -> Organization:
    last = Organization.objects.at_or_below(above).filter(county_id=above.county_id).aggregate(last=Max("order_no"))
    return Organization.objects.create(
        name=naming.name,
        short_name=naming.short_name[:40],
        initials=initials(naming.short_name),
        kind=naming.kind,
        level=naming.level,
        field=naming.field,
        parent=above,
        path=next_place(above),
        county_id=above.county_id,
        order_no=last["last"] or above.order_no,  # With the last one below: the id puts the newcomer after it.
        area=naming.area or above.area,
        founded_on=decree.on,
    )
