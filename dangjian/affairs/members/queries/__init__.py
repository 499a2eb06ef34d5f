"""Reads of members: their rights, one record, rolls and lists."""

from dangjian.affairs.members.queries.rights import posts_and_grants

__all__ = ["posts_and_grants"]
