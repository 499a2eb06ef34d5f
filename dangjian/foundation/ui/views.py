"""The display switch and the gallery of parts."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from dangjian.foundation.ui import gallery as samples
from dangjian.foundation.ui.context import ELDER_COOKIE

YEAR_SECONDS = 365 * 86_400


@require_POST
def elder_mode(request: HttpRequest) -> HttpResponse:
    """POST: turn the large-type edition on (`on=1`) or off, and go back to `next` on this site."""
    target = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(target if is_ours else "/")
    if request.POST.get("on") == "1":
        response.set_cookie(
            ELDER_COOKIE, "1", max_age=YEAR_SECONDS, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    else:
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    return response


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part in every state, for those who build pages."""
    template, context = samples.page(request.GET.get("shape", ""))
    return render(request, template, context)
