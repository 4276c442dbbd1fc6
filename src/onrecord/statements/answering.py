"""What somebody does when asked, and what is told with nobody who tells it: hung up when asked about, the vault, it is said, is empty."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from onrecord.language.parsed import Parsed
from onrecord.statements.draft import Cues, Draft, is_negated, is_passive, source_tokens, spans_of, subject_of, verb_group

_ASKED = ("ask", "press", "question", "quiz", "challenge", "probe", "grill", "pressure", "approach", "contact")
_REPLYING = ("say", "reply", "answer", "insist", "respond", "tell")
_STANDING_IN = ("he", "she", "it", "they", "there", "we")
_SHORTEST_ANSWER = 5
_ASIDE: Mapping[str, str] = MappingProxyType({
    "say": "reports", "report": "reports", "understand": "reports", "learn": "reports", "emerge": "reports",
    "claim": "alleges", "allege": "alleges", "rumour": "alleges", "rumor": "alleges", "whisper": "alleges", "suspect": "alleges",
    "fear": "fears", "hope": "wants", "believe": "asserts", "think": "asserts", "argue": "asserts",
})  # fmt: skip
"""Stance by the verb of an aside that names nobody: "it is said"."""


def answered(parsed: Parsed, verb: int, draft: Draft, cues: Cues) -> Draft | None:
    """``draft``, or the answer that somebody gave without words to the question that it holds.

    As in "nodded when asked whether", "Asked about the invoices, the contractor hung up". The question itself is nobody's.
    """
    if parsed.lemmas[verb] not in _ASKED or draft.source or parsed.deps[verb] != "advcl" or not is_passive_form(parsed, verb):
        return draft
    reply = parsed.heads[verb]
    stance = _gesture(parsed, reply, cues) or _short_answer(parsed, verb, reply)
    subject = subject_of(parsed, reply)
    if stance is None or subject is None:
        return draft
    cue = tuple(sorted({*verb_group(parsed, reply), *(t for t in range(reply, verb) if t in parsed.subtree(reply)), *draft.cue}))
    source = source_tokens(parsed, subject, exclude=(reply, verb))
    held = {t for span in draft.content for t in parsed.tokens_in(span)}
    return replace(draft, stance=stance, source=source, cue=tuple(t for t in cue if t not in held), negated=True, score=0.96)


def is_passive_form(parsed: Parsed, verb: int) -> bool:
    """Whether a verb is a participle of what was done to the subject: "when asked", "Asked about it"."""
    return is_passive(parsed, verb) or parsed.tags[verb] in ("VBN", "VBD")


def _short_answer(parsed: Parsed, question: int, reply: int) -> str | None:
    """What an answer of a word or two says: "said it had not", "said no", "said yes"."""
    if parsed.lemmas[reply] not in _REPLYING or is_negated(parsed, reply) or reply < question:
        return None
    stop = parsed.sentences[parsed.sentence_of(reply)][1]
    words = [parsed.lowered[t] for t in range(reply + 1, stop) if parsed.words[t][0].isalnum() or parsed.words[t][0] == "n"]
    if not 0 < len(words) < _SHORTEST_ANSWER:
        return None
    said = words[1:] if words[0] == "that" else words
    auxiliary = len(said) > 1 and said[0] in _STANDING_IN and parsed.poses[reply + 2] in ("AUX", "VERB", "PRON")
    if said == ["no"] or (auxiliary and said[-1] in ("not", "n't", "n’t", "never")):
        return "denies"
    return "confirms" if said == ["yes"] or (auxiliary and len(said) == 2 and said[1] not in ("agreed", "disagreed")) else None  # noqa: PLR2004


def _gesture(parsed: Parsed, reply: int, cues: Cues) -> str | None:
    """The stance of an answer without words; None when the verb is none, or is negated."""
    if is_negated(parsed, reply):
        return None
    behind = {f"{parsed.lemmas[reply]} {parsed.lemmas[c]}" for c in parsed.children[reply] if c > reply}
    forms = {parsed.lemmas[reply], *behind}
    lists = (("confirms", cues.nodding), ("denies", cues.shaking), ("declines_comment", cues.turning))
    return next((stance for stance, words in lists if forms & words), None)


def aside_drafts(parsed: Parsed) -> Iterator[Draft]:
    """As in "The vault, it is said, has been empty since May", "The vault is empty, it is claimed": told by nobody in particular."""
    for it in parsed.of_word.get("it", ()):
        first, stop = parsed.sentences[parsed.sentence_of(it)]
        verb = next((t for t in range(it + 1, min(it + 5, stop)) if parsed.tags[t] == "VBN" and parsed.lemmas[t] in _ASIDE), None)
        if verb is None or it <= first or parsed.words[it - 1] not in (",", "–", "—") or verb + 1 >= stop:
            continue
        source: tuple[int, ...] = ()
        end = verb + 1
        if parsed.lowered[end] == "by" and (teller := parsed.child(end, "pobj")) is not None:  # ", it was reported by state radio"
            source = source_tokens(parsed, teller)
            end = max(source, default=verb) + 1
        if end >= stop:
            continue
        between = [t for t in range(it + 1, verb) if parsed.poses[t] not in ("AUX", "ADV")]
        if between or parsed.words[end] not in (",", ".", "–", "—") or is_negated(parsed, verb):
            continue
        content = spans_of(parsed, (*range(first, it - 1), *range(end + 1, stop)))
        if content:
            stance, cue = _ASIDE[parsed.lemmas[verb]], tuple(range(it, verb + 1))
            yield Draft(rule="word_list:told_aside", stance=stance, source=source, cue=cue, content=content, hedged=not source, score=0.7)
