"""What a superior is asked to reduce, and what a branch does about long arrears."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.dues.rules.months import Relief
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases.models import Case, CaseStep


class Ease(models.TextChoices):
    """What is asked of the superior."""

    LESS = "less", "少交"
    NONE = "none", "免交"


class Ended(models.TextChoices):
    """How a matter of dues ended."""

    APPROVED = "approved", "已批准"
    REFUSED = "refused", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"
    PAID = "paid", "已补交"
    EXCUSED = "excused", "有正当理由"


Matter_co = TypeVar("Matter_co", bound=models.Model, covariant=True)


class MatterQuerySet(ScopedQuerySet[Matter_co]):
    """Words for sets of matters of dues."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of the bodies of the actor's own posts, and those whose step waits at such a body (P21)."""
        bodies = [grant.organization_id for grant in actor.grants]
        waiting = CaseStep.objects.waiting().filter(party__organization_id__in=bodies).values("case")
        own = Q(org_path__in=[grant.path for grant in actor.grants])
        return self.filter(actor.within("org_path") & (own | Q(case__in=waiting)))

    def open(self) -> Self:
        """Matters that are not at their end."""
        return self.filter(ended_on=None)


class Reduction(models.Model):
    """Paying less or nothing for some months: asked of the superior; it holds once that is approved.

    It shares its public id with the case. ``cents`` is what is paid a month instead.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dues_reductions", verbose_name="党员")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="dues_reductions", verbose_name="所在党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    kind = models.CharField("事项", max_length=4, choices=Ease)
    cents = models.PositiveIntegerField("每月交纳（分）", default=0)
    since = models.DateField("从哪个月")
    until = models.DateField("到哪个月")
    words = models.CharField("困难情况", max_length=200, blank=True, default="")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="dues_reduction", verbose_name="办件")
    result = models.CharField("结果", max_length=10, choices=Ended, blank=True, default="")
    ended_on = models.DateField("结束日期", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = MatterQuerySet["Reduction"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "organization", "county_id", "org_path", "recorded_at"),
        Privacy.SENSITIVE: ("person", "kind", "cents", "since", "until", "words", "case", "result", "ended_on"),
    }

    class Meta:
        verbose_name = "党费少交免交"
        indexes = (
            models.Index(fields=["org_path"], name="reduction_by_place"),
            models.Index(fields=["person"], name="reduction_of_person"),
        )
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on=None), name="one_open_reduction"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="reduction_for_some_months"),
            models.CheckConstraint(
                condition=Q(kind="none", cents=0) | Q(kind="less", cents__gt=0), name="reduction_is_less_or_nothing"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, result="") | (Q(ended_on__isnull=False) & ~Q(result="")),
                name="reduction_ends_with_a_result",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()}"

    @property
    def relief(self) -> Relief:
        """As the rules take it."""
        return Relief(self.since, self.until, self.cents)


class Arrears(models.Model):
    """Six months in a row without payment: what the branch does about it. It never changes a member's status.

    It shares its public id with the case; ``since`` is the first of the months.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dues_arrears", verbose_name="党员")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="dues_arrears", verbose_name="所在党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    since = models.DateField("从哪个月起未交")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="dues_arrears", verbose_name="办件")
    result = models.CharField("结果", max_length=10, choices=Ended, blank=True, default="")
    ended_on = models.DateField("结束日期", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = MatterQuerySet["Arrears"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "organization", "county_id", "org_path", "recorded_at"),
        Privacy.SENSITIVE: ("person", "since", "case", "result", "ended_on"),
    }

    class Meta:
        verbose_name = "党费欠交事项"
        indexes = (
            models.Index(fields=["org_path"], name="arrears_by_place"),
            models.Index(fields=["person"], name="arrears_of_person"),
        )
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on=None), name="one_open_arrears"),
            models.CheckConstraint(
                condition=Q(ended_on=None, result="") | (Q(ended_on__isnull=False) & ~Q(result="")),
                name="arrears_end_with_a_result",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.since:%Y-%m}"
