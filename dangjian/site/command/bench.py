"""`dangjian bench NAME`: each measure prints its report and, as its last line, one line of JSON."""

import importlib
from argparse import ArgumentParser, Namespace
from typing import Final, Protocol, cast

BENCHES: Final = {
    "directive": ("读文件的准确度：精确率、召回率、F1 与各成分得分", "dangjian.programme.directives.measure"),
}


class Measure(Protocol):
    """What a measuring module offers."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what can be chosen."""

    def run(self, namespace: Namespace) -> int:
        """Measure and print; returns the exit code."""


def add_arguments(parser: ArgumentParser) -> None:
    """The name of a measure, or all of them."""
    group = parser.add_subparsers(title="基准", metavar="名称", dest="name")
    for name, (line, module) in BENCHES.items():
        child = group.add_parser(name, help=line, description=line)
        measure = cast("Measure", importlib.import_module(module))
        measure.add_arguments(child)
        child.set_defaults(measure=measure)
    parser.add_argument("--all", action="store_true", help="依次执行全部基准")


def run(namespace: Namespace) -> int:
    """Run one measure, or all in turn; the code is the worst one."""
    if namespace.name:
        return cast("Measure", namespace.measure).run(namespace)
    print("可用的基准：" + "、".join(BENCHES) + "。用法：dangjian bench 名称")
    return 2
