"""Whether two captions ask for the same."""

import re
from typing import Final

_IDLE: Final = re.compile(r"[（(].*?[)）]|[\s、，,：:/（）()“”\"'·\-—]|(?:数|情况|人数|总数)$")


def plain(caption: str) -> str:
    """Return a caption without brackets, marks and idle endings: 党员总数（名） and 党员数 are 党员."""
    words = caption
    while (shorter := _IDLE.sub("", words)) != words and shorter:
        words = shorter
    return words
