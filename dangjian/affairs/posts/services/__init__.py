"""What can happen to posts and to who holds them; rights follow at the next request."""

from dangjian.affairs.posts.services.appointments import appoint, correct, end, strike
from dangjian.affairs.posts.services.posts import abolish, establish, fill_office

__all__ = ["abolish", "appoint", "correct", "end", "establish", "fill_office", "strike"]
