"""Starting a transfer: of one's own member, or of someone who comes from outside."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.transfers import bodies, packets, queries
from dangjian.affairs.transfers.forms import InwardForm, StartForm
from dangjian.affairs.transfers.models import Reason
from dangjian.affairs.transfers.services import start, start_inward
from dangjian.affairs.transfers.views.typed import words as typed_words
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach

MOST: Final = 500


@requires(Permission.TRANSFER_START, post=Permission.TRANSFER_START)
def new(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Start the transfer of a member: the person is known, so where to, why and until when dues are paid."""
    rows = Member.objects.visible_to(request.actor).in_party().select_related("person", "organization")
    member = get_object_or_404(rows, person__public_id=person_id)
    if running := queries.under_way_of(member.person):
        messages.info(request, f"{member}已有一件组织关系接转在办。")
        return redirect("transfers:transfer", running.public_id)
    found = bodies.targets(typed_words(request.POST, "target"), today(), member.organization)
    form = StartForm(request.POST or None, found=found, on=today())
    if form.is_valid():
        typed = form.cleaned_data
        try:
            made = start(
                by=request.actor,
                person=member.person,
                to_body=typed["to_body"],
                outside=typed["target"],
                reason=Reason(typed["reason"]),
                words=typed["words"],
                dues_paid_until=typed["dues"],
                on=today(),
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已提出，等{made.from_committee}审核。报到之前，仍由本支部负责管理。")
            return redirect("transfers:transfer", made.public_id)
    context = {
        "form": form,
        "member": member,
        "found": found,
        "heading": f"转出{member}同志",
        "sub": f"{member.get_category_display()} · {member.organization.short_name}",
        "submit_label": "提出转出",
        "cancel_address": reverse("transfers:index"),
        "draft_key": f"transfer:{request.actor.account_id}:{person_id}",
    }
    return render(request, "transfers/new.html", context, status=422 if form.is_bound else 200)


@requires(Permission.TRANSFER_START, post=Permission.TRANSFER_START)
def inward(request: ActorRequest) -> HttpResponse:
    """Take down a member who comes with a letter from outside the platform."""
    if not zones.shows(Privacy.SENSITIVE):
        raise Http404
    branches = Organization.objects.visible_to(request.actor).filter(kind__in=bodies.TARGETS).open_on(today())
    offered = list(branches.in_order()[:MOST])
    form = InwardForm(request.POST or None, bodies=offered, on=today())
    if "read" in request.POST:
        form = _prefilled(request, offered)
    elif form.is_valid():
        typed = form.cleaned_data
        try:
            made = start_inward(
                by=request.actor,
                to_body=form.bodies[typed["body"]],
                name=typed["name"],
                category=Category(typed["category"]),
                facts=form.facts,
                from_name=typed["from_name"],
                letter_number=typed["letter_number"],
                sent_on=typed["sent_on"],
                valid_until=typed["valid_until"],
                reason=Reason(typed["reason"]),
                on=today(),
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已登记，等{made.to_committee}核对介绍信和档案。")
            return redirect("transfers:transfer", made.public_id)
    context = {
        "form": form,
        "heading": "登记平台外转来的党员",
        "sub": "按介绍信填写。接收以全国系统为准，这里只作登记。",
        "submit_label": "登记转入",
        "cancel_address": f"{reverse('transfers:index')}?side=in",
    }
    return render(request, "transfers/inward.html", context, status=422 if form.is_bound else 200)


def _prefilled(request: ActorRequest, offered: list[Organization]) -> InwardForm:
    """Return the form with what the workbook says where nothing was typed; nothing is kept of it."""
    data = request.POST.copy()
    wrong = ""
    try:
        upload = request.FILES.get("file")
        facts = packets.read_file(upload.read(), upload.name or "", today()) if upload else {}
        wrong = "" if upload else "没有选择文件。"
    except Unsupported as refusal:
        facts, wrong = {}, str(refusal)
    for name, value in facts.items():
        if not data.get(name):
            data[name] = value
    form = InwardForm(data, bodies=offered, on=today())
    form.is_valid()
    form.add_error("file", wrong or "已从表里读出，还没有登记。请核对、补齐后点“登记转入”。")
    return form
