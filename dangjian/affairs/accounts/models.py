"""Accounts, the one-time cards that sign a phone in, and the phones that are remembered."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id


class AccountManager(BaseUserManager.from_queryset(ScopedQuerySet)["Account"]):  # type: ignore[misc]  # built at run time
    """Accounts, found by login name as Django's sign-in asks."""


class Account(AbstractBaseUser):
    """One sign-in of one person. A body never has one."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    login = models.CharField("登录名", max_length=40, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, verbose_name="人员")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    epoch = models.PositiveIntegerField("权限版本", default=1)
    session_round = models.PositiveIntegerField("会话轮次", default=1, db_default=1)
    is_active = models.BooleanField("启用", default=True)
    made_at = models.DateTimeField("建立时间", db_default=Now())

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "login",
            "person",
            "county_id",
            "org_path",
            "epoch",
            "session_round",
            "is_active",
            "made_at",
            "last_login",
        ),
        Privacy.SENSITIVE: ("password",),
    }

    class Meta:
        verbose_name = "账号"
        indexes = (models.Index(fields=["org_path"], name="account_by_place"),)

    def __str__(self) -> str:
        return self.login

    @property
    def person_name(self) -> str:
        """Return the name of the person who signs in here."""
        return self.person.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Tie a session to the round as well as to the password: raising the round ends all sessions."""
        tied = f"{self.password}.{self.session_round}"
        return salted_hmac("dangjian.session", tied, secret=secret, algorithm="sha256").hexdigest()


class CardQuerySet(models.QuerySet["Card"]):
    """Words for sets of cards."""

    def visible_to(self, actor: Actor) -> Self:
        """Cards that this person issued: nobody else ever sees what is printed on one."""
        return self.filter(issued_by=actor.account_id)

    def open_at(self, at: datetime) -> Self:
        """Cards that can still be used."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=at)


class Card(models.Model):
    """A one-time card: shown by the township as a QR code, it signs one phone in (P12).

    Only the SHA-256 of its secret is kept. Used once, or dead after its last moment.
    """

    public_id = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="cards", verbose_name="账号")
    secret_digest = models.CharField("密文摘要", max_length=64, unique=True)
    code_digest = models.CharField("短码摘要", max_length=64, unique=True)
    reason = models.CharField("发卡事由", max_length=120, blank=True)
    issued_by = models.BigIntegerField("发卡人")
    issued_at = models.DateTimeField("发卡时间", db_default=Now())
    expires_at = models.DateTimeField("失效时间")
    used_at = models.DateTimeField("使用时间", null=True)
    revoked_at = models.DateTimeField("作废时间", null=True)
    epoch = models.PositiveIntegerField("权限版本")

    objects = CardQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "account",
            "reason",
            "issued_by",
            "issued_at",
            "expires_at",
            "used_at",
            "revoked_at",
            "epoch",
        ),
        Privacy.SENSITIVE: ("secret_digest", "code_digest"),
    }

    class Meta:
        verbose_name = "登录卡"

    def __str__(self) -> str:
        return f"{self.account_id} {self.expires_at:%Y-%m-%d}"


class PhoneQuerySet(models.QuerySet["Phone"]):
    """Words for sets of remembered phones."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; under a permission, those of the accounts in its scope."""
        if actor.permission is None:
            return self.filter(account_id=actor.account_id)
        return self.filter(actor.within("account__org_path"))

    def live_at(self, at: datetime) -> Self:
        """Phones that still open with their PIN."""
        return self.filter(revoked_at=None, expires_at__gt=at)


class Phone(models.Model):
    """A phone that is remembered behind a PIN, revocable by its holder and by who issued the card."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="phones", verbose_name="账号")
    token_digest = models.CharField("手机标记摘要", max_length=64, unique=True)
    pin = models.CharField("PIN", max_length=128)
    pin_failures = models.PositiveSmallIntegerField("PIN 输错次数", default=0)
    label = models.CharField("手机", max_length=60, blank=True)
    remembered_at = models.DateTimeField("记住时间", db_default=Now())
    expires_at = models.DateTimeField("失效时间")
    revoked_at = models.DateTimeField("停用时间", null=True)
    revoked_by = models.BigIntegerField("停用人", null=True)

    objects = PhoneQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "account",
            "pin_failures",
            "label",
            "remembered_at",
            "expires_at",
            "revoked_at",
            "revoked_by",
        ),
        Privacy.SENSITIVE: ("token_digest", "pin"),
    }

    class Meta:
        verbose_name = "手机"

    def __str__(self) -> str:
        return self.label or "手机"
