"""The paper of a duty: to print from the page, or as a Word file."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.activities.duties import papers, queries
from dangjian.activities.duties.views.due import body_of, result_of
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.paper import DOCX, Form, packed_form
from dangjian.foundation.time import now, today


@requires(Permission.DUTY_VIEW)
def paper(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show the paper as it prints."""
    _, form = _form(request, organization_id)
    if form is None:
        return redirect("duties:body", organization_id)
    named = urlencode({name: request.GET.get(name, "") for name in ("duty", "start")})
    context = {
        "form": form,
        "back": reverse("duties:index"),
        "word_address": f"{reverse('duties:paper-file', args=[organization_id])}?{named}",
    }
    return render(request, "ui/paper.html", context)


@requires(Permission.DUTY_VIEW)
def paper_file(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Give the paper as a Word file."""
    body, form = _form(request, organization_id)
    if form is None:
        return redirect("duties:body", organization_id)
    header = content_disposition_header(as_attachment=True, filename=f"{body.short_name}{form.title}.docx")
    content = packed_form(form, author=body.name, at=now())
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": header or "attachment"})


def _form(request: ActorRequest, organization_id: UUID) -> tuple[Organization, Form | None]:
    """Return the body and the paper of the duty that the address names; None where it names none."""
    body = body_of(request, organization_id)
    result = result_of(request, body)
    if result is None:
        return body, None
    (line,) = queries.lines_of(body.county_id, [result], today())
    return body, papers.form(body, line)
