"""`python -m dangjian.site.command`, for scripts that cannot rely on the console script's path."""

import sys

from dangjian.site.command.entry import main

sys.exit(main())
