"""A meeting from its plan to its sealed record."""

from typing import ClassVar, Final, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.models import StoredFile
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id
from dangjian.procedures.evidence.kinds import CHOICES, Kind


class State(models.TextChoices):
    """How far a meeting has come."""

    PLANNED = "planned", "已计划"
    NOTICED = "noticed", "已通知"
    RECORDED = "recorded", "已记录，待书记同意"
    SEALED = "sealed", "已归档"
    CANCELLED = "cancelled", "已取消"


OPEN: Final = (State.PLANNED, State.NOTICED, State.RECORDED)
# Of these a reader from above sees the steps and the days only, never the words (P19).
KEPT_CLOSED: Final = frozenset({Kind.LIFE_MEETING, Kind.APPRAISAL, Kind.TALKS, Kind.LEADERS_LIFE})


class MeetingQuerySet(ScopedQuerySet["Meeting"]):
    """Words for sets of meetings."""

    def open(self) -> Self:
        """Meetings that still wait for something."""
        return self.filter(state__in=OPEN)

    def sealed(self) -> Self:
        """Meetings whose record stands."""
        return self.filter(state=State.SEALED)

    def latest_first(self) -> Self:
        """Newest first."""
        return self.order_by("-held_on", "-id")

    def with_people(self) -> Self:
        """Fetch the body and the people named."""
        return self.select_related("organization", "group", "host", "recorder", "lecturer")


class Meeting(models.Model):
    """A meeting of a body; ``group`` is the Party group under it whose 党小组会 it was.

    ``planned_for`` is what was told, ``held_at`` what was; ``held_on`` the day of either.

    ``expected`` are the members who were to come on the day of the meeting, ``attended`` those who did (both by
    member id, folded on sealing); who was away and why stands in ``Absence``. ``matters`` are keys of what else the
    record is counted for, ``origin`` names what a meeting came from by itself (a visit of a base). ``revision``
    counts what was written, for two who record at once.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="meetings", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    group = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="meetings_as_group", verbose_name="党小组"
    )
    kinds = ArrayField(models.CharField(max_length=20, choices=CHOICES), verbose_name="类型")
    title = models.CharField("主题", max_length=200)
    state = models.CharField("进度", max_length=10, choices=State, default=State.PLANNED)
    planned_for = models.DateTimeField("通知的时间")
    held_at = models.DateTimeField("召开时间", null=True)
    held_on = models.DateField("召开日期")
    place = models.CharField("地点", max_length=80)
    host = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="meetings_hosted", verbose_name="主持人"
    )
    recorder = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="meetings_recorded", verbose_name="记录人"
    )
    lecturer = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="lectures", verbose_name="授课人（平台内）"
    )
    lecturer_name = models.CharField("授课人", max_length=60, blank=True, default="")
    guests = models.CharField("列席", max_length=400, blank=True, default="")
    topics = models.TextField("议题", blank=True, default="")
    speeches = models.TextField("发言要点", blank=True, default="")
    decisions = models.TextField("决议", blank=True, default="")
    expected = ArrayField(models.BigIntegerField(), default=list, verbose_name="应到")
    attended = ArrayField(models.BigIntegerField(), default=list, verbose_name="实到")
    matters = ArrayField(models.CharField(max_length=80), default=list, verbose_name="抵算的事项")
    origin = models.CharField("由来", max_length=80, blank=True, default="")
    photo = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="手写记录照片"
    )
    sign_in_until = models.DateTimeField("扫码签到开到", null=True)
    late_reason = models.CharField("补记原因", max_length=200, blank=True, default="")
    cancelled_for = models.CharField("取消原因", max_length=200, blank=True, default="")
    revision = models.PositiveIntegerField("修改次数", default=0)
    recorded_by = models.BigIntegerField("记录账号", null=True)
    recorded_name = models.CharField("录入人", max_length=60, blank=True, default="")
    recorded_at = models.DateTimeField("记录时间", null=True)
    sealed_by = models.BigIntegerField("同意账号", null=True)
    sealed_name = models.CharField("同意人", max_length=60, blank=True, default="")
    sealed_at = models.DateTimeField("归档时间", null=True)
    made_at = models.DateTimeField("建立时间", db_default=Now())

    objects = MeetingQuerySet.as_manager()

    merge_notes: tuple[str, ...] = ()  # What two recorders wrote differently, said once after a send.

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "group", "kinds", "title", "state",
            "planned_for", "held_at", "held_on", "place", "matters", "origin", "sign_in_until", "late_reason",
            "cancelled_for", "revision", "recorded_by", "recorded_at", "sealed_by", "sealed_at", "made_at",
        ),
        Privacy.PERSONAL: (
            "host", "recorder", "lecturer", "lecturer_name", "guests", "topics", "speeches", "decisions", "expected",
            "attended", "photo", "recorded_name", "sealed_name",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "会议"
        indexes = (
            models.Index(fields=["org_path", "-held_on", "-id"], name="meeting_by_place"),
            models.Index(fields=["organization", "-held_on"], name="meeting_of_body"),
            models.Index(fields=["org_path"], condition=Q(state__in=[s.value for s in OPEN]), name="meeting_open"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="sealed") | Q(sealed_at__isnull=False, held_at__isnull=False),
                name="meeting_sealed_at_a_moment",
            ),
            models.CheckConstraint(condition=~Q(kinds=[]), name="meeting_is_of_a_kind"),
            models.CheckConstraint(
                condition=Q(group=None) | Q(kinds__contains=["group"]), name="meeting_of_a_group_is_its_kind"
            ),
            models.CheckConstraint(condition=Q(attended__contained_by=F("expected")), name="meeting_attended_expected"),
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="meeting_one_an_origin"),
        )

    def __str__(self) -> str:
        return f"{self.organization} {self.title}"

    @property
    def kinds_words(self) -> str:
        """Return 主题党日、党课."""
        return "、".join(Kind(kind).label for kind in self.kinds)

    @property
    def source(self) -> str:
        """Return the name under which its evidence is lodged."""
        return f"meetings.meeting:{self.public_id}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for something."""
        return self.state in OPEN

    @property
    def is_sealed(self) -> bool:
        """Whether the record stands and only notes may be added."""
        return self.state == State.SEALED

    @property
    def is_kept_closed(self) -> bool:
        """Whether a reader from above sees the steps and days only (P19)."""
        return bool(KEPT_CLOSED & set(self.kinds))
