"""Finds names in a text and says what each names: a state, a person, an organisation, an outlet, a place, goods."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon, Named
from onrecord.lexicon.roles import Roles, roles_of
from onrecord.mentions.goods import find_goods
from onrecord.mentions.peoples import with_unlisted_states
from onrecord.model import Mention, MentionKind, Report, Role, Segment, Span, Trace, content_id, overlap
from onrecord.text.folding import fold, fold_name
from onrecord.text.near import Near

_NAMED_ROLES = (Role.HEADLINE, Role.BODY, Role.CAPTION, Role.CORRECTION)
_KIND = {"state": MentionKind.STATE, "agency": MentionKind.OUTLET, "outlet": MentionKind.OUTLET, "organization": MentionKind.ORGANIZATION}
_ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,6}[A-Z]s?|[A-Z]{2,6}")
_JOINING = {"of", "for", "and", "de", "del", "da", "dos", "van", "von", "der", "bin", "ibn", "al", "el", "la", "the", "-", "&"}
_NAME_BEFORE = re.compile(r"[A-Z][\w'’-]+ $")
_NAME_AFTER = re.compile(r" [A-Z]\w+")
_PLACE_BEFORE = {"in", "at", "near", "from", "to", "into", "outside", "across", "around", "through", "via", "toward", "towards"}
_LONGEST_NAME = 8
_REMEMBERED = 6_000
"""So many characters back "the country" may point."""

_NOT_ROLE = ("the", "a", "an", "its", "their", "his", "her", "then", "former")


def find_mentions(report: Report, *, segments: Sequence[Segment], parsed: Parsed, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The names in ``report``, in text order; each carries the fullest name the report gives for it.

    Names the lexicon knows come first; then runs of proper nouns, whose kind is told by titles,
    organisation words, given names and the words around them. A capital, a seat of government and
    an epithet name the state that they stand for.
    """
    text, roles = report.text, roles_of(lexicon)
    found = list(_known(text, segments, lexicon, parsed))
    known = Near((m.span, m) for m in found)
    found += [g for g in find_goods(text, segments, parsed, lexicon) if not known.numbers(g.span)]
    headlines = [s.span for s in segments if s.role is Role.HEADLINE]
    runs = [m for m in _runs(text, parsed, roles, found) if not any(overlap(m.span, h) for h in headlines)]  # not in their grammar
    found += (_with_its_state(m, text, parsed, lexicon) for m in runs)
    found += _states_again(parsed, found, lexicon.words("state_noun"))
    found.sort(key=lambda m: (m.start, -m.end))
    return tuple(with_unlisted_states(text, parsed, list(_unified(found)), roles, lexicon))


def _with_its_state(mention: Mention, text: str, parsed: Parsed, lexicon: Lexicon) -> Mention:
    """A body under its whole name: "Serbian Foreign Ministry", for there are others."""
    token = parsed.token_at(mention.start)
    if mention.kind is not MentionKind.ORGANIZATION or not token or parsed.ends[token - 1] + 1 != mention.start:
        return mention
    named = lexicon.names.forms.get(parsed.words[token - 1], ())
    if not any(one.kind == "state" and one.form == "adjective" for one in named):
        return mention
    start = parsed.starts[token - 1]
    name = text[start : mention.end]
    return replace(mention, start=start, name=name, actor=actor_id(name))


@lru_cache(maxsize=65_536)
def actor_id(name: str) -> str:
    """The id of the actor called ``name``: the same for spellings that fold to one."""
    return content_id("a", fold_name(name))


def _known(text: str, segments: Sequence[Segment], lexicon: Lexicon, parsed: Parsed) -> Iterator[Mention]:
    states: list[str] = []
    for segment in segments:
        if segment.role not in _NAMED_ROLES:
            continue
        for span, named in lexicon.names.find(text[segment.start : segment.end]):
            start, end = segment.start + span.start, segment.start + span.end
            states += [one.row for one in named if one.kind == "state" and one.form != "epithet"][:1]
            best = _spoken_of(named, states) or _believed(named, text, start, end, parsed)
            if best is None:
                continue
            form = f"{best.kind}:{best.row}"
            kind = MentionKind.PLACE if best.form == "city" else _KIND[best.kind]
            name = text[start:end] if best.form == "city" else best.name
            yield Mention(start=start, end=end, kind=kind, name=name, actor=actor_id(best.name if best.form != "city" else name),
                          trace=Trace(form, (Span(start, end),), note=best.form))  # fmt: skip


def _states_again(parsed: Parsed, found: Sequence[Mention], nouns: frozenset[str]) -> Iterator[Mention]:
    """As in "the country": the state that the text named last before it; "the government in Halvek": that of the capital."""
    states = sorted((m for m in found if m.kind is MentionKind.STATE), key=lambda m: m.start)
    for token in sorted(token for noun in nouns for token in parsed.of_lemma.get(noun, ()) if token):
        article = token - 1
        if parsed.lowered[article] != "the" or parsed.poses[token] != "NOUN":
            continue
        own = next((c for c in parsed.children[token] if parsed.deps[c] in ("prep", "relcl", "acl") and c == token + 1), None)
        at = parsed.ends[parsed.subtree(own)[-1]] if own is not None else parsed.starts[article]
        last = bisect_left(states, at, key=lambda m: m.start) - 1
        if last < 0 or parsed.starts[article] - states[last].end > _REMEMBERED or parsed.tags[token] != "NN":
            continue
        if own is not None and states[last].start < parsed.starts[own]:
            continue  # "the government of the islands" is another one
        state = states[last]
        yield Mention(start=parsed.starts[article], end=parsed.ends[token], kind=MentionKind.STATE, name=state.name, actor=state.actor,
                      trace=Trace("word_list:state_noun", (parsed.span(article, token),), note="named before"))  # fmt: skip


def _spoken_of(named: Sequence[Named], states: Sequence[str]) -> Named | None:
    """As in "the Balkan country": of the states with this epithet, the one that the text named last before it."""
    own = {one.row: one for one in named if one.form == "epithet"}
    return next((own[row] for row in reversed(states) if row in own), None)


def _believed(named: Sequence[Named], text: str, start: int, end: int, parsed: Parsed) -> Named | None:
    """Which of the things a form may name is meant here, or None.

    An ambiguous name must not stand inside a longer capitalised name; an ambiguous publisher
    is believed only after "the" or as the whole of a multi-word name. An adjective before a noun
    is no name of the state, but "Serbian" alone still points to it.
    """
    token = parsed.token_at(start)
    follows_name = bool(_NAME_BEFORE.search(text[max(0, start - 30) : start])) and _proper_before(parsed, token)
    inside_longer = follows_name or (bool(_NAME_AFTER.match(text[end : end + 20])) and _proper_after(parsed, end))
    for one in named:
        if one.form in ("adjective", "epithet"):
            continue
        if one.kind in ("agency", "outlet") and (one.ambiguous or inside_longer):
            if not one.ambiguous and not re.match(r" [A-Z]", text[end : end + 2]):
                return one
            continue
        if one.kind == "state" and one.ambiguous and re.search(r"[A-Z]\w+(?:,| of)\s$", text[max(0, start - 30) : start]):
            continue
        if one.kind == "state" and inside_longer and (one.ambiguous or one.form in ("name", "city", "capital")):
            continue
        return one
    return None


def _proper_before(parsed: Parsed, token: int | None) -> bool:
    """Whether the word before belongs to the same name: a proper noun bound to this one or binding it."""
    if not token or parsed.poses[token - 1] != "PROPN":
        return False
    return parsed.deps[token - 1] in ("compound", "nmod") and parsed.heads[token - 1] == token


def _proper_after(parsed: Parsed, end: int) -> bool:
    token = parsed.token_at(end - 1)
    if token is None or token + 1 >= len(parsed) or parsed.poses[token + 1] != "PROPN":
        return False
    return parsed.deps[token] == "compound" and parsed.heads[token] > token and parsed.poses[parsed.heads[token]] == "PROPN"


def _runs(text: str, parsed: Parsed, roles: Roles, known: Sequence[Mention]) -> list[Mention]:
    """Proper-noun runs outside known names, as persons, organisations or places."""
    taken = {at for m in known for at in parsed.tokens_in(m.span)}
    found: list[Mention] = []
    last = -1
    for at, word in enumerate(parsed.words):
        if at > last and word[:1].isupper() and at not in taken and _is_proper(parsed, at, roles):
            last = _run_end(parsed, at, taken, roles)
            found.extend(_named_run(text, parsed, roles, at, last))
    return found


def _is_proper(parsed: Parsed, at: int, roles: Roles) -> bool:
    word = parsed.words[at]
    if not word[:1].isupper() or not any(c.isalpha() for c in word):
        return False
    return parsed.tags[at] in ("NNP", "NNPS") or word in roles.given or bool(_ACRONYM.fullmatch(word))


def _run_end(parsed: Parsed, first: int, taken: set[int], roles: Roles) -> int:
    """The last token of the name that begins at ``first``: joining words inside it only before more of it."""
    last = first
    while last + 1 < len(parsed) and last - first < _LONGEST_NAME:
        nxt = last + 1
        if nxt in taken or parsed.sentence_of(nxt) != parsed.sentence_of(first):
            break
        if _is_proper(parsed, nxt, roles):
            last = nxt
            continue
        further = nxt + 1
        joins = parsed.words[nxt].lower() in _JOINING and further < len(parsed) and further not in taken
        close = parsed.words[nxt] != "-" or (parsed.starts[nxt] == parsed.ends[last] and parsed.starts[further] == parsed.ends[nxt])
        person_join = parsed.words[nxt].lower() not in ("of", "for", "and", "the") or any(
            parsed.words[t].lower() in roles.organization for t in range(first, nxt)
        )
        if joins and close and person_join and _is_proper(parsed, further, roles):
            last = further
            continue
        break
    return last


def _named_run(text: str, parsed: Parsed, roles: Roles, first: int, last: int) -> Iterator[Mention]:
    """The mention of a run of proper nouns, a title before it taken as the person's role."""
    cut = first
    for at in range(first, last + 1):
        if roles.is_title(parsed.words[at]) and at < last:
            cut = at + 1
    if any(parsed.words[at].lower() in roles.organization for at in range(cut, last + 1)):
        cut = first  # the Defence Ministry, though "Chief of Defence" is a title
    titled = cut > first
    begin = first
    before = first - 1
    if not titled and before >= 0 and parsed.ends[before] + 1 >= parsed.starts[first] and roles.is_title(parsed.words[before]):
        titled, begin = True, first
    words = parsed.words[cut : last + 1]
    while words and words[-1].rstrip(".") in ("Jr", "Sr", "Inc", "Ltd") and len(words) == 1:
        return
    span = parsed.span(cut, last)
    name = text[span.start : span.end]
    kind = _kind(parsed, roles, cut, last, titled=titled)
    if kind is None:
        return
    role = _role(text, parsed, roles, first=begin, cut=cut, last=last) if kind is MentionKind.PERSON else None
    yield Mention(start=span.start, end=span.end, kind=kind, name=name, actor=actor_id(name), role=role,
                  trace=Trace("name:" + ("titled" if titled else "run"), (span,)))  # fmt: skip


def _kind(parsed: Parsed, roles: Roles, first: int, last: int, *, titled: bool) -> MentionKind | None:
    words = parsed.words[first : last + 1]
    lower = [w.lower() for w in words]
    if any(w in roles.organization for w in lower) or (len(words) == 1 and _ACRONYM.fullmatch(words[0])):
        return MentionKind.ORGANIZATION
    if len(words) == 1 and roles.is_title(words[0]):
        return None
    if titled or (words[0] in roles.given and len(words) > 1):
        return MentionKind.PERSON
    if parsed.deps[last] == "appos" and parsed.words[parsed.heads[last]].lower() in roles.organization:
        return MentionKind.ORGANIZATION
    before = parsed.words[first - 1].lower() if first else ""
    if before in _PLACE_BEFORE and len(words) <= 2:  # noqa: PLR2004 - place names are short
        return MentionKind.PLACE
    if before == "the" or parsed.deps[last] in ("compound", "nmod", "amod"):
        return MentionKind.ORGANIZATION if len(words) > 1 else None
    if len(words) in (2, 3) and all(w[0].isupper() and not w.isupper() for w in words):
        return MentionKind.PERSON
    return MentionKind.PERSON if len(words) == 1 and parsed.deps[last] in ("nsubj", "nsubjpass") and words[0].isalpha() else None


def _role(text: str, parsed: Parsed, roles: Roles, *, first: int, cut: int, last: int) -> str | None:
    """The role words before the name in its noun phrase, or in the apposition after it."""
    left, _ = parsed.noun_phrase(last)
    if cut > first or roles.is_title(parsed.words[cut - 1] if cut else ""):
        start = left if left < cut else first
        while start < cut and (parsed.words[start].lower() in _NOT_ROLE or not parsed.words[start][0].isalnum()):
            start += 1
        end = cut - 1
        return text[parsed.starts[start] : parsed.ends[end]] if start <= end else None
    above = parsed.heads[last]
    if parsed.deps[last] == "appos" and above < first and parsed.tags[above] == "NN":
        return _role_ahead(text, parsed, above, first)
    after = parsed.child(last, "appos")
    if after is not None and after > last and any(roles.is_title(parsed.words[t]) for t in parsed.subtree(after)):
        tree = [t for t in parsed.subtree(after) if parsed.sentence_of(t) == parsed.sentence_of(after)]
        stop = next((t for t in tree if t > after and parsed.deps[t] in ("relcl", "punct")), None)
        kept = [t for t in tree if (stop is None or t < stop) and t > last]
        while kept and parsed.words[kept[0]].lower() in ("the", "a", "an"):
            kept = kept[1:]
        return text[parsed.starts[kept[0]] : parsed.ends[kept[-1]]] if kept else None
    return None


def _role_ahead(text: str, parsed: Parsed, head: int, name: int) -> str | None:
    """As in "Its general manager, Orsolya Pent", "the mayor of Seldmouth, Orla Penn": the noun phrase before the name."""
    start, _ = parsed.noun_phrase(head)
    while start < head and parsed.words[start].lower() in _NOT_ROLE:
        start += 1
    stop = next((t for t in range(head + 1, name) if parsed.words[t] in (",", "(", "–", "—")), head + 1)
    if any(parsed.poses[t] == "VERB" for t in range(head + 1, stop)):
        stop = head + 1
    return " ".join(text[parsed.starts[start] : parsed.ends[stop - 1]].split())


def _unified(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Each person under the fullest name the report gives, and names of one actor as one kind."""
    full: dict[str, Mention] = {}
    for m in mentions:
        if m.kind is MentionKind.PERSON:
            family = fold(m.name).split()[-1] if fold(m.name) else ""
            held = full.get(family)
            if held is None or len(m.name.split()) > len(held.name.split()):
                full[family] = replace(m, role=m.role or (held.role if held else None))
            elif m.role and not held.role:
                full[family] = replace(held, role=m.role)
    for m in mentions:
        parts = fold(m.name).split()
        known = full.get(parts[-1]) if parts else None
        is_it = known is not None and m.kind in (MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.PLACE)
        if is_it and known and (m.kind is MentionKind.PERSON or (len(parts) == 1 and known.name.split()[-1] == m.name)):
            yield replace(m, kind=MentionKind.PERSON, name=known.name, actor=actor_id(known.name), role=m.role or known.role)
        else:
            yield m
