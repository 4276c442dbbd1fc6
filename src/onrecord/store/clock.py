"""Times as the store writes them: RFC 3339, in UTC, to the second."""

import datetime as dt


def now() -> str:
    """The time."""
    return in_rfc3339(dt.datetime.now(dt.UTC))


def in_rfc3339(moment: dt.datetime) -> str:
    """A time that knows its zone, and is in UTC."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
