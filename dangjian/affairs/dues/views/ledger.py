"""台账: what was written into the books, as a page and as a workbook; undoing an entry; handing up; the year."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.dues import papers, services, sheets
from dangjian.affairs.dues.forms.moving import HandUpForm, PublishForm, UseForm, WhyForm
from dangjian.affairs.dues.models import Entry, Kind, Shelf
from dangjian.affairs.dues.queries import bodies, years
from dangjian.affairs.dues.rules import yuan
from dangjian.affairs.dues.views.reached import act_of, body_of, file_of, this_day, year_of
from dangjian.foundation.time import now
from dangjian.foundation.ui.paging import keyset
from dangjian.rulebook import RuleBreach

_UNDONE = (Kind.PAY, Kind.ELSEWHERE, Kind.HAND_UP, Kind.SENT_OUT, Kind.SPENT)


@requires(Permission.DUES_VIEW)
@inside
def ledger(request: ActorRequest) -> HttpResponse:
    """Show the entries of a body in a year, the latest first."""
    body, on = body_of(request), this_day()
    year = year_of(request, on)
    rows = (
        Entry.objects.visible_to(request.actor)
        .filter(organization=body, on__year=year)
        .select_related("person", "counterpart", "reverses", "reversal", "answer")
    )
    if exports.is_asked(request):
        found = list(rows.order_by("id"))
        return exports.deliver(
            request, title=f"{body.short_name}{year}年党费台账", columns=sheets.LEDGER, rows=list(enumerate(found, 1)),
            ids=[row.public_id for row in found], on=on, path=body.path, organization_id=body.pk,
        )  # fmt: skip
    page = keyset(rows, by=("-id",), query=request.GET, size=50)
    context = {
        "heading": f"{year}年党费台账",
        "sub": f"{body.short_name}　账上 {yuan(bodies.holding(body))} 元　只增不改，有误的冲正",
        "body": body,
        "year": year,
        "lines": [(row, sheets.signed(row), row.kind in _UNDONE and not _is_settled(row)) for row in page.rows],
        "pager": page.pager,
        "may_record": request.full_actor.may(Permission.DUES_RECORD, body.path),
        **exports.link(request),
    }
    return render(request, "dues/ledger.html", context)


def _is_settled(row: Entry) -> bool:
    return hasattr(row, "reversal") or hasattr(row, "answer")


@requires(Permission.DUES_RECORD, post=Permission.DUES_RECORD)
@inside
def reversal(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Undo an entry by another one."""
    entry = _entry(request, entry_id)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        act = services.reverse if entry.organization_id in _held(request) else services.send_back
        try:
            act(
                by=request.full_actor, entry=entry, on=this_day(), words=form.cleaned_data["words"],
                source=act_of(request, "reversal"),
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已冲正，原来的一笔留着。")
            return redirect("dues:ledger" if act is services.reverse else "dues:hand-ups")
    name = entry.person or entry.counterpart or entry.use
    caption = "冲正" if entry.organization_id in _held(request) else "退回"
    context = {
        "heading": caption,
        "sub": f"{entry.get_kind_display()}　{name}　{yuan(entry.amount)} 元",
        "form": form,
        "form_address": request.path,
        "submit_label": caption,
        "cancel_address": reverse("dues:ledger"),
    }
    return render(request, "dues/form.html", context, status=422 if form.errors else 200)


def _entry(request: ActorRequest, entry_id: UUID) -> Entry:
    rows = Entry.objects.visible_to(request.actor).select_related("organization", "counterpart", "person")
    return get_object_or_404(rows, public_id=entry_id)


def _held(request: ActorRequest) -> set[int]:
    return {grant.organization_id for grant in request.actor.grants}


@requires(Permission.DUES_VIEW, post=Permission.DUES_RECORD)
@inside
def hand_ups(request: ActorRequest) -> HttpResponse:
    """Show what was handed up and what waits; hand up, or note what was used."""
    body, on = body_of(request), this_day()
    held, is_use = bodies.holding(body), request.POST.get("do") == "use"
    hand, use = HandUpForm(held=held, on=on), UseForm(on=on)
    if request.method == "POST":
        if is_use:
            use = UseForm(request.POST, on=on)
        else:
            hand = HandUpForm(request.POST, held=held, on=on)
        form = use if is_use else hand
        if form.is_valid():
            try:
                _move(request, form, is_use=is_use)
            except RuleBreach as breach:
                form.add_error(None, str(breach))
            else:
                messages.success(request, "已登记。" if is_use or body.parent is None else "已上缴，等上级确认收到。")
                return redirect(f"{reverse('dues:hand-ups')}?body={body.public_id}")
    context = {
        "heading": "党费上缴",
        "sub": f"{body.short_name}　账上 {yuan(held)} 元　待上级确认 {yuan(bodies.holding(body, Shelf.TRANSIT))} 元",
        "body": body,
        "bodies": bodies.bodies(request.actor),
        "waiting": [(row, yuan(row.amount)) for row in bodies.to_confirm(body)[:200]],
        "handed": [(row, yuan(row.amount), _state(row)) for row in bodies.handed_up(body)[:100]],
        "has_money": held > 0 or bool(hand.errors or use.errors),
        "hand_form": hand,
        "use_form": use,
        "may_record": request.full_actor.may(Permission.DUES_RECORD, body.path),
    }
    return render(request, "dues/hand_ups.html", context, status=422 if hand.errors or use.errors else 200)


def _move(request: ActorRequest, form: HandUpForm, *, is_use: bool) -> None:
    said, body = form.cleaned_data, body_of(request)
    shared = {"by": request.full_actor, "organization": body, "cents": said["cents"], "on": said["day"]}
    shared |= {"words": said["words"], "source": act_of(request, "use" if is_use else "hand-up")}
    if is_use:
        services.spend(use=said["use"], **shared)
    elif body.parent is None:
        services.send_out(**shared)
    else:
        services.hand_up(**shared)


def _state(row: Entry) -> str:
    if hasattr(row, "reversal"):
        return "已冲正或退回"
    if row.kind != Kind.HAND_UP:
        return ""
    if not hasattr(row, "answer"):
        return "等上级确认"
    day = row.answer.on
    return f"{day.year}年{day.month}月{day.day}日上级已确认"


@requires(post=Permission.DUES_RECORD)
@inside
def receipt(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Confirm what was handed up."""
    entry = _entry(request, entry_id)
    services.confirm(by=request.full_actor, entry=entry, on=this_day(), source=act_of(request, "receipt"))
    messages.success(request, f"已确认收到{entry.organization.short_name} {yuan(entry.amount)} 元。")
    return redirect("dues:hand-ups")


@requires(Permission.DUES_VIEW, post=Permission.DUES_RECORD)
@inside
def statement(request: ActorRequest) -> HttpResponse:
    """Show a year's figures as they are published and printed; publish them."""
    body, on = body_of(request), this_day()
    year = year_of(request, on)
    form = PublishForm(request.POST or None)
    if form.is_valid():
        try:
            services.publish(
                by=request.full_actor, organization=body, year=year, words=form.cleaned_data["words"], on=on
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"{year}年的党费情况已公布，本组织的同志都能看到；请打印张贴。")
            return redirect(f"{reverse('dues:statement')}?body={body.public_id}&year={year}")
    last = bodies.published(body, year).first()
    kept = last.figures if last else years.figures(body, year).as_kept()
    context = {
        "heading": f"{year}年党费收缴、使用和管理情况",
        "sub": body.name,
        "body": body,
        "year": year,
        "last": last,
        "lines": years.statement_lines(kept),
        "payers": kept["payers"],
        "form": form,
        "may_record": request.full_actor.may(Permission.DUES_RECORD, body.path),
    }
    return render(request, "dues/statement.html", context, status=422 if form.errors else 200)


@requires(Permission.DUES_VIEW)
@inside
def statement_paper(request: ActorRequest) -> HttpResponse:
    """Give the statement as a Word file."""
    body, on = body_of(request), this_day()
    year = year_of(request, on)
    last = bodies.published(body, year).first()
    kept = last.figures if last else years.figures(body, year).as_kept()
    day, said = (last.published_on, last.words) if last else (on, "")
    return file_of(papers.statement(body, year, kept, said, day, now()), f"{year}年党费公布（{body.short_name}）.docx")
