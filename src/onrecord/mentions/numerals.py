"""Reads a number as it is written: digits, words, magnitudes, shares, vague words, with its sign and its unit."""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from onrecord.lexicon import Lexicon
from onrecord.lexicon.rows import Unit

Ends = tuple[float | None, float | None]
"""The least and the greatest value; None is an open end."""

_LONG = 3  # letters from which a magnitude is a word ("crore"); shorter ones are signs at the digits ("5bn")
_THOUSAND, _HUNDRED, _HALF_WORD = 1000, 100.0, "half"
_SIGN_REACH = 10
_LONGEST_RUN = 8  # digits in a row; more are a telephone number, a time stamp or an account
_LINK = r"(?:[ -]|\sof\s)"
_DIGITS = (
    r"(?:(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d+(?:\.\d+)?|\.\d+)(?!\d|[.,]\d)"
)
_CARTRIDGE = re.compile(r"\s?[x×]\s?\d{2,3}\s?(?:mm\b)?(?![-\w])")
"""What follows the calibre in "7.62x39 mm": the length of the case."""
_POWER = re.compile(r"\s?[x×]\s?10(?:(?:\^|\*\*)?(?P<power>[-−–]?\d{1,2})|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?![\d-])")
"""What makes "1.99×10^30" of a number."""
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−–", "-0123456789--")
_OF_WHAT = re.compile(r"\s+of\s+(?:the\s+)?(?P<what>[a-z]+)")
_WEIGHS = re.compile(r"\b(?:weigh(?:s|ed|ing)?|weight(?:\s+of)?)\s(?:[a-z]+\s){0,3}$")
_HEAVY = re.compile(r"\s+(?:heavier|lighter|overweight|underweight)\b")
_MINUS = re.compile(r"(?:(?<![\w-])minus[ -]|(?<![\w.,)%-])[-−])$", re.IGNORECASE)
_OF_WHOLE = re.compile(r"\s+of\b(?!\s+an?\s)")
_OWNED = re.compile(r"\s+(?:the|all|its|their|his|her|our|my|your|those|these|that|this)\s")
_ENDS_PHRASE = re.compile(
    r"(?=\s*(?:[.,;:!?)]|$)|\s+(?:of|in|at|on|from|to|since|over|during|for|this|last|compared|and|but|by|as|after|between|more|less|fewer"
    r"|higher|lower)\b)"
)
_MEASURING = re.compile(
    r"\b(?:by|to|than|at least|about|around|roughly|some|nearly|almost|over|under|only|just|up|down)\s+$", re.IGNORECASE
)
_PART_OF_TIME = re.compile(r"\b(?:first|second|other|latter|final|top|bottom|opening)[ -]$", re.IGNORECASE)


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    ARTICLE = "article"
    VAGUE = "vague"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit of measure, if it has one.

    ``start`` is where its currency sign or minus stands, ``number`` where the number itself begins,
    ``number_end`` where it ends with its magnitude, ``end`` where its unit ends. ``scaled``: a magnitude
    is part of it. ``signed``: a currency sign stands before it.
    """

    start: int
    number: int
    number_end: int
    end: int
    low: float | None
    high: float | None
    form: Form
    factor: float = 1.0
    unit: Unit | None = None
    signed: bool = False

    def scaled(self, factor: float) -> "Amount":
        """As if ``factor`` were its magnitude, as for the first number of "5 to 7 million"."""
        low, high = _scaled((self.low, self.high), factor)
        return replace(self, low=low, high=high, factor=factor)


@dataclass(frozen=True)
class Numerals:
    """The lexicon's number words, magnitudes and units, compiled once."""

    trigger: re.Pattern[str]
    number: re.Pattern[str]
    share: re.Pattern[str]
    short: re.Pattern[str]
    unit: re.Pattern[str]
    sign: re.Pattern[str]
    words: dict[str, float]
    magnitudes: dict[str, float]
    parts: dict[str, float]
    vague: dict[str, Ends]
    units: dict[str, Unit]
    hyphened: dict[str, Unit]
    signs: dict[str, Unit]
    money_of: frozenset[str]

    def begins(self, text: str, start: int, end: int) -> Iterator[int]:
        """Where a number may begin, in order."""
        for m in self.trigger.finditer(text, start, end):
            yield m.start()

    def second(self, text: str, at: int, stop: int) -> Amount | None:
        """The number at ``at``, which a currency sign may precede."""
        sign = self.sign.match(text, at, stop)
        return self.amount(text, sign.end() if sign else at, stop)

    def amount(self, text: str, at: int, stop: int) -> Amount | None:
        """The number that begins at ``at``, or None; with the currency sign or the minus before it."""
        read = self._share(text, at, stop) or self._number(text, at, stop)
        if read is None:
            return None
        ends, form, end, factor = read
        below = at > 0 and text[at - 1] in "-−"  # "$-50.8bn"
        sign = next((s for s in self.sign.finditer(text, max(0, at - _SIGN_REACH), at) if s.end() == at - below), None)
        if sign and sign.group().isalpha() and (end - at == 1 or below):
            sign = None  # "PS5", "R2" and "R-73" are names
        money = self.signs["".join(sign.group().split())] if sign else None
        short = self.short.match(text, end, stop) if form is Form.DIGITS else None
        if short and (money or len(short["magnitude"]) > 1 or not text[end].isspace()):
            factor, end = self.magnitudes[short["magnitude"]], short.end()
            ends = _scaled(ends, factor)
        if not all(v is None or math.isfinite(v) for v in ends):
            return None
        start = sign.start() if sign else at
        amount = Amount(start, at, end, end, *ends, form, factor, money, signed=money is not None)
        if form is Form.SHARE:
            return replace(amount, unit=self.units["percent"])
        if money and below:
            return replace(amount, low=None if amount.high is None else -amount.high, high=None if amount.low is None else -amount.low)
        return self._negative(text, amount if money else self.measured(text, amount, stop))

    def _number(self, text: str, at: int, stop: int) -> tuple[Ends, Form, int, float] | None:
        m = self.number.match(text, at, stop)
        if m is None:
            return None
        factor = math.prod(self.magnitudes[word] for word in _flat(m["multiples"] or "").split() if word != "of")
        if m["vague"]:
            return _scaled(self.vague[_flat(m["vague"])], factor), Form.VAGUE, m.end(), factor
        if m["article"]:
            return (1.0, 1.0), Form.ARTICLE, m.end(), factor
        if m["mixed"]:
            value = _mixed(m["mixed"])
            return None if value is None else ((value, value), Form.DIGITS, m.end(), 1.0)
        if m["digits"]:
            if len(m["digits"]) > _LONGEST_RUN and m["digits"].isdigit():
                return None
            power = _POWER.match(text, m.end(), stop)
            if power:
                value = float(f"{m['digits'].replace(',', '')}e{(power['power'] or power['raised']).translate(_RAISED)}")
                return (value, value), Form.DIGITS, power.end(), factor
            value = float(re.sub(r"[^\d.]", "", m["digits"])) * factor
            return (value, value), Form.DIGITS, m.end(), factor
        value = self._worded(_flat(m.group()))
        last = _flat(m.group()).rpartition(" ")[2]
        return (value, value), Form.WORDS, m.end(), self.magnitudes.get(last, 1.0)

    def _worded(self, flat: str) -> float:
        """The value of number words: "two hundred and six thousand", "half a million", "two and a half"."""
        for word in self.words:
            if " " in word and flat.startswith(word):
                flat = word.replace(" ", "_") + flat[len(word) :]
        total = group = 0.0
        for place, word in enumerate(flat.split()):
            if word in self.magnitudes:
                value = self.magnitudes[word]
                if value < _THOUSAND:
                    group *= value
                else:
                    total, group = (total + group * value if group else total * value), 0.0
            elif word not in ("and", "of") and (word not in ("a", "an") or not place):
                group += self.words.get(word.replace("_", " "), 1.0)
        return total + group

    def _share(self, text: str, at: int, stop: int) -> tuple[Ends, Form, int, float] | None:
        """Of "one in ten", "two-thirds", "a quarter of", "half the": in percent."""
        m = self.share.match(text, at, stop)
        if m is None:
            return None
        if m["whole"]:
            part, whole = self._plain(m["part"]), self._plain(m["whole"])
            divided = part < whole <= _HUNDRED
        else:
            part, whole = self._plain(m["count"]) if m["count"] else 1.0, self.parts[_flat(m["divided"])]
            divided = part < whole and _divides(text, m)
        share = _HUNDRED * part / whole
        return ((share, share), Form.SHARE, m.end(), 1.0) if divided else None

    def _plain(self, written: str) -> float:
        flat = _flat(written)
        return float(flat.replace(",", "")) if flat[0].isdigit() else self._worded(flat)

    def measured(self, text: str, amount: Amount, stop: int, at: int | None = None) -> Amount:
        """With the unit that stands after it, or at ``at``."""
        cartridge = _CARTRIDGE.match(text, amount.number_end, stop)
        if cartridge:
            return replace(amount, end=cartridge.end(), unit=self.units["mm"])
        found = self.unit.match(text, amount.number_end if at is None else at, stop)
        if found is None:
            return amount
        named = " ".join(found["unit"].split())
        named = named if named in self.units else named.lower()
        if len(named) == 1 and named.isalpha() and (amount.form is not Form.DIGITS or text[found.end() : found.end() + 1] in tuple("-‑/")):
            return amount  # "two F-16s"
        weight = found.group()[0] in "-‑" and named in self.hyphened
        if self.units[named].kind == "money" and named in self.hyphened and not amount.signed:
            of = _OF_WHAT.match(text, found.end(), stop)
            weight |= (of is not None and amount.factor == 1 and of["what"] not in self.money_of) or bool(
                _HEAVY.match(text, found.end(), stop) or _WEIGHS.search(text, max(0, amount.start - 40), amount.start)
            )
        return replace(amount, end=found.end(), unit=(self.hyphened if weight else self.units)[named])

    def _negative(self, text: str, amount: Amount) -> Amount:
        """Below zero by "minus" or its sign; a bare sign only before degrees and percents, else it is a dash."""
        minus = _MINUS.search(text, max(0, amount.start - 6), amount.start)
        if minus is None or amount.form is Form.VAGUE:
            return amount
        if len(minus.group()) == 1 and not (amount.unit and amount.unit.kind in ("temperature", "percent")):
            return amount
        low, high = (end if end is None else -end for end in (amount.high, amount.low))
        return replace(amount, start=minus.start(), low=low, high=high)


def _divides(text: str, m: re.Match[str]) -> bool:
    """Whether a fraction word is one here: not "a third party", "the second half of May", "three quarters of growth"."""
    part, end = m["divided"].lower(), m.end()
    before = text[max(0, m.start() - 12) : m.start()]
    if (part != _HALF_WORD and not m["count"]) or _PART_OF_TIME.search(before):
        return False
    if m["count"] and part.endswith("s"):
        return part != "quarters" or "-" in m.group() or bool(_OF_WHOLE.match(text, end))
    if _OF_WHOLE.match(text, end) or (part == _HALF_WORD and _OWNED.match(text, end)):
        return True
    return bool(_MEASURING.search(before) and _ENDS_PHRASE.match(text, end))


@lru_cache(maxsize=4)
def numerals_of(lexicon: Lexicon) -> Numerals:
    """The number words, magnitudes and units of ``lexicon``, ready to read with."""
    words = {row.word.lower(): row.value for row in lexicon.rows("number_word")}
    magnitudes = {row.word.lower(): row.value for row in lexicon.rows("magnitude")}
    short = {sign: row.value for row in lexicon.rows("magnitude") for sign in row.short}
    vague = {word.lower(): (row.low, row.high) for row in lexicon.rows("vague") for word in row.words}
    parts = {row.word.lower(): row.value for row in lexicon.rows("fraction")}
    units, hyphened, signs = _units(lexicon)
    timed = [word for word, unit in units.items() if unit.kind == "duration" and len(word) >= _LONG and not word.endswith("s")]
    tens = [w for w, v in words.items() if 20 <= v <= 90]  # noqa: PLR2004 - twenty to ninety
    ones = [w for w, v in words.items() if 1 <= v <= 9 and w.isalpha() and w != "a"]  # noqa: PLR2004 - one to nine
    single = [w for w in words if w not in ("half", "a")]
    long = _any([w for w in magnitudes if len(w) >= _LONG])
    measure = _any([w for w, unit in units.items() if len(w) >= _LONG and unit.kind != "money"])
    card = rf"(?:(?:{_any(tens)})[- ](?:{_any(ones)})|{_any(single)})\b"
    multiples = rf"(?:{_LINK}(?:{long})\b)*"
    worded = (
        rf"(?:{card}|an?(?={_LINK}(?:{long})\b)|half\s+an?(?=[ -](?:{long}|{measure})\b))(?:\s+and\s+a\s+half\b)?"
        rf"(?:{_LINK}(?P<mag>{long})\b(?:\s+and\s+{card}(?!{_LINK}(?:(?P=mag)|hundred)\b))?)*"
    )
    number = (
        rf"(?P<mixed>(?:\d+[ -]?)?(?:[½¼¾⅓⅔⅛]|(?<![\d/⁄])\d[/⁄]\d{{1,3}}(?=[\s-](?:of|{measure})\b)))"
        rf"|(?:(?P<vague>{_any(list(vague))})(?!\w)|(?P<digits>{_DIGITS}))(?P<multiples>{multiples})"
        rf"|(?P<article>an?)(?=\s(?:{_any(timed)})\b)|{worded}"
    )
    divided = _any(list(parts))
    share = (
        rf"(?P<part>{card}|\d{{1,2}})\s+(?:in|out\s+of|of(?=\s+every))\s+(?:every\s+)?(?P<whole>{card}|\d{{1,3}}\b)(?!\s?(?:{measure}|{long})\b|[.,/:-]?\d|%)"
        rf"|(?:(?P<count>an?|{_any(ones)}|\d)[ -])?(?P<divided>{divided})(?![\w-])"
    )
    begin = [*single, *vague, "half"]
    trigger = (
        rf"(?<![\w.,])\.?\d|(?<=[^\W\d])\d|(?<![\w.,])[½¼¾⅓⅔⅛]|\b(?:{_any(begin)}|an?\s(?:{long}|{divided}|{_any(timed)})|half\san?)\b"
    )
    lower = re.IGNORECASE
    return Numerals(
        trigger=re.compile(trigger, lower),
        number=re.compile(number, lower),
        share=re.compile(share, lower),
        short=re.compile(rf"\s?(?P<magnitude>{_any(list(short))})(?![\w/²³])"),
        unit=re.compile(rf"[\s‑-]?(?P<unit>{_any_case(units)})(?![A-Za-z\d²³]|\.[A-Za-z])"),
        sign=re.compile(rf"(?:(?<![\w-])(?=[A-Za-z])|(?<!\w)(?=\W))(?:{_spaced(signs)})\s?"),
        words=words,
        magnitudes=magnitudes | short,
        parts=parts,
        vague=vague,
        units=units,
        hyphened=hyphened,
        signs=signs,
        money_of=lexicon.words("money_of"),
    )


def _units(lexicon: Lexicon) -> tuple[dict[str, Unit], dict[str, Unit], dict[str, Unit]]:
    """(by word or sign after the number, the same after a hyphen, currency by sign before it)."""
    units: dict[str, Unit] = {}
    signs: dict[str, Unit] = {}
    hyphened: dict[str, Unit] = {}
    for row in lexicon.rows("unit"):
        units |= {word: row for word in row.words if word not in units or row.default_currency}
        if row.kind == "money":
            codes = [word for word in row.words if word.isupper()]
            signs |= {sign: row for sign in (*row.symbols, *codes) if sign not in signs or row.default_currency}
        else:
            hyphened |= dict.fromkeys(row.words, row)
    words = frozenset(units)
    for row in lexicon.rows("unit"):
        units |= {sign: row for sign in row.symbols if sign not in words and (sign not in units or row.default_currency)}
    return units, hyphened, signs


def _scaled(ends: Ends, factor: float) -> Ends:
    low, high = ends
    return (None if low is None else low * factor, None if high is None else high * factor)


def _mixed(written: str) -> float | None:
    """Of "2½", "1/4" and "5 1/2"; None for "3/0"."""
    *whole, part = re.findall(r"\d+/\d+|\d+|[^\d\s-]", written.replace("⁄", "/"))
    above, _, below = part.partition("/")
    if below and not int(below):
        return None
    return sum(map(float, whole)) + (int(above) / int(below) if below else unicodedata.numeric(part))


def _flat(words: str) -> str:
    return " ".join(words.lower().replace("-", " ").split())


def _spaced(signs: Iterable[str]) -> str:
    """The signs as alternatives; two letters may stand apart from "$": "HK $40", but "A $3 million cheque"."""
    return "|".join(re.sub(r"(?<=[A-Z]{2})(?=\\\$)", r"\\s?", re.escape(s)) for s in sorted(signs, key=lambda s: (-len(s), s)))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


def _any_case(words: Iterable[str]) -> str:
    """As ``_any``; words of small letters also as headlines write them ("24 Percent"), signs as they are."""
    longest = sorted(words, key=lambda w: (-len(w), w))
    escaped = ((w, re.escape(w).replace(r"\ ", r"\s")) for w in longest)
    return "|".join(f"(?i:{form})" if w == w.lower() and len(w) > _LONG else form for w, form in escaped)
