"""What can go wrong, as data; the doors put it into words.

OnrecordError
├── BadInput        something handed in cannot be used (a file, a row, an option, an id)
│   └── BadLexicon  a lexicon row breaks its own rules
└── Refused         the case, the disk or the system does not let us do it
    └── Stale       somebody decided on the same matter since it was looked at
"""


class OnrecordError(Exception):
    """An expected failure that names its input and says what to do.

    ``subject`` is the input at fault (a path, a row, an id), ``problem`` what is wrong
    with it, ``remedy`` what the person can do; each is one line without a full stop.
    """

    def __init__(self, subject: str, problem: str, remedy: str = "") -> None:
        """Keep the three parts; ``str()`` joins them into one line."""
        self.subject = subject
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{subject}: {problem}" + (f"; {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type["OnrecordError"], tuple[str, str, str]]:
        """Travel between processes with all three parts."""
        return type(self), (self.subject, self.problem, self.remedy)


class BadInput(OnrecordError):  # noqa: N818 - the name says what it is; the tree above is the house's
    """Something handed in cannot be used."""


class BadLexicon(BadInput):
    """A lexicon row breaks its own rules."""


class Refused(OnrecordError):  # noqa: N818 - as BadInput
    """The case, the disk or the system does not let us do it."""


class Stale(Refused):
    """Somebody decided on the same matter since it was looked at."""
