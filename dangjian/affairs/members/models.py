"""A member, from applicant to former (人员类别), and their spells: in which branch, as what, from when to when."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person, Source
from dangjian.foundation.ids import public_id


class Category(models.TextChoices):
    """人员类别 (domain §4.4)."""

    FULL = "full", "正式党员"
    PROBATIONARY = "probationary", "预备党员"
    OBJECT = "object", "发展对象"
    ACTIVIST = "activist", "入党积极分子"
    APPLICANT = "applicant", "入党申请人"


class Standing(models.TextChoices):
    """党籍状态: the only two values of the national collection form."""

    NORMAL = "normal", "正常"
    SUSPENDED = "suspended", "停止党籍"


class Leaving(models.TextChoices):
    """Why someone is no longer counted here (减少)."""

    TRANSFERRED = "transferred", "转出"
    DIED = "died", "死亡"
    EXPELLED = "expelled", "开除党籍"
    STRUCK_OFF = "struck_off", "除名"
    ADVISED_OUT = "advised_out", "劝退"
    ANNULLED = "annulled", "取消预备党员资格"
    RESIGNED = "resigned", "退党"
    OFF_ROLL = "off_roll", "不再列入（未入党）"


class MemberQuerySet(ScopedQuerySet["Member"]):
    """Words for sets of members."""

    def full(self) -> Self:
        """Full members: they vote, stand and are counted for thresholds."""
        return self.in_party().filter(category=Category.FULL)

    def in_party(self) -> Self:
        """Full and probationary members of normal standing: what the field counts as 党员."""
        return self.current().filter(category__in=(Category.FULL, Category.PROBATIONARY), standing=Standing.NORMAL)

    def current(self) -> Self:
        """Everyone who is on a roll today, from applicants on; not those who have left."""
        return self.filter(left_on=None)


class Member(models.Model):
    """One-to-one with a person. The order of a roll is by joining day, after the posts."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, verbose_name="人员")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="members", verbose_name="所在党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    category = models.CharField("人员类别", max_length=12, choices=Category)
    joined_on = models.DateField("加入党组织日期", null=True)
    confirmed_on = models.DateField("转为正式党员日期", null=True)
    standing = models.CharField("党籍状态", max_length=10, choices=Standing, default=Standing.NORMAL)
    joining_kind = models.CharField("入党类型", max_length=30, blank=True, default="")
    joined_at = models.CharField("入党时所在支部", max_length=120, blank=True, default="")
    applied_on = models.DateField("申请入党日期", null=True)
    activist_on = models.DateField("确定积极分子日期", null=True)
    extended_until = models.DateField("延长预备期至", null=True)
    seniority_correction = models.SmallIntegerField("党龄校正值（月）", default=0)
    lost_since = models.DateField("失去联系日期", null=True)
    left_on = models.DateField("离开日期", null=True)
    left_reason = models.CharField("减少原因", max_length=12, choices=Leaving, blank=True, default="")

    objects = MemberQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "person", "organization", "county_id", "org_path", "category"),
        Privacy.PERSONAL: (
            "joined_on",
            "confirmed_on",
            "joining_kind",
            "joined_at",
            "applied_on",
            "activist_on",
            "extended_until",
            "seniority_correction",
        ),
        Privacy.SENSITIVE: ("standing", "lost_since", "left_on", "left_reason"),
    }

    class Meta:
        verbose_name = "党员"
        indexes = (
            models.Index(fields=["org_path"], name="member_by_place"),
            # A count of members reads this alone: what ``in_party`` asks for, word for word.
            models.Index(
                fields=["org_path"],
                condition=Q(left_on=None, category__in=("full", "probationary"), standing="normal"),
                name="party_member_by_place",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(left_on=None, left_reason="") | (Q(left_on__isnull=False) & ~Q(left_reason="")),
                name="member_leaves_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return str(self.person)


class SpellQuerySet(ScopedQuerySet["Spell"]):
    """Words for sets of spells."""

    def held_on(self, day: date) -> Self:
        """Spells that cover ``day``, as known now."""
        return self.filter(during__contains=day, superseded_at=None)


class Spell(models.Model):
    """A member in one branch, one category and one standing during a period; corrections supersede."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="spells", verbose_name="党员")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="spells", verbose_name="所在党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    category = models.CharField("人员类别", max_length=12, choices=Category)
    standing = models.CharField("党籍状态", max_length=10, choices=Standing, default=Standing.NORMAL)
    during = DateRangeField("期间")
    source = models.CharField("来源", max_length=10, choices=Source)
    reference = models.CharField("来源编号", max_length=60, blank=True, default="")
    recorded_at = models.DateTimeField("记录时间", db_default=Now())
    superseded_at = models.DateTimeField("更正时间", null=True)

    objects = SpellQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "member",
            "organization",
            "county_id",
            "org_path",
            "category",
            "during",
            "source",
            "reference",
            "recorded_at",
            "superseded_at",
        ),
        Privacy.SENSITIVE: ("standing",),
    }

    class Meta:
        verbose_name = "党员所在支部的记录"
        indexes = (
            models.Index(fields=["member"], name="spell_of_member"),
            models.Index(fields=["organization"], condition=Q(superseded_at=None), name="spell_of_body"),
            models.Index(fields=["org_path"], name="spell_by_place"),
        )

    def __str__(self) -> str:
        return f"{self.member} {self.organization}"


class RevealQuerySet(models.QuerySet["Reveal"]):
    """Words for sets of reveals."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own: nobody sees what another asked to be shown."""
        return self.filter(account_id=actor.account_id).filter(actor.within("org_path"))


class Reason(models.TextChoices):
    """Why a masked number is shown."""

    IDENTITY = "identity", "核对身份"
    CONTACT = "contact", "联系本人"
    TRANSFER = "transfer", "办理组织关系接转"
    SUPERIOR = "superior", "填报上级要求的材料"
    OTHER = "other", "其他（写明）"


class Reveal(models.Model):
    """A masked number that was asked for, with the reason; it is shown once and never kept here."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reveals", verbose_name="人员")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    account_id = models.BigIntegerField("账号")
    field = models.CharField("字段", max_length=40)
    reason = models.CharField("事由", max_length=10, choices=Reason)
    words = models.CharField("说明", max_length=100, blank=True)
    asked_at = models.DateTimeField("时间", db_default=Now())
    shown_at = models.DateTimeField("显示时间", null=True)

    objects = RevealQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "person",
            "county_id",
            "org_path",
            "account_id",
            "field",
            "reason",
            "asked_at",
            "shown_at",
        ),
        Privacy.PERSONAL: ("words",),
    }

    class Meta:
        verbose_name = "显示号码"
        indexes = (models.Index(fields=["org_path"], name="reveal_by_place"),)

    def __str__(self) -> str:
        return f"{self.person} {self.field}"
