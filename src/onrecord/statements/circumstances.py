"""To whom, through what and when something was said, from the words beside its cue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.language.parsed import Parsed
from onrecord.model import Mention, MentionKind, Span, When, overlap
from onrecord.statements.draft import Draft
from onrecord.text.near import Near

_BESIDE = 3
"""A time so many words from the cue or the source belongs to them."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a report's other stages found, ready to be asked what stands beside a cue."""

    text: str
    parsed: Parsed
    mentions: Near[Mention]
    times: Near[When]
    contents: Near[Draft]
    media: frozenset[str]

    @classmethod
    def of(
        cls,
        text: str,
        parsed: Parsed,
        *,
        mentions: Iterable[Mention],
        times: Iterable[When],
        drafts: Iterable[Draft],
        media: frozenset[str],
    ) -> "Circumstances":
        """Lay out what was found by place."""
        contents = Near.under(drafts, lambda draft: draft.content)
        return cls(text, parsed, Near((m.span, m) for m in mentions), Near((w.span, w) for w in times), contents, media)

    def told(self, draft: Draft) -> tuple[str, ...]:
        """The first name after "told"."""
        if not draft.cue or self.parsed.lemmas[draft.cue[-1]] != "tell":
            return ()
        beside = self.mentions.over(*(self.parsed.span(t, t) for t in draft.adjuncts))
        return tuple(m.name for m in beside if m.kind is not MentionKind.GOODS)[:1]

    def via(self, draft: Draft) -> str | None:
        """The medium named beside the cue: "in a statement on the ministry's website"."""
        p = self.parsed
        for t in draft.adjuncts:
            if p.lemmas[t] not in self.media or p.poses[t] != "NOUN" or p.deps[t] != "pobj":
                continue
            first, last = p.noun_phrase(t)
            for k in (k for k in p.subtree(t) if k in draft.adjuncts and k > t):
                if k > last + 1 or self.times.over(p.span(k, k)):
                    break
                last = k
            while p.poses[last] in ("ADP", "ADV", "PUNCT", "DET"):
                last -= 1
            words = self.text[p.starts[first] : p.ends[last]].split()
            return " ".join(words[1:] if words[0].lower() in ("a", "an", "the") else words)
        return None

    def said_on(self, draft: Draft) -> str | None:
        """The time beside the cue or in the source, outside the content and what others said."""
        if not draft.cue:
            return None
        p, own = self.parsed, {*draft.adjuncts, *draft.source}
        sentence = p.sentences[p.sentence_of(draft.cue[0])]
        for when in self.times.over(p.span(sentence[0], sentence[1] - 1)):
            tokens = [t for t in p.tokens_in(when.span) if sentence[0] <= t < sentence[1]]
            near = (
                own & set(tokens) or min((abs(t - c) for t in tokens for c in (*draft.cue, *draft.source)), default=_BESIDE + 1) <= _BESIDE
            )
            if near and not self._tells_of_the_speaker(tokens, draft) and not self._belongs_to_what_is_said(when.span, draft):
                return when.edtf
        return None

    def _tells_of_the_speaker(self, tokens: Sequence[int], draft: Draft) -> bool:
        """Whether the time stands in a clause about somebody: "the ministry, which banned imports in June, said"."""
        p, above = self.parsed, tokens[0]
        while above not in draft.cue and p.heads[above] != above:
            if p.deps[above] == "relcl":
                return True
            above = p.heads[above]
        return False

    def _belongs_to_what_is_said(self, span: Span, draft: Draft) -> bool:
        at = standing_at(self.parsed, draft)
        if any(overlap(span, s) for s in draft.content):
            return True
        return any(not _holds_place(other.content, at) for other in self.contents.over(span) if other is not draft)


def _holds_place(content: Sequence[Span], at: int) -> bool:
    return any(s.start <= at < s.end for s in content)


def standing_at(parsed: Parsed, draft: Draft) -> int:
    """Where a draft counts as standing in the text: its source, else its cue, else its content."""
    token = min((*draft.source, *draft.cue), default=None)
    return draft.content[0].start if token is None else parsed.starts[token]
