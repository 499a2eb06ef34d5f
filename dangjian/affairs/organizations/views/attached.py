"""党组, 领导小组, 区域党委: set up, their seats, wound up."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations import services
from dangjian.affairs.organizations.forms import AttachedForm, DecreeForm, RenameAttachedForm, SeatForm
from dangjian.affairs.organizations.models import Attached, AttachedKind, Seat, Unit
from dangjian.affairs.organizations.queries import choices
from dangjian.affairs.organizations.services import AttachedFacts
from dangjian.affairs.organizations.views.asked import Done, answer, body_of, decree, page_of, words_of
from dangjian.foundation.time import today
from dangjian.foundation.ui.parts import Fact


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def attach(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Set up a body beside the tree, approved by this one."""
    keeper = body_of(request, organization_id)
    form = AttachedForm(request.POST or None, hooks=choices.hooks(request.actor, keeper), initial={"on": today()})

    def act() -> Done:
        typed = form.cleaned_data
        kind, _, value = typed["hook"].partition(":")
        units = Unit.objects.visible_to(request.actor)
        facts = AttachedFacts(
            typed["name"],
            AttachedKind(typed["kind"]),
            unit=get_object_or_404(units, public_id=value) if kind == "unit" else None,
            area=choices.area(value) if kind == "area" else None,
        )
        made = services.attach(by=request.actor, keeper=keeper, facts=facts, decree=decree(form))
        return f"已登记{made.name}。它不是一级党组织，其下不设党组织。", _page(made)

    context = {
        "body": keeper,
        "heading": "设立党组、领导小组、区域党委",
        "sub": f"由{keeper.name}批准设立",
        "submit_label": "登记设立",
    }
    return answer(request, form, act, context)


@requires(Permission.ORGANIZATION_VIEW)
def attached(request: ActorRequest, attached_id: UUID) -> HttpResponse:
    """Show a body beside the tree: what it hangs on, and who sits there."""
    row = _row(request, attached_id)
    editor = request.full_actor.may(Permission.ORGANIZATION_EDIT, row.org_path)
    seats = row.seats.held_on(today()).select_related("person", "body").order_by("pk")
    is_named = request.full_actor.may(Permission.MEMBER_VIEW, row.org_path)
    context = {
        "attached": row,
        "facts": [
            Fact("类别", row.get_kind_display()),
            Fact("设在", str(row.unit or row.area)),
            Fact("批准设立", row.keeper.name, address=page_of(row.keeper)),
            Fact("设立日期", _day_words(row.founded_on.isoformat())),
            Fact("依据", row.basis or None),
            *(Fact("曾用名", f"{one['name']}（至{_day_words(one['until'])}，{one['basis']}）") for one in row.formerly),
        ],
        "seats": [seat for seat in seats if seat.body_id or is_named],
        "relations": row.guiding.held_on(today()).select_related("target").order_by("pk"),
        "may_edit": editor and row.closed_on is None,
    }
    return render(request, "organizations/attached.html", context)


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def seat(request: ActorRequest, attached_id: UUID) -> HttpResponse:
    """Give a person or a body a seat."""
    row = _row(request, attached_id)
    found = choices.sitters(request.full_actor, words_of(request), today())
    form = SeatForm(request.POST or None, targets=found, label="人或党组织", initial={"on": today()})

    def act() -> Done:
        person, body = choices.sitter(request.full_actor, form.cleaned_data["target"])
        if person is None and body is None:
            raise Http404
        title = form.cleaned_data["title"]
        services.seat(by=request.actor, attached=row, title=title, person=person, body=body, decree=decree(form))
        return f"已登记：{person or body}任{row.name}{title}。", _page(row)

    context = {
        "attached": row,
        "heading": "增加委员",
        "sub": row.name,
        "submit_label": "登记",
        "words": words_of(request),
        "found": found,
        "hint": "兼职委员不因此有查看和办理的权限。",
    }
    return answer(request, form, act, context, "organizations/towards.html")


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def unseat(request: ActorRequest, attached_id: UUID, seat_id: UUID) -> HttpResponse:
    """End a seat from a day on."""
    row = _row(request, attached_id)
    seats = Seat.objects.visible_to(request.actor).held_on(today()).select_related("person", "body")
    taken = get_object_or_404(seats, attached=row, public_id=seat_id)
    form = DecreeForm(request.POST or None, initial={"on": today()})

    def act() -> Done:
        services.unseat(by=request.actor, seat_row=taken, decree=decree(form))
        return f"已登记：{taken.person or taken.body}不再任{row.name}{taken.title}。", _page(row)

    context = {
        "attached": row,
        "heading": "免去委员",
        "sub": f"{row.name} · {taken.title} {taken.person or taken.body}",
        "submit_label": "登记",
    }
    return answer(request, form, act, context)


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def rename_attached(request: ActorRequest, attached_id: UUID) -> HttpResponse:
    """Give a body beside the tree another name."""
    row = _row(request, attached_id)
    form = RenameAttachedForm(request.POST or None, initial={"on": today(), "name": row.name})

    def act() -> Done:
        name = form.cleaned_data["name"]
        made = services.rename_attached(by=request.actor, attached=row, name=name, decree=decree(form))
        return f"已登记：{row.name}更名为{made.name}。", _page(made)

    context = {"attached": row, "heading": "更名", "sub": row.name, "submit_label": "登记更名"}
    return answer(request, form, act, context)


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def detach(request: ActorRequest, attached_id: UUID) -> HttpResponse:
    """Wind up a body beside the tree."""
    row = _row(request, attached_id)
    form = DecreeForm(request.POST or None, initial={"on": today()})

    def act() -> Done:
        services.detach(by=request.actor, attached=row, decree=decree(form))
        return f"已登记：{row.name}撤销。", page_of(row.keeper)

    context = {"attached": row, "heading": "撤销", "sub": row.name, "submit_label": "登记撤销"}
    return answer(request, form, act, context)


def _day_words(text: str) -> str:
    """Return an ISO day in words."""
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"


def _row(request: ActorRequest, attached_id: UUID) -> Attached:
    rows = Attached.objects.visible_to(request.actor).select_related("keeper", "unit", "area")
    return get_object_or_404(rows, public_id=attached_id)


def _page(row: Attached) -> str:
    return reverse("organizations:attached", args=[row.public_id])
