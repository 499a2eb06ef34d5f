"""Who guides or contacts a body, and what they may read there."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations import services
from dangjian.affairs.organizations.forms import DecreeForm, RelationForm
from dangjian.affairs.organizations.models import Relation, RelationKind, Sight
from dangjian.affairs.organizations.queries import choices
from dangjian.affairs.organizations.views.asked import Done, answer, body_of, decree, page_of, words_of
from dangjian.foundation.time import today


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def relate(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Write down who guides or contacts this body."""
    body = body_of(request, organization_id)
    reader = request.full_actor.narrowed(Permission.ORGANIZATION_VIEW)
    found = choices.targets(reader, words_of(request), today(), apart=body)
    initial = {"on": today(), "kind": RelationKind.GUIDES}
    form = RelationForm(request.POST or None, targets=found, label="由谁指导、联系", initial=initial)

    def act() -> Done:
        typed = form.cleaned_data
        guide = choices.target(reader, UUID(typed["target"]))
        if guide is None:
            raise Http404
        services.relate(
            by=request.full_actor,
            guide=guide,
            target=body,
            kind=RelationKind(typed["kind"]),
            sight=Sight(typed["sight"]) if typed["sight"] else None,
            decree=decree(form),
        )
        return f"已登记：{guide}{RelationKind(typed['kind']).label}{body.short_name}。", page_of(body)

    context = {
        "body": body,
        "heading": "指导、联系",
        "sub": f"由谁指导、联系{body.name}",
        "hint": "指导、联系不是隶属，本身不给权限；要让对方看到这里，另选“查看授权”。",
        "submit_label": "登记",
        "words": words_of(request),
        "found": found,
    }
    return answer(request, form, act, context, "organizations/towards.html")


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def part(request: ActorRequest, relation_id: UUID) -> HttpResponse:
    """End a relation from a day on."""
    rows = Relation.objects.visible_to(request.actor).filter(superseded_at=None, during__upper_inf=True)
    relation = get_object_or_404(rows.select_related("target", "guide", "attached"), public_id=relation_id)
    form = DecreeForm(request.POST or None, initial={"on": today()})

    def act() -> Done:
        services.part(by=request.actor, relation=relation, decree=decree(form))
        return "这一关系已终止，给出的查看授权同时停止。", page_of(relation.target)

    context = {
        "body": relation.target,
        "heading": "终止指导、联系",
        "sub": f"{relation.guide or relation.attached}{relation.get_kind_display()}{relation.target.short_name}",
        "submit_label": "终止",
    }
    return answer(request, form, act, context)
