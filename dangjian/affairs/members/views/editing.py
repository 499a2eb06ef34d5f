"""The form of a record, prefilled; and a new record."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.members.facts import FACTS, held
from dangjian.affairs.members.forms import EnrollForm, RecordForm
from dangjian.affairs.members.forms.records import GROUPS
from dangjian.affairs.members.held import member_of, source_words
from dangjian.affairs.members.models import Category
from dangjian.affairs.members.queries import record
from dangjian.affairs.members.services import Overtaken, correct_record, enroll
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.entries import latest_sources
from dangjian.affairs.people.models import Person, Source
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach


@requires(Permission.MEMBER_EDIT, post=Permission.MEMBER_EDIT)
def edit(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Correct facts: what is known stands there, and only what was changed is written."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), public_id=person_id)
    form = _form(request, person)
    if request.method == "POST" and form.is_valid() and _corrected(request, form, person):
        return redirect("members:record", person_id)
    context = {
        "form": form,
        "heading": f"修改档案：{person}",
        "sub": "只改不对的，其余不动。每一项改动都记下来源和原值。",
        "cancel_address": reverse("members:record", args=[person_id]),
        "submit_label": "保存改动",
        "draft_key": f"record:{request.actor.account_id}:{person_id}",
    }
    return render(request, "members/edit.html", context, status=422 if form.errors else 200)


def _form(request: ActorRequest, person: Person) -> RecordForm:
    member = member_of(person)
    names = [
        name
        for _, group in GROUPS
        for name in group
        if zones.shows(FACTS[name].privacy) and (member or FACTS[name].is_of_person)
    ]
    stands = {name: "" if FACTS[name].is_sealed else _shown(held(person, member, name)) for name in names}
    sources = {name: source_words(entry) for name, entry in latest_sources(person).items() if stands.get(name)}
    return RecordForm(
        request.POST if request.method == "POST" else None,
        on=today(),
        held=stands,
        masked=record.masks(person),
        sources=sources,
        seen=record.latest_entry(person),
    )


def _shown(value: object) -> object:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value


def _corrected(request: ActorRequest, form: RecordForm, person: Person) -> bool:
    try:
        entry = correct_record(
            by=request.actor,
            person=person,
            changes=form.changes,
            source=Source.TYPED,
            on=today(),
            words=form.cleaned_data["words"],
            seen=form.cleaned_data["seen"],
        )
    except Overtaken as other:
        form.add_error(None, str(other))
        form.note(str(other.newer[-1].public_id))
        return False
    except RuleBreach as breach:
        form.add_error(None, str(breach))
        return False
    messages.success(request, f"已改：{'、'.join(FACTS[name].caption for name in entry.fields)}。")
    return True


@requires(Permission.MEMBER_EDIT, post=Permission.MEMBER_EDIT)
def new(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Put someone on the roll of a branch."""
    body = get_object_or_404(Organization.objects.visible_to(request.actor), public_id=organization_id)
    form = EnrollForm(request.POST if request.method == "POST" else None, on=today())
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.changes.items() if name not in ("name", "category")}
        try:
            member = enroll(
                by=request.actor,
                organization=body,
                name=form.cleaned_data["name"],
                category=Category(form.cleaned_data["category"]),
                source=Source.TYPED,
                on=today(),
                facts=facts,
                words=form.cleaned_data["words"],
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"{member} 已列入{body.short_name}名册。")
            return redirect("members:record", member.person.public_id)
    context = {
        "form": form,
        "heading": "列入名册",
        "sub": f"{body.short_name}。从外单位转来的，请走“组织关系接转”，不用重填。",
        "cancel_address": f"{reverse('members:index')}?body={organization_id}",
        "submit_label": "列入名册",
        "draft_key": f"enroll:{request.actor.account_id}:{organization_id}",
    }
    return render(request, "members/edit.html", context, status=422 if form.errors else 200)
