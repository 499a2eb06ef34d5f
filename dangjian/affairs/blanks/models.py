"""Blanks that were uploaded, what a county corrected in reading them, and papers made for signing."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from dangjian.access.models import StoredFile
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.access.secrets import Place, seal, unseal
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class Blank(models.Model):
    """A superior's blank as uploaded, how it is to be filled, and the filled file. Both files go after 30 days.

    ``survey`` is what was read of it, sealed: a blank may come with people's names in it.
    ``plan`` names columns and facts by key, no one's data, for each table that was filled.
    ``condition_bodies`` are the branches of whose members the filled file says by name that they are lost, suspended
    or gone: only who reads that of all of them opens it.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, verbose_name="党组织")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    account_id = models.BigIntegerField("账号")
    maker = models.CharField("上传人", max_length=60)
    name = models.CharField("文件名", max_length=200)
    file = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="上级的表"
    )
    survey = models.BinaryField("读到的内容")
    plan = models.JSONField("填法", default=dict)
    result = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="填好的表"
    )
    filled = models.PositiveIntegerField("填了几格", default=0)
    unknown = models.PositiveIntegerField("空着几格", default=0)
    is_revealing = models.BooleanField("含证件号码或电话", default=False)
    condition_bodies = ArrayField(models.BigIntegerField(), verbose_name="含哪些党支部党员的党籍状态", default=list)
    uploaded_at = models.DateTimeField("上传时间", db_default=Now())
    filled_at = models.DateTimeField("填好时间", null=True)

    objects = ScopedQuerySet["Blank"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "organization",
            "county_id",
            "org_path",
            "account_id",
            "maker",
            "name",
            "file",
            "plan",
            "result",
            "filled",
            "unknown",
            "is_revealing",
            "condition_bodies",
            "uploaded_at",
            "filled_at",
        ),
        Privacy.SENSITIVE: ("survey",),
    }

    class Meta:
        verbose_name = "上级要表"
        indexes = (models.Index(fields=["org_path", "-uploaded_at"], name="blank_by_place"),)

    def __str__(self) -> str:
        return self.name

    @property
    def _place(self) -> Place:
        return Place("blanks_blank", "survey", self.public_id)

    def keep(self, survey: str) -> None:
        """Seal what was read."""
        self.survey = seal(survey, self._place)

    def read(self) -> str:
        """Return what was read, in the clear."""
        return unseal(bytes(self.survey), self._place)


class Remembered(models.Model):
    """What a county says a caption means; an empty ``key`` says that such a column stays empty."""

    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    subject = models.CharField("行是什么", max_length=10)
    caption = models.CharField("表头", max_length=200)
    key = models.CharField("填什么", max_length=60, blank=True)
    account_id = models.BigIntegerField("账号")
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    objects = ScopedQuerySet["Remembered"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "county_id",
            "org_path",
            "subject",
            "caption",
            "key",
            "account_id",
            "recorded_at",
        )
    }

    class Meta:
        verbose_name = "记住的表头"
        constraints = (
            models.UniqueConstraint(fields=["county_id", "subject", "caption"], name="remembered_once_a_county"),
        )

    def __str__(self) -> str:
        return f"{self.caption} {self.key}"


class PaperKind(models.TextChoices):
    """The forms that are printed and signed."""

    ROSTER = "roster", "党员名册"
    COLLECTION = "collection", "党员基本信息采集表"


class Paper(models.Model):
    """A form made for a branch, to be printed and signed; the file goes after 30 days."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, verbose_name="党支部")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    account_id = models.BigIntegerField("账号")
    maker = models.CharField("制表人", max_length=60)
    kind = models.CharField("表", max_length=12, choices=PaperKind)
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="文件")
    people = models.PositiveIntegerField("人数")
    is_revealing = models.BooleanField("含证件号码或电话", default=False)
    made_at = models.DateTimeField("制表时间", db_default=Now())

    objects = ScopedQuerySet["Paper"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "organization",
            "county_id",
            "org_path",
            "account_id",
            "maker",
            "kind",
            "file",
            "people",
            "is_revealing",
            "made_at",
        )
    }

    class Meta:
        verbose_name = "纸质表"
        indexes = (models.Index(fields=["org_path", "-made_at"], name="paper_by_place"),)

    def __str__(self) -> str:
        return f"{self.organization} {self.get_kind_display()}"
