"""What the own branch or committee handles, and a proposal."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.disposals import queries, rules, services
from dangjian.affairs.disposals.forms import ProposalForm
from dangjian.affairs.disposals.views.days import this_day
from dangjian.affairs.members.services import looked
from dangjian.rulebook import RuleBreach


@requires(Permission.DISPOSAL_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List what the bodies of the own posts handle, by name; nobody above sees or counts it."""
    on = this_day()
    lines = queries.lines(request.actor, on)
    editor = request.full_actor.narrowed(Permission.DISPOSAL_EDIT)
    context = {
        "open": [line for line in lines if line.row.ended_on is None],
        "ended": [line for line in lines if line.row.ended_on is not None],
        "may_propose": bool(editor.grants) and bool(queries.own_branches(editor)),
    }
    return render(request, "disposals/index.html", context)


@requires(Permission.DISPOSAL_EDIT, post=Permission.DISPOSAL_EDIT)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Propose a disposal of a member of the own branch."""
    on = this_day()
    if not queries.own_branches(request.actor):
        raise Http404
    form = ProposalForm(request.POST or None, people=queries.may_be_named(request.actor), on=on)
    if form.is_valid():
        said = form.cleaned_data
        mode, ground = form.chosen()
        try:
            row = services.propose(
                by=request.actor, person=said["person"], mode=mode, ground=ground, article=said["article"],
                months=said["months"], is_punished=said["is_punished"] == "yes", on=on,
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            looked(by=request.actor, person=row.person)
            messages.success(request, "已提出，只有本支部和审批的党委看得到。党籍没有变动，一步一步办。")
            return redirect("disposals:one", row.public_id)
    context = {
        "form": form,
        "modes": rules.modes(on),
        "heading": "提出组织处置",
        "sub": "先教育帮助；提出以后向上级党委预先备案，再调查核实、支部党员大会表决、上级审批",
        "form_address": request.path,
        "cancel_address": reverse("disposals:index"),
        "submit_label": "提出",
    }
    return render(request, "disposals/new.html", context, status=422 if form.errors else 200)
