"""Tells what a number counts: the noun, what a measure is of, per what; and when it only names something."""

import re
from dataclasses import dataclass

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.mentions.goods import goods_forms
from onrecord.text.forms import singular

_NOUNS = ("NOUN", "PROPN")
_UP_TO_NOUN = ("nummod", "quantmod", "compound", "npadvmod", "amod", "advmod", "nmod")
_REACH = 5
_PER = re.compile(r"\s?(?:per|/)\s?(?P<per>[A-Za-z]\w+)|[\s-](?P<article>an?|each|every)[\s-](?P<by>[a-z]+)", re.IGNORECASE)
_APIECE = re.compile(r"\s(?:apiece|each)\b")
_HYPHENED = re.compile(r"[-‑](?P<noun>[a-z]+)")
_WORD = re.compile(r"[A-Za-z0-9][\w.’'-]*")


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun that a number counts: in the singular, and the token it is; ``token`` is None when only its word is known."""

    noun: str | None = None
    token: int | None = None


def counted(text: str, end: int, parsed: Parsed) -> Counted:
    """The noun counted by the number that ends at ``end``."""
    joined = _HYPHENED.match(text, end)
    if joined:
        token = parsed.token_at(joined.start("noun"))
        if token is None or parsed.poses[token] == "NOUN":
            return Counted(singular(joined["noun"]), token)
    at = parsed.token_at(end - 1)
    if at is None:
        return Counted()
    if parsed.lemmas[at] == "of" and text[end - 1] != " ":
        noun = parsed.child(at, "pobj")
        return Counted(_singular(parsed, noun), noun) if noun is not None else _next_noun(parsed, at + 1)
    here = at
    while parsed.deps[here] in _UP_TO_NOUN and parsed.heads[here] != here:
        here = parsed.heads[here]
        if parsed.poses[here] in _NOUNS and parsed.deps[here] not in ("compound", "nmod") and here > at:
            break
    if here > at and parsed.poses[here] in _NOUNS and not _parted(parsed, at, here):
        return Counted(_singular(parsed, here), here)
    of = parsed.child(at, "prep")
    if of is not None and parsed.lemmas[of] == "of":
        noun = parsed.child(of, "pobj")
        if noun is not None:
            return Counted(_singular(parsed, noun), noun)
    return _next_noun(parsed, at + 1)


def _next_noun(parsed: Parsed, first: int) -> Counted:
    """The last noun of the short noun phrase that begins at ``first``."""
    last = None
    for token in range(first, min(len(parsed), first + _REACH)):
        pos = parsed.poses[token]
        if pos in _NOUNS:
            last = token
        elif last is not None and (parsed.words[token] in ("-", "‑") or (pos == "NUM" and parsed.poses[last] == "PROPN")):
            continue  # "30 Mig 29 jets", "40 coal-fired plants"
        elif last is not None or (pos != "ADJ" and parsed.tags[token] not in ("VBN", "VBG", "HYPH")):
            break
    return Counted() if last is None else Counted(_singular(parsed, last), last)


def _parted(parsed: Parsed, at: int, noun: int) -> bool:
    """A comma or a bracket between number and noun parts them: "9, Fountain Lane"."""
    return any(parsed.words[t] in (",", "(", ")", ";", ":", "–", "—") for t in range(at + 1, noun))


def _singular(parsed: Parsed, token: int) -> str:
    lemma = parsed.lemmas[token].lower()
    return singular(lemma) if parsed.tags[token] == "NNPS" or lemma == parsed.words[token].lower() else lemma


def per_what(text: str, end: int, each: frozenset[str]) -> str | None:
    """What the amount is for each one of: "barrel" in "$58 a barrel", "piece" in "$5m apiece"."""
    m = _PER.match(text, end)
    if m is None:
        return "piece" if _APIECE.match(text, end) else None
    word = singular((m["per"] or m["by"]).lower())
    return word if m["per"] or word in each else None


def worth_of(text: str, end: int, parsed: Parsed) -> str | None:
    """The goods in "$5 million worth of rockets" or "300 tonnes of grain"."""
    after = re.match(r"[- ](?:worth\s+)?of\s+", text[end : end + 16]) or re.match(r"\s+in\s+", text[end : end + 16])
    at = parsed.token_at(end + after.end()) if after else None
    if at is None:
        return None
    while parsed.heads[at] != at and parsed.poses[at] not in _NOUNS:
        at = parsed.heads[at]
    while parsed.deps[at] == "compound" and parsed.heads[at] > at:
        at = parsed.heads[at]
    return parsed.lemmas[at].lower() if parsed.poses[at] in _NOUNS else None


def names_something(text: str, start: int, end: int, parsed: Parsed, what: Counted) -> bool:
    """Whether the number is part of a name: "Boeing 737", "Leopard 2 tanks", "a 787 Zephyr"; not "sent Ilmaria 30 tanks"."""
    at = parsed.token_at(start)
    if at is None or not at:
        return False
    before = at - 1
    if text[parsed.ends[before] : start] not in (" ", "\u00a0"):
        return False
    if parsed.tags[before] == "DT" and text[start].isdigit():
        after = parsed.token_at(end + 1) if text[end : end + 1] == " " else None
        return parsed.words[before].lower() in ("a", "an") and after is not None and parsed.tags[after] == "NNP"
    named = parsed.words[before]
    if named == named.lower() or (parsed.poses[before] != "PROPN" and (what.noun or parsed.sentences[parsed.sentence_of(at)][0] == before)):
        return False
    if what.noun is None or (parsed.deps[before].startswith("nsubj") and parsed.heads[before] > at):
        return True  # a subject with no verb before the number: "Boeing 737 flights were halted"
    return parsed.heads[before] in (at, what.token) and parsed.deps[before] in ("compound", "nmod", "nummod", "amod", "poss")


def inside_goods(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether the name of goods begins with the number word: "multiple rocket launchers"."""
    first = _WORD.match(text, start)
    forms = goods_forms(lexicon).get(first.group().lower(), ()) if first else ()
    return any(" " in form and text[start : start + len(form)].lower() == form.lower() for form, _, _ in forms)


def is_goods(noun: str, lexicon: Lexicon) -> bool:
    """Whether ``noun`` is a word for goods."""
    return any(form == noun for form, _, _ in goods_forms(lexicon).get(noun, ()))


def noun_after(parsed: Parsed, offset: int) -> str | None:
    """The noun of the noun phrase that begins at ``offset``: "force" in "a 40,000-strong force"."""
    at = parsed.token_at(offset)
    return None if at is None else _next_noun(parsed, at).noun
