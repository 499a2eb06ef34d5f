"""村务公开: that what was due to be disclosed was, on which day."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.community.villages.models.places import Village
from dangjian.foundation.ids import public_id


class Topic(models.TextChoices):
    """What is disclosed; major matters have their own pages."""

    ORDINARY = "ordinary", "一般事项"
    FINANCE = "finance", "财务收支"


class Disclosure(models.Model):
    """A village's disclosure for the period that begins on ``period_from``: when and where; nothing is uploaded."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="disclosures", verbose_name="行政村")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    topic = models.CharField("内容", max_length=10, choices=Topic)
    period_from = models.DateField("哪一期的第一天")
    disclosed_on = models.DateField("公布日期")
    ways = ArrayField(models.CharField(max_length=12), verbose_name="公开方式", default=list)
    account_id = models.BigIntegerField("账号", null=True)

    objects = ScopedQuerySet["Disclosure"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.PUBLIC: ("id", "public_id", "village", "topic", "period_from", "disclosed_on", "ways"),
        Privacy.INTERNAL: ("county_id", "org_path", "account_id"),
    }

    class Meta:
        verbose_name = "村务公开"
        constraints = (
            models.UniqueConstraint(fields=["village", "topic", "period_from"], name="disclosure_once_a_period"),
        )
        indexes = (models.Index(fields=["org_path"], name="disclosure_by_place"),)

    def __str__(self) -> str:
        return f"{self.village} {self.get_topic_display()}"
