"""A row of an old file without conflicts becomes a case: what the file does not say is asked for, not made up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.models import Admission, Motion, OldRow, Result
from dangjian.affairs.admissions.old_files.columns import CAPTIONS
from dangjian.affairs.admissions.services.opening import DEFINITION, parties_of
from dangjian.affairs.members.locks import held_member, held_person
from dangjian.affairs.members.models import Category, Member
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases import services as cases
from dangjian.rulebook import RuleBreach

# Who somebody is by the record once a step was passed; the last of these that was passed tells.
_CATEGORIES: Final = {
    "apply": Category.APPLICANT,
    "file_activist": Category.ACTIVIST,
    "agree_object": Category.OBJECT,
    "approve": Category.PROBATIONARY,
    "confirm_approve": Category.FULL,
}


@dataclass(frozen=True, slots=True)
class Fit:
    """What a row would become: the step that waits, empty for an archive; or why it becomes nothing yet."""

    waits: str
    reasons: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """Say whether it can be taken over."""
        return not self.reasons


def fit_of(row: OldRow, on: date) -> Fit:
    """Say what the days of a row are enough for."""
    days = days_of_row(row)
    left = next((step for step in rules.ORDER if step not in days), "")
    reasons = []
    if row.conflicts:
        reasons.append("有日期冲突")
    if missing := cases.lacking(rules.ORDER, days) or ([] if "apply" in days else ["apply"]):
        reasons.append(f"缺{'、'.join(CAPTIONS[step] for step in missing)}的日期")
    if left == "confirm_approve":
        reasons.append("支部大会转正的决定不在表里，请等上级审批后再转入")
    if _may_be_extended(days, on):
        reasons.append("转正日期不是预备期满一年之日，延长预备期的决定不在表里，不能转入")
    return Fit(left, tuple(reasons))


def days_of_row(row: OldRow) -> dict[str, date]:
    """Return every day that the row says, by column."""
    return {key: date.fromisoformat(day) for key, day in row.days.items()}


def _may_be_extended(days: Mapping[str, date], on: date) -> bool:
    if "congress" not in days or "confirmed" not in days:
        return False
    return days["confirmed"] != rules.probation_ends(days["congress"], None, on)


@transaction.atomic
def adopt(*, by: Actor, row: OldRow, on: date) -> Admission:
    """Make the case of a row: archived where all its steps are dated, else waiting at the first that is not.

    The record of the person is not changed; it must say the same. Raises ``RuleBreach`` with what is missing or
    differs, for oneself, and the second time.
    """
    held = OldRow.objects.select_for_update(of=("self",)).select_related("file").get(pk=row.pk)
    if held.admission_id is not None:
        raise RuleBreach("这一行已经转入，没有重复转入。")
    fit = fit_of(held, on)
    if not fit.is_ready:
        raise RuleBreach(f"第 {held.number} 行{'；'.join(fit.reasons)}，没有转入。请补齐后重新导入。")
    member, days = _member(by, held), days_of_row(held)
    _check_record(member, days)
    identity = public_id()
    case = cases.adopt(
        by=by, definition=DEFINITION, subject=f"people.person:{member.person.public_id}",
        title=f"{member.person}：发展党员", parties=parties_of(member.organization), person_id=member.person_id,
        identity=identity, paper=cases.Paper(_steps(days), _shown(days), f"由旧档案《{held.file.name}》转入"),
    )  # fmt: skip
    made = Admission.objects.create(
        public_id=identity, person=member.person, organization=member.organization, county_id=member.county_id,
        org_path=member.org_path, case=case, applied_on=days["apply"],
        training_days=held.numbers.get("training_days"), training_hours=held.numbers.get("training_hours"),
        motion=Motion.CONFIRM if "confirm_approve" in days else "",
        result=Result.DONE if not fit.waits else "", ended_on=None if fit.waits else days["archive"],
    )  # fmt: skip
    held.admission = made
    held.save(update_fields=["admission"])
    audit.record(
        by=by, action="admission.adopt", subject=made.public_id, organization_id=made.organization_id,
        path=made.org_path, words="由旧档案转入", county_id=made.county_id,
    )  # fmt: skip
    return made


def _steps(days: Mapping[str, date]) -> dict[str, date]:
    return {step: days[step] for step in rules.ORDER if step in days}


def _shown(days: Mapping[str, date]) -> dict[str, cases.Shown]:
    begun, ended = days.get("notice_from"), days.get("notice_until")
    return {"nominate": cases.Shown(begun, ended)} if begun and ended else {}


def _member(by: Actor, row: OldRow) -> Member:
    """Return the one person of that name on the rolls below the file's body, in the branch that the row names."""
    home = row.file.organization
    rows = Member.objects.current().filter(
        person__name=row.person_name, org_path__gte=home.path, org_path__lt=f"{home.path}~"
    )
    found = [one for one in rows.select_related("organization") if _is_of(one, row.branch_name)][:2]
    if len(found) != 1:
        words = "有几位同名" if found else "没有这个人"
        raise RuleBreach(f"{row.branch_name or '名册'}上{words}（{row.person_name}），没有转入。请核对姓名和党支部。")
    member = held_member(held_person(found[0].person_id))
    if member is None or not by.may(Permission.ADMISSION_AUDIT, member.org_path):
        raise RuleBreach("这个人不在您的权限范围内，没有转入。")
    if member.person_id == by.person_id:
        raise RuleBreach("不能转入自己的入党档案，没有改动。请由其他同志办理。")
    if Admission.objects.filter(person=member.person).exclude(result=Result.WITHDRAWN).exists():
        raise RuleBreach(f"{row.person_name}已有发展党员的办件，没有重复转入。")
    return member


def _is_of(member: Member, branch: str) -> bool:
    return not branch or member.organization.name.endswith(branch) or member.organization.short_name.endswith(branch)


def _check_record(member: Member, days: Mapping[str, date]) -> None:
    passed = [step for step in rules.ORDER if step in days and step in _CATEGORIES]
    wanted = _CATEGORIES[passed[-1]]
    if member.category != wanted:
        raise RuleBreach(
            f"名册上{member.person}是{member.get_category_display()}，表里办到了{wanted.label}，没有转入。请先核对名册。"
        )
    for caption, known, step in (
        ("入党时间", member.joined_on, "congress"), ("转正日期", member.confirmed_on, "confirmed"),
    ):  # fmt: skip
        if known and step in days and known != days[step]:
            raise RuleBreach(
                f"名册上的{caption}是{_day(known)}，表里是{_day(days[step])}，没有转入。请先核对哪一个对。"
            )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
