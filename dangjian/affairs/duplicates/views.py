"""按号查找, and cases of duplicate records: each body sees its own side, the body above all sides resolves."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.gates import ActorRequest, requires, signed_in
from dangjian.access.permissions import Permission
from dangjian.affairs.duplicates import queries
from dangjian.affairs.duplicates.forms import LookupForm, MergeForm, ResultForm
from dangjian.affairs.duplicates.models import Case, Lookup, Merger, Side, Sought
from dangjian.affairs.duplicates.services import distinguish, look_up, merge, undo
from dangjian.affairs.duplicates.services.merging import CHOSEN
from dangjian.affairs.duplicates.services.searching import limit_of
from dangjian.affairs.members.services import looked
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach

_BOTH = 2


@requires(Permission.PERSON_SEARCH, post=Permission.PERSON_SEARCH)
def lookup(request: ActorRequest) -> HttpResponse:
    """Search an exact number; on the internet there is no such page."""
    if zones.is_internet():
        raise Http404
    form = LookupForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = look_up(by=request.actor, kind=Sought(typed["kind"]), text=typed["number"], on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            return redirect("duplicates:found", made.public_id)
    limit = limit_of(request.actor.county_id, today())
    context = {
        "form": form,
        "heading": "按身份证号或手机号查",
        "sub": f"每人每天最多 {limit} 次，每次都记入日志（不记号码）。",
        "cancel_address": reverse("members:index"),
        "submit_label": "查找",
    }
    return render(request, "duplicates/lookup.html", context, status=422 if form.errors else 200)


@signed_in()
def found(request: ActorRequest, lookup_id: UUID) -> HttpResponse:
    """Show what a search of one's own found: people in scope, or the number of a case."""
    made = get_object_or_404(Lookup.objects.visible_to(request.actor).select_related("case"), public_id=lookup_id)
    actor = request.full_actor.narrowed(Permission.PERSON_SEARCH)
    people = Person.objects.visible_to(actor).filter(lookups=made).select_related("member__organization")
    context = {"heading": "查找结果", "sub": f"按{made.get_kind_display()}", "lookup": made, "people": people}
    return render(request, "duplicates/found.html", context)


@requires(Permission.DUPLICATE_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List the cases that touch this scope."""
    is_open = request.GET.get("state") != "closed"
    context = {
        "heading": "重复档案",
        "sub": "同一个人有两份档案的，由各方共同的上级核查、合并；其他组织只看到自己的一方和核查编号。",
        "lines": queries.cases(request.actor, is_open=is_open),
        "is_open": is_open,
    }
    return render(request, "duplicates/index.html", context)


@requires(Permission.DUPLICATE_VIEW)
def case(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show a case: whole and to be resolved, or one's own side."""
    return _page(request, _seen(request, case_id))


def _seen(request: ActorRequest, case_id: UUID) -> Case:
    mine = Side.objects.visible_to(request.actor).filter(case__public_id=case_id).select_related("case").first()
    if mine is None:
        return get_object_or_404(Case.objects.visible_to(request.actor), public_id=case_id)
    return mine.case


def _page(request: ActorRequest, shown: Case, form: MergeForm | None = None) -> HttpResponse:
    sides = Side.objects.visible_to(request.actor).filter(case=shown).select_related("person", "organization")
    is_whole = Case.objects.visible_to(request.actor).filter(pk=shown.pk).exists()
    people = [side.person for side in sides if side.person and not side.is_merged]
    may = is_whole and shown.state == "open" and request.full_actor.may(Permission.DUPLICATE_MERGE, shown.org_path)
    pair = people[:_BOTH] if may and len(people) >= _BOTH else []
    rows = queries.side_by_side(pair[0], pair[1], queries.readable(request.full_actor, pair, CHOSEN)) if pair else []
    for person in pair:
        looked(by=request.actor, person=person)
    mergers = Merger.objects.visible_to(request.actor).filter(case=shown, undone_on=None)
    context = {
        "case": shown,
        "heading": f"核查编号 {shown.number}",
        "sub": f"{shown.get_kind_display()} · {shown.get_state_display()}",
        "sides": sides,
        "is_whole": is_whole,
        "pair": [(person, f"{person}（{_home(sides, person)}）") for person in pair],
        "rows": rows,
        "form": form,
        "may_close": may,
        "mergers": mergers.select_related("kept", "dropped") if is_whole else (),
    }
    return render(request, "duplicates/case.html", context, status=422 if form else 200)


def _home(sides: Iterable[Side], person: Person) -> str:
    return next(side.organization.short_name for side in sides if side.person_id == person.pk)


@requires(post=Permission.DUPLICATE_MERGE)
def merger(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Merge the two records, as chosen side by side."""
    shown = get_object_or_404(Case.objects.visible_to(request.actor), public_id=case_id)
    sides = Side.objects.visible_to(request.actor).filter(case=shown, is_merged=False, person__isnull=False)
    people = [side.person for side in sides.select_related("person") if side.person][:_BOTH]
    names = [(str(person.public_id), str(person)) for person in people]
    form = MergeForm(request.POST, people=names, facts=CHOSEN)
    if len(people) < _BOTH or not form.is_valid():
        return _page(request, shown, form)
    kept, dropped = sorted(people, key=lambda one: str(one.public_id) != form.cleaned_data["kept"])
    merge(by=request.actor, case=shown, kept=kept, dropped=dropped, taken=form.taken, on=today())
    messages.success(request, f"已合并为一份档案。{kept} 的档案保留，30 天内可以撤销。")
    return redirect("duplicates:case", case_id)


@requires(post=Permission.DUPLICATE_MERGE)
def undoing(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Part the records of the latest merge again."""
    shown = get_object_or_404(Case.objects.visible_to(request.actor), public_id=case_id)
    latest = Merger.objects.visible_to(request.actor).filter(case=shown, undone_on=None).order_by("-pk").first()
    if latest is None:
        raise RuleBreach("这件核查里没有可以撤销的合并，没有改动。请刷新后再看。")
    undo(by=request.actor, merger=latest, on=today())
    messages.success(request, "已撤销合并，两份档案都恢复原样。")
    return redirect("duplicates:case", case_id)


@requires(post=Permission.DUPLICATE_MERGE)
def result(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Close a case without a merge."""
    shown = get_object_or_404(Case.objects.visible_to(request.actor), public_id=case_id)
    form = ResultForm(request.POST)
    if not form.is_valid():
        raise RuleBreach("请写明怎样核查、结果如何，没有办结。")
    distinguish(by=request.actor, case=shown, words=form.cleaned_data["words"], on=today())
    messages.success(request, "核查已办结。")
    return redirect("duplicates:case", case_id)
