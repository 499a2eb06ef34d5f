"""A line of a register, the figures beside it, what was done with it, and why there is none."""

from typing import Any, ClassVar, Final, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Area, Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.registers.models.registers import Register, Version
from dangjian.affairs.registers.rules.periods import words_of
from dangjian.foundation.ids import public_id


class State(models.TextChoices):
    """How far a line has come."""

    OPEN = "open", "正在填"
    FILLED = "filled", "待核对"
    CONFIRMED = "confirmed", "已核对"
    RETURNED = "returned", "已退回"


COUNTED: Final = (State.FILLED, State.CONFIRMED)  # These enter sums.


class EntryQuerySet(ScopedQuerySet["Entry"]):
    """Words for sets of lines."""

    def counted(self) -> Self:
        """Those that enter sums."""
        return self.filter(state__in=COUNTED, closed_on=None)

    def of_period(self, key: str) -> Self:
        """Those of a period; of a standing register, those that are not closed."""
        return self.filter(period=key) if key else self.filter(period="", closed_on=None)

    def in_order(self) -> Self:
        """In the county's order of bodies, then as they were entered."""
        return self.order_by("organization__order_no", "id")


class Entry(models.Model):
    """A line of a register for one subject and period, written with ``version`` and by ``organization``.

    ``values`` are by field key: decimals and days as text; of retired fields too. ``sources`` say, by field key, from
    where a known value came and as at which day. ``subject`` tells lines of one body apart: empty for the body
    itself, a place's code, or a mark of its own for a person or a thing, whom ``name`` names; such a line may say
    who somebody is (``is_personal``) and is read like a member's record. ``revision`` is the lock.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries", verbose_name="台账")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="entries", verbose_name="版本")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="党组织")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    period = models.CharField("期间", max_length=8, blank=True, default="", db_collation="C")
    subject = models.CharField("对象标记", max_length=40, blank=True, default="", db_collation="C")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="地方")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="人员")
    name = models.CharField("姓名或名称", max_length=120, blank=True, default="")
    is_personal = models.BooleanField("一条说的是一个人", default=False)
    values = models.JSONField("内容", default=dict)
    sources = models.JSONField("已知内容的来源", default=dict)
    state = models.CharField("进度", max_length=10, choices=State, default=State.OPEN)
    revision = models.PositiveIntegerField("修改次数", default=1)
    written_on = models.DateField("填报日期")
    closed_on = models.DateField("销去日期", null=True)

    objects = EntryQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "register", "version", "organization", "county_id", "org_path", "period", "subject",
            "area", "is_personal", "sources", "state", "revision", "written_on", "closed_on",
        ),
        Privacy.PERSONAL: ("person", "name", "values"),
    }  # fmt: skip

    class Meta:
        verbose_name = "台账填报"
        constraints = (
            models.UniqueConstraint(
                fields=["register", "period", "organization", "subject"], name="register_entry_once"
            ),
        )
        indexes = (models.Index(fields=["org_path", "register"], name="register_entry_by_place"),)

    def __str__(self) -> str:
        return f"{self.register} {self.subject_words} {self.period_words}"

    @property
    def subject_words(self) -> str:
        """What the line is about."""
        return self.name or self.organization.short_name

    @property
    def period_words(self) -> str:
        """Its period in words."""
        return words_of(self.period)

    def value(self, key: str) -> Any:  # noqa: ANN401  # whatever the field takes
        """Return the value of a field, None where there is none."""
        return self.values.get(key)


class Figure(models.Model):
    """A figure of a line in a row of its own: what is summed up the tree and what other tables ask for."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="figures", verbose_name="填报")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    key = models.CharField("栏目", max_length=40, db_collation="C")
    number = models.DecimalField("数", max_digits=20, decimal_places=4)

    objects = ScopedQuerySet["Figure"].as_manager()

    PRIVACY: ClassVar[Classes] = {Privacy.INTERNAL: ("id", "entry", "county_id", "org_path", "key", "number")}

    class Meta:
        verbose_name = "台账数字"
        constraints = (models.UniqueConstraint(fields=["entry", "key"], name="register_figure_once"),)

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


class TurnKind(models.TextChoices):
    """What was done with a line."""

    FILL = "fill", "填报"
    TAKE = "take", "带入上期"
    IMPORT = "import", "表格导入"
    CONFIRM = "confirm", "核对通过"
    RETURN = "return", "退回"
    CLOSE = "close", "销去"


class Turn(models.Model):
    """What was done with a line, by whom, when; what was written stands with the version it was written in."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="turns", verbose_name="填报")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    kind = models.CharField("做了什么", max_length=8, choices=TurnKind)
    version_number = models.PositiveIntegerField("版本")
    values = models.JSONField("当时的内容", null=True)
    words = models.CharField("说明", max_length=300, blank=True, default="")
    by = models.BigIntegerField("账号")
    by_name = models.CharField("经办人", max_length=60)
    at = models.DateTimeField("时间", db_default=Now())

    objects = ScopedQuerySet["Turn"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "entry", "county_id", "org_path", "kind", "version_number", "words", "by", "at"),
        Privacy.PERSONAL: ("by_name", "values"),
    }

    class Meta:
        verbose_name = "台账办理"
        indexes = (models.Index(fields=["entry", "id"], name="register_turn_of_entry"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.get_kind_display()}"


class Correction(models.Model):
    """A known value that the body says is wrong: what was given from where, what it says, and why. Never silent."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="corrections", verbose_name="填报")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    key = models.CharField("栏目", max_length=40)
    given = models.CharField("平台里的", max_length=500, blank=True, default="")
    source = models.CharField("来源", max_length=120, blank=True, default="")
    said = models.CharField("更正为", max_length=500)
    reason = models.CharField("原因", max_length=200)
    by = models.BigIntegerField("账号")
    by_name = models.CharField("更正人", max_length=60)
    at = models.DateTimeField("时间", db_default=Now())

    objects = ScopedQuerySet["Correction"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "entry", "county_id", "org_path", "key", "source", "by", "at"),
        Privacy.PERSONAL: ("given", "said", "reason", "by_name"),
    }

    class Meta:
        verbose_name = "台账更正"
        indexes = (models.Index(fields=["org_path", "-at"], name="register_correction_by_place"),)

    def __str__(self) -> str:
        return f"{self.key}：{self.given} → {self.said}"


class Why(models.TextChoices):
    """Why a body has nothing to fill, or not yet."""

    NONE = "none", "本期没有"
    LATER = "later", "暂时填不了"


class Absence(models.Model):
    """A body's word for a period: there is nothing to list, or why it comes later."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="absences", verbose_name="台账")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="党组织")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    period = models.CharField("期间", max_length=8, blank=True, default="", db_collation="C")
    why = models.CharField("情况", max_length=6, choices=Why)
    words = models.CharField("说明", max_length=200, blank=True, default="")
    by = models.BigIntegerField("账号")
    by_name = models.CharField("说明人", max_length=60)
    at = models.DateTimeField("时间", db_default=Now())

    objects = ScopedQuerySet["Absence"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "register", "organization", "county_id", "org_path", "period", "why", "words", "by", "at",
        ),
        Privacy.PERSONAL: ("by_name",),
    }  # fmt: skip

    class Meta:
        verbose_name = "台账未填说明"
        constraints = (
            models.UniqueConstraint(fields=["register", "period", "organization"], name="register_absence_once"),
            models.CheckConstraint(condition=Q(why=Why.NONE) | ~Q(words=""), name="register_absence_has_words"),
        )
        indexes = (models.Index(fields=["org_path"], name="register_absence_by_place"),)

    def __str__(self) -> str:
        return f"{self.organization} {self.get_why_display()}"
