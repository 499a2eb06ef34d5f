"""The list of bodies in county order, and the page of one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations import queries, sections
from dangjian.affairs.organizations.models import Field, Level, Organization
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Fact


@requires(Permission.ORGANIZATION_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List the bodies in scope, by name, level and field."""
    words, level, field = (request.GET.get(name, "").strip() for name in ("words", "level", "field"))
    rows = queries.matching(Organization.objects.visible_to(request.actor).open_on(today()), words)
    if level in Level.values:
        rows = rows.filter(level=level)
    if field in Field.values:
        rows = rows.filter(field=field)
    page = keyset(rows.select_related("parent"), by=("order_no", "id"), query=request.GET)
    context = {
        "page": page,
        "pager": page.pager,
        "words": words,
        "choices": (("level", "层级", Level.choices, level), ("field", "领域", Field.choices, field)),
    }
    return render(request, "organizations/index.html", context)


@requires(Permission.ORGANIZATION_VIEW)
def detail(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show one body: its facts, who holds its posts today, its roll, and the bodies under it."""
    rows = Organization.objects.visible_to(request.actor).select_related("parent", "area")
    body = get_object_or_404(rows, public_id=organization_id)
    context = {
        "body": body,
        "facts": _facts(body),
        "children": queries.children(request.actor, body, today()),
        "tables": sections.tables(request.full_actor, body, today()),
    }
    return render(request, "organizations/detail.html", context)


def _facts(body: Organization) -> list[Fact]:
    facts = [
        Fact("全称", body.name),
        Fact("类别", body.get_kind_display()),
        Fact("层级", body.get_level_display()),
        Fact("领域", body.get_field_display()),
        Fact("上级组织", body.parent.name if body.parent else "无"),
    ]
    return facts + ([Fact("区划", body.area.name)] if body.area else [])
