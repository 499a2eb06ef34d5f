"""Warnings of a scope, one of them, and the answers to it."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.procedures.cases.doors import address_of
from dangjian.procedures.cases.models import Case
from dangjian.programme.warnings import queries, services
from dangjian.programme.warnings.forms import ReasonForm
from dangjian.programme.warnings.models import RaisedWarning
from dangjian.rulebook import RuleBreach

_ORDER: Final = ("organization__order_no", "since", "id")


@requires(Permission.WARNING_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """Count what stands by body, and list it in the county's order of bodies."""
    body, state = _body(request), request.GET.get("state", "")
    page = keyset(queries.listed(request.actor, body, state), by=_ORDER, query=request.GET, size=30)
    is_counted = body is not None and not body.is_branch and not zones.is_internet()
    context = {
        "body": body,
        "counts": queries.counts(request.actor, body) if body and is_counted else [],
        "page": page,
        "pager": page.pager,
        "state": state,
        "states": queries.STATES,
        "may_press": request.full_actor.may(Permission.WARNING_PRESS),
    }
    return render(request, "warnings/index.html", context)


@requires(Permission.WARNING_VIEW)
def one(request: ActorRequest, warning_id: UUID) -> HttpResponse:
    """Show one warning: the fact, the article, what cures it, by when."""
    return _page(request, _found(request, warning_id), ReasonForm())


@requires(Permission.WARNING_EXPLAIN, post=Permission.WARNING_EXPLAIN)
def explanation(request: ActorRequest, warning_id: UUID) -> HttpResponse:
    """Explain."""
    return _answer(request, warning_id, is_explained=True)


@requires(Permission.WARNING_DISMISS, post=Permission.WARNING_DISMISS)
def dismissal(request: ActorRequest, warning_id: UUID) -> HttpResponse:
    """Dismiss, from above."""
    return _answer(request, warning_id, is_explained=False)


def _answer(request: ActorRequest, warning_id: UUID, *, is_explained: bool) -> HttpResponse:
    found, form = _found(request, warning_id), ReasonForm(request.POST or None)
    if form.is_valid():
        end = services.explain if is_explained else services.dismiss
        try:
            end(by=request.actor, warning=found, words=form.cleaned_data["words"], on=today())
        except RuleBreach as breach:
            form.add_error("words", str(breach))
        else:
            messages.success(request, "已记下，这项预警不再显示。" if is_explained else "已撤销，原因记在预警里。")
            return redirect("warnings:one", warning_id)
    context = {
        "form": form,
        "heading": "说明情况" if is_explained else "撤销预警",
        "warning": found,
        "submit_label": "保存说明" if is_explained else "撤销",
        "cancel_address": reverse("warnings:one", args=[warning_id]),
    }
    return render(request, "warnings/answer.html", context, status=422 if form.is_bound else 200)


def _found(request: ActorRequest, warning_id: UUID) -> RaisedWarning:
    rows = RaisedWarning.objects.visible_to(request.actor).select_related("organization", "rule")
    return get_object_or_404(rows, public_id=warning_id)


def _page(request: ActorRequest, found: RaisedWarning, form: ReasonForm) -> HttpResponse:
    full = request.full_actor
    is_own = found.organization_id in request.actor.post_bodies
    context = {
        "warning": found,
        "form": form,
        "may_explain": not found.ended and full.may(Permission.WARNING_EXPLAIN, found.org_path),
        "may_dismiss": not found.ended and not is_own and full.may(Permission.WARNING_DISMISS, found.org_path),
        "may_press": not found.ended and not is_own and full.may(Permission.WARNING_PRESS, found.org_path),
        "cure_address": cure_address(request, found),
    }
    return render(request, "warnings/one.html", context)


def cure_address(request: ActorRequest, found: RaisedWarning) -> str:
    """Return the page on which it is cured."""
    kind, _, rest = found.subject.partition(":")
    if kind == "step":
        case = Case.objects.visible_to(request.actor).filter(public_id=rest.partition(":")[0]).first()
        return address_of(case) if case else ""
    if kind == "task":
        return reverse("tasks:assignment", args=[rest])
    if kind == "duty":
        return reverse("duties:body", args=[found.organization.public_id])
    if kind == "term":
        return reverse("terms:body", args=[found.organization.public_id])
    if kind == "vacancy":
        return reverse("posts:body", args=[found.organization.public_id])
    return reverse("dues:index")


def _body(request: ActorRequest) -> Organization | None:
    """Return the body asked for, else that of the person's own post that reaches furthest."""
    bodies = Organization.objects.visible_to(request.actor)
    typed = request.GET.get("body", "")
    if typed:
        try:
            return get_object_or_404(bodies, public_id=UUID(typed))
        except ValueError:
            return get_object_or_404(bodies, pk=None)
    return bodies.filter(pk__in=request.actor.bodies(Permission.WARNING_VIEW)).order_by("path").first()
