"""Which sayings of a case cannot stand together: denials against what they deny, and what one voice says otherwise later."""

from collections.abc import Hashable, Iterator, Sequence

from onrecord.lexicon import Lexicon
from onrecord.model import Stance
from onrecord.model.edtf import order_key
from onrecord.stories.gathered import CROWD, Gathered
from onrecord.stories.goods import any_alike
from onrecord.stories.judging import CHANGED, Judge, is_before, is_later, meet
from onrecord.stories.narrated import AFFIRMS
from onrecord.stories.oppositions import Opposition, connected
from onrecord.stories.sayings import DENIES, Saying
from onrecord.stories.wordings import MOVE
from onrecord.text.folding import fold, names_agree

_FEW = 60
"""So many denials of one voice are looked through for a change."""

_BRIEF = 12
"""Words that the object of contradicting has at most."""

_TELLING = 3
"""Stems that a saying has at least which tells something."""

_LONGEST = 4
"""Words of a name that are looked up together."""

_THIS = frozenset(("this", "that", "it"))


class Opposing:
    """The sayings of a case, ready to be set against each other."""

    def __init__(self, sayings: Sequence[Sequence[Saying]], lexicon: Lexicon, bearing: Sequence[Sequence[str]] = ()) -> None:
        """``sayings`` are those of each report, in text order; ``bearing`` lists the statements that bear on each transfer."""
        self._told = Gathered(sayings, lexicon, bearing)
        self._judge = Judge(self._told, lexicon)
        self.all = self._told.all
        self._papers = frozenset(map(self._told.rules.stem, lexicon.words("paper_noun")))
        self._worded: dict[int, Hashable] = {}

    def oppositions(self) -> Iterator[Opposition]:
        """One for each voice and each matter in which it denies something."""
        by_voice: dict[str, list[tuple[int, list[int]]]] = {}
        for number, saying in enumerate(self.all):
            if saying.pole < 0 and saying.voice and not saying.paper and (denied := self.denied_by(number)):
                by_voice.setdefault(saying.voice, []).append((number, denied))
        for listed in by_voice.values():
            for group in connected(listed, self._wording):
                yield self._opposition(group)

    def _opposition(self, group: Sequence[tuple[int, list[int]]]) -> Opposition:
        ordered = sorted(group, key=lambda one: self._judge.is_narrow(self.all[one[0]]))
        whole = [d for d, _ in ordered if not self._judge.is_narrow(self.all[d])]
        return Opposition(
            denials=tuple(self.all[d] for d in whole),
            narrow=tuple(self.all[d] for d, _ in ordered[len(whole) :]),
            denies=tuple(tuple(self.all[a] for a in denied) for _, denied in ordered),
            besides=tuple(self.all[n] for n in self._whole_charge(group)),
        )

    def _whole_charge(self, group: Sequence[tuple[int, list[int]]]) -> list[int]:
        """What else the same accusers say of the goods in question, in the reports in which they are denied or accuse."""
        accused = {(self.all[a].report, self.all[a].voice): (d, a) for d, denied in group for a in denied if not self.all[a].own}
        known = {a for _, denied in group for a in denied}
        found = []
        for (report, voice), (d, a) in accused.items():
            for n in self._told.reports[report]:
                said = self.all[n]
                told = said.pole > 0 and said.statement and not said.paper and said.voice == voice and n not in known
                moved = told and MOVE in said.stems and said.goods
                if moved and self._judge.one_topic(said, self.all[a]) and not self._judge.too_old(self.all[d], said):
                    found.append(n)
        return sorted(found)

    def _wording(self, number: int) -> Hashable:
        """Equal for what two copies say in the same words."""
        if number not in self._worded:
            saying = self.all[number]
            self._worded[number] = (saying.voice, fold(saying.words))
        return self._worded[number]

    def denied_by(self, number: int) -> list[int]:
        """The sayings that saying ``number`` denies: what it answers, and who else tells of the transfer that it bears on."""
        denial = self.all[number]
        if not self._judge.tells(denial):
            return []
        direct = self._denied_directly(number)
        if not direct and denial.stance not in DENIES:
            return []
        placed = not self._told.calling.isdisjoint(denial.stems)  # who denies a place on the way denies only what puts it there
        return sorted({*direct, *(() if direct and (denial.pointing or placed) else self._tellers(denial))})

    def _tellers(self, denial: Saying) -> Iterator[int]:
        other = self._judge.places(denial)
        for matter in self._told.matters.get(denial.statement or "", ()):
            for n in self._told.bearing[matter]:
                said = self.all[n]
                told = MOVE in said.stems and said.explicit and said.stance in AFFIRMS and not said.paper and not self._judge.is_ahead(said)
                near = not (other and self._judge.is_own_act(denial)) or bool(said.named & denial.who) or meet(other, said.capitals)
                if told and near and self._judge.can_be_denied(denial, said) and not self._judge.too_old(denial, said):
                    yield n

    def _denied_directly(self, number: int) -> list[int]:
        denial = self.all[number]
        last = self._told.just_before(denial) if denial.words.strip(' .,”"').casefold() in _THIS else None
        if last is not None and self.all[last].pole <= 0:  # "contradicts this": what was said right before it, a denial too
            return [last] if self.all[last].pole < 0 and not self.all[last].who & denial.who else []
        if denial.stance in DENIES and (whom := self._whom(denial)):
            beside = ((n, self.all[n]) for n in self._told.reports[denial.report])
            return [n for n, s in beside if s.statement and whom in fold(s.actor) and self._judge.can_be_denied(denial, s)]
        if denial.pointing and not (MOVE in denial.stems and denial.capitals):
            answered = self._answered(denial)
            apart = denial.named - denial.who
            told = [n for n in answered if self.all[n].named & apart] if apart else answered
            if told or not apart:
                return sorted({*told, *self._charged_elsewhere(denial, told), *self._shown_elsewhere(denial)})
        return sorted(n for n in self._told.near(denial) if self._judge.opposed(denial, self.all[n]))

    def _whom(self, denial: Saying) -> str:
        """The person whom the denial contradicts, where it names no more: "contradicted the minister Bram Oakes over the sale"."""
        words = fold(denial.words)
        if not denial.words[:1].isupper() or len(words.split()) > _BRIEF:
            return ""
        listed = words.split()
        runs = (" ".join(listed[a : a + n]) for a in range(len(listed)) for n in range(2, _LONGEST + 1))
        return next((name for name in runs if name in self._told.actors and name not in denial.who), "")

    def _answered(self, denial: Saying) -> list[int]:
        """What an answer that only points back answers.

        A paper that it calls false is what is told of that paper; else what others said before it of the one who answers; else all
        that who spoke last before it has told; else what was said in earlier reports.
        """
        before = [
            n for n in self._told.reports[denial.report] if self.all[n].at < denial.at and self._judge.can_be_denied(denial, self.all[n])
        ]
        answering = {s.voice for s in map(self.all.__getitem__, self._told.reports[denial.report]) if s.pole < 0}
        told = [n for n in before if not self.all[n].headline]
        told = [n for n in told if self.all[n].voice not in answering] or told
        papers = self._papers & denial.stems
        if papers:
            shown = [n for n in told if papers & (self.all[n].stems | self._told.rules.stems(self.all[n].actor))]
            latest = next((self.all[n].voice for n in reversed(told) if self.all[n].paper), None)
            if shown or latest is not None:
                return shown or [n for n in told if self.all[n].paper and self.all[n].voice == latest]
        naming = [n for n in told if self.all[n].named & denial.who]
        if naming or not told:
            return naming or self._charged_before(denial)
        last = self.all[told[-1]].voice
        return [n for n in told if self.all[n].voice == last and len(self.all[n].stems) >= _TELLING] or told[-1:]

    def _charged_elsewhere(self, denial: Saying, told: Sequence[int]) -> Iterator[int]:
        """What the same accusers say of the one who answers in other reports."""
        voices = {self.all[n].voice for n in told if not self.all[n].own}
        for n in {n for name in denial.who for n in self._told.around(name, denial)}:
            said = self.all[n]
            accuser = bool(said.statement) and any(names_agree(said.voice, voice) for voice in voices)
            if accuser and MOVE in said.stems and self._judge.can_be_denied(denial, said) and not self._judge.too_old(denial, said):
                yield n

    def _shown_elsewhere(self, denial: Saying) -> Iterator[int]:
        """The part of the one who answers that papers show in other reports, of the same goods."""
        for n in {n for name in denial.who for n in self._told.around(name, denial)}:
            said = self.all[n]
            shown = said.paper and said.report != denial.report and self._judge.has_part(said, denial)
            if shown and denial.about and self._judge.can_be_denied(denial, said) and any_alike(denial.about, said.goods):
                yield n

    def _charged_before(self, denial: Saying) -> list[int]:
        """For an answer to what no one says in its report: what was said before of the one who answers, of the same goods."""
        known = {n for name in denial.who for n in self._told.around(name, denial)}
        return sorted(
            n for n in known
            if MOVE in self.all[n].stems and denial.goods and self.all[n].goods and self._judge.can_be_denied(denial, self.all[n])
            and order_key(self.all[n].on) <= order_key(denial.on)
        )  # fmt: skip

    def _can_change(self, denial: Saying) -> bool:
        """Whether it is a denial by somebody who may grant the same later."""
        whole = denial.pole < 0 and denial.stance is not Stance.PARTLY_DENIES and self._judge.tells(denial)
        return whole and bool(denial.voice) and not denial.paper and not denial.headline

    def changes(self) -> Iterator[tuple[tuple[Saying, ...], tuple[Saying, ...]]]:
        """(earlier, later) sayings of one voice that denied something and later grants it, in whole or in part."""
        denials: dict[str, list[Saying]] = {}
        granting: dict[str, list[int]] = {}
        for number, saying in enumerate(self.all):
            if self._can_change(saying):
                denials.setdefault(saying.voice, []).append(saying)
            for key in {saying.voice, fold(saying.actor)} - {""}:
                if saying.pole and not saying.headline:
                    granting.setdefault(key, []).append(number)
        for voice, listed in denials.items():
            keys = {voice, *(fold(d.actor) for d in listed)}
            own = [self.all[n] for n in sorted({n for key in keys for n in granting.get(key, ())})]
            later = [s for s in own if s.stance in CHANGED][:CROWD] + [s for s in own if s.stance not in CHANGED][:CROWD]
            said = list({(fold(d.words), d.on): d for d in reversed(listed)}.values())[-_FEW:]
            granted = [s for s in later if any(is_later(s, d) and self._judge.grants(s, d) for d in said)]
            day = min((s.on for s in granted), key=order_key, default=None)
            earlier = tuple(d for d in reversed(said) if is_before(d, day) and any(self._judge.grants(s, d) for s in granted))
            if earlier:
                yield earlier, tuple(granted)
