"""`dangjian bench tasks`: hand-down beside COPY, pages through the real server, the bulletin."""

from argparse import ArgumentParser, Namespace
from importlib import import_module

from bench.county import county
from bench.measures import publish


def add_arguments(parser: ArgumentParser) -> None:
    """Whether to print the line of JSON alone."""
    parser.add_argument("--json", action="store_true", help="只输出最后一行 JSON")


def run(namespace: Namespace) -> int:
    """Measure and print; 1 where a promise is broken."""
    with county():
        # What is measured needs the settings that the county makes: imported only now.
        measures = import_module("bench.walk").measures()
    return publish("tasks", measures, as_json=namespace.json)
