"""What is committed: no addresses of registries, no paths of a machine, a reason beside every dependency."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmmirror" + ".com", "jsdelivr" + ".net")
MACHINE = re.compile("/" + r"(?:root|home/\w+|work)/|/tmp/[a-z]+\.\w+")
LOCKS = ("run", "all", "tools")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    assert len(paths) > 100
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="ignore")


@pytest.mark.parametrize("host", HOSTS)
def test_no_registry_is_named(host: str) -> None:
    assert [path for path in tracked() if host in text_of(path)] == []


def test_no_path_of_a_machine_is_named() -> None:
    assert {str(path): MACHINE.findall(text_of(path)) for path in tracked() if MACHINE.search(text_of(path))} == {}


def test_every_dependency_has_its_reason() -> None:
    lines = text_of(ROOT / "pyproject.toml").partition("[build-system]")[0].splitlines()
    declared = [line for line in lines if re.match(r'    "[a-z][A-Za-z0-9_.-]*(\[[a-z,]+\])?[<>=,.0-9]*",', line)]
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    assert len(declared) >= len(project["project"]["dependencies"]) + len(project["dependency-groups"]["dev"])
    assert [line for line in declared if not re.search(r"# \S.{8,}", line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_locks_carry_hashes(name: str) -> None:
    text = text_of(ROOT / "requirements" / f"{name}.txt")
    packages = re.split(r"\n(?=[a-z0-9])", text)
    assert packages
    assert [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.parametrize("name", ["run", "all"])
def test_locks_hold_everything_declared(name: str) -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    wanted = project["project"]["dependencies"] + (project["dependency-groups"]["dev"] if name == "all" else [])
    locked = set(re.findall(r"^([a-z0-9.-]+)==", text_of(ROOT / "requirements" / f"{name}.txt"), re.MULTILINE))
    names = {re.split(r"[\[<>=]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names - locked == set()


def test_npm_lock_names_no_address() -> None:
    assert '"resolved"' not in text_of(ROOT / "dangjian/foundation/ui/package-lock.json")
