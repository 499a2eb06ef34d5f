"""The page of an assignment, drawn again with what was typed where an act is refused."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.gates import ActorRequest
from dangjian.access.permissions import Permission as P  # noqa: N817  # a table reads better short
from dangjian.channels.inbox.rules import group_text
from dangjian.programme.tasks.forms import ExtensionForm, ProxyReportForm, ReportForm
from dangjian.programme.tasks.models import Assignment, Progress, Standing
from dangjian.programme.tasks.queries.page import has_below, whole
from dangjian.programme.tasks.queries.signers import signers
from dangjian.programme.tasks.views.days import day_for, this_day


def reached(request: ActorRequest, public_id: UUID) -> Assignment:
    """Return the assignment within the actor's scope, with what the page names."""
    rows = Assignment.objects.visible_to(request.actor).select_related(
        "task__task_list__organization", "task__task_list__directive", "task__organization",
        "task__parent_assignment", "organization", "acceptor",
    )  # fmt: skip
    return get_object_or_404(rows, public_id=public_id)


def show(
    request: ActorRequest,
    assignment: Assignment,
    *,
    report: ReportForm | None = None,
    extension: ExtensionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page; forms that were refused stand open with their words."""
    day = day_for(request.actor)
    actor = request.full_actor
    page = whole(actor.narrowed(P.ASSIGNMENT_VIEW), assignment, day)
    acts = may_do(actor, assignment)
    enters = acts["report"] and enters_for(actor, assignment)
    pending = next((asked for asked in page.extensions if asked.decision == "pending"), None)
    address = request.build_absolute_uri(reverse("tasks:assignment", args=[assignment.public_id]))
    context = {
        "page": page,
        "assignment": assignment,
        "task": assignment.task,
        "heading": assignment.task.title,
        "acts": acts,
        "is_own": assignment.organization_id in actor.post_bodies,
        "pending": pending,
        "report_form": report or _opening(assignment, may_submit=acts["submit"], enters=enters),
        "enters": enters,
        "extension_form": extension or ExtensionForm(auto_id="extension_%s"),
        "extension_is_open": extension is not None,
        "is_prepared": acts["submit"] and _waits_for_agreement(assignment, actor),
        "draft_key": f"assignment:{actor.account_id}:{assignment.public_id}",
        "notice": group_text(assignment.task.title, assignment.due_on, address, on=day.on),
    }
    return render(request, "tasks/assignment.html", context, status=status)


def enters_for(actor: Actor, assignment: Assignment) -> bool:
    """Say whether what this person reports is entered for another body, from its paper."""
    return assignment.organization_id not in actor.post_bodies


def report_form(request: ActorRequest, assignment: Assignment) -> ReportForm:
    """Take what was typed: one's own report, or one entered from a paper."""
    if enters_for(request.actor, assignment):
        return ProxyReportForm(request.POST, signers=signers(assignment.organization_id, this_day()))
    return ReportForm(request.POST)


def _opening(assignment: Assignment, *, may_submit: bool, enters: bool) -> ReportForm:
    """Open the form with what was last reported; nothing is asked twice."""
    progress = assignment.progress
    if progress == Progress.NOT_STARTED and not may_submit:
        progress = Progress.ON_SCHEDULE
    initial = {"progress": progress, "words": assignment.words}
    if enters:
        return ProxyReportForm(signers=signers(assignment.organization_id, this_day()), initial=initial)
    return ReportForm(initial=initial)


def _waits_for_agreement(assignment: Assignment, actor: Actor) -> bool:
    """Say whether someone else has filled it in as done and the secretary's word is missing (P4)."""
    return (
        assignment.state == Standing.ASSIGNED
        and assignment.progress == Progress.DONE
        and assignment.reported_by not in (None, actor.account_id)
    )


def may_do(actor: Actor, assignment: Assignment) -> dict[str, bool]:
    """Return which acts stand open to a person on an assignment; the services check again."""
    state, own = assignment.state, assignment.organization_id in actor.post_bodies
    is_assigned, is_submitted = state == Standing.ASSIGNED, state == Standing.SUBMITTED
    accepts = actor.may(P.ASSIGNMENT_ACCEPT, assignment.acceptor_path) and not own
    issues = actor.may(P.ASSIGNMENT_WRITE_OFF, assignment.issuer_path) and not own
    return {
        "report": is_assigned and actor.may(P.ASSIGNMENT_REPORT, assignment.org_path),
        "submit": is_assigned and actor.may(P.ASSIGNMENT_SUBMIT, assignment.org_path),
        "pass_on": is_assigned
        and actor.may(P.ASSIGNMENT_PASS_ON, assignment.org_path)
        and has_below(assignment.organization),
        "accept": is_submitted and accepts,
        "send_back": is_submitted and accepts,
        "return_accepted": state == Standing.ACCEPTED and issues,
        "write_off": state == Standing.ACCEPTED and issues,
        "reopen": state == Standing.WRITTEN_OFF and issues,
        "decide": accepts,
    }
