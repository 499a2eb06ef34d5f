"""Who may import whom: the contracts of pyproject.toml, and what they cannot say."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PRIVATE = {"views", "forms", "urls"}
INSIDE = ("urls", "views", "forms", "jobs", "services", "queries", "models", "rules")


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("dangjian", include_external_packages=True, cache_dir=None)


def edges() -> list[tuple[str, str]]:
    modules = (module for module in graph().modules if module.startswith("dangjian."))
    return [(importer, module) for module in modules for importer in graph().find_modules_that_directly_import(module)]


def room(module: str) -> str:
    """The capability: `dangjian.affairs.members` of anything in it, `dangjian.site` for the assembled site."""
    return ".".join(module.split(".")[:3])


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_contracts_are_kept() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout[-4000:]


def test_pages_forms_and_addresses_are_private() -> None:
    strangers = {
        (importer, module)
        for importer, module in edges()
        if PRIVATE & set(module.split(".")[3:4]) and room(importer) != room(module) and importer != "dangjian.site.urls"
    }
    assert strangers == set()


@pytest.mark.parametrize("part", INSIDE)
def test_the_order_inside_a_capability_is_watched(part: str) -> None:
    """A control: the names that the contract orders are names that exist."""
    assert any(module.split(".")[3:4] == [part] for module in graph().modules)


def test_light_doors_stay_light() -> None:
    """`directive read` starts without Django."""
    chains = graph().find_shortest_chains("dangjian.programme.directives.reading", "django", as_packages=True)
    assert chains == set()
