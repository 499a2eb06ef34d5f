"""本月主题: read by everyone, published by the county."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.activities.duties import services
from dangjian.activities.duties.forms import ThemeForm
from dangjian.activities.duties.models import Theme
from dangjian.foundation.time import now, today
from dangjian.rulebook import RuleBreach


@requires(Permission.THEME_VIEW)
def themes(request: ActorRequest) -> HttpResponse:
    """List the themes, the newest first."""
    rows = Theme.objects.visible_to(request.actor).order_by("-month")[:36]
    context = {"themes": rows, "may_edit": request.full_actor.may(Permission.THEME_EDIT), "month": today()}
    return render(request, "duties/themes.html", context)


@requires(Permission.THEME_EDIT, post=Permission.THEME_EDIT)
def publish(request: ActorRequest) -> HttpResponse:
    """Publish the theme of a month."""
    form = ThemeForm(request.POST or None, initial={"month": f"{today():%Y-%m}"})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.publish(by=request.actor, at=now(), **(typed | {"month": date.fromisoformat(typed["month"])}))
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已发布，各支部写记录时自动带出。")
            return redirect("duties:themes")
    context = {"form": form, "heading": "发布本月主题", "submit_label": "发布"}
    return render(request, "duties/form.html", context, status=422 if form.is_bound else 200)
