"""`dangjian demo`: everything at once, with a county to look at."""

import os
import shutil
from argparse import ArgumentParser, Namespace
from functools import partial

from dangjian.foundation.database.supervisor import Supervisor
from dangjian.foundation.time import today
from dangjian.site.command.options import add_address, day
from dangjian.site.processes import household, parts, ports
from dangjian.site.processes.environment import data_folder, furnished

say = partial(print, flush=True)


def add_arguments(parser: ArgumentParser) -> None:
    """Where to serve, and which county."""
    add_address(parser)
    parser.add_argument("--seed", metavar="整数", type=int, default=1, help="示例县的随机种子，默认 1")
    parser.add_argument("--today", metavar="日期", type=day, default=None, help="示例数据以哪一天为今天，默认当天")
    parser.add_argument("--reset", action="store_true", help="清空示例数据后退出，下次启动重新装载")


def run(namespace: Namespace) -> int:
    """Serve the demo county until told to stop."""
    household.stop_on_signals()
    if namespace.reset:
        return _reset()
    ports.claim(namespace.host, namespace.port)
    os.environ["DANGJIAN_STATICFILES"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    with furnished(say) as supervisor:
        demo = f"demo:{namespace.seed}:{(namespace.today or today()).isoformat()}"
        household.once("django", "prepare", "check", "migrate", "keys", "static", demo)
        _serve(namespace, supervisor)
    return 0


def _serve(namespace: Namespace, supervisor: Supervisor | None) -> None:
    web = parts.web(namespace.host, namespace.port, processes=namespace.processes, threads=namespace.threads, say=say)
    household.keep([web, parts.queue(2)], supervisor, say)


def _reset() -> int:
    if os.environ.get("DATABASE_URL"):
        say("DATABASE_URL 指向一台数据库服务器，make demo-reset 只清空内置数据库。未改动任何内容。")
        return 1
    data = data_folder()
    Supervisor(data).discard()
    shutil.rmtree(data / "files", ignore_errors=True)
    say("示例县数据已清空。执行 make demo 重新装载。")
    return 0
