"""Events, statements and publications in order of time."""

from collections.abc import Callable

from onrecord.model import Reading
from onrecord.stories.timeline import timeline

Read = Callable[..., Reading]


def test_moments_come_in_order_of_time_and_the_undated_last(read: Read) -> None:
    moments = timeline(
        [
            read("The guild said the bridge was safe.", outlet="Oru Times"),
            read("The mayor said on Monday that the road was closed.", published="2017-03-09"),
            read("Kestovia sold 800 rockets to Orlava in May 2016, officials said.", published="2017-03-01"),
        ]
    )
    days = [m.when for m in moments]
    assert days == sorted((d for d in days if d), key=str) + [None] * days.count(None)
    assert [m.when for m in moments if m.kind == "event"] == ["2016-05"]


def test_a_statement_stands_on_the_day_it_was_made_when_the_report_tells_it(read: Read) -> None:
    moments = timeline([read("The mayor said on Monday that the road was closed.", published="2017-03-09")])
    assert [(m.kind, m.when) for m in moments] == [("statement", "2017-03-06"), ("publication", "2017-03-09")]


def test_each_moment_leads_to_a_record(read: Read) -> None:
    for moment in timeline([read("The mayor said the road was closed.", published="2017-03-09")]):
        assert (moment.statement is None) != (moment.report is None)
