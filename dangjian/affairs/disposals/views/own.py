"""One's own disposal: where it is, and what one says to it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, signed_in
from dangjian.access.inside import inside
from dangjian.affairs.disposals import queries, services
from dangjian.affairs.disposals.forms import StatementForm
from dangjian.affairs.disposals.models import Disposal
from dangjian.affairs.disposals.views.days import this_day
from dangjian.affairs.disposals.views.words import facts_of
from dangjian.procedures.cases.turns import way_of
from dangjian.rulebook import RuleBreach


@signed_in("GET")
@inside
def mine(request: ActorRequest) -> HttpResponse:
    """Show one's own; for who has none there is no such page."""
    return _page(request)


@signed_in("POST")
@inside
def statement(request: ActorRequest, own_id: UUID) -> HttpResponse:
    """Say something to it."""
    row = get_object_or_404(queries.told(request.actor), public_id=own_id)
    form = StatementForm(request.POST)
    if form.is_valid():
        try:
            services.state(by=request.actor, row=row, words=form.cleaned_data["words"], on=this_day())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存，本支部和审批的党委看得到。")
            return redirect("disposals:mine")
    return _page(request, row, form)


def _page(request: ActorRequest, refused: Disposal | None = None, form: StatementForm | None = None) -> HttpResponse:
    rows, on = list(queries.told(request.actor)), this_day()
    if not rows:
        raise Http404
    lines = [
        (row, facts_of(row, on), way_of(row.case), row.statements.order_by("id"),
         form if refused == row else StatementForm(auto_id=f"{row.pk}_%s"))
        for row in rows
    ]  # fmt: skip
    context = {
        "heading": "关于我的组织处置",
        "sub": "您可以写意见，也可以当面说；对决定不服的，可以向上级党组织申诉",
        "lines": lines,
    }
    return render(request, "disposals/mine.html", context, status=422 if refused else 200)
