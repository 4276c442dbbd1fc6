"""Invented reports in any number: sentences drawn from patterns about places that are not there."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

_STATES = ("Ovania", "Tarsia", "Lurn", "Mesk", "Senkara", "Halvek", "Drovia", "Zarinth")
_FAMILY = ("Orlik", "Marn", "Vesh", "Tolvar", "Brask", "Lindqar", "Osten", "Parro", "Quell", "Ruvim", "Selk", "Tarn")
_GIVEN = ("Dana", "Ivo", "Mara", "Pavel", "Lena", "Tomas", "Irina", "Viktor", "Anna", "Oskar")
_ROLES = ("Defence Minister", "Foreign Ministry spokeswoman", "Interior Minister", "customs chief", "opposition leader")
_GOODS = ("rockets", "artillery shells", "drones", "rifles", "night-vision sights", "machine tools", "radar parts", "trucks")
_AGENCIES = ("Reuters", "AP", "AFP", "dpa")
_OUTLETS = tuple(f"{name} {kind}" for name in ("Karsk", "Oru", "Velm", "Tiska", "Brod") for kind in ("Courier", "Post", "Herald", "Times"))
_PATTERNS = (
    "{role} {given} {family} denied that {state} had sold {count} {goods} to {other}.",
    "{family} said the {goods} had been shipped through {third}, but did not say when.",
    "“We have sold nothing to {other},” {family} told reporters in {state} on {weekday}. “The papers are forged.”",
    "According to a leaked document, some {count} {goods} reached {other} via {third} in {month}.",
    "{other} accused {state} of arming the rebels and demanded an explanation.",
    "The ministry declined to comment on the figure, which first appeared in {outlet}.",
    "{given} {family}, who runs the port, acknowledged that “a few” of the {goods} had been opened by customs officers.",
    "Officials in {state} have not ruled out that the {goods} worth ${value} million passed into other hands.",
    "Rain fell on the border for a third day and the ferry did not run.",
    "The two governments agreed to set up a joint working group, {family} said, adding that it would meet in {month}.",
    "He warned that the dispute could damage ties between {state} and {other}.",
    "The contract, signed in {year}, covered spare parts and training, the company’s treasurer said.",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MONTHS = ("January", "February", "April", "June", "September", "November")


def texts(count: int, seed: int = 1) -> Iterator[tuple[dict[str, str], str]]:
    """``count`` reports as (manifest fields, text); every fourth carries the text before it under another outlet."""
    draw = random.Random(seed)  # noqa: S311 - not a secret
    body: list[str] = []
    day = date(2019, 1, 1)
    for number in range(count):
        state, other, third = draw.sample(_STATES, 3)
        if number % 4 != 3 or not body:
            day += timedelta(days=draw.randrange(3))
            fields = {"state": state, "other": other, "third": third}
            body = [_sentence(draw, fields) for _ in range(draw.randrange(8, 22))]
        outlet = draw.choice(_OUTLETS)
        head = f"{state} denies selling {draw.choice(_GOODS)} to {other}"
        dateline = f"{state.upper()}, {day:%B} {day.day} ({draw.choice(_AGENCIES)}) – "
        paragraphs = [" ".join(body[at : at + 2]) for at in range(0, len(body), 2)]
        text = "\n\n".join([head, dateline + paragraphs[0], *paragraphs[1:], f"{outlet} is a paper of record. No {number}."])
        yield {"path": f"{number:05d}.txt", "outlet": outlet, "published": day.isoformat()}, text


def _sentence(draw: random.Random, fields: dict[str, str]) -> str:
    return draw.choice(_PATTERNS).format(
        role=draw.choice(_ROLES), given=draw.choice(_GIVEN), family=draw.choice(_FAMILY), goods=draw.choice(_GOODS),
        outlet=draw.choice(_OUTLETS), count=draw.randrange(2, 90) * 100, value=draw.randrange(2, 900), year=draw.randrange(2009, 2019),
        weekday=draw.choice(_WEEKDAYS), month=draw.choice(_MONTHS), **fields,
    )  # fmt: skip


def write(folder: Path, count: int, seed: int = 1) -> Path:
    """Write ``count`` reports and their ``manifest.jsonl`` into ``folder``; returns the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / "manifest.jsonl"
    with manifest.open("w", encoding="utf-8") as rows:
        for fields, text in texts(count, seed):
            (folder / fields["path"]).write_text(text, encoding="utf-8")
            rows.write(json.dumps(fields, ensure_ascii=False) + "\n")
    return manifest
