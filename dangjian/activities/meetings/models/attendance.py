"""Who was away and why, as the recorder says; and who signed in at a large meeting by themselves."""

from typing import ClassVar, Final

from django.db import models
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.activities.meetings.models.meetings import Meeting
from dangjian.affairs.members.models import Member


class Reason(models.TextChoices):
    """Why someone did not come: a situation, never a judgement."""

    ILL = "ill", "病假"
    AWAY = "away", "外出"
    WORK = "work", "公务"
    FAMILY = "family", "家事"
    OTHER = "other", "其他"
    MOBILE = "mobile", "流动在外"
    FRAIL = "frail", "年老体弱"


# Who is away for one of these is told of the meeting and not counted as absent (P24).
EXCUSED: Final = frozenset({Reason.MOBILE, Reason.FRAIL})


class Absence(models.Model):
    """A member who did not come to a meeting, and why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="absences", verbose_name="会议")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="absences", verbose_name="党员")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    reason = models.CharField("原因", max_length=10, choices=Reason)

    objects = ScopedQuerySet["Absence"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "meeting", "county_id", "org_path"),
        Privacy.PERSONAL: ("member", "reason"),
    }

    class Meta:
        verbose_name = "缺席"
        constraints = (models.UniqueConstraint(fields=["meeting", "member"], name="absence_once"),)
        indexes = (models.Index(fields=["org_path"], name="absence_by_place"),)

    def __str__(self) -> str:
        return f"{self.member} {self.get_reason_display()}"

    @property
    def is_excused(self) -> bool:
        """Whether it does not count as an absence."""
        return self.reason in EXCUSED


class SignIn(models.Model):
    """A member who signed in by the code shown at a large meeting; hash-partitioned by county, folded on sealing.

    A leaf: nothing refers to it and it refers to nothing. No record says afterwards how one was marked.
    """

    pk = models.CompositePrimaryKey("county_id", "meeting_id", "member_id")
    county_id = models.BigIntegerField("县")
    meeting_id = models.BigIntegerField("会议")
    member_id = models.BigIntegerField("党员")
    org_path = PathField("位置")
    at = models.DateTimeField("时间", db_default=Now())

    objects = ScopedQuerySet["SignIn"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("county_id", "meeting_id", "org_path"),
        Privacy.PERSONAL: ("member_id", "at"),
    }

    class Meta:
        verbose_name = "扫码签到"

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.member_id}"
