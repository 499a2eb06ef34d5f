"""The demo county as a step of preparing: loaded once, its one password new at every start."""

import secrets
import sys
from datetime import date
from typing import Final

from dangjian.foundation.time import now
from dangjian.site import demo

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # Nothing that is misread aloud or on paper.
_BAR: Final = 30  # characters


def prepare(seed: int, today: date) -> None:
    """Load the county where the database is empty, then print the accounts with a new password."""
    if not demo.is_loaded():
        demo.load(seed=seed, today=today, progress=show)
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    accounts = demo.renew_password(password)
    width = max((len(name) for _, name in accounts), default=0)
    print("\n演示账号（口令每次启动重新生成，以下账号通用）：")
    for who, name in accounts:
        print(f"  {name:<{width}}  {who}")
    print(f"  口令：{password}")
    if card := demo.new_card(at=now()):
        print(f"  {card.who}的手机登录卡（72 小时内有效，只能用一次）：{card.address}  或在登录页输入 {card.code}")
    if address := demo.open_page():
        print(f"  上湾村村务公开页（不用登录，手机能看）：{address}")
    print(flush=True)


def show(what: str, done: int, of: int) -> None:
    """Draw the progress bar: in place on a terminal, one line a step elsewhere."""
    if not sys.stdout.isatty():
        print(f"装载示例县 {done}/{of} {what}", flush=True)
        return
    full = _BAR * done // max(of, 1)
    bar = "█" * full + "·" * (_BAR - full)
    print(f"\r\033[K装载示例县 [{bar}] {what}", end="\n" if done >= of else "", flush=True)
