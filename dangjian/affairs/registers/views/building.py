"""A definition changed on its pages: head, fields added, changed, moved, taken out; what was typed is never lost."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.registers import services
from dangjian.affairs.registers.forms import FieldForm, HeadForm, kinds_offered
from dangjian.affairs.registers.forms.defining import FACT
from dangjian.affairs.registers.knowledge import offered
from dangjian.affairs.registers.models import Register
from dangjian.affairs.registers.rules.fields import Field
from dangjian.affairs.registers.services import MeanwhileError
from dangjian.rulebook import RuleBreach


@requires(Permission.REGISTER_DEFINE, post=Permission.REGISTER_DEFINE)
@inside
def head(request: ActorRequest, definition_id: UUID) -> HttpResponse:
    """Change the name, the period, who fills it."""
    row, status = _kept(request, definition_id), 200
    form = HeadForm(_posted(request), head=row.drafted, revision=row.revision)
    if form.is_valid():
        try:
            services.set_head(
                by=request.actor, register=row, revision=form.cleaned_data["revision"] or 0, head=form.head()
            )
        except RuleBreach as breach:
            form = HeadForm(_again(request, row, breach), head=row.drafted, revision=row.revision)
            form.add_error(None, str(breach))
            status = _status(breach)
        else:
            messages.success(request, "已保存，发布后生效。")
            return redirect("registers:definition", definition_id)
    context = {
        "form": form, "heading": f"改《{row.drafted.title}》", "form_address": request.path,
        "cancel_address": reverse("registers:definition", args=[definition_id]),
        "draft_key": f"register-head-{request.actor.account_id}-{definition_id}",
    }  # fmt: skip
    return render(request, "registers/head.html", context, status=_shown_status(form.is_bound, status))


@requires(Permission.REGISTER_DEFINE, post=Permission.REGISTER_DEFINE)
@inside
def new_field(request: ActorRequest, definition_id: UUID) -> HttpResponse:
    """Choose a kind of field, then say what that kind needs."""
    row = _kept(request, definition_id)
    kind = request.GET.get("kind", "")
    if kind not in dict(kinds_offered()):
        return render(request, "registers/kinds.html", {"row": row, "kinds": kinds_offered()})
    return _field_page(request, Editing(row, kind, None))


@requires(Permission.REGISTER_DEFINE, post=Permission.REGISTER_DEFINE)
@inside
def field(request: ActorRequest, definition_id: UUID, field_key: str) -> HttpResponse:
    """Change a field; what it takes stays as it is."""
    row = _kept(request, definition_id)
    found = row.drafted.field(field_key)
    if found is None or found.is_retired:
        return _gone(request, row)
    return _field_page(request, Editing(row, FACT if found.fact else str(found.kind), found))


@requires(post=Permission.REGISTER_DEFINE)
@inside
def removal(request: ActorRequest, definition_id: UUID, field_key: str) -> HttpResponse:
    """Take a field out: deleted where nothing was filled in, else retired."""
    row = _kept(request, definition_id)
    _, words = services.remove_field(by=request.actor, register=row, revision=_revision(request), key=field_key)
    messages.success(request, f"已{words}。发布后生效。")
    return redirect("registers:definition", definition_id)


@requires(post=Permission.REGISTER_DEFINE)
@inside
def place(request: ActorRequest, definition_id: UUID, field_key: str) -> HttpResponse:
    """Move a field up or down."""
    services.move_field(
        by=request.actor, register=_kept(request, definition_id), revision=_revision(request), key=field_key,
        is_up=request.POST.get("direction") == "up",
    )  # fmt: skip
    return redirect("registers:definition", definition_id)


def _gone(request: ActorRequest, row: Register) -> HttpResponse:
    """Answer for a field that somebody took out: what was typed can be added as another one."""
    kind = request.POST.get("kind", "")
    if kind not in dict(kinds_offered()):
        raise Http404
    editing = Editing(row, kind, None)
    form = editing.form(_again(request, row, MeanwhileError("")))
    form.add_error(None, "这一栏刚刚被删去或停用，没有保存。您填写的内容都在下面，保存就另加一栏。")
    address = f"{reverse('registers:new-field', args=[row.public_id])}?kind={kind}"
    return render(request, "registers/field.html", _context(request, editing, form, address), status=409)


@dataclass(frozen=True, slots=True)
class Editing:
    """The field on the page: of which register and kind, None for a new one."""

    row: Register
    kind: str
    field: Field | None

    def form(self, data: object) -> FieldForm:
        """Return its form."""
        definition = self.row.drafted
        facts = offered(definition.about, self.row.county_id, apart=f"register:{self.row.pk}:")
        return FieldForm(
            data, kind=self.kind, definition=definition, facts=facts, field=self.field, revision=self.row.revision
        )


def _field_page(request: ActorRequest, editing: Editing) -> HttpResponse:
    row, status = editing.row, 200
    form = editing.form(_posted(request))
    if form.is_valid():
        was = editing.field.key if editing.field else ""
        try:
            services.put_field(
                by=request.actor, register=row, revision=form.cleaned_data["revision"], field=form.field(), was=was
            )
        except RuleBreach as breach:
            form = editing.form(_again(request, row, breach))
            form.add_error(None, str(breach))
            status = _status(breach)
        else:
            messages.success(request, "已保存，发布后生效。")
            return redirect("registers:definition", row.public_id)
    context = _context(request, editing, form, request.get_full_path())
    return render(request, "registers/field.html", context, status=_shown_status(form.is_bound, status))


def _context(request: ActorRequest, editing: Editing, form: FieldForm, address: str) -> dict[str, object]:
    folded = [name for name in FieldForm.FOLDED if name in form.fields]
    return {
        "form": form, "row": editing.row, "kind": editing.kind, "kind_words": dict(kinds_offered())[editing.kind],
        "main": [bound for bound in form.visible_fields() if bound.name not in folded],
        "folded": [form[name] for name in folded], "is_folded": not any(form[name].errors for name in folded),
        "form_address": address, "heading": "改栏目" if editing.field else "加一栏",
        "cancel_address": reverse("registers:definition", args=[editing.row.public_id]),
        "draft_key": f"register-field-{request.actor.account_id}-{address}",
    }  # fmt: skip


def _again(request: ActorRequest, row: Register, breach: RuleBreach) -> object:
    """Return what was typed, to be sent once more: over the draft as it stands now, where it was changed meanwhile."""
    data = request.POST.copy()
    row.refresh_from_db()
    if isinstance(breach, MeanwhileError):
        data["revision"] = str(row.revision)
    return data


def _posted(request: ActorRequest) -> object:
    return request.POST if request.method == "POST" else None


def _status(breach: RuleBreach) -> int:
    return 409 if isinstance(breach, MeanwhileError) else 422


def _shown_status(is_bound: bool, status: int) -> int:  # noqa: FBT001  # a form's own word
    return 422 if is_bound and status == 200 else status  # noqa: PLR2004  # a form that did not pass


def _kept(request: ActorRequest, definition_id: UUID) -> Register:
    rows = Register.objects.visible_to(request.actor).select_related("organization", "current")
    return get_object_or_404(rows, public_id=definition_id)


def _revision(request: ActorRequest) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() else 0
