"""A case on one screen."""

from collections.abc import Callable

from onrecord.lexicon import Lexicon, load_lexicon
from onrecord.model import Origin, Problem, Reading
from onrecord.stories.brief import Brief
from onrecord.stories.brief import brief_of as brief_with
from onrecord.stories.conflicts import conflicts
from onrecord.stories.transfers import transfer_stories

Read = Callable[..., Reading]
ROCKETS = (
    "HALVEK, March 3 (Reuters) – Kestovia sold 2,400 rockets to Orlava, officials said. Brenik denied that it had sold rockets to Orlava."
)


def brief_of(readings: list[Reading], problems: list[Problem], lexicon: Lexicon, *origins: Origin, full: bool = False) -> Brief:
    """The brief of readings, each an origin of its own but for those of ``origins``."""
    named = {report for origin in origins for report in origin.reports}
    own = [
        Origin(id=r.report.id, name=f"{r.report.outlet} {n}", root=r.report.id, reports=(r.report.id,), publisher=r.report.outlet or "")
        for n, r in enumerate(readings)
        if r.report.id not in named
    ]
    everyone = [*origins, *own]
    by_report = {report: origin.name for origin in everyone for report in origin.reports}
    stories = transfer_stories(readings, by_report, lexicon)
    return brief_with(readings, problems, everyone, stories, conflicts(stories, readings, lexicon, by_report), full=full)


def section(brief: Brief, title: str) -> list[str]:
    return [f"{line.words} {line.stance} {line.detail}".strip() for s in brief.sections if s.title == title for line in s.lines]


def test_a_brief_tells_where_reports_come_from(read: Read) -> None:
    wire, rain = read(ROCKETS, published="2017-03-03", outlet="Karsk Post"), read("It rained.", outlet="Oru Times")
    echo = read(ROCKETS + " It rained.", published="2017-03-04", outlet="Velm Post")
    carried = Origin(
        id="o_1", name="Reuters 2017-03-03", root=None, reports=(wire.report.id, echo.report.id), publisher="Reuters", credited=True
    )
    brief = brief_of([wire, rain, echo], [], load_lexicon(), carried)
    assert section(brief, "where the reports come from") == [
        "Reuters 2017-03-03  carried by Karsk Post, Velm Post",
        "of their own: 1 report  Oru Times",
    ]
    assert "2 origins, 1 echo" in brief.heading
    assert section(brief, "what is alleged to have moved")[0].endswith("1 origin, 1 echo")


def test_a_brief_tells_what_moved_and_who_answers(read: Read) -> None:
    brief = brief_of([read(ROCKETS, published="2017-03-03", outlet="Karsk Post")], [], load_lexicon())
    assert section(brief, "what is alleged to have moved")[0].startswith("2,400 rockets: Kestovia → Orlava")
    assert any("Kestovia" in line and "denies" in line for line in section(brief, "who answers, and how"))


def test_a_title_sets_no_rival_above_the_others(read: Read) -> None:
    rivals = [read(f"Kestovia sold {n} rockets to Orlava, officials said.", outlet=f"Outlet {n}") for n in (800, 2400)]
    title, quantities, *_ = section(brief_of(rivals, [], load_lexicon()), "what is alleged to have moved")
    assert title.startswith("rockets: Kestovia → Orlava")
    assert ("800 rockets (1 origin)" in quantities, "2,400 rockets (1 origin)" in quantities) == (True, True)


def test_a_brief_names_what_nobody_says(read: Read) -> None:
    unknown = section(
        brief_of([read("Kestovia sold rockets to Orlava, officials said.", outlet="Oru Times")], [], load_lexicon()), "not known"
    )
    assert any(line.startswith("when 1 report came out") for line in unknown)
    assert any(line.startswith("how much: 1 of 1") for line in unknown)
    assert any(line.startswith("resting on one origin: 1 of 1") for line in unknown)


def test_problems_are_told(read: Read) -> None:
    told = section(brief_of([read("It rained.")], [Problem(report="x.txt", stage="intake", what="is empty")], load_lexicon()), "not known")
    assert "1 problem recorded  see onrecord problems" in told


def test_a_full_brief_leaves_nothing_out(read: Read) -> None:
    many = [
        read(f"Agency chief Dana Orl{'abcdefghijklmnop'[n]}k denied that the bridge was unsafe.", outlet=f"Outlet {n}") for n in range(14)
    ]
    assert any(s.more for s in brief_of(many, [], load_lexicon()).sections)
    assert not any(s.more for s in brief_of(many, [], load_lexicon(), full=True).sections)


def test_an_empty_case_has_an_empty_brief() -> None:
    assert brief_of([], [], load_lexicon()).sections == ()
