"""What the verb above a cue makes of it: refused to, went on to, would like to, no longer."""

from dataclasses import dataclass

from onrecord.language.parsed import Parsed
from onrecord.statements.draft import Cues, is_negated, is_passive, verb_group, withholds

_FARTHEST = 5


@dataclass(frozen=True, slots=True)
class Framing:
    """The verb whose subject speaks, the words of what stands above the cue, and what these do to it."""

    head: int
    words: tuple[int, ...] = ()
    flips: bool = False
    hedged: bool = False


def frame_of(parsed: Parsed, verb: int, cues: Cues) -> Framing | None:
    """The verb above ``verb`` when it carries the cue on ("went on to deny"), withholds it or hedges it ("seemed to confirm").

    ``verb`` itself when nothing stands above it, None when what it says is only meant or wished.
    """
    head = parsed.heads[verb]
    infinitive = any(parsed.tags[c] == "TO" and parsed.deps[c] == "aux" for c in parsed.children[verb])
    below = parsed.deps[verb] in ("xcomp", "ccomp", "pcomp", "dobj", "advcl") and (infinitive or parsed.tags[verb] == "VBG")
    if not below or head == verb:
        return None if infinitive and parsed.deps[verb] in ("acl", "relcl", "advcl", "csubj") else Framing(verb)
    if parsed.deps[head] == "prep" and parsed.deps[verb] == "pcomp":
        head = parsed.heads[head]
        head = parsed.heads[head] if parsed.poses[head] == "ADV" else head  # "stopped short of condemning"
    lemma, phrase = parsed.lemmas[head], f"{parsed.lemmas[head]} {parsed.words[head + 1].lower()}"
    words = (*verb_group(parsed, head), *range(head + 1, verb))
    if parsed.poses[head] == "ADJ" and parsed.deps[head] == "acomp":  # "was quick to deny"
        head = parsed.heads[head]
        words = (*verb_group(parsed, head), *range(head + 1, verb))
    if not head < verb <= head + _FARTHEST:
        return None if infinitive else Framing(verb)
    denied = is_negated(parsed, head)
    if withholds(parsed, head, cues) or lemma in cues.ending:
        return Framing(head, words, flips=not denied)
    if lemma in cues.carrying or phrase in cues.carrying or (lemma in cues.made_to and is_passive(parsed, head)):
        return Framing(head, words, flips=denied)
    if lemma in cues.seeming:
        return Framing(head, words, flips=denied, hedged=True)
    return None if infinitive else Framing(verb)
