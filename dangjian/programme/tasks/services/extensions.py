"""Extensions (延期): asked by the body, answered by the acceptor; a granted one moves the date and stays visible."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.programme.tasks.models import Assignment, Decision, Extension, StepKind
from dangjian.programme.tasks.notices import tell_the_acceptor, tell_the_body
from dangjian.programme.tasks.services import steps
from dangjian.programme.tasks.services.answering import check_open, lock
from dangjian.rulebook.breach import RuleBreach


@transaction.atomic
def ask_extension(*, assignment: Assignment, to_day: date, reason: str, on: date, by: Actor) -> Extension:
    """Ask for a later date, with a reason; one request at a time."""
    row = lock(assignment)
    check_open(row, on)
    if to_day <= row.due_on or to_day <= on:
        raise RuleBreach("申请延至的日期要晚于原时限和今天，未提交。填写的内容已保留。")
    if not reason.strip():
        raise RuleBreach("请写明延期的理由，未提交。填写的内容已保留。")
    if row.extensions.filter(decision=Decision.PENDING).exists():
        raise RuleBreach("已有一个延期申请在等答复，没有重复申请。")
    above = row.task.parent_assignment
    if above is not None and to_day > above.due_on:
        day = f"{above.due_on.month}月{above.due_on.day}日"
        raise RuleBreach(
            f"上级给{row.task.organization.short_name}的时限是{day}，不能延到它之后。请先由其向上级申请延期。"
        )
    asked = Extension.objects.create(
        assignment=row,
        county_id=row.county_id,
        org_path=row.org_path,
        acceptor_path=row.acceptor_path,
        from_day=row.due_on,
        to_day=to_day,
        reason=reason.strip()[:300],
        asked_by=by.account_id,
    )
    words = f"{_day(row.due_on)} → {_day(to_day)}。{asked.reason}"
    _record(row, StepKind.EXTENSION_ASKED, words, by, at_body=row.organization_id)
    tell_the_acceptor(assignment=row, title="申请延期", on=on, by=by)
    return asked


@transaction.atomic
def decide_extension(*, extension: Extension, granted: bool, words: str, on: date, by: Actor) -> Extension:
    """Grant or refuse; a refusal needs its reason. Nobody answers their own request."""
    row = lock(extension.assignment)
    asked = Extension.objects.select_for_update().get(pk=extension.pk)
    if asked.decision != Decision.PENDING:
        raise RuleBreach(f"这个申请已答复：{asked.get_decision_display()}，没有重复答复。")
    if asked.asked_by == by.account_id or row.organization_id in by.post_bodies:
        raise RuleBreach("不能答复自己或自己任职的组织提出的延期申请，未改动。请由他人答复。")
    if not granted and not words.strip():
        raise RuleBreach("不同意延期要写明理由，未答复。")
    if granted:
        check_open(row, on)
    asked.decision = Decision.GRANTED if granted else Decision.REFUSED
    asked.words, asked.decided_by = words.strip()[:300], by.account_id
    asked.save(update_fields=["decision", "words", "decided_by"])
    Extension.objects.filter(pk=asked.pk).update(decided_at=Now())
    kind = StepKind.EXTENSION_GRANTED if granted else StepKind.EXTENSION_REFUSED
    if granted:
        row.due_on, row.moved_from = asked.to_day, None
        row.save(update_fields=["due_on", "moved_from"])
    _record(row, kind, f"{_day(asked.from_day)} → {_day(asked.to_day)}。{asked.words}", by, at_body=row.acceptor_id)
    tell_the_body(assignments=[row], title=asked.get_decision_display(), on=on, by=by)
    return asked


def _record(row: Assignment, kind: StepKind, words: str, by: Actor, *, at_body: int) -> None:
    body = steps.body_name(by, at_body, row.organization.name)
    steps.take_each(assignments=[row], kind=kind, by=by, body=body, words=words)
    audit.record(by=by, action=f"assignment.{kind}", subject=row.public_id, organization_id=row.organization_id,
                 path=row.org_path, words=words)  # fmt: skip


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
