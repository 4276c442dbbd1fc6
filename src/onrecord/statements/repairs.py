"""Mends attachments that the parser is known to get wrong around reporting verbs, before any rule looks."""

from dataclasses import replace

from onrecord.language.parsed import Parsed
from onrecord.statements.draft import SUBJECTS, Cues

_SPOKEN = "quote"


def mended(parsed: Parsed, cues: Cues) -> Parsed:
    """``parsed`` with a coordinated reporting verb hung on the reporting verb it goes with.

    In "acknowledged letters had arrived but said they were late" the parser often hangs "said" on "arrived";
    a verb of saying without a subject of its own, coordinated inside the content of another, belongs to the outer one.
    """
    heads = list(parsed.heads)
    deps = list(parsed.deps)
    changed = False
    for verb in range(len(parsed)):
        if parsed.deps[verb] != "conj" or parsed.poses[verb] != "VERB" or parsed.child(verb, *SUBJECTS) is not None:
            continue
        if not _speaks(parsed, verb, cues) or parsed.tags[verb] not in ("VBD", "VBZ", "VBP"):
            continue
        inner = heads[verb]
        if deps[inner] != "ccomp" or inner > verb:
            continue
        outer = heads[inner]
        joined = next((c for c in parsed.children[inner] if deps[c] == "cc" and inner < c < verb), None)
        if (
            outer < inner
            and parsed.poses[outer] == "VERB"
            and _speaks(parsed, outer, cues)
            and joined is not None
            and _same_tense(parsed, outer, verb)
        ):
            heads[verb], heads[joined], changed = outer, outer, True
    if not changed:
        return parsed
    below: list[list[int]] = [[] for _ in heads]
    for at, head in enumerate(heads):
        if head != at:
            below[head].append(at)
    return replace(parsed, heads=tuple(heads), deps=tuple(deps), children=tuple(map(tuple, below)))


def _speaks(parsed: Parsed, verb: int, cues: Cues) -> bool:
    return any(_SPOKEN in row.frames for row in cues.verbs.get(parsed.lemmas[verb], ()))


def _same_tense(parsed: Parsed, a: int, b: int) -> bool:
    """A simple past or present of both, or a perfect of the first beside a past of the second."""
    if parsed.tags[a] == parsed.tags[b]:
        return True
    return parsed.tags[a] == "VBN" and parsed.tags[b] == "VBD"
