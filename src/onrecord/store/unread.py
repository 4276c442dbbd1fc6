"""Which reports are to be read, or read anew: those without a reading, and those that other stages or house lines read."""

import sqlite3


def unread(db: sqlite3.Connection, fingerprint: str, least: int) -> list[tuple[str, frozenset[int], str]]:
    """Reports whose reading is missing or was made otherwise: id, its house lines' digests, new fingerprint.

    A house line is one that ``least`` reports or more of an outlet share, copies of one text counted once.
    """
    house: dict[str, set[int]] = {}
    rows = db.execute(
        "WITH house AS (SELECT report.outlet AS outlet, line.digest AS digest FROM line JOIN report ON report.number = line.report "
        "WHERE report.outlet IS NOT NULL GROUP BY 1, 2 HAVING count(DISTINCT report.longest) >= ?) "
        "SELECT report.id, line.digest FROM house JOIN report ON report.outlet = house.outlet "
        "JOIN line ON line.report = report.number AND line.digest = house.digest",
        (least,),
    )
    for report_id, digest in rows:
        house.setdefault(report_id, set()).add(digest)
    found = []
    for report_id, made_by in db.execute(
        "SELECT report.id, reading.fingerprint FROM report LEFT JOIN reading ON reading.report = report.number ORDER BY report.number"
    ):
        own = frozenset(house.get(report_id, ()))
        wanted = fingerprint + "".join(f"/{digest & 0xFFFFFFFF:x}" for digest in sorted(own))
        if made_by != wanted:
            found.append((report_id, own, wanted))
    return found
