"""`dangjian bench register`: counts, lists, moves and the officer's pages with a province around the county."""

from argparse import ArgumentParser, Namespace
from importlib import import_module

from bench.county import county
from bench.measures import publish


def add_arguments(parser: ArgumentParser) -> None:
    """Whether to print the line of JSON alone, and whether the province is whole."""
    parser.add_argument("--json", action="store_true", help="只输出最后一行 JSON")
    parser.add_argument("--full", action="store_true", help="25 万个组织、500 万人（约 15 分钟）")


def run(namespace: Namespace) -> int:
    """Measure and print; 1 where a promise is broken."""
    with county():
        # What is measured needs the settings that the county makes: imported only now.
        measures = import_module("bench.size").measures(is_whole=namespace.full)
    return publish("register", measures, as_json=namespace.json)
