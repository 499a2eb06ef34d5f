"""What a member sees of their own class, and objecting to it; the answer of the body."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires, signed_in
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.mobility import queries, services
from dangjian.affairs.mobility.forms import AnswerForm, ObjectionForm
from dangjian.affairs.mobility.models import Class, Objection
from dangjian.affairs.mobility.views.days import this_day
from dangjian.affairs.mobility.views.facts import facts_of
from dangjian.rulebook.breach import RuleBreach


@signed_in("GET", "POST")
@inside
def mine(request: ActorRequest) -> HttpResponse:
    """Show one's own class with its facts, and take an objection to it."""
    form = ObjectionForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.object_to(by=request.actor, to_class=Class(said["to_class"]), words=said["words"], on=this_day())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "异议已提交，党组织会在期限内答复。")
            return redirect("mobility:mine")
    stays, talents, objections = queries.own(request.actor.person_id)
    context = {
        "heading": "我的流动登记",
        "sub": "党组织把您登记在哪一类、依据什么；不对的可以提异议",
        "stays": [(row, facts_of(row, is_home=False)) for row in stays if row.ended_on is None],
        "talents": [row for row in talents if row.ended_on is None],
        "objections": objections,
        "waiting": {row.to_class for row in objections if row.answered_on is None},
        "form": form,
    }
    return render(request, "mobility/mine.html", context, status=422 if form.errors else 200)


@requires(Permission.MOBILITY_EDIT, post=Permission.MOBILITY_EDIT)
@inside
def objection(request: ActorRequest, objection_id: UUID) -> HttpResponse:
    """Show an objection and answer it."""
    rows = Objection.objects.visible_to(request.actor).select_related("person", "organization")
    row = get_object_or_404(rows, public_id=objection_id)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.answer(
                by=request.actor, objection=row, is_upheld=said["is_upheld"], words=said["words"], on=this_day()
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已答复，本人看得到。")
            return redirect("mobility:index")
    context = {
        "heading": f"{row.person.name}的异议",
        "sub": f"对归为{row.get_to_class_display()}有异议 · {row.organization.name}",
        "objection": row,
        "form": form,
    }
    return render(request, "mobility/objection.html", context, status=422 if form.errors else 200)
