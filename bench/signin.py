"""`dangjian bench signin`: attendances a second through the real web server, beside pgbench with the same INSERT."""

from argparse import ArgumentParser, Namespace
from importlib import import_module

from bench.county import county
from bench.measures import publish


def add_arguments(parser: ArgumentParser) -> None:
    """Whether to print the line of JSON alone, and whether everyone signs in, with the web server killed meanwhile."""
    parser.add_argument("--json", action="store_true", help="只输出最后一行 JSON")
    parser.add_argument("--full", action="store_true", help="全部 63,636 名党员签到，中途强杀并重启网页服务")


def run(namespace: Namespace) -> int:
    """Measure and print; 1 where a promise is broken."""
    with county() as url:
        # What is measured needs the settings that the county makes: imported only now.
        measures = import_module("bench.arrivals").measures(url, is_whole=namespace.full)
    return publish("signin", measures, as_json=namespace.json)
