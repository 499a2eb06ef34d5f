"""Rows are reached only through ``visible_to``; every field has a privacy class; every page has its gate."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from dangjian.access.checks import every_view_is_gated
from dangjian.access.privacy import class_of

ROOT = Path(__file__).parents[2] / "dangjian"


def view_files() -> list[Path]:
    files = [
        *ROOT.glob("*/*/views.py"),
        *ROOT.glob("*/*/views/*.py"),
        *ROOT.glob("*/views.py"),
        *ROOT.glob("*/*_views.py"),
    ]
    return sorted(files)


def bare_managers(source: str) -> list[str]:
    """Name every ``Model.objects`` that is not followed by ``.visible_to(``."""
    parents: dict[ast.AST, ast.AST] = {}
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            parents[child] = node
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
        if not (isinstance(up := parents.get(node), ast.Attribute) and up.attr == "visible_to")
    ]


@pytest.mark.parametrize("file", view_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_views_reach_rows_only_through_the_doorway(file: Path) -> None:
    assert bare_managers(file.read_text()) == []


def test_the_control_a_bare_manager_is_named() -> None:
    assert bare_managers("Task.objects.filter(pk=1)") == ["line 1: Task.objects"]
    assert bare_managers("Task.objects.visible_to(actor)") == []


def own_models() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if model.__module__.startswith("dangjian."):
            yield model


@pytest.mark.parametrize("model", list(own_models()), ids=lambda model: model.__name__)
def test_every_field_has_a_privacy_class(model: type[Model]) -> None:
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    for field in fields:
        class_of(model, field.name)
    named = [name for names in model.PRIVACY.values() for name in names]  # type: ignore[attr-defined]
    assert sorted(named) == sorted(field.name for field in fields)


def test_every_view_has_its_gate() -> None:
    assert every_view_is_gated() == []
