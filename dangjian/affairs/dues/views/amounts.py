"""党费标准: the January run with its preview, one member's amount, the income against a reason, one's own."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires, signed_in
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.dues import services, sheets
from dangjian.affairs.dues.forms import amounts as forms
from dangjian.affairs.dues.models import Assessment
from dangjian.affairs.dues.queries import bodies
from dangjian.affairs.dues.queries.own import own
from dangjian.affairs.dues.queries.settings import Start, starts
from dangjian.affairs.dues.rules import excluded_items, yuan
from dangjian.affairs.dues.services.amounts import lines_of, working_of
from dangjian.affairs.dues.views.reached import body_of, this_day, year_of
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.rulebook import RuleBreach

_SHOWN = "dues_shown"


@requires(Permission.DUES_ASSESS, post=Permission.DUES_ASSESS)
@inside
def run(request: ActorRequest) -> HttpResponse:
    """Open the run of a year, prefilled; show what it comes to; set it."""
    body, on = body_of(request, is_branch=True), this_day()
    year = year_of(request, on)
    opened = starts(body, year, on)
    if exports.is_asked(request):
        listed = list(enumerate(forms.opening(opened), 1))
        return exports.deliver(
            request, title=f"{body.short_name}{year}年党费核定表", columns=sheets.AMOUNTS, rows=listed,
            ids=[line.start.person.pk for _, line in listed], on=on, path=body.path, organization_id=body.pk,
        )  # fmt: skip
    if request.method != "POST":
        return _run(request, body, year, forms.opening(opened), 200)
    lines = forms.read(opened, request.POST)
    _reckon(request, body, year, lines)
    is_right = not any(line.errors for line in lines)
    if request.POST.get("do") == "save" and is_right:
        settings = [line.setting for line in lines if line.setting]
        services.assess_branch(by=request.full_actor, organization=body, year=year, settings=settings, on=on)
        messages.success(request, f"已核定 {len(settings)} 名党员{year}年的党费，年内一般不变动。")
        return redirect(f"{reverse('dues:amounts')}?body={body.public_id}&year={year}")
    # Refused on purpose: what was typed of incomes is shown once more and kept nowhere.
    return _run(request, body, year, lines, 422, is_previewed=is_right)


def _reckon(request: ActorRequest, body: Organization, year: int, lines: list[forms.Line]) -> None:
    rows = Member.objects.visible_to(request.actor).filter(organization=body).select_related("person")
    members = {member.person_id: member for member in rows}
    for line in lines:
        member = members.get(line.start.person.pk)
        if line.setting is None or member is None:
            continue
        try:
            working, income, _ = working_of(line.setting, member, year)
        except RuleBreach as breach:
            line.errors.append(str(breach))
            continue
        is_typed = line.setting.income is not None or income is None
        line.working = working.lines if is_typed else working.plain
        line.amount = yuan(working.amount)
        changed = line.start.now is not None and line.start.now.cents != working.amount
        if changed:
            line.errors.append("今年已核定，年内一般不变动；确需变动的，到本人那一页写明原因。")


def _run(
    request: ActorRequest, body: Organization, year: int, lines: list[forms.Line], status: int, *,
    is_previewed: bool = False,
) -> HttpResponse:  # fmt: skip
    on = this_day()
    context = {
        "export_address": f"{reverse('dues:amounts')}?body={body.public_id}&year={year}&format=xlsx",
        "heading": f"{year}年党费标准",
        "sub": f"{body.short_name}　年初核定一次，年内一般不变动",
        "body": body,
        "year": year,
        "other_year": year + 1 if year == on.year else on.year,
        "lines": lines,
        "payers": forms.PAYERS,
        "is_previewed": is_previewed,
        "has_errors": any(line.errors for line in lines),
        "is_open": any(line.is_open for line in lines),
        "items": "、".join(excluded_items(on)),
        "bodies": bodies.bodies(request.actor),
    }
    return render(request, "dues/amounts.html", context, status=status)


@requires(Permission.DUES_ASSESS, post=Permission.DUES_ASSESS)
@inside
def one(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Show and set one member's amount."""
    people = Person.objects.visible_to(request.actor).filter(member__left_on=None, member__isnull=False)
    person = get_object_or_404(people.select_related("member__organization"), public_id=person_id)
    on = this_day()
    year = year_of(request, on)
    start = next((row for row in starts(person.member.organization, year, on) if row.person == person), None)
    if start is None:
        messages.error(request, "不是现在交党费的党员，没有可核定的。")
        return redirect("dues:index")
    form = forms.AmountForm(request.POST or None, start=start, year=year, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.assess(by=request.full_actor, setting=form.setting(person), year=year, on=on)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已核定：每月 {yuan(made.cents)} 元。")
            return redirect("dues:amount", person.public_id)
    return _one(request, start, form, _shown(request, person) if request.method == "GET" else ())


def _one(request: ActorRequest, start: Start, form: forms.AmountForm, shown: tuple[str, ...]) -> HttpResponse:
    person = start.person
    held = own(person.pk, this_day())
    context = {
        "heading": f"{person.name}的党费",
        "sub": "每月交多少、怎么算的；收入加密保存，写明原因才显示",
        "person": person,
        "held": held,
        "rows": [(row, yuan(row.cents)) for row in held.assessments],
        "shown": shown,
        "form": form,
        "form_address": request.path,
        "submit_label": "核定",
        "cancel_address": reverse("dues:amounts"),
    }
    return render(request, "dues/amount.html", context, status=422 if form.errors else 200)


@requires(post=Permission.DUES_ASSESS)
@inside
def income(request: ActorRequest, assessment_id: UUID) -> HttpResponse:
    """Note that the income of a member is asked for, and why; the page that follows shows it once."""
    rows = Assessment.objects.visible_to(request.actor).select_related("person", "organization")
    row = get_object_or_404(rows, public_id=assessment_id)
    services.reveal(by=request.full_actor, assessment=row, reason=request.POST.get("reason", "")[:100])
    request.session[_SHOWN] = str(row.public_id)
    return redirect("dues:amount", row.person.public_id)


def _shown(request: ActorRequest, person: Person) -> tuple[str, ...]:
    """Return the working that was just asked for, the first time."""
    wanted = request.session.pop(_SHOWN, None)
    rows = Assessment.objects.visible_to(request.actor).select_related("organization")
    row = rows.filter(public_id=wanted, person=person).first() if wanted else None
    return lines_of(row) if row else ()


@signed_in("GET")
@inside
def mine(request: ActorRequest) -> HttpResponse:
    """Show one's own: the amount with its working, what is owed, what was paid; a delegate never opens it (P4)."""
    if request.actor.acting_for is not None:
        raise Http404
    held = own(request.actor.person_id, this_day())
    now = held.now
    context = {
        "heading": "我的党费",
        "sub": "欠没欠交只有您和所在党支部看得到",
        "held": held,
        "working": lines_of(now) if now else (),
        "yuan": yuan(held.cents),
        "monthly": yuan(now.cents) if now else "",
        "owed": [(one.month, yuan(one.cents)) for one in held.owed],
        "paid": [(row, yuan(row.amount)) for row in held.paid],
        "statement": bodies.last_published(request.actor.person_id),
    }
    return render(request, "dues/mine.html", context)
