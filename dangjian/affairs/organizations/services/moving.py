"""A body with everything under it comes to stand under another."""

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Length

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations import doors
from dangjian.affairs.organizations.models import Attached, Event, Organization, Trail
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
from dangjian.affairs.organizations.services.founding import BESIDE, check_fit
from dangjian.affairs.organizations.services.places import check_depth, next_place, relocate
from dangjian.rulebook import RuleBreach


@transaction.atomic
def move(*, by: Actor, body: Organization, parent: Organization | Attached, decree: Decree) -> Organization:
    """Put ``body`` with its subtree under ``parent``; every row that carries its place follows.

    Needs the right at the superior it leaves and at the one it comes to. Raises ``RuleBreach`` for a parent
    beside the tree (P1), for a circle, for a parent that holds no such kind, and as every change does.
    """
    if isinstance(parent, Attached):
        raise RuleBreach(BESIDE)
    hold_tree(alone=True)
    row, above = held(body), held(parent)
    check_right(by, row)
    check_right_at(by, above)
    _check_place(row, above)
    check_open(row, decree.on)
    check_open(above, decree.on)
    check_fit(above, row.kind)
    return shift(by=by, row=row, above=above, decree=decree)


@transaction.atomic
def shift(*, by: Actor, row: Organization, above: Organization, decree: Decree) -> Organization:
    """Do what ``move`` and ``merge`` have checked; the tree is held alone, both rows are locked."""
    inside = Organization.objects.at_or_below(row)
    decree.check([*inside, above])
    left = row.parent
    if left is None:
        raise RuleBreach(f"{row.short_name}没有上级组织，不能调整隶属，没有改动。")
    trail = _trail(row, above)
    check_depth(trail.new_path + "0" * (_longest(row) - len(row.path)))
    row.parent = above
    row.save(update_fields=["parent"])
    relocate(trail)
    row.refresh_from_db(fields=["path", "county_id"])
    below = list(Organization.objects.below(row).open_on(decree.on).order_by("pk"))
    words = f"{row.short_name}由{left.short_name}调整到{above.short_name}"
    write_down(by=by, event=Event.MOVE, body=row, decree=decree, words=words, also=below)
    doors.on_move.open(by, doors.Moved(row, left.pk, decree.on, decree.basis))
    others = rights.losing_or_gaining(trail.old_path, trail.new_path)
    rights.renew_within(body=row, on=decree.today, others=others)
    return row


def _check_place(row: Organization, above: Organization) -> None:
    if row.parent_id == above.pk:
        raise RuleBreach(f"{row.short_name}已经隶属{above.short_name}，没有改动。")
    if paths.contains(row.path, above.path):
        raise RuleBreach(f"{above.short_name}就在{row.short_name}之内，不能作它的上级，没有改动。请换一个上级组织。")


def _trail(row: Organization, above: Organization) -> Trail:
    is_own_county = row.county_id == row.pk  # It keeps its number, wherever it stands.
    return Trail.objects.create(
        old_path=row.path,
        new_path=next_place(above),
        old_county_id=row.county_id,
        new_county_id=row.county_id if is_own_county else above.county_id,
    )


def _longest(row: Organization) -> int:
    inside = Organization.objects.at_or_below(row)
    return int(inside.aggregate(longest=Max(Length("path")))["longest"])
