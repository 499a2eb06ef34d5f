"""Old files: a workbook of earlier admissions, each row with its days and what contradicts the text of those days."""

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.admissions.models.admissions import Admission
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class OldFileQuerySet(ScopedQuerySet["OldFile"]):
    """Words for sets of old files."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the bodies where a post carries the permission: whoever brought one in reads it."""
        bodies = [grant.organization_id for grant in actor.grants]
        return self.filter(actor.within("org_path")).filter(organization__in=bodies)


class OldFile(models.Model):
    """A workbook that was read and audited once; nothing of it changes a record. A row may be taken over as a case."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="old_admission_files", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    name = models.CharField("文件", max_length=120)
    account_id = models.BigIntegerField("账号", null=True)
    account_name = models.CharField("导入人", max_length=60, blank=True, default="")
    rows_read = models.PositiveIntegerField("行数", default=0)
    rows_wrong = models.PositiveIntegerField("有冲突的行数", default=0)
    read_at = models.DateTimeField("读取时间", db_default=Now())

    objects = OldFileQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "account_id", "account_name", "rows_read",
            "rows_wrong", "read_at",
        ),
        Privacy.PERSONAL: ("name",),
    }  # fmt: skip

    class Meta:
        verbose_name = "发展党员旧档案"
        indexes = (models.Index(fields=["org_path"], name="old_file_by_place"),)

    def __str__(self) -> str:
        return self.name


class OldRow(models.Model):
    """One person's row: the days as they were read, and each conflict with its article."""

    file = models.ForeignKey(OldFile, on_delete=models.CASCADE, related_name="rows", verbose_name="旧档案")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    number = models.PositiveIntegerField("行号")
    person_name = models.CharField("姓名", max_length=60)
    branch_name = models.CharField("党支部", max_length=120, blank=True, default="")
    days = models.JSONField("日期", default=dict)
    numbers = models.JSONField("培训天数学时", default=dict)
    conflicts = models.JSONField("冲突", default=list)
    admission = models.ForeignKey(
        Admission, on_delete=models.SET_NULL, null=True, related_name="old_rows", verbose_name="转入的办件"
    )

    objects = ScopedQuerySet["OldRow"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "file", "county_id", "org_path", "number"),
        Privacy.PERSONAL: ("person_name", "branch_name", "days", "numbers", "conflicts", "admission"),
    }

    class Meta:
        verbose_name = "发展党员旧档案的一行"
        constraints = (models.UniqueConstraint(fields=["file", "number"], name="old_row_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.person_name}"
