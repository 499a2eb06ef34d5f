"""Every test run has its own PostgreSQL, in a temporary folder, unless `DATABASE_URL` names a server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangjian.site.settings")
