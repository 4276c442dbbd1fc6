"""Tells what a number counts: the noun, what a measure is of, per what; and when it only names something."""

import re
from dataclasses import dataclass, replace

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.mentions.goods import goods_forms
from onrecord.text.folding import squeeze
from onrecord.text.forms import singular

_NOUNS = ("NOUN", "PROPN")
_UP_TO_NOUN = ("nummod", "quantmod", "compound", "npadvmod", "amod", "advmod", "nmod")
_REACH = 5
_LONG_NUMBER = 3  # digits; of things with a name of their own a report rarely counts more: "6 Marder", but "a 787 Dreamliner"
_PER = re.compile(r"\s?(?:per|/)\s?(?P<per>[A-Za-z]\w+)|[\s-](?P<article>an?|each|every)[\s-](?P<by>[a-z]+)", re.IGNORECASE)
_TIMES = ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "time", "total", "all")
_APIECE = re.compile(r"\s(?:apiece|each)\b")
_HYPHENED = re.compile(r"[-‑](?P<noun>[a-z]+)")
_KIND_TAGS = ("JJ", "NN")
_HYPHENS = ("-", "‑")
_WORD = re.compile(r"[A-Za-z0-9][\w.’'-]*")


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun that a number counts: in the singular, and the token it is; ``token`` is None when only its word is known.

    ``name`` is the noun with the common words that say of what kind it is: "artillery shell", "European country".
    """

    noun: str | None = None
    token: int | None = None
    name: str | None = None


def counted(text: str, end: int, parsed: Parsed, plain: frozenset[str]) -> Counted:
    """The noun counted by the number that ends at ``end``; ``plain`` are adjectives that say nothing of its kind."""
    what = _counted(text, end, parsed)
    if what.token is not None and not any(map(str.isalpha, parsed.words[what.token])):
        return Counted()
    if what.token is None or what.noun is None:
        return replace(what, name=what.noun)
    if what.noun[0].isdigit() and what.token and parsed.poses[what.token - 1] == "PROPN":  # "12 Leopard 2s"
        model = parsed.words[what.token - 1] + " " + parsed.words[what.token].removesuffix("s")
        return replace(what, name=model)
    first = _first_of_name(parsed, what.token, parsed.token_at(end - 1), plain)
    noun = "person" if what.noun == "people" else what.noun
    return replace(what, name=squeeze(text[parsed.starts[first] : parsed.starts[what.token]] + noun))


def _first_of_name(parsed: Parsed, head: int, number: int | None, plain: frozenset[str]) -> int:
    """Where the common words before ``head`` begin: "drone" of "300 drone engines", "coal" of "40 coal-fired plants"; else ``head``."""
    first, least = head, 0 if number is None else number + 1
    while first > least and parsed.words[head].islower():
        at = first - 1
        if at - 1 > least and parsed.words[at - 1] in _HYPHENS:
            if not (_joined_kind(parsed, at - 2) and parsed.words[at].islower()):
                break
            first = at - 2
        elif _tells_kind(parsed, at, plain):
            first = at
        else:
            break
    after_a_measure = first > least and parsed.poses[first - 1] == "NUM"  # "200 of the 155 mm shells"
    return head if after_a_measure else first


def _joined_kind(parsed: Parsed, at: int) -> bool:
    return parsed.words[at].islower() and parsed.poses[at] != "NUM" and parsed.lemmas[at] not in ("year", "month", "week", "day")


def _tells_kind(parsed: Parsed, at: int, plain: frozenset[str]) -> bool:
    word = parsed.words[at]
    if parsed.tags[at] not in _KIND_TAGS or word in plain or not word.replace("-", "").isalpha():
        return False
    return word.islower() or parsed.tags[at] == "JJ"


def _counted(text: str, end: int, parsed: Parsed) -> Counted:
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
    word, lemma = parsed.words[token].lower(), parsed.lemmas[token].lower()
    if word.endswith("oses") and lemma == word[:-2]:
        return word[:-1]  # "doses"
    return singular(lemma) if parsed.tags[token] == "NNPS" or lemma == word else lemma


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
    noun = parsed.lemmas[at].lower()
    return noun if parsed.poses[at] in _NOUNS and noun not in _TIMES else None


def names_something(text: str, start: int, end: int, parsed: Parsed, what: Counted) -> bool:
    """Whether the number is part of a name: "Boeing 737", "Leopard 2 tanks", "a 787 Zephyr"; not "sent Ilmaria 30 tanks"."""
    at = parsed.token_at(start)
    if at is None or not at:
        return False
    before = at - 1
    if text[start:end].isdigit() and (_is_model(parsed, at, what) or _numbered_again(parsed, at, what)):
        return True
    if text[parsed.ends[before] : start] not in (" ", "\u00a0"):
        return False
    if parsed.tags[before] == "DT" and text[start].isdigit():
        after = parsed.token_at(end + 1) if text[end : end + 1] == " " else None
        return parsed.words[before].lower() in ("a", "an") and after is not None and parsed.tags[after] == "NNP"
    named = parsed.words[before]
    if named == named.lower() or (parsed.poses[before] != "PROPN" and parsed.sentences[parsed.sentence_of(at)][0] == before):
        return False
    if what.noun is None or (parsed.deps[before].startswith("nsubj") and parsed.heads[before] > at):
        return True  # a subject with no verb before the number: "Boeing 737 flights were halted"
    return parsed.heads[before] in (at, what.token) and parsed.deps[before] in ("compound", "nmod", "nummod", "amod", "poss")


def _is_model(parsed: Parsed, at: int, what: Counted) -> bool:
    """Whether one thing is named by number and name: "its own 787 Dreamliner", "the 90049 ZIP Code"; a count has a plural."""
    if what.token is None or what.token <= at or len(parsed.words[at]) < _LONG_NUMBER:
        return False
    return parsed.tags[what.token] == "NNP" and parsed.words[what.token].isalpha() and not parsed.words[what.token].endswith("s")


def _numbered_again(parsed: Parsed, at: int, what: Counted) -> bool:
    """Whether another number counts the same noun already: the 737 of "two new 737 Max jets"."""
    if what.token is None or what.token <= at:
        return False
    for token in range(at - 1, max(-1, at - _REACH), -1):
        if parsed.poses[token] == "NUM":
            return parsed.heads[token] == what.token
        if parsed.poses[token] not in ("ADJ", "PROPN", "NOUN") or parsed.deps[token] == "conj":
            return False
    return False


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
