"""What the words above a cue make of it: refused to, went on to, would like to, lost no time in, was the latest to, stopped short of."""

from dataclasses import dataclass

from onrecord.language.parsed import Parsed
from onrecord.statements.draft import Cues, is_negated, is_passive, verb_group, withholds

_FARTHEST = 5
_FARTHEST_NOUN = 8
_NONE = ("no", "little", "neither")


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
    named = _named_above(parsed, verb, cues, infinitive=infinitive)
    if named is not None:
        return named
    if not below or head == verb:
        return None if infinitive and parsed.deps[verb] in ("acl", "relcl", "advcl", "csubj") else Framing(verb)
    link = ""
    if parsed.deps[head] == "prep" and parsed.deps[verb] == "pcomp":
        link = f" {parsed.lemmas[head]}"
        head = parsed.heads[head]
        head = parsed.heads[head] if parsed.poses[head] == "ADV" else head  # "stopped short of condemning"
    lemma, phrase = parsed.lemmas[head], f"{parsed.lemmas[head]} {' '.join(parsed.lowered[head + 1 : head + 2])}"
    words = (*verb_group(parsed, head), *range(head + 1, verb))
    if parsed.poses[head] == "ADJ" and parsed.deps[head] == "acomp":  # "was quick to deny"
        head = parsed.heads[head]
        words = (*verb_group(parsed, head), *range(head + 1, verb))
    if not head < verb <= head + _FARTHEST:
        return None if infinitive else Framing(verb)
    denied = is_negated(parsed, head)
    if withholds(parsed, head, cues) or bool({lemma, phrase, phrase + link} & cues.ending):
        return Framing(head, words, flips=not denied)
    if lemma in cues.carrying or phrase in cues.carrying or (lemma in cues.made_to and is_passive(parsed, head)):
        return Framing(head, words, flips=denied)
    if lemma in cues.seeming or phrase in cues.seeming:
        return Framing(head, words, flips=denied, hedged=True)
    return None if infinitive else Framing(verb)


def _named_above(parsed: Parsed, verb: int, cues: Cues, *, infinitive: bool) -> Framing | None:
    """As in "made no attempt to deny", "lost no time in denying", "took the trouble to confirm", "was the latest to condemn"."""
    noun = parsed.heads[verb]
    if parsed.deps[verb] == "pcomp" and parsed.tags[verb] == "VBG":
        noun = parsed.heads[noun]
    elif not infinitive:
        return None
    if noun > verb or verb > noun + _FARTHEST or noun == verb:
        return None
    if parsed.poses[noun] == "VERB" or parsed.deps[noun] == "ROOT":  # "made a point of thanking": the parser hangs "of" on the verb
        thing = parsed.child(noun, "dobj", "attr")
        noun = thing if thing is not None and noun < thing < verb else noun
    mark = parsed.subtree(verb)[0] - 1
    if parsed.lemmas[noun] in ("be", "become") and mark > noun and parsed.lemmas[mark] in cues.foremost:
        noun = mark  # "was among the first to condemn": the parser hangs the infinitive on "was"
    if parsed.lemmas[noun] in cues.foremost and parsed.poses[noun] in ("ADJ", "NOUN", "ADV"):
        head = parsed.heads[noun]
        head = parsed.heads[head] if parsed.lemmas[head] in ("among", "of") else head
        head = parsed.heads[head] if parsed.lemmas[head] == "one" else head
        if parsed.lemmas[head] in ("be", "become"):
            return Framing(head, (*verb_group(parsed, head), *range(head + 1, verb)), flips=is_negated(parsed, head))
        return None
    if parsed.lemmas[noun] not in cues.efforts or parsed.poses[noun] != "NOUN":
        return None
    head = parsed.heads[noun]
    head = parsed.heads[head] if parsed.deps[noun] == "pobj" else head
    if parsed.poses[head] not in ("VERB", "AUX") or not head < noun or verb > head + _FARTHEST_NOUN:
        return None
    none = any(parsed.lowered[c] in _NONE for c in parsed.children[noun])
    tried = none != is_negated(parsed, head)
    loses = parsed.lemmas[head] in ("lose", "waste", "need", "require", "miss", "pass", "spare")  # "lost no time in denying"
    return Framing(head, (*verb_group(parsed, head), *range(head + 1, verb)), flips=tried != loses)
