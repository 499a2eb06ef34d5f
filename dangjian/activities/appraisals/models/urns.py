"""Who takes part, whose turn was taken, and the urn: three tables that no row of a ballot joins (decision 0050)."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.access.secrets import Place
from dangjian.activities.appraisals.models.appraisals import Appraisal
from dangjian.affairs.members.models import Member


class Elector(models.Model):
    """A member who takes part, as of the day of the appraisal.

    A probationary member is not graded. ``is_excused``: away or 年老体弱, told and not counted as absent (P24).
    """

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="electors", verbose_name="评议")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name="党员")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    order_no = models.PositiveSmallIntegerField("名册顺序")
    is_graded = models.BooleanField("评定等次")
    may_cast = models.BooleanField("参加测评")
    is_excused = models.BooleanField("不计应到", default=False)

    objects = ScopedQuerySet["Elector"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "appraisal", "county_id", "org_path", "order_no"),
        Privacy.PERSONAL: ("member", "is_graded", "may_cast", "is_excused"),
    }

    class Meta:
        verbose_name = "参评人员"
        constraints = (models.UniqueConstraint(fields=["appraisal", "member"], name="elector_once"),)
        indexes = (models.Index(fields=["org_path"], name="elector_by_place"),)

    def __str__(self) -> str:
        return f"{self.appraisal} {self.member}"


class Turn(models.Model):
    """A member has handed in a ballot: that, once, and nothing of it. No number that runs on, no time."""

    pk = models.CompositePrimaryKey("appraisal_id", "member_id")
    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="turns", verbose_name="评议")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name="党员")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")

    objects = ScopedQuerySet["Turn"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("appraisal", "county_id", "org_path"),
        Privacy.PERSONAL: ("member",),
    }

    class Meta:
        verbose_name = "已投票"
        indexes = (models.Index(fields=["org_path"], name="turn_by_place"),)

    def __str__(self) -> str:
        return f"{self.appraisal} {self.member}"


class SealedUrn(models.Model):
    """The counts of an appraisal that is being voted on, sealed anew with every ballot; gone when it is counted."""

    public_id = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    appraisal = models.OneToOneField(Appraisal, on_delete=models.CASCADE, related_name="urn", verbose_name="评议")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    counts = models.BinaryField("票数（加密）")

    objects = ScopedQuerySet["SealedUrn"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "appraisal", "county_id", "org_path"),
        Privacy.SENSITIVE: ("counts",),
    }

    class Meta:
        verbose_name = "票箱"
        indexes = (models.Index(fields=["org_path"], name="urn_by_place"),)

    def __str__(self) -> str:
        return f"{self.appraisal}票箱"

    @property
    def place(self) -> Place:
        """Return what its seal is bound to."""
        return Place("appraisals_sealedurn", "counts", self.public_id)
