"""Lines of a register: listed, looked at, confirmed, given back, closed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers import services
from dangjian.affairs.registers.forms import ReasonForm
from dangjian.affairs.registers.models import Entry, State
from dangjian.affairs.registers.queries.lines import cells, listed, matching, readable
from dangjian.affairs.registers.rules.periods import Period
from dangjian.affairs.registers.views import finding
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Event, Level, Standing
from dangjian.rulebook import RuleBreach

_COLUMNS = 5
LOOKS = {State.OPEN: Level.INFO, State.FILLED: Level.INFO, State.CONFIRMED: Level.OK, State.RETURNED: Level.SOON}


@requires(Permission.REGISTER_VIEW)
@inside
def index(request: ActorRequest, register_id: UUID) -> HttpResponse:
    """List the lines of a period below a body."""
    row, definition = finding.found(request, register_id)
    period = finding.wanted_period(request, row, definition, today())
    under = finding.under(request, row)
    words, state = request.GET.get("words", "").strip(), request.GET.get("state", "")
    rows = matching(listed(request.full_actor, row, period.key, under), words)
    if state in State.values:
        rows = rows.filter(state=state)
    page = keyset(rows, by=("organization__order_no", "id"), query=request.GET)
    fields = definition.live[:_COLUMNS]
    may_confirm = request.full_actor.may(Permission.REGISTER_CONFIRM)
    context = {
        "row": row, "definition": definition, "period": period, "under": under, "pager": page.pager, "fields": fields,
        "lines": [(one, cells(one, fields), standing(one)) for one in page.rows], "words": words, "state": state,
        "states": State.choices, "may_confirm": may_confirm and any(one.state == State.FILLED for one in page.rows),
        "export_address": f"{reverse('registers:sheet', args=[row.public_id])}?{_query(period, under)}",
        "query": _query(period, under),
    }  # fmt: skip
    return render(request, "registers/lines.html", context)


@requires(Permission.REGISTER_VIEW)
@inside
def line(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Show a line: its values with their sources, corrections, what was done with it."""
    rows = readable(request.full_actor).select_related("register", "version", "organization")
    return _page(request, get_object_or_404(rows, public_id=entry_id))


@requires(post=Permission.REGISTER_CONFIRM)
@inside
def confirmation(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Confirm a line."""
    row = _to_confirm(request, entry_id)
    services.confirm(by=request.actor, entries=[row], at=now())
    messages.success(request, f"{row.subject_words}已核对。")
    return redirect("registers:line", entry_id)


@requires(post=Permission.REGISTER_CONFIRM)
@inside
def confirmations(request: ActorRequest, register_id: UUID) -> HttpResponse:
    """Confirm the lines chosen, all or none."""
    row, _ = finding.found(request, register_id)
    chosen = _ids(request.POST.getlist("lines"))
    rows = list(Entry.objects.visible_to(request.actor).filter(register=row, public_id__in=chosen))
    if not rows or len(rows) != len(chosen):
        raise RuleBreach("没有选中要核对的，或有的不在您的范围里，没有改动。")
    services.confirm(by=request.actor, entries=rows, at=now())
    messages.success(request, f"已核对 {len(rows)} 条。")
    back = request.POST.get("query", "")
    return redirect(f"{reverse('registers:lines', args=[row.public_id])}?{back}")


@requires(post=Permission.REGISTER_CONFIRM)
@inside
def give_back(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Give a line back with the reason."""
    row, form = _to_confirm(request, entry_id), ReasonForm(request.POST, auto_id="back_%s")
    if form.is_valid():
        try:
            services.give_back(by=request.actor, entry=row, reason=form.cleaned_data["reason"], at=now())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已退回{row.organization.short_name}，原来填的都在。")
            return redirect("registers:line", entry_id)
    return _page(request, row, returning=form, status=422)


@requires(post=Permission.REGISTER_FILL)
@inside
def closing(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Take a line out of a standing register."""
    rows = Entry.objects.visible_to(request.actor).select_related("register", "version", "organization")
    row, form = get_object_or_404(rows, public_id=entry_id), ReasonForm(request.POST, auto_id="close_%s")
    if form.is_valid():
        try:
            services.close(by=request.actor, entry=row, reason=form.cleaned_data["reason"], on=today(), at=now())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已销去，还可以查看。")
            return redirect("registers:line", entry_id)
    return _page(request, row, ending=form, status=422)


@requires(post=Permission.REGISTER_FILL)
@inside
def answer(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Answer what the person a line is about said to it."""
    rows = Entry.objects.visible_to(request.actor).select_related("register", "version", "organization")
    row, form = get_object_or_404(rows, public_id=entry_id), ReasonForm(request.POST, auto_id="answer_%s")
    if form.is_valid():
        try:
            services.answer(by=request.actor, entry=row, words=form.cleaned_data["reason"], on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已答复，本人能看到。")
            return redirect("registers:line", entry_id)
    return _page(request, row, answering=form, status=422)


def _to_confirm(request: ActorRequest, entry_id: UUID) -> Entry:
    rows = Entry.objects.visible_to(request.actor).select_related("register", "version", "organization")
    return get_object_or_404(rows, public_id=entry_id)


def _query(period: Period, under: Organization) -> str:
    return f"period={period.key}&body={under.public_id}"


def _ids(typed: list[str]) -> set[UUID]:
    try:
        return {UUID(one) for one in typed}
    except ValueError:
        return set()


def standing(row: Entry) -> Standing:
    """Return where a line stands."""
    if row.closed_on is not None:
        return Standing(Level.NA, "已销去")
    return Standing(LOOKS[State(row.state)], row.get_state_display())


def _page(
    request: ActorRequest,
    row: Entry,
    *,
    returning: ReasonForm | None = None,
    ending: ReasonForm | None = None,
    answering: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, definition = request.full_actor, row.version.text
    place = row.register.org_path if definition.confirmed_by == "keeper" else row.org_path
    may_confirm = actor.may(Permission.REGISTER_CONFIRM, place) and row.closed_on is None
    may_fill = actor.may(Permission.REGISTER_FILL, row.org_path) and row.closed_on is None
    turns = [Event(one.at, one.by_name, one.get_kind_display(), one.words) for one in row.turns.order_by("id")]
    objections = list(row.objections.order_by("id")) if row.person_id else []
    waits = any(one.answered_on is None for one in objections)
    names = {field.key: field.caption for field in definition.fields}
    context = {
        "row": row, "standing": standing(row), "cells": cells(row, definition.live),
        "retired": [cell for cell in cells(row, [one for one in definition.fields if one.is_retired]) if cell.words],
        "corrections": [(names.get(one.key, one.key), one) for one in row.corrections.order_by("id")],
        "objections": objections, "may_answer": may_fill and waits and row.person_id != actor.person_id,
        "answering": answering or ReasonForm(auto_id="answer_%s"),
        "turns": turns, "may_fill": may_fill and row.register.ended_on is None,
        "may_confirm": may_confirm and row.state == State.FILLED,
        "may_return": may_confirm and row.state in (State.FILLED, State.CONFIRMED),
        "may_close": may_fill and (not row.period or row.state == State.OPEN) and definition.has_many_lines,
        "returning": returning or ReasonForm(auto_id="back_%s"), "ending": ending or ReasonForm(auto_id="close_%s"),
    }  # fmt: skip
    return render(request, "registers/line.html", context, status=status)
