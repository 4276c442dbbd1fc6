"""Puts the rules together: every statement of a report."""

from collections.abc import Sequence

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.roles import roles_of
from onrecord.model import (
    Mention,
    Mode,
    Report,
    Role,
    Segment,
    Span,
    Statement,
    Trace,
    When,
    content_id,
    words_of,
)
from onrecord.statements.circumstances import Circumstances, standing_at
from onrecord.statements.doubles import nested, without_denied, without_doubles
from onrecord.statements.draft import Cues, Draft, cues_of, spans_of
from onrecord.statements.headlines import headline_drafts, with_headlines
from onrecord.statements.idioms import idiom_drafts
from onrecord.statements.nouns import all_drafts
from onrecord.statements.quoting import continue_quotes, drop_inside_quotes, fit_to_quotes, mode_of
from onrecord.statements.repairs import mended
from onrecord.statements.speakers import Speakers
from onrecord.statements.stance import Surroundings, Told, stance_of
from onrecord.statements.tags import tag_drafts
from onrecord.statements.turns import TURN, turn_drafts, without_labels
from onrecord.statements.verbs import verb_drafts
from onrecord.text.near import Near
from onrecord.text.quotes import quotations

_SPOKEN_ROLES = (Role.BODY,)
_MOST_WORDS = 400


def find_statements(
    report: Report,
    *,
    segments: Sequence[Segment],
    parsed: Parsed,
    mentions: Sequence[Mention],
    times: Sequence[When],
    lexicon: Lexicon,
) -> tuple[Statement, ...]:
    """The statements of ``report``, in text order, nested ones after what holds them.

    Works on body segments and, by rules of their own, headlines: a promo, a credit or a disclaimer makes no statement.
    """
    text = report.text
    body = tuple(s.span for s in segments if s.role in _SPOKEN_ROLES)
    quotes = Near((Span(q.start, q.end), q) for q in quotations(text, body))
    cues = cues_of(lexicon)
    parsed = mended(parsed, cues)
    drafts: list[Draft] = all_drafts(parsed, cues, [*verb_drafts(parsed, quotes, cues), *idiom_drafts(parsed, cues)])
    every = drafts
    drafts = [d for d in drop_inside_quotes(parsed, drafts, quotes) if _is_somebodys(parsed, d, cues)]
    drafts = fit_to_quotes(parsed, text, drafts, quotes)
    drafts += tag_drafts(text, parsed, list(quotes), mentions, drafts, cues, roles_of(lexicon))
    turns = list(turn_drafts(text, parsed, quotes, body, cues))
    spoken = Near.under(turns, lambda turn: turn.content)
    drafts = [*(d for d in drafts if not spoken.over(Span(standing_at(parsed, d), standing_at(parsed, d) + 1))), *turns]
    drafts = without_labels(text, drafts, body, cues.labels)
    headlines = [s.span for s in segments if s.role is Role.HEADLINE]
    drafts = with_headlines(text, parsed, drafts, headlines, headline_drafts(text, parsed, headlines, mentions, cues, roles_of(lexicon)))
    drafts = [d for d in drafts if d.content and _sane(text, d)]
    drafts = without_denied(parsed, without_doubles(parsed, drafts))
    drafts = continue_quotes(parsed, text, drafts, quotes, body)
    drafts.sort(key=lambda d: (standing_at(parsed, d), d.rule))
    beside = Circumstances.of(text, parsed, mentions=mentions, times=times, drafts=drafts, media=cues.media)
    speakers = Speakers(text, parsed, mentions, lexicon)
    around = Surroundings(parsed, every, drafts, cues, headlines=headlines)
    statements: list[Statement] = []
    for draft in drafts:
        speaker = speakers.of(draft)
        mode = Mode.DIRECT if draft.rule == TURN else mode_of(text, draft.content, quotes)
        told = Told(
            first=around.of_oneself(draft, direct=mode is Mode.DIRECT),
            content=words_of(text, draft.content, gap=" "),
            source=words_of(text, spans_of(parsed, draft.source), gap=" "),
            kind=speaker.kind if speaker else None,
            settled=draft.negated,
            direct=mode is Mode.DIRECT,
            commands=mode is Mode.DIRECT and around.commands(draft),
            answers=around.answers(draft),
        )
        stance, shift = stance_of(told, lexicon)
        if stance is None:
            continue
        source, cue = spans_of(parsed, draft.source), spans_of(parsed, draft.cue)
        addressee = speakers.named(draft.addressee) if draft.addressee is not None else None
        statements.append(
            Statement(
                id=content_id("s", report.id, source, cue, draft.content),
                speaker=speaker,
                source=source,
                cue=cue,
                content=draft.content,
                mode=mode,
                stance=stance,
                hedged=draft.hedged,
                to=(addressee,) if addressee else beside.told(draft),
                via=beside.via(draft),
                said_on=beside.said_on(draft),
                trace=Trace(draft.rule, cue or source, draft.score, f"stance by {shift}" if shift else None),
            )
        )
    return nested(statements)


def _is_somebodys(parsed: Parsed, draft: Draft, cues: Cues) -> bool:
    """Whether somebody in particular may hold what the draft says."""
    if not draft.source:
        return not (draft.rule.startswith("noun_cue") and draft.stance in cues.owned) or draft.rule.endswith("/known")
    return len(draft.source) > 1 or parsed.words[draft.source[0]].lower() not in cues.anybody


def _sane(text: str, draft: Draft) -> bool:
    return sum(len(text[s.start : s.end].split()) for s in draft.content) <= _MOST_WORDS
