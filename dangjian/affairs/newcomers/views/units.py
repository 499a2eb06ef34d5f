"""Firms and societies: the list with its filters and file, one of them with what is known and what to do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.newcomers import queries, services, sheets
from dangjian.affairs.newcomers.forms import ConditionForm, ProfileForm
from dangjian.affairs.newcomers.models import Condition
from dangjian.affairs.newcomers.queries.units import IN_ORDER, STATES
from dangjian.affairs.newcomers.rules import CAPTIONS, FIELDS
from dangjian.affairs.organizations.models import Organization, Unit
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Fact
from dangjian.rulebook import RuleBreach, rule


@requires(Permission.NEWCOMER_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List the units in scope in county order, by field, state, body and words; or give the list as a file."""
    home = _home(request)
    chosen = queries.Chosen(
        field=request.GET.get("field", ""), state=request.GET.get("state", ""),
        words=request.GET.get("words", ""), home=home.path if home else "",
    )  # fmt: skip
    rows = queries.found(request.actor, chosen, today())
    if exports.is_asked(request):
        listed = queries.lines_of(list(rows.order_by(*IN_ORDER)[: exports.MOST + 1]))
        ids = [line.unit.pk for line in listed]
        title = f"两新单位{CAPTIONS.get(chosen.field, '')}{STATES.get(chosen.state, '')}"
        return exports.deliver(request, title=title, columns=sheets.UNITS, rows=listed, ids=ids, on=today())
    page = keyset(rows, by=IN_ORDER, query=request.GET, total=rows.count())
    context = {
        "lines": queries.lines_of(page.rows),
        "pager": page.pager,
        "words": chosen.words,
        "home": home,
        "choices": (
            ("field", "领域", list(CAPTIONS.items()), chosen.field),
            ("state", "情况", list(STATES.items()), chosen.state),
        ),
        **exports.link(request),
    }
    return render(request, "newcomers/units.html", context)


@requires(Permission.NEWCOMER_VIEW)
@inside
def unit(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Show one unit: what is known and whence, how it is reached, and what the article says."""
    found = _found(request, unit_id)
    line = queries.line_of(found)
    may_edit = request.full_actor.may(Permission.NEWCOMER_EDIT, found.org_path)
    context = {
        "unit": found,
        "line": line,
        "heading": found.name,
        "sub": f"{CAPTIONS[found.field]} · 责任党组织：{found.answering_body.short_name}",
        "facts": _facts(line),
        "may_edit": may_edit,
        "enough": rule("branches.founding_members", on=today()),
        "is_enough": not line.from_roll and (line.members or 0) >= rule("branches.founding_members", on=today()).number,
    }
    return render(request, "newcomers/unit.html", context)


@requires(Permission.NEWCOMER_EDIT, post=Permission.NEWCOMER_EDIT)
@inside
def details(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Keep what is known of a unit; what stands elsewhere is not asked."""
    found = _found(request, unit_id)
    line = queries.line_of(found)
    profile = line.profile
    names = ("staff", "members", "instructor", "instructed_since", "has_union", "has_league")
    initial = {name: getattr(profile, name) for name in names} if profile else {}
    form = ProfileForm(request.POST or None, counts_members=line.from_roll, initial=initial)
    if profile and profile.staff_source:
        form.sources = {"staff": f"来自{profile.staff_source}"}  # type: ignore[attr-defined]  # read by the part
    if form.is_valid():
        try:
            services.keep(by=request.actor, unit=found, known=form.known(), on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存，覆盖情况随之更新。")
            return redirect("newcomers:unit", unit_id)
    return _form(request, found, form, "更新情况")


@requires(Permission.NEWCOMER_EDIT, post=Permission.NEWCOMER_EDIT)
@inside
def condition(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Say whether a unit operates."""
    found = _found(request, unit_id)
    profile = queries.line_of(found).profile
    initial = {"condition": profile.condition, "reason": profile.reason} if profile else {}
    form = ConditionForm(request.POST or None, initial=initial)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.judge(
                by=request.actor,
                unit=found,
                condition=Condition(typed["condition"]),
                reason=typed["reason"],
                on=today(),
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存，底数随之更新。")
            return redirect("newcomers:unit", unit_id)
    return _form(request, found, form, "经营状况")


def _form(request: ActorRequest, found: Unit, form: ProfileForm | ConditionForm, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "sub": found.name,
        "form_address": request.path,
        "cancel_address": reverse("newcomers:unit", args=[found.public_id]),
        "submit_label": "保存",
    }
    return render(request, "ui/form.html", context, status=422 if form.is_bound else 200)


def _found(request: ActorRequest, unit_id: UUID) -> Unit:
    rows = queries.marked(Unit.objects.visible_to(request.actor).filter(field__in=FIELDS), today())
    return get_object_or_404(rows.select_related("profile", "answering_body", "area"), public_id=unit_id)


def _home(request: ActorRequest) -> Organization | None:
    """Return the body that a list is narrowed to, found through its doorway; none for words that are no id."""
    try:
        key = UUID(request.GET.get("home", ""))
    except ValueError:
        return None
    return Organization.objects.visible_to(request.actor).filter(public_id=key).first()


def _facts(line: queries.Line) -> list[Fact]:
    unit, profile = line.unit, line.profile
    found = [
        Fact("统一社会信用代码", unit.credit_code or "没有登记", "单位登记"),
        Fact("所在地", unit.area.name if unit.area else "没有登记", "单位登记"),
        Fact("党组织", line.body_words or "没有", "党组织登记"),
        Fact("从业人数", _people(profile.staff if profile else None), profile.staff_source if profile else ""),
        Fact("正式党员", _people(line.members), "党员名册" if line.from_roll else "责任党组织填写"),
        Fact("党建指导员", (profile.instructor if profile else "") or "没有"),
        Fact("工会", "有" if profile and profile.has_union else "没有"),
        Fact("共青团组织", "有" if profile and profile.has_league else "没有"),
        Fact("经营状况", profile.get_condition_display() if profile else "还没有核对"),
    ]
    if profile and profile.is_out:
        judged = f"{profile.judged_name}，{profile.judged_on:%Y-%m-%d}" if profile.judged_on else ""
        found.append(Fact("不计入的原因", profile.reason, judged))
    return found


def _people(number: int | None) -> str:
    return "没有填" if number is None else f"{number} 人"
