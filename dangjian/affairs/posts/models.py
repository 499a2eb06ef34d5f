"""Posts and appointments: dated facts, never updated in place."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.accounts.roles import ADMINISTRATORS, CAPTIONS, Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id


class PostQuerySet(ScopedQuerySet["Post"]):
    """Words for sets of posts."""

    def open_on(self, day: date) -> Self:
        """Posts that exist on ``day``."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day))

    def in_order(self) -> Self:
        """Body by body in the county's order, then as the body lists its posts (P6)."""
        return self.order_by("organization__order_no", "order_no", "id")

    def content(self) -> Self:
        """Posts of the Party's work: those of the platform's own administrators apart."""
        return self.exclude(role__in=ADMINISTRATORS)


class Post(models.Model):
    """A post at a body. ``office`` names a department that is no node of the tree (县委组织部)."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="posts", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    role = models.CharField("角色", max_length=30, choices=[(r.value, CAPTIONS[r]) for r in Role])
    title = models.CharField("职务", max_length=60)
    office = models.CharField("机构", max_length=40, blank=True)
    order_no = models.PositiveSmallIntegerField("序号", default=1)
    seats = models.PositiveSmallIntegerField("职数", default=1, db_default=1)
    closed_on = models.DateField("撤销日期", null=True)

    objects = PostQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.PUBLIC: (
            "id",
            "public_id",
            "organization",
            "county_id",
            "org_path",
            "role",
            "title",
            "office",
            "order_no",
            "seats",
            "closed_on",
        )
    }

    class Meta:
        verbose_name = "职务"
        indexes = (models.Index(fields=["organization", "role"], name="post_by_body"),)

    def __str__(self) -> str:
        return f"{self.office or self.organization} {self.title}"

    def is_open_on(self, day: date) -> bool:
        """Say whether the post exists on ``day``."""
        return self.closed_on is None or self.closed_on > day


class AppointmentQuerySet(ScopedQuerySet["Appointment"]):
    """Words for sets of appointments."""

    def held_on(self, day: date) -> Self:
        """Appointments in force on ``day``, as known now."""
        return self.filter(during__contains=day, superseded_at=None)

    def known(self) -> Self:
        """Appointments as known now: what was corrected is left out."""
        return self.filter(superseded_at=None)


class Appointment(models.Model):
    """A person in a post during a period; a correction supersedes (``corrects`` names the old row), never overwrites.

    ``basis`` is the paper that put the person there, ``end_basis`` the one that took them out.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments", verbose_name="人员")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments", verbose_name="职务")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    during = DateRangeField("任职期间")
    basis = models.CharField("任职依据", max_length=120, blank=True, default="", db_default="")
    end_basis = models.CharField("免职依据", max_length=120, blank=True, default="", db_default="")
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by", verbose_name="更正的记录"
    )
    account_id = models.BigIntegerField("登记账号", null=True)
    recorded_at = models.DateTimeField("记录时间", db_default=Now())
    superseded_at = models.DateTimeField("更正时间", null=True)

    objects = AppointmentQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "person",
            "post",
            "county_id",
            "org_path",
            "during",
            "basis",
            "end_basis",
            "corrects",
            "account_id",
            "recorded_at",
            "superseded_at",
        )
    }

    class Meta:
        verbose_name = "任职"
        indexes = (
            models.Index(fields=["person"], condition=Q(superseded_at=None), name="appointment_now"),
            models.Index(fields=["post"], condition=Q(superseded_at=None), name="appointment_of_post"),
        )
        constraints = (models.CheckConstraint(condition=~Q(during__isempty=True), name="appointment_lasts_a_day"),)

    def __str__(self) -> str:
        return f"{self.person} {self.post}"

    def is_held_on(self, day: date) -> bool:
        """Say whether the person holds the post on ``day``."""
        return self.during.lower <= day and (self.during.upper is None or day < self.during.upper)
