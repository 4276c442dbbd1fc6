"""Statements introduced by a noun, an adjective, an adverb or "according to"."""

from collections.abc import Iterator, Sequence

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Cue
from onrecord.statements.answering import aside_drafts
from onrecord.statements.draft import (
    Cues,
    Draft,
    is_negated,
    is_passive,
    source_tokens,
    spans_of,
    subject_of,
    verb_group,
    without_afterthoughts,
)
from onrecord.statements.meant import meant_drafts
from onrecord.statements.owners import content_apart, met_drafts, view_drafts

_OWNED_LINK = "about"
"""What attaches content to a noun with an owner, whatever its row says: "her remarks about the harbour"."""

_OWNERLESS = frozenset(("it", "there"))
_SUBJECT = ("nsubj", "nsubjpass")
_MADE_KNOWN = ("make", "announce", "publish", "unveil", "write", "sign", "reveal", "present", "file", "submit", "adopt", "approve", "reach")
_BREAKS = frozenset((",", '"', "”", "''", "’"))


def noun_drafts(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """As in "allegations that ...", "the plan to sell", "accusations of lying", "calls for a recount"."""
    for noun in parsed.of_pos.get("NOUN", ()):
        rows = cues.nouns.get(parsed.lemmas[noun], ())
        if rows and (draft := _predicated(parsed, noun, rows[0], cues)):
            yield draft
            continue
        for row in rows:
            tokens, links = _noun_content(parsed, noun, row)
            owned = any(parsed.lemmas[t] == "of" for t in links)  # "the wish of the islanders to remain"
            apart, behind = content_apart(parsed, noun, row) if owned or not tokens else ((), ())
            tokens, links = (apart, ()) if apart else (tokens, links)
            content = spans_of(parsed, without_afterthoughts(parsed, tokens, cues.afterthoughts))
            if not content:
                continue
            if row.stance in cues.owned and _is_circumstance(parsed, noun, cues) and not _is_made_known(parsed, noun):
                continue
            is_source = "is_source" in row.frames
            if "ownerless" in row.frames and (behind or _owner(parsed, noun, cues)):
                continue
            source = _noun_phrase(parsed, noun) if is_source else (behind or _owner(parsed, noun, cues))
            yield Draft(
                rule=f"noun_cue:{row.id}" + ("/known" if not source and _is_made_known(parsed, noun) else ""),
                stance=row.stance,
                source=source,
                cue=() if is_source else (noun, *links),
                content=content,
                hedged=row.hedged,
                score=0.6 if source else 0.5,
            )
            break


def _predicated(parsed: Parsed, noun: int, row: Cue, cues: Cues) -> Draft | None:
    """As in "her contention was that the bridge was sound", "the plan of the county is to close six libraries"."""
    verb = parsed.heads[noun]
    if parsed.deps[noun] != "nsubj" or parsed.lemmas[verb] != "be" or verb < noun or "is_source" in row.frames:
        return None
    if any(parsed.words[t] in _BREAKS for t in range(noun + 1, verb)):
        return None  # "My hope," she said, "is that ...": the speech is told by "said"
    told = next((c for c in parsed.children[verb] if c > verb and parsed.deps[c] in ("ccomp", "xcomp", "attr") and _told(parsed, c)), None)
    source = _owner(parsed, noun, cues) or _whose(parsed, noun)
    if told is None or not source or is_negated(parsed, verb):
        return None
    tree = [t for t in parsed.subtree(told) if t > verb]
    tokens = tree[1:] if parsed.words[tree[0]].lower() in ("that", "whether", "to") else tree
    content = spans_of(parsed, tokens)
    return Draft(rule=f"noun_cue:{row.id}/predicate", stance=row.stance, source=source, cue=(noun, *verb_group(parsed, verb)),
                 content=content, hedged=row.hedged, score=0.92) if content else None  # fmt: skip


def _told(parsed: Parsed, token: int) -> bool:
    """Whether ``token`` heads a clause with "that" or "whether", or an infinitive."""
    first = parsed.subtree(token)[0]
    return parsed.words[first].lower() in ("that", "whether") or (parsed.tags[first] == "TO" and parsed.heads[first] == token)


def _whose(parsed: Parsed, noun: int) -> tuple[int, ...]:
    """Who stands behind "of", "among" or "from": "the fear of the growers", "the hope among pilots"; several or somebody named."""
    for c in parsed.children[noun]:
        head = parsed.child(c, "pobj") if c == noun + 1 and parsed.lemmas[c] in ("of", "among", "from", "within", "at") else None
        if head is not None and (
            parsed.poses[head] == "PROPN" or parsed.child(head, "det", "poss") is not None or parsed.tags[head] == "NNS"
        ):
            return source_tokens(parsed, head)
    return ()


def _is_made_known(parsed: Parsed, noun: int) -> bool:
    """As in "a plan to merge the schools was made public", "under an agreement to swap prisoners": on record, whoever holds it."""
    head = parsed.heads[noun]
    if parsed.deps[noun] == "nsubjpass":
        return parsed.lemmas[head] in _MADE_KNOWN
    return parsed.deps[noun] == "pobj" and parsed.lemmas[head] == "under"


def _is_circumstance(parsed: Parsed, noun: int, cues: Cues) -> bool:
    """As in "despite its wish to join": a wish or plan that is only spoken of beside something else."""
    first = noun
    while parsed.deps[first] == "conj" and parsed.heads[first] < first:
        first = parsed.heads[first]
    verb = parsed.heads[parsed.heads[first]]
    return parsed.deps[first] == "pobj" and parsed.lemmas[verb] not in cues.light


def _noun_content(parsed: Parsed, noun: int, row: Cue) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The content a noun introduces, and the preposition that is part of the cue."""
    for c in parsed.children[noun]:
        if c <= noun or parsed.deps[c] not in ("acl", "ccomp", "relcl"):
            continue
        tree = parsed.subtree(c)
        behind = parsed.child(noun, "prep")  # "concern among divers that the wreck leaks"
        next_to = noun if behind is None or parsed.lemmas[behind] not in ("among", "from", "by", "at") else parsed.subtree(behind)[-1]
        marked = parsed.words[tree[0]].lower() == "that" and parsed.tags[tree[0]] in ("IN", "WDT") and tree[0] in (noun + 1, next_to + 1)
        infinitive = any(parsed.tags[k] == "TO" for k in parsed.children[c])
        mark = parsed.deps[tree[0]] == "mark" or any(
            parsed.deps[tree[0]] in role and sum(parsed.deps[k] in role for k in parsed.children[c]) > 1 for role in (("dobj",), _SUBJECT)
        )
        mark = mark or any(parsed.tags[k] == "MD" or parsed.deps[k] == "nsubjpass" for k in parsed.children[c])
        if marked and mark and parsed.child(c, "nsubj", "nsubjpass", "expl", "csubj") is not None:
            return tuple(tree[1:]), ()
        if infinitive and "infinitive" in row.frames and tree[0] <= noun + 2 and parsed.deps[c] != "relcl":
            return tuple(tree), ()
        bare = parsed.deps[c] in ("acl", "ccomp") and parsed.child(c, "nsubj", "nsubjpass") == tree[0]
        if bare and tree[0] == noun + 1 and parsed.tags[c] not in ("VBG", "VBN"):
            return tuple(tree), ()
    for c in parsed.children[noun]:
        if (
            parsed.deps[c] == "prep"
            and c == noun + 1
            and (parsed.lemmas[c] in row.prepositions or (parsed.child(noun, "poss") is not None and parsed.lemmas[c] == _OWNED_LINK))
        ):
            tokens = [t for k in parsed.children[c] if parsed.deps[k] in ("pobj", "pcomp") for t in parsed.subtree(k)]
            told = next((k for k in parsed.children[noun] if tokens and parsed.subtree(k)[0] == tokens[-1] + 1), None)
            if told is not None and parsed.deps[told] in ("acl", "ccomp", "relcl"):
                tokens += parsed.subtree(told)  # "a denial of claims that ...": the parser hangs the clause on the denial
            if tokens and (len(tokens) > 1 or parsed.poses[tokens[0]] in ("VERB", "PROPN")):
                return tuple(tokens), (c,)
    return (), ()


def _noun_phrase(parsed: Parsed, noun: int) -> tuple[int, ...]:
    first, last = parsed.noun_phrase(noun)
    return tuple(range(first, last + 1))


def _owner(parsed: Parsed, noun: int, cues: Cues) -> tuple[int, ...]:
    """Whose claim it is: "Serbia's claim", "the claim by X", or the subject of a light verb over it."""
    owner = parsed.child(noun, "poss")
    if owner is not None:
        return tuple(t for t in source_tokens(parsed, owner) if parsed.words[t] not in ("'s", "’s", "’", "'"))
    by = next((c for c in parsed.children[noun] if parsed.deps[c] == "prep" and parsed.lemmas[c] in ("by", "from")), None)
    if by is not None and (head := parsed.child(by, "pobj")) is not None:
        return source_tokens(parsed, head)
    verb, steps = parsed.heads[noun], 0
    if parsed.deps[noun] == "pobj" and parsed.deps[verb] == "prep":
        verb, steps = parsed.heads[verb], 1
    light = parsed.poses[verb] == "VERB" and parsed.lemmas[verb] in cues.light
    if parsed.deps[noun] in ("dobj", "pobj") and light and (not steps or parsed.lemmas[verb] == "come"):
        subject = None if is_passive(parsed, verb) else subject_of(parsed, verb)
        if subject is not None and parsed.words[subject].lower() not in _OWNERLESS:
            return source_tokens(parsed, subject)
    return _giver(parsed, noun, cues)


def _giver(parsed: Parsed, noun: int, cues: Cues) -> tuple[int, ...]:
    """Where a thing said comes from: "a warning was issued by X", "confirmation came from X", "there were calls from X"."""
    verb = parsed.heads[noun]
    links: tuple[str, ...] = ()
    if parsed.deps[noun] == "nsubjpass" and parsed.lemmas[verb] in cues.light:
        links = ("by",)
    elif parsed.deps[noun] == "nsubj" and parsed.lemmas[verb] in ("come", "emerge", "arrive", "surface", "emanate"):
        links = ("from",)
    elif parsed.deps[noun] == "attr" and parsed.lemmas[verb] == "be" and parsed.child(verb, "expl") is not None:
        links = ("from", "among", "by")
    for c in (*parsed.children[verb], *parsed.children[noun]) if links else ():
        if parsed.deps[c] in ("prep", "agent") and c > noun and parsed.lemmas[c] in links and (head := parsed.child(c, "pobj")) is not None:
            return source_tokens(parsed, head)
    return ()


def adjective_drafts(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """As in "is confident that", "worried about", "willing to"."""
    for adjective in parsed.tokens_of(cues.adjectives):
        rows = cues.adjectives[parsed.lowered[adjective]]
        if parsed.deps[adjective] not in ("acomp", "ccomp", "conj", "oprd", "ROOT", "advcl", "xcomp", "acl"):
            continue
        verb = adjective if parsed.child(adjective, "nsubj", "nsubjpass") is not None else _borne_by(parsed, adjective)
        subject = subject_of(parsed, verb)
        if subject is None or parsed.words[subject].lower() in _OWNERLESS:
            continue
        for row in rows:
            tokens, links = _adjective_content(parsed, adjective, verb, row)
            if not tokens:
                continue
            negated = is_negated(parsed, verb)
            cue = tuple(sorted({*(verb_group(parsed, verb) if verb != adjective else ()), adjective, *links}))
            source = source_tokens(parsed, subject, exclude=(*tokens, *cue))
            content = spans_of(parsed, tokens)
            if source and content:
                stance = (row.negated or row.stance) if negated else row.stance
                yield Draft(rule=f"adjective_cue:{row.id}", stance=stance, source=source, cue=cue, content=content,
                            negated=negated, score=0.6)  # fmt: skip
            break


def _borne_by(parsed: Parsed, adjective: int) -> int:
    """The verb of an adjective, past those it is joined to: "were tired but fearful of"."""
    head = parsed.heads[adjective]
    while parsed.deps[adjective] == "conj" and parsed.poses[head] == "ADJ" and parsed.deps[head] in ("acomp", "conj", "oprd"):
        adjective, head = head, parsed.heads[head]
    return head


def _adjective_content(parsed: Parsed, adjective: int, verb: int, row: Cue) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The content of an adjective and the preposition before it; a clause right behind it may hang on its verb: "was adamant that"."""
    beside = (c for c in parsed.children[verb] if parsed.deps[c] == "ccomp" and verb != adjective and parsed.subtree(c)[0] == adjective + 1)
    for c in (*parsed.children[adjective], *beside):
        if c <= adjective:
            continue
        tree = parsed.subtree(c)
        if parsed.deps[c] == "ccomp":
            return tuple(tree[1:] if parsed.deps[tree[0]] == "mark" and parsed.words[tree[0]].lower() == "that" else tree), ()
        if parsed.deps[c] == "xcomp" and "infinitive" in row.frames:
            return tuple(tree), ()
        if parsed.deps[c] == "prep" and parsed.lemmas[c] in row.prepositions:
            tokens = [t for k in parsed.children[c] if parsed.deps[k] in ("pobj", "pcomp") for t in parsed.subtree(k)]
            if tokens:
                return tuple(tokens), (c,)
    return (), ()


def phrase_drafts(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """As in "according to X": the source is the phrase's object, the content the rest of its clause."""
    lowered = parsed.lowered
    for words, row in cues.phrases:
        for at in parsed.of_word.get(words[0], ()):
            if lowered[at : at + len(words)] != words or at + len(words) >= len(lowered):
                continue
            cue = tuple(range(at, at + len(words)))
            head = _object_after(parsed, cue[-1])
            if "inquiry" in row.frames and not _opens_with_inquiry(parsed, cue, head, cues):
                continue
            if head is None or _is_abstract(parsed, head) or ("definite" in row.frames and not _is_definite(parsed, head)):
                continue
            source = tuple(t for t in source_tokens(parsed, head) if t > cue[-1])
            tokens = _rest_of_clause(parsed, cue, source)
            if not spans_of(parsed, tokens):  # "According to the clerk, the sale ...", where the parser took the sale for the clerk
                source = _to_comma(parsed, source)
                tokens = _rest_of_clause(parsed, cue, source)
            content = spans_of(parsed, tokens)
            if source and content:
                yield Draft(rule=f"phrase_cue:{row.id}", stance=row.stance, source=source, cue=cue, content=content, score=0.9)


def _opens_with_inquiry(parsed: Parsed, cue: tuple[int, ...], head: int | None, cues: Cues) -> bool:
    """As in "In a poll last week, most wanted the bridge": a sentence begins with an inquiry that found what follows."""
    if head is None or parsed.sentences[parsed.sentence_of(cue[0])][0] != cue[0]:
        return False
    of = next((c for c in parsed.children[head] if parsed.lemmas[c] == "of"), None)
    found = parsed.child(of, "pobj") if parsed.lemmas[head] in ("one", "some", "most") and of is not None else head
    return found is not None and parsed.lemmas[found].lower() in cues.inquiries


def _to_comma(parsed: Parsed, source: tuple[int, ...]) -> tuple[int, ...]:
    comma = next((n for n, t in enumerate(source) if parsed.words[t] == ","), len(source))
    return source[:comma]


def _is_abstract(parsed: Parsed, head: int) -> bool:
    """As in "according to law", "according to plan": a bare singular noun is a measure, not a source."""
    bare = not any(parsed.deps[c] in ("det", "poss", "amod", "compound", "nmod", "appos") for c in parsed.children[head])
    return bare and parsed.tags[head] == "NN" and not any(w[0].isupper() for w in parsed.words[head : head + 1])


def _is_definite(parsed: Parsed, head: int) -> bool:
    """Whether a particular one is named: "the office", "its bylaws", "Reuters"; not "per year"."""
    return parsed.words[head][0].isupper() or parsed.child(head, "det", "poss") is not None


def _object_after(parsed: Parsed, last: int) -> int | None:
    head = parsed.child(last, "pobj")
    if head is not None:
        return head
    nxt = last + 1
    while nxt < len(parsed) and parsed.deps[nxt] in ("det", "compound", "amod", "poss", "nmod", "nummod") and parsed.heads[nxt] > nxt:
        nxt = parsed.heads[nxt]
    return nxt if nxt < len(parsed) and parsed.poses[nxt] in ("NOUN", "PROPN", "PRON") else None


def _rest_of_clause(parsed: Parsed, cue: tuple[int, ...], source: tuple[int, ...]) -> list[int]:
    """Before the phrase when a whole clause stands there, after it when the phrase opens the clause, else both."""
    if not source:
        return []
    first, stop = parsed.sentences[parsed.sentence_of(cue[0])]
    end = source[-1] + 1
    while end < stop and parsed.words[end] in (",", "’s", "'s"):
        end += 1
    before = list(range(first, cue[0]))
    after = list(range(end, stop))
    clause_before = any(parsed.poses[t] in ("VERB", "AUX") and parsed.tags[t] in ("VBD", "VBZ", "VBP", "MD") for t in before)
    opens = not any(parsed.words[t][0].isalnum() and parsed.deps[t] not in ("cc", "mark") for t in before)
    if opens:
        return _without_other_cue(parsed, after)
    if clause_before:
        return before
    return before + after


def _without_other_cue(parsed: Parsed, after: list[int]) -> list[int]:
    """Drop a closing ", the statement said" that says the same as the opening "According to the statement"."""
    for n, t in enumerate(after):
        tail = after[n + 1 :]
        quoted_end = parsed.words[t] in (",", "”", '"')
        if quoted_end and len(tail) <= 6 and any(parsed.lemmas[k] in ("say", "state", "add") for k in tail) and len(tail) >= 2:  # noqa: PLR2004
            return after[: n + 1]
    return after


def adverb_drafts(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """As in "was allegedly moved": somebody says it, nobody is named; the content is the adverb's clause."""
    for adverb in parsed.tokens_of(cues.adverbs):
        for row in cues.adverbs[parsed.lowered[adverb]]:
            verb = parsed.heads[adverb]
            if parsed.poses[verb] not in ("VERB", "AUX"):
                continue
            tree = [t for t in parsed.subtree(verb) if t != adverb]
            if parsed.deps[verb] == "conj":
                subject = subject_of(parsed, verb)
                tree = [*(source_tokens(parsed, subject) if subject is not None and subject not in tree else ()), *tree]
            if parsed.deps[verb] in ("relcl", "acl") and len(tree) <= 2:  # noqa: PLR2004 - "allegedly stolen"
                continue
            content = spans_of(parsed, tree)
            if content:
                yield Draft(rule=f"adverb_cue:{row.id}", stance=row.stance, cue=(adverb,), content=content,
                            hedged=True, score=0.7)  # fmt: skip


def all_drafts(parsed: Parsed, cues: Cues, verbs: Sequence[Draft]) -> list[Draft]:
    """Every draft, in the order of their cues."""
    met = list(met_drafts(parsed, cues))
    nouns = (d for d in noun_drafts(parsed, cues) if not any(d.cue and d.cue[0] in other.cue for other in met))
    apart = (*view_drafts(parsed, cues), *aside_drafts(parsed), *meant_drafts(parsed, cues))
    plain = (*adjective_drafts(parsed, cues), *phrase_drafts(parsed, cues), *adverb_drafts(parsed, cues))
    return [*verbs, *nouns, *met, *apart, *plain]
