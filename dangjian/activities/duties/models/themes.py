"""本月主题: published once by the county, prefilled everywhere, changeable (P17)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.foundation.ids import public_id


class ThemeQuerySet(ScopedQuerySet["Theme"]):
    """Words for sets of themes."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the counties in which the person holds a post."""
        return self.filter(county_id__in={grant.county_id for grant in actor.grants})

    def of_month(self, county_id: int, on: date) -> Self:
        """The theme of the month of a day."""
        return self.filter(county_id=county_id, month=on.replace(day=1))


class Theme(models.Model):
    """The theme of a month in a county; ``org_path`` is the county's body, ``month`` its first day."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    month = models.DateField("月份")
    title = models.CharField("主题", max_length=80)
    readings = models.TextField("学习内容", max_length=1000, blank=True, default="")
    flow = models.TextField("流程", max_length=1000, blank=True, default="")
    published_at = models.DateTimeField("发布时间", db_default=Now())
    published_by = models.BigIntegerField("发布账号")
    published_name = models.CharField("发布人", max_length=60)

    objects = ThemeQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "county_id",
            "org_path",
            "month",
            "title",
            "readings",
            "flow",
            "published_at",
            "published_by",
            "published_name",
        )
    }

    class Meta:
        verbose_name = "本月主题"
        constraints = (models.UniqueConstraint(fields=["county_id", "month"], name="theme_once_a_month"),)

    def __str__(self) -> str:
        return self.title
