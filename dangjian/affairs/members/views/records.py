"""One record: its page, a number shown once with its reason, its form, and leaving the roll."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires, signed_in
from dangjian.access.permissions import Permission
from dangjian.affairs.members.forms import DepartureForm, RevealForm
from dangjian.affairs.members.held import member_of
from dangjian.affairs.members.models import Leaving, Member, Reason, Reveal
from dangjian.affairs.members.queries import record
from dangjian.affairs.members.services import leave, looked, reveal, show
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.holdings import Held, Section
from dangjian.affairs.people.models import Person, Source
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.parts import Fact
from dangjian.rulebook import RuleBreach


@requires(Permission.MEMBER_VIEW)
def page(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Show a record, numbers masked; that it was opened is noted."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), public_id=person_id)
    looked(by=request.actor, person=person)
    return _page(request, person)


def _page(
    request: ActorRequest, person: Person, shown: dict[str, str] | None = None, form: RevealForm | None = None
) -> HttpResponse:
    may = request.full_actor.may
    member, sealed = member_of(person), record.sealed_of(person)
    bodies = Organization.objects.visible_to(request.full_actor.narrowed(Permission.ORGANIZATION_VIEW))
    sections = record.visible_sections(request.full_actor, person, today())
    context = {
        "person": person,
        "member": member,
        "body": bodies.filter(pk=person.organization_id).first(),
        "heading": person.name,
        "sections": [_section(one, shown or {}) for one in sections],
        "happenings": record.visible_happenings(request.full_actor, person),
        "shown": shown,
        "reveal_form": (form or RevealForm(fields=sealed))
        if sealed and may(Permission.MEMBER_REVEAL, person.org_path)
        else None,
        "may_edit": may(Permission.MEMBER_EDIT, person.org_path),
        "may_leave": member and not member.left_on and may(Permission.MEMBER_EDIT, person.org_path),
    }
    return render(request, "members/record.html", context, status=422 if form else 200)


def _section(section: Section, shown: dict[str, str]) -> tuple[str, list[Fact]]:
    return section.heading, [Fact(held.caption, _value(held, shown), held.source) for held in section.facts]


def _value(held: Held, shown: dict[str, str]) -> str:
    """Return what stands on the page: never the number behind a mask, but where it was just asked for."""
    return shown.get(held.field) or held.masked or held.value or "未填"


@requires(post=Permission.MEMBER_REVEAL)
def reveals(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Take the reason, then lead to the page that shows the number once."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), public_id=person_id)
    form = RevealForm(request.POST, fields=record.sealed_of(person))
    if not form.is_valid():
        return _page(request, person, form=form)
    typed = form.cleaned_data
    made = reveal(
        by=request.actor, person=person, field=typed["field"], reason=Reason(typed["reason"]), words=typed["words"]
    )
    return redirect("members:revealed", person_id, made.public_id)


@signed_in()
def revealed(request: ActorRequest, person_id: UUID, reveal_id: UUID) -> HttpResponse:
    """Show the number this once to whoever asked and still may; the same address opened again shows the mask."""
    actor = request.full_actor.narrowed(Permission.MEMBER_REVEAL)
    asked = get_object_or_404(
        Reveal.objects.visible_to(actor).select_related("person"),
        public_id=reveal_id,
        person__public_id=person_id,
    )
    person = get_object_or_404(Person.objects.visible_to(actor), pk=asked.person_id)
    number = show(by=actor, reveal=asked, at=now())
    if not number:
        messages.info(request, "这个号码已经显示过一次。要再看，请重新填写事由。")
        return redirect("members:record", person_id)
    return _page(request, person, shown={asked.field: number})


@requires(Permission.MEMBER_EDIT, post=Permission.MEMBER_EDIT)
def departure(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Take someone off the roll: the reason, the day, the paper."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), public_id=person_id)
    member = get_object_or_404(Member.objects.visible_to(request.actor).current(), person=person)
    form = DepartureForm(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            leave(
                by=request.actor,
                member=member,
                reason=Leaving(typed["reason"]),
                on=typed["on"],
                source=Source.DECISION,
                words=typed["words"],
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"{person} 已从名册减少，档案和经过保留。")
            return redirect("members:record", person_id)
    context = {
        "form": form,
        "heading": f"减少：{person}",
        "sub": "不再列入名册，档案不删。填错了可以由上级更正。",
        "cancel_address": reverse("members:record", args=[person_id]),
        "submit_label": "从名册减少",
        "draft_key": f"departure:{request.actor.account_id}:{person_id}",
    }
    return render(request, "members/departure.html", context, status=422 if form.errors else 200)
