"""What is known of a firm or society beyond the unit itself, and the lists that came from those who register them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.newcomers.rules import CAPTIONS
from dangjian.affairs.organizations.models import Organization, Unit
from dangjian.foundation.ids import public_id


class Condition(models.TextChoices):
    """Whether a unit really operates."""

    OPERATING = "operating", "实体运营"
    SHELL = "shell", "空壳"
    DORMANT = "dormant", "停业、僵尸"
    GONE = "gone", "已注销、吊销或迁出"


LEFT_OUT = (Condition.SHELL, Condition.DORMANT, Condition.GONE)


class ProfileQuerySet(ScopedQuerySet["Profile"]):
    """A profile stands where its unit stands, also when another body comes to answer for it."""

    scope_path = "unit__org_path"


class Profile(models.Model):
    """What is known of a unit: staff, members, who instructs, whether it operates and why not; and from where."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="profile", verbose_name="单位")
    staff = models.PositiveIntegerField("从业人数", null=True)
    members = models.PositiveSmallIntegerField("正式党员人数", null=True)
    instructor = models.CharField("党建指导员（联络员）", max_length=40, blank=True, default="")
    instructed_since = models.DateField("指导起始日期", null=True)
    has_union = models.BooleanField("有工会", default=False)
    has_league = models.BooleanField("有共青团组织", default=False)
    condition = models.CharField("经营状况", max_length=10, choices=Condition, default=Condition.OPERATING)
    reason = models.CharField("不计入的原因", max_length=200, blank=True, default="")
    judged_on = models.DateField("判断日期", null=True)
    judged_name = models.CharField("判断人", max_length=60, blank=True, default="")
    staff_source = models.CharField("人数来源", max_length=80, blank=True, default="")
    kept_on = models.DateField("更新日期", null=True)

    objects = ProfileQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "unit", "staff", "members", "instructor", "instructed_since", "has_union", "has_league",
            "condition", "reason", "judged_on", "judged_name", "staff_source", "kept_on",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "两新单位情况"
        constraints = (
            models.CheckConstraint(
                condition=Q(condition=Condition.OPERATING) | (~Q(reason="") & Q(judged_on__isnull=False)),
                name="newcomer_left_out_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return str(self.unit)

    @property
    def is_out(self) -> bool:
        """Say whether the unit is not counted."""
        return self.condition in LEFT_OUT


class Listing(models.Model):
    """A list of firms or societies as who registers them gave it, brought in for a body and what lies below it."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="newcomer_listings", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    field = models.CharField("领域", max_length=12, choices=list(CAPTIONS.items()))
    source = models.CharField("名单来源", max_length=80)
    name = models.CharField("文件名", max_length=120)
    made_on = models.DateField("名单日期")
    brought_at = models.DateTimeField("导入时间", db_default=Now())
    brought_name = models.CharField("导入人", max_length=60)

    objects = ScopedQuerySet["Listing"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "field", "source", "name", "made_on",
            "brought_at", "brought_name",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "两新单位名单"
        indexes = (models.Index(fields=["org_path", "-id"], name="newcomer_listing_by_place"),)

    def __str__(self) -> str:
        return f"{self.source} {self.made_on:%Y-%m-%d}"


class Match(models.TextChoices):
    """What became of a line when it was held against the units on record."""

    SAME = "same", "对上"
    RENAMED = "renamed", "对上，名称不同"
    CLOSED = "closed", "名单上已注销、吊销"
    UNKNOWN = "unknown", "平台上没有"
    FAULTY = "faulty", "代码有误"
    MISSING = "missing", "名单上没有"


OPEN_MATCHES = (Match.CLOSED, Match.UNKNOWN, Match.FAULTY, Match.MISSING)


class Decision(models.TextChoices):
    """What a person decided about a line that does not settle itself."""

    ADDED = "added", "已登记为单位"
    LEFT_OUT = "left_out", "已转为不计入"
    KEPT = "kept", "照原样保留"
    DECLINED = "declined", "不登记"


class ListedQuerySet(ScopedQuerySet["Listed"]):
    """Words for sets of listed lines."""

    scope_path = "listing__org_path"

    def waiting(self) -> "ListedQuerySet":
        """Lines that a person has to decide."""
        return self.filter(match__in=OPEN_MATCHES, decision="")


class Listed(models.Model):
    """A line of a list, or a unit on record that the list does not hold; nothing is made or ended by itself."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="lines", verbose_name="名单")
    number = models.PositiveIntegerField("序号")
    row = models.PositiveIntegerField("表中行号", null=True)
    name = models.CharField("名称", max_length=120)
    credit_code = models.CharField("统一社会信用代码", max_length=30, blank=True, db_collation="C")
    staff = models.PositiveIntegerField("从业人数", null=True)
    place = models.CharField("住所", max_length=120, blank=True, default="")
    status = models.CharField("登记状态", max_length=30, blank=True, default="")
    match = models.CharField("核对", max_length=10, choices=Match)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="listed", verbose_name="单位")
    fault = models.CharField("代码问题", max_length=120, blank=True, default="")
    decision = models.CharField("处理", max_length=10, choices=Decision, blank=True, default="")
    words = models.CharField("说明", max_length=200, blank=True, default="")
    decided_at = models.DateTimeField("处理时间", null=True)
    decided_name = models.CharField("处理人", max_length=60, blank=True, default="")

    objects = ListedQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "listing", "number", "row", "name", "credit_code", "staff", "place", "status", "match",
            "unit", "fault", "decision", "words", "decided_at", "decided_name",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "名单上的单位"
        constraints = (models.UniqueConstraint(fields=["listing", "number"], name="newcomer_listed_by_number"),)
        indexes = (models.Index(fields=["listing", "match", "number"], name="newcomer_listed_by_match"),)

    def __str__(self) -> str:
        return self.name
