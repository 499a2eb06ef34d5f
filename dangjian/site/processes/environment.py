"""What every process of this installation is told: data folder, signing key, database address."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dangjian.foundation.database.joining import embedded
from dangjian.foundation.database.supervisor import Supervisor, quiet

CHECKOUT = Path(__file__).resolve().parents[3]


def data_folder() -> Path:
    """`DANGJIAN_DATA`, else `var` of this checkout; made where missing, for our eyes only."""
    folder = Path(os.environ.get("DANGJIAN_DATA") or CHECKOUT / "var").absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def signing_key(data: Path) -> str:
    """The installation's own key, made once and kept in the data folder."""
    path = data / "secret"
    with suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
    return path.read_text()


@contextmanager
def furnished(say: Callable[[str], None] = quiet) -> Iterator[Supervisor | None]:
    """Set this process's environment, the embedded database running unless `DATABASE_URL` names a server.

    Yields the supervisor where this process is the one that runs it.
    """
    data = data_folder()
    os.environ["DANGJIAN_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangjian.site.settings")
    if not os.environ.get("DANGJIAN_SECRET"):
        os.environ["DANGJIAN_SECRET"] = signing_key(data)
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    with embedded(data, say=say) as (address, supervisor):
        os.environ["DATABASE_URL"] = address
        yield supervisor
