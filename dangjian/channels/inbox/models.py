"""What was announced, to which bodies and roles, and the digests in which people got it."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.foundation.ids import public_id


class Kind(models.TextChoices):
    """What a notice is about."""

    TASK = "task", "任务"
    REMINDER = "reminder", "到期提醒"
    PROGRESS = "progress", "办理情况"
    URGENT = "urgent", "紧急通知"


class AnnouncementQuerySet(ScopedQuerySet["Announcement"]):
    """Words for sets of announcements: what a body said belongs to it, what the platform says to none."""

    def urgent(self) -> Self:
        """What passed quiet hours."""
        return self.filter(kind=Kind.URGENT)


class Announcement(models.Model):
    """One thing told to many bodies.

    An urgent one keeps its reason, who sent it in whose name, and how many people it reached at once.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    title = models.CharField("标题", max_length=200)
    line = models.CharField("摘要", max_length=120, blank=True)
    due_on = models.DateField("期限", null=True)
    urgent_reason = models.CharField("紧急事由", max_length=200, blank=True)
    bodies = models.PositiveIntegerField("发往组织数", default=0)
    receivers = models.PositiveIntegerField("当时收到人数", default=0)
    organization_id = models.BigIntegerField("发出组织", null=True)
    org_path = PathField("发出组织的位置", blank=True)
    sender = models.CharField("发出人", max_length=120, blank=True)
    created_by = models.BigIntegerField("发出账号", null=True)
    created_at = models.DateTimeField("发出时间", db_default=Now())

    objects = AnnouncementQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "county_id", "kind", "title", "line", "due_on", "urgent_reason",
            "bodies", "receivers", "organization_id", "org_path", "sender", "created_by", "created_at",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "通知"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="urgent") ^ Q(urgent_reason=""), name="announcement_urgent_has_reason"
            ),
        )
        indexes = (models.Index(fields=["org_path", "-id"], condition=Q(kind="urgent"), name="announcement_urgent"),)

    def __str__(self) -> str:
        return self.title


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Words for sets of notices."""

    def waiting(self) -> Self:
        """Not yet in a digest, and not recalled."""
        return self.filter(delivered_at=None, recalled_at=None)


class Notice(models.Model):
    """An announcement to one body: whoever holds one of `roles` when the digest is made receives it.

    `subject_key` names what it is about (`assignment:…`), so that it can be recalled and a reminder of one
    due date is given once.
    """

    announcement = models.ForeignKey(
        Announcement, on_delete=models.CASCADE, related_name="notices", verbose_name="通知"
    )
    county_id = models.BigIntegerField("县")
    organization_id = models.BigIntegerField("组织")
    roles = ArrayField(models.CharField(max_length=30), verbose_name="职务")
    address = models.CharField("办理页", max_length=200)
    subject_key = models.CharField("事项", max_length=80)
    reminds_of = models.DateField("提醒的期限", null=True)
    ready_at = models.DateTimeField("可送达时间")
    delivered_at = models.DateTimeField("送达时间", null=True)
    recalled_at = models.DateTimeField("撤回时间", null=True)

    objects = NoticeQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "announcement", "county_id", "organization_id", "roles", "address", "subject_key",
            "reminds_of", "ready_at", "delivered_at", "recalled_at",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "通知去向"
        constraints = (
            models.UniqueConstraint(
                fields=["organization_id", "subject_key", "reminds_of"],
                condition=Q(reminds_of__isnull=False),
                name="notice_one_reminder_a_due_date",
            ),
        )
        indexes = (
            models.Index(fields=["ready_at"], condition=Q(delivered_at=None, recalled_at=None), name="notice_waiting"),
            models.Index(fields=["subject_key"], name="notice_by_subject"),
        )

    def __str__(self) -> str:
        return f"{self.subject_key} → {self.organization_id}"


class DigestRun(models.Model):
    """The digest of one workday, made once."""

    day = models.DateField("日期", unique=True)
    notices = models.PositiveIntegerField("通知数", default=0)
    people = models.PositiveIntegerField("人数", default=0)
    made_at = models.DateTimeField("生成时间", db_default=Now())

    PRIVACY: ClassVar[Classes] = {Privacy.INTERNAL: ("id", "day", "notices", "people", "made_at")}

    class Meta:
        verbose_name = "每日摘要"

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class DigestQuerySet(models.QuerySet["Digest"]):
    """Words for sets of digests."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, whatever posts one holds."""
        return self.filter(account_id=actor.account_id)

    def latest_first(self) -> Self:
        """Newest first: public ids grow with time."""
        return self.order_by("-public_id")


class Digest(models.Model):
    """What a person got on one workday; an urgent one stands by itself."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    account_id = models.BigIntegerField("账号")
    day = models.DateField("日期")
    is_urgent = models.BooleanField("紧急", default=False)
    delivered_at = models.DateTimeField("送达时间")

    objects = DigestQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "account_id", "day", "is_urgent", "delivered_at")
    }

    class Meta:
        verbose_name = "收件"
        constraints = (
            models.UniqueConstraint(
                fields=["account_id", "day"], condition=Q(is_urgent=False), name="digest_one_a_workday"
            ),
        )
        indexes = (models.Index(fields=["account_id", "-public_id"], name="digest_by_person"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.day:%Y-%m-%d}"


class EntryQuerySet(models.QuerySet["Entry"]):
    """Words for sets of entries."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, of the bodies where one still holds a post that reads the inbox, of the kind that was told.

        A secretary who stays in the branch as a member no longer reads what was said to the secretary.
        """
        bodies = actor.bodies(Permission.INBOX_VIEW)
        told = Q(pk__in=())
        for post in actor.posts:
            if post.organization_id in bodies:
                told |= Q(notice__organization_id=post.organization_id, notice__roles__contains=[post.role])
        return self.filter(told, account_id=actor.account_id)


class Entry(models.Model):
    """A notice in someone's digest."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="entries", verbose_name="收件")
    account_id = models.BigIntegerField("账号")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="entries", verbose_name="通知")

    objects = EntryQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {Privacy.INTERNAL: ("id", "digest", "account_id", "notice")}

    class Meta:
        verbose_name = "收件内容"
        constraints = (models.UniqueConstraint(fields=["account_id", "notice"], name="entry_once_a_person"),)

    def __str__(self) -> str:
        return f"{self.account_id} ← {self.notice_id}"
