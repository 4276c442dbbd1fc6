"""A text cut into runs loses nothing, and every run knows everything that lies on it."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from onrecord.casework.layout import Marking, runs_of
from onrecord.model import Span

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ab: Span(min(ab), max(ab)))
MARKS = st.lists(SPANS, max_size=12).map(lambda spans: [Marking(s.start, s.end, "figure", "words", f"f_{n}") for n, s in enumerate(spans)])


@st.composite
def bounds(draw: st.DrawFn) -> list[Span]:
    cuts = sorted(draw(st.sets(st.integers(0, 60), min_size=2, max_size=8)))
    return [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]


@given(MARKS, bounds())
def test_runs_cover_each_bound_without_gap_or_overlap(marks: list[Marking], paragraphs: list[Span]) -> None:
    for bound, runs in zip(paragraphs, runs_of(marks, paragraphs), strict=True):
        assert runs[0].start == bound.start
        assert runs[-1].end == bound.end
        assert all(a.end == b.start for a, b in itertools.pairwise(runs))


@given(MARKS, bounds())
def test_a_run_carries_exactly_the_marks_that_lie_on_it(marks: list[Marking], paragraphs: list[Span]) -> None:
    for runs in runs_of(marks, paragraphs):
        for run in runs:
            assert {m.id for m in run.marks} == {m.id for m in marks if m.start <= run.start and run.end <= m.end and m.start < m.end}
            widths = [m.end - m.start for m in run.marks]
            assert widths == sorted(widths, reverse=True)


@given(MARKS, bounds())
def test_a_record_begins_once(marks: list[Marking], paragraphs: list[Span]) -> None:
    begun = [key for runs in runs_of(marks, paragraphs) for run in runs for key in run.first]
    assert len(begun) == len(set(begun))
