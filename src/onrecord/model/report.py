"""A published text as received, its parts, and where it says it comes from."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span
from onrecord.model.trace import Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The received bytes of a report, known by their SHA-256 (``sha256:<64 hex digits>``)."""

    id: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text. All spans of derived records count code points of ``text``.

    ``published`` is an EDTF date or None; nothing invents one.
    """

    id: str
    original: str
    path: str
    text: str
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    lang: str | None = None


class Role(StrEnum):
    """What a segment is for."""

    HEADLINE = "headline"
    SUBHEADING = "subheading"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    PROMO = "promo"
    CREDIT = "credit"
    DISCLAIMER = "disclaimer"
    ABOUT = "about"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a report by its role."""

    role: Role
    start: int
    end: int
    trace: Trace | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class CreditKind(StrEnum):
    """The form in which a report names where it comes from."""

    DATELINE = "dateline"
    BYLINE = "byline"
    CREDIT_LINE = "credit_line"
    DISCLAIMER = "disclaimer"
    IN_TEXT = "in_text"


@dataclass(frozen=True, slots=True)
class Credit:
    """A place where a report names the agency or outlet it comes from."""

    agency: str
    kind: CreditKind
    start: int
    end: int
    trace: Trace | None = None

    @property
    def span(self) -> Span:
        """Where the naming words stand."""
        return Span(self.start, self.end)
