"""The setup script: what makes a step run again, and Node where the machine has none."""

import importlib.util
import os
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bin_{name}", ROOT / "bin" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_step_runs_again_when_what_it_read_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setup = script("setup")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    read, stamp = tmp_path / "锁定.txt", tmp_path / "stamp"
    read.write_text("a==1")
    assert not setup.is_fresh(stamp, setup.digest(read))
    stamp.write_text(setup.digest(read))
    assert setup.is_fresh(stamp, setup.digest(read))
    read.write_text("a==2")
    assert not setup.is_fresh(stamp, setup.digest(read))


def test_the_build_reads_sources_and_not_what_it_made() -> None:
    setup = script("setup")
    sources = setup.asset_sources()
    assert setup.UI / "build.mjs" in sources
    assert setup.UI / "package-lock.json" in sources
    assert not [path for path in sources if "node_modules" in path.parts or "built" in path.parts]


def test_node_comes_from_the_wheel_where_the_machine_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    command, extra = script("setup").npm()
    assert command[0].endswith("/bin/node")
    told = subprocess.run(
        [*command, "--version"], env={**os.environ, **extra}, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert int(told.stdout.split(".")[0]) >= 10


def test_an_old_node_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, words in (("node", "v18.19.0"), ("npm", "9.2.0")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {words}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert script("setup").npm()[0] != ["npm"]


def test_missing_system_software_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    packages = script("system_packages")
    monkeypatch.setattr(packages, "missing", lambda: ["chromium", "postgresql"])
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="apt-get install chromium postgresql"):
        packages.main()
