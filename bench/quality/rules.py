"""How often each way of finding a statement reads it right, on the halves of our own gold that rules are tuned on.

    python -m bench.quality.rules            prints the table that ``onrecord/corrections/measured.toml`` holds

A statement is right when its words, its speaker and its stance are; of the gold's single sentences only the statement that has its
words is judged. The review of a case (``onrecord review``) asks people first
about what was found in ways that are seldom right.
"""

from collections.abc import Mapping

from bench.quality.gold import is_held_out, own_digest, own_readings
from bench.quality.measures import Tally, alike, pairs, right_speaker, words_in
from bench.quality.stances import GOLD, PRACTICE, stance_digest, stance_rows, statement_read
from bench.quality.stances import is_held_out as in_other_half
from onrecord.casework.reading import read_reports
from onrecord.codec import to_plain
from onrecord.corrections.measured import way_of
from onrecord.language.parser import Parser
from onrecord.lexicon import load_lexicon
from onrecord.model import Report


def measured() -> Mapping[str, Tally]:
    """Way of finding to how many statements it read, and how many of these right."""
    found: dict[str, Tally] = {}
    for row, reading in own_readings():
        if is_held_out(row["doc"]):
            continue
        text = reading.report.text
        titles = [(s.start, s.end) for s in reading.segments if s.role == "headline"]  # the gold was not written for headlines
        read = [s for s in reading.statements if not any(s.content[0].start < end and start < s.content[0].end for start, end in titles)]
        told = [(g, words_in(text, g["content_span"])) for g in row["statements"]]
        said = pairs(told, [(s, words_in(text, s.content)) for s in read], lambda g, f: alike(g[1], f[1]))
        right = {
            s.id for (g, _), (s, _) in said if right_speaker(g, to_plain(s)) and s.stance.value in (g["stance"], *g.get("stance_or", ()))
        }
        for s in read:
            found.setdefault(way_of(s.trace), Tally()).add(int(s.id in right), 0, 1)
    for gold in (GOLD, PRACTICE):
        rows = [row for row in stance_rows(gold) if not in_other_half(row["text"])]
        reports = [(Report(id=f"r_{n}", original="", path=f"{n}.txt", text=row["text"]), ()) for n, row in enumerate(rows)]
        for row, reading in zip(rows, read_reports(reports, load_lexicon(), Parser(), batch=64), strict=True):
            if one := statement_read(row, reading):
                right_one = right_speaker(row, to_plain(one)) and one.stance.value in (row["stance"], *row.get("stance_or", ()))
                found.setdefault(way_of(one.trace), Tally()).add(int(right_one), 0, 1)
    return found


def main() -> None:
    """Print the table."""
    print(f'digest = "{"+".join((own_digest(), stance_digest(GOLD), stance_digest(PRACTICE)))}"\n')
    for way, tally in sorted(measured().items(), key=lambda item: (-item[1].predicted, item[0])):
        print(f'[[way]]\nname = "{way}"\nread = {tally.predicted}\nright = {tally.found}\n')


if __name__ == "__main__":
    main()
