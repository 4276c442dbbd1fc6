"""Reports that go wrong: nothing breaks, no statement spans what it should not, and what makes a reading less sure is recorded."""

from collections.abc import Callable

import pytest

from onrecord.model import Mode, Reading, words_of

Read = Callable[..., Reading]

SUBJECTS = ("pumps", "crates", "locks", "cranes", "mills", "barges")


def what(reading: Reading) -> list[str]:
    return [problem.what for problem in reading.problems]


def said(reading: Reading) -> list[tuple[str | None, str]]:
    return [(s.speaker.name if s.speaker else None, words_of(reading.report.text, s.content)) for s in reading.statements]


def test_a_quotation_that_never_closes_is_direct_speech_to_the_end_of_its_sentence(read: Read) -> None:
    reading = read("Crane deal fails\n\nMayor Orla Penn said: “We were promised the cranes by June. The firm denied it.\n\nShe left.")
    [first, second] = reading.statements
    assert (words_of(reading.report.text, first.content), first.mode) == ("“We were promised the cranes by June.", Mode.DIRECT)
    assert words_of(reading.report.text, second.content) == "it"
    assert "a quotation mark never closes" in what(reading)


def test_a_page_of_quotations_alone_gives_nobody_words(read: Read) -> None:
    reading = read("Voices of the week\n\n" + "\n\n".join(f"“The {s} were sold long before the flood came.”" for s in SUBJECTS))
    assert said(reading) == []
    assert "6 of 6 quotations name nobody" in what(reading)


def test_a_sentence_of_ten_thousand_words_ends_before_the_next(read: Read) -> None:
    crossing = " and ".join(f"that barge {n} crossed the river near Ostby with {n + 3} tons of grain aboard" for n in range(770))
    reading = read(f"Barges\n\nThe ferry guild said {crossing}.\n\nThe mayor denied it.")
    assert ("mayor", "it") in said(reading)
    assert all("The mayor" not in content for _, content in said(reading))
    assert any(problem.startswith("a sentence of ") for problem in what(reading))


def test_a_row_of_a_list_or_table_never_runs_into_the_next(read: Read) -> None:
    rows = [
        "Party | Votes | Share",
        "Greens | 3,401 | 12 %",
        "Reds | 9,912 | 33 %",
        "- Mayor Orla Penn said the count was fair",
        "- Reds want a recount",
    ]
    reading = read("Result of the vote\n\n" + "\n".join(rows))
    assert ("Orla Penn", "the count was fair") in said(reading)
    assert all("\n" not in content and "|" not in content for _, content in said(reading))


def test_a_report_in_capitals_is_read_and_marked(read: Read) -> None:
    reading = read('PUMPS SOLD\n\nTHE HARBOUR GUILD DENIED ON MONDAY THAT IT HAD SOLD THE PUMPS. "WE SOLD NOTHING," IT SAID.')
    assert [s.stance.value for s in reading.statements][:1] == ["denies"]
    assert "is written in capitals" in what(reading)


def test_clumsy_translation_is_read_sentence_by_sentence(read: Read) -> None:
    first = "The minister of defence Petr Angel declared, what the country not sold shells in Orlava."
    reading = read(f"About the sale of shells told\n\n{first} By his words, “all is made according to law”.")
    assert "what the country not sold shells in Orlava" in [content for _, content in said(reading)]


def test_words_in_another_script_neither_break_the_reading_nor_shift_its_spans(read: Read) -> None:
    text = "Министр обороны said that «никаких поставок не было». The guild denied the report. 外交部 said it was concerned."
    reading = read("Заявление\n\n" + text)
    assert "the report" in [content for _, content in said(reading)]
    assert "it was concerned" in [content for _, content in said(reading)]
    assert "is partly in another script" in what(reading)


@pytest.mark.parametrize("piece", ["“", '"', "He said: “", "said ", "“a” said “b” said ", "\u202e“no”\u202c ", "- ", "| ", "\u0301", "…"])
def test_a_page_of_one_thing_over_and_over_is_read(read: Read, piece: str) -> None:
    reading = read("Title\n\n" + piece * 2_000)
    assert all(0 <= span.start < span.end <= len(reading.report.text) for s in reading.statements for span in s.content)
