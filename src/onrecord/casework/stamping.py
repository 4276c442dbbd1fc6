"""Time stamps (RFC 3161): an authority that neither party runs says that the journal stood so at a time; needs ``onrecord[stamps]``."""

import base64
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from onrecord.casework.inquiring import JointInquiry
from onrecord.codec import canonical
from onrecord.model import PRIVATE, BadInput, Refused, SignedEntry

STAMPS = "stamps"
"""The decision: about what was stamped (where each chain ended), the authority's address, and its answer in base 64."""

Send = Callable[[str, bytes], bytes]
_LONGEST = 256 * 1024
_SECONDS = 30
_TYPE = "application/timestamp-query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A stamp as it stands in the journal. ``time`` is the authority's own; ``fault`` says what does not hold, or is None.

    ``trusted`` tells whether the authority's certificate was checked against roots that were given.
    """

    entry: str
    party: str
    url: str
    time: str
    trusted: bool
    fault: str | None = None


def stamped(inquiry: str, heads: Mapping[str, str]) -> bytes:
    """The bytes that are stamped: the inquiry and where each chain ended, in canonical JSON."""
    return canonical({"inquiry": inquiry, "heads": dict(heads)})


def stamp(joint: JointInquiry, url: str, *, roots: bytes | None = None, send: Send | None = None) -> Stamp:
    """Have the journal stamped, and keep the stamp as an entry. ``roots`` are PEM certificates to check the authority by.

    Raises BadInput or Refused, and signs nothing, when the authority's answer is not a good stamp of just this journal.
    """
    client = _client()
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise BadInput("--url", "is no address of a time-stamping authority", "write it as https://tsa.example/tsr")
    inquiry = joint.case.file.founding()
    if not inquiry:
        raise BadInput(str(joint.case.file.path), "has no inquiry", "begin one with init, or take a bundle")
    heads = {chain: head for chain, head in joint.case.file.heads().items() if not chain.endswith(PRIVATE)}
    data = stamped(inquiry, heads)
    asked = client.TimestampRequestBuilder(data=data, hash_algorithm=client.HashAlgorithm.SHA256).build()
    answer = (send or _post)(url, asked.as_bytes())
    fault, _ = _judged(answer, data, _certificates(roots), nonce=asked.nonce)
    if fault:
        raise Refused(url, f"gave no good stamp: {fault}", "ask again, or ask another authority")
    about = {"heads": heads, "url": url, "answer": base64.b64encode(answer).decode()}
    return _read(joint.decide(STAMPS, about), {}, _certificates(roots))


def stamps(entries: Sequence[SignedEntry], *, roots: bytes | None = None) -> Iterator[Stamp]:
    """Every stamp in a journal, judged anew: whether it is of these entries, and by whom."""
    _client()
    held = {(entry.chain, entry.sequence): entry.hash for entry in entries}
    trusted = _certificates(roots)
    for entry in entries:
        if entry.decision == STAMPS:
            yield _read(entry, held, trusted)


def parts_of(entry: SignedEntry) -> tuple[bytes, bytes]:
    """(what was stamped, the authority's answer) of an entry, for other programs such as ``openssl ts``. Raises BadInput."""
    heads, answer = entry.about.get("heads"), entry.about.get("answer")
    if not isinstance(heads, Mapping) or not isinstance(answer, str):
        raise BadInput(entry.hash[:12], "is no stamp", "the entry has not the fields of one")
    try:
        return stamped(entry.inquiry, {str(k): str(v) for k, v in heads.items()}), base64.b64decode(answer, validate=True)
    except ValueError:
        raise BadInput(entry.hash[:12], "is no stamp", "its answer is not in base 64") from None


def _read(entry: SignedEntry, held: Mapping[tuple[str, int], str], roots: Sequence[Any]) -> Stamp:
    url, time = str(entry.about.get("url", "")), ""
    try:
        data, answer = parts_of(entry)
        fault, time = _judged(answer, data, roots)
        fault = fault or _other(dict(entry.about.get("heads") or {}), held)  # type: ignore[call-overload]
    except BadInput as error:
        fault = error.remedy
    return Stamp(entry=entry.hash, party=entry.party, url=url, time=time, trusted=bool(roots) and not fault, fault=fault)


def _other(heads: Mapping[str, object], held: Mapping[tuple[str, int], str]) -> str | None:
    """What of the stamped heads is not what this journal holds."""
    for chain, head in heads.items():
        number, _, digest = str(head).partition(":")
        if held and (not number.isdecimal() or held.get((chain, int(number))) != digest):
            return f"it is of another entry {number} of key {chain[:8]} than the one here"
    return None


def _judged(answer: bytes, data: bytes, roots: Sequence[Any], nonce: int | None = None) -> tuple[str | None, str]:
    """(what is wrong with an answer, or None; the authority's time)."""
    client = _client()
    try:
        decoded = client.decode_timestamp_response(answer)
        if decoded.status != client.PKIStatus.GRANTED:
            return "the authority did not grant it", ""
        info = decoded.tst_info
        time = info.gen_time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if info.message_imprint.message != hashlib.sha256(data).digest():
            return "it is of something else", time
        if nonce is not None and info.nonce != nonce:
            return "it answers another question", time
        if roots:
            builder = client.VerifierBuilder()
            for root in roots:
                builder = builder.add_root_certificate(root)
            builder.build().verify_message(decoded, data)
    except client.VerificationError as error:
        return f"the authority's signature or certificate does not hold ({error})", ""
    except ValueError:
        return "it cannot be read as one", ""
    return None, time


def _certificates(roots: bytes | None) -> Sequence[Any]:
    from cryptography.x509 import load_pem_x509_certificates

    if roots is None:
        return ()
    try:
        return load_pem_x509_certificates(roots)
    except ValueError:
        raise BadInput("--roots", "holds no certificate", "name a PEM file with the authority's root certificate") from None


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError:
        raise Refused("time stamps", "need the package rfc3161-client", "install it with: pip install 'onrecord[stamps]'") from None
    return rfc3161_client


def _post(url: str, asked: bytes) -> bytes:
    """The authority's answer. Raises Refused when it cannot be had."""
    import urllib.request

    request = urllib.request.Request(url, data=asked, headers={"Content-Type": _TYPE})  # noqa: S310 - http and https only, by stamp
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answered:  # noqa: S310 - as above
            got: bytes = answered.read(_LONGEST + 1)
    except (OSError, ValueError) as error:
        raise Refused(url, f"cannot be asked ({type(error).__name__})", "check the address and the network; nothing was signed") from None
    if len(got) > _LONGEST:
        raise Refused(url, "answered with more than a stamp", "check the address; nothing was signed")
    return got
