"""The certificate this start serves with: the agency's, looked at before it is used, or one of a local authority.

The authority's key and the server's stay in the data folder, readable by the starting account only.
"""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tandem.foundation.database.account import private

# Phones refuse server certificates that hold longer (Apple: 825 days for added authorities, 398 for public ones).
SERVER_DAYS, AUTHORITY_DAYS = 397, 3650
RENEW_BEFORE = timedelta(days=30)
LOOPBACK = ("localhost", "127.0.0.1")


class Unusable(Exception):
    """A certificate, key or host name that can't be served with. The message says which and what to do."""


@dataclass(frozen=True)
class Serving:
    """Files to serve with. `authority` is the certificate that a phone has to trust, None where the agency's is used."""

    certificate: Path
    key: Path
    authority: Path | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the authority's certificate, in pairs, as phones show it; "" where there is none to compare."""
        if self.authority is None:
            return ""
        found = x509.load_pem_x509_certificate(self.authority.read_bytes())
        return found.fingerprint(hashes.SHA256()).hex(":").upper()


def name_of(host: str) -> x509.GeneralName:
    """A host as a certificate names it. Raises Unusable for what is neither a name nor an address."""
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        pass
    labels = host.split(".")
    fits = all(part and len(part) <= 63 and part.replace("-", "a").isalnum() and part.isascii() for part in labels)
    if not fits or len(host) > 253:
        raise Unusable(
            f"--host {host!r} is no name or address. Give what phones will open, like tandem.local or 192.168.1.20."
        )
    return x509.DNSName(host)


def local(folder: Path, host: str, now: datetime | None = None) -> Serving:
    """Certificates of an authority in `folder`, made at first use; the server's is made anew for another host or in time.

    The authority may vouch for this host and this machine only (RFC 5280, name constraints).
    """
    moment, wanted = now or datetime.now(UTC), name_of(host)
    folder.mkdir(mode=0o700, exist_ok=True)
    root, root_key, leaf, leaf_key = (
        folder / one for one in ("authority.crt", "authority.key", "server.crt", "server.key")
    )
    if not _holds(root, root_key, moment, wanted, constrained=True):
        _make_authority(root, root_key, wanted, moment)
        leaf.unlink(missing_ok=True)
    if not _holds(leaf, leaf_key, moment, wanted):
        _make_server(leaf, leaf_key, root, root_key, wanted, moment)
    return Serving(leaf, leaf_key, root)


def given(folder: Path, certificate: Path, key: Path, host: str, now: datetime | None = None) -> Serving:
    """The agency's own files, in PEM, the key copied into `folder` in the form the server reads. Raises Unusable."""
    moment = now or datetime.now(UTC)
    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
    except (OSError, ValueError) as reason:
        raise Unusable(f"--tls: {certificate} is no certificate in PEM form that can be read ({reason}).") from None
    try:
        secret = serialization.load_pem_private_key(key.read_bytes(), None)
    except (OSError, ValueError, TypeError) as reason:
        raise Unusable(f"--tls: {key} is no key in PEM form without a password that can be read ({reason}).") from None
    if secret.public_key() != found.public_key():
        raise Unusable(f"--tls: {key} is not the key of {certificate}.")
    if not found.not_valid_before_utc <= moment < found.not_valid_after_utc:
        raise Unusable(
            f"--tls: {certificate} holds from {found.not_valid_before_utc:%Y-%m-%d} to {found.not_valid_after_utc:%Y-%m-%d}."
        )
    if not _covers(found, host):
        raise Unusable(
            f"--tls: {certificate} is not for {host}. Give the name it is for by --host, or another certificate."
        )
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / "given.key"
    _write(copy, _pem(secret), secret=True)
    return Serving(certificate, copy)


def _covers(found: x509.Certificate, host: str) -> bool:
    names = _alternatives(found)
    wanted = name_of(host)
    wild = x509.DNSName("*." + host.partition(".")[2]) if isinstance(wanted, x509.DNSName) else None
    return wanted in names or wild in names


def _alternatives(found: x509.Certificate) -> list[x509.GeneralName]:
    try:
        return list(found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)
    except x509.ExtensionNotFound:
        return []


def _holds(file: Path, key: Path, moment: datetime, wanted: x509.GeneralName, *, constrained: bool = False) -> bool:
    """Whether a certificate made here is still good for this host, with days to spare."""
    try:
        found = x509.load_pem_x509_certificate(file.read_bytes())
        secret = serialization.load_pem_private_key(key.read_bytes(), None)
        names = (
            found.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees
            if constrained
            else None
        )
    except (OSError, ValueError, x509.ExtensionNotFound):
        return False
    fits = _permitted(wanted) in names if constrained else wanted in _alternatives(found)
    return fits and secret.public_key() == found.public_key() and moment + RENEW_BEFORE < found.not_valid_after_utc


def _permitted(name: x509.GeneralName) -> x509.GeneralName:
    """The subtree of one name: of an address that is the network of it alone."""
    if isinstance(name, x509.IPAddress):
        return x509.IPAddress(ipaddress.ip_network(name.value))
    return name


def _named(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _make_authority(root: Path, root_key: Path, wanted: x509.GeneralName, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _named(f"Tandem on this network, {now:%Y-%m-%d}")
    permitted = [_permitted(one) for one in dict.fromkeys([wanted, *(name_of(one) for one in LOOPBACK)])]
    made = (
        _begun(name, name, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(sign=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(root_key, _pem(key), secret=True)
    _write(root, made.public_bytes(serialization.Encoding.PEM))


def _make_server(
    leaf: Path, leaf_key: Path, root: Path, root_key: Path, wanted: x509.GeneralName, now: datetime
) -> None:
    authority = x509.load_pem_x509_certificate(root.read_bytes())
    signer = serialization.load_pem_private_key(root_key.read_bytes(), None)
    key = ec.generate_private_key(ec.SECP256R1())
    names = list(dict.fromkeys([wanted, *(name_of(one) for one in LOOPBACK)]))
    made = (
        _begun(_named("Tandem"), authority.subject, key, now, SERVER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(sign=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    _write(leaf_key, _pem(key), secret=True)
    _write(leaf, made.public_bytes(serialization.Encoding.PEM))


def _begun(subject: x509.Name, issuer: x509.Name, key, now: datetime, days: int) -> x509.CertificateBuilder:
    # A phone's clock may be behind: it is good since yesterday.
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, sign: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=sign,
        crl_sign=sign,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(file: Path, content: bytes, *, secret: bool = False) -> None:
    """Whole or not at all; what is secret was never readable by others."""
    draft = file.with_name(f".{file.name}.new")
    draft.unlink(missing_ok=True)
    with open(draft, "xb", opener=private if secret else None) as new:
        new.write(content)
    draft.replace(file)
