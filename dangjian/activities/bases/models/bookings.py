"""A visit that a branch asked for: asked, confirmed or declined, called off; never two at one time."""

from typing import ClassVar, Final, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.activities.bases.models.places import Activity, Base
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class State(models.TextChoices):
    """How far a booking has come."""

    ASKED = "asked", "待确认"
    CONFIRMED = "confirmed", "已确认"
    DECLINED = "declined", "未能接待"
    CANCELLED = "cancelled", "已取消"


HELD: Final = (State.ASKED, State.CONFIRMED)  # These hold their time.


class BookingQuerySet(ScopedQuerySet["Booking"]):
    """Words for sets of bookings."""

    def visible_to(self, actor: Actor) -> Self:
        """By either side: whoever keeps a base sees who comes, whoever records a branch's meetings what it asked."""
        if actor.permission is Permission.BASE_KEEP:
            return self.filter(actor.within("host_path"))
        if actor.permission is Permission.MEETING_RECORD:
            return self.filter(actor.within("org_path"))
        return self.filter(actor.within("org_path") | actor.within("host_path"))

    def held(self) -> Self:
        """Those that hold their time."""
        return self.filter(state__in=HELD)


class Booking(models.Model):
    """A visit of a branch (``organization``) to a base; ``host_path`` is the place of the body that keeps the base.

    ``during`` is the time that nobody else may have, ``on`` its day. ``words`` say why it was declined or called off.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    base = models.ForeignKey(Base, on_delete=models.PROTECT, related_name="bookings", verbose_name="基地")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="bookings", verbose_name="活动")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="bookings", verbose_name="预约的党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    host_path = PathField("主管党组织的位置")
    on = models.DateField("日期")
    during = DateTimeRangeField("时段")
    people = models.PositiveSmallIntegerField("人数")
    state = models.CharField("进度", max_length=10, choices=State, default=State.ASKED)
    asked_by = models.BigIntegerField("预约账号")
    asked_name = models.CharField("预约人", max_length=60)
    asked_at = models.DateTimeField("预约时间", db_default=Now())
    answered_by = models.BigIntegerField("答复账号", null=True)
    answered_name = models.CharField("答复人", max_length=60, blank=True, default="")
    answered_at = models.DateTimeField("答复时间", null=True)
    words = models.CharField("说明", max_length=200, blank=True, default="")

    objects = BookingQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "base", "activity", "organization", "county_id", "org_path", "host_path", "on",
            "during", "people", "state", "asked_by", "asked_at", "answered_by", "answered_at", "words",
        ),
        Privacy.PERSONAL: ("asked_name", "answered_name"),
    }  # fmt: skip

    class Meta:
        verbose_name = "基地预约"
        constraints = (
            ExclusionConstraint(
                name="booking_alone_at_its_time",
                expressions=[
                    (
                        Func(
                            F("base"), F("base"), Value("[]"), function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=[state.value for state in HELD]),
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="booking_for_someone"),
        )  # fmt: skip
        indexes = (
            models.Index(fields=["org_path", "-on", "-id"], name="booking_by_place"),
            models.Index(fields=["host_path", "-on", "-id"], name="booking_by_host"),
            models.Index(fields=["base", "on"], name="booking_of_base"),
        )

    def __str__(self) -> str:
        return f"{self.base} {self.activity}"

    @property
    def is_held(self) -> bool:
        """Whether it holds its time."""
        return self.state in HELD

    @property
    def origin(self) -> str:
        """The name under which its meeting is planned, and it is told of in the inbox."""
        return f"bases.booking:{self.public_id}"
