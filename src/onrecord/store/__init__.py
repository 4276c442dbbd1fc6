"""One SQLite file: originals, reports, readings, journal, search."""

from onrecord.store.case_file import CaseFile
from onrecord.store.derived import Derived, record_id
from onrecord.store.intakes import LAST, Intake, Moment
from onrecord.store.journal import first_break
from onrecord.store.lists import Asked, Held, Lists
from onrecord.store.schema import is_case
from onrecord.store.search import Hit

__all__ = ["LAST", "Asked", "CaseFile", "Derived", "Held", "Hit", "Intake", "Lists", "Moment", "first_break", "is_case", "record_id"]
