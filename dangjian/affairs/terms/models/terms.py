"""A term of a body, and what the superior approved to move its end."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class TermQuerySet(ScopedQuerySet["Term"]):
    """Words for sets of terms."""

    def known(self) -> Self:
        """Terms as known now: what was corrected is left out."""
        return self.filter(superseded_at=None)

    def current(self) -> Self:
        """The terms that no later one has followed: of each body the last."""
        return self.known().filter(during__upper_inf=True)

    def of_open_bodies(self, on: date) -> Self:
        """Terms of bodies that exist on a day."""
        return self.exclude(organization__closed_on__lte=on)

    def late(self, on: date) -> Self:
        """Past the end, and past what was approved."""
        return self.filter(due_on__lt=on)

    def extended(self, on: date) -> Self:
        """Past the end, within what was approved."""
        return self.filter(expires_on__lt=on, due_on__gte=on)

    def soon(self, on: date, until: date) -> Self:
        """Not past the end, which comes by ``until``."""
        return self.filter(expires_on__gte=on, expires_on__lte=until)

    def with_request(self) -> Self:
        """Marked with whether a request waits for an answer."""
        waiting = Extension.objects.filter(term=OuterRef("pk"), answer=Answer.PENDING)
        return self.annotate(has_request=Exists(waiting))


class Term(models.Model):
    """From an election to the next. ``expires_on`` is the last day of the years that the rule gave on the day it began.

    ``extended_to`` and ``early_from`` repeat what approved ``Extension`` rows say, and ``due_on`` the later end, so
    that a list can be read by one index; all else is never updated: a correction or the next term supersedes.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="terms", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    number = models.PositiveSmallIntegerField("届次", null=True)
    elected_on = models.DateField("选举日期")
    expires_on = models.DateField("届满日期")
    extended_to = models.DateField("批准延期至", null=True)
    early_from = models.DateField("批准提前至", null=True)
    due_on = models.DateField("应换届日期")
    during = DateRangeField("期间")
    basis = models.CharField("依据", max_length=120, blank=True, default="")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    account_id = models.BigIntegerField("登记账号", null=True)
    recorded_at = models.DateTimeField("记录时间", db_default=Now())
    superseded_at = models.DateTimeField("更正时间", null=True)

    objects = TermQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "number", "elected_on", "expires_on",
            "extended_to", "early_from", "due_on", "during", "basis", "corrects", "account_id", "recorded_at",
            "superseded_at",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "届期"
        indexes = (
            models.Index(fields=["org_path"], name="term_by_place"),
            models.Index(
                fields=["due_on", "id"], condition=Q(superseded_at=None, during__upper_inf=True), name="term_by_due"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(superseded_at=None, during__upper_inf=True),
                name="term_one_current",
            ),
            models.CheckConstraint(condition=Q(expires_on__gt=F("elected_on")), name="term_lasts"),
        )

    def __str__(self) -> str:
        return f"{self.organization.short_name}{self.caption}"

    @property
    def caption(self) -> str:
        """Return 第3届, or 本届 where the number is not known."""
        return f"第{self.number}届" if self.number else "本届"


class Move(models.TextChoices):
    """Which way 换届 is moved."""

    LATER = "later", "延期"
    EARLIER = "earlier", "提前"


class Answer(models.TextChoices):
    """What became of a request."""

    PENDING = "pending", "待批复"
    GRANTED = "granted", "同意"
    REFUSED = "refused", "不同意"


class Extension(models.Model):
    """A request to move 换届, answered by a body above; at most one of a term waits for an answer."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="extensions", verbose_name="届期")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, verbose_name="党组织")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    move = models.CharField("类别", max_length=8, choices=Move)
    to_day = models.DateField("申请换届日期")
    reason = models.CharField("理由", max_length=300)
    is_beyond = models.BooleanField("超过一般期限", default=False)
    asked_at = models.DateTimeField("申请时间", db_default=Now())
    asked_by = models.BigIntegerField("申请账号")
    answer = models.CharField("批复", max_length=8, choices=Answer, default=Answer.PENDING)
    basis = models.CharField("批复文号", max_length=120, blank=True, default="")
    words = models.CharField("批复说明", max_length=300, blank=True, default="")
    answered_on = models.DateField("批复日期", null=True)
    answered_by = models.BigIntegerField("批复账号", null=True)

    objects = ScopedQuerySet["Extension"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "term", "organization", "county_id", "org_path", "move", "to_day", "reason",
            "is_beyond", "asked_at", "asked_by", "answer", "basis", "words", "answered_on", "answered_by",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "换届延期、提前申请"
        indexes = (models.Index(fields=["org_path"], condition=Q(answer="pending"), name="term_request_waiting"),)
        constraints = (
            models.UniqueConstraint(fields=["term"], condition=Q(answer="pending"), name="term_one_request"),
            models.CheckConstraint(
                condition=Q(answer="pending", answered_on=None) | (~Q(answer="pending") & Q(answered_on__isnull=False)),
                name="term_request_answered_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization.short_name}{self.get_move_display()}换届"
