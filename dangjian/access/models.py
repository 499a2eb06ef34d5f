"""Tables of the access kernel: the audit log, stored files, the idempotency keys, the failures at sign-in."""

from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.foundation.ids import public_id

# Looks at someone's record, by the person's public id as subject: everyone may ask who took one.
LOOKS: Final = ("person.export", "person.reveal", "person.search", "person.view")


class AuditQuerySet(ScopedQuerySet["AuditRow"]):
    """Words for sets of audit rows."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows in scope by place; a row without a place belongs to its county."""
        counties = {grant.county_id for grant in actor.grants}
        return self.filter(actor.within("org_path") | Q(org_path="", county_id__in=counties))


class AuditRow(models.Model):
    """One row a service call, written in the same transaction; never changed afterwards."""

    at = models.DateTimeField("时间", db_default=Now())
    account_id = models.BigIntegerField("账号", null=True)
    acting_for = models.BigIntegerField("代何人", null=True)
    permission = models.CharField("权限", max_length=40, blank=True)
    action = models.CharField("动作", max_length=60)
    county_id = models.BigIntegerField("县", null=True)
    organization_id = models.BigIntegerField("组织", null=True)
    org_path = PathField("位置", blank=True, follows=False)  # Where it happened; a log is never rewritten.
    subject = models.CharField("对象", max_length=120, blank=True)
    words = models.CharField("说明", max_length=300, blank=True)
    count = models.IntegerField("件数", default=1)
    digest = models.CharField("摘要", max_length=64, blank=True)
    request_id = models.UUIDField("请求", null=True)

    objects = AuditQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "at",
            "account_id",
            "acting_for",
            "permission",
            "action",
            "county_id",
            "organization_id",
            "org_path",
            "subject",
            "words",
            "count",
            "digest",
            "request_id",
        )
    }

    class Meta:
        verbose_name = "操作日志"
        indexes = (
            models.Index(fields=["org_path", "-at"], name="audit_by_place"),
            models.Index(fields=["account_id", "-at"], name="audit_by_account"),
            models.Index(fields=["subject", "-id"], condition=Q(action__in=LOOKS), name="audit_looks_at_person"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class StoredFile(models.Model):
    """A file kept on disk under the SHA-256 of what lies there; sealed where it is personal.

    ``owner`` is what it belongs to, as ``app.model:public id``: an id, no key upward.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    owner = models.CharField("所属", max_length=120)
    county_id = models.BigIntegerField("县")
    organization_id = models.BigIntegerField("组织")
    org_path = PathField("位置")
    name = models.CharField("文件名", max_length=200)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("字节")
    digest = models.CharField("摘要", max_length=64, db_collation="C")
    privacy = models.CharField("密级", max_length=10)
    is_sealed = models.BooleanField("已加密")
    made_at = models.DateTimeField("时间", db_default=Now())
    expires_on = models.DateField("到期删除", null=True)

    objects = ScopedQuerySet["StoredFile"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "owner",
            "county_id",
            "organization_id",
            "org_path",
            "media_type",
            "size",
            "digest",
            "privacy",
            "is_sealed",
            "made_at",
            "expires_on",
        ),
        Privacy.PERSONAL: ("name",),
    }

    class Meta:
        verbose_name = "文件"
        indexes = (
            models.Index(fields=["owner"], name="file_of_owner"),
            models.Index(fields=["digest"], name="file_by_digest"),
            models.Index(fields=["expires_on"], condition=Q(expires_on__isnull=False), name="file_by_expiry"),
        )

    def __str__(self) -> str:
        return self.name


class OnceKey(models.Model):
    """A form that was sent: its key, a fingerprint of what it held, and the answer it got."""

    account_id = models.BigIntegerField("账号")
    key = models.UUIDField("一次性标记")
    route = models.CharField("地址", max_length=200)
    fingerprint = models.CharField("内容摘要", max_length=64)
    location = models.CharField("去向", max_length=400, blank=True)
    body = models.TextField("答复", blank=True)
    status = models.PositiveSmallIntegerField("状态码", null=True)
    made_at = models.DateTimeField("时间", db_default=Now())

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "account_id",
            "key",
            "route",
            "fingerprint",
            "location",
            "status",
            "made_at",
        ),
        Privacy.PERSONAL: ("body",),
    }

    class Meta:
        verbose_name = "表单提交"
        constraints = (models.UniqueConstraint(fields=["account_id", "key", "route"], name="once_unique"),)

    def __str__(self) -> str:
        return f"{self.route} {self.key}"


class Failure(models.Model):
    """Failed sign-ins of one name from one source: locks that pair, never the officer everywhere."""

    name_digest = models.CharField("账号摘要", max_length=64)
    source = models.CharField("来源", max_length=64)
    count = models.PositiveSmallIntegerField("失败次数", default=0)
    first_at = models.DateTimeField("首次")
    locked_until = models.DateTimeField("锁至", null=True)

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "name_digest", "source", "count", "first_at", "locked_until")
    }

    class Meta:
        verbose_name = "登录失败"
        constraints = (models.UniqueConstraint(fields=["name_digest", "source"], name="failure_unique"),)

    def __str__(self) -> str:
        return f"{self.source} {self.count}"


class KeyMark(models.Model):
    """A key that has sealed something here, known by what it makes of a constant; never the key."""

    number = models.PositiveIntegerField("编号", unique=True)
    sealed = models.BinaryField("密文")
    index = models.BinaryField("索引")
    made_at = models.DateTimeField("时间", db_default=Now())

    PRIVACY: ClassVar[Classes] = {Privacy.INTERNAL: ("id", "number", "made_at"), Privacy.SENSITIVE: ("sealed", "index")}

    class Meta:
        verbose_name = "密钥标记"

    def __str__(self) -> str:
        return str(self.number)
