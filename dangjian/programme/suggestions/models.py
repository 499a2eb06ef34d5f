"""What someone says about the platform or about what it is used for, the replies, and whether they helped."""

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id
from dangjian.programme.suggestions.rules import number_words


class SuggestionQuerySet(ScopedQuerySet["Suggestion"]):
    """Words for sets of suggestions."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; under a permission, those said to the bodies in its scope."""
        if actor.permission is None:
            return self.filter(person_id=actor.person_id)
        return super().visible_to(actor)

    def waiting(self) -> Self:
        """Those that wait for a reply."""
        return self.filter(is_waiting=True)


class Suggestion(models.Model):
    """A suggestion to the county that runs the platform; ``org_path`` is the county's body.

    Who wrote it is kept so that the reply finds them; ``signature`` is empty unless they put their name to it, and
    whoever replies sees nothing else.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveIntegerField("顺序号")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="suggestions", verbose_name="提出人")
    account_id = models.BigIntegerField("提出账号")
    signature = models.CharField("署名", max_length=120, blank=True)
    page = models.CharField("所在页面", max_length=80, blank=True)
    words = models.CharField("意见建议", max_length=1000)
    said_on = models.DateField("提出日期")
    said_at = models.DateTimeField("提出时间", db_default=Now())
    due_on = models.DateField("答复期限")
    is_waiting = models.BooleanField("等待答复", default=True)

    objects = SuggestionQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "county_id", "org_path", "year", "number", "page", "said_on", "said_at", "due_on",
            "is_waiting",
        ),
        Privacy.PERSONAL: ("person", "account_id", "signature", "words"),
    }  # fmt: skip

    class Meta:
        verbose_name = "意见建议"
        constraints = (
            models.UniqueConstraint(fields=["county_id", "year", "number"], name="suggestion_number_once_a_year"),
        )
        indexes = (
            models.Index(
                fields=["county_id", "due_on", "id"], condition=models.Q(is_waiting=True), name="suggestion_waiting"
            ),
            models.Index(fields=["county_id", "said_on", "id"], name="suggestion_by_day"),
        )

    def __str__(self) -> str:
        return number_words(self.year, self.number)


class Outcome(models.TextChoices):
    """What the reply says."""

    ADOPTED = "adopted", "采纳"
    EXPLAINED = "explained", "说明情况"


class Reply(models.Model):
    """A reply, in words; ``is_helpful`` is what the writer said of it, None where they said nothing."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.PROTECT, related_name="replies", verbose_name="意见")
    outcome = models.CharField("结果", max_length=10, choices=Outcome)
    words = models.CharField("答复", max_length=1000)
    account_id = models.BigIntegerField("答复账号")
    who = models.CharField("答复人", max_length=120)
    on = models.DateField("答复日期")
    due_on = models.DateField("应答复日期")
    replied_at = models.DateTimeField("答复时间", db_default=Now())
    is_helpful = models.BooleanField("满意", null=True)
    said_back = models.CharField("不满意的原因", max_length=300, blank=True)

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "suggestion", "outcome", "account_id", "who", "on", "due_on", "replied_at", "is_helpful",
        ),
        Privacy.PERSONAL: ("words", "said_back"),
    }  # fmt: skip

    class Meta:
        verbose_name = "意见答复"

    def __str__(self) -> str:
        return f"{self.suggestion} {self.get_outcome_display()}"
