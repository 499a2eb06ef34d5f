"""What was counted or shown at a step, a row beside it: a vote, a notice."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import ScopedQuerySet
from dangjian.procedures.cases.models.steps import CaseStep


class VoteQuerySet(ScopedQuerySet["Vote"]):
    """Words for sets of votes."""

    def visible_to(self, actor: Actor) -> Self:
        """Votes of the steps that are visible."""
        return self.filter(step__in=CaseStep.objects.visible_to(actor))


class PublicityQuerySet(ScopedQuerySet["Publicity"]):
    """Words for sets of notices."""

    def visible_to(self, actor: Actor) -> Self:
        """Notices of the steps that are visible."""
        return self.filter(step__in=CaseStep.objects.visible_to(actor))


class Vote(models.Model):
    """How a step was voted on: heads and ballots counted, never who voted how."""

    step = models.OneToOneField(CaseStep, on_delete=models.PROTECT, related_name="vote", verbose_name="步骤")
    motion = models.CharField("表决事项", max_length=20)
    entitled = models.PositiveIntegerField("应到")
    present = models.PositiveIntegerField("实到")
    ballots = models.PositiveIntegerField("收回票数")
    yes = models.PositiveIntegerField("赞成")
    no = models.PositiveIntegerField("反对")
    abstained = models.PositiveIntegerField("弃权")
    written = models.PositiveIntegerField("书面同意", default=0)
    is_passed = models.BooleanField("是否通过")

    objects = VoteQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "step", "motion", "entitled", "present", "ballots", "yes", "no", "abstained", "written", "is_passed",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "步骤的表决"
        constraints = (
            models.CheckConstraint(condition=Q(present__lte=F("entitled")), name="case_vote_present_were_entitled"),
            models.CheckConstraint(condition=Q(ballots__lte=F("present")), name="case_vote_ballots_of_the_present"),
            models.CheckConstraint(
                condition=Q(ballots__gte=F("yes") + F("no") + F("abstained")), name="case_vote_adds_up"
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The counts in one line, as the minutes have them."""
        written = f"，书面同意 {self.written} 份" if self.written else ""
        return (
            f"应到 {self.entitled} 人，实到 {self.present} 人，收回 {self.ballots} 票："
            f"赞成 {self.yes}，反对 {self.no}，弃权 {self.abstained}{written}"
        )


class Publicity(models.Model):
    """That something was shown to people before a step passed: from a day to the end of another."""

    step = models.OneToOneField(CaseStep, on_delete=models.PROTECT, related_name="publicity", verbose_name="步骤")
    from_on = models.DateField("公示开始")
    until_on = models.DateField("公示结束")

    objects = PublicityQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {Privacy.INTERNAL: ("id", "step", "from_on", "until_on")}

    class Meta:
        verbose_name = "步骤的公示"
        constraints = (
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="case_publicity_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.from_on:%Y-%m-%d}—{self.until_on:%Y-%m-%d}"
