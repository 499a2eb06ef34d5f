"""Posts and appointments: dated facts, never updated in place."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.accounts.roles import CAPTIONS, Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id


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

    objects = ScopedQuerySet["Post"].as_manager()

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
        )
    }

    class Meta:
        verbose_name = "职务"
        indexes = (models.Index(fields=["organization", "role"], name="post_by_body"),)

    def __str__(self) -> str:
        return f"{self.office or self.organization} {self.title}"


class AppointmentQuerySet(ScopedQuerySet["Appointment"]):
    """Words for sets of appointments."""

    def held_on(self, day: date) -> Self:
        """Appointments in force on ``day``, as known now."""
        return self.filter(during__contains=day, superseded_at=None)


class Appointment(models.Model):
    """A person in a post during a period; a correction supersedes, it does not overwrite."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments", verbose_name="人员")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments", verbose_name="职务")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    during = DateRangeField("任职期间")
    recorded_at = models.DateTimeField("记录时间", db_default=Now())
    superseded_at = models.DateTimeField("更正时间", null=True)

    objects = AppointmentQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "person",
            "post",
            "county_id",
            "org_path",
            "during",
            "recorded_at",
            "superseded_at",
        )
    }

    class Meta:
        verbose_name = "任职"
        indexes = (models.Index(fields=["person"], condition=Q(superseded_at=None), name="appointment_now"),)

    def __str__(self) -> str:
        return f"{self.person} {self.post}"
