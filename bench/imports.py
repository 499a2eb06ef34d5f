"""`dangjian bench import`: a county's roster from workbook to committed rows, and what memory it takes."""

from argparse import ArgumentParser, Namespace
from importlib import import_module

from bench.county import TODAY, county
from bench.measures import publish


def add_arguments(parser: ArgumentParser) -> None:
    """Whether to print the line of JSON alone."""
    parser.add_argument("--json", action="store_true", help="只输出最后一行 JSON")


def run(namespace: Namespace) -> int:
    """Measure and print; 1 where a promise is broken."""
    with county():
        # What is measured needs the settings that the county makes: imported only now.
        measures = import_module("bench.importing.walk").measures(TODAY)
    return publish("import", measures, as_json=namespace.json)
