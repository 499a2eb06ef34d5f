"""The demo county as a step of preparing: loaded once, its one password new at every start."""

import importlib
import importlib.util
import secrets
import sys
from collections.abc import Callable
from datetime import date
from typing import Final, Protocol, cast

_MODULE: Final = "dangjian.site.demo"
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # Nothing that is misread aloud or on paper.
_BAR: Final = 30  # characters


class County(Protocol):
    """What `dangjian.site.demo` offers."""

    def is_loaded(self) -> bool:
        """Whether this database holds a demo county."""

    def load(self, *, seed: int, today: date, progress: Callable[[str, int, int], None]) -> None:
        """Load it, whole or not at all; `progress(what, done, of)`."""

    def renew_password(self, password: str) -> list[tuple[str, str]]:
        """Give all printed accounts this password; returns (who, sign-in name)."""


def prepare(seed: int, today: date) -> None:
    """Load the county where it is missing, then print the accounts."""
    if importlib.util.find_spec(_MODULE) is None:
        return
    county = cast("County", importlib.import_module(_MODULE))
    if not county.is_loaded():
        county.load(seed=seed, today=today, progress=show)
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    print("\n演示账号（口令每次启动重新生成，以下账号通用）：")
    for who, name in county.renew_password(password):
        print(f"  {name:<12}{who}")
    print(f"  口令：{password}\n", flush=True)


def show(what: str, done: int, of: int) -> None:
    """Draw the progress bar: in place on a terminal, one line a step elsewhere."""
    if sys.stdout.isatty():
        full = _BAR * done // max(of, 1)
        print(
            f"\r\033[K装载示例县 [{'█' * full}{'·' * (_BAR - full)}] {what}", end="\n" if done >= of else "", flush=True
        )
    else:
        print(f"装载示例县 {done}/{of} {what}", flush=True)
