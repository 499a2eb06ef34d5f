"""The command line `dangjian`: demo, serve, worker, migrate, directive read, bench."""

from dangjian.site.command.entry import main

__all__ = ["main"]
