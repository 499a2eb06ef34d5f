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
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.rulebook import RuleBreach


@transaction.atomic
def appoint(*, by: Actor, person: Person, post: Post, since: date, until: date | None = None) -> Appointment:
    """Put a person into a post from ``since`` to the day before ``until``.

    Raises ``RuleBreach`` for oneself, for a body that is closed by then, and where the person holds
    the post already.
    """
    _refuse_self(by, person)
    if not post.organization.is_open_on(since):
        raise RuleBreach(f"{post.organization} 已撤销，没有登记任职。请核对任职的党组织。")
    during = DateRange(since, until)
    Post.objects.select_for_update().get(pk=post.pk)
    if post.appointments.filter(person=person, superseded_at=None, during__overlap=during).exists():
        raise RuleBreach(f"{person} 在这段时间已任此职，没有重复登记。")
    made = Appointment.objects.create(
        person=person, post=post, county_id=post.county_id, org_path=post.org_path, during=during
    )
    _changed(by, made, "post.appoint", f"{since:%Y-%m-%d} 起")
    return made


@transaction.atomic
def end(*, by: Actor, appointment: Appointment, on: date) -> Appointment:
    """End an appointment: ``on`` is the first day without the post. The old row is superseded, not changed.

    Raises ``RuleBreach`` for oneself, for an appointment that is not in force on that day, and for the
    last system administrator of a county.
    """
    _refuse_self(by, appointment.person)
    Post.objects.select_for_update().get(pk=appointment.post_id)
    held = Appointment.objects.select_for_update().filter(pk=appointment.pk, superseded_at=None).first()
    if held is None or held.during.lower > on or (held.during.upper and held.during.upper <= on):
        raise RuleBreach("这项任职在所填日期不在任，没有改动。请刷新后核对。")
    _refuse_last_administrator(held, on)
    Appointment.objects.filter(pk=held.pk).update(superseded_at=Now())
    left = Appointment.objects.create(
        person=held.person,
        post=held.post,
        county_id=held.county_id,
        org_path=held.org_path,
        during=DateRange(held.during.lower, on),
    )
    _changed(by, left, "post.end", f"{on:%Y-%m-%d} 止")
    return left


def _refuse_self(by: Actor, person: Person) -> None:
    if by.person_id == person.pk:
        raise RuleBreach("不能给自己任免职务，没有改动。请由上级党组织办理。")


def _refuse_last_administrator(held: Appointment, on: date) -> None:
    if held.post.role != Role.SYSTEM_ADMINISTRATOR:
        return
    list(Post.objects.select_for_update().filter(county_id=held.county_id, role=held.post.role).order_by("pk"))
    others = Appointment.objects.held_on(on).filter(post__role=held.post.role, county_id=held.county_id)
    if not others.exclude(pk=held.pk).filter(person__account__is_active=True).exists():
        raise RuleBreach("这是本县最后一名系统管理员，没有免去。请先任命另一名。")


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
