"""What the tasks give a person to do: answer, agree, accept, write off, decide, issue."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission as P  # noqa: N817  # a table reads better short
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level, standing, yellow_days
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.tasks.models import Assignment, Extension, Progress, Step, Task, TaskState
from dangjian.programme.tasks.queries import judging
from dangjian.programme.tasks.queries.page import last_returns
from dangjian.programme.tasks.queries.tallies import Day

MOST = 60
FEW = 2
JUDGING = {"验收": ("acceptance", "submitted"), "销号": ("write-off", "accepted")}


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for everything the tasks have for a person on a day."""
    day = Day(on, yellow_days(on, local_values(actor.county_id, on)))
    yield from _to_answer(actor, day)
    yield from _to_judge(actor, day)
    yield from _to_issue(actor)


def _to_answer(actor: Actor, day: Day) -> Iterator[Question]:
    answering = actor.narrowed(P.ASSIGNMENT_REPORT)
    if not answering.grants:
        return
    rows = (
        Assignment.objects.visible_to(answering)
        # What a clerk may enter for those below from their papers is not the clerk's own to do.
        .filter(organization__in=answering.bodies(P.ASSIGNMENT_REPORT))
        .to_do()
        .select_related("task__task_list__organization", "organization")
    )
    found = rows.order_by("due_on", "organization__order_no", "id")[:MOST]
    yield Question(found, lambda rows: _returned(actor, rows, day))


def _returned(actor: Actor, found: Sequence[Assignment], day: Day) -> Iterator[Question]:
    """Why they came back is the second question; where none did, nothing is asked."""
    yield Question(last_returns(found), lambda steps: _answers(actor, found, steps, day))


def _answers(actor: Actor, found: Sequence[Assignment], steps: Sequence[Step], day: Day) -> Iterator[Item]:
    reasons = {step.assignment_id: step.words for step in steps}
    for row in found:
        yield _answer(actor, row, day, reasons.get(row.pk, ""))


def _answer(actor: Actor, row: Assignment, day: Day, returned: str) -> Item:
    may_submit = actor.may(P.ASSIGNMENT_SUBMIT, row.org_path)
    is_prepared = row.progress == Progress.DONE and row.reported_by != actor.account_id
    stands = standing(row.due_on, day.on, day.yellow)
    page = reverse("tasks:assignment", args=[row.public_id])
    sub = f"{row.organization.short_name} · {row.task.task_list.issuer_name}交办"
    actions: tuple[Action, ...] = (Action("报进展", page, is_main=stands.level in (Level.LATE, Level.SOON)),)
    if row.progress == Progress.DONE and not may_submit:
        sub, actions = f"{sub} · 已填好，等书记同意并提交", (Action("看一看", page),)
    elif is_prepared and may_submit:
        agree = Action("同意并提交", reverse("tasks:submission", args=[row.public_id]), "POST", is_main=True)
        sub, actions = f"{sub} · 信息员已填好：{row.words}", (Action("看一看", page), agree)
    elif row.returns and row.progress != Progress.DONE:
        sub = f"{sub} · 退回 {row.returns} 次：{returned}"
    return Item(
        key=f"assignment:{row.public_id}",
        title=row.task.title,
        sub=sub,
        address=page,
        kind="任务",
        level=stands.level,
        words=stands.words,
        reason=stands.reason,
        due_on=row.due_on,
        actions=actions,
        minutes=row.task.minutes,
        organization_id=row.organization_id,
        order_no=row.organization.order_no,
    )


def _to_judge(actor: Actor, day: Day) -> Iterator[Question]:
    if actor.may(P.ASSIGNMENT_ACCEPT):
        yield Question(judging.submitted(actor), lambda rows: _heaps(judging.heaps(rows), "验收", day))
        yield Question(judging.asked(actor), lambda rows: _asked(rows, day))
    if actor.may(P.ASSIGNMENT_WRITE_OFF):
        yield Question(judging.accepted(actor), lambda rows: _heaps(judging.heaps(rows), "销号", day))


def _asked(asked: Sequence[Extension], day: Day) -> Iterator[Item]:
    if len(asked) > FEW:
        yield _extensions(asked, day)
    else:
        yield from (_extension(one, day) for one in asked)


def _heaps(heaps: Sequence[judging.Heap], verb: str, day: Day) -> Iterator[Item]:
    """Yield an item for each task, or one for a list of which more than a few wait."""
    by_list: dict[str, list[judging.Heap]] = {}
    for heap in heaps:
        by_list.setdefault(heap.list_title, []).append(heap)
    for found in by_list.values():
        if len(found) > FEW:
            yield _pile(found, verb, day)
        else:
            yield from (_heap(heap, verb, day) for heap in found)


def _pile(heaps: Sequence[judging.Heap], verb: str, day: Day) -> Item:
    """Judge a list on one page: a card for each task would push everything else off the home page."""
    first = heaps[0]
    name, _ = JUDGING[verb]
    page = f"{reverse('tasks:acceptance')}#{name}"
    level, words, reason = _urgency(first, verb, day)
    return Item(
        key=f"{name}:{first.list_title}",
        title=f"{verb}《{first.list_title}》的 {len(heaps)} 项任务，共 {sum(heap.number for heap in heaps)} 个单位次",
        sub=f"最早到期：{first.title}，{first.number} 个单位",
        address=page,
        kind=verb,
        level=level,
        words=words,
        reason=reason,
        due_on=first.next_due,
        actions=(Action(f"逐项{verb}", page, is_main=True),),
    )


def _urgency(heap: judging.Heap, verb: str, day: Day) -> tuple[Level, str, str]:
    stands = standing(heap.next_due, day.on, day.yellow)
    is_late = stands.level is Level.LATE
    reason = f"最早一个的时限是{heap.next_due.month}月{heap.next_due.day}日"
    return Level.SOON if is_late else stands.level, "时限已过，等您" + verb if is_late else f"待{verb}", reason


def _heap(heap: judging.Heap, verb: str, day: Day) -> Item:
    name, state = JUDGING[verb]
    page = f"{reverse('tasks:task', args=[heap.public_id])}?state={state}"
    act = f"{reverse(f'tasks:{name}s', args=[heap.public_id])}?whole={heap.number}"
    level, words, reason = _urgency(heap, verb, day)
    return Item(
        key=f"{name}s:{heap.public_id}",
        title=f"{verb} {heap.number} 个单位的“{heap.title}”",
        sub=heap.list_title,
        address=page,
        kind=verb,
        level=level,
        words=words,
        reason=reason,
        due_on=heap.next_due,
        actions=(Action("逐个看", page), Action(f"{verb} {heap.number} 个", act, "POST", is_main=True)),
    )


def _extension(asked: Extension, day: Day) -> Item:
    row = asked.assignment
    page = reverse("tasks:assignment", args=[row.public_id])
    until = f"{asked.from_day.month}月{asked.from_day.day}日 延至 {asked.to_day.month}月{asked.to_day.day}日"
    grant = Action("同意延期", reverse("tasks:extension-grant", args=[row.public_id]), "POST", is_main=True)
    stands = standing(asked.from_day, day.on, day.yellow)
    return Item(
        key=f"extension:{asked.pk}",
        title=f"答复{row.organization.short_name}的延期申请",
        sub=f"{row.task.title}，由 {until}。理由：{asked.reason}",
        address=page,
        kind="延期",
        level=Level.SOON if stands.level is Level.LATE else stands.level,
        words="等您答复",
        reason=stands.reason,
        due_on=asked.from_day,
        actions=(Action("不同意延期", f"{page}#extension"), grant),
        organization_id=row.organization_id,
        order_no=row.organization.order_no,
    )


def _extensions(asked: Sequence[Extension], day: Day) -> Item:
    """Answer many on one page: a card each would push everything else off the home page."""
    first = asked[0]
    stands = standing(first.from_day, day.on, day.yellow)
    return Item(
        key="extensions",
        title=f"答复 {len(asked)} 个延期申请",
        sub=f"{first.assignment.organization.short_name}：{first.assignment.task.title}，{first.reason}；等",
        address=f"{reverse('tasks:acceptance')}#extensions",
        kind="延期",
        level=Level.SOON if stands.level is Level.LATE else stands.level,
        words="等您答复",
        reason=stands.reason,
        due_on=first.from_day,
        actions=(Action("逐个答复", f"{reverse('tasks:acceptance')}#extensions", is_main=True),),
    )


def _to_issue(actor: Actor) -> Iterator[Question]:
    issuing = actor.narrowed(P.TASK_ISSUE)
    if not issuing.grants:
        return
    drafts = Task.objects.visible_to(issuing).filter(state=TaskState.DRAFT).order_by()
    lists = drafts.values("task_list__public_id", "task_list__title", "task_list__office", "organization__name")
    yield Question(lists.annotate(number=Count("pk"), last=Max("task_list_id")).order_by("-last")[:10], _drafts)


def _drafts(lists: Sequence[dict[str, Any]]) -> Iterator[Item]:
    for row in lists:
        public_id, title, number = row["task_list__public_id"], row["task_list__title"], row["number"]
        page = reverse("tasks:list", args=[public_id])
        yield Item(
            key=f"drafts:{public_id}",
            title=f"《{title}》有 {number} 项任务还没有下达",
            sub=row["task_list__office"] or row["organization__name"],
            address=page,
            kind="下达",
            level=Level.INFO,
            words="未下达",
            actions=(
                Action("看草稿", f"{page}?state=draft"),
                Action("下达（先看影响）", reverse("tasks:issue", args=[public_id]), is_main=True),
            ),
        )
