"""Time stamps of an authority that the test itself runs, with ``openssl ts``: good ones are kept and found good, all others refused."""

import datetime as dt
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from onrecord.casework.case import Case
from onrecord.casework.checking import check
from onrecord.casework.inquiring import JointInquiry, Keyring
from onrecord.casework.stamping import STAMPS, stamp, stamps
from onrecord.model import BadInput, Refused

pytest.importorskip("rfc3161_client", reason="rfc3161-client is not installed: pip install -e .[stamps]")
OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="no openssl on this machine: apt-get install openssl")
URL = "https://tsa.example/tsr"
Authority = Callable[[str, bytes], bytes]


def _certificate(folder: Path, name: str, signer: tuple[x509.Name, rsa.RSAPrivateKey] | None) -> tuple[x509.Name, rsa.RSAPrivateKey]:
    """A certificate and its key in ``folder``: a root when nobody signs it, else one that may stamp."""
    key = rsa.generate_private_key(65537, 2048)
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder().subject_name(own).issuer_name(signer[0] if signer else own).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=9))
        .add_extension(x509.BasicConstraints(ca=signer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )  # fmt: skip
    if signer:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    made = builder.sign(signer[1] if signer else key, hashes.SHA256())
    (folder / f"{name}.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / f"{name}.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return own, key


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an authority: its root, its certificate, and what openssl needs to stamp."""
    folder = tmp_path_factory.mktemp("tsa")
    _certificate(folder, "stamper", _certificate(folder, "root", None))
    _certificate(folder, "other-root", None)
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(
        "[tsa]\ndefault_tsa = here\n[here]\nserial = serial\nsigner_cert = stamper.pem\nsigner_key = stamper.key\n"
        "signer_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\n"
    )
    return folder


@pytest.fixture
def authority(tsa: Path) -> Authority:
    def answer(_url: str, asked: bytes) -> bytes:
        (tsa / "asked.tsq").write_bytes(asked)
        subprocess.run(
            [str(OPENSSL), "ts", "-reply", "-queryfile", "asked.tsq", "-config", "tsa.cnf", "-out", "answer.tsr"],
            cwd=tsa, check=True, capture_output=True,
        )  # fmt: skip
        return (tsa / "answer.tsr").read_bytes()

    return answer


@pytest.fixture
def joint(tmp_path: Path) -> Iterator[JointInquiry]:
    with Case(tmp_path / "north.case", create=True) as case:
        made = JointInquiry(case, Keyring(tmp_path / "keys", lambda: "correct horse"))
        made.found("North", "Ann", "Who sold the pumps?")
        yield made


def test_a_stamp_is_kept_found_good_and_travels(joint: JointInquiry, authority: Authority, tsa: Path, tmp_path: Path) -> None:
    root = (tsa / "root.pem").read_bytes()
    made = stamp(joint, URL, roots=root, send=authority)
    assert (made.trusted, made.fault) == (True, None)
    assert abs(dt.datetime.fromisoformat(made.time) - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5)
    joint.suppose("The works sold them.")
    with ExitStack() as stack:
        other = JointInquiry(stack.enter_context(Case(tmp_path / "south.case", create=True)), Keyring(tmp_path / "none", str))
        other.take(joint.pack(), "north.bundle")
        for case in (joint.case, other.case):
            (found,) = stamps(case.file.signed(), roots=root)
            assert (found.trusted, found.fault, found.time) == (True, None, made.time)
            assert check(case).ok


def test_what_goes_to_the_authority_is_a_digest(joint: JointInquiry, authority: Authority) -> None:
    sent: list[bytes] = []

    def listened(url: str, asked: bytes) -> bytes:
        sent.append(asked)
        return authority(url, asked)

    stamp(joint, URL, send=listened)
    assert len(sent[0]) < 200
    assert joint.own().encode() not in sent[0]
    assert bytes.fromhex(joint.own()) not in sent[0]


def test_without_roots_a_stamp_is_kept_and_said_to_be_unchecked(joint: JointInquiry, authority: Authority) -> None:
    assert not stamp(joint, URL, send=authority).trusted


def test_an_authority_under_another_root_is_refused(joint: JointInquiry, authority: Authority, tsa: Path) -> None:
    before = joint.case.file.signed()
    with pytest.raises(Refused, match="signature or certificate does not hold"):
        stamp(joint, URL, roots=(tsa / "other-root.pem").read_bytes(), send=authority)
    assert joint.case.file.signed() == before


@pytest.mark.parametrize("answer", [b"", b"not found", b"\x30\x03\x02\x01\x00", b"<html>"])
def test_what_is_no_stamp_is_refused(joint: JointInquiry, answer: bytes) -> None:
    before = joint.case.file.signed()
    with pytest.raises(Refused, match="gave no good stamp"):
        stamp(joint, URL, send=lambda _url, _asked: answer)
    assert joint.case.file.signed() == before


def test_a_stamp_of_something_else_or_of_an_older_question_is_refused(joint: JointInquiry, authority: Authority) -> None:
    kept: list[bytes] = []

    def keeping(url: str, asked: bytes) -> bytes:
        kept.append(authority(url, asked))
        return kept[0]

    stamp(joint, URL, send=keeping)
    with pytest.raises(Refused, match="it is of something else"):
        stamp(joint, URL, send=keeping)
    with Case(joint.case.file.path.with_name("again.case"), create=True) as case:
        again = JointInquiry(case, Keyring(joint.keyring.folder.with_name("again"), lambda: "correct horse"))
        again.found("North", "Ann", "Who sold the pumps?")
        first: list[bytes] = []

        def once(url: str, asked: bytes) -> bytes:
            first.append(authority(url, asked))
            raise Refused(url, "cannot be asked", "x")

        with pytest.raises(Refused, match="cannot be asked"):
            stamp(again, URL, send=once)
        with pytest.raises(Refused, match="answers another question"):
            stamp(again, URL, send=lambda _url, _asked: first[0])


def test_a_stamp_that_does_not_fit_the_journal_is_found(joint: JointInquiry, authority: Authority) -> None:
    stamp(joint, URL, send=authority)
    *first, last = joint.case.file.signed()
    for about in (
        {**last.about, "heads": dict.fromkeys(dict(last.about["heads"]), "1:" + "0" * 64)},  # type: ignore[call-overload]
        {**last.about, "answer": "AAAA"}, {**last.about, "answer": "%"}, {**last.about, "heads": []}, {},
    ):  # fmt: skip
        (found,) = stamps([*first, replace(last, about=about)])
        assert found.fault
        assert not found.trusted
    (other,) = stamps([replace(first[0], hash="0" * 64), *first[1:], last])
    assert other.fault
    assert "another entry 1" in other.fault


@pytest.mark.parametrize("url", ["ftp://tsa.example", "tsa.example", "", "file:///etc/passwd", "https://"])
def test_what_is_no_address_is_refused_before_anything_is_asked(joint: JointInquiry, url: str) -> None:
    def never(_url: str, _asked: bytes) -> bytes:
        raise AssertionError

    with pytest.raises(BadInput, match="no address of a time-stamping authority"):
        stamp(joint, url, send=never)


def test_the_command_asks_an_authority_and_openssl_agrees(joint: JointInquiry, authority: Authority, tsa: Path, tmp_path: Path) -> None:
    class Answering(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            answer = authority("", asked) if self.headers["Content-Type"] == "application/timestamp-query" else b""
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_told: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "ONRECORD_KEYS": str(tmp_path / "keys"), "ONRECORD_PASSPHRASE": "correct horse"}
        command = [sys.executable, "-c", "from onrecord.cli.main import run; run()", "inquiry", str(tmp_path / "north.case"), *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    try:
        made = run("stamp", "--url", f"http://127.0.0.1:{server.server_port}/", "--roots", str(tsa / "root.pem"))
        assert made.returncode == 0, made.stderr
        assert made.stdout.startswith("stamped 2")
    finally:
        server.shutdown()
        server.server_close()
    listed = run("stamps", "--roots", str(tsa / "root.pem"), "--out", str(tmp_path / "out"), "--json")
    assert listed.returncode == 0, listed.stderr
    entry = json.loads(listed.stdout)["entry"][:12]
    checked = subprocess.run(
        [str(OPENSSL), "ts", "-verify", "-data", f"{entry}.json", "-in", f"{entry}.tsr", "-CAfile", str(tsa / "root.pem")],
        cwd=tmp_path / "out", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Verification: OK" in checked.stdout + checked.stderr
    gone = run("stamp", "--url", f"http://127.0.0.1:{server.server_port}/")
    assert gone.returncode != 0
    assert "nothing was signed" in gone.stderr
    assert [e.decision for e in joint.case.file.signed()] == ["founds", STAMPS]
