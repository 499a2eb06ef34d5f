"""What villagers ask, and the answers. Nothing of who asked is kept: no name, phone, account or address (P32)."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.community.villages.models.places import Village
from dangjian.foundation.ids import public_id


class QuestionQuerySet(ScopedQuerySet["Question"]):
    """Words for sets of questions."""

    def waiting(self) -> Self:
        """Those without an answer."""
        return self.filter(answered_on=None)

    def open_to_all(self) -> Self:
        """Those whose answer everybody may read: the asker agreed, and it was published."""
        return self.filter(may_publish=True, published_on__isnull=False)


class Question(models.Model):
    """A question to a village. ``org_path`` is the place of whoever answers: the village, or its township.

    ``ticket`` (random, so that nothing rejoins it with a moment) is how the asker finds the answer again.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    ticket = models.UUIDField("查询凭据", default=uuid.uuid4, unique=True, editable=False)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="questions", verbose_name="行政村")
    organization_id = models.BigIntegerField("答复的党组织")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveIntegerField("顺序号")
    words = models.CharField("提问", max_length=500)
    is_about_cadres = models.BooleanField("涉及本村干部", default=False)
    may_publish = models.BooleanField("同意公开", default=False)
    asked_on = models.DateField("提问日期")
    due_on = models.DateField("答复期限")
    answer = models.CharField("答复", max_length=1000, blank=True, default="")
    answered_on = models.DateField("答复日期", null=True)
    answered_by = models.BigIntegerField("答复账号", null=True)
    answerer = models.CharField("答复单位", max_length=60, blank=True, default="")
    published_on = models.DateField("公开日期", null=True)

    objects = QuestionQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "village", "organization_id", "county_id", "org_path", "year", "number",
            "is_about_cadres", "may_publish", "asked_on", "due_on", "answered_on", "answered_by", "answerer",
            "published_on", "words", "answer",
        ),
        Privacy.PERSONAL: ("ticket",),
    }  # fmt: skip

    class Meta:
        verbose_name = "群众提问"
        constraints = (
            models.UniqueConstraint(fields=["village", "year", "number"], name="question_number_once_a_year"),
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="", published_on=None)
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="question_answered_on_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["org_path", "due_on", "id"], condition=Q(answered_on=None), name="question_waiting"),
            models.Index(fields=["org_path", "-id"], name="question_by_place"),
            models.Index(fields=["village", "-published_on", "-id"], name="question_published"),
        )

    def __str__(self) -> str:
        return f"提问〔{self.year}〕{self.number}号"
