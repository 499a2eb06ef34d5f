"""Cases: a procedure under way and the bodies that take part."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases.models.states import State
from dangjian.procedures.definitions.models import Definition


class CaseQuerySet(ScopedQuerySet["Case"]):
    """Words for sets of cases."""

    def visible_to(self, actor: Actor) -> Self:
        """Cases in which a body within the scope takes part: the home and the counterpart alike."""
        return self.filter(pk__in=Party.objects.visible_to(actor).values("case"))

    def open(self) -> Self:
        """Cases that are not at their end."""
        return self.filter(state__in=(State.OPEN, State.SUSPENDED))


class Case(models.Model):
    """One matter on its way through the version of a procedure with which it began.

    ``text`` is the county's own text, None where the shipped one of that version holds.
    ``subject`` is ``app.model:public id``; ``person_id`` the person it is about, who never acts in it.
    ``organization_id``, ``county_id`` and ``org_path`` are those of the home body.
    """

    text_id: int | None

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    definition = models.CharField("程序", max_length=60)
    version = models.PositiveSmallIntegerField("版本")
    text = models.ForeignKey(Definition, on_delete=models.PROTECT, null=True, verbose_name="本县程序文本")
    subject = models.CharField("事项", max_length=100)
    person_id = models.BigIntegerField("当事人", null=True)
    title = models.CharField("标题", max_length=120)
    organization_id = models.BigIntegerField("党组织")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    opened_on = models.DateField("开始日期")
    opened_by = models.BigIntegerField("经办账号", null=True)
    closed_on = models.DateField("结束日期", null=True)

    objects = CaseQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "definition",
            "version",
            "text",
            "subject",
            "person_id",
            "organization_id",
            "county_id",
            "org_path",
            "state",
            "opened_on",
            "opened_by",
            "closed_on",
        ),
        Privacy.PERSONAL: ("title",),
    }

    class Meta:
        verbose_name = "办件"
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("open", "suspended"), closed_on=None)
                | Q(state__in=("done", "refused", "withdrawn"), closed_on__isnull=False),
                name="case_ends_on_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["subject"], name="case_about"),
            models.Index(fields=["org_path"], name="case_by_place"),
        )

    def __str__(self) -> str:
        return self.title


class Party(models.Model):
    """A body that takes part, by the word the procedure has for it: 转出党支部, 接收党委 and so on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties", verbose_name="办件")
    key = models.CharField("身份", max_length=40)
    organization_id = models.BigIntegerField("党组织")
    name = models.CharField("名称", max_length=60)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")

    objects = ScopedQuerySet["Party"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "case", "key", "organization_id", "name", "county_id", "org_path")
    }

    class Meta:
        verbose_name = "办件的党组织"
        constraints = (models.UniqueConstraint(fields=["case", "key"], name="party_once"),)
        indexes = (
            models.Index(fields=["org_path", "case"], name="party_by_place"),
            models.Index(fields=["organization_id"], name="party_by_body"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.name}"
