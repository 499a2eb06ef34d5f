"""Registers that a body keeps: begun, copied from what comes along, looked at as they will be, published, ended."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers import book, services
from dangjian.affairs.registers.forms import HeadForm, LineForm
from dangjian.affairs.registers.knowledge import Given, captions, offered
from dangjian.affairs.registers.models import Register
from dangjian.affairs.registers.queries.impact import impact
from dangjian.affairs.registers.rules.definitions import About, Definition, problems
from dangjian.affairs.registers.views.shown import field_lines
from dangjian.foundation.time import now, today
from dangjian.rulebook import RuleBreach

_BLANK = Definition("", About.BODY, period="quarter", filled_by=())


@requires(Permission.REGISTER_DEFINE)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List the registers that one's bodies keep, and what can be copied."""
    rows = Register.objects.visible_to(request.actor).select_related("current", "organization").in_order()
    copied = {row.derived_from.partition("@")[0] for row in rows if row.ended_on is None}
    kept = [(one, key in copied) for key, one in book.shipped().items()]
    return render(request, "registers/definitions.html", {"rows": rows, "shipped": kept})


@requires(Permission.REGISTER_DEFINE, post=Permission.REGISTER_DEFINE)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Begin a register: what it is, who fills it when."""
    body = _own_body(request)
    form = HeadForm(request.POST if request.method == "POST" else None, head=_BLANK, revision=0)
    if form.is_valid():
        try:
            made = services.begin(by=request.actor, organization=body, definition=form.head())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已建立。接着一栏一栏加上要填的内容。")
            return redirect("registers:definition", made.public_id)
    context = {
        "form": form, "heading": "建一本台账", "sub": body.name, "form_address": request.path,
        "cancel_address": reverse("registers:definitions"), "submit_label": "下一步：加栏目",
        "draft_key": f"register-head-{request.actor.account_id}",
    }  # fmt: skip
    return render(request, "registers/head.html", context, status=422 if form.is_bound else 200)


@requires(Permission.REGISTER_DEFINE)
@inside
def shipped(request: ActorRequest, shipped_key: str) -> HttpResponse:
    """Show a definition that comes along, with what it rests on."""
    one = _shipped(shipped_key)
    facts = offered(one.definition.about, request.actor.county_id)
    context = {"one": one, "definition": one.definition, "lines": field_lines(one.definition, facts)}
    return render(request, "registers/shipped.html", context)


@requires(post=Permission.REGISTER_DEFINE)
@inside
def copy(request: ActorRequest, shipped_key: str) -> HttpResponse:
    """Copy a definition that comes along, so that it can be changed and published."""
    one = _shipped(shipped_key)
    body = _own_body(request)
    definition = replace(one.definition, is_local=False)
    made = services.begin(by=request.actor, organization=body, definition=definition, derived_from=one.mark)
    messages.success(request, "已照着建了一本，可以改栏目，改好再发布。")
    return redirect("registers:definition", made.public_id)


@requires(Permission.REGISTER_DEFINE)
@inside
def one(request: ActorRequest, definition_id: UUID) -> HttpResponse:
    """Show a register in the making: its head, its fields, what still keeps it from being published."""
    row = _kept(request, definition_id)
    definition = row.drafted
    facts = offered(definition.about, row.county_id)
    context = {
        "row": row,
        "definition": definition,
        "lines": field_lines(definition, facts),
        "retired": [field for field in definition.fields if field.is_retired],
        "problems": problems(definition),
        "versions": row.versions.order_by("-id"),
        "source": book.shipped().get(row.derived_from.partition("@")[0]),
        "changes": row.changes.order_by("-revision")[:8],
    }
    return render(request, "registers/definition.html", context)


@requires(Permission.REGISTER_DEFINE)
@inside
def preview(request: ActorRequest, definition_id: UUID) -> HttpResponse:
    """Show the form as those who fill it will see it; nothing can be sent."""
    row = _kept(request, definition_id)
    definition = row.drafted
    facts = offered(definition.about, row.county_id)
    on = today()
    given = {
        field.key: Given("（平台里的值）", facts[field.fact].source, on)
        for field in definition.asked
        if field.fact in facts
    }
    form = LineForm(definition=definition, number=0, entry=None, given=given, earlier={})
    context = {"row": row, "definition": definition, "form": form, "captions": captions(definition.asked, facts)}
    return render(request, "registers/preview.html", context)


@requires(Permission.REGISTER_DEFINE, post=Permission.REGISTER_DEFINE)
@inside
def publication(request: ActorRequest, definition_id: UUID) -> HttpResponse:
    """Show what it costs whom and what it falls together with, then publish."""
    row = _kept(request, definition_id)
    breach = ""
    if request.method == "POST":
        try:
            version = services.publish(by=request.actor, register=row, revision=_revision(request), at=now())
        except RuleBreach as found:
            breach = str(found)
            row.refresh_from_db()
        else:
            messages.success(request, f"已发布第 {version.number} 版，{version.bodies} 个党组织会收到通知。")
            return redirect("registers:board", row.public_id)
    definition = row.drafted
    context = {
        "row": row, "definition": definition, "impact": impact(row, definition, today()),
        "problems": problems(definition), "breach": breach,
    }  # fmt: skip
    return render(request, "registers/publication.html", context, status=422 if breach else 200)


@requires(post=Permission.REGISTER_DEFINE)
@inside
def end(request: ActorRequest, definition_id: UUID) -> HttpResponse:
    """Stop a register."""
    row = services.end(by=request.actor, register=_kept(request, definition_id), on=today())
    messages.success(request, f"《{row}》已停用，已填的内容都能查看和导出。")
    return redirect("registers:definition", definition_id)


def _kept(request: ActorRequest, definition_id: UUID) -> Register:
    rows = Register.objects.visible_to(request.actor).select_related("organization", "current")
    return get_object_or_404(rows, public_id=definition_id)


def _own_body(request: ActorRequest) -> Organization:
    bodies = request.actor.bodies(Permission.REGISTER_DEFINE)
    body = Organization.objects.visible_to(request.actor).filter(pk__in=bodies).in_order().first()
    if body is None:
        raise Http404
    return body


def _shipped(key: str) -> book.Shipped:
    found = book.shipped().get(key)
    if found is None:
        raise Http404
    return found


def _revision(request: ActorRequest) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() else 0
