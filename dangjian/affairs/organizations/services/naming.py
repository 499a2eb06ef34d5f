"""What a body is called and what it is: renamed, converted, its plain facts put right."""

import re
from typing import Final

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Area, Event, Field, Kind, Organization
from dangjian.affairs.organizations.rules import may_hold
from dangjian.affairs.organizations.services.decrees import (
    Decree,
    check_open,
    check_right,
    held,
    hold_tree,
    write_down,
)
from dangjian.affairs.organizations.services.founding import check_fit
from dangjian.affairs.organizations.services.rights import renew_within
from dangjian.foundation.names import initials
from dangjian.rulebook import RuleBreach

_CODE: Final = re.compile(r"[0-9A-Z]{1,40}")


@transaction.atomic
def rename(*, by: Actor, body: Organization, name: str, short_name: str, decree: Decree) -> Organization:
    """Give a body another name. Raises ``RuleBreach`` where nothing would change, and as every change does."""
    row = _changeable(by, body, decree)
    if (row.name, row.short_name) == (name, short_name):
        raise RuleBreach("名称没有变化，没有登记。请填新的名称。")
    words = f"{row.name}更名为{name}"
    row.name, row.short_name, row.initials = name, short_name[:40], initials(short_name)
    row.save(update_fields=["name", "short_name", "initials"])
    write_down(by=by, event=Event.RENAME, body=row, decree=decree, words=words)
    return row


@transaction.atomic
def convert(
    *, by: Actor, body: Organization, kind: Kind, field: Field, area: Area | None, decree: Decree
) -> Organization:
    """Make another kind of body of it (党支部 → 党总支), or put its field or area right.

    Raises ``RuleBreach`` where the kind does not fit between its superior and what stands under it.
    """
    hold_tree(alone=False)
    row = _changeable(by, body, decree)
    if (row.kind, row.field, row.area_id) == (kind, field, area.pk if area else None):
        raise RuleBreach("类别、领域、区划都没有变化，没有登记。")
    if row.parent and row.kind != kind:
        check_fit(row.parent, kind)
    unfit = [child for child in row.children.open_on(decree.on).in_order() if not may_hold(kind, child.kind)]
    if unfit:
        raise RuleBreach(
            f"{kind.label}之下不设{unfit[0].get_kind_display()}，{row.short_name}还有{unfit[0].short_name}等 "
            f"{len(unfit)} 个下级，没有改设。请先调整它们的隶属。"
        )
    words = f"{row.short_name}由{row.get_kind_display()}改设为{kind.label}" if row.kind != kind else "领域、区划调整"
    row.kind, row.field, row.area = kind, field, area
    row.save(update_fields=["kind", "field", "area"])
    write_down(by=by, event=Event.CONVERT, body=row, decree=decree, words=words)
    renew_within(body=row, on=decree.today)
    return row


@transaction.atomic
def encode(*, by: Actor, body: Organization, code: str) -> Organization:
    """Note the code that the national system gave a body; empty takes it away. It is kept as text, zeros and all.

    No decree: the code is given elsewhere and only copied here. Raises ``RuleBreach`` without the right, for a code
    that is none, and for one that another body has.
    """
    row = held(body)
    check_right(by, row)
    plain = code.strip().upper()
    if plain and not _CODE.fullmatch(plain):
        raise RuleBreach("党组织代码只含数字和字母，没有保存。请照全国系统里的抄录。")
    if plain and Organization.objects.exclude(pk=row.pk).filter(national_code=plain).exists():
        raise RuleBreach("这个代码已登记在另一个党组织名下，没有保存。请与全国系统核对。")
    if row.national_code == plain:
        raise RuleBreach("代码没有变化，没有登记。")
    row.national_code = plain
    row.save(update_fields=["national_code"])
    audit.record(
        by=by, action="organization.encode", subject=row.public_id, organization_id=row.pk, path=row.path, words=plain
    )
    return row


def _changeable(by: Actor, body: Organization, decree: Decree) -> Organization:
    row = held(body)
    check_right(by, row)
    check_open(row, decree.on)
    decree.check([row])
    return row
