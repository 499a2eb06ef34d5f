"""The paper of an assignment: to print from the page, or as a Word file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.foundation.documents.paper import DOCX, packed_form
from dangjian.foundation.time import now
from dangjian.foundation.ui.downloads import download
from dangjian.programme.tasks import papers
from dangjian.programme.tasks.queries.page import clause
from dangjian.programme.tasks.views.assignment_page import reached


@requires(Permission.ASSIGNMENT_VIEW)
def paper(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show the paper as it prints."""
    row = reached(request, public_id)
    context = {
        "form": papers.form(row, clause(row.task)),
        "back": reverse("tasks:assignment", args=[public_id]),
        "word_address": reverse("tasks:paper-file", args=[public_id]),
    }
    return render(request, "ui/paper.html", context)


@requires(Permission.ASSIGNMENT_VIEW)
def paper_file(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Give the paper as a Word file."""
    row = reached(request, public_id)
    content = packed_form(papers.form(row, clause(row.task)), author=row.organization.name, at=now())
    name = f"{row.organization.short_name}{row.task.title[:30]}（手写用）.docx"
    return download(content, name, DOCX)
