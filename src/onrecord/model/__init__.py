"""The nouns of onrecord: frozen records on the standard library alone."""

from onrecord.model.chain import Background, Direction, Link, LinkKind, Origin, Rests
from onrecord.model.correction import Change, Decided, Fate, Subject, Verdict
from onrecord.model.errors import BadInput, BadLexicon, OnrecordError, Refused, Stale
from onrecord.model.ids import content_id
from onrecord.model.inquiry import (
    CONFIDENCES,
    CREDIBILITIES,
    PRIVATE,
    RELIABILITIES,
    Bearing,
    Exhibit,
    Finding,
    Hypothesis,
    Inquiry,
    Matter,
    Member,
    Note,
    Opinion,
    Party,
    SignedEntry,
)
from onrecord.model.journal import Entry
from onrecord.model.mention import Bound, Figure, FigureKind, Mention, MentionKind, When
from onrecord.model.reading import Problem, Reading
from onrecord.model.report import Credit, CreditKind, Original, Report, Role, Segment
from onrecord.model.span import Span, Spans, covering, overlap, words_of
from onrecord.model.statement import Mode, Speaker, SpeakerKind, Stance, Statement
from onrecord.model.trace import Trace
from onrecord.model.transfer import Goods, Quantity, Status, Transfer, Value

__all__ = [
    "CONFIDENCES",
    "CREDIBILITIES",
    "PRIVATE",
    "RELIABILITIES",
    "Background",
    "BadInput",
    "BadLexicon",
    "Bearing",
    "Bound",
    "Change",
    "Credit",
    "CreditKind",
    "Decided",
    "Direction",
    "Entry",
    "Exhibit",
    "Fate",
    "Figure",
    "FigureKind",
    "Finding",
    "Goods",
    "Hypothesis",
    "Inquiry",
    "Link",
    "LinkKind",
    "Matter",
    "Member",
    "Mention",
    "MentionKind",
    "Mode",
    "Note",
    "OnrecordError",
    "Opinion",
    "Origin",
    "Original",
    "Party",
    "Problem",
    "Quantity",
    "Reading",
    "Refused",
    "Report",
    "Rests",
    "Role",
    "Segment",
    "SignedEntry",
    "Span",
    "Spans",
    "Speaker",
    "SpeakerKind",
    "Stale",
    "Stance",
    "Statement",
    "Status",
    "Subject",
    "Trace",
    "Transfer",
    "Value",
    "Verdict",
    "When",
    "content_id",
    "covering",
    "overlap",
    "words_of",
]
