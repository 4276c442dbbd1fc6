"""Whom a source stands for."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading

Read = Callable[..., Reading]


def speakers(reading: Reading) -> list[str | None]:
    return [s.speaker.name if s.speaker else None for s in reading.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Interior Minister Dana Orlik denied the charge. She said the files were open.", ["Dana Orlik", "Dana Orlik"]),
        ("Dana Orlik, the interior minister, denied the charge. Orlik said the files were open.", ["Dana Orlik", "Dana Orlik"]),
        ("Interior Minister Dana Orlik denied the charge. The minister said the files were open.", ["Dana Orlik", "Dana Orlik"]),
        ("Hungarian officials met. Budapest said the bridge was safe.", ["Hungary"]),
        ("Hungary closed the bridge. The country said it was unsafe.", ["Hungary"]),
        ("Brenik said the rockets were not its own.", ["Kestovia"]),
        ("Serbia and Hungary said the bridge was safe.", ["Serbia; Hungary"]),
        ("Western officials said the bridge was safe.", ["Western officials"]),
        ("Dana Orlik, who runs the port, said the bridge was safe.", ["Dana Orlik"]),
        ("A court heard the clerk, who said the bridge was safe.", ["clerk"]),
        ("Orlik Shipping denied the charge. Its spokesman said the files were open.", ["Orlik Shipping", "Orlik Shipping’s spokesman"]),
        ("The cat sat on the wall. Its owner said the wall was safe.", ["Its owner"]),
        ("Dana Orlik denied the charge. According to her account, the files were open.", ["Dana Orlik", "Dana Orlik"]),
        ("A farmer said the bridge was safe. He denied the charge.", ["farmer", "farmer"]),
        ("I think the bridge is safe.", [None]),
        ("The minister dismissed as “wild and late” the Harvest Party’s allegation that the bridge fell.", ["minister", "Harvest Party"]),
    ],
)
def test_source_resolves(text: str, expected: list[str], read: Read) -> None:
    assert speakers(read(text)) == expected


def test_a_person_keeps_the_role_the_report_gives(read: Read) -> None:
    statement = read("Kestovian Interior Minister Dana Orlik denied the charge.").statements[0]
    assert statement.speaker is not None
    assert (statement.speaker.kind, statement.speaker.role) == ("person", "Kestovian Interior Minister")


def test_one_actor_has_one_id_whatever_it_is_called(read: Read) -> None:
    reading = read("Budapest said the bridge was safe. Hungary said the road was closed.")
    actors = {s.speaker.actor for s in reading.statements if s.speaker}
    assert len(actors) == 1


def test_nobody_is_made_up_for_a_pronoun_without_a_person(read: Read) -> None:
    assert speakers(read("“Nobody sold anything,” she said.")) == [None]


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("The mayor of Seldmouth, Orla Penn,", "Orla Penn"),
        ("The minister of transport Petr Angel", "Petr Angel"),
        ("The ambassador to Draunia, Ilse Korn,", "Ilse Korn"),
        ("The lawyer for Petr Angel", "lawyer"),
        ("The head of the harbour guild, Tom Reck,", "Tom Reck"),
    ],
)
def test_an_office_and_the_name_right_behind_it_are_one_person(read: Read, subject: str, name: str) -> None:
    [statement] = read(f"Bridge shut\n\n{subject} said the bridge was closed.").statements
    assert statement.speaker is not None
    assert statement.speaker.name == name


def test_one_title_is_never_another(read: Read) -> None:
    reading = read("Bridge shut\n\nThe minister said the bridge was closed. The mayor denied that it was closed.")
    assert [s.speaker.name for s in reading.statements if s.speaker] == ["minister", "mayor"]


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Western officials", "Western officials"),
        ("A source close to the talks", "source"),
        ("One diplomat", "One diplomat"),
        ("Two people familiar with the sale", "Two people familiar with the sale"),
    ],
)
def test_who_is_not_named_is_kept_as_they_are_and_marked(read: Read, subject: str, name: str) -> None:
    [statement] = read(f"Bridge shut\n\n{subject} said the bridge was closed.").statements
    assert statement.speaker is not None
    assert statement.speaker.anonymous
    assert statement.speaker.name.split()[0] in name


def test_a_condition_of_anonymity_marks_the_one_who_speaks_on_it(read: Read) -> None:
    [statement] = read("The adviser, speaking on condition of anonymity, said the bridge was closed.").statements
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.anonymous) == ("adviser", True)


@pytest.mark.parametrize("subject", ["Dana Orlik", "The minister", "Hungary", "The harbour office", "A leaked memo"])
def test_who_is_known_by_name_or_office_is_not_anonymous(read: Read, subject: str) -> None:
    [statement] = read(f"Bridge shut\n\n{subject} said the bridge was closed.").statements
    assert statement.speaker is not None
    assert not statement.speaker.anonymous


def test_the_noun_that_a_name_explains_is_its_role(read: Read) -> None:
    [statement] = read("The mill is quiet. Its general manager, Orsolya Pent, said the sale was legal.").statements
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.role) == ("Orsolya Pent", "general manager")


def test_a_title_that_another_body_owns_is_somebody_else(read: Read) -> None:
    reading = read("Port director Dana Orlik said the pier was safe. The hospital’s director said it was late.")
    assert speakers(reading) == ["Dana Orlik", "hospital’s director"]


@pytest.mark.parametrize(
    "text",
    [
        "An aide, who did not wish to be named, said the bridge was safe.",
        "An aide, who did not want to give her name, said the bridge was safe.",
        "A trader who asked not to be identified said the bridge was safe.",
    ],
)
def test_to_keep_a_name_back_is_anonymity_and_no_statement(text: str, read: Read) -> None:
    (statement,) = read(text).statements
    assert statement.speaker is not None
    assert (statement.speaker.anonymous, statement.stance) == (True, "asserts")
