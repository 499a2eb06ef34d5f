"""A matter of standing, from lost contact to suspension, removal or restoration, and the searches made."""

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
from dangjian.procedures.cases.models import Case, CaseStep


class Kind(models.TextChoices):
    """What is asked; the values are the procedures' keys after ``standing.``."""

    LOST = "lost", "失去联系"
    SETTLED = "settled", "出国（境）定居"
    STUDY = "study", "出国（境）学习研究超过5年"
    REMOVAL = "removal", "除名"
    RESTORATION = "restoration", "恢复党籍"


GROUNDS = (Kind.LOST, Kind.SETTLED, Kind.STUDY)  # Each leads to 停止党籍.


class Result(models.TextChoices):
    """How a matter ended."""

    DONE = "done", "已批准"
    REFUSED = "refused", "不同意"
    FOUND = "found", "已取得联系"
    WITHDRAWN = "withdrawn", "已撤回"


class MatterQuerySet(ScopedQuerySet["Matter"]):
    """Words for sets of matters."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of the bodies of the actor's own posts, and those whose step waits at such a body (P21)."""
        scope = actor.within("org_path")
        bodies = [grant.organization_id for grant in actor.grants]
        waiting = CaseStep.objects.waiting().filter(party__organization_id__in=bodies).values("case")
        own = Q(org_path__in=[grant.path for grant in actor.grants])
        return self.filter(scope & (own | Q(case__in=waiting)))

    def open(self) -> Self:
        """Matters that are not at their end."""
        return self.filter(ended_on=None)


class Matter(models.Model):
    """One matter of one member's standing; its steps are the case's. ``since`` is the day from which terms run.

    It shares its public id with the case.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="matters", verbose_name="党员")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="matters", verbose_name="所在党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    kind = models.CharField("事项", max_length=12, choices=Kind)
    since = models.DateField("起算日期")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="matter", verbose_name="办件")
    result = models.CharField("结果", max_length=10, choices=Result, blank=True, default="")
    ended_on = models.DateField("结束日期", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = MatterQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "organization", "county_id", "org_path", "recorded_at"),
        Privacy.SENSITIVE: ("person", "kind", "since", "case", "result", "ended_on"),
    }

    class Meta:
        verbose_name = "党籍事项"
        indexes = (
            models.Index(fields=["org_path"], name="matter_by_place"),
            models.Index(fields=["person"], name="matter_of_person"),
        )
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on=None), name="one_open_matter"),
            models.CheckConstraint(
                condition=Q(ended_on=None, result="") | (Q(ended_on__isnull=False) & ~Q(result="")),
                name="matter_ends_with_a_result",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()}"

    @property
    def is_ground(self) -> bool:
        """Whether it leads to 停止党籍."""
        return self.kind in GROUNDS


class Way(models.TextChoices):
    """How someone was looked for; what was heard is not kept."""

    CALL = "call", "本人电话、短信、微信"
    FAMILY = "family", "家人、亲友"
    UNIT = "unit", "原工作单位、学校"
    VILLAGE = "village", "户籍地、居住地村（社区）"
    HOME = "home", "上门走访"
    POLICE = "police", "请公安机关协助"
    NOTICE = "notice", "公告"


class Search(models.Model):
    """One way tried on one day."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="searches", verbose_name="党籍事项")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    way = models.CharField("办法", max_length=10, choices=Way)
    on = models.DateField("日期")
    account_id = models.BigIntegerField("登记账号", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = ScopedQuerySet["Search"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "matter", "county_id", "org_path", "account_id", "recorded_at"),
        Privacy.SENSITIVE: ("way", "on"),
    }

    class Meta:
        verbose_name = "查找记录"
        indexes = (models.Index(fields=["matter", "on"], name="search_of_matter"),)
        constraints = (models.UniqueConstraint(fields=["matter", "way", "on"], name="one_way_a_day"),)

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.on:%Y-%m-%d}"
