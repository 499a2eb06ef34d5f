"""Cases of duplicate records, their sides, exact searches, and mergers that can be undone."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id


class Kind(models.TextChoices):
    """How strongly two records are held to be one person."""

    NUMBER = "number", "身份证号相同"
    LIKELY = "likely", "姓名和出生日期相同"
    SEARCH = "search", "按号查找时发现"


class State(models.TextChoices):
    """Where a case stands."""

    OPEN = "open", "待核查"
    MERGED = "merged", "已合并"
    DISTINCT = "distinct", "核查完毕，不合并"


class Case(models.Model):
    """Records that may be one person. Its place is the nearest body above all sides: only there are all seen."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    number = models.CharField("核查编号", max_length=12, unique=True)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置", blank=True)
    kind = models.CharField("线索", max_length=10, choices=Kind)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    index = models.BinaryField("索引")
    opened_on = models.DateField("发现日期")
    closed_on = models.DateField("办结日期", null=True)
    words = models.CharField("核查结果", max_length=200, blank=True)

    objects = ScopedQuerySet["Case"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "number",
            "county_id",
            "org_path",
            "kind",
            "state",
            "opened_on",
            "closed_on",
        ),
        Privacy.PERSONAL: ("words",),
        Privacy.SENSITIVE: ("index",),
    }

    class Meta:
        verbose_name = "重复档案核查"
        indexes = (models.Index(fields=["org_path", "-opened_on"], name="duplicate_by_place"),)
        constraints = (
            models.UniqueConstraint(fields=["kind", "index"], condition=Q(state="open"), name="duplicate_open_once"),
        )

    def __str__(self) -> str:
        return self.number


class Side(models.Model):
    """One record of a case, or the body that searched and has none; each body sees its own side only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sides", verbose_name="核查")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="duplicate_sides", verbose_name="人员"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="duplicate_sides", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    is_merged = models.BooleanField("已并入", default=False)

    objects = ScopedQuerySet["Side"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "case", "person", "organization", "county_id", "org_path", "is_merged")
    }

    class Meta:
        verbose_name = "重复档案的一方"
        indexes = (models.Index(fields=["org_path"], name="duplicate_side_by_place"),)
        constraints = (models.UniqueConstraint(fields=["case", "person"], name="duplicate_side_once"),)

    def __str__(self) -> str:
        return f"{self.case} {self.organization}"


class LookupQuerySet(models.QuerySet["Lookup"]):
    """Words for sets of searches."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own."""
        return self.filter(account_id=actor.account_id)


class Sought(models.TextChoices):
    """By what someone is searched for."""

    ID_NUMBER = "id_number", "身份证号"
    PHONE = "phone", "手机号"


class Lookup(models.Model):
    """An exact search by ID number or phone: that it was made and what came of it, never the number."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    account_id = models.BigIntegerField("账号")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    kind = models.CharField("查找依据", max_length=10, choices=Sought)
    on = models.DateField("日期")
    at = models.DateTimeField("时间", db_default=Now())
    found = models.ManyToManyField(Person, related_name="lookups", verbose_name="查到的人")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="lookups", verbose_name="核查")

    objects = LookupQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "account_id",
            "county_id",
            "org_path",
            "kind",
            "on",
            "at",
            "found",
            "case",
        )
    }

    class Meta:
        verbose_name = "按号查找"
        indexes = (models.Index(fields=["account_id", "on"], name="lookup_of_day"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.on}"


class Merger(models.Model):
    """Two records made one: the sealed snapshot of both is kept as a file of this row while it can be undone."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mergers", verbose_name="核查")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mergers_kept", verbose_name="保留的档案")
    dropped = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mergers_dropped", verbose_name="并入的档案"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    account_id = models.BigIntegerField("账号")
    on = models.DateField("日期")
    undone_on = models.DateField("撤销日期", null=True)

    objects = ScopedQuerySet["Merger"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "case",
            "kept",
            "dropped",
            "county_id",
            "org_path",
            "account_id",
            "on",
            "undone_on",
        )
    }

    class Meta:
        verbose_name = "档案合并"

    def __str__(self) -> str:
        return f"{self.kept} {self.on}"
