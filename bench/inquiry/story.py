"""A joint inquiry on the worked example, as far as two parties get in a day: used by tests and to look at the pages."""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from onrecord.casework.case import Case
from onrecord.casework.inquiring import JointInquiry, Keyring
from onrecord.model import words_of

PASSPHRASE = "correct horse"  # noqa: S105 - of keys that only tests make
KESTOVIA, DRAUNIA = "Ministry of Kestovia", "Draunian commission"
QUESTION = "Did rockets of the Dolvar works reach Orlava?"


def rings(folder: Path) -> tuple[Keyring, Keyring]:
    """The keyrings of the two parties."""
    return Keyring(folder / "keys-kestovia", lambda: PASSPHRASE), Keyring(folder / "keys-draunia", lambda: PASSPHRASE)


@contextmanager
def two_copies(folder: Path, demo: Path) -> Iterator[tuple[JointInquiry, JointInquiry]]:
    """Kestovia's and Draunia's copy of the demo, both let in: ``kestovia.case`` and ``draunia.case`` in ``folder``."""
    with ExitStack() as stack:
        paths = [folder / "kestovia.case", folder / "draunia.case"]
        for path in paths:
            path.write_bytes(demo.read_bytes())
        cases = [stack.enter_context(Case(path)) for path in paths]
        kestovia, draunia = (JointInquiry(case, ring) for case, ring in zip(cases, rings(folder), strict=True))
        kestovia.found(KESTOVIA, "Pia Montelar", QUESTION)
        draunia.take(kestovia.pack(), "1.bundle")
        draunia.join(DRAUNIA, "Nadira Holvek")
        kestovia.take(draunia.pack(), "1.bundle", admit=[draunia.own()[:8]])
        draunia.take(kestovia.pack(), "2.bundle")
        yield kestovia, draunia


def meet(one: JointInquiry, other: JointInquiry) -> None:
    """Let two copies hear of each other."""
    other.take(one.pack(), "one.bundle")
    one.take(other.pack(), "other.bundle")


def played(kestovia: JointInquiry, draunia: JointInquiry) -> None:
    """Hypotheses, exhibits, bearings on which they differ, blind grades, one finding adopted, one with a dissent, one that waits."""
    sold = f"h_{kestovia.suppose('The works sold the rockets to Orlava.').hash[:12]}"
    resold = f"h_{kestovia.suppose('Dealers abroad resold Kestovian rockets to Orlava.').hash[:12]}"
    none = f"h_{draunia.suppose('No rockets of the works reached Orlava.').hash[:12]}"
    wire, echo = _echoed(kestovia)
    told = [kestovia.resting.origin(wire) or ""]
    denial = _said(kestovia, "has not sold rockets to Orlava", told)
    dealers = _said(kestovia, "through a private trader", [*told, kestovia.resting.origin(denial) or ""])
    built = _said(kestovia, "rockets from the Dolvar Works reached Orlava", told)
    meet(kestovia, draunia)
    kestovia.lay(denial, "the works' denial")
    kestovia.lay(dealers, "a trader is named")
    draunia.lay(built, "the works' rockets did arrive")
    for report in (wire, echo):
        draunia.lay(report)
    meet(kestovia, draunia)
    laid = {x.record: x.id for x in kestovia.state().exhibits}
    for joint, record, hypothesis, bearing, why in (
        (kestovia, denial, sold, "inconsistent", "It says that nothing was sold."),
        (draunia, denial, sold, "neutral", "A maker would say so in any case."),
        (kestovia, denial, none, "consistent", "It is what it says."),
        (draunia, denial, none, "consistent", "It is what it says."),
        (kestovia, dealers, resold, "consistent", "It grants as much."),
        (draunia, dealers, resold, "consistent", "It grants as much."),
        (draunia, dealers, none, "inconsistent", "Resold goods did reach it."),
        (draunia, built, sold, "consistent", "They were the works'."),
        (kestovia, wire, sold, "consistent", "It tells of a sale."),
        (draunia, echo, sold, "consistent", "It tells of a sale."),
        (draunia, built, none, "inconsistent", "It says that they arrived."),
    ):
        joint.bear(laid[record], hypothesis, bearing, why)
    kestovia.grade("source", "Grensholm Courier", "C")
    draunia.grade("source", "Grensholm Courier", "B")
    draunia.grade("source", "Norvane", "B", topic="shipping")
    meet(kestovia, draunia)
    kestovia.reveal()
    draunia.reveal()
    marked = kestovia.find("The rockets that the Courier describes bear the marks of the Dolvar works.", [laid[built]], "likely")
    sold_them = draunia.find("The works sold them to Orlava.", [laid[built], laid[dealers]], "very likely")
    open_yet = draunia.find("Dealers abroad had Kestovian rockets to sell.", [laid[dealers]], "almost certain")
    meet(kestovia, draunia)
    for joint in (kestovia, draunia):
        joint.on_finding(_id(marked.hash), "signs")
    draunia.on_finding(_id(sold_them.hash), "signs")
    kestovia.on_finding(_id(sold_them.hash), "dissents", "Marks tell who made a thing, not who sold it.")
    draunia.on_finding(_id(open_yet.hash), "signs")
    kestovia.note(denial, "Ask which day the works was told.")
    kestovia.note(dealers, "Our attaché knows two of them.", private=True)
    meet(kestovia, draunia)


def _id(digest: str) -> str:
    return f"f_{digest[:12]}"


def _said(joint: JointInquiry, words: str, not_of: Collection[str] = ()) -> str:
    """The first statement of the demo whose content holds ``words``, by id; none of the origins ``not_of``."""
    texts = {report.id: report.text for report in joint.case.reports()}
    return next(
        s.id for report, s in joint.case.statements()
        if words in words_of(texts[report], s.content) and joint.resting.origin(report) not in not_of
    )  # fmt: skip


def _echoed(joint: JointInquiry) -> tuple[str, ...]:
    """Two reports of the origin that is echoed most."""
    return max((origin.reports for origin in joint.case.chain().origins), key=len)[:2]
