"""A database of its own for each test, with real durability, removed afterwards."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from dangjian.foundation.database.refusal import DatabaseRefused
from dangjian.foundation.database.supervisor import Supervisor


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "数 据"
    folder.mkdir()
    yield folder
    with suppress(DatabaseRefused):
        Supervisor(folder).discard()
