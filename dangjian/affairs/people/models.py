"""A person, what is held of them, and where each fact came from."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.access.secrets import Place, unseal
from dangjian.affairs.people.codes import EDUCATION, ETHNICITY
from dangjian.foundation.ids import public_id


class Sex(models.TextChoices):
    """GB/T 2261.1."""

    UNKNOWN = "0", "未知"
    MALE = "1", "男"
    FEMALE = "2", "女"
    UNSTATED = "9", "未说明"


class PersonQuerySet(ScopedQuerySet["Person"]):
    """Words for sets of people."""

    def visible_to(self, actor: Actor) -> Self:
        """People in scope; who was merged into another record is found there."""
        return super().visible_to(actor).filter(merged_into=None)


class Person(models.Model):
    """Someone the county knows. ``organization_id`` is the home body: an id, no key upward.

    ID number and phones are sealed (``unsealed``) and found by blind index; residence goes down to the
    street or village, never to the door (domain §12.1).
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    name = models.CharField("姓名", max_length=60)
    sort_key = models.CharField("排序", max_length=120, db_collation="C")
    initials = models.CharField("首字母", max_length=60, db_collation="C")
    county_id = models.BigIntegerField("县")
    organization_id = models.BigIntegerField("所在组织")
    org_path = PathField("位置")
    sex = models.CharField("性别", max_length=1, choices=Sex, blank=True, default="")
    ethnicity = models.CharField("民族", max_length=2, blank=True, default="")
    born_on = models.DateField("出生日期", null=True)
    education = models.CharField("学历", max_length=2, blank=True, default="")
    degree = models.CharField("学位", max_length=20, blank=True, default="")
    occupation = models.CharField("工作岗位", max_length=60, blank=True, default="")
    technical_title = models.CharField("专业技术职务", max_length=40, blank=True, default="")
    social_stratum = models.CharField("新社会阶层类型", max_length=40, blank=True, default="")
    is_migrant_worker = models.BooleanField("是否农民工", null=True)
    residence = models.CharField("现居住地", max_length=120, blank=True, default="")
    registered_residence = models.CharField("户籍所在地", max_length=120, blank=True, default="")
    id_number = models.BinaryField("公民身份证号", null=True)
    id_index = models.BinaryField("身份证号索引", null=True)
    phone = models.BinaryField("手机号", null=True)
    phone_index = models.BinaryField("手机号索引", null=True)
    landline = models.BinaryField("固定电话", null=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged", verbose_name="并入的档案"
    )

    objects = PersonQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "sort_key",
            "initials",
            "county_id",
            "organization_id",
            "org_path",
            "name",
            "sex",
            "ethnicity",
            "education",
            "degree",
            "technical_title",
            "merged_into",
        ),
        Privacy.PERSONAL: (
            "born_on",
            "occupation",
            "social_stratum",
            "is_migrant_worker",
            "residence",
            "registered_residence",
        ),
        Privacy.SENSITIVE: ("id_number", "id_index", "phone", "phone_index", "landline"),
    }

    class Meta:
        verbose_name = "人员"
        indexes = (
            models.Index(fields=["county_id", "sort_key", "id"], name="person_by_name"),
            models.Index(fields=["county_id", "initials"], name="person_by_initials"),
            models.Index(fields=["org_path"], name="person_by_place"),
            models.Index(fields=["id_index"], condition=Q(id_index__isnull=False), name="person_by_id_number"),
            models.Index(fields=["phone_index"], condition=Q(phone_index__isnull=False), name="person_by_phone"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def ethnicity_words(self) -> str:
        """Return 民族 in words; empty where it is not known."""
        return ETHNICITY.words_of(self.ethnicity)

    @property
    def education_words(self) -> str:
        """Return 学历 in words; empty where it is not known."""
        return EDUCATION.words_of(self.education)

    def place(self, column: str) -> Place:
        """Return where a sealed column of this person belongs."""
        return Place("people_person", column, self.public_id)

    def unsealed(self, column: str) -> str:
        """Return a sealed column in the clear, empty where nothing is held. Whoever calls it records why."""
        sealed: bytes | None = getattr(self, column)
        return unseal(sealed, self.place(column)) if sealed else ""


class Source(models.TextChoices):
    """Where a fact came from."""

    FIRST = "first", "首次建档"
    IMPORT = "import", "表格导入"
    TYPED = "typed", "党组织填写"
    OWN = "own", "本人申请更正"
    TRANSFER = "transfer", "组织关系接转"
    NATIONAL = "national", "全国系统"
    MERGE = "merge", "重复档案合并"
    DECISION = "decision", "组织决定"


class Entry(models.Model):
    """Something that happened to a person's record: which fields it set, whence, and what stood there before.

    The latest entry that names a field is that field's source. ``before`` is sealed: it may hold anything.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entries", verbose_name="人员")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    source = models.CharField("来源", max_length=10, choices=Source)
    reference = models.CharField("来源编号", max_length=60, blank=True, default="")
    words = models.CharField("说明", max_length=200, blank=True, default="")
    fields = ArrayField(models.CharField(max_length=40), verbose_name="涉及字段", default=list)
    before = models.BinaryField("原值", null=True)
    account_id = models.BigIntegerField("账号", null=True)
    on = models.DateField("日期")
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    objects = ScopedQuerySet["Entry"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "person",
            "county_id",
            "org_path",
            "source",
            "reference",
            "fields",
            "account_id",
            "on",
            "recorded_at",
        ),
        Privacy.PERSONAL: ("words",),
        Privacy.SENSITIVE: ("before",),
    }

    class Meta:
        verbose_name = "档案记载"
        indexes = (
            models.Index(fields=["person", "-recorded_at"], name="entry_of_person"),
            models.Index(fields=["org_path"], name="entry_by_place"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_source_display()}"
