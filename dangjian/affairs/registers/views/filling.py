"""A body fills a register: its lines of a period, a new one, one again; why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers import services
from dangjian.affairs.registers.forms import AbsenceForm, LineForm
from dangjian.affairs.registers.knowledge import Given
from dangjian.affairs.registers.models import Absence, Entry, Register, State, Version, Why
from dangjian.affairs.registers.queries.due import of_bodies
from dangjian.affairs.registers.queries.lines import cells, earlier, listed, taken_over
from dangjian.affairs.registers.queries.subjects import chosen, given_for, subjects
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.affairs.registers.rules.periods import Period
from dangjian.affairs.registers.services import MeanwhileError, NotAcceptedError, RedefinedError
from dangjian.affairs.registers.views import finding
from dangjian.affairs.registers.views.lines import standing
from dangjian.foundation.time import now, today
from dangjian.rulebook import RuleBreach

_COLUMNS = 4


@requires(Permission.REGISTER_FILL)
@inside
def body(request: ActorRequest, filled_id: UUID, organization_id: UUID) -> HttpResponse:
    """Show what a body has filled of a period; where there is one line at most, lead to it."""
    row, definition = finding.found(request, filled_id)
    home = home_of(request, organization_id)
    period = finding.wanted_period(request, row, definition, today())
    rows = list(listed(request.full_actor, row, period.key).filter(organization=home).order_by("id"))
    if not definition.has_many_lines:
        if rows:
            return redirect("registers:line", rows[0].public_id)
        return redirect(f"{reverse('registers:fill', args=[filled_id, organization_id])}?period={period.key}")
    fields = definition.live[:_COLUMNS]
    context = {
        **_head(row, definition, home, period),
        "fields": fields,
        "lines": [(one, cells(one, fields), standing(one)) for one in rows],
        "absence": _absence(row, home, period),
        "form": AbsenceForm(),
        "before": taken_over(row, definition, home, period.key).count() if row.is_running else 0,
        "waiting": sum(one.state == State.OPEN and one.closed_on is None for one in rows),
    }
    return render(request, "registers/body.html", context)


@requires(Permission.REGISTER_FILL, post=Permission.REGISTER_FILL)
@inside
def new(request: ActorRequest, filled_id: UUID, organization_id: UUID) -> HttpResponse:
    """Fill a new line."""
    row, definition = finding.found(request, filled_id)
    home = home_of(request, organization_id)
    period = finding.wanted_period(request, row, definition, today())
    return _page(request, Filling(row, home, period, None))


@requires(Permission.REGISTER_FILL, post=Permission.REGISTER_FILL)
@inside
def again(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Fill a line again: with the version in force, what was written stays in its history."""
    rows = Entry.objects.visible_to(request.actor).select_related(
        "register__current", "register__organization", "organization", "version", "person", "area"
    )
    row = get_object_or_404(rows, public_id=entry_id)
    if not row.register.is_running or row.closed_on is not None:
        raise Http404
    period = Period(row.period, row.period_words, date.min, date.max)
    return _page(request, Filling(row.register, row.organization, period, row))


@requires(post=Permission.REGISTER_FILL)
@inside
def absence(request: ActorRequest, filled_id: UUID, organization_id: UUID) -> HttpResponse:
    """Say that there is nothing to list, or why it comes later."""
    row, definition = finding.found(request, filled_id)
    home = home_of(request, organization_id)
    period = finding.wanted_period(request, row, definition, today())
    if not (form := AbsenceForm(request.POST)).is_valid():
        raise RuleBreach("请选一种情况，没有保存。")
    services.explain(
        by=request.actor, register=row, organization=home, period=period.key, why=Why(form.cleaned_data["why"]),
        said=form.cleaned_data["words"], at=now(),
    )  # fmt: skip
    messages.success(request, "已说明，上级能看到。以后填了，这句话自动去掉。")
    return redirect("registers:board", filled_id)


@dataclass(slots=True)
class Filling:
    """What is on the page: a register, who fills it, for which period, again or anew."""

    row: Register
    home: Organization
    period: Period
    entry: Entry | None
    carried: Sequence[str] = field(default_factory=tuple)

    @property
    def version(self) -> Version:
        """The version in force."""
        assert self.row.current is not None  # noqa: S101  # only running registers are filled
        return self.row.current

    @property
    def definition(self) -> Definition:
        """Its definition."""
        return self.version.text

    def form(self, request: ActorRequest, data: object) -> LineForm:
        """Return the form, with what is known of the subject."""
        given: Mapping[str, Given] = given_for(
            self.definition, self.home, self.entry, _subject(request), request.full_actor, today()
        )
        before = earlier(self.row, self.definition, self.home, self.period.key) if self.entry is None else {}
        return LineForm(
            data, definition=self.definition, number=self.version.number, entry=self.entry, given=given,
            earlier=before, subjects=subjects(self.definition, self.home, self.row, self.period.key),
        )  # fmt: skip


def _subject(request: ActorRequest) -> str:
    return request.POST.get("subject") or request.GET.get("subject") or ""


def _page(request: ActorRequest, filling: Filling) -> HttpResponse:
    if request.method == "GET":
        return _shown(request, filling, filling.form(request, None), 200)
    form = filling.form(request, request.POST)
    if form.is_valid():
        try:
            line = _fill(request, filling, form)
        except NotAcceptedError as refused:
            form.refuse(refused.faults)
        except RedefinedError as breach:
            return _redefined(request, filling, breach)
        except MeanwhileError as breach:
            return _meanwhile(request, filling, breach)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已提交。" if line.state == "confirmed" else "已提交，等上级核对。")
            return _after(filling, line)
    elif form.data.get("version") != str(filling.version.number):
        return _redefined(request, filling, None)
    return _shown(request, filling, form, 422)


def _fill(request: ActorRequest, filling: Filling, form: LineForm) -> Entry:
    subject = chosen(filling.definition, filling.home, form.cleaned_data.get("subject", ""))
    return services.fill(
        by=request.full_actor, register=filling.row, organization=filling.home, period=filling.period.key,
        said=form.said(), at=now(), entry=filling.entry,
        subject=services.Subject(subject.area, subject.member, form.cleaned_data.get("name", "")),
    )  # fmt: skip


def _redefined(request: ActorRequest, filling: Filling, breach: RedefinedError | None) -> HttpResponse:
    """Carry what was typed over to the version in force, by key; what has no place there any more is said in words."""
    filling.row.refresh_from_db()
    data = request.POST.copy()
    old = filling.row.versions.filter(number=_number(data.get("version", ""))).first()
    live = {one.key for one in filling.definition.asked}
    gone = [one for one in old.text.asked if one.key not in live] if old else []
    written = [(one.caption, data.get(f"v_{one.key}", "")) for one in gone]
    filling.carried = [f"“{caption}”已不再填，您写的是：{said}" for caption, said in written if said]
    data["version"] = str(filling.version.number)
    form = filling.form(request, data)
    form.add_error(
        None,
        str(breach)
        if breach
        else f"《{filling.row}》刚刚更新到第 {filling.version.number} 版：{filling.version.words or '要求有改动'}。"
        "您填写的内容已按栏目带到新表，请看一遍再提交。",
    )
    return _shown(request, filling, form, 409)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() else 0


def _meanwhile(request: ActorRequest, filling: Filling, breach: MeanwhileError) -> HttpResponse:
    """Show who wrote the line meanwhile; sent once more, it goes over that."""
    data = request.POST.copy()
    rows = Entry.objects.visible_to(request.actor).filter(
        register=filling.row, organization=filling.home, period=filling.period.key
    )
    if filling.entry is None and not filling.definition.has_many_lines:
        filling.entry = rows.select_related("person", "area").first()
    if filling.entry is not None:
        filling.entry.refresh_from_db()
        data["revision"] = str(filling.entry.revision)
    form = filling.form(request, data)
    form.add_error(None, str(breach))
    return _shown(request, filling, form, 409)


def _after(filling: Filling, line: Entry) -> HttpResponse:
    if filling.definition.has_many_lines and filling.entry is None:
        address = reverse("registers:body", args=[filling.row.public_id, filling.home.public_id])
        return redirect(f"{address}?period={filling.period.key}")
    return redirect("registers:line", line.public_id)


def _shown(request: ActorRequest, filling: Filling, form: LineForm, status: int) -> HttpResponse:
    entry, row, home = filling.entry, filling.row, filling.home
    own = reverse("registers:again", args=[entry.public_id]) if entry else ""
    address = own or f"{reverse('registers:fill', args=[row.public_id, home.public_id])}?period={filling.period.key}"
    last = entry.turns.filter(kind="return").order_by("-id").first() if entry and entry.state == "returned" else None
    context = {
        **_head(row, filling.definition, home, filling.period),
        "form": form,
        "entry": entry,
        "known": list(form.known()),
        "groups": form.groups(),
        "carried": filling.carried,
        "returned": last,
        "form_address": address,
        "draft_key": f"register-line-{request.actor.account_id}-{address}",
        "absence_form": None if entry or filling.definition.has_many_lines else AbsenceForm(auto_id="absence_%s"),
    }
    return render(request, "registers/fill.html", context, status=status)


def _head(row: Register, definition: Definition, home: Organization, period: Period) -> dict[str, object]:
    due = next((one for one in of_bodies([home], today(), row) if one.period.key == period.key), None)
    return {"row": row, "definition": definition, "home": home, "period": period, "due": due}


def home_of(request: ActorRequest, organization_id: UUID) -> Organization:
    """Return the body that fills, in reach."""
    bodies = Organization.objects.visible_to(request.actor).select_related("parent", "area")
    return get_object_or_404(bodies, public_id=organization_id)


def _absence(row: Register, home: Organization, period: Period) -> Absence | None:
    return row.absences.filter(organization=home, period=period.key).first()
