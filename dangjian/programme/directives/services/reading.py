"""A text is read and kept with what it proposes; its head is put right; it is removed again."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.programme.directives.models import Directive, Proposal, Verdict
from dangjian.programme.directives.reading import Reading, Unreadable, clean, deadlines, read_bytes, read_text
from dangjian.programme.directives.rules import proposing
from dangjian.programme.directives.services.changing import hold
from dangjian.rulebook.breach import RuleBreach


class NoTasks(Unreadable):
    """Nothing in the text looks like a task: the officer may keep it all the same and choose by hand."""

    def __init__(self) -> None:
        super().__init__(
            "读完了，没有找到像任务的句子，还没有保存。请看是否贴全；确要自己从原文里选，请勾选“仍然保存”。"
        )


@transaction.atomic
def read_directive(
    *,
    organization: Organization,
    office: str,
    text: str,
    file: bytes | None,
    file_name: str,
    title: str,
    issuer: str,
    issued_on: date | None,
    even_without_tasks: bool,
    by: Actor,
) -> Directive:
    """Read a text or the content of a file, keep it, and propose its tasks.

    What is given (title, issuer, day of issue) stands over what the text says of itself. Raises
    ``Marked`` (P36), ``Unreadable`` or ``NoTasks`` before anything is kept.
    """
    reading = read_text(text, issued_on=issued_on) if file is None else read_bytes(file, file_name, issued_on=issued_on)
    if "\x00" in reading.text:
        raise Unreadable("文字里夹有无法保存的控制字符，没有读取。请复制正文后粘贴，再读一次。")
    if not reading.tasks and not even_without_tasks:
        raise NoTasks
    directive = Directive.objects.create(
        organization=organization,
        county_id=organization.county_id,
        org_path=organization.path,
        office=office,
        title=(title or reading.title or "未写标题的文件")[:200],
        issuer=(issuer or reading.issuer)[:120],
        issued_on=reading.issued_on,
        file_name=file_name[:200],
        text=reading.text,
        **_marks(reading),
        read_by=by.account_id,
    )
    proposals = _propose(directive, reading)
    audit.record(
        by=by,
        action="directive.read",
        subject=directive.public_id,
        organization_id=organization.pk,
        path=organization.path,
        words=directive.title,
        among=proposals,
    )
    return directive


def _marks(reading: Reading) -> dict[str, object]:
    plain = reading.to_json()
    return {"sections": plain["sections"], "flags": plain["flags"]}


def _propose(directive: Directive, reading: Reading) -> list[UUID]:
    shown = clean(reading.text)
    rows = [
        Proposal(
            directive=directive,
            county_id=directive.county_id,
            org_path=directive.org_path,
            as_read=as_read,
            **proposing.from_task(task, shown),
        )
        for task, as_read in zip(reading.tasks, reading.to_json()["tasks"], strict=True)
    ]
    return [row.public_id for row in Proposal.objects.bulk_create(rows)]


@transaction.atomic
def amend_masthead(*, directive: Directive, title: str, issuer: str, issued_on: date | None, by: Actor) -> int:
    """Put title, issuer and day of issue right; returns how many due days were counted anew from it.

    Only proposals that nobody has judged or edited follow the new day.
    """
    hold(directive)
    moved = _recount(directive, issued_on) if issued_on != directive.issued_on else 0
    directive.title, directive.issuer, directive.issued_on = title, issuer, issued_on
    directive.save(update_fields=["title", "issuer", "issued_on"])
    audit.record(
        by=by,
        action="directive.amend",
        subject=directive.public_id,
        organization_id=directive.organization_id,
        path=directive.org_path,
        words=title,
    )
    return moved


def _recount(directive: Directive, issued_on: date | None) -> int:
    rows = directive.proposals.filter(verdict=Verdict.PENDING, is_edited=False).exclude(due_text="")
    moved = []
    for row in rows:
        found = deadlines.parse(row.due_text, issued_on)
        due_on = found.on if found else None
        if due_on != row.due_on:
            row.due_on = due_on
            moved.append(row)
    Proposal.objects.bulk_update(moved, ["due_on"])
    return len(moved)


@transaction.atomic
def remove_directive(*, directive: Directive, by: Actor) -> None:
    """Remove a text that should not have been read, with its proposals; refused once a list rests on it."""
    hold(directive)
    subject, title = directive.public_id, directive.title
    try:
        directive.delete()
    except ProtectedError as error:
        message = f"《{title}》已有清单以它为依据，不能移除，内容都还在。要停用，请先撤回清单里的任务。"
        raise RuleBreach(message) from error
    audit.record(
        by=by,
        action="directive.remove",
        subject=subject,
        organization_id=directive.organization_id,
        path=directive.org_path,
        words=title,
    )
