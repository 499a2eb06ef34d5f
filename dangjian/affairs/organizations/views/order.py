"""The county's fixed sequence: the children of a body, each one up or down."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations import services
from dangjian.affairs.organizations.forms import OrderForm
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.views.asked import body_of
from dangjian.foundation.time import today


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A child with its neighbors in the order."""

    body: Organization
    before: Organization | None
    after: Organization | None


@requires(Permission.ORGANIZATION_EDIT, post=Permission.ORGANIZATION_EDIT)
def order(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show the children in order, and put one before or after another."""
    above = body_of(request, organization_id)
    children = Organization.objects.visible_to(request.actor).filter(parent=above).open_on(today()).in_order()
    form = OrderForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        body = get_object_or_404(children, public_id=typed["body"])
        beside = get_object_or_404(children, public_id=typed["beside"])
        services.arrange(by=request.actor, body=body, beside=beside, after=typed["after"])
        messages.success(request, f"{body.short_name}已排在{beside.short_name}之{'后' if typed['after'] else '前'}。")
        return redirect("organizations:order", above.public_id)
    if form.is_bound:
        messages.error(request, "没有认出要调整的党组织，次序没有改动。请重选。")
    context = {"above": above, "lines": _lines(list(children))}
    return render(request, "organizations/order.html", context, status=422 if form.is_bound else 200)


def _lines(bodies: list[Organization]) -> list[OrderLine]:
    around = [None, *bodies, None]
    return [OrderLine(body, before, after) for before, body, after in zip(around, bodies, around[2:], strict=False)]
