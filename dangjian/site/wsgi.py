"""The WSGI application that granian serves."""

import os
import signal

from django.core.wsgi import get_wsgi_application

from dangjian.foundation.processes.leash import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangjian.site.settings")

die_with_parent(os.getppid(), signal.SIGTERM)  # A worker whose master was killed would serve on for ever.

application = get_wsgi_application()
