"""What somebody means or would like to do, told by auxiliaries alone: is to run for the senate, would rather wait."""

from collections.abc import Iterator

from onrecord.language.parsed import Parsed
from onrecord.statements.clause import is_infinitive
from onrecord.statements.draft import Cues, Draft, is_negated, source_tokens, spans_of, subject_of, without_afterthoughts
from onrecord.statements.headline_verbs import is_headline

_PRESENT = ("is", "are", "'s", "’s", "'re", "’re")
_WOULD = ("would", "'d", "’d")
_NO_DEED = ("be", "have", "blame", "come", "follow", "happen", "date", "know", "remain", "become", "begin", "start")
_NAMING = ("NN", "NNS", "NNP", "NNPS", "JJ", "CC")
_EARLY = 6
_DOERS = ("NOUN", "PROPN")


def meant_drafts(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """As in "The airline is to cut forty jobs", "The widow would rather wait"."""
    yield from _is_to(parsed, cues)
    yield from _to(parsed)
    yield from _rather(parsed, cues)


def _is_to(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """A deed that is settled: "is to" with somebody who can do it; "the aim is to win" tells what an aim is."""
    for verb in parsed.of_lemma.get("be", ()):
        deed = parsed.child(verb, "xcomp")
        present = parsed.lowered[verb] in _PRESENT and parsed.lowered[verb + 1 : verb + 2] == ("to",)
        if deed is None or not present or not is_infinitive(parsed, deed):
            continue
        doer = parsed.child(verb, "nsubj")
        if doer is None or parsed.poses[doer] not in _DOERS or parsed.child(deed, "auxpass") is not None or is_negated(parsed, verb):
            continue
        if parsed.lemmas[deed] in _NO_DEED or parsed.lemmas[doer] in cues.nouns or parsed.child(verb, "attr", "acomp", "expl") is not None:
            continue
        if parsed.deps[verb] not in ("ROOT", "conj", "ccomp") or not _is_doer(parsed, doer):
            continue
        content = spans_of(parsed, without_afterthoughts(parsed, parsed.subtree(deed)[1:], cues.afterthoughts))
        if content:
            yield Draft(rule="word_list:is_to", stance="intends", source=source_tokens(parsed, doer), cue=(verb, verb + 1),
                        content=content, score=0.6)  # fmt: skip


def _to(parsed: Parsed) -> Iterator[Draft]:
    """A headline's "to": "Dorn to scrap visas for students"."""
    for first, stop in parsed.sentences:
        if not is_headline(parsed, first, stop):
            continue
        to = next((t for t in range(first + 1, min(first + _EARLY, stop - 1)) if parsed.tags[t] == "TO"), None)
        if to is None or parsed.tags[to + 1] != "VB" or any(parsed.tags[t] not in _NAMING for t in range(first, to)):
            continue
        if parsed.lemmas[to + 1] not in _NO_DEED and (content := spans_of(parsed, range(to + 1, stop))):
            yield Draft(rule="word_list:is_to", stance="intends", source=tuple(range(first, to)), cue=(to,), content=content, score=0.6)


def _is_doer(parsed: Parsed, noun: int) -> bool:
    """Whether a noun names a particular one of those who act, by its form: a name, or a noun with "the" and nothing that explains it."""
    if parsed.poses[noun] == "PROPN":
        return True
    article = parsed.child(noun, "det")
    return article is not None and parsed.lowered[article] in ("the", "both", "two") and parsed.child(noun, "relcl", "acl") is None


def _rather(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """A choice before another: all behind "would rather"."""
    for rather in parsed.of_word.get("rather", ()):
        if rather == 0 or parsed.lowered[rather - 1] not in _WOULD or rather + 1 >= len(parsed):
            continue
        verb = parsed.heads[rather] if parsed.poses[parsed.heads[rather]] in ("VERB", "AUX") else parsed.heads[rather - 1]
        above = subject_of(parsed, verb)
        chooser = rather - 2 if above is None or above >= rather else above
        if chooser < 0 or parsed.poses[chooser] not in (*_DOERS, "PRON"):
            continue
        stop = next(t for t in range(rather, len(parsed)) if t + 1 == parsed.sentences[parsed.sentence_of(rather)][1])
        tokens = without_afterthoughts(parsed, tuple(range(rather + 1, stop + 1)), cues.afterthoughts)
        source = tuple(t for t in source_tokens(parsed, chooser) if t < rather - 1)
        content = spans_of(parsed, tokens)
        if content and source:
            yield Draft(rule="word_list:rather", stance="wants", source=source, cue=(rather - 1, rather), content=content, score=0.97)
