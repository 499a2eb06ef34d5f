"""Units: written down, put right, tied to bodies; and the grids and estates of a village."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import VILLAGE_DIGITS, Area, Field, Organization, OwnKind, Unit
from dangjian.affairs.organizations.rules import credit_code_fault
from dangjian.affairs.organizations.services.decrees import check_right_at, held
from dangjian.rulebook import RuleBreach

_OWN_DIGITS = 3


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What is held of a unit; ``credit_code`` is empty where it has none."""

    name: str
    field: Field
    credit_code: str = ""
    area: Area | None = None


@transaction.atomic
def add_unit(*, by: Actor, body: Organization, facts: UnitFacts, is_set_up: bool = True) -> Unit:
    """Write a unit down at the body that answers for it; ``is_set_up`` where that body also stands in it.

    Raises ``RuleBreach`` for a wrong or a known credit code, and without the right at the body.
    """
    keeper = held(body)
    check_right_at(by, keeper)
    unit = Unit(county_id=keeper.county_id, org_path=keeper.path, answering_body=keeper)
    _fill(unit, facts)
    unit.save()
    if is_set_up:
        unit.bodies.add(keeper)
    _record(by, unit, "unit.add")
    return unit


@transaction.atomic
def edit_unit(
    *, by: Actor, unit: Unit, facts: UnitFacts, answering: Organization, bodies: Collection[Organization]
) -> Unit:
    """Put a unit's facts right, and which bodies are set up in it and answer for it.

    Raises ``RuleBreach`` as ``add_unit`` does; the right is needed at the old and at the new answering body.
    """
    row = Unit.objects.select_for_update(of=("self",)).select_related("answering_body").get(pk=unit.pk)
    keeper = held(answering)
    check_right_at(by, row.answering_body)
    check_right_at(by, keeper)
    _fill(row, facts)
    row.answering_body, row.county_id, row.org_path = keeper, keeper.county_id, keeper.path
    row.save()
    row.bodies.set(bodies)
    _record(by, row, "unit.edit")
    return row


@transaction.atomic
def hand_unit(*, by: Actor, unit: Unit, answering: Organization, on: date) -> Unit:
    """Let another body answer for a unit: it stands in that body's scope from now on.

    Raises ``RuleBreach`` for the body that answers already, for one that is closed, and without the right at both.
    """
    row = Unit.objects.select_for_update(of=("self",)).select_related("answering_body").get(pk=unit.pk)
    keeper, left = held(answering), row.answering_body
    check_right_at(by, left)
    check_right_at(by, keeper)
    if keeper.pk == left.pk:
        raise RuleBreach(f"{row.name}已由{keeper.short_name}负责，没有改动。")
    if not keeper.is_open_on(on):
        raise RuleBreach(f"{keeper.short_name}已撤销，没有改动。请换一个党组织。")
    row.answering_body, row.county_id, row.org_path = keeper, keeper.county_id, keeper.path
    row.save(update_fields=["answering_body", "county_id", "org_path"])
    audit.record(
        by=by, action="unit.hand", subject=row.public_id, organization_id=keeper.pk, path=keeper.path,
        words=f"{row.name}由{left.short_name}改由{keeper.short_name}负责",
    )  # fmt: skip
    return row


@transaction.atomic
def draw_area(*, by: Actor, body: Organization, name: str, kind: OwnKind) -> Area:
    """Draw a grid or an estate in the village of ``body``, with the next code of our own below the village's.

    Raises ``RuleBreach`` where the body stands in no village, for a name that is there, and without the right.
    """
    keeper = held(body)
    check_right_at(by, keeper)
    village = (
        Area.objects.select_for_update()
        .filter(pk=keeper.area_id or 0, code__regex=rf"^\d{{{VILLAGE_DIGITS}}}$")
        .first()
    )
    if village is None:
        raise RuleBreach(f"{keeper.short_name}不在村、社区一级，没有登记。网格、小区登记在村、社区党组织之下。")
    if village.children.filter(name=name).exists():
        raise RuleBreach(f"{village.name}已有“{name}”，没有重复登记。")
    last = village.children.exclude(own_kind="").order_by("code").values_list("code", flat=True).last()
    number = int(last[-_OWN_DIGITS:]) + 1 if last else 1
    area = Area.objects.create(code=f"{village.code}{number:0{_OWN_DIGITS}d}", name=name, own_kind=kind, parent=village)
    audit.record(
        by=by, action="area.add", subject=area.code, organization_id=keeper.pk, path=keeper.path, words=area.name
    )
    return area


def _fill(unit: Unit, facts: UnitFacts) -> None:
    code = facts.credit_code.strip().upper()
    fault = credit_code_fault(code) if code else None
    if fault:
        raise RuleBreach(f"{fault}没有保存。", citation="GB 32100—2015")
    if code and Unit.objects.exclude(pk=unit.pk).filter(credit_code=code).exists():
        raise RuleBreach(
            "这个统一社会信用代码已经登记在另一个单位名下，没有保存。请核对证照；确认无误的，请联系县委组织部。"
        )
    unit.name, unit.field, unit.credit_code, unit.area = facts.name, facts.field, code, facts.area


def _record(by: Actor, unit: Unit, action: str) -> None:
    audit.record(
        by=by,
        action=action,
        subject=unit.public_id,
        organization_id=unit.answering_body_id,
        path=unit.org_path,
        words=unit.name,
    )
