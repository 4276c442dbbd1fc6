"""The checks in fresh environments, on each Python that onrecord supports."""

import nox

nox.options.sessions = ["tests"]
nox.options.reuse_existing_virtualenvs = True


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """Install with the pinned versions and run the tests."""
    session.install("-c", "constraints.txt", "-e", ".[dev]")
    session.run("pytest", *session.posargs)


@nox.session(python="3.11")
def check(session: nox.Session) -> None:
    """Everything that ``just check`` does."""
    session.install("-c", "constraints.txt", "-e", ".[dev]")
    session.run("just", "check")
