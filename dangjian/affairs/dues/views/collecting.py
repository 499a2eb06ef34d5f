"""党费收缴: the roll of a branch, and the figures of those above; how a branch collects; the roll on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.dues import papers, services
from dangjian.affairs.dues.forms.moving import CustomForm
from dangjian.affairs.dues.models import Every
from dangjian.affairs.dues.queries import bodies, roll, tallies
from dangjian.affairs.dues.record import boxes, parse_roll
from dangjian.affairs.dues.rules import yuan
from dangjian.affairs.dues.views.reached import act_of, body_of, file_of, this_day
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now


@requires(Permission.DUES_VIEW, post=Permission.DUES_RECORD)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """Show a branch its roll and write down who paid; lead those above to their figures."""
    body, on = body_of(request), this_day()
    if not body.is_branch:
        return redirect("dues:tally")
    if request.method == "POST":
        read = parse_roll(request.POST, body, on)
        if read.errors:
            return _page(request, body, read.errors)
        if not read.payments:
            return _page(request, body, ("还没有点谁交了，没有登记。",))
        done = services.collect(
            by=request.full_actor, organization=body, paid_on=on, rows=read.payments, source=act_of(request, "roll")
        )
        messages.success(request, done.words)
        return redirect(f"{reverse('dues:index')}?body={body.public_id}")
    return _page(request, body, ())


def _page(request: ActorRequest, body: Organization, errors: tuple[str, ...]) -> HttpResponse:
    on = this_day()
    custom = bodies.custom_of(body)
    drawn = boxes(body, on, request.POST if request.method == "POST" else None)
    context = {
        "heading": "党费收缴",
        "sub": f"{body.short_name}　账上 {yuan(bodies.holding(body))} 元",
        "body": body,
        "bodies": bodies.bodies(request.actor),
        "dues": drawn,
        "errors": errors,
        "custom": custom,
        "custom_form": CustomForm(
            initial={"every": custom.every if custom else Every.MONTH, "day": custom.day if custom else 20}
        ),
    }
    return render(request, "dues/index.html", context, status=422 if errors else 200)


@requires(post=Permission.DUES_RECORD)
@inside
def custom(request: ActorRequest) -> HttpResponse:
    """Set how a branch collects."""
    body = body_of(request, is_branch=True)
    form = CustomForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        services.set_custom(
            by=request.full_actor, organization=body, every=Every(said["every"]), day=said["day"], on=this_day()
        )
        messages.success(request, "已存。")
    else:
        messages.error(request, "收缴日写 1 至 28，没有改动。")
    return redirect(f"{reverse('dues:index')}?body={body.public_id}")


@requires(Permission.DUES_TALLY_VIEW)
@inside
def tally(request: ActorRequest) -> HttpResponse:
    """Show counts by body below, never a name (P21)."""
    rows = Organization.objects.visible_to(request.actor)
    asked = request.GET.get("body", "")
    body = get_object_or_404(rows, public_id=_identity(asked)) if asked else bodies.chosen(request.actor, "")
    on = this_day()
    context = {
        "heading": "党费收缴情况",
        "sub": "只看数；谁交没交只在党支部",
        "body": body,
        "lines": tallies.counts(request.actor, body, on) if body else (),
        "is_keeper": request.full_actor.may(Permission.DUES_VIEW),
    }
    return render(request, "dues/tally.html", context)


@requires(Permission.DUES_VIEW)
@inside
def paper(request: ActorRequest) -> HttpResponse:
    """Give the roll to be ticked and signed by hand."""
    body, on = body_of(request, is_branch=True), this_day()
    return file_of(papers.roll_form(roll(body, on), on, now()), f"党费收缴单（{body.short_name}）.docx")


def _identity(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
