"""The directive that waits to be read: a speech of our own writing, with what the reader proposes."""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from dangjian.foundation.time import at
from dangjian.programme.directives.models import Directive, Proposal
from dangjian.programme.directives.reading import clean, read_text
from dangjian.programme.directives.rules.proposing import from_task
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks
from dangjian.site.demo.programme.lists import OFFICE, officer

TEXT: Final = Path(__file__).parent / "speech.txt"
_AGO: Final = timedelta(days=2)


def write(county: County, desks: Desks) -> None:
    """Read the speech as an officer would, and leave every proposal undecided."""
    day = county.today - _AGO
    reading = read_text(_dated(day), issued_on=day)
    plain = reading.to_json()
    directive = county.rows.add(
        Directive(
            public_id=county.chance.public_id(),
            organization_id=county.root.pk,
            county_id=1,
            org_path=county.root.path,
            office=OFFICE,
            title=reading.title,
            issuer=reading.issuer or "中共清源县委",
            issued_on=day,
            file_name="",
            text=reading.text,
            sections=plain["sections"],
            flags=plain["flags"],
            read_at=at(county.today - timedelta(days=1), 16, 20),
            read_by=officer(county, desks, OFFICE).account_id,
        )
    )
    shown = clean(reading.text)
    for task, as_read in zip(reading.tasks, plain["tasks"], strict=True):
        county.rows.add(
            Proposal(
                public_id=county.chance.public_id(),
                directive_id=directive.pk,
                county_id=1,
                org_path=directive.org_path,
                as_read=as_read,
                **from_task(task, shown),
            )
        )


def _dated(day: date) -> str:
    """The speech with its own day and year in their places."""
    text = TEXT.read_text(encoding="utf-8")
    return text.replace("{day}", f"{day.year}年{day.month}月{day.day}日").replace("{next}", str(day.year + 1))
