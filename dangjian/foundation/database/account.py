"""Who runs PostgreSQL: ourselves, or, as root (which PostgreSQL refuses), an account that exists already."""

import os
import pwd
from dataclasses import dataclass

from dangjian.foundation.database.refusal import DatabaseRefused

_CANDIDATES = ("dangjian", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An unprivileged account of this machine."""

    name: str
    uid: int
    gid: int

    @property
    def identity(self) -> tuple[int, int]:
        """The (uid, gid) a child runs under."""
        return self.uid, self.gid


def _find(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid) if entry.pw_uid else None


def account() -> Account | None:
    """The account for PostgreSQL when we are root, None when we are not.

    `DANGJIAN_DATABASE_ACCOUNT` names one; otherwise the first that exists of dangjian, postgres, nobody.
    No account is ever created and none is changed.
    """
    if os.geteuid():
        return None
    wanted = os.environ.get("DANGJIAN_DATABASE_ACCOUNT")
    for name in (wanted,) if wanted else _CANDIDATES:
        found = _find(name)
        if found:
            return found
    raise DatabaseRefused(
        f"PostgreSQL 不能以 root 运行，而本机没有可用的普通账号（{wanted or '、'.join(_CANDIDATES)}）。"
        "未改动任何内容。请改用普通账号运行，或先执行 useradd --system dangjian。"
    )
