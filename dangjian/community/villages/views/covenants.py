"""村规民约: the editions, one on its way, its text with the clauses to look at."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.community.villages import services
from dangjian.community.villages.forms import TextForm, turn_form
from dangjian.community.villages.models import Covenant, Village
from dangjian.community.villages.queries import lists
from dangjian.community.villages.queries.names import named
from dangjian.community.villages.rules import clauses, marks
from dangjian.community.villages.services.covenants import WRITING
from dangjian.community.villages.views.days import this_day
from dangjian.procedures.cases.queries import events
from dangjian.procedures.cases.turns import step_of, turn_of, way_of
from dangjian.rulebook import RuleBreach, rule


@requires(Permission.VILLAGE_VIEW)
def covenants(request: ActorRequest) -> HttpResponse:
    """List the editions in scope."""
    page = lists.covenants(request.actor, request.GET, this_day())
    context = {"page": page, "pager": page.pager, "villages": lists.own_villages(request.full_actor)}
    return render(request, "villages/covenants.html", context)


@requires(post=Permission.VILLAGE_EDIT)
def new_covenant(request: ActorRequest, village_id: UUID) -> HttpResponse:
    """Begin an edition."""
    rows = Village.objects.visible_to(request.actor).select_related("organization")
    village = get_object_or_404(rows, public_id=village_id)
    made = services.start_covenant(by=request.actor, village=village, on=this_day())
    messages.success(request, "已开始，先征集民意、写草案。")
    return redirect("villages:covenant", made.public_id)


@requires(Permission.VILLAGE_VIEW)
def covenant(request: ActorRequest, covenant_id: UUID) -> HttpResponse:
    """Show an edition: where it is, its text, the clauses to look at."""
    return _page(request, _covenant(request, covenant_id))


@requires(Permission.VILLAGE_EDIT, post=Permission.VILLAGE_EDIT)
def text(request: ActorRequest, covenant_id: UUID) -> HttpResponse:
    """Write the draft."""
    found = _covenant(request, covenant_id)
    form = TextForm(request.POST or None, initial={"text": found.text})
    if form.is_valid():
        try:
            services.revise(by=request.actor, covenant=found, **form.cleaned_data, on=this_day())
        except services.NamesFoundError as names:
            form.ask_names(names)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存。")
            return redirect("villages:covenant", found.public_id)
    context = {
        "form": form,
        "heading": f"{found}草案",
        "sub": "一条一行；写完有字样提示，只提示，不拦",
        "form_address": request.path,
        "cancel_address": reverse("villages:covenant", args=[found.public_id]),
        "draft_key": f"covenant:{request.actor.account_id}:{found.public_id}",
    }
    return render(request, "ui/form.html", context, status=422 if form.errors else 200)


@requires(post=Permission.VILLAGE_EDIT)
def covenant_step(request: ActorRequest, covenant_id: UUID) -> HttpResponse:
    """Take a step of the village."""
    return _take(request, covenant_id)


@requires(post=Permission.VILLAGE_REVIEW)
def legality(request: ActorRequest, covenant_id: UUID) -> HttpResponse:
    """Say whether the draft is lawful, as the township."""
    return _take(request, covenant_id)


def _take(request: ActorRequest, covenant_id: UUID) -> HttpResponse:
    found, on = _covenant(request, covenant_id), this_day()
    taken = step_of(found.case, request.POST.get("step", ""))
    form = turn_form(request.POST, taken, on, {})
    if form.is_valid():
        try:
            services.take_covenant_step(by=request.actor, covenant=found, step=taken.key, **form.taken())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"“{taken.says}”已办。")
            return redirect("villages:covenant", found.public_id)
    return _page(request, found, turn_form=form)


def _covenant(request: ActorRequest, covenant_id: UUID) -> Covenant:
    rows = Covenant.objects.visible_to(request.actor).select_related("case", "village__organization")
    return get_object_or_404(rows, public_id=covenant_id)


def _page(request: ActorRequest, found: Covenant, **forms: Any) -> HttpResponse:  # noqa: ANN401  # a refused form
    on, actor = this_day(), request.full_actor
    turn = turn_of(found.case, actor, on)
    step = turn["turn_step"]
    is_legality = step is not None and step.permission == Permission.VILLAGE_REVIEW
    if step is not None:
        turn["turn_form"] = turn_form(None, step, on, lists.known_counts(found, step.motions, on))
    address = "villages:legality" if is_legality else "villages:covenant-step"
    may_write = turn["standing"].step in WRITING and actor.may(Permission.VILLAGE_EDIT, found.org_path)
    context = {
        "covenant": found,
        **turn,
        "clauses": clauses(found.text),
        "marks": marks(found.text, on),
        "law": rule("villages.covenant_marks", on=on),
        "named": named(found.village, [found.text], on) if not found.published_on else [],
        "may_write": may_write,
        "way": way_of(found.case),
        "events": events(found.case) if zones.shows(Privacy.PERSONAL) else [],
        "turn_address": reverse(address, args=[found.public_id]),
        "turn_key": f"covenant-step:{found.public_id}",
    } | forms
    return render(request, "villages/covenant.html", context, status=422 if forms else 200)
