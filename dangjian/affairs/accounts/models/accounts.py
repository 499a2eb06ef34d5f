"""One sign-in of one person."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

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
