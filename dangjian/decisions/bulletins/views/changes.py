"""Writing: a new bulletin, its words, its issue."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.decisions.bulletins.forms import NewForm, wording_form
from dangjian.decisions.bulletins.models import Bulletin, BulletinKind
from dangjian.decisions.bulletins.queries import subjects
from dangjian.decisions.bulletins.services import Wording, draft, edit_words, issue
from dangjian.decisions.bulletins.views.pages import show
from dangjian.foundation.time import today
from dangjian.rulebook.breach import RuleBreach


@requires(Permission.BULLETIN_EDIT, post=Permission.BULLETIN_EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Choose list or goal, paper and day; the figures freeze when it is drafted."""
    initial = {"subject": request.GET.get("subject", ""), "kind": BulletinKind.NOTICE, "as_of": today()}
    form = NewForm(request.POST or None, subjects=subjects.choices(request.actor), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = subjects.chosen(request.actor, data["subject"])
        try:
            made = draft(
                task_list=chosen.task_list if chosen else None,
                goal=chosen.goal if chosen else None,
                kind=BulletinKind(data["kind"]),
                as_of=data["as_of"],
                on=today(),
                by=request.actor,
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "数字已冻结，文字是按数字拟的初稿，请改定后印发。")
            return redirect("bulletins:bulletin", made.public_id)
    context = {
        "form": form,
        "heading": "起草通报、简报",
        "sub": "数字按记录统计，起草时冻结；文字由您改定。",
        "submit_label": "起草",
        "cancel_address": reverse("bulletins:index"),
    }
    return render(request, "bulletins/new.html", context, status=422 if form.errors else 200)


@requires(post=Permission.BULLETIN_EDIT)
def wording(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Keep the officer's words."""
    kept = _own(request, public_id)
    form = wording_form(kept, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        said = Wording(data["title"], data.get("addressees", kept.addressees), data.get("number", ""), data)
        try:
            edit_words(bulletin=kept, wording=said, by=request.actor)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "文字已保存，数字没有变动。")
            return redirect("bulletins:bulletin", public_id)
    return show(request, kept, form)


@requires(post=Permission.BULLETIN_EDIT)
def issuance(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Issue the bulletin."""
    issued = issue(bulletin=_own(request, public_id), on=today(), by=request.actor)
    messages.success(request, f"{issued.get_kind_display()}已印发，文字和数字不再改动，已告知各单位。")
    return redirect("bulletins:bulletin", public_id)


def _own(request: ActorRequest, public_id: UUID) -> Bulletin:
    found = Bulletin.objects.visible_to(request.actor).select_related("organization", "task_list", "goal")
    return get_object_or_404(found, public_id=public_id)
