"""The WSGI application that granian serves."""

import gc
import os
import signal
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from dangjian.foundation.processes.leash import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangjian.site.settings")

die_with_parent(os.getppid(), signal.SIGTERM)  # A worker whose master was killed would serve on for ever.

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # Every page's module is read now, not while somebody waits for the first of them.
gc.collect()
gc.freeze()  # What lives as long as the process is not gone through again: that held up a page in twenty by 0.1 s.
