"""Write docs/rules.md: `python -m dangjian.rulebook`, from the root of the checkout."""

from pathlib import Path

from dangjian.rulebook.book import shipped
from dangjian.rulebook.listing import listing

if __name__ == "__main__":
    Path("docs/rules.md").write_text(listing(shipped()), encoding="utf-8")
