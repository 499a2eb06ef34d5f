"""Every change of a table has its migration."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_every_migration_is_made() -> None:
    words = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", "--verbosity", "1", stdout=words)
    except SystemExit:
        pytest.fail(words.getvalue())
