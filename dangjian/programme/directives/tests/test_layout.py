from hypothesis import given
from hypothesis import strategies as st

from dangjian.programme.directives.reading import clean
from dangjian.programme.directives.rules import shown
from dangjian.programme.directives.rules.cutting import cuts, trimmed
from dangjian.programme.directives.rules.layout import Span, lines

SIGNS = "同志们要办好，。；：\n\t 　12、（一）𠮷"
texts = st.text(alphabet=SIGNS, max_size=120)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(texts.filter(bool))
    spans = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        spans.append(Span(start, draw(st.integers(start + 1, len(text))), f"{number}:id{number}"))
    return text, spans


@given(marked())
def test_the_page_shows_every_word_of_the_cleaned_text_once(given_text: tuple[str, list[Span]]) -> None:
    text, spans = given_text
    page = clean(text).text
    laid = lines(text, [], [], spans)
    assert "".join(s.text for line in laid for s in line.segments) == "".join(
        line for line in page.split("\n") if line.strip()
    )
    for segment in (s for line in laid for s in line.segments):
        assert page[segment.at : segment.at + len(segment.text)] == segment.text


@given(marked())
def test_a_place_on_the_page_is_the_place_in_the_text(given_text: tuple[str, list[Span]]) -> None:
    text, _ = given_text
    page = clean(text)
    for segment in (s for line in lines(text, [], [], []) for s in line.segments):
        found = shown.place(page, segment.at, segment.at + len(segment.text))
        assert found is not None
        assert shown.words(page, *found) == segment.text
        assert "".join(text[slice(*found)].split()).endswith("".join(segment.text.split())[-1:])


@given(texts)
def test_cuts_leave_words_on_both_sides(text: str) -> None:
    for cut in cuts(text, clean(text), 0, len(text)):
        first, second = trimmed(text, 0, cut.at), trimmed(text, cut.at, len(text))
        assert first[0] < first[1] == cut.at or not text[first[1] : cut.at].strip()
        assert second[0] < second[1]


def test_words_are_found_across_a_page_number_and_blanks() -> None:
    text = "1、第一页写到这里要\n2、办好三件事，\n3、都要落实\n。"
    page = clean(text)
    assert page.text == "第一页写到这里要办好三件事，都要落实\n。"
    found = shown.place_of(page, "要 办好三件事")
    assert found is not None
    assert shown.words(page, *found) == "要办好三件事"
    assert text[slice(*found)] == "要\n2、办好三件事"
    assert shown.place_of(page, "没有的话") is None
    assert shown.place(page, 3, 9_000) is None


def test_a_word_torn_by_a_page_is_whole_again() -> None:
    text = "1、各镇乡要排查整\n2、改问题，建立台账，年底前报县委组织部。各村要\n3、及时公开。\n4、完。"
    shown_text = clean(text)
    assert shown.broken_off(shown_text, text.index("2、")) == "各镇乡要排查整"
    assert shown.broken_off(shown_text, text.index("改问题")) == "各镇乡要排查整"
    assert shown.broken_off(shown_text, text.index("4、")) == ""
    assert shown.broken_off(shown_text, text.index("建立台账")) == ""
    assert shown.torn_from(shown_text, text.index("改问题")) == text.index("各镇乡")
    assert shown.torn_from(shown_text, text.index("建立台账")) == text.index("建立台账")


def test_a_clause_carries_its_number_where_it_begins() -> None:
    text = "一、标题。要办好，要落实。\n完。"
    sections = [{"number": "一", "title": "标题", "level": 1, "start": 0, "end": 15}]
    flags = [{"start": 9, "end": 12, "rule": "pledge"}]
    first, second = lines(text, sections, flags, [Span(5, 13, "1:x")])
    heading, clause, flagged, rest = first.segments
    assert (heading.text, heading.is_heading, heading.clause) == ("一、标题。", True, "")
    assert (clause.text, clause.number, clause.clause, clause.flag) == ("要办好，", "1", "x", "")
    assert (flagged.text, flagged.number, flagged.flag_ends) == ("要落实", "", True)
    assert (rest.text, rest.clause) == ("。", "x")
    assert not second.segments[0].clause
