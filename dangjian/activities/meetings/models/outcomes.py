"""What came of a meeting: votes, who does what by when, and notes beside the sealed record."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.activities.meetings.models.meetings import Meeting
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id
from dangjian.procedures.votes.rules import CAPTIONS, OUTSIDE
from dangjian.procedures.votes.rules import Motion as MotionKind


class Motion(models.Model):
    """A vote: counts only, judged by the line of the rulebook in force on the day. ``law`` is that line in words."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="motions", verbose_name="会议")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    kind = models.CharField(
        "表决类型", max_length=10, choices=[(m.value, CAPTIONS[m]) for m in MotionKind if m not in OUTSIDE]
    )
    title = models.CharField("表决事项", max_length=200)
    entitled = models.PositiveIntegerField("应到会有表决权")
    present = models.PositiveIntegerField("实到会有表决权")
    yes = models.PositiveIntegerField("赞成")
    no = models.PositiveIntegerField("反对", default=0)
    abstained = models.PositiveIntegerField("弃权", default=0)
    written = models.PositiveIntegerField("会前书面赞成", default=0)
    is_passed = models.BooleanField("通过")
    words = models.CharField("结果", max_length=200)
    law = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    objects = ScopedQuerySet["Motion"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "meeting", "county_id", "org_path", "kind", "title", "entitled", "present", "yes", "no",
            "abstained", "written", "is_passed", "words", "law", "recorded_at",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "表决"
        indexes = (models.Index(fields=["org_path"], name="motion_by_place"),)
        constraints = (
            models.CheckConstraint(condition=Q(present__lte=F("entitled")), name="motion_present_entitled"),
            models.CheckConstraint(
                condition=Q(present__gte=F("yes") + F("no") + F("abstained")), name="motion_votes_of_those_present"
            ),
        )

    def __str__(self) -> str:
        return self.title


class ActionItemQuerySet(ScopedQuerySet["ActionItem"]):
    """Words for sets of action items."""

    def open(self) -> Self:
        """Agreed in a sealed record and not yet done."""
        return self.filter(done_on=None, meeting__state="sealed")


class ActionItem(models.Model):
    """Something agreed (议定事项): who does what by when; on due lists until it is done."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items", verbose_name="会议")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    order_no = models.PositiveSmallIntegerField("序号", default=1)
    what = models.CharField("事项", max_length=200)
    who = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="agreed_items", verbose_name="责任人（平台内）"
    )
    who_name = models.CharField("责任人", max_length=60, blank=True, default="")
    due_on = models.DateField("完成时限", null=True)
    done_on = models.DateField("办结日期", null=True)
    outcome = models.CharField("办理结果", max_length=200, blank=True, default="")
    done_by = models.BigIntegerField("办结登记账号", null=True)

    objects = ActionItemQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "meeting", "county_id", "org_path", "order_no", "due_on", "done_on", "done_by",
        ),
        Privacy.PERSONAL: ("what", "who", "who_name", "outcome"),
    }  # fmt: skip

    class Meta:
        verbose_name = "议定事项"
        ordering = ("order_no", "id")
        indexes = (models.Index(fields=["org_path", "due_on"], condition=Q(done_on=None), name="action_item_open"),)

    def __str__(self) -> str:
        return self.what


class Correction(models.Model):
    """A note beside a sealed record: the original stands as it was."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections", verbose_name="会议")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    words = models.CharField("更正说明", max_length=400)
    person_name = models.CharField("更正人", max_length=60)
    account_id = models.BigIntegerField("账号")
    made_at = models.DateTimeField("时间", db_default=Now())

    objects = ScopedQuerySet["Correction"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "meeting", "county_id", "org_path", "account_id", "made_at"),
        Privacy.PERSONAL: ("words", "person_name"),
    }

    class Meta:
        verbose_name = "更正说明"
        indexes = (models.Index(fields=["org_path"], name="meeting_note_by_place"),)

    def __str__(self) -> str:
        return self.words
