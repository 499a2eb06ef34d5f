"""The book of a month, what one body was asked, and the half-year's statement."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.downloads import download
from dangjian.programme.burden import papers, queries, rules

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MONTHS: Final = 12
_HALVES: Final = 4


@requires(Permission.BURDEN_VIEW)
@inside
def book(request: ActorRequest, organization_id: UUID | None = None) -> HttpResponse:
    """Show who asked how many minutes of a body and those below it in a month."""
    body, span = _body(request, organization_id), rules.month_of(request.GET.get("month", ""), today())
    found = queries.book(body, span)
    asked = queries.asked(request.actor, body, span)
    kept = queries.registers(body, span) if body.is_branch else []
    context = {
        "body": body,
        "span": span,
        "months": rules.months_before(today(), _MONTHS),
        "book": found,
        "lines": [(line, rules.hours_words(line.all_minutes)) for line in found.lines],
        "total": rules.hours_words(found.minutes),
        "of_a_branch": rules.hours_words(found.of_a_branch),
        "life": rules.hours_words(found.life.minutes),
        "life_of_a_branch": rules.hours_words(found.life_of_a_branch),
        "whole": rules.hours_words(found.minutes + found.life.minutes),
        "asked": asked,
        "kept": kept,
        "own": rules.hours_words(sum(row.task.minutes for row in asked) + sum(one.minutes for one in kept)),
        "below": Organization.objects.visible_to(request.actor).filter(parent=body).open_on(today()).in_order(),
    }
    return render(request, "burden/book.html", context)


@requires(Permission.BURDEN_VIEW)
@inside
def statement(request: ActorRequest) -> HttpResponse:
    """Show the half-year's statement of one's own body."""
    body, span = _body(request, None), rules.half_of(request.GET.get("half", ""), today())
    found = queries.statement(body, span, today())
    context = {
        "found": found,
        "halves": rules.halves_before(today(), _HALVES),
        "total": rules.hours_words(found.book.minutes),
        "of_a_branch": rules.hours_words(found.book.of_a_branch),
        "times": sum(line.times for line in found.book.lines),
        "added": sum(line.added_times for line in found.book.lines),
        "unestimated": found.book.unestimated,
    }
    return render(request, "burden/statement.html", context)


@requires(Permission.BURDEN_VIEW)
@inside
def statement_paper(request: ActorRequest) -> HttpResponse:
    """Give the statement as a Word file."""
    body, span = _body(request, None), rules.half_of(request.GET.get("half", ""), today())
    content = papers.statement(queries.statement(body, span, today()), today(), now())
    name = f"{body.short_name}{span.words}减负情况.docx"
    return download(content, name, _DOCX)


def _body(request: ActorRequest, organization_id: UUID | None) -> Organization:
    """Return the body asked for, else that of the person's own post that reaches furthest."""
    bodies = Organization.objects.visible_to(request.actor)
    if organization_id is not None:
        return get_object_or_404(bodies, public_id=organization_id)
    own = bodies.filter(pk__in=request.actor.bodies(Permission.BURDEN_VIEW)).order_by("path").first()
    if own is None:
        raise Http404
    return own
