"""A village: its years by source, the band and the article, its pilots and what they reached."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.economy import queries, services
from dangjian.affairs.economy.forms import PilotForm, ReachForm
from dangjian.affairs.economy.models import Pilot
from dangjian.affairs.economy.rules import SOURCES
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import today
from dangjian.foundation.ui.parts import Bar, Chart, Fact, Point
from dangjian.rulebook import RuleBreach

_COLUMNS: Final = {**SOURCES, "earned": "经营性收入", "total": "总收入"}


@requires(Permission.PLACE_VIEW)
@inside
def village(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show a village: its income over the years, and its pilots."""
    found, on = _village(request, organization_id), today()
    book = queries.book_of(found.county_id, request.GET.get("year", ""), on)
    years = queries.years_of(book, found) if book else []
    line = queries.lines_of([found], book)[0] if book else None
    pilots = Pilot.objects.visible_to(request.actor).filter(area=found.area).select_related("area").order_by("id")
    context = {
        "village": found,
        "book": book,
        "line": line,
        "facts": _facts(line, book) if line and book else [],
        "years": [(year, [(words, held.get(key)) for key, words in _COLUMNS.items()]) for year, held in years],
        "columns": _COLUMNS.values(),
        "chart": _chart(years) if len(years) > 1 else None,
        "pilots": [(row, queries.standing_of(row, on)) for row in pilots],
        "may_name": request.full_actor.may(Permission.PLACE_EDIT, found.parent.path if found.parent else found.path),
        "fill_address": reverse("registers:body", args=[book.register.public_id, organization_id]) if book else "",
        "may_fill": book is not None and request.full_actor.may(Permission.REGISTER_FILL, found.path),
    }
    return render(request, "economy/village.html", context)


@requires(Permission.PLACE_EDIT, post=Permission.PLACE_EDIT)
@inside
def new_pilot(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Name a pilot of a village."""
    found = _village(request, organization_id)
    form = PilotForm(request.POST or None)
    if form.is_valid():
        try:
            services.name(by=request.actor, village=found, named=form.named())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已登记试点，两个期限会进村里的待办。")
            return redirect("economy:village", organization_id)
    context = {
        "form": form,
        "heading": "登记试点",
        "sub": found.short_name,
        "form_address": request.path,
        "cancel_address": reverse("economy:village", args=[organization_id]),
        "submit_label": "登记",
    }
    return render(request, "ui/form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.PLACE_VIEW)
@inside
def pilot(request: ActorRequest, pilot_id: UUID) -> HttpResponse:
    """Show a pilot, with the form for the day it reached what comes next."""
    return _page(request, _pilot(request, pilot_id), None)


@requires(post=Permission.PLACE_EDIT)
@inside
def progress(request: ActorRequest, pilot_id: UUID) -> HttpResponse:
    """Note that there was output, or profit."""
    found, form = _pilot(request, pilot_id), ReachForm(request.POST)
    if form.is_valid():
        try:
            services.reach(by=request.actor, pilot=found, on=today(), **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已记下。")
            return redirect("economy:pilot", pilot_id)
    return _page(request, found, form)


def _village(request: ActorRequest, organization_id: UUID) -> Organization:
    rows = Organization.objects.visible_to(request.actor).select_related("parent", "area")
    return get_object_or_404(rows, public_id=organization_id)


def _pilot(request: ActorRequest, pilot_id: UUID) -> Pilot:
    rows = Pilot.objects.visible_to(request.actor).select_related("area", "organization")
    return get_object_or_404(rows, public_id=pilot_id)


def _page(request: ActorRequest, found: Pilot, form: ReachForm | None) -> HttpResponse:
    may_edit = request.full_actor.may(Permission.PLACE_EDIT, found.org_path)
    context = {
        "pilot": found,
        "standing": queries.standing_of(found, today()),
        "facts": [
            Fact("村", found.area.name),
            Fact("级别", found.get_tier_display()),
            Fact("依据", found.basis),
        ],
        "form": (form or ReachForm(initial={"reached_on": today()})) if may_edit and not found.profited_on else None,
    }
    return render(request, "economy/pilot.html", context, status=422 if form else 200)


def _facts(line: queries.Line, book: queries.Book) -> list[Fact]:
    earned = "还没有填" if line.earned is None else f"{line.earned:,.2f} 万元"
    before = "没有记录" if line.before is None else f"{line.before:,.2f} 万元"
    return [
        Fact(f"{book.year}年经营性收入", earned, "村级集体经济台账"),
        Fact(f"{book.before}年", before, "村级集体经济台账"),
        Fact("档次", line.band_words, "由收入算出"),
    ]


def _chart(years: Sequence[tuple[str, Mapping[str, Decimal]]]) -> Chart:
    bars = []
    for year, held in reversed(years):
        values = [max(held.get(key, Decimal(0)), Decimal(0)) for key in SOURCES]
        bars.append(Bar(f"{year}年", [Point(value, f"{value:,.2f}") for value in values]))
    return Chart("历年收入来源（万元）", "年度", list(SOURCES.values()), bars)
