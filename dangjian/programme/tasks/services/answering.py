"""What a body does with its assignment: report where it stands, and submit it."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from dangjian.access import audit, paths
from dangjian.access.actors import Actor
from dangjian.programme.tasks.models import Assignment, Progress, Standing, StepKind
from dangjian.programme.tasks.notices import tell_of_entry, tell_the_acceptor
from dangjian.programme.tasks.queries.signers import Signer, signers
from dangjian.programme.tasks.services import steps
from dangjian.rulebook.breach import RuleBreach


def lock(assignment: Assignment) -> Assignment:
    """Lock the row of an assignment and return it as it stands now, with its task and bodies."""
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("task__organization", "organization", "acceptor")
        .get(pk=assignment.pk)
    )


def check_open(assignment: Assignment, on: date) -> None:
    """Refuse where the assignment no longer waits for its body, or the body is closed."""
    if assignment.state != Standing.ASSIGNED:
        state = assignment.get_state_display()
        raise RuleBreach(f"这项任务{state}，没有重复办理。填写的内容已保留，请刷新看最新情况。")
    if not assignment.organization.is_open_on(on):
        raise RuleBreach(f"{assignment.organization.name}已撤销，不能再办理。请联系{assignment.acceptor.short_name}。")


@transaction.atomic
def report(
    *, assignment: Assignment, progress: Progress, words: str, on: date, by: Actor, signer: Signer | None = None
) -> Assignment:
    """Report where the work stands: a word and one line; falling behind needs its reason.

    ``Progress.DONE`` from someone who may not submit is a preparation: the secretary sees it, agrees and submits.
    From a body above it is entered from a paper, by ``enter`` only, with ``signer``.
    """
    if signer is None and assignment.organization_id not in by.post_bodies:
        raise RuleBreach("代录下级的进展，要选手写表上签名的人，未保存。")
    row = lock(assignment)
    check_open(row, on)
    if progress == Progress.BEHIND and not words.strip():
        raise RuleBreach("滞后的请用一句话写明原因，未保存。")
    row.progress, row.words, row.reported_by = progress, words.strip()[:300], by.account_id
    row.save(update_fields=["progress", "words", "reported_by"])
    said = f"{Progress(progress).label}。{row.words}" if row.words else Progress(progress).label
    if signer is not None:
        said, by = f"按手写表代{signer.name}录入：{said}", replace(by, acting_for=signer.account_id)
    _record(row, StepKind.REPORTED, said, by)
    return row


@transaction.atomic
def enter(  # what a report has, and whose paper it was
    *, assignment: Assignment, progress: Progress, words: str, signer: str, on: date, by: Actor
) -> Assignment:
    """Enter, from above, the report that a body wrote by hand; who signed stays named, the secretary is told.

    Raises ``RuleBreach`` where nobody of that body signed; nothing is ever submitted this way.
    """
    whose = next((one for one in signers(assignment.organization_id, on) if one.key == signer), None)
    if whose is None:
        raise RuleBreach("请选手写表上签名的人，未保存。签名的人不在名单里的，请先登记该党组织的任职。")
    row = report(assignment=assignment, progress=progress, words=words, on=on, by=by, signer=whose)
    tell_of_entry(assignment=row, on=on, by=replace(by, acting_for=whose.account_id))
    return row


@transaction.atomic
def submit(*, assignment: Assignment, words: str, on: date, by: Actor) -> Assignment:
    """Submit the work for acceptance (同意并提交). What was prepared by another stays named beside."""
    row = lock(assignment)
    check_open(row, on)
    row.state, row.progress = Standing.SUBMITTED, Progress.DONE
    row.words = words.strip()[:300] or row.words
    if not row.words:
        raise RuleBreach("请用一句话写明办理结果，未提交。")
    row.submitted_by, row.submitted_on = by.account_id, on
    row.save(update_fields=["state", "progress", "words", "submitted_by", "submitted_on"])
    _record(row, StepKind.SUBMITTED, row.words, by)
    tell_the_acceptor(assignment=row, title="待验收", on=on, by=by)
    return row


def _record(row: Assignment, kind: StepKind, words: str, by: Actor) -> None:
    above = next((post.organization_name for post in by.posts if paths.contains(post.path, row.org_path)), "")
    body = steps.body_name(by, row.organization_id, above or row.organization.name)
    steps.take_each(assignments=[row], kind=kind, by=by, body=body, words=words)
    audit.record(by=by, action=f"assignment.{kind}", subject=row.public_id, organization_id=row.organization_id,
                 path=row.org_path, words=words)  # fmt: skip
