"""A list of the period before is taken over, looked through, and sent in one go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.registers import services
from dangjian.affairs.registers.rules.periods import Period
from dangjian.affairs.registers.views import finding
from dangjian.affairs.registers.views.filling import home_of
from dangjian.foundation.time import now, today


@requires(post=Permission.REGISTER_FILL)
@inside
def takeover(request: ActorRequest, filled_id: UUID, organization_id: UUID) -> HttpResponse:
    """Begin this period's list with that of the period before."""
    row, definition = finding.found(request, filled_id)
    home, period = home_of(request, organization_id), finding.wanted_period(request, row, definition, today())
    over = services.take_over(by=request.actor, register=row, organization=home, period=period.key, at=now())
    said = f"已带入 {len(over.lines)} 条，还没有提交。请看一遍，有变化的点开改。"
    messages.success(request, said + (f"不在名册上、没有带入：{'、'.join(over.gone)}。" if over.gone else ""))
    return _list(filled_id, organization_id, period)


@requires(post=Permission.REGISTER_FILL)
@inside
def sending(request: ActorRequest, filled_id: UUID, organization_id: UUID) -> HttpResponse:
    """Send the lines that were taken over as they stand."""
    row, definition = finding.found(request, filled_id)
    home, period = home_of(request, organization_id), finding.wanted_period(request, row, definition, today())
    sent = services.send_all(by=request.full_actor, register=row, organization=home, period=period.key, at=now())
    if sent.lines:
        messages.success(request, f"已提交 {len(sent.lines)} 条。")
    if sent.faulty:
        messages.error(request, f"还要补填、没有提交：{'、'.join(sent.faulty)}。请点开改好再提交。")
    return _list(filled_id, organization_id, period)


def _list(filled_id: UUID, organization_id: UUID, period: Period) -> HttpResponse:
    return redirect(f"{reverse('registers:body', args=[filled_id, organization_id])}?period={period.key}")
