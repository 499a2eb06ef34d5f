"""One step of a draft: written by the county, or a shipped one tightened."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.practices.drafting import placed
from dangjian.affairs.practices.forms import StepForm, TighteningForm
from dangjian.affairs.practices.reading import lines_of
from dangjian.affairs.practices.views.drafts import CONFLICT, draft_of, revision_of
from dangjian.foundation.time import today
from dangjian.procedures.definitions import services
from dangjian.procedures.definitions.models import Definition
from dangjian.rulebook import RuleBreach, Step

_FIRST: Final = "^"  # No step comes before: terms have nothing to run from.


@requires(Permission.PRACTICE_EDIT, post=Permission.PRACTICE_EDIT)
def new(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """Write a step; ``?after=`` names the one behind which it stands, else it is the last."""
    draft = draft_of(request, draft_id)
    after = request.GET.get("after", "")
    form = StepForm(request.POST or None, entry=None, earlier=_names(draft, after))
    return _handle(request, draft, form, after, None)


@requires(Permission.PRACTICE_EDIT, post=Permission.PRACTICE_EDIT)
def page(request: ActorRequest, draft_id: UUID, step_key: str) -> HttpResponse:
    """Change a step of the county's, or tighten a shipped one."""
    draft = draft_of(request, draft_id)
    entry = next((step for step in draft.steps if step["key"] == step_key), None)
    if entry is None:
        raise Http404
    base = draft.base
    shipped = next((step for step in base.steps if step.key == step_key), None) if base else None
    form: StepForm | TighteningForm = (
        TighteningForm(request.POST or None, step=shipped, entry=entry)
        if shipped
        else StepForm(request.POST or None, entry=entry, earlier=_names(draft, _before(draft, step_key)))
    )
    return _handle(request, draft, form, "", shipped)


def _handle(
    request: ActorRequest, draft: Definition, form: StepForm | TighteningForm, after: str, shipped: Step | None
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.save(by=request.actor, draft=draft, revision=revision_of(request), title=draft.title,
                              basis=draft.basis, steps=placed(draft.steps, form.entry(), after=after))  # fmt: skip
            except RuleBreach as breach:
                form.add_error(None, str(breach))
                status = CONFLICT
                draft.refresh_from_db()
            else:
                messages.success(request, "已保存。")
                return redirect("practices:draft", draft.public_id)
    context = {
        "heading": shipped.says if shipped else "写一步",
        "sub": draft.title,
        "form": form,
        "revision": draft.revision,
        "shipped": lines_of([shipped], today())[0] if shipped else None,
        "form_address": request.get_full_path(),
        "cancel_address": reverse("practices:draft", args=[draft.public_id]),
        "submit_label": "保存这一步",
        "draft_key": f"practice-step:{request.actor.account_id}:{draft.public_id}:{request.path}",
    }
    return render(request, "practices/step.html", context, status=status)


def _names(draft: Definition, until: str) -> list[tuple[str, str]]:
    """Give the steps up to one, or all: a term runs from one that comes before."""
    base = draft.base
    shipped = {step.key: step.says for step in base.steps} if base else {}
    found: list[tuple[str, str]] = []
    for entry in draft.steps:
        found.append((entry["key"], shipped.get(entry["key"]) or entry.get("says", "")))
        if entry["key"] == until:
            break
    return [] if until == _FIRST else found


def _before(draft: Definition, key: str) -> str:
    keys: list[str] = [entry["key"] for entry in draft.steps]
    place = keys.index(key)
    return keys[place - 1] if place else _FIRST
