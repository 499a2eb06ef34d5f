"""Samples: the list, a new one, one with its frame and how its draw is replayed, its seed shown."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Fact
from dangjian.programme.inspections import queries, services
from dangjian.programme.inspections.forms import SampleForm, SeedForm
from dangjian.programme.inspections.models import Sample
from dangjian.programme.inspections.rules import SEED_BYTES
from dangjian.programme.tasks.queries.offices import office
from dangjian.rulebook import RuleBreach


@requires(Permission.INSPECTION_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List samples, the latest first, and the visits to bodies in scope."""
    page = keyset(queries.samples(request.actor), by=("-published_on", "-id"), query=request.GET)
    context = {
        "rows": [(row, queries.standing(row)) for row in page.rows],
        "pager": page.pager,
        "visits": queries.visits(request.actor).order_by("-on", "-id")[:20],
        "may_lead": request.full_actor.may(Permission.INSPECTION_LEAD),
    }
    return render(request, "inspections/index.html", context)


@requires(Permission.INSPECTION_LEAD, post=Permission.INSPECTION_LEAD)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Publish a sample of the branches below one's own body; the seed is made here and nobody sees it."""
    bodies = request.actor.bodies(Permission.INSPECTION_LEAD)
    body = Organization.objects.visible_to(request.actor).filter(pk__in=bodies).in_order().first()
    if body is None:
        raise Http404
    form = SampleForm(request.POST if request.method == "POST" else None, issuer=body)
    if form.is_valid():
        post = next(post for post in request.actor.posts if post.organization_id == body.pk)
        planned = form.planned(office(body, post.organization_name))
        seed = secrets.token_hex(SEED_BYTES)
        try:
            made = services.publish(by=request.actor, organization=body, planned=planned, seed=seed, on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已公布范围和种子指纹；抽到谁只有走访的同志看得到，走访完再公布种子。")
            return redirect("inspections:sample", made.public_id)
    context = {
        "form": form,
        "heading": "新的抽查",
        "sub": f"{body.short_name}所属党支部；没抽到的什么都不用报",
        "form_address": request.path,
        "cancel_address": reverse("inspections:index"),
        "submit_label": "抽签并公布指纹",
    }
    return render(request, "ui/form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.INSPECTION_VIEW)
@inside
def sample(request: ActorRequest, sample_id: UUID) -> HttpResponse:
    """Show a sample."""
    return _page(request, _found(request, sample_id), SeedForm())


@requires(post=Permission.INSPECTION_LEAD)
@inside
def seed(request: ActorRequest, sample_id: UUID) -> HttpResponse:
    """Publish the seed."""
    found, form = _found(request, sample_id), SeedForm(request.POST)
    if form.is_valid():
        try:
            services.show_seed(by=request.actor, sample=found, words=form.cleaned_data["words"], on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "种子已公布，谁都可以重抽一遍核对。")
            return redirect("inspections:sample", sample_id)
    return _page(request, found, form, 422)


def _found(request: ActorRequest, sample_id: UUID) -> Sample:
    return get_object_or_404(
        Sample.objects.visible_to(request.actor).select_related("organization"), public_id=sample_id
    )


def _page(request: ActorRequest, row: Sample, form: SeedForm, status: int = 200) -> HttpResponse:
    is_leading = row.organization_id in request.full_actor.bodies(Permission.INSPECTION_LEAD)
    shown = queries.shown(row, is_leading=is_leading)
    keys = sum(one.is_key for one in shown.frame)
    context = {
        "row": row,
        "standing": queries.standing(row),
        "shown": shown,
        "is_leading": is_leading,
        "may_show": is_leading and row.shown_on is None,
        "form": form,
        "facts": [
            Fact("组织", row.issuer_name),
            Fact("公布", f"{row.published_on.year}年{row.published_on.month}月{row.published_on.day}日"),
            Fact("范围", f"{len(shown.frame)} 个党支部，其中重点 {keys} 个"),
            Fact("怎么抽", f"重点全部走到，其余抽 {row.number} 个"),
            Fact("种子指纹", row.print_of),
            *([Fact("种子", row.seed)] if row.shown_on else []),
            *([Fact("没有全部走到的原因", row.shown_words)] if row.shown_words else []),
        ],
    }
    return render(request, "inspections/sample.html", context, status=status)
