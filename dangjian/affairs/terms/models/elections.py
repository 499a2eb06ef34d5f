"""An election: who stood, how many came and voted, who is elected. Counts only; a ballot is never kept."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Post
from dangjian.affairs.terms.models.terms import Term
from dangjian.foundation.ids import public_id


class Method(models.TextChoices):
    """Who elects."""

    CONGRESS = "congress", "党员大会"
    DELEGATES = "delegates", "党代表大会"


class ElectionState(models.TextChoices):
    """How far an election is on record."""

    PREPARED = "prepared", "筹备"
    RECORDED = "recorded", "结果待上级批准"
    CONFIRMED = "confirmed", "已批准"


class Election(models.Model):
    """An election of a body's committee or secretary. ``not_counted`` holds counts by reason, no names."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="elections", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    held_on = models.DateField("选举日期")
    method = models.CharField("选举方式", max_length=10, choices=Method, default=Method.CONGRESS)
    is_renewal = models.BooleanField("换届选举", default=True)
    number = models.PositiveSmallIntegerField("届次", null=True)
    seats = models.PositiveSmallIntegerField("应选人数")
    basis = models.CharField("候选人预备人选批复", max_length=120, blank=True, default="")
    roll = models.PositiveIntegerField("有选举权人数", null=True)
    not_counted = models.JSONField("不计入应到", default=dict)
    present = models.PositiveIntegerField("实到人数", null=True)
    handed_out = models.PositiveIntegerField("发出选票", null=True)
    returned = models.PositiveIntegerField("收回选票", null=True)
    shortage = models.CharField("缺额处理", max_length=200, blank=True, default="")
    state = models.CharField("进度", max_length=10, choices=ElectionState, default=ElectionState.PREPARED)
    recorded_by = models.BigIntegerField("登记账号")
    recorded_at = models.DateTimeField("记录时间", db_default=Now())
    confirmed_by = models.BigIntegerField("批准账号", null=True)
    confirmed_on = models.DateField("批准日期", null=True)
    confirmation = models.CharField("批准文号", max_length=120, blank=True, default="")
    sent_back = models.CharField("退回理由", max_length=200, blank=True, default="")
    term = models.OneToOneField(Term, on_delete=models.PROTECT, null=True, verbose_name="届期")

    objects = ScopedQuerySet["Election"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "held_on", "method", "is_renewal", "number",
            "seats", "basis", "roll", "not_counted", "present", "handed_out", "returned", "shortage", "state",
            "recorded_by", "recorded_at", "confirmed_by", "confirmed_on", "confirmation", "sent_back", "term",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "选举"
        indexes = (models.Index(fields=["org_path", "-held_on"], name="election_by_place"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(returned=None) | Q(returned__lte=F("handed_out")), name="election_ballots_valid"
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(state__in=("prepared", "recorded")),
                name="election_one_under_way",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization.short_name}{self.caption}"

    @property
    def caption(self) -> str:
        """Return 第3届换届选举, 换届选举 or 补选."""
        if not self.is_renewal:
            return "补选"
        return f"第{self.number}届换届选举" if self.number else "换届选举"

    @property
    def entitled(self) -> int | None:
        """Return how many should have come: who may vote, without those not counted by reason."""
        return None if self.roll is None else self.roll - sum(self.not_counted.values())


class Candidate(models.Model):
    """Someone who stands, the votes counted for them, and the post they take up if elected."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="candidates", verbose_name="选举")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, verbose_name="人员")
    votes = models.PositiveIntegerField("得票", null=True)
    is_elected = models.BooleanField("当选", null=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, verbose_name="当选后任")

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "election", "person", "votes", "is_elected", "post"),
    }

    class Meta:
        verbose_name = "候选人"
        constraints = (models.UniqueConstraint(fields=["election", "person"], name="candidate_stands_once"),)

    def __str__(self) -> str:
        return str(self.person)
