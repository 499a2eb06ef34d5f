"""What happens in an inspection: a sample is published, bodies visited, a finding becomes a task, the seed shown."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from dangjian.access import audit, paths
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import BRANCHES, Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.programme.inspections.models import Finding, Sample, SampleBody, Visit
from dangjian.programme.inspections.rules import draw, fingerprint
from dangjian.programme.tasks.models import Authority, ListKind, Task, TaskList
from dangjian.programme.tasks.services import draft_task, issue, open_list
from dangjian.programme.tasks.services.drafting import TaskFields
from dangjian.programme.tasks.targets import Targets
from dangjian.rulebook import RuleBreach

_MINUTES: Final = 30


@dataclass(frozen=True, slots=True)
class Planned:
    """What a sample is about: ``key`` are the ids of the bodies that are all visited, ``number`` of the rest drawn."""

    title: str
    number: int
    key: Collection[int] = ()
    must_see: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding as the visitor says it."""

    words: str
    post: str
    remedy: str
    due_on: date


@transaction.atomic
def publish(*, by: Actor, organization: Organization, planned: Planned, seed: str, on: date) -> Sample:
    """Publish a sample: its frame, the fingerprint of its seed. Whom it draws is known to who visits alone.

    ``seed`` is a fresh secret that nobody has seen. The frame are the branches below, in the county's order; closed
    ones are left out. Raises ``RuleBreach`` where nobody would be drawn, and for a key body that is not below.
    """
    _check(by, organization)
    title = " ".join(planned.title.split())[:80]
    if not title:
        raise RuleBreach("请写明抽查什么，没有公布。")
    refuse_numbers(title, planned.must_see)
    bodies = list(Organization.objects.below(organization).open_on(on).filter(kind__in=BRANCHES).in_order())
    key = set(planned.key)
    if key - {body.pk for body in bodies}:
        raise RuleBreach("重点里有的不是所属的党支部，没有公布，填写的内容已保留。请核对名称。")
    if not bodies or (planned.number < 1 and not key):
        raise RuleBreach("没有可抽的党支部，没有公布。请写上重点的名称，或其余抽几个。")
    if planned.number > len(bodies) - len(key):
        raise RuleBreach(f"除重点外只有 {len(bodies) - len(key)} 个党支部，没有公布。请把其余抽几个改小。")
    sample = Sample.objects.create(
        organization=organization,
        county_id=organization.county_id,
        org_path=organization.path,
        office=planned.office[:40],
        title=title,
        must_see=planned.must_see.strip()[:400],
        number=planned.number,
        print_of=fingerprint(seed),
        seed=seed,
        published_on=on,
        published_by=by.account_id,
    )
    SampleBody.objects.bulk_create(
        SampleBody(
            sample=sample,
            order_no=number,
            organization=body,
            county_id=body.county_id,
            org_path=body.path,
            name=body.short_name[:60],
            is_key=body.pk in key,
        )
        for number, body in enumerate(bodies, 1)
    )
    _log(by, "sample.publish", sample.public_id, organization, f"{title}，种子指纹 {sample.print_of[:12]}…")
    return sample


@transaction.atomic
def visit(
    *, by: Actor, issuer: Organization, organization: Organization, seen: str, on: date, sample: Sample | None = None
) -> Visit:
    """Note a visit: what was seen there. One body is visited once a sample, and only where it was drawn.

    Raises ``RuleBreach`` for a body that is not below, was not drawn, or was visited already.
    """
    _check(by, issuer)
    if organization.path == issuer.path or not paths.contains(issuer.path, organization.path):
        raise RuleBreach(f"{organization.short_name}不是所属的党组织，没有保存。")
    if not seen.strip():
        raise RuleBreach("请写一句现场看到什么，没有保存。")
    refuse_numbers(seen)
    if sample is not None:
        locked = Sample.objects.select_for_update().get(pk=sample.pk)
        if organization.pk not in drawn(locked):
            raise RuleBreach(f"{organization.short_name}没有抽到，不用去，没有保存。要另去的请单独记走访。")
        if locked.shown_on:
            raise RuleBreach("种子已经公布，这次抽查结束了，没有保存。要另去的请单独记走访。")
        if Visit.objects.filter(sample=locked, organization=organization).exists():
            raise RuleBreach(f"这次抽查已经走访过{organization.short_name}，没有重复保存。")
    made = Visit.objects.create(
        sample=sample,
        issuer=issuer,
        organization=organization,
        county_id=organization.county_id,
        org_path=organization.path,
        on=on,
        seen=seen.strip()[:600],
        account_id=by.account_id,
        who=by.caption[:120],
    )
    _log(by, "visit.note", made.public_id, organization, str(sample) if sample else "单独走访")
    return made


@transaction.atomic
def find(*, by: Actor, visit: Visit, problem: Problem, on: date) -> Finding:
    """Turn what was found into a task of the body, in the problem list of the sample; ``by`` is the whole actor.

    Its remedy is reported, accepted and written off as any task is. Raises ``RuleBreach`` for missing words.
    """
    _check(by, visit.issuer)
    if not by.may(Permission.TASK_ISSUE, visit.issuer.path):
        raise RuleBreach("您的职务不下达任务，没有保存。请由能下达任务的同志记这个问题。")
    if not (problem.words.strip() and problem.remedy.strip() and problem.post.strip()):
        raise RuleBreach("请写明问题、责任岗位和整改措施，没有保存，填写的内容已保留。")
    refuse_numbers(problem.words, problem.remedy)
    task = _task(by, visit, problem, on)
    made = Finding.objects.create(
        visit=visit,
        task=task,
        county_id=visit.county_id,
        org_path=visit.org_path,
        words=problem.words.strip()[:200],
        post=problem.post.strip()[:60],
        remedy=problem.remedy.strip()[:300],
        due_on=problem.due_on,
    )
    _log(by, "visit.find", visit.public_id, visit.organization, made.words)
    return made


@transaction.atomic
def show_seed(*, by: Actor, sample: Sample, words: str, on: date) -> Sample:
    """Publish the seed after the visits: from now on anyone can replay the draw.

    Raises ``RuleBreach`` where a drawn body was not visited and nobody says why, and where it is shown already.
    """
    row = Sample.objects.select_for_update(of=("self",)).select_related("organization").get(pk=sample.pk)
    _check(by, row.organization)
    if row.shown_on:
        raise RuleBreach("种子已经公布，没有重复公布。")
    refuse_numbers(words)
    left = len(drawn(row)) - row.visits.count()
    if left and not words.strip():
        raise RuleBreach(f"抽到的还有 {left} 个没有走访，没有公布。请先走到，或写明没有走到的原因。")
    row.shown_on, row.shown_words = on, words.strip()[:200] if left else ""
    row.save(update_fields=["shown_on", "shown_words"])
    _log(by, "sample.show", row.public_id, row.organization, f"{row.title}，公布种子")
    return row


def drawn(sample: Sample) -> dict[int, int]:
    """Return whom a sample draws: the number on its page by the id of the body; one query."""
    frame = list(sample.frame.order_by("order_no").values_list("order_no", "organization_id", "is_key"))
    chosen = set(draw([number for number, _, is_key in frame if not is_key], sample.number, sample.seed))
    return {body: number for number, body, is_key in frame if is_key or number in chosen}


def _task(by: Actor, visit: Visit, problem: Problem, on: date) -> Task:
    title = f"{visit.sample.title}问题清单" if visit.sample else f"{on.year}年走访问题清单"
    office = visit.sample.office if visit.sample else ""
    rows = TaskList.objects.filter(organization=visit.issuer, kind=ListKind.PROBLEMS, title=title[:120])
    found = rows.filter(made_by=by.account_id, to_day__gte=problem.due_on).first()
    editing = by.narrowed(Permission.LIST_EDIT)
    problems = found or open_list(
        organization=visit.issuer,
        office=office,
        kind=ListKind.PROBLEMS,
        title=title[:120],
        authority=Authority.OWN,
        basis="抽查、走访发现",
        from_day=on,
        to_day=max(problem.due_on, date(on.year, 12, 31)),
        by=editing,
    )
    fields = TaskFields(
        title=problem.words.strip()[:200],
        measures=problem.remedy.strip()[:300],
        responsible=visit.organization.short_name,
        responsible_person=problem.post.strip()[:60],
        due_on=problem.due_on,
        minutes=_MINUTES,
    )
    task = draft_task(task_list=problems, fields=fields, by=editing)
    named = Targets(named=(visit.organization_id,))
    issue(tasks=[task], targets=named, on=on, by=by.narrowed(Permission.TASK_ISSUE))
    return task


def _check(by: Actor, organization: Organization) -> None:
    if organization.pk not in by.bodies(Permission.INSPECTION_LEAD):
        raise RuleBreach("抽查和走访由组织的党组织自己办，您的职务不在那里，没有改动。")


def _log(by: Actor, action: str, subject: object, organization: Organization, words: str) -> None:
    audit.record(
        by=by, action=action, subject=subject, organization_id=organization.pk, path=organization.path, words=words
    )
