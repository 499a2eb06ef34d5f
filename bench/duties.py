"""`dangjian bench duties`: a county-year from nothing beside COPY; a changed record until it stands on pages."""

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
        measures = import_module("bench.reckoning").measures()
    return publish("duties", measures, as_json=namespace.json)
