"""The coverage of villages that must have a first secretary; the list behind it; a village and who was there."""

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.stationed import queries, rules, services, sheets
from dangjian.affairs.stationed.forms import ExtensionForm, LeavingForm, NeedForm, SendForm
from dangjian.affairs.stationed.models import Ground, Need, Stationing
from dangjian.affairs.stationed.queries import Line, Tally
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Bar, Chart, Figure, Point
from dangjian.rulebook import RuleBreach, rule


@requires(Permission.PLACE_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """Show how many villages that must have a first secretary have one, by ground and township; a village its own."""
    on = today()
    rows = queries.found(request.actor, queries.Chosen(), on).order_by(*queries.IN_ORDER)
    lines = queries.lines_of(list(rows), on)
    if len(lines) == 1 and (own := lines[0].village).pk in request.actor.bodies(Permission.PLACE_VIEW):
        return redirect("stationed:village", own.public_id)
    found = queries.tally(lines, on)
    context = {
        "tally": found,
        "figures": _figures(found),
        "charts": [_by_ground(found), chart] if (chart := _by_town(lines)) else [_by_ground(found)],
        "vacant": [line for line in lines if line.need and line.first is None],
        "laws": [rules.required(on), rules.term(on), rule("stationed.apart", on=on)],
    }
    return render(request, "stationed/index.html", context)


@requires(Permission.PLACE_VIEW)
@inside
def villages(request: ActorRequest) -> HttpResponse:
    """List the villages in county order, by state, ground, township and words; or give the list as a file."""
    on, home, asked = today(), _home(request), request.GET
    chosen = queries.Chosen(
        asked.get("state", ""), asked.get("ground", ""), asked.get("words", ""), home.path if home else ""
    )
    rows = queries.found(request.actor, chosen, on)
    if exports.is_asked(request):
        listed = list(rows.order_by(*queries.IN_ORDER)[: exports.MOST + 1])
        lines, ids = queries.lines_of(listed, on), [row.pk for row in listed]
        return exports.deliver(
            request, title="驻村第一书记和工作队", columns=sheets.VILLAGES, rows=lines, ids=ids, on=on
        )
    page = keyset(rows, by=queries.IN_ORDER, query=request.GET, total=rows.count())
    context = {
        "home": home,
        "lines": queries.lines_of(page.rows, on),
        "pager": page.pager,
        "words": chosen.words,
        "choices": (
            ("state", "情况", list(queries.STATES.items()), chosen.state),
            ("ground", "应派类别", Ground.choices, chosen.ground),
        ),
        **exports.link(request),
    }
    return render(request, "stationed/villages.html", context)


@requires(Permission.PLACE_VIEW)
@inside
def village(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show a village: why it must have one, who is there, who was."""
    found = _village(request, organization_id)
    (line,) = queries.lines_of([found], today())
    context = {
        "village": found,
        "line": line,
        "people": queries.history(found, request.actor),
        "today": today(),
        "may_edit": request.full_actor.may(Permission.PLACE_EDIT, (found.parent or found).path),
        "law": rules.required(today()),
        "term": rules.term(today()),
    }
    return render(request, "stationed/village.html", context)


@requires(Permission.PLACE_EDIT, post=Permission.PLACE_EDIT)
@inside
def send(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Station somebody in a village."""
    found = _village(request, organization_id)
    form = SendForm(request.POST or None)
    if form.is_valid():
        try:
            services.send(by=request.actor, village=found, sent=form.sent(), on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已登记，覆盖率随之更新。")
            return redirect("stationed:village", organization_id)
    return _form(request, form, "登记驻村", found)


@requires(Permission.PLACE_EDIT, post=Permission.PLACE_EDIT)
@inside
def need(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Write down that a village must have a first secretary."""
    found = _village(request, organization_id)
    form = NeedForm(request.POST or None, initial={"since": today()})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.require(
                by=request.actor, village=found, ground=Ground(typed["ground"]), basis=typed["basis"],
                since=typed["since"],
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已列入应派范围。")
            return redirect("stationed:village", organization_id)
    return _form(request, form, "列入应派范围", found)


@requires(post=Permission.PLACE_EDIT)
@inside
def release(request: ActorRequest, need_id: UUID) -> HttpResponse:
    """Write down that a village need not have one any more."""
    rows = Need.objects.visible_to(request.actor).select_related("organization")
    found = get_object_or_404(rows, public_id=need_id)
    services.release(by=request.actor, need=found, on=today())
    messages.success(request, "已移出应派范围，以前的记录都在。")
    return redirect("stationed:village", found.organization.public_id)


@requires(Permission.PLACE_EDIT, post=Permission.PLACE_EDIT)
@inside
def leaving(request: ActorRequest, stationing_id: UUID) -> HttpResponse:
    """Write down that somebody is not there any more."""
    rows = Stationing.objects.visible_to(request.actor).select_related("organization__parent", "area")
    found = get_object_or_404(rows, public_id=stationing_id)
    form = LeavingForm(request.POST or None, initial={"on": today()})
    if form.is_valid():
        try:
            services.leave(by=request.actor, stationing=found, at=now(), **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已登记离任。")
            return redirect("stationed:village", found.organization.public_id)
    return _form(request, form, f"{found.name}离任", found.organization)


@requires(Permission.PLACE_EDIT, post=Permission.PLACE_EDIT)
@inside
def extension(request: ActorRequest, stationing_id: UUID) -> HttpResponse:
    """Let somebody stay longer than was set."""
    rows = Stationing.objects.visible_to(request.actor).select_related("organization__parent", "area")
    found = get_object_or_404(rows, public_id=stationing_id)
    form = ExtensionForm(request.POST or None)
    if form.is_valid():
        try:
            services.extend(by=request.actor, stationing=found, at=now(), **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已延长，原来的届满日期留着。")
            return redirect("stationed:village", found.organization.public_id)
    return _form(request, form, f"延长{found.name}的任期", found.organization)


def _form(request: ActorRequest, form: Form, heading: str, found: Organization) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "sub": found.short_name,
        "form_address": request.path,
        "cancel_address": reverse("stationed:village", args=[found.public_id]),
        "submit_label": "登记",
    }
    return render(request, "ui/form.html", context, status=422 if form.is_bound else 200)


def _village(request: ActorRequest, organization_id: UUID) -> Organization:
    rows = Organization.objects.visible_to(request.actor).select_related("parent", "area")
    return get_object_or_404(rows, public_id=organization_id)


def address(state: str = "", ground: str = "", home: str = "") -> str:
    """Return where a list of villages is."""
    named = (("state", state), ("ground", ground), ("home", home))
    asked = {name: value for name, value in named if value}
    return reverse("stationed:villages") + (f"?{urlencode(asked)}" if asked else "")


def _figures(found: Tally) -> list[Figure]:
    rests = f"{found.covered} ÷ {found.required}（应派的村）"
    return [
        Figure("应派覆盖率", found.coverage, rests, address(queries.COVERED)),
        Figure("空缺", f"{found.vacant} 个村", "应派、没有第一书记", address(queries.VACANT)),
        Figure("任期快满或已满", f"{found.ending} 人", "90 天以内", address(queries.ENDING)),
        Figure("应派之外", f"{found.beyond} 个村", "也有第一书记", address(queries.STATIONED)),
        Figure("在村", f"{found.people} 人", "第一书记和工作队员", address(queries.STATIONED)),
    ]


def _by_ground(found: Tally) -> Chart:
    bars = []
    for one in Ground:
        vacant = found.vacant_by_ground[one]
        there = found.by_ground[one] - vacant
        points = [
            Point(there, f"{there} 个", address(queries.COVERED, one)),
            Point(vacant, f"{vacant} 个", address(queries.VACANT, one)),
        ]
        bars.append(Bar(one.label, points, address("", one)))
    return Chart("应派类别", "类别", ["已派", "空缺"], bars, is_across=True)


def _by_town(lines: Sequence[Line]) -> Chart | None:
    held: dict[Organization, list[Line]] = {}
    for line in lines:
        if line.village.parent:
            held.setdefault(line.village.parent, []).append(line)
    if len(held) <= 1:
        return None
    bars = []
    for town in sorted(held, key=lambda body: body.order_no):
        found, home = queries.tally(held[town], today()), str(town.public_id)
        counts = {queries.COVERED: found.covered, queries.VACANT: found.vacant}
        points = [Point(number, f"{number} 个", address(state, "", home)) for state, number in counts.items()]
        bars.append(Bar(town.short_name, points, address("", "", home)))
    return Chart("各镇乡", "镇乡", ["已派", "空缺"], bars, "按县里的固定顺序，不排名", is_across=True)


def _home(request: ActorRequest) -> Organization | None:
    try:
        key = UUID(request.GET.get("home", ""))
    except ValueError:
        return None
    return Organization.objects.visible_to(request.actor).filter(public_id=key).first()
