"""Modules are named by the business; folders are capabilities with a caption."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "dangjian"
SHAPELESS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers", "core", "tools"}
PLATFORMS = ("affairs", "activities", "community", "programme", "decisions", "procedures", "channels", "foundation")


def modules() -> list[Path]:
    found = [path for path in PACKAGE.rglob("*.py") if "node_modules" not in path.parts]
    assert len(found) > 100
    return found


def test_no_shapeless_names() -> None:
    named = {path for path in modules() if {path.stem, *path.relative_to(PACKAGE).parts} & SHAPELESS}
    assert named == set()


def test_every_capability_has_a_caption() -> None:
    capabilities = [
        folder
        for platform in PLATFORMS
        for folder in (PACKAGE / platform).iterdir()
        if folder.is_dir() and any(folder.glob("*.py"))
    ]
    assert len(capabilities) > 10
    silent = [folder for folder in capabilities if not (folder / "__init__.py").read_text().lstrip().startswith('"""')]
    assert silent == []


def test_modules_stay_readable() -> None:
    """At 250 lines a module is looked at again; what may be longer stands here with its reason."""
    long = {
        str(path.relative_to(PACKAGE))
        for path in modules()
        if not {"migrations", "tests"} & set(path.parts) and len(path.read_text().splitlines()) > 250
    }
    assert long == set()
