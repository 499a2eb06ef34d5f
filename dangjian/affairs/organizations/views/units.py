"""Units, and the grids and estates of a village."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations import services
from dangjian.affairs.organizations.forms import AnsweringForm, CodeForm, GridForm, UnitForm, VillageForm
from dangjian.affairs.organizations.models import Field, OwnKind, Unit
from dangjian.affairs.organizations.queries import choices, villages
from dangjian.affairs.organizations.services import UnitFacts
from dangjian.affairs.organizations.views.asked import Done, answer, body_of, decree, page_of, words_of
from dangjian.foundation.time import today


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def add_unit(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Write down a unit of a body."""
    body = body_of(request, organization_id)
    initial = {"field": body.field, "area": body.area.code if body.area else ""}
    form = UnitForm(request.POST or None, areas=choices.areas(body), initial=initial)

    def act() -> Done:
        unit = services.add_unit(by=request.actor, body=body, facts=_facts(form))
        return f"已登记单位{unit.name}，由{body.short_name}负责。", page_of(body)

    context = {
        "body": body,
        "heading": "登记单位",
        "sub": body.name,
        "submit_label": "登记",
        "sources": {"field": "来自党组织", "area": "来自党组织"},
    }
    return answer(request, form, act, context)


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def edit_unit(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Put the facts of a unit right."""
    rows = Unit.objects.visible_to(request.actor).select_related("answering_body__area", "answering_body__parent__area")
    unit = get_object_or_404(rows.select_related("area"), public_id=unit_id)
    body = unit.answering_body
    initial = {
        "name": unit.name,
        "credit_code": unit.credit_code,
        "field": unit.field,
        "area": unit.area.code if unit.area else "",
    }
    form = UnitForm(request.POST or None, areas=choices.areas(body), initial=initial)

    def act() -> Done:
        services.edit_unit(
            by=request.actor, unit=unit, facts=_facts(form), answering=body, bodies=list(unit.bodies.all())
        )
        return f"{unit.name}的登记已更新。", page_of(body)

    context = {"body": body, "unit": unit, "heading": "单位", "sub": f"{unit.name} · 责任党组织：{body.short_name}"}
    return answer(request, form, act, context, "organizations/unit.html")


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def hand_unit(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Let another body answer for a unit."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor).select_related("answering_body"), public_id=unit_id)
    body = unit.answering_body
    found = choices.keepers(request.actor, words_of(request), today(), apart=body)
    form = AnsweringForm(request.POST or None, targets=found)

    def act() -> Done:
        keeper = body_of(request, UUID(form.cleaned_data["target"]))
        services.hand_unit(by=request.actor, unit=unit, answering=keeper, on=today())
        return f"{unit.name}已改由{keeper.short_name}负责。", page_of(keeper)

    context = {
        "body": body,
        "heading": "改由别的党组织负责",
        "sub": f"{unit.name} · 现由{body.short_name}负责",
        "submit_label": "改由它负责",
        "words": words_of(request),
        "found": found,
    }
    return answer(request, form, act, context, "organizations/towards.html")


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def encode(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Note the code that the national system gave a body."""
    body = body_of(request, organization_id)
    form = CodeForm(request.POST or None, initial={"code": body.national_code})

    def act() -> Done:
        made = services.encode(by=request.actor, body=body, code=form.cleaned_data["code"])
        return f"已登记全国系统代码 {made.national_code}。" if made.national_code else "已去掉代码。", page_of(body)

    context = {"body": body, "heading": "全国系统代码", "sub": body.name, "submit_label": "登记"}
    return answer(request, form, act, context)


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def grids(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show the grids and estates of a body's village, and draw one more."""
    body = body_of(request, organization_id)
    form = GridForm(request.POST or None, initial={"kind": OwnKind.GRID})

    def act() -> Done:
        typed = form.cleaned_data
        area = services.draw_area(by=request.actor, body=body, name=typed["name"], kind=OwnKind(typed["kind"]))
        return f"已登记{area.name}，代码 {area.code}。", reverse("organizations:grids", args=[body.public_id])

    context = {
        "body": body,
        "heading": "网格、小区",
        "sub": body.area.name if body.area else body.name,
        "grids": body.area.children.exclude(own_kind="").order_by("code") if body.area else (),
        "submit_label": "登记",
    }
    return answer(request, form, act, context, "organizations/grids.html")


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def merge_area(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Write down that another village was merged into that of a body."""
    body = body_of(request, organization_id)
    areas = villages.beside(body.area) if body.area else []
    form = VillageForm(request.POST or None, areas=areas, initial={"on": today()})

    def act() -> Done:
        area = choices.area(form.cleaned_data["area"])
        assert area is not None  # noqa: S101  # the form offers only those that are there
        gone = services.merge_area(by=request.actor, body=body, gone=area, decree=decree(form))
        return f"已登记：{gone.name}并入{body.area}，网格、单位和属于村里的台账、驻村、试点一并转过去了。", page_of(
            body
        )

    context = {
        "body": body,
        "heading": "行政村撤并",
        "sub": f"并入{body.area.name if body.area else body.name}；只登记已批准的，党组织合并另办",
        "submit_label": "登记撤并",
    }
    return answer(request, form, act, context)


def _facts(form: UnitForm) -> UnitFacts:
    typed = form.cleaned_data
    return UnitFacts(typed["name"], Field(typed["field"]), typed["credit_code"], choices.area(typed["area"]))
