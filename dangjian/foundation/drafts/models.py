"""A draft: what someone has typed on one page and not yet sent."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Draft(models.Model):
    """Text of one form of one account; deleted when the form is sent."""

    account_id = models.BigIntegerField("账号")
    key = models.CharField("页面", max_length=120)
    content = models.JSONField("内容")
    saved_at = models.DateTimeField("保存时间", db_default=Now())

    PRIVACY: ClassVar[dict[str, tuple[str, ...]]] = {
        "internal": ("id", "account_id", "key", "saved_at"),
        "personal": ("content",),
    }

    class Meta:
        verbose_name = "草稿"
        constraints = (models.UniqueConstraint(fields=["account_id", "key"], name="draft_unique"),)

    def __str__(self) -> str:
        return self.key
