"""The log, under the audit administrator; the jobs, under the system administrator."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.foundation.time import now
from dangjian.site.administration import queries, services
from dangjian.site.administration.captions import NOUNS, STATES


@requires(Permission.AUDIT_VIEW)
def audit(request: ActorRequest) -> HttpResponse:
    """Show the log in scope: by day, kind and person."""
    day, noun, words = (request.GET.get(name, "").strip() for name in ("day", "noun", "words"))
    noun = noun if noun in NOUNS else ""
    found = queries.log(request.actor, request.GET, on=_day(day), action=f"{noun}." if noun else "", words=words)
    context = {"log": found, "pager": found.pager, "day": day, "noun": noun, "words": words, "nouns": NOUNS.items()}
    return render(request, "administration/audit.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@requires(Permission.JOB_VIEW)
def jobs(request: ActorRequest) -> HttpResponse:
    """Show what runs later and at night."""
    state = request.GET.get("state", "")
    found = queries.jobs(request.GET, state)
    context = {"jobs": found, "pager": found.pager, "state": state, "states": STATES.items()}
    return render(request, "administration/jobs.html", context)


@requires(post=Permission.JOB_MANAGE)
def retry(request: ActorRequest, job_id: int) -> HttpResponse:
    """Try a failed job again."""
    services.retry(by=request.actor, job_id=job_id, at=now())
    messages.success(request, "已重新排队，稍候自动再办。")
    return redirect("administration:jobs")
