"""A directive as it was read, and the tasks the reader proposes, each with the officer's verdict."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class DirectiveQuerySet(ScopedQuerySet["Directive"]):
    """Words for sets of directives."""

    def matching(self, words: str) -> Self:
        """Those whose title or issuer holds the words."""
        return self.filter(Q(title__icontains=words) | Q(issuer__icontains=words)) if words else self


class Directive(models.Model):
    """One text. ``text`` is kept as read: every offset counts its code points."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="directives", verbose_name="读文件的组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    office = models.CharField("机构", max_length=40, blank=True)
    title = models.CharField("标题", max_length=200)
    issuer = models.CharField("发文机关", max_length=120, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    file_name = models.CharField("文件名", max_length=200, blank=True)
    text = models.TextField("原文")
    sections = models.JSONField("结构", default=list)
    flags = models.JSONField("减负提示", default=list)
    read_at = models.DateTimeField("读入时间", db_default=Now())
    read_by = models.BigIntegerField("读入人")
    settled_at = models.DateTimeField("办结时间", null=True)

    objects = DirectiveQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "organization",
            "county_id",
            "org_path",
            "office",
            "title",
            "issuer",
            "issued_on",
            "file_name",
            "text",
            "sections",
            "flags",
            "read_at",
            "read_by",
            "settled_at",
        )
    }

    class Meta:
        verbose_name = "文件"
        indexes = (models.Index(fields=["org_path", "-read_at"], name="directive_by_place"),)

    def __str__(self) -> str:
        return self.title


class Verdict(models.TextChoices):
    """What the officer says of a proposal."""

    PENDING = "pending", "待定"
    CONFIRMED = "confirmed", "已确认"
    DROPPED = "dropped", "不列"
    MERGED = "merged", "已并入"


class ProposalQuerySet(ScopedQuerySet["Proposal"]):
    """Words for sets of proposals."""

    def in_order(self) -> Self:
        """As they stand in the text."""
        return self.order_by("start", "id")

    def standing(self) -> Self:
        """Those on the page: one that was merged stands within another, and stays as a label."""
        return self.exclude(verdict=Verdict.MERGED)

    def confirmed(self) -> Self:
        """Those the officer took for tasks."""
        return self.filter(verdict=Verdict.CONFIRMED)


class Proposal(models.Model):
    """A proposed task. ``as_read`` is what the reader said (null where a person added it): a label.

    ``start`` and ``end`` count code points of the directive's text.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="proposals")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    title = models.CharField("重点任务", max_length=200)
    measures = models.TextField("具体措施", blank=True)
    lead = models.CharField("牵头单位", max_length=200, blank=True)
    responsible = models.CharField("责任单位", max_length=300, blank=True)
    is_inherited = models.BooleanField("责任单位由上文推出", default=False)
    due_on = models.DateField("完成时限", null=True, blank=True)
    due_text = models.CharField("时限原文", max_length=80, blank=True)
    cadence_unit = models.CharField("周期", max_length=12, blank=True)
    cadence_text = models.CharField("周期原文", max_length=40, blank=True)
    quantity = models.CharField("数量", max_length=80, blank=True)
    deliverable = models.CharField("交付", max_length=120, blank=True)
    fields = models.JSONField("领域", default=list, blank=True)
    confidence = models.FloatField("把握", default=1.0)
    why = models.JSONField("理由", default=list)
    verdict = models.CharField("处理", max_length=10, choices=Verdict, default=Verdict.PENDING)
    is_edited = models.BooleanField("已改", default=False)
    as_read = models.JSONField("读出时", null=True)
    judged_at = models.DateTimeField("处理时间", null=True)
    judged_by = models.BigIntegerField("处理人", null=True)

    objects = ProposalQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "directive",
            "county_id",
            "org_path",
            "start",
            "end",
            "title",
            "measures",
            "lead",
            "responsible",
            "is_inherited",
            "due_on",
            "due_text",
            "cadence_unit",
            "cadence_text",
            "quantity",
            "deliverable",
            "fields",
            "confidence",
            "why",
            "verdict",
            "is_edited",
            "as_read",
            "judged_at",
            "judged_by",
        )
    }

    class Meta:
        verbose_name = "待定任务"
        indexes = (models.Index(fields=["directive", "start"], name="proposal_in_order"),)
        constraints = (models.CheckConstraint(condition=Q(end__gt=F("start")), name="proposal_has_text"),)

    def __str__(self) -> str:
        return self.title


class Change(models.Model):
    """One thing an officer did to the proposals, with what is needed to take it back.

    ``before`` holds the proposals as they were, by id; ``after`` the stamp each carried once the change
    was done; ``added`` the ids of those the change made.
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="changes")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    words = models.CharField("做了什么", max_length=120)
    before = models.JSONField("此前", default=dict)
    after = models.JSONField("此后", default=dict)
    added = models.JSONField("新增", default=list)
    made_at = models.DateTimeField("时间", db_default=Now())
    made_by = models.BigIntegerField("经办人")

    objects = ScopedQuerySet["Change"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "directive",
            "county_id",
            "org_path",
            "words",
            "before",
            "after",
            "added",
            "made_at",
            "made_by",
        )
    }

    class Meta:
        verbose_name = "处理记录"
        indexes = (models.Index(fields=["directive", "made_by", "-id"], name="change_by_hand"),)

    def __str__(self) -> str:
        return self.words
