"""An import from upload to undo; what was found in it, line by line; and how columns were understood before."""

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from dangjian.access.models import StoredFile
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class Kind(models.TextChoices):
    """What a roster lists."""

    PEOPLE = "people", "党员名册"
    BODIES = "bodies", "党组织名册"
    POSTS = "posts", "任职名册"


class Stage(models.TextChoices):
    """Where an import stands; the three that work are taken up again after a crash."""

    READING = "reading", "正在读取核对"
    UNMAPPED = "unmapped", "待对应列"
    REFUSED = "refused", "读不了"
    CHECKED = "checked", "待确认"
    WRITING = "writing", "正在写入"
    DONE = "done", "已导入"
    UNDOING = "undoing", "正在撤销"
    UNDONE = "undone", "已撤销"
    DROPPED = "dropped", "已放弃"


WORKING = (Stage.READING, Stage.WRITING, Stage.UNDOING)


class ImportQuerySet(ScopedQuerySet["Import"]):
    """Words for sets of imports."""

    def working(self) -> Self:
        """Those that a job has to carry on."""
        return self.filter(stage__in=WORKING)


class Import(models.Model):
    """One file on its way into the register of one body and what lies below it.

    ``columns`` maps, by the mark of a header (``shape``), a column's number as text to a field, ``-`` where it is
    known and not kept; only what a person corrected stands here. ``captions`` are sealed: a header that was
    guessed wrong is somebody's row.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="imports", verbose_name="导入到"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    kind = models.CharField("内容", max_length=10, choices=Kind)
    stage = models.CharField("进度", max_length=10, choices=Stage, default=Stage.READING)
    name = models.CharField("文件名", max_length=200)
    upload = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="上传的文件"
    )
    prepared = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="待写入的内容"
    )
    faults_file = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="待改的行"
    )
    snapshot = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="撤销所需的原样"
    )
    captions = models.BinaryField("表头", null=True)
    columns = models.JSONField("列的对应", default=dict)
    shape = models.CharField("表样", max_length=64, blank=True)
    words = models.CharField("说明", max_length=400, blank=True)
    notes = models.JSONField("提示", default=list)
    done = models.PositiveIntegerField("已核对行数", default=0)
    new = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("更新", default=0)
    unchanged = models.PositiveIntegerField("无变化", default=0)
    warnings = models.PositiveIntegerField("提醒", default=0)
    errors = models.PositiveIntegerField("有错的行", default=0)
    reason = models.CharField("提醒照收的理由", max_length=200, blank=True)
    obstacles = models.JSONField("不能撤销的原因", default=list)
    made_by = models.BigIntegerField("上传账号")
    made_by_name = models.CharField("上传人", max_length=60)
    made_at = models.DateTimeField("上传时间", db_default=Now())
    confirmed_by = models.BigIntegerField("确认账号", null=True)
    confirmed_by_name = models.CharField("确认人", max_length=60, blank=True)
    written_at = models.DateTimeField("写入时间", null=True)
    undone_by = models.BigIntegerField("撤销账号", null=True)
    moved_at = models.DateTimeField("进度更新", db_default=Now())
    tries = models.PositiveSmallIntegerField("这一步已试次数", default=0, db_default=0)

    objects = ImportQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "organization",
            "county_id",
            "org_path",
            "kind",
            "stage",
            "upload",
            "prepared",
            "faults_file",
            "snapshot",
            "columns",
            "shape",
            "words",
            "notes",
            "done",
            "new",
            "changed",
            "unchanged",
            "warnings",
            "errors",
            "reason",
            "made_by",
            "made_by_name",
            "made_at",
            "confirmed_by",
            "confirmed_by_name",
            "written_at",
            "undone_by",
            "moved_at",
            "tries",
        ),
        Privacy.PERSONAL: ("name", "captions", "obstacles"),
    }

    class Meta:
        verbose_name = "表格导入"
        indexes = (
            models.Index(fields=["org_path", "-made_at"], name="import_by_place"),
            models.Index(fields=["stage"], name="import_by_stage"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.organization}"


class Level(models.TextChoices):
    """How much a finding weighs: a row with an error stays out, a warning is accepted with a reason."""

    ERROR = "error", "有错，不导入"
    WARNING = "warning", "提醒"
    CHANGE = "change", "更新"


class Finding(models.Model):
    """What was found in one row: the place in the sheet, and words that never repeat a number."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="findings", verbose_name="导入")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    level = models.CharField("程度", max_length=8, choices=Level)
    sheet = models.CharField("工作表", max_length=60, blank=True)
    row = models.PositiveIntegerField("行")
    column = models.CharField("列", max_length=3, blank=True)
    caption = models.CharField("列名", max_length=40, blank=True)
    words = models.CharField("说明", max_length=300)

    objects = ScopedQuerySet["Finding"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "source",
            "county_id",
            "org_path",
            "level",
            "sheet",
            "row",
            "column",
            "caption",
        ),
        Privacy.PERSONAL: ("words",),
    }

    class Meta:
        verbose_name = "导入核对结果"
        indexes = (models.Index(fields=["source", "level", "id"], name="finding_of_import"),)

    def __str__(self) -> str:
        return f"{self.row} {self.words}"


class Shape(models.Model):
    """How the columns of a form were understood in a county: the next file of the same form needs no correcting."""

    county_id = models.BigIntegerField("县")
    kind = models.CharField("内容", max_length=10, choices=Kind)
    digest = models.CharField("表样", max_length=64)
    columns = models.JSONField("列的对应")
    used_at = models.DateTimeField("最近使用", db_default=Now())

    PRIVACY: ClassVar[Classes] = {Privacy.INTERNAL: ("id", "county_id", "kind", "digest", "columns", "used_at")}

    class Meta:
        verbose_name = "表样"
        constraints = (models.UniqueConstraint(fields=["county_id", "kind", "digest"], name="shape_unique"),)

    def __str__(self) -> str:
        return self.digest[:8]
