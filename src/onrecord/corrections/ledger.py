"""The decisions of the journal that are in force, and what each is about."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.codec import from_plain
from onrecord.model import BadInput, Entry, LinkKind, Spans, Speaker, Stance, Statement, Subject

ACCEPT, REJECT, EDIT = "accept_statement", "reject_statement", "edit_statement"
"""About a statement: ``subject``, ``record`` (the statement as it stood), ``why``; an edit has ``edit`` too, the fields of ``Edit``."""

ATTACH, DETACH = "attach_link", "detach_link"
"""About a link of the chain: ``subject``, ``why``; an attached one has ``kind``, one of LinkKind."""

NOTE, FLAG = "note", "flag"
"""About any record: ``subject``, and ``text`` of a note, ``why`` of a flag."""

UNDO = "undo"
"""About an earlier entry: ``entry`` and ``hash`` of it, and ``why``. What is undone was never in force, but stays in the journal."""

ON_STATEMENTS = (ACCEPT, REJECT, EDIT)
ON_LINKS = (ATTACH, DETACH)
OWN = (*ON_STATEMENTS, *ON_LINKS, NOTE, FLAG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What an edit sets; what is None or empty stays as it was read. ``nobody`` takes the speaker away.

    ``words`` are the exact words of each stretch of the content, ``at`` where they stood when they were chosen.
    """

    speaker: Speaker | None = None
    nobody: bool = False
    stance: Stance | None = None
    words: tuple[str, ...] = ()
    at: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One decision with what it is about. ``record`` is the statement as it stood when it was decided on."""

    entry: Entry
    subject: Subject
    record: Statement | None = None
    edit: Edit | None = None
    kind: LinkKind | None = None

    @property
    def decision(self) -> str:
        """The decision's name in the journal."""
        return self.entry.decision

    @property
    def why(self) -> str:
        """The reason; of a note its words."""
        return str(self.entry.about.get("text" if self.decision == NOTE else "why") or "")


def in_force(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that no later one undoes; an undoing that is itself undone counts for nothing."""
    dead: set[object] = set()
    for entry in reversed(entries):
        if entry.decision == UNDO and entry.hash not in dead:
            dead.add(entry.about.get("hash"))
    return [entry for entry in entries if entry.hash not in dead]


def ruling_of(entry: Entry) -> Ruling | None:
    """What one entry decides; None for decisions of other kinds, and for what cannot be understood."""
    about = entry.about
    if entry.decision not in OWN or not isinstance(about.get("subject"), Mapping):
        return None
    try:
        return Ruling(
            entry=entry,
            subject=from_plain(Subject, about["subject"]),
            record=from_plain(Statement, about["record"]) if about.get("record") else None,
            edit=from_plain(Edit, about["edit"]) if about.get("edit") else None,
            kind=LinkKind(str(about["kind"])) if about.get("kind") else None,
        )
    except (BadInput, ValueError):
        return None


def rulings(entries: Sequence[Entry], *, of: Collection[str] = (), kinds: Collection[str] = ()) -> tuple[Ruling, ...]:
    """The decisions in force on records, in the order in which they were made.

    With ``of`` only those on reports whose id or original is among them, with ``kinds`` only those on such records; all others need
    not even be looked into.
    """
    return tuple(found for entry in in_force(entries) if _wanted(entry, of, kinds) and (found := ruling_of(entry)))


def _wanted(entry: Entry, of: Collection[str], kinds: Collection[str]) -> bool:
    subject = entry.about.get("subject")
    if not isinstance(subject, Mapping):
        return False
    return (not of or subject.get("report") in of or subject.get("original") in of) and (not kinds or subject.get("kind") in kinds)


def same_matter(a: Subject, b: Subject) -> bool:
    """Whether two decisions are about one record."""
    if a.kind != b.kind:
        return False
    if a.kind == "link":
        return {a.report, a.parent} == {b.report, b.parent}
    if a.id == b.id:
        return True
    if not a.words or not b.words:
        return bool(a.name) and a.name == b.name and not (a.report or b.report)
    one_report = a.report == b.report or bool(a.original and a.original == b.original)
    return one_report and _flat(a.words) == _flat(b.words) and _flat(a.cue) == _flat(b.cue) and (a.at == b.at or a.report != b.report)


def open_flags(listed: Iterable[Ruling]) -> list[Ruling]:
    """The flags that wait: not taken off, and nothing was decided on their statement since."""
    held = list(listed)
    return [
        one
        for at, one in enumerate(held)
        if one.decision == FLAG and not any(o.decision in ON_STATEMENTS and same_matter(o.subject, one.subject) for o in held[at + 1 :])
    ]


def since(entries: Sequence[Entry], seen: int, subject: Subject) -> Entry | None:
    """The last entry after number ``seen`` that decides on ``subject``, or undoes a decision on it; None when there is none."""
    by_hash = {entry.hash: entry for entry in entries}
    for entry in reversed(entries):
        if entry.sequence <= seen:
            return None
        first: Entry | None = entry
        while first is not None and first.decision == UNDO:
            first = by_hash.get(str(first.about.get("hash")))
        found = ruling_of(first) if first else None
        if found and same_matter(found.subject, subject):
            return entry
    return None


def _flat(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in words)
