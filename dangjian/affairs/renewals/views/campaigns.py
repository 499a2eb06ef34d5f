"""Campaigns, where their bodies are by township, one township's bodies, an election of a village committee."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.renewals import rules, services, sheets
from dangjian.affairs.renewals.forms import CampaignForm, PhaseForm, VillageForm
from dangjian.affairs.renewals.models import Campaign
from dangjian.affairs.renewals.queries import people, standing
from dangjian.affairs.renewals.views.days import this_day
from dangjian.rulebook import RuleBreach


@requires(Permission.RENEWAL_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List the campaigns of the county."""
    rows = Campaign.objects.visible_to(request.actor).order_by("-from_day", "-id")
    context = {"rows": rows, "may_lead": request.full_actor.may(Permission.RENEWAL_LEAD)}
    return render(request, "renewals/index.html", context)


@requires(Permission.RENEWAL_LEAD, post=Permission.RENEWAL_LEAD)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Open a campaign."""
    form = CampaignForm(request.POST or None)
    if form.is_valid():
        county = get_object_or_404(Organization.objects.visible_to(request.actor), pk=request.actor.county_id)
        try:
            made = services.open_campaign(by=request.actor, county=county, **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已登记。全县村、社区都在内，进展从选举登记自动得出。")
            return redirect("renewals:one", made.public_id)
    context = {
        "form": form,
        "heading": "部署换届",
        "sub": "日期按上级部署；各村走到哪一步由选举登记得出，不用另报",
        "form_address": request.path,
        "cancel_address": reverse("renewals:index"),
        "submit_label": "登记",
    }
    return render(request, "renewals/form.html", context, status=422 if form.errors else 200)


@requires(Permission.RENEWAL_VIEW)
@inside
def one(request: ActorRequest, campaign_id: UUID) -> HttpResponse:
    """Show a campaign: its phases, and where the bodies in scope are."""
    return _page(request, _found(request, campaign_id))


@requires(post=Permission.RENEWAL_LEAD)
@inside
def phases(request: ActorRequest, campaign_id: UUID) -> HttpResponse:
    """Set a phase."""
    campaign, form = _found(request, campaign_id), PhaseForm(request.POST)
    if form.is_valid():
        try:
            services.add_phase(by=request.actor, campaign=campaign, **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存。")
            return redirect("renewals:one", campaign.public_id)
    return _page(request, campaign, form)


@requires(Permission.RENEWAL_VIEW)
@inside
def bodies(request: ActorRequest, campaign_id: UUID) -> HttpResponse:
    """List the bodies in scope, of one township where named."""
    campaign = _found(request, campaign_id)
    under = _under(request)
    editor = request.full_actor.narrowed(Permission.RENEWAL_EDIT)
    lines = standing.lines(request.actor, campaign, under)
    if exports.is_asked(request):
        title = f"{campaign.name}{under.short_name if under else ''}逐村情况"
        ids = [line.body.pk for line in lines]
        return exports.deliver(request, title=title, columns=sheets.LINES, rows=lines, ids=ids, on=this_day())
    context = {
        **exports.link(request),
        "campaign": campaign,
        "under": under,
        "lines": [(line, editor.may(Permission.RENEWAL_EDIT, line.body.path)) for line in lines],
        "may_open": request.full_actor.may(Permission.TERM_VIEW),  # A leader sees how they stand, not who is who.
    }
    return render(request, "renewals/bodies.html", context)


@requires(Permission.RENEWAL_EDIT, post=Permission.RENEWAL_EDIT)
@inside
def village(request: ActorRequest, campaign_id: UUID) -> HttpResponse:
    """Record the election of a village's committee."""
    campaign, on = _found(request, campaign_id), this_day()
    body = get_object_or_404(people.handled(request.actor, campaign), public_id=_identity(request.GET.get("body", "")))
    form = VillageForm(request.POST or None, initial={"held_on": on})
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.record_village_election(
                by=request.actor, campaign=campaign, body=body, held_on=said["held_on"], ballots=form.ballots(),
                chair=said["chair"], members=said["members"], on=on,
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            doubt = rules.doubts(form.ballots(), on)
            if doubt:
                messages.warning(request, f"已登记。请核对：{doubt[0]}（{doubt[1].citation}）。")
            else:
                messages.success(request, "已登记。职务没有变动，任职按法定程序另行登记。")
            return redirect("renewals:bodies", campaign.public_id)
    context = {
        "form": form,
        "campaign": campaign,
        "rule": rules.chair_by_law(on),
        "heading": f"{body.short_name}：村（居）委会选举",
        "sub": "只记票数和结果；不会自动登记任何职务",
        "form_address": request.get_full_path(),
        "cancel_address": reverse("renewals:bodies", args=[campaign.public_id]),
        "submit_label": "登记",
    }
    return render(request, "renewals/village.html", context, status=422 if form.errors else 200)


def _found(request: ActorRequest, campaign_id: UUID) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(request.actor), public_id=campaign_id)


def _under(request: ActorRequest) -> Organization | None:
    named = request.GET.get("under", "")
    if not named:
        return None
    return get_object_or_404(Organization.objects.visible_to(request.actor), public_id=_identity(named))


def _identity(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _page(request: ActorRequest, campaign: Campaign, form: PhaseForm | None = None) -> HttpResponse:
    on, full = this_day(), request.full_actor
    lines = standing.lines(full.narrowed(Permission.RENEWAL_VIEW), campaign)
    context = {
        "campaign": campaign,
        "phases": [(one, one.is_now(on)) for one in campaign.phases.order_by("from_day", "id")],
        "table": standing.table(lines),
        "captions": standing.CAPTIONS.values(),
        "may_lead": full.may(Permission.RENEWAL_LEAD, campaign.org_path),
        "may_handle": full.may(Permission.RENEWAL_HANDLE_VIEW),
        "form": form or PhaseForm(),
    }
    return render(request, "renewals/one.html", context, status=422 if form else 200)
