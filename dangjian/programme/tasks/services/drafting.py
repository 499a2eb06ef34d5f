"""Lists and draft tasks: nothing here reaches anyone below."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.programme.directives.models import Directive, Proposal, Verdict
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import Authority, Cadence, ListKind, Selection, Task, TaskList, TaskState
from dangjian.programme.tasks.targets import Targets
from dangjian.rulebook.breach import RuleBreach

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class TaskFields:
    """The columns of a task (P7). ``minutes`` is what it costs one body once."""

    title: str
    measures: str = ""
    deliverable: str = ""
    lead_leader: str = ""
    lead_body: str = ""
    responsible: str = ""
    responsible_person: str = ""
    due_on: date | None = None
    cadence: str = ""
    is_standing: bool = False
    minutes: int = 30
    has_precheck: bool = False

    def check(self) -> None:
        """Raise ``RuleBreach`` where more than one kind of due is given, or the title is missing."""
        if not self.title.strip():
            raise RuleBreach("任务还没有名称。填写的内容都已保留，请补上“重点任务”。")
        if sum((self.due_on is not None, bool(self.cadence), self.is_standing)) > 1:
            raise RuleBreach("完成时限只能选一种：某一天、按周期、或长期坚持。填写的内容都已保留。")


@transaction.atomic
def open_list(
    *,
    organization: Organization,
    office: str = "",
    goal: Goal | None = None,
    kind: ListKind = ListKind.TASKS,
    title: str,
    authority: Authority,
    consent: str = "",
    basis: str = "",
    directive: Directive | None = None,
    from_day: date,
    to_day: date,
    by: Actor,
) -> TaskList:
    """Open a list of ``organization``."""
    made = TaskList(organization=organization, county_id=organization.county_id, org_path=organization.path)
    made.office, made.goal, made.kind, made.directive, made.made_by = office, goal, kind, directive, by.account_id
    _fill(made, title=title, authority=authority, consent=consent, basis=basis, from_day=from_day, to_day=to_day)
    made.save()
    audit.record(
        by=by, action="list.open", subject=made.public_id, organization_id=organization.pk, path=organization.path,
        words=title,
    )  # fmt: skip
    return made


@transaction.atomic
def edit_list(
    *,
    task_list: TaskList,
    title: str,
    authority: Authority,
    consent: str,
    basis: str,
    goal: Goal | None,
    kind: ListKind,
    from_day: date,
    to_day: date,
    by: Actor,
) -> TaskList:
    """Change the head of a list. The authority stays once a task of it is issued."""
    kept = TaskList.objects.select_for_update().get(pk=task_list.pk)
    if kept.authority != authority and kept.tasks.exclude(state=TaskState.DRAFT).exists():
        raise RuleBreach("清单已有任务下达，授权不能再改。其他内容可改；需换授权请另立清单。")
    kept.goal, kept.kind = goal, kind
    _fill(kept, title=title, authority=authority, consent=consent, basis=basis, from_day=from_day, to_day=to_day)
    kept.save()
    audit.record(by=by, action="list.edit", subject=kept.public_id, organization_id=kept.organization_id,
                 path=kept.org_path, words=title)  # fmt: skip
    return kept


def _fill(
    row: TaskList, *, title: str, authority: Authority, consent: str, basis: str, from_day: date, to_day: date
) -> None:
    if not title.strip():
        raise RuleBreach("清单还没有名称。填写的内容都已保留。")
    if to_day < from_day:
        raise RuleBreach("清单的止日早于起日，未保存。填写的内容都已保留，请改日期。")
    if authority == Authority.CONSENT and not consent.strip():
        raise RuleBreach("选了“经县委同意”，请写明同意的文号或会议日期。填写的内容都已保留。")
    row.title, row.authority = title.strip(), authority
    row.consent = consent.strip() if authority == Authority.CONSENT else ""
    row.basis, row.from_day, row.to_day = basis.strip(), from_day, to_day


@transaction.atomic
def draft_task(*, task_list: TaskList, fields: TaskFields, by: Actor, proposal: Proposal | None = None) -> Task:
    """Add a draft task at the end of a list."""
    fields.check()
    locked = TaskList.objects.select_for_update().get(pk=task_list.pk)
    last = locked.tasks.aggregate(last=Max("order_no"))["last"] or 0
    task = Task.objects.create(
        task_list=locked,
        organization_id=locked.organization_id,
        county_id=locked.county_id,
        org_path=locked.org_path,
        order_no=last + 1,
        proposal=proposal,
        **asdict(fields),
    )
    audit.record(by=by, action="task.draft", subject=task.public_id, organization_id=task.organization_id,
                 path=task.org_path, words=task.title)  # fmt: skip
    return task


@transaction.atomic
def edit_task(*, task: Task, fields: TaskFields, by: Actor) -> Task:
    """Change a draft task. What is issued is not changed under those who work on it."""
    fields.check()
    kept = Task.objects.select_for_update().get(pk=task.pk)
    if kept.state != TaskState.DRAFT:
        raise RuleBreach("这项任务已下达，不能直接改。填写的内容都已保留；请撤回后重新下达，或另下一项补充任务。")
    for name, value in asdict(fields).items():
        setattr(kept, name, value)
    kept.save()
    audit.record(by=by, action="task.edit", subject=kept.public_id, organization_id=kept.organization_id,
                 path=kept.org_path, words=kept.title)  # fmt: skip
    return kept


@transaction.atomic
def remove_task(*, task: Task, by: Actor) -> None:
    """Remove a draft task."""
    kept = Task.objects.select_for_update().get(pk=task.pk)
    if kept.state != TaskState.DRAFT:
        raise RuleBreach("这项任务已下达，不能删除；可以撤回，撤回会留下记录。")
    audit.record(by=by, action="task.remove", subject=kept.public_id, organization_id=kept.organization_id,
                 path=kept.org_path, words=kept.title)  # fmt: skip
    kept.delete()


@transaction.atomic
def adopt(
    *,
    directive: Directive,
    task_list: TaskList,
    proposals: Sequence[Proposal],
    due_on: date | None = None,
    by: Actor,
) -> list[Task]:
    """Turn confirmed proposals of a directive into draft tasks of a list, each once.

    ``due_on`` is for those of which the directive says no time. A proposal already adopted into this list is refused:
    the list would ask the same twice.
    """
    if not proposals:
        raise RuleBreach("没有已确认的条目可列入清单。请先在“读文件”里确认。")
    locked = TaskList.objects.select_for_update().get(pk=task_list.pk)
    taken = set(locked.tasks.filter(proposal__in=proposals).values_list("proposal_id", flat=True))
    fresh = [p for p in proposals if p.pk not in taken]
    if not fresh:
        raise RuleBreach("所选条目都已列入这份清单，未重复列入。")
    if any(p.directive_id != directive.pk or p.verdict != Verdict.CONFIRMED for p in fresh):
        raise RuleBreach("有条目尚未确认，未列入。请先确认后再列。")
    return [draft_task(task_list=locked, fields=fields_of(p, due_on), by=by, proposal=p) for p in fresh]


def fields_of(proposal: Proposal, due_on: date | None = None) -> TaskFields:
    """Return the columns a proposal fills, ``due_on`` where it says no time; the officer completes the rest."""
    cadence = proposal.cadence_unit if proposal.cadence_unit in Cadence.values else ""
    return TaskFields(
        title=proposal.title[:LONGEST_TITLE],
        measures=proposal.measures,
        deliverable=proposal.deliverable,
        lead_body=proposal.lead[:120],
        responsible=proposal.responsible,
        due_on=None if cadence else proposal.due_on or due_on,
        cadence=cadence,
    )


@transaction.atomic
def save_selection(*, organization: Organization, name: str, targets: Targets, by: Actor) -> Selection:
    """Keep a rule for whom a task goes to, under a name; the same name replaces it."""
    if not name.strip():
        raise RuleBreach("下达范围还没有名称，未保存。所选范围已保留。")
    rule: Mapping[str, object] = targets.to_json()
    kept, _ = Selection.objects.update_or_create(
        organization=organization,
        name=name.strip(),
        defaults={"rule": rule, "county_id": organization.county_id, "org_path": organization.path},
    )
    audit.record(by=by, action="selection.save", subject=kept.public_id, organization_id=organization.pk,
                 path=organization.path, words=kept.name)  # fmt: skip
    return kept
