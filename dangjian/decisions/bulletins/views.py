"""Pages of the bulletins and the leader's overview."""

from django.http import HttpResponse
from django.shortcuts import render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.decisions.bulletins.models import Bulletin
from dangjian.foundation.ui.paging import keyset


@requires(Permission.BULLETIN_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List the bulletins in scope, the newest first."""
    page = keyset(Bulletin.objects.visible_to(request.actor), by=("-made_at", "-id"), query=request.GET)
    return render(request, "bulletins/index.html", {"bulletins": page.rows, "pager": page.pager})


@requires(Permission.BULLETIN_VIEW)
def overview(request: ActorRequest) -> HttpResponse:
    """Show where the lists in scope stand."""
    return render(request, "bulletins/overview.html", {})
