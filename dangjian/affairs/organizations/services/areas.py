"""Two villages become one on the ground: not the same thing as two Party bodies that become one."""

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.organizations import doors
from dangjian.affairs.organizations.models import VILLAGE_DIGITS, Area, Organization, Unit
from dangjian.affairs.organizations.queries.villages import leading
from dangjian.affairs.organizations.services.decrees import Decree, check_open, check_right, held
from dangjian.rulebook import RuleBreach

_TOWN_DIGITS = 9


@transaction.atomic
def merge_area(*, by: Actor, body: Organization, gone: Area, decree: Decree) -> Area:
    """Merge the village ``gone`` into that of ``body``: grids, units and what belongs to the place follow.

    What was filled, published or counted for ``gone`` up to then stays its own. Raises ``RuleBreach`` while a Party
    body leads ``gone`` (its own decree comes first), for a village of another township, and as every change does.
    """
    keeper = held(body)
    check_right(by, keeper)
    check_open(keeper, decree.on)
    decree.check([keeper])
    areas = {row.pk: row for row in Area.objects.select_for_update().filter(pk__in=(keeper.area_id or 0, gone.pk))}
    into, row = areas.get(keeper.area_id or 0), areas[gone.pk]
    if into is None or len(into.code) != VILLAGE_DIGITS or into.pk == row.pk:
        raise RuleBreach(f"{keeper.short_name}不在另一个行政村，没有登记。请核对两个村的区划。")
    if len(row.code) != VILLAGE_DIGITS or row.code[:_TOWN_DIGITS] != into.code[:_TOWN_DIGITS]:
        raise RuleBreach(f"{row.name}不是同一个镇乡的行政村，没有登记。请核对区划代码。")
    if row.merged_into_id or into.merged_into_id:
        raise RuleBreach("这个村已经登记过撤并，没有重复登记。请刷新后核对。")
    if still := leading(row, decree.on).exclude(pk=keeper.pk).first():
        raise RuleBreach(
            f"{row.name}还有{still.short_name}，没有登记。行政村撤并和党组织合并是两件事，各有文件："
            f"请先把{still.short_name}并入或改隶{keeper.short_name}，再登记。"
        )
    row.merged_into, row.merged_on, row.merge_basis = into, decree.on, decree.basis.strip()[:120]
    row.save(update_fields=["merged_into", "merged_on", "merge_basis"])
    row.children.exclude(own_kind="").update(parent=into)
    Organization.objects.filter(area=row).open_on(decree.on).update(area=into)
    Unit.objects.filter(area=row).update(area=into)
    doors.on_area_merge.open(by, doors.MergedArea(row, into, keeper, decree.on))
    audit.record(
        by=by, action="area.merge", subject=row.code, organization_id=keeper.pk, path=keeper.path,
        words=f"{row.name}并入{into.name} {decree.basis}".strip(),
    )  # fmt: skip
    return row
