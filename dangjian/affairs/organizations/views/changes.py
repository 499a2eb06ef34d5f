"""What happens to a body, by which document and from which day on: one page each."""

from collections.abc import Callable, Collection
from uuid import UUID

from django.http import Http404, HttpResponse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations import doors, services
from dangjian.affairs.organizations.forms import (
    ConversionForm,
    DecreeForm,
    DivisionForm,
    FoundingForm,
    RenamingForm,
    TargetForm,
)
from dangjian.affairs.organizations.models import BRANCHES, Attached, Field, Kind, Level, Organization
from dangjian.affairs.organizations.queries import choices
from dangjian.affairs.organizations.rules import may_hold
from dangjian.affairs.organizations.services import Naming
from dangjian.affairs.organizations.views.asked import Done, answer, body_of, decree, page_of, words_of
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def found(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Set up a body under this one."""
    above = body_of(request, organization_id)
    initial = {"field": above.field, "area": above.area.code if above.area else "", "on": today()}
    form = FoundingForm(request.POST or None, areas=choices.areas(above), initial=initial)

    def act() -> Done:
        typed = form.cleaned_data
        naming = Naming(
            typed["name"],
            typed["short_name"],
            Kind(typed["kind"]),
            Field(typed["field"]),
            Level(typed["level"]),
            choices.area(typed["area"]),
        )
        made = services.found(by=request.actor, parent=above, naming=naming, decree=decree(form))
        return f"已登记：{made.short_name}成立，隶属{above.short_name}。", page_of(made)

    context = {
        "body": above,
        "heading": "新设党组织",
        "sub": f"隶属{above.name}",
        "submit_label": "登记成立",
        "sources": {"field": "来自上级组织", "area": "来自上级组织"},
    }
    return answer(request, form, act, context)


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def rename(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Give a body another name."""
    body = body_of(request, organization_id)
    form = RenamingForm(request.POST or None, initial={"name": body.name, "short_name": body.short_name, "on": today()})

    def act() -> Done:
        typed = form.cleaned_data
        row = services.rename(
            by=request.actor, body=body, name=typed["name"], short_name=typed["short_name"], decree=decree(form)
        )
        return f"已更名为{row.name}，原名留在沿革里。", page_of(row)

    context = {"body": body, "heading": "更名", "sub": body.name, "submit_label": "登记更名"}
    return answer(request, form, act, context)


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def convert(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Make another kind of body of it, or put field and area right."""
    body = body_of(request, organization_id)
    initial = {"kind": body.kind, "field": body.field, "area": body.area.code if body.area else "", "on": today()}
    form = ConversionForm(request.POST or None, areas=choices.areas(body), initial=initial)

    def act() -> Done:
        typed = form.cleaned_data
        row = services.convert(
            by=request.actor,
            body=body,
            kind=Kind(typed["kind"]),
            field=Field(typed["field"]),
            area=choices.area(typed["area"]),
            decree=decree(form),
        )
        return f"已登记：{row.short_name}的类别、领域、区划已更新。", page_of(row)

    context = {"body": body, "heading": "改设", "sub": body.name, "submit_label": "登记改设"}
    return answer(request, form, act, context)


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def move(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Put a body under another superior."""
    body = body_of(request, organization_id)
    form = _targets(request, body, "新的上级组织", [kind for kind in Kind if may_hold(kind, body.kind)])

    def act() -> Done:
        above = _chosen(request, form.cleaned_data["target"])
        row = services.move(by=request.actor, body=body, parent=above, decree=decree(form))
        return f"已登记：{row.short_name}改隶属{above}，下级、党员和在办的任务一并转过去了。", page_of(row)

    context = {
        "body": body,
        "heading": "调整隶属",
        "sub": f"{body.name} · 现隶属{body.parent.short_name if body.parent else '无'}",
        "submit_label": "登记调整",
        "hint": "下级党组织、党员、职务、在办任务随之转移；原来的隶属留在沿革里。",
    }
    return _search_page(request, form, act, context)


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def merge(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Take a body up into another."""
    body = body_of(request, organization_id)
    alike = [kind for kind in Kind if (kind in BRANCHES) == body.is_branch]
    form = _targets(request, body, "并入哪个党组织", alike)

    def act() -> Done:
        into = _chosen(request, form.cleaned_data["target"])
        if isinstance(into, Attached):
            raise RuleBreach(f"{into.name}不是一级党组织，不能并入，没有改动。请换一个党组织。")
        row = services.merge(by=request.actor, body=body, into=into, decree=decree(form))
        return f"已登记：{body.short_name}并入{row.short_name}，党员和在办的任务一并转过去了。", page_of(row)

    context = {
        "body": body,
        "heading": "并入其他党组织",
        "sub": body.name,
        "submit_label": "登记并入",
        "hint": "名册上的人、下级、单位、在办任务转到并入的党组织；这里的任职同日终止，本组织撤销。",
    }
    return _search_page(request, form, act, context)


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def split(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Set up a branch out of this one, with some of its members."""
    body = body_of(request, organization_id)
    if not request.full_actor.may(Permission.MEMBER_VIEW, body.path):
        raise Http404
    people = [(str(choice.public_id), choice.words) for choice in doors.choices(body)]
    initial = {"kind": body.kind, "area": body.area.code if body.area else "", "on": today()}
    form = DivisionForm(request.POST or None, areas=choices.areas(body), people=people, initial=initial)

    def act() -> Done:
        typed = form.cleaned_data
        naming = Naming(
            typed["name"],
            typed["short_name"],
            Kind(typed["kind"]),
            Field(body.field),
            Level(body.level),
            choices.area(typed["area"]),
        )
        made = services.split(
            by=request.actor,
            source=body,
            naming=naming,
            people=[UUID(value) for value in typed["people"]],
            decree=decree(form),
        )
        return f"已登记：{made.short_name}由{body.short_name}分设，转入 {len(typed['people'])} 名。", page_of(made)

    context = {"body": body, "heading": "分设党组织", "sub": f"从{body.name}分出", "submit_label": "登记分设"}
    return answer(request, form, act, context)


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def close(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Close a body; what holds it back stands on the page before anything is typed."""
    body = body_of(request, organization_id)
    form = DecreeForm(request.POST or None, initial={"on": today()})

    def act() -> Done:
        row = services.close(by=request.actor, body=body, decree=decree(form))
        return f"已登记：{row.short_name}撤销，沿革和档案都留着。", page_of(row)

    context = {
        "body": body,
        "heading": "撤销党组织",
        "sub": body.name,
        "submit_label": "登记撤销",
        "left": services.remaining(body, services.Decree(today(), "", today())),
    }
    return answer(request, form, act, context)


def _targets(request: ActorRequest, body: Organization, label: str, kinds: Collection[str]) -> TargetForm:
    found = choices.targets(request.actor, words_of(request), today(), apart=body, kinds=kinds)
    return TargetForm(request.POST or None, targets=found, label=label, initial={"on": today()})


def _chosen(request: ActorRequest, value: str) -> Organization | Attached:
    chosen = choices.target(request.actor, UUID(value))
    if chosen is None:
        raise Http404
    return chosen


def _search_page(
    request: ActorRequest, form: TargetForm, act: Callable[[], Done], context: dict[str, object]
) -> HttpResponse:
    found = form.fields["target"].choices  # type: ignore[attr-defined]  # a ChoiceField
    given = {"words": words_of(request), "found": found, **context}
    return answer(request, form, act, given, "organizations/towards.html")
