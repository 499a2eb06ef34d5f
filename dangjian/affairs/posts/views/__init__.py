"""Pages of posts."""

from dangjian.affairs.posts.views.appointments import appoint, correct, end, strike
from dangjian.affairs.posts.views.offices import office_ending, offices
from dangjian.affairs.posts.views.posts import abolish, body, establish, index

__all__ = ["abolish", "appoint", "body", "correct", "end", "establish", "index", "office_ending", "offices", "strike"]
