"""What must be true before pages are served: `python -m django prepare STEP…`, run to its end."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from dangjian.access import marks, resealing
from dangjian.access.models import KeyMark
from dangjian.access.secrets.keys import rotate_file
from dangjian.site.processes import county


def check() -> None:
    """Django's system checks, our own among them: they do not run under granian."""
    call_command("check", fail_level="ERROR", stdout=StringIO())


def migrate() -> None:
    """Bring the tables up to date."""
    call_command("migrate", interactive=False, verbosity=0)
    print("数据库结构已是最新。")


def static() -> None:
    """Collect what the pages load, with names that change with the content."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)


def demo(seed: str, day: str) -> None:
    """Load the demo county and print its accounts."""
    county.prepare(int(seed), date.fromisoformat(day))


def keys() -> None:
    """Refuse to run on keys that did not seal what is in the database; one without tables holds nothing sealed."""
    if KeyMark._meta.db_table not in connection.introspection.table_names():
        return
    try:
        marks.verify()
    except marks.WrongKeys as wrong:
        print(f"dangjian：{wrong}", file=sys.stderr)
        raise SystemExit(1) from None


def rotate() -> None:
    """Add a key and make it the current one."""
    number = rotate_file(settings.KEY_FILE)
    marks.verify()
    print(f"已启用第 {number} 把密钥。旧密钥留在密钥文件里，备份里的数据还要用它。")


def reseal() -> None:
    """Seal anew what lies under older keys."""
    done = resealing.reseal()
    print(f"已用新密钥重新加密 {done} 项，还有 {resealing.left()} 项在旧密钥之下。请另行备份密钥文件。")


_STEPS: Final[dict[str, Callable[..., None]]] = {
    "check": check,
    "migrate": migrate,
    "static": static,
    "demo": demo,
    "keys": keys,
    "rotate": rotate,
    "reseal": reseal,
}


class Command(BaseCommand):
    """Run the named steps in order; what a step needs follows its name after colons."""

    help = "启动前的准备"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the steps in order."""
        parser.add_argument("steps", nargs="+")

    def handle(self, *_args: object, **options: list[str]) -> None:
        """Stop at the first step that fails."""
        for word in options["steps"]:
            name, *needs = word.split(":")
            _STEPS[name](*needs)
