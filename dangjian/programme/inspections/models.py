"""A sample with its frame, visits to bodies, and what they found; a finding becomes a task."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id
from dangjian.programme.tasks.models import Task


class SampleQuerySet(ScopedQuerySet["Sample"]):
    """Words for sets of samples."""

    def visible_to(self, actor: Actor) -> Self:
        """Samples of the bodies in scope; to read, also those in whose frame a body in scope stands."""
        own = actor.within("org_path")
        if actor.permission is not Permission.INSPECTION_VIEW:
            return self.filter(own)
        framed = SampleBody.objects.filter(sample=OuterRef("pk")).filter(actor.within("org_path"))
        return self.filter(own | Q(Exists(framed)))


class Sample(models.Model):
    """A sample of the bodies below ``organization``: all key ones and ``number`` of the rest.

    ``print_of`` is the fingerprint, published at once; ``seed`` is shown once ``shown_on`` stands, with the reason
    where not every drawn body was visited.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="samples", verbose_name="组织抽查的党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    office = models.CharField("机构", max_length=40, blank=True)
    title = models.CharField("抽查什么", max_length=80)
    must_see = models.CharField("现场看什么", max_length=400, blank=True)
    number = models.PositiveSmallIntegerField("其余抽几个")
    print_of = models.CharField("种子指纹", max_length=64)
    seed = models.CharField("种子", max_length=64)
    published_on = models.DateField("公布日期")
    published_by = models.BigIntegerField("公布账号")
    published_at = models.DateTimeField("公布时间", db_default=Now())
    shown_on = models.DateField("公布种子的日期", null=True)
    shown_words = models.CharField("没有全部走到的原因", max_length=200, blank=True, default="")

    objects = SampleQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "office", "title", "must_see", "number",
            "print_of", "seed", "published_on", "published_by", "published_at", "shown_on", "shown_words",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "抽查"
        indexes = (models.Index(fields=["org_path", "-published_on", "-id"], name="sample_by_place"),)

    def __str__(self) -> str:
        return self.title

    @property
    def issuer_name(self) -> str:
        """Return in whose name it is."""
        return self.office or self.organization.short_name


class SampleBody(models.Model):
    """A body of the frame with its number on the published page; written once, never changed."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="frame", verbose_name="抽查")
    order_no = models.PositiveIntegerField("序号")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="sampled", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    name = models.CharField("名称", max_length=60)
    is_key = models.BooleanField("重点", default=False)

    objects = ScopedQuerySet["SampleBody"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "sample", "order_no", "organization", "county_id", "org_path", "name", "is_key"),
    }

    class Meta:
        verbose_name = "抽查范围"
        constraints = (
            models.UniqueConstraint(fields=["sample", "order_no"], name="sample_number_once"),
            models.UniqueConstraint(fields=["sample", "organization"], name="sample_body_once"),
        )
        indexes = (models.Index(fields=["org_path", "sample"], name="sampled_by_place"),)

    def __str__(self) -> str:
        return f"{self.order_no} {self.name}"


class Visit(models.Model):
    """An unannounced visit (暗访), drawn by a sample or on its own: nothing prepared, nothing handed in."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, null=True, related_name="visits", verbose_name="抽查")
    issuer = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="visits_made", verbose_name="派出的党组织"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="visits_had", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    on = models.DateField("日期")
    seen = models.TextField("现场情况", max_length=600)
    account_id = models.BigIntegerField("账号")
    who = models.CharField("走访人", max_length=120)
    made_at = models.DateTimeField("记录时间", db_default=Now())

    objects = ScopedQuerySet["Visit"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "sample", "issuer", "organization", "county_id", "org_path", "on", "account_id",
            "made_at",
        ),
        Privacy.PERSONAL: ("seen", "who"),
    }  # fmt: skip

    class Meta:
        verbose_name = "走访"
        constraints = (models.UniqueConstraint(fields=["sample", "organization"], name="visit_once_a_sample"),)
        indexes = (models.Index(fields=["org_path", "-on", "-id"], name="visit_by_place"),)

    def __str__(self) -> str:
        return f"{self.organization} {self.on}"


class Finding(models.Model):
    """A problem found: what, whose post answers, how it is remedied; ``task`` carries it to its acceptance."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings", verbose_name="走访")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="finding", verbose_name="整改任务")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    words = models.CharField("问题", max_length=200)
    post = models.CharField("责任岗位", max_length=60)
    remedy = models.CharField("整改措施", max_length=300)
    due_on = models.DateField("整改期限")

    objects = ScopedQuerySet["Finding"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "visit", "task", "county_id", "org_path", "words", "post", "remedy", "due_on",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "发现的问题"
        indexes = (models.Index(fields=["org_path"], name="finding_by_place"),)

    def __str__(self) -> str:
        return self.words
