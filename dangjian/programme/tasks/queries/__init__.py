"""Reads shaped for the pages of the tasks, and for those who ask from above."""

from dangjian.programme.tasks.queries.search import find

__all__ = ["find"]
