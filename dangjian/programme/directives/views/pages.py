"""The list of texts read, a new one, the work page, and the labels."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ui import paging
from dangjian.programme.directives import queries
from dangjian.programme.directives.forms import ReadForm
from dangjian.programme.directives.reading import Marked, Unreadable
from dangjian.programme.directives.services import read_directive
from dangjian.programme.directives.services.reading import NoTasks
from dangjian.programme.directives.views.answers import PAGE, directive_of, is_htmx, page_of

P = Permission
TOO_LARGE = "文件超过 10 MB，没有读取。请删去图片后另存，或只粘贴正文。"


@requires(P.DIRECTIVE_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """Show what was read, the newest first, each with how far it is decided."""
    words = request.GET.get("words", "").strip()[:60]
    page = paging.keyset(queries.index(request.actor).matching(words), by=("-read_at", "-id"), query=request.GET)
    context = {
        "heading": "读文件",
        "words": words,
        "rows": page.rows,
        "pager": page.pager,
        "may_edit": request.full_actor.may(P.DIRECTIVE_EDIT),
    }
    return render(request, "directives/index.html", context)


@requires(P.DIRECTIVE_EDIT, post=P.DIRECTIVE_EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Read a text that is uploaded or pasted."""
    bodies = _bodies(request)
    choices = [(body.pk, body.name) for body in bodies.values()]
    if request.method != "POST":
        form = ReadForm(bodies=choices)
        form.hide_keeping()
        return _form(request, form)
    form = ReadForm(request.POST, request.FILES, bodies=choices)
    if _was_left_out(request):
        form.add_error("file", TOO_LARGE)
    if not form.is_valid():
        form.hide_keeping()
        return _form(request, form, 422)
    return _read(request, form, bodies, choices)


def _was_left_out(request: ActorRequest) -> bool:
    """Say whether a file came that is too large to be held in memory: such a one is not taken in at all."""
    length = request.headers.get("Content-Length", "0")
    return not request.FILES and length.isdigit() and int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def _read(
    request: ActorRequest, form: ReadForm, bodies: dict[int, Organization], choices: list[tuple[int, str]]
) -> HttpResponse:
    data, body = form.cleaned_data, bodies[form.cleaned_data["organization"]]
    upload = data["file"]
    try:
        directive = read_directive(
            organization=body,
            office=_office(request, body),
            text=data["text"],
            file=upload.read() if upload else None,
            file_name=upload.name if upload else "",
            title="",
            issuer=data["issuer"],
            issued_on=data["issued_on"],
            even_without_tasks=data["keep_anyway"],
            by=request.actor,
        )
    except Marked as marked:
        return _refuse_marked(request, marked, choices)
    except Unreadable as unreadable:
        if not isinstance(unreadable, NoTasks):
            form.hide_keeping()
        form.add_error("file" if upload else "text", str(unreadable))
        return _form(request, form, 422)
    found = queries.tally(directive.proposals.standing())
    messages.success(request, f"读完了，找到 {found.total} 项。请逐项确认；没有下达之前，谁也收不到。")
    return redirect("directives:work", directive.public_id)


def _refuse_marked(request: ActorRequest, marked: Marked, choices: list[tuple[int, str]]) -> HttpResponse:
    """Show the message on an empty form: not a word of a marked text goes back into a page (P36)."""
    form = ReadForm({"organization": request.POST.get("organization", "")}, bodies=choices)
    form.hide_keeping()
    form.full_clean()
    form.errors.clear()
    form.add_error(None, str(marked))
    return _form(request, form, 422)


def _form(request: ActorRequest, form: ReadForm, status: int = 200) -> HttpResponse:
    return render(request, "directives/new.html", {"heading": "读一份文件", "form": form}, status=status)


def _bodies(request: ActorRequest) -> dict[int, Organization]:
    """Return the bodies for which this person may read directives."""
    return Organization.objects.visible_to(request.actor).in_bulk(request.actor.bodies(P.DIRECTIVE_EDIT))


def _office(request: ActorRequest, body: Organization) -> str:
    """Return the department whose post this person holds at the body, where it is not the body itself."""
    names = [post.organization_name for post in request.actor.posts if post.organization_id == body.pk]
    return next((name for name in names if name != body.short_name), "")


@requires(P.DIRECTIVE_VIEW)
def work(request: ActorRequest, directive_id: UUID) -> HttpResponse:
    """Show a text with its clauses marked and the proposals beside it."""
    directive = directive_of(request, directive_id)
    context = page_of(request, directive, request.GET.get("at", ""))
    return render(request, f"{PAGE}#work" if is_htmx(request) else PAGE, context)


@requires(P.DIRECTIVE_EDIT)
def labels(request: ActorRequest) -> HttpResponse:
    """Give what officers confirmed, edited and dropped as lines of JSON."""
    response = HttpResponse("".join(queries.labels(request.actor)), content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="labels.jsonl"'
    return response
