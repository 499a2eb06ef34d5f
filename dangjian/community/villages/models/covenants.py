"""村规民约: the rules that villagers give themselves (P31)."""

from typing import ClassVar

from django.db import models

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.community.villages.models.places import Village
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases.models import Case


class Covenant(models.Model):
    """One edition; the newest that was published is in force, and only published ones are open to everybody."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="covenants", verbose_name="行政村")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    text = models.TextField("村规民约", max_length=6000)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+", verbose_name="办件")
    published_on = models.DateField("公布日期", null=True)
    started_on = models.DateField("开始日期")

    objects = ScopedQuerySet["Covenant"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.PUBLIC: ("id", "public_id", "village", "text", "published_on", "started_on"),
        Privacy.INTERNAL: ("county_id", "org_path", "case"),
    }

    class Meta:
        verbose_name = "村规民约"
        indexes = (
            models.Index(fields=["org_path", "-id"], name="covenant_by_place"),
            models.Index(fields=["village", "-published_on"], name="covenant_published"),
        )

    def __str__(self) -> str:
        return f"{self.village}村规民约"
