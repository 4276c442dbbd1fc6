"""EDTF values as people write them, for pages and terminals; records keep the EDTF."""

import re

_DATE = re.compile(
    r"(?P<year>\d{4}|XXXX|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>\d\d:\d\d).*?)?)?)?(?P<doubt>[~?%]?)", re.ASCII
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_QUARTERS = {33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "last quarter of"}
_DOUBTS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


def in_words(value: str) -> str:
    """``2017-10-09/2017-10-15`` as ``9–15 Oct 2017``, ``XXXX-03-03`` as ``3 Mar, year unknown``, ``2016/..`` as ``since 2016``.

    What is no EDTF value that onrecord writes comes back as it is.
    """
    first, slash, last = value.partition("/")
    if not slash:
        return _one(value)
    if first == ".." or last == "..":
        return f"until {_one(last)}" if first == ".." else f"since {_one(first)}"
    return _span(first, last)


def _span(first: str, last: str) -> str:
    """Two dates with what they share said once."""
    a, b = _DATE.fullmatch(first), _DATE.fullmatch(last)
    if a and b and a["day"] and b["day"] and not a["time"] and not b["time"] and a["year"] == b["year"] and not a["doubt"]:
        if a["month"] == b["month"]:
            return f"{int(a['day'])}–{_one(last)}"
        return f"{int(a['day'])} {_MONTHS[int(a['month']) - 1]} – {_one(last)}"
    return f"{_one(first)} to {_one(last)}"


def _one(value: str) -> str:
    found = _DATE.fullmatch(value)
    if found is None:
        return value
    year = {"XXXX": "year unknown"}.get(found["year"], found["year"])
    number = int(found["month"] or 0)
    if year.endswith("X"):
        year = f"{year[:2]}00s" if year.endswith("XX") else f"{year[:3]}0s"
    if not number:
        return _DOUBTS[found["doubt"]] + year
    comma = "," if found["year"] == "XXXX" else ""
    month = _SEASONS.get(number) or _QUARTERS.get(number) or (_MONTHS[number - 1] if number <= len(_MONTHS) else found["month"])
    day = f"{int(found['day'])} " if found["day"] else ""
    time = f", {found['time']}" if found["time"] else ""
    return f"{_DOUBTS[found['doubt']]}{day}{month}{comma} {year}{time}"
