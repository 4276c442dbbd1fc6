"""The timeline as TimelineJS 3 reads it.

Lost: what has no known day; spans; how a time is known. A range has its first and its last day.
"""

import datetime as dt
import html
from typing import Any

from onrecord.casework.looking import Whole
from onrecord.model.edtf import days


def timelinejs(whole: Whole) -> dict[str, Any]:
    """``{"title": ..., "events": [...]}``; events in order of time, in groups by kind, shown words escaped."""
    events = []
    for moment in whole.moments:
        first, last = days(moment.when) if moment.when else (None, None)
        if first is None:
            continue
        event: dict[str, Any] = {
            "start_date": _date(first),
            "text": {"headline": html.escape(", ".join(moment.actors)), "text": html.escape(moment.what)},
            "group": moment.kind,
            "unique_id": moment.statement or moment.transfer or moment.report,
        }
        if last and last != first:
            event["end_date"] = _date(last)
        events.append(event)
    return {"title": {"text": {"headline": html.escape(whole.question)}}, "events": events}


def _date(day: dt.date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
