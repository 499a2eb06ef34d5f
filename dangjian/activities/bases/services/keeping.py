"""A base is set up or changed; its menu is kept fresh."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.bases.models import Activity, Base
from dangjian.activities.bases.rules import hours_words, read_hours
from dangjian.activities.bases.services.rows import check_right, locked_base
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a base; ``most_a_month`` is None for as many as fit."""

    name: str
    kind: str
    place: str
    capacity: int
    weekdays: Sequence[int]
    hours: str
    most_a_month: int | None = None
    is_open: bool = True


@transaction.atomic
def keep(*, by: Actor, organization: Organization, kept: Kept, base: Base | None = None) -> Base:
    """Set up a base of a body, or change one; visits that are booked already stand.

    Raises ``RuleBreach`` for hours that are none, a name the body has already, and another body.
    """
    check_right(by, Permission.BASE_KEEP, organization.path)
    refuse_numbers(kept.name, kept.place)
    try:
        hours = hours_words(read_hours(kept.hours))
    except ValueError as wrong:
        raise RuleBreach("开放时段认不出来或有重叠，没有保存。请写成 9:00—11:30、14:30—17:00。") from wrong
    row = locked_base(base.pk) if base else Base(organization=organization)
    if base and row.organization_id != organization.pk:
        raise RuleBreach("这个基地由别的党组织主管，没有改动。")
    if Base.objects.filter(organization=organization, name=kept.name).exclude(pk=row.pk).exists():
        raise RuleBreach(f"已有名为“{kept.name}”的基地，没有保存。请直接改那一个，或换个名称。")
    row.county_id, row.org_path = organization.county_id, organization.path
    row.name, row.kind, row.place, row.capacity = kept.name, kept.kind, kept.place, kept.capacity
    row.weekdays, row.hours, row.most_a_month = sorted(set(kept.weekdays)), hours, kept.most_a_month
    row.is_open = kept.is_open
    row.save()
    _log(by, row, "keep", row.opening_words)
    return row


@transaction.atomic
def offer(*, by: Actor, base: Base, title: str, kind: str, on: date) -> Activity:
    """Put an activity on the menu; one that was taken off comes back."""
    row = locked_base(base.pk)
    check_right(by, Permission.BASE_KEEP, row.org_path)
    words = " ".join(title.split())[:60]
    if not words:
        raise RuleBreach("请写上活动名称，没有保存。")
    refuse_numbers(words)
    made, _ = Activity.objects.update_or_create(
        base=row,
        title=words,
        defaults={
            "kind": kind,
            "is_offered": True,
            "changed_on": on,
            "county_id": row.county_id,
            "org_path": row.org_path,
        },
    )
    _log(by, row, "offer", words)
    return made


@transaction.atomic
def withdraw(*, by: Actor, base: Base, activity: Activity, on: date) -> None:
    """Take an activity off the menu; visits that are booked for it stand."""
    row = locked_base(base.pk)
    check_right(by, Permission.BASE_KEEP, row.org_path)
    Activity.objects.filter(pk=activity.pk, base=row).update(is_offered=False, changed_on=on)
    _log(by, row, "withdraw", activity.title)


def _log(by: Actor, base: Base, action: str, words: str) -> None:
    audit.record(
        by=by,
        action=f"base.{action}",
        subject=base.public_id,
        organization_id=base.organization_id,
        path=base.org_path,
        words=f"{base.name}：{words}",
    )
