"""Key villages, reserve candidates and their review: for the committees that handle them."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.renewals import rules, services
from dangjian.affairs.renewals.forms import BodyForm, ReserveForm, ReviewForm
from dangjian.affairs.renewals.models import Campaign, KeyBody, Verdict
from dangjian.affairs.renewals.queries import people
from dangjian.affairs.renewals.views.days import this_day
from dangjian.rulebook import RuleBreach


@requires(Permission.RENEWAL_HANDLE_VIEW)
@inside
def page(request: ActorRequest, campaign_id: UUID) -> HttpResponse:
    """Show what this committee handles."""
    campaign = _found(request, campaign_id)
    named = request.GET.get("body", "")
    may_edit = request.full_actor.may(Permission.RENEWAL_EDIT)
    return _page(request, campaign, body=_body(request, campaign, named) if named and may_edit else None)


@requires(post=Permission.RENEWAL_EDIT)
@inside
def key(request: ActorRequest, campaign_id: UUID) -> HttpResponse:
    """Name a key village."""
    campaign = _found(request, campaign_id)
    form = BodyForm(request.POST, bodies=people.handled(request.actor, campaign), auto_id="key_%s")
    if form.is_valid():
        services.mark_key(by=request.actor, campaign=campaign, body=form.cleaned_data["body"])
        messages.success(request, "已列入，只有办理的党委看得到。")
        return redirect("renewals:handling", campaign.public_id)
    return _page(request, campaign, key_form=form)


@requires(post=Permission.RENEWAL_EDIT)
@inside
def unkey(request: ActorRequest, campaign_id: UUID) -> HttpResponse:
    """Take a village off the list."""
    campaign = _found(request, campaign_id)
    rows = KeyBody.objects.visible_to(request.actor).filter(campaign=campaign).select_related("organization")
    row = get_object_or_404(rows, organization=_body(request, campaign, request.POST.get("body", "")))
    services.unmark_key(by=request.actor, row=row)
    messages.success(request, "已移出，不留记录。")
    return redirect("renewals:handling", campaign.public_id)


@requires(post=Permission.RENEWAL_EDIT)
@inside
def reserves(request: ActorRequest, campaign_id: UUID) -> HttpResponse:
    """Note a reserve candidate."""
    campaign = _found(request, campaign_id)
    body = _body(request, campaign, request.POST.get("body", ""))
    form = ReserveForm(request.POST, people=people.eligible(request.actor, body), auto_id="reserve_%s")
    if form.is_valid():
        try:
            services.consider(by=request.actor, campaign=campaign, body=body, person=form.cleaned_data["person"])
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已登记。")
            return redirect("renewals:handling", campaign.public_id)
    return _page(request, campaign, body=body, reserve_form=form)


@requires(post=Permission.RENEWAL_LEAD)
@inside
def reviews(request: ActorRequest, campaign_id: UUID) -> HttpResponse:
    """Record what the joint review came to."""
    campaign, on = _found(request, campaign_id), this_day()
    reader = request.full_actor.narrowed(Permission.RENEWAL_HANDLE_VIEW)
    form = ReviewForm(request.POST, reserves=people.reviewable(reader, campaign), on=on, auto_id="review_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.review(
                by=request.full_actor, reserve=said["reserve"], verdict=Verdict(said["verdict"]),
                reviewed_by=said["reviewed_by"], day=said["day"], on=on,
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已登记，本人在“我的档案”看得到。")
            return redirect("renewals:handling", campaign.public_id)
    return _page(request, campaign, review_form=form)


def _found(request: ActorRequest, campaign_id: UUID) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(request.actor), public_id=campaign_id)


def _body(request: ActorRequest, campaign: Campaign, named: str) -> Organization:
    editor = request.full_actor.narrowed(Permission.RENEWAL_EDIT)
    try:
        return get_object_or_404(people.handled(editor, campaign), public_id=UUID(named))
    except ValueError:
        raise Http404 from None


def _page(
    request: ActorRequest, campaign: Campaign, body: Organization | None = None, **bound: forms.Form
) -> HttpResponse:
    on, full = this_day(), request.full_actor
    reader = full.narrowed(Permission.RENEWAL_HANDLE_VIEW)
    editor = full.narrowed(Permission.RENEWAL_EDIT)
    bodies, may_lead = people.handled(editor, campaign), full.may(Permission.RENEWAL_LEAD, campaign.org_path)
    context: dict[str, object] = {
        "campaign": campaign,
        "keys": people.key_bodies(reader, campaign),
        "reserves": people.reserves(reader, campaign),
        "joint_review": rules.joint_review(on),
        "may_lead": may_lead,
        "key_form": BodyForm(bodies=bodies, auto_id="key_%s"),
        "bodies": bodies,
        "body": body,
        "reserve_form": ReserveForm(people=people.eligible(editor, body), auto_id="reserve_%s") if body else None,
        "review_form": ReviewForm(reserves=people.reviewable(reader, campaign), on=on, auto_id="review_%s"),
    }
    return render(request, "renewals/handling.html", context | bound, status=422 if bound else 200)
