"""`dangjian bench registers`: 20 fields published, filled by a workbook, rolled up, beside COPY; pages."""

from argparse import ArgumentParser, Namespace
from importlib import import_module

from bench.county import county
from bench.measures import publish


def add_arguments(parser: ArgumentParser) -> None:
    """Whether to print the line of JSON alone, and whether ten counties' bodies fill it."""
    parser.add_argument("--json", action="store_true", help="只输出最后一行 JSON")
    parser.add_argument("--full", action="store_true", help="再量 20,100 个党组织（约 3 分钟）")


def run(namespace: Namespace) -> int:
    """Measure and print; 1 where a promise is broken."""
    with county():
        # What is measured needs the settings that the county makes: imported only now.
        measures = import_module("bench.filling.walk").measures(is_whole=namespace.full)
    return publish("registers", measures, as_json=namespace.json)
