"""Draft: the figures of a day are counted, frozen, and the words proposed from them."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Post
from dangjian.decisions.bulletins.models import Bulletin, BulletinKind
from dangjian.decisions.bulletins.queries import frozen, goals, records, standing, stuck
from dangjian.decisions.bulletins.rules import names, words
from dangjian.foundation.time import end_of
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import Assignment, TaskList
from dangjian.rulebook.breach import RuleBreach


@transaction.atomic
def draft(
    *,
    task_list: TaskList | None = None,
    goal: Goal | None = None,
    kind: BulletinKind,
    as_of: date,
    on: date,
    by: Actor,
) -> Bulletin:
    """Draft a bulletin of a list or a goal on the day ``on``.

    The figures are those of this moment where ``as_of`` is today, else those at the end of ``as_of`` as the
    records have it. Refused: a day to come, and a subject of which nothing was handed down by then.
    """
    subject = task_list or goal
    if subject is None or (task_list is not None and goal is not None):
        raise RuleBreach("请选一份清单，或一个方案目标，未起草。")
    if as_of > on:
        raise RuleBreach(f"统计日{names.day(as_of)}还没有到，未起草。请选今天或以前的日子。")
    rows = standing.of_list(task_list) if task_list else standing.of_goal(subject)  # type: ignore[arg-type]  # then it is the goal
    is_now = as_of == on
    known = records.current(rows) if is_now else records.recorded(rows, end_of(as_of))
    figures = _figures(known, subject.organization, as_of)
    if not figures["total"]["issued"]:
        raise RuleBreach(f"到{names.day(as_of)}，这里还没有下达任务，没有情况可通报，未起草。请先下达，或换一个日子。")
    figures["authority"] = task_list.authority_line if task_list else ""
    office = task_list.office if task_list else _office(by, subject.organization_id)
    bulletin = Bulletin(
        organization=subject.organization,
        county_id=subject.county_id,
        org_path=subject.org_path,
        office=office,
        kind=kind,
        task_list=task_list,
        goal=goal,
        figures=figures,
        frozen_at=Now() if is_now else end_of(as_of),
        as_of=as_of,
        made_by=by.account_id,
    )
    _propose(bulletin, subject.title)
    bulletin.save()
    bulletin.refresh_from_db()
    audit.record(by=by, action="bulletin.draft", subject=bulletin.public_id, organization_id=subject.organization_id,
                 path=subject.org_path, words=f"{as_of.isoformat()} {bulletin.title}")  # fmt: skip
    return bulletin


def _propose(bulletin: Bulletin, subject: str) -> None:
    body, figures = bulletin.organization, bulletin.figures
    levels = {unit["level"] for unit in figures["units"]}
    signature = names.signature(body.name, bulletin.office)
    bulletin.title = names.title(bulletin.kind, subject)[:120]
    bulletin.addressees = names.addressees(levels, body.level)
    bulletin.words = {"body": words.body(bulletin.kind, subject, figures, bulletin.as_of), "signature": signature}
    if bulletin.kind == BulletinKind.NOTICE:
        bulletin.number = names.number(body.name, bulletin.office, bulletin.as_of.year)
    else:
        bulletin.words |= {
            "masthead": "党建工作简报",
            "issue": "",
            "note": words.note(subject),
            "reported_to": "",
            "sent_to": "",
            "distributed_to": bulletin.addressees,
        }


def _office(by: Actor, organization_id: int) -> str:
    """Return the office in whose name a person acts at a body; empty where it is the body itself."""
    posts = Post.objects.filter(organization=organization_id, office__in=[p.organization_name for p in by.posts])
    return posts.exclude(office="").values_list("office", flat=True).first() or ""


def _figures(rows: QuerySet[Assignment], top: Organization, on: date) -> dict[str, Any]:
    """Return what is frozen, as JSON: in all, by unit, task and goal, and who is stuck; names as of now."""
    picture = standing.picture(rows, top, on)
    return {
        "total": asdict(picture.total),
        "units": frozen.units(picture.units),
        "tasks": frozen.tasks(picture.tasks),
        "goals": frozen.goals(goals.folded(picture.tasks, top.pk)),
        "stuck": frozen.stuck(stuck.stuck(rows, on)),
    }
