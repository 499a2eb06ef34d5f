"""The draft of a procedure: its head, its steps in order, publishing it or throwing it away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.practices.drafting import moved, sketch
from dangjian.affairs.practices.forms import HeadForm
from dangjian.foundation.time import today
from dangjian.procedures.definitions import services
from dangjian.procedures.definitions.models import Definition
from dangjian.rulebook import RuleBreach

CONFLICT = 409


@requires(Permission.PRACTICE_EDIT, post=Permission.PRACTICE_EDIT)
def page(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """Show a draft; save what it is called and on what it rests."""
    draft = draft_of(request, draft_id)
    if not draft.is_draft:
        return redirect("practices:text", draft.key)
    form = HeadForm(request.POST or None, initial={"title": draft.title, "basis": draft.basis})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.save(by=request.actor, draft=draft, revision=revision_of(request), steps=draft.steps,
                              title=form.cleaned_data["title"], basis=form.cleaned_data["basis"])  # fmt: skip
            except RuleBreach as breach:
                form.add_error(None, str(breach))
                status = CONFLICT
                draft.refresh_from_db()
            else:
                messages.success(request, "已保存。")
                return redirect("practices:draft", draft.public_id)
    return _page(request, draft, form, status)


@requires(post=Permission.PRACTICE_EDIT)
def order(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """Move a step up or down, or take it out."""
    draft = draft_of(request, draft_id)
    steps = moved(draft.steps, request.POST.get("key", ""), request.POST.get("way", ""))
    services.save(by=request.actor, draft=draft, revision=revision_of(request), title=draft.title, basis=draft.basis,
                  steps=steps)  # fmt: skip
    messages.success(request, "已保存。")
    return redirect("practices:draft", draft.public_id)


@requires(post=Permission.PRACTICE_EDIT)
def publication(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """Publish a draft: new matters begin by it."""
    draft = draft_of(request, draft_id)
    try:
        services.publish(by=request.actor, draft=draft, revision=revision_of(request), on=today())
    except RuleBreach as breach:
        form = HeadForm({"title": draft.title, "basis": draft.basis})
        form.add_error(None, str(breach))
        return _page(request, draft, form, 422)
    messages.success(request, "已发布。新立项的按它办；正在办的，还按立项时的办。")
    return redirect("practices:text", draft.key)


@requires(post=Permission.PRACTICE_EDIT)
def disposal(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    draft = draft_of(request, draft_id)
    services.discard(by=request.actor, draft=draft, revision=revision_of(request))
    messages.success(request, "草稿已删去，现行的没有变。")
    return redirect("practices:texts")


def draft_of(request: ActorRequest, draft_id: UUID) -> Definition:
    """Give a text of the county."""
    return get_object_or_404(Definition.objects.visible_to(request.actor), public_id=draft_id)


def revision_of(request: ActorRequest) -> int:
    """Give the revision that was opened; one that nobody had counts as an old one."""
    said = request.POST.get("revision", "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0  # noqa: PLR2004  # digits of an integer column


def _page(request: ActorRequest, draft: Definition, form: HeadForm, status: int) -> HttpResponse:
    lines, problem = sketch(draft, today())
    context = {
        "heading": draft.title,
        "sub": f"草稿，第{draft.version}版；发布以前不起作用",
        "draft": draft,
        "form": form,
        "lines": lines,
        "problem": problem,
        "form_address": reverse("practices:draft", args=[draft.public_id]),
        "order_address": reverse("practices:order", args=[draft.public_id]),
        "publication_address": reverse("practices:publication", args=[draft.public_id]),
        "disposal_address": reverse("practices:disposal", args=[draft.public_id]),
        "draft_key": f"practice-draft:{request.actor.account_id}:{draft.public_id}",
    }
    return render(request, "practices/draft.html", context, status=status)
