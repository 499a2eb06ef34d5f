"""Every command of the command line, its line of help and the module that does it."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class Command:
    """A command: one line of help, and either the module that does it or the commands under it.

    The module offers `add_arguments(parser)` and `run(namespace) -> exit code`.
    """

    line: str
    module: str = ""
    under: dict[str, "Command"] = field(default_factory=dict)


BENCHES: Final = {
    "tasks": Command("下达、页面与通报：与 COPY 等参照相比", "bench.tasks"),
    "register": Command("全省规模下的计数、名单、调整隶属与页面", "bench.register"),
    "duties": Command("应办：一县一年从头计算、一份记录到页面，与 COPY 相比", "bench.duties"),
    "signin": Command("扫码签到：每秒人次，与 pgbench 写同样的行相比", "bench.signin"),
    "import": Command("导入全县名册：与解析加 COPY 相比，并量内存", "bench.imports"),
    "registers": Command("台账：发布、填报、汇总，与解析加 COPY 相比；页面", "bench.registers"),
    "directive": Command("读文件的准确度：精确率、召回率、F1 与各成分得分", "dangjian.programme.directives.measure"),
}

_ALL: Final = Command("依次执行全部基准", "dangjian.site.command.bench")

COMMANDS: Final = {
    "demo": Command("启动示例县：数据库、网页服务与后台作业一并启动", "dangjian.site.command.demo"),
    "serve": Command("启动网页服务", "dangjian.site.command.serve"),
    "worker": Command("启动后台作业", "dangjian.site.command.worker"),
    "migrate": Command("把数据库升级到当前版本的结构", "dangjian.site.command.migrate"),
    "keys": Command("加密用的密钥", under={"rotate": Command("换新密钥", "dangjian.site.command.rotate_keys")}),
    "directive": Command(
        "读文件、找任务", under={"read": Command("读一份文件，列出其中的任务", "dangjian.programme.directives.command")}
    ),
    "bench": Command(
        "性能与准确度基准", under=BENCHES | {"all": Command("依次执行全部基准", "dangjian.site.command.bench")}
    ),
}
