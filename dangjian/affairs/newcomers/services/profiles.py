"""What is known of a unit is kept; whether it operates is judged, with a reason where it does not."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.newcomers.models import LEFT_OUT, Condition, Profile
from dangjian.affairs.newcomers.rules import FIELDS
from dangjian.affairs.organizations.models import Unit
from dangjian.affairs.people.words import refuse_numbers
from dangjian.rulebook import RuleBreach, rule


@dataclass(frozen=True, slots=True)
class Known:
    """What a person knows of a unit; None and empty for what is not known."""

    staff: int | None = None
    members: int | None = None
    instructor: str = ""
    instructed_since: date | None = None
    has_union: bool = False
    has_league: bool = False


@transaction.atomic
def keep(*, by: Actor, unit: Unit, known: Known, on: date) -> Profile:
    """Keep what is known of a firm or society.

    Raises ``RuleBreach`` for other units, outside the right, and for numbers that contradict each other.
    """
    check_right(by, unit)
    refuse_numbers(known.instructor)
    if known.staff is not None and known.members is not None and known.members > known.staff:
        raise RuleBreach(f"正式党员 {known.members} 人，多于从业人员 {known.staff} 人，没有保存。请核对这两个数。")
    if known.instructed_since and known.instructed_since > on:
        raise RuleBreach("指导起始日期还没有到，没有保存。请核对日期。")
    row = held(unit)
    if known.staff != row.staff:
        row.staff, row.staff_source = known.staff, "本单位所属党组织填写"
    row.members, row.instructor = known.members, " ".join(known.instructor.split())
    row.instructed_since = known.instructed_since if row.instructor else None
    row.has_union, row.has_league, row.kept_on = known.has_union, known.has_league, on
    row.save()
    log(by, unit, "keep", f"从业 {_count(row.staff)}，正式党员 {_count(row.members)}")
    return row


@transaction.atomic
def judge(*, by: Actor, unit: Unit, condition: Condition, reason: str, on: date) -> Profile:
    """Say whether a unit operates; what does not is left out of the base with a reason, and comes back the same way.

    Raises ``RuleBreach`` without a reason, for other units and outside the right.
    """
    check_right(by, unit)
    words = " ".join(reason.split())[:200]
    refuse_numbers(words)
    if condition in LEFT_OUT and not words:
        law = rule("newcomers.left_out", on=on)
        example = "市场监管部门列入经营异常，实地无人"
        raise RuleBreach(f"不计入底数要写明原因，没有保存。请写一句依据，如“{example}”。", citation=law.citation)
    row = held(unit)
    if row.condition == condition and row.reason == words:
        raise RuleBreach(f"{unit.name}已经是“{condition.label}”，没有改动。")
    row.condition, row.reason = condition, words if condition in LEFT_OUT else ""
    row.judged_on, row.judged_name = on, by.name
    row.save()
    log(by, unit, "judge", f"{condition.label} {words}".strip())
    return row


def held(unit: Unit) -> Profile:
    """Return what is known of a unit, locked; a fresh one where nothing is."""
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)  # Whoever writes first about a unit has it alone.
    return Profile.objects.filter(unit=unit).first() or Profile(unit=unit)


def check_right(by: Actor, unit: Unit) -> None:
    """Refuse another kind of unit, and who does not keep this one."""
    if unit.field not in FIELDS:
        raise RuleBreach(f"{unit.name}不是非公企业、社会组织，不在两新单位台账里，没有改动。")
    if not by.may(Permission.NEWCOMER_EDIT, unit.org_path):
        raise RuleBreach("这个单位不在您的权限范围内，没有改动。")


def log(by: Actor, unit: Unit, action: str, words: str) -> None:
    """Write the line of the log."""
    audit.record(
        by=by, action=f"newcomer.{action}", subject=unit.public_id, organization_id=unit.answering_body_id,
        path=unit.org_path, words=f"{unit.name}：{words}",
    )  # fmt: skip


def _count(number: int | None) -> str:
    return "未填" if number is None else f"{number} 人"
