"""An extension (延期): asked by the body, granted or refused; the old date stays visible."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.programme.tasks.models.assignments import Assignment


class Decision(models.TextChoices):
    """What became of the request."""

    PENDING = "pending", "待答复"
    GRANTED = "granted", "同意延期"
    REFUSED = "refused", "不同意延期"


class Extension(models.Model):
    """At most one waits for an answer at a time. ``acceptor_path`` is who answers."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="extensions")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    acceptor_path = PathField("答复组织位置")
    from_day = models.DateField("原时限")
    to_day = models.DateField("申请延至")
    reason = models.CharField("理由", max_length=300)
    asked_at = models.DateTimeField("申请时间", db_default=Now())
    asked_by = models.BigIntegerField("申请人")
    decision = models.CharField("答复", max_length=10, choices=Decision, default=Decision.PENDING)
    decided_at = models.DateTimeField("答复时间", null=True)
    decided_by = models.BigIntegerField("答复人", null=True)
    words = models.CharField("答复说明", max_length=300, blank=True)

    objects = ScopedQuerySet["Extension"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "assignment",
            "county_id",
            "org_path",
            "acceptor_path",
            "from_day",
            "to_day",
            "reason",
            "asked_at",
            "asked_by",
            "decision",
            "decided_at",
            "decided_by",
            "words",
        )
    }

    class Meta:
        verbose_name = "延期申请"
        constraints = (
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(decision="pending"), name="extension_one_pending"
            ),
            models.CheckConstraint(condition=Q(to_day__gt=F("from_day")), name="extension_later"),
        )

    def __str__(self) -> str:
        return f"{self.assignment} {self.to_day}"
