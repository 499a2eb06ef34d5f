"""A campaign with its phases; key villages, reserve candidates and their review; elections of village committees."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id


class CampaignQuerySet(ScopedQuerySet["Campaign"]):
    """Words for sets of campaigns."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the counties in which the person holds a post; to lead one takes the post at the county itself."""
        if actor.permission is Permission.RENEWAL_LEAD:
            return super().visible_to(actor)
        return self.filter(county_id__in={grant.county_id for grant in actor.grants})


class Campaign(models.Model):
    """One renewal of all villages and communities of a county, on dates from above. ``from_day`` counts elections."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="campaigns", verbose_name="部署的党委"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    name = models.CharField("名称", max_length=60)
    basis = models.CharField("依据", max_length=120)
    from_day = models.DateField("开始日期")
    to_day = models.DateField("结束日期")
    recorded_by = models.BigIntegerField("登记账号", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = CampaignQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "name", "basis", "from_day", "to_day",
            "recorded_by", "recorded_at",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "村（社区）换届"
        constraints = (
            models.CheckConstraint(condition=Q(to_day__gte=F("from_day")), name="campaign_ends_after_begin"),
        )

    def __str__(self) -> str:
        return self.name

    def is_over_on(self, day: date) -> bool:
        """Say whether its last day is past."""
        return day > self.to_day


class Phase(models.Model):
    """A phase of a campaign with its dates, as set from above."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="phases", verbose_name="换届")
    title = models.CharField("阶段", max_length=60)
    from_day = models.DateField("起")
    to_day = models.DateField("止")

    PRIVACY: ClassVar[Classes] = {Privacy.INTERNAL: ("id", "campaign", "title", "from_day", "to_day")}

    class Meta:
        verbose_name = "换届阶段"
        constraints = (
            models.UniqueConstraint(fields=["campaign", "title"], name="phase_once"),
            models.CheckConstraint(condition=Q(to_day__gte=F("from_day")), name="phase_ends_after_begin"),
        )

    def __str__(self) -> str:
        return self.title

    def is_now(self, day: date) -> bool:
        """Say whether it runs on ``day``."""
        return self.from_day <= day <= self.to_day


class KeyBody(models.Model):
    """A key village (重点村), known to the committees that handle it; no reason is kept, and no mark after the end."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="key_bodies", verbose_name="换届")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="党组织")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    account_id = models.BigIntegerField("登记账号", null=True)

    objects = ScopedQuerySet["KeyBody"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "campaign", "county_id", "org_path", "account_id"),
        Privacy.SENSITIVE: ("organization",),
    }

    class Meta:
        verbose_name = "换届重点村"
        constraints = (models.UniqueConstraint(fields=["campaign", "organization"], name="key_body_once"),)

    def __str__(self) -> str:
        return str(self.organization)


class Verdict(models.TextChoices):
    """What the joint review came to; grounds stay on paper."""

    FIT = "fit", "符合条件"
    UNFIT = "unfit", "不符合条件"


class Reserve(models.Model):
    """Someone considered for a body (后备人选), and what the joint review (县级联审) came to: result, day, bodies."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="reserves", verbose_name="换届")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="党组织")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reserves", verbose_name="人员")
    verdict = models.CharField("联审结果", max_length=8, choices=Verdict, blank=True, default="")
    reviewed_on = models.DateField("联审日期", null=True)
    reviewed_by = ArrayField(models.CharField(max_length=30), verbose_name="参加联审的单位", default=list)
    asked_on = models.DateField("本人申请复核", null=True)
    account_id = models.BigIntegerField("登记账号", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = ScopedQuerySet["Reserve"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "campaign", "county_id", "org_path", "account_id", "recorded_at"),
        Privacy.SENSITIVE: ("organization", "person", "verdict", "reviewed_on", "reviewed_by", "asked_on"),
    }

    class Meta:
        verbose_name = "后备人选"
        constraints = (
            models.UniqueConstraint(fields=["campaign", "organization", "person"], name="reserve_once"),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_on=None) | (~Q(verdict="") & Q(reviewed_on__isnull=False)),
                name="reserve_reviewed_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return str(self.person)


class VillageElection(models.Model):
    """The election of a village or residents' committee: facts of its own; nobody takes up a post by it."""

    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="village_elections", verbose_name="换届"
    )
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="党组织")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    held_on = models.DateField("选举日期")
    registered = models.PositiveIntegerField("登记参加选举")
    voted = models.PositiveIntegerField("参加投票")
    handed_out = models.PositiveIntegerField("发出选票")
    returned = models.PositiveIntegerField("收回选票")
    chair = models.CharField("当选主任", max_length=30)
    members = models.PositiveSmallIntegerField("当选委员人数")
    account_id = models.BigIntegerField("登记账号", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = ScopedQuerySet["VillageElection"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "campaign", "organization", "county_id", "org_path", "held_on", "registered", "voted", "handed_out",
            "returned", "members", "account_id", "recorded_at",
        ),
        Privacy.PERSONAL: ("chair",),
    }  # fmt: skip

    class Meta:
        verbose_name = "村（居）委会选举"
        constraints = (
            models.UniqueConstraint(fields=["campaign", "organization"], name="village_election_once"),
            models.CheckConstraint(
                condition=Q(returned__lte=F("handed_out"), handed_out__lte=F("voted"), voted__lte=F("registered")),
                name="village_election_adds_up",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization.short_name} {self.held_on:%Y-%m-%d}"
