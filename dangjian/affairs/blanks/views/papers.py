"""The forms of a branch: made here, kept for 30 days, given out to those who may see what is in them."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from dangjian.access import audit, files
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.blanks.forms import PaperForm
from dangjian.affairs.blanks.models import Paper, PaperKind
from dangjian.affairs.blanks.services import papers as services
from dangjian.affairs.members.queries.record import reads_conditions
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now

P = Permission
SHOWN = 20


@requires(P.MEMBER_VIEW, post=P.MEMBER_EDIT)
@inside
def branch(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show what can be printed for a branch and what was made in the last 30 days; make a form."""
    body = get_object_or_404(Organization.objects.visible_to(request.actor), public_id=organization_id)
    may_reveal = request.full_actor.may(P.MEMBER_REVEAL, body.path)
    form = PaperForm(request.POST or None, may_reveal=may_reveal)
    is_sent = request.method == "POST"
    if is_sent and form.is_valid():
        paper = services.make(
            organization=body,
            kind=PaperKind(form.cleaned_data["kind"]),
            is_revealing=form.cleaned_data["is_revealing"],
            reason=form.cleaned_data["reason"],
            actor=request.full_actor,
            at=now(),
            by=request.actor,
        )
        messages.success(request, f"{paper.get_kind_display()}做好了，{paper.people} 人，在下面下载打印。")
        return redirect("blanks:papers", body.public_id)
    made = _readable(request, body, Paper.objects.visible_to(request.full_actor.narrowed(P.MEMBER_VIEW)))
    context = {
        "heading": f"{body.short_name}：打印名册、采集表",
        "body": body,
        "form": form,
        "may_make": request.full_actor.may(P.MEMBER_EDIT, body.path) and body.is_branch,
        "may_reveal": may_reveal,
        "made": made.exclude(file=None).order_by("-made_at", "-id")[:SHOWN],
    }
    return render(request, "blanks/papers.html", context, status=422 if is_sent else 200)


def _readable(request: ActorRequest, body: Organization, papers: "QuerySet[Paper]") -> "QuerySet[Paper]":
    """Return the papers of a branch that this person may read.

    A collection form says who is lost or away, by name where its maker stands near the branch (P21): from afar one
    reads one's own.
    """
    rows = papers.filter(organization=body)
    if reads_conditions(request.full_actor, body):
        return rows
    return rows.exclude(~Q(account_id=request.actor.account_id), kind=PaperKind.COLLECTION)


@requires(P.MEMBER_VIEW)
@inside
def download(request: ActorRequest, paper_id: UUID) -> HttpResponse:
    """Give a form; one with ID numbers only to those who may reveal them there."""
    found = Paper.objects.visible_to(request.actor).select_related("file", "organization")
    paper = get_object_or_404(found.exclude(file=None), public_id=paper_id)
    get_object_or_404(_readable(request, paper.organization, found), pk=paper.pk)
    if paper.file is None or (paper.is_revealing and not request.full_actor.may(P.MEMBER_REVEAL, paper.org_path)):
        raise Http404
    audit.record(
        by=request.actor, action="paper.download", subject=paper.public_id, organization_id=paper.organization_id,
        path=paper.org_path, words=f"下载{paper.file.name}",
    )  # fmt: skip
    header = content_disposition_header(as_attachment=True, filename=paper.file.name) or "attachment"
    content = files.read(paper.file)
    return HttpResponse(content, content_type=paper.file.media_type, headers={"Content-Disposition": header})
