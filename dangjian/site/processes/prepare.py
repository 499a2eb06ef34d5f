"""What must be true before pages are served: `python -m dangjian.site.processes.prepare STEP…`, run to its end."""

import sys
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError

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
    call_command("collectstatic", interactive=False, verbosity=0, clear=False)


def demo(seed: str, day: str) -> None:
    """Load the demo county and print its accounts."""
    county.prepare(int(seed), date.fromisoformat(day))


def main() -> int:
    """Run the named steps in order; what a step needs follows its name after colons."""
    django.setup()
    steps: dict[str, Callable[..., None]] = {"check": check, "migrate": migrate, "static": static, "demo": demo}
    try:
        for word in sys.argv[1:]:
            name, *needs = word.split(":")
            steps[name](*needs)
    except SystemCheckError as error:
        print(f"启动检查未通过：\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
