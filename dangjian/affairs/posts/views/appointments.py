"""Putting someone into a post, taking them out, and correcting what was recorded."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts import queries, services
from dangjian.affairs.posts.forms import AppointmentForm, CorrectionForm, EndingForm, StrikingForm
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach


@requires(Permission.POST_APPOINT, post=Permission.POST_APPOINT)
def appoint(request: ActorRequest, post_id: UUID) -> HttpResponse:
    """Choose a person by name, the day and the paper; whoever sits there can be relieved the same day."""
    rows = Post.objects.visible_to(request.actor).content().select_related("organization")
    post = get_object_or_404(rows, public_id=post_id)
    words = (request.POST or request.GET).get("words", "").strip()
    found = queries.candidates(request.actor, post.organization, words, today())
    sitting = [one.appointment for one in queries.seats([post], today())[0].sitting]
    is_full = len(sitting) >= post.seats
    names = "、".join(row.person.name for row in sitting)
    form = AppointmentForm(
        request.POST or None,
        found=found,
        sitting=names if is_full else "",
        initial={"since": today(), "replacing": True},
    )
    if form.is_valid():
        typed = form.cleaned_data
        person = get_object_or_404(Person.objects.visible_to(request.actor), public_id=typed.pop("person"))
        try:
            services.appoint(by=request.actor, person=person, post=post, **typed)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已登记：{person.name}任{post.title}。权限随任职日期生效。")
            return redirect("posts:body", post.organization.public_id)
    context = {"post": post, "form": form, "found": found, "words": words, "sitting": sitting}
    return render(request, "posts/appointment.html", context, status=422 if form.is_bound else 200)


@requires(Permission.POST_APPOINT, post=Permission.POST_APPOINT)
def end(request: ActorRequest, appointment_id: UUID) -> HttpResponse:
    """Relieve someone of a post from a day on."""
    row = _appointment(request, appointment_id)
    form = EndingForm(request.POST or None, initial={"on": today()})
    if form.is_valid():
        try:
            services.end(by=request.actor, appointment=row, **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已登记：{row.person.name}不再担任{row.post.title}，权限从那一天起停止。")
            return redirect("posts:body", row.post.organization.public_id)
    context = {"row": row, "form": form}
    return render(request, "posts/ending.html", context, status=422 if form.is_bound else 200)


@requires(Permission.POST_APPOINT, post=Permission.POST_APPOINT)
def correct(request: ActorRequest, appointment_id: UUID) -> HttpResponse:
    """Correct the days or the paper of an appointment; the wrong record stays in the history."""
    row = _appointment(request, appointment_id)
    recorded = {"since": row.during.lower, "until": row.during.upper, "basis": row.basis}
    form = CorrectionForm(request.POST or None, initial=recorded)
    if form.is_valid():
        try:
            services.correct(by=request.actor, appointment=row, **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已更正，原来的记录留着备查。")
            return redirect("posts:body", row.post.organization.public_id)
    return _correction(request, row, form, StrikingForm(auto_id="id_striking_%s"), 422 if form.is_bound else 200)


@requires(post=Permission.POST_APPOINT)
def strike(request: ActorRequest, appointment_id: UUID) -> HttpResponse:
    """Take back an appointment recorded by mistake."""
    row = _appointment(request, appointment_id)
    form = StrikingForm(request.POST, auto_id="id_striking_%s")
    if form.is_valid():
        try:
            services.strike(by=request.actor, appointment=row, on=today(), **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "这条任职记录已撤销，留着备查。")
            return redirect("posts:body", row.post.organization.public_id)
    recorded = {"since": row.during.lower, "until": row.during.upper, "basis": row.basis}
    return _correction(request, row, CorrectionForm(initial=recorded), form, 422)


def _appointment(request: ActorRequest, appointment_id: UUID) -> Appointment:
    rows = Appointment.objects.visible_to(request.actor).known().filter(post__in=Post.objects.visible_to(request.actor))
    return get_object_or_404(rows.select_related("person", "post__organization"), public_id=appointment_id)


def _correction(
    request: ActorRequest, row: Appointment, form: CorrectionForm, striking: StrikingForm, status: int
) -> HttpResponse:
    context = {"row": row, "form": form, "striking": striking}
    return render(request, "posts/correction.html", context, status=status)
