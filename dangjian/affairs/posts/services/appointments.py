"""Putting people into posts and out of them: dated facts; rights follow at the next request."""

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts import authority
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.rulebook import RuleBreach


@transaction.atomic
def appoint(
    *,
    by: Actor,
    person: Person,
    post: Post,
    since: date,
    until: date | None = None,
    basis: str = "",
    replacing: bool = False,
) -> Appointment:
    """Put a person into a post from ``since`` to the day before ``until``, on the paper ``basis``.

    ``replacing`` ends whoever holds the post on that day. Raises ``RuleBreach`` for oneself, for a post that is not
    for ``by`` to fill, for a second of the separated offices, for a body or post that is closed by then, where the
    person holds the post already, and where every seat is taken.
    """
    _refuse_self(by, person)
    held = _locked(post)
    authority.refuse_beyond(by, Role(held.role), held.organization)
    _refuse_wrong_days(held, since, until)
    during = DateRange(since, until)
    if replacing:
        for sitting in held.appointments.held_on(since).exclude(person=person).order_by("pk"):
            end(by=by, appointment=sitting, on=since, basis=basis)
    _refuse_taken(held, person, during)
    made = _write(by, person, held, during, basis=basis)
    _changed(by, made, "post.appoint", f"{since:%Y-%m-%d} 起")
    return made


@transaction.atomic
def end(*, by: Actor, appointment: Appointment, on: date, basis: str = "") -> Appointment:
    """End an appointment: ``on`` is the first day without the post. The old row is superseded, not changed.

    Raises ``RuleBreach`` for oneself, for a post that is not for ``by`` to fill, for an appointment that is not in
    force on the day before, and for the last system administrator or county officer.
    """
    held = _current(by, appointment)
    if held.during.lower > on or (held.during.upper and held.during.upper <= on):
        raise RuleBreach("这项任职在所填日期不在任，没有改动。请刷新后核对。")
    _refuse_last(held, on)
    if held.during.lower == on:
        return _struck(by, held, "post.end", f"{on:%Y-%m-%d} 止，未到任")
    left = _replace(by, held, DateRange(held.during.lower, on), held.basis, basis)
    _changed(by, left, "post.end", f"{on:%Y-%m-%d} 止")
    return left


@transaction.atomic
def correct(
    *, by: Actor, appointment: Appointment, since: date, until: date | None, basis: str, reason: str
) -> Appointment:
    """Correct the days or the paper of an appointment; the wrong row stays, superseded.

    Raises ``RuleBreach`` as :func:`appoint` does, and without a reason.
    """
    held = _current(by, appointment)
    if not reason.strip():
        raise RuleBreach("请写明更正的理由，没有改动。")
    _refuse_wrong_days(held.post, since, until)
    during = DateRange(since, until)
    _refuse_taken(held.post, held.person, during, apart_from=held)
    if until is not None:
        _refuse_last(held, until)
    made = _replace(by, held, during, basis, held.end_basis)
    _changed(by, made, "post.correct", reason)
    return made


@transaction.atomic
def strike(*, by: Actor, appointment: Appointment, reason: str, on: date) -> Appointment:
    """Take back an appointment that was recorded by mistake or has not begun; the row stays, superseded."""
    held = _current(by, appointment)
    if not reason.strip():
        raise RuleBreach("请写明撤销这条记录的理由，没有改动。")
    _refuse_last(held, on)
    return _struck(by, held, "post.strike", reason)


def _locked(post: Post) -> Post:
    return Post.objects.select_for_update(of=("self",)).select_related("organization").get(pk=post.pk)


def _current(by: Actor, appointment: Appointment) -> Appointment:
    """Return the row that stands for this appointment now, locked; refuses what ``by`` may not touch."""
    _refuse_self(by, appointment.person)
    post = _locked(appointment.post)
    authority.refuse_beyond(by, Role(post.role), post.organization)
    rows = Appointment.objects.known().select_for_update(of=("self",)).select_related("person", "post__organization")
    held = rows.filter(pk=appointment.pk).first()
    if held is None:
        raise RuleBreach("这项任职在所填日期不在任，没有改动。请刷新后核对。")
    return held


def _refuse_self(by: Actor, person: Person) -> None:
    if by.person_id == person.pk:
        raise RuleBreach("不能给自己任免职务，没有改动。请由上级党组织办理。")


def _refuse_wrong_days(post: Post, since: date, until: date | None) -> None:
    if until is not None and until <= since:
        raise RuleBreach("免职日期不能早于任职日期，也不能是同一天，没有登记。请核对日期。")
    if not post.organization.is_open_on(since):
        raise RuleBreach(f"{post.organization} 已撤销，没有登记任职。请核对任职的党组织。")
    if not post.is_open_on(since):
        raise RuleBreach(f"“{post.title}”这个职务已撤销，没有登记任职。请核对职务。")


def _refuse_taken(post: Post, person: Person, during: DateRange, apart_from: Appointment | None = None) -> None:
    known = post.appointments.known().filter(during__overlap=during)
    others = known.exclude(pk=apart_from.pk) if apart_from else known
    if others.filter(person=person).exists():
        raise RuleBreach(f"{person} 在这段时间已任此职，没有重复登记。")
    sitting = list(others.select_related("person"))
    if len(sitting) >= post.seats:
        names = "、".join(row.person.name for row in sitting[:3])
        raise RuleBreach(f"“{post.title}”现由{names}担任，职数 {post.seats} 已满，没有登记。请先免去，或勾选“接任”。")
    overlapping = Appointment.objects.known().filter(person=person, during__overlap=during)
    roles = overlapping.values_list("post__role", flat=True)
    authority.refuse_second_office(Role(post.role), (Role(role) for role in roles))


def _refuse_last(held: Appointment, on: date) -> None:
    """Keep the last who can run the system, and the last who can fill the posts at the top."""
    words = _LAST.get(Role(held.post.role))
    is_at_the_top = held.post.organization.parent_id is None
    if words is None or not is_at_the_top:
        return
    list(Post.objects.select_for_update().filter(county_id=held.county_id, role=held.post.role).order_by("pk"))
    others = Appointment.objects.held_on(on).filter(post__role=held.post.role, county_id=held.county_id)
    if not others.exclude(pk=held.pk).filter(person__account__is_active=True).exists():
        raise RuleBreach(words)


_LAST = {
    Role.SYSTEM_ADMINISTRATOR: "这是本县最后一名系统管理员，没有免去。请先任命另一名。",
    Role.COUNTY_OFFICER: "这是本县最后一名能任免职务的组织部干部，没有免去。请先任命另一名。",
}


def _replace(by: Actor, old: Appointment, during: DateRange, basis: str, end_basis: str) -> Appointment:
    Appointment.objects.filter(pk=old.pk).update(superseded_at=Now())
    return _write(by, old.person, old.post, during, basis=basis, end_basis=end_basis, corrects=old)


def _write(
    by: Actor,
    person: Person,
    post: Post,
    during: DateRange,
    *,
    basis: str = "",
    end_basis: str = "",
    corrects: Appointment | None = None,
) -> Appointment:
    return Appointment.objects.create(
        person=person,
        post=post,
        county_id=post.county_id,
        org_path=post.org_path,
        during=during,
        basis=basis.strip()[:120],
        end_basis=end_basis.strip()[:120],
        corrects=corrects,
        account_id=by.account_id,
    )


def _struck(by: Actor, held: Appointment, action: str, words: str) -> Appointment:
    Appointment.objects.filter(pk=held.pk).update(superseded_at=Now())
    _changed(by, held, action, words)
    return held


def _changed(by: Actor, appointment: Appointment, action: str, words: str) -> None:
    raise_epoch(account_ids=Account.objects.filter(person_id=appointment.person_id).values_list("pk", flat=True))
    post = appointment.post
    audit.record(
        by=by,
        action=action,
        subject=post.public_id,
        organization_id=post.organization_id,
        path=post.org_path,
        words=f"{appointment.person} {post.title} {words}",
    )
