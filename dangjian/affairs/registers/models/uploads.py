"""A filled workbook that was brought in: checked, shown, and written once confirmed."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from dangjian.access.models import StoredFile
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.models.registers import Register, Version
from dangjian.foundation.ids import public_id


class Upload(models.Model):
    """What a workbook would bring into a register; ``staged`` are the checked lines, sealed, gone once written.

    ``faults`` are what was found wrong: row, column, words.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="uploads", verbose_name="台账")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+", verbose_name="版本")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="党组织")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    period = models.CharField("期间", max_length=8, blank=True, default="", db_collation="C")
    name = models.CharField("文件名", max_length=200)
    staged = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="待写入的内容"
    )
    new = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("更新", default=0)
    same = models.PositiveIntegerField("没有变化", default=0)
    faults = models.JSONField("问题", default=list)
    fault_count = models.PositiveIntegerField("问题数", default=0)
    account_id = models.BigIntegerField("账号")
    account_name = models.CharField("导入人", max_length=60)
    made_at = models.DateTimeField("时间", db_default=Now())
    written_at = models.DateTimeField("写入时间", null=True)

    objects = ScopedQuerySet["Upload"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "register", "version", "organization", "county_id", "org_path", "period", "name",
            "staged", "new", "changed", "same", "fault_count", "account_id", "made_at", "written_at",
        ),
        Privacy.PERSONAL: ("faults", "account_name"),
    }  # fmt: skip

    class Meta:
        verbose_name = "台账导入"
        indexes = (models.Index(fields=["org_path", "-made_at"], name="register_upload_by_place"),)

    def __str__(self) -> str:
        return self.name
