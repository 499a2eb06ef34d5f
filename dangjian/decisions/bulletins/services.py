"""What can happen to a bulletin: drafted with its figures frozen, worded, issued."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.decisions.bulletins import rules
from dangjian.decisions.bulletins.models import Bulletin, BulletinKind
from dangjian.decisions.bulletins.queries import standing
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import TaskList
from dangjian.rulebook.breach import RuleBreach


@transaction.atomic
def draft(
    *,
    task_list: TaskList | None = None,
    goal: Goal | None = None,
    kind: BulletinKind,
    as_of: date,
    at: datetime,
    by: Actor,
) -> Bulletin:
    """Draft a bulletin of a list or a goal: the figures of ``as_of`` are frozen now, the words proposed."""
    subject = task_list or goal
    if subject is None or (task_list is not None and goal is not None):
        raise RuleBreach("请选一份清单或一个方案目标，未起草。")
    rows = standing.of_list(task_list) if task_list else standing.of_goal(goal)  # type: ignore[arg-type]  # one of the two
    figures = _figures(rows, subject.organization, as_of)
    if not figures["total"]["issued"]:
        raise RuleBreach("这里还没有下达过任务，没有情况可通报，未起草。")
    bulletin = Bulletin.objects.create(
        organization=subject.organization,
        county_id=subject.county_id,
        org_path=subject.org_path,
        office=task_list.office if task_list else "",
        kind=kind,
        task_list=task_list,
        goal=goal,
        title=rules.title(kind, subject.title),
        addressees=rules.addressees(figures),
        words=rules.words(kind, subject.title, figures, as_of),
        figures=figures,
        frozen_at=at,
        as_of=as_of,
        made_by=by.account_id,
    )
    _record("bulletin.draft", bulletin, by)
    return bulletin


def _figures(rows: Any, issuer: Any, as_of: date) -> dict[str, Any]:  # noqa: ANN401  # shaped by the queries
    units = standing.by_unit(rows, issuer, as_of)
    return {
        "total": asdict(standing.summed(units)),
        "units": [
            {"id": str(u.body.public_id), "name": u.body.short_name, "level": u.body.level, **asdict(u.figures)}
            for u in units
        ],
        "tasks": [
            {"id": str(t.task.public_id), "order_no": t.task.order_no, "title": t.task.title, **asdict(t.figures)}
            for t in standing.by_task(rows, as_of)
        ],
        "stuck": [
            {
                "id": str(a.public_id),
                "body": a.organization.short_name,
                "task": a.task.title,
                "due_on": a.due_on.isoformat(),
                "words": a.words,
            }
            for a in standing.stuck(rows, as_of)
        ],
    }


@transaction.atomic
def edit_words(
    *, bulletin: Bulletin, title: str, addressees: str, number: str, words: dict[str, str], by: Actor
) -> Bulletin:
    """Keep the officer's words. The figures are not among them."""
    kept = _lock(bulletin)
    if not title.strip() or not addressees.strip():
        raise RuleBreach("标题和主送都要有，未保存。填写的内容已保留。")
    kept.title, kept.addressees, kept.number = title.strip(), addressees.strip(), number.strip()
    kept.words = {name: words.get(name, text) for name, text in kept.words.items()}
    kept.save()
    Bulletin.objects.filter(pk=kept.pk).update(edited_at=Now())
    _record("bulletin.edit", kept, by)
    return kept


@transaction.atomic
def issue(*, bulletin: Bulletin, by: Actor) -> Bulletin:
    """Issue a bulletin: from now on the words stand still too."""
    kept = _lock(bulletin)
    kept.issued_by = by.account_id
    kept.save(update_fields=["issued_by"])
    Bulletin.objects.filter(pk=kept.pk).update(issued_at=Now())
    kept.refresh_from_db()
    _record("bulletin.issue", kept, by)
    return kept


def _lock(bulletin: Bulletin) -> Bulletin:
    kept = Bulletin.objects.select_for_update(of=("self",)).select_related("organization").get(pk=bulletin.pk)
    if kept.issued_at is not None:
        raise RuleBreach("这份通报已印发，文字和数字都不再改动。需更正请另发一份。")
    return kept


def _record(action: str, bulletin: Bulletin, by: Actor) -> None:
    audit.record(by=by, action=action, subject=bulletin.public_id, organization_id=bulletin.organization_id,
                 path=bulletin.org_path, words=bulletin.title)  # fmt: skip
