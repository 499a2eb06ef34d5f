"""A major matter of a village on its way through 四议两公开, and what is said of it in public."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.community.villages.models.places import Village
from dangjian.procedures.cases.models import Case


class Matter(models.Model):
    """A matter; ``title``, ``plan``, ``decision`` and ``result`` are written to be read by everybody.

    Only what was published is open: ``decision`` from ``decided_on``, ``result`` from ``finished_on``; ``ways`` says
    where else it was posted.
    """

    public_id = models.UUIDField("编号", unique=True, editable=False)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="matters", verbose_name="行政村")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    title = models.CharField("事项", max_length=60)
    plan = models.CharField("方案要点", max_length=1000)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+", verbose_name="办件")
    decision = models.CharField("决议内容", max_length=1000, blank=True, default="")
    decided_on = models.DateField("决议公开日期", null=True)
    result = models.CharField("实施结果", max_length=1000, blank=True, default="")
    finished_on = models.DateField("结果公开日期", null=True)
    ways = ArrayField(models.CharField(max_length=12), verbose_name="公开方式", default=list)
    started_on = models.DateField("提出日期")

    objects = ScopedQuerySet["Matter"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.PUBLIC: (
            "id", "public_id", "village", "title", "plan", "decision", "decided_on", "result",
            "finished_on", "ways", "started_on",
        ),
        Privacy.INTERNAL: ("county_id", "org_path", "case"),
    }  # fmt: skip

    class Meta:
        verbose_name = "村级事项"
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_on=None, decision="") | (Q(decided_on__isnull=False) & ~Q(decision="")),
                name="matter_decision_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(finished_on=None, result="")
                | (Q(finished_on__isnull=False, decided_on__isnull=False) & ~Q(result="")),
                name="matter_result_after_decision",
            ),
        )
        indexes = (
            models.Index(fields=["org_path", "-started_on", "-id"], name="village_matter_by_place"),
            models.Index(fields=["village", "-decided_on", "-id"], name="village_matter_published"),
        )

    def __str__(self) -> str:
        return self.title
