"""A party's key, opened once and kept in memory for as long as the pages are served."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.casework.case import Case
from onrecord.casework.inquiring import JointInquiry, Keyring
from onrecord.casework.resting import Resting

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The key, whose it is, and the keyring it lies in. Neither passphrase nor key shows in its words."""

    public: str
    party: str
    person: str
    key: "Ed25519PrivateKey" = field(repr=False)
    keyring: Keyring = field(repr=False)

    def joint(self, case: Case, *, resting: Resting, seen: int) -> JointInquiry:
        """The inquiry of a case that is open for writing, in which this key signs what was decided at sight of ``seen`` entries."""
        return JointInquiry(case, self.keyring, resting=resting, key=self.key, seen=seen)


def unlock(path: Path, keyring: Keyring) -> Unlocked:
    """Open the key that signs in the inquiry of the case at ``path``; the passphrase is asked for once and not kept. Raises BadInput."""
    with Case(path, readonly=True) as case:
        joint = JointInquiry(case, keyring)
        key = joint.opened()
        return Unlocked(joint.own(), joint.party(), joint.person(), key, replace(keyring, passphrase=_not_again))


def _not_again() -> str:
    message = "a key that is open needs no passphrase"
    raise AssertionError(message)
