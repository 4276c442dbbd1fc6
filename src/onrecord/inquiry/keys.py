"""Signing keys: made, kept encrypted in a folder of the person's own, and opened with a passphrase; never in a case."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from onrecord.model import BadInput, Refused

SHORTEST_PASSPHRASE = 8


def public(key: Ed25519PrivateKey) -> str:
    """The public half of a key: 64 hexadecimal digits."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def fingerprint(key: str) -> str:
    """A public key as people read it to each other over the telephone: its first 32 digits in groups of four."""
    return " ".join(key[at : at + 4] for at in range(0, 32, 4))


def make_key(folder: Path, passphrase: str) -> Ed25519PrivateKey:
    """A new key, kept encrypted (PKCS 8) in ``folder`` under its public half, readable by its owner alone.

    Raises BadInput when the passphrase is too short, Refused when the folder cannot be written.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BadInput("passphrase", f"is shorter than {SHORTEST_PASSPHRASE} characters", "choose a longer one")
    key = Ed25519PrivateKey.generate()
    packed = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{public(key)}.pem"
        path.touch(mode=0o600)
        path.write_bytes(packed)
    except OSError as error:
        raise Refused("key folder", f"cannot be written ({error.strerror})", "choose another with ONRECORD_KEYS") from None
    return key


def open_key(folder: Path, public_key: str, passphrase: str) -> Ed25519PrivateKey:
    """The key of this public half. Raises BadInput when it is not here, or the passphrase is not its own."""
    try:
        packed = (folder / f"{public_key}.pem").read_bytes()
    except OSError:
        raise BadInput(f"key {fingerprint(public_key)}", "is not on this machine", "ask to be let in with a new one: join") from None
    try:
        key = load_pem_private_key(packed, passphrase.encode())
    except ValueError:
        raise BadInput("passphrase", "does not open the key", "try again; a lost passphrase cannot be found, a new key can join") from None
    if not isinstance(key, Ed25519PrivateKey) or public(key) != public_key:
        raise BadInput(f"key {fingerprint(public_key)}", "is another key than its file says", "restore the file from a copy")
    return key


def kept(folder: Path) -> tuple[str, ...]:
    """The public halves of the keys in ``folder``."""
    return tuple(sorted(path.stem for path in folder.glob("*.pem"))) if folder.is_dir() else ()
