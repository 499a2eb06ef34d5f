"""Posts as pages show them: who sits there on a day, what else they hold, who sat there before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Appointment, AppointmentQuerySet, Post, PostQuerySet
from dangjian.foundation.ui.parts import Level, Standing

MOST = 50


@dataclass(frozen=True, slots=True)
class Sitting:
    """Someone in a post, with the further posts they hold on the same day (一肩挑)."""

    appointment: Appointment
    others: Sequence[str]

    @property
    def others_words(self) -> str:
        """Return the further posts in words."""
        return "、".join(self.others)


@dataclass(frozen=True, slots=True)
class Seat:
    """A post on a day, with who sits there."""

    post: Post
    sitting: Sequence[Sitting]

    @property
    def standing(self) -> Standing | None:
        """Return that the post is vacant, or not fully filled; None where it is."""
        if not self.sitting:
            return Standing(Level.SOON, "空缺")
        missing = self.post.seats - len(self.sitting)
        return Standing(Level.SOON, f"缺 {missing} 人") if missing > 0 else None


def of_body(actor: Actor, body: Organization, on: date, *, is_past: bool) -> list[Seat]:
    """Return the posts of a body on a day, as the body lists them; of a past day only those that were held."""
    posts = Post.objects.visible_to(actor).content().filter(organization=body).open_on(on).in_order()
    found = seats(list(posts.select_related("organization")), on)
    return [seat for seat in found if seat.sitting] if is_past else found


def matching(rows: PostQuerySet, words: str, state: str, on: date) -> PostQuerySet:
    """Return the posts whose body, title or holder is named by ``words``; ``state`` is ``vacant``, ``held`` or all."""
    text = words.replace("\0", "").strip()[:60]
    held = Appointment.objects.held_on(on).filter(post=OuterRef("pk"))
    if text:
        by_name = Exists(held.filter(Q(person__name__icontains=text) | Q(person__initials__startswith=text.lower())))
        body = Q(organization__short_name__icontains=text) | Q(organization__initials__startswith=text.lower())
        rows = rows.filter(body | Q(title__icontains=text) | by_name)
    if state == "vacant":
        return rows.exclude(Exists(held))
    return rows.filter(Exists(held)) if state == "held" else rows


def seats(posts: Sequence[Post], on: date) -> list[Seat]:
    """Return who sits in these posts on a day; two queries however many posts."""
    rows = Appointment.objects.held_on(on).filter(post__in=posts).select_related("person").order_by("during", "id")
    sitting: dict[int, list[Appointment]] = {}
    for row in rows:
        sitting.setdefault(row.post_id, []).append(row)
    others = _others([row for held in sitting.values() for row in held], on)
    return [Seat(post, [Sitting(row, others.get(row.pk, ())) for row in sitting.get(post.pk, ())]) for post in posts]


def _others(rows: Sequence[Appointment], on: date) -> dict[int, list[str]]:
    held: dict[int, list[Appointment]] = {}
    every = _content().held_on(on).filter(person__in={row.person_id for row in rows})
    for one in every.order_by("post__organization__order_no", "post__order_no"):
        held.setdefault(one.person_id, []).append(one)
    return {row.pk: [_words(one) for one in held.get(row.person_id, ()) if one.post_id != row.post_id] for row in rows}


def _content() -> AppointmentQuerySet:
    rows = Appointment.objects.filter(post__in=Post.objects.content())
    return rows.select_related("post__organization")


def _words(row: Appointment) -> str:
    return f"{row.post.office or row.post.organization.short_name}{row.post.title}"


def former(actor: Actor, body: Organization, on: date) -> list[Appointment]:
    """Return who held posts of a body before ``on`` and does no more, the latest first; at most 50."""
    rows = (
        Appointment.objects.visible_to(actor).known().filter(post__organization=body, post__in=Post.objects.content())
    )
    before = rows.filter(during__fully_lt=DateRange(on, None)).select_related("person", "post")
    return list(before.order_by("-during__endswith", "post__order_no", "-id")[:MOST])
