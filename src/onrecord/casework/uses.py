"""The words that a derived record rests on, by what they are for."""

from typing import Any

from onrecord.model import Span, Spans, Statement, Transfer


def uses_of(record: Any) -> dict[str, Spans]:
    """The spans of a derived record by what they are for."""
    if isinstance(record, Statement):
        return {"source": record.source, "cue": record.cue, "content": record.content}
    if isinstance(record, Transfer):
        return {slot: tuple(Span(*s) for s in spans) for slot, spans in record.spans.items()}
    return {"words": (Span(record.start, record.end),)}
