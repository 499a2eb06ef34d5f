"""The head of a directive put right; a directive removed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.programme.directives.forms import MastheadForm
from dangjian.programme.directives.services import amend_masthead, remove_directive
from dangjian.programme.directives.views.answers import directive_of

P = Permission


@requires(P.DIRECTIVE_EDIT, post=P.DIRECTIVE_EDIT)
def head(request: ActorRequest, directive_id: UUID) -> HttpResponse:
    """Put title, issuer and day of issue right."""
    directive = directive_of(request, directive_id)
    kept = {"title": directive.title, "issuer": directive.issuer, "issued_on": directive.issued_on}
    form = MastheadForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        moved = amend_masthead(directive=directive, **form.cleaned_data, by=request.actor)
        counted = f"，{moved} 项完成时限已按新的成文日期重新推算" if moved else ""
        messages.success(request, f"标题、发文机关、成文日期已保存{counted}。")
        return redirect("directives:work", directive.public_id)
    context = {
        "heading": "标题、发文机关、成文日期",
        "sub": directive.title,
        "form": form,
        "form_address": request.path,
        "cancel_address": reverse("directives:work", args=[directive.public_id]),
        "draft_key": f"directive-head:{request.actor.account_id}:{directive.public_id}",
    }
    return render(request, "ui/form.html", context, status=422 if form.is_bound else 200)


@requires(post=P.DIRECTIVE_EDIT)
def removal(request: ActorRequest, directive_id: UUID) -> HttpResponse:
    """Remove a directive that should not have been read."""
    directive = directive_of(request, directive_id)
    remove_directive(directive=directive, by=request.actor)
    messages.success(request, "已移除，原文和读出的任务都已从平台删去。")
    return redirect("directives:index")
