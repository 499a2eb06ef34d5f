"""By which document and from which day on something happens to a body, and whether it may."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Change, Event, Organization, State
from dangjian.affairs.organizations.services.states import restate
from dangjian.rulebook import RuleBreach

_TREE: Final = 0x7472_6565  # The key of the tree's advisory lock, the same in every process.
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Decree:
    """``on`` is the first day on which it holds, ``basis`` the number of the document, ``today`` the day of entry."""

    on: date
    basis: str
    today: date

    def check(self, bodies: Iterable[Organization]) -> None:
        """Refuse a day to come, and a day before the last change of any of ``bodies``.

        Raises ``RuleBreach``.
        """
        if self.on > self.today:
            raise RuleBreach(f"生效日期{_day(self.on)}还没有到，没有登记。平台只登记已经生效的变动，请到当天再办。")
        later = list(
            State.objects.filter(organization__in=list(bodies), superseded_at=None, during__startswith__gt=self.on)
            .select_related("organization")
            .order_by("-during")[: _NAMED + 1]
        )
        if later:
            raise RuleBreach(
                f"生效日期{_day(self.on)}早于{_named([state.organization for state in later])}最近一次变动"
                f"（{_day(later[0].during.lower)}），没有登记。请核对文件上的日期。"
            )


def hold_tree(*, alone: bool) -> None:
    """Keep the shape of the tree until this transaction ends: ``alone`` to rewrite places, else beside others.

    Whoever founds a body holds it with others; whoever moves one holds it alone. So nobody builds upon a place
    that is being rewritten, and two moves never make a circle.
    """
    word = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {word}(%s)", [_TREE])


def held(body: Organization) -> Organization:
    """Return ``body`` as it stands now, its row locked until the transaction ends."""
    return Organization.objects.select_for_update(of=("self",)).select_related("parent").get(pk=body.pk)


def check_right(by: Actor, *bodies: Organization) -> None:
    """Refuse who may not change each of ``bodies``: the right lies with the body above, at the top with itself.

    Raises ``RuleBreach``.
    """
    for body in bodies:
        governing = body.parent or body
        check_right_at(by, governing, f"{body.short_name}的变动由{governing.short_name}批准登记")


def check_right_at(by: Actor, body: Organization, words: str = "") -> None:
    """Refuse who may not change what stands at or below ``body``. Raises ``RuleBreach``."""
    if not by.may(Permission.ORGANIZATION_EDIT, body.path):
        said = words or f"{body.short_name}不在您的权限范围内"
        raise RuleBreach(f"{said}，没有改动。请由有权限的党组织办理。")


def check_open(body: Organization, on: date) -> None:
    """Refuse a body that is closed by ``on``. Raises ``RuleBreach``."""
    if not body.is_open_on(on):
        raise RuleBreach(f"{body.short_name}已撤销，没有改动。请刷新后核对。")


def write_down(
    *, by: Actor, event: Event, body: Organization, decree: Decree, words: str, also: Collection[Organization] = ()
) -> Change:
    """Write the event, how ``body`` and ``also`` stand from that day on, and the audit row."""
    change = Change.objects.create(
        organization=body,
        county_id=body.county_id,
        org_path=body.path,
        event=event,
        on=decree.on,
        basis=decree.basis[:120],
        words=words[:300],
        account_id=by.account_id,
    )
    restate([body, *also], change)
    audit.record(
        by=by,
        action=f"organization.{event}",
        subject=body.public_id,
        organization_id=body.pk,
        path=body.path,
        words=f"{words} {_day(decree.on)} {decree.basis}".strip(),
        among=[each.public_id for each in (body, *also)] if also else (),
    )
    return change


def _named(bodies: Collection[Organization]) -> str:
    names = list(dict.fromkeys(body.short_name for body in bodies))
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
