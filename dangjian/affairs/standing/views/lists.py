"""What a branch has under way by name; above it counts, and by name only what waits there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.mobility.queries.tallies import own_branches, top
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.standing.forms import FollowUpForm, MatterForm
from dangjian.affairs.standing.models import Kind, Matter
from dangjian.affairs.standing.queries import bodies, people
from dangjian.affairs.standing.services import open_matter
from dangjian.affairs.standing.views.days import this_day
from dangjian.procedures.cases.queries import standings
from dangjian.rulebook import RuleBreach

_MOST = 100


@requires(Permission.STANDING_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """Show a branch its matters and who may be one; those above counts, and what waits for them."""
    actor, on = request.actor, this_day()
    is_top = "body" not in request.GET
    body = top(actor) if is_top else _body(request)
    branches = own_branches(actor) if is_top else []
    own = [branch.pk for branch in branches]
    rows = list(
        Matter.objects.visible_to(actor).select_related("person", "organization", "case").order_by("-id")[:_MOST]
        if is_top
        else ()
    )
    where = standings([row.case for row in rows], on)
    context = {
        "heading": "党籍",
        "sub": "失去联系、停止党籍、恢复党籍：到日子只是可以提出，从不自动变动",
        "body": body,
        "is_top": is_top,
        "branches": branches,
        "open": [(row, where[row.case_id]) for row in rows if row.ended_on is None],
        "ended": [row for row in rows if row.ended_on is not None],
        "lost": people.lost(own, on) if own else [],
        "abroad": people.abroad(own, on) if own else [],
        "suspended": people.suspended(own, on) if own else [],
        "lines": bodies.counts(actor, body, on) if body else [],
        "may_edit": bool(own) and request.full_actor.may(Permission.STANDING_EDIT, branches[0].path),
    }
    return render(request, "standing/index.html", context)


def _body(request: ActorRequest) -> Organization:
    rows = Organization.objects.visible_to(request.actor)
    return get_object_or_404(rows, public_id=_identity(request.GET.get("body", "")))


def _identity(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@requires(Permission.STANDING_EDIT, post=Permission.STANDING_EDIT)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Open a matter that may lead to suspension."""
    branches = [branch.pk for branch in own_branches(request.actor)]
    if not branches:
        messages.error(request, "立项由党员所在的党支部办理，您的职务不在党支部，未立项。")
        return redirect("standing:index")
    asked = {name: request.GET[name] for name in ("person", "kind", "since") if name in request.GET}
    initial: dict[str, object] = {"kind": Kind.LOST, **asked}
    form = MatterForm(request.POST or None, people=people.on_the_roll(branches), initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            matter = open_matter(
                by=request.actor, person=said["person"], kind=Kind(said["kind"]), since=said["since"], on=this_day()
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已立项。党籍没有变动，一步一步办。")
            return redirect("standing:matter", matter.public_id)
    context = {
        "form": form,
        "heading": "立项",
        "sub": "立项不改变党籍；满期以后，由支部党员大会提出、上级党委审批",
        "form_address": request.get_full_path(),
        "cancel_address": reverse("standing:index"),
        "submit_label": "立项",
        "draft_key": f"standing:{request.actor.account_id}",
    }
    return render(request, "standing/new.html", context, status=422 if form.errors else 200)


@requires(post=Permission.STANDING_EDIT)
@inside
def follow_ups(request: ActorRequest) -> HttpResponse:
    """Open the removal or restoration of a suspended member of one's own branch."""
    form = FollowUpForm(request.POST)
    if not form.is_valid():
        raise RuleBreach("没有选人或没有选办什么，未立项。请在列表中按那个人的按钮。")
    own = [branch.pk for branch in own_branches(request.actor)]
    rows = Person.objects.visible_to(request.actor).filter(member__organization__in=own)
    person = get_object_or_404(rows, public_id=form.cleaned_data["person"])
    kind = Kind(form.cleaned_data["kind"])
    matter = open_matter(by=request.actor, person=person, kind=kind, since=None, on=this_day())
    messages.success(request, f"已立项：{kind.label}。党籍没有变动，一步一步办。")
    return redirect("standing:matter", matter.public_id)
