"""Papers of a transfer: the draft of the letter, the packet for the national system, what it says compared."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from dangjian.access import zones
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.members.models import Member
from dangjian.affairs.transfers import packets, papers, services
from dangjian.affairs.transfers.forms import PacketForm
from dangjian.affairs.transfers.models import Transfer
from dangjian.affairs.transfers.services.steps import note, note_packet
from dangjian.affairs.transfers.views.transfer import reached
from dangjian.affairs.transfers.views.typed import words as typed_words
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.spreadsheets import XLSX
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach

_SALT: Final = "transfers.packet"
_GOOD_FOR: Final = timedelta(minutes=10)
JSON = "application/json"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires(Permission.TRANSFER_DECIDE)
def letter(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Give the sending committee the draft from which the letter is filled in."""
    transfer = reached(request, public_id)
    sender = transfer.from_committee
    if sender is None or not request.actor.may(Permission.TRANSFER_DECIDE, sender.path):
        raise Http404
    member = Member.objects.visible_to(request.actor).select_related("person").filter(person=transfer.person).first()
    note(by=request.actor, transfer=transfer, action="letter")
    return _file(papers.letter(transfer, member, today()), DOCX, f"介绍信填写稿（{transfer.person_name}）.docx")


@requires(Permission.MEMBER_REVEAL, post=Permission.MEMBER_REVEAL)
def packet(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Give what the national system asks of a person, against a reason that stands in the log.

    The reason is sent in a form, never in an address; the file is then fetched by who gave it, for ten minutes.
    """
    transfer, member = _with_member(request, public_id)
    if request.method == "POST":
        return _ask(request, transfer, member)
    if "key" not in request.GET:
        return _reason(request, transfer)
    if not _has_asked(request, transfer):
        messages.error(request, "这个下载地址已过时，没有导出。请写明用途，再导出一次。")
        return redirect("transfers:packet", public_id)
    title = f"组织关系转接信息表（{transfer.person_name}）"
    if request.GET.get("as") == "json":
        return _file(packets.packet_as_json(transfer, member, today()), JSON, f"{title}.json")
    return _file(packets.packet(transfer, member, today()), XLSX, f"{title}.xlsx")


def _ask(request: ActorRequest, transfer: Transfer, member: Member) -> HttpResponse:
    reason = typed_words(request.POST, "reason")
    try:
        note_packet(by=request.actor, transfer=transfer, person=member.person, reason=reason)
    except RuleBreach as breach:
        messages.error(request, str(breach))
        return _reason(request, transfer, 422)
    key = signing.dumps(_whose(request, transfer), salt=_SALT)
    wanted = {"key": key} | ({"as": "json"} if request.POST.get("as") == "json" else {})
    return redirect(f"{reverse('transfers:packet', args=[transfer.public_id])}?{urlencode(wanted)}")


def _whose(request: ActorRequest, transfer: Transfer) -> list[str]:
    return [str(transfer.public_id), str(request.actor.account_id)]


def _has_asked(request: ActorRequest, transfer: Transfer) -> bool:
    try:
        whose: list[str] = signing.loads(request.GET["key"], salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature:
        return False
    return whose == _whose(request, transfer)


def _reason(request: ActorRequest, transfer: Transfer, status: int = 200) -> HttpResponse:
    context = {"transfer": transfer, "heading": "导出转接信息表"}
    return render(request, "transfers/packet.html", context, status=status)


@requires(Permission.MEMBER_EDIT, post=Permission.MEMBER_EDIT)
def comparison(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Compare our record with a workbook of the national system: what differs, and who keeps it true."""
    transfer, member = _with_member(request, public_id)
    form = PacketForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            facts = packets.read_file(*form.content(), today())
            services.compare(by=request.actor, transfer=transfer, facts=facts, on=today())
        except (Unsupported, RuleBreach) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("transfers:comparison", public_id)
    theirs = services.held_packet(transfer)
    found = packets.differences(member.person, member, theirs, today())
    context = {
        "form": form,
        "transfer": transfer,
        "heading": "与全国系统核对",
        "sub": transfer.title,
        "has_packet": bool(theirs),
        "differences": found,
        "national": sum(one.is_national for one in found),
        "submit_label": "读取并核对",
        "cancel_address": reverse("transfers:transfer", args=[public_id]),
        "cancel_label": "返回",
    }
    return render(request, "transfers/comparison.html", context, status=422 if form.errors else 200)


@requires(post=Permission.MEMBER_EDIT)
def application(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Correct what the national system owns."""
    transfer, _ = _with_member(request, public_id)
    number = services.take_over(by=request.actor, transfer=transfer, on=today())
    messages.success(request, f"已按全国系统更正 {number} 项，来源和原值都记入档案。")
    return redirect("transfers:transfer", public_id)


def _with_member(request: ActorRequest, public_id: UUID) -> tuple[Transfer, Member]:
    """Return a transfer whose person lies in the scope of this very permission, not only its other end."""
    if not zones.shows(Privacy.SENSITIVE):
        raise Http404
    transfer = reached(request, public_id)
    members = Member.objects.visible_to(request.actor).select_related("person")
    return transfer, get_object_or_404(members, person=transfer.person)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    header = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": header})
