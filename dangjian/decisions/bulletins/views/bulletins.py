"""Reading: the list, one bulletin beside its figures, the rows behind a figure, the Word file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.decisions.bulletins.models import Bulletin, BulletinKind
from dangjian.decisions.bulletins.papers import paper
from dangjian.decisions.bulletins.queries import records, standing
from dangjian.decisions.bulletins.views.numbers import asked, searched, show_rows
from dangjian.decisions.bulletins.views.pages import show
from dangjian.foundation.ui.paging import keyset
from dangjian.programme.tasks.models import Assignment

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires(Permission.BULLETIN_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List the bulletins in scope, the newest first."""
    words, kind = searched(request.GET), request.GET.get("kind", "")
    found = Bulletin.objects.visible_to(request.actor).select_related("organization")
    if words:
        found = found.filter(title__icontains=words)
    if kind in BulletinKind.values:
        found = found.filter(kind=kind)
    page = keyset(found, by=("-made_at", "-id"), query=request.GET)
    context = {
        "bulletins": page.rows,
        "pager": page.pager,
        "words": words,
        "words_hint": "标题",
        "kind": kind,
        "kinds": BulletinKind.choices,
        "may_edit": request.full_actor.may(Permission.BULLETIN_EDIT),
    }
    return render(request, "bulletins/index.html", context)


@requires(Permission.BULLETIN_VIEW)
def bulletin(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show the frozen figures, each leading to its rows, beside the words."""
    return show(request, reached(request, public_id))


@requires(Permission.BULLETIN_VIEW)
def rows(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show the assignments behind a figure as the records had them when it was frozen."""
    kept = reached(request, public_id)
    of_subject = standing.of_list(kept.task_list) if kept.task_list else standing.of_goal(kept.goal)  # type: ignore[arg-type]  # one of the two
    mine = of_subject & Assignment.objects.visible_to(request.actor)
    number = asked(request, kept.organization)
    known = records.recorded(mine, kept.frozen_at)
    return show_rows(request, known, number, kept.organization, kept.as_of, {"bulletin": kept})


@requires(Permission.BULLETIN_VIEW)
def docx(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Give the paper as a Word file; with ``red=1`` under the red head."""
    kept = reached(request, public_id)
    is_red = request.GET.get("red") == "1"
    name = f"{kept.title}{'（套红稿）' if is_red else ''}.docx"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition}
    return HttpResponse(paper(kept, is_red=is_red), content_type=DOCX, headers=headers)


def reached(request: ActorRequest, public_id: UUID) -> Bulletin:
    """Return a bulletin through the doorway."""
    found = Bulletin.objects.visible_to(request.actor).select_related("organization", "task_list", "goal")
    return get_object_or_404(found, public_id=public_id)
