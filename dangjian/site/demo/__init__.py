"""The demo county 清源县: fictional, of a real county's size, the same for the same seed and day."""

from dangjian.site.demo.card import WalkCard, new_card
from dangjian.site.demo.loading import Loaded, NotEmpty, is_loaded, load
from dangjian.site.demo.printed import DemoAccount, accounts, renew_password, set_passwords
from dangjian.site.demo.sizes import Size
from dangjian.site.demo.village_life import open_page

__all__ = [
    "DemoAccount",
    "Loaded",
    "NotEmpty",
    "Size",
    "WalkCard",
    "accounts",
    "is_loaded",
    "load",
    "new_card",
    "open_page",
    "renew_password",
    "set_passwords",
]
