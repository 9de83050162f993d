"""A certificate authority that only this machine's stack and the tests trust."""

import datetime as dt
import ipaddress
import ssl
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

_LIVES = dt.timedelta(days=1)
_AUTHORITY_LIVES = dt.timedelta(days=3650)


class Authority:
    """Keeps its key in the folder, so that who trusted it once goes on trusting it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = _name("Test authority")
        if not self._key_file.exists():
            self._make()
        self._key = _load_key(self._key_file)

    @property
    def _key_file(self) -> Path:
        return self._folder / "root.key"

    def _make(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._key_file.touch(mode=0o600)
        self._key_file.write_bytes(_as_text(self._key))
        until = dt.datetime.now(dt.UTC) + _AUTHORITY_LIVES
        root = self._sign("Test authority", self._key, is_authority=True, until=until)
        self.root_file().write_bytes(root.public_bytes(serialization.Encoding.PEM))

    def trusting_client(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.root_file())

    def root_file(self) -> Path:
        """The authority's own certificate, for clients that take it as a file."""
        return self._folder / "root.pem"

    def server(self, host: str, *others: str, until: dt.datetime | None = None) -> ssl.SSLContext:
        """A server that is certified for these names and addresses, for a day or `until`."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.server_file(host, *others, until=until))
        return context

    def server_file(self, host: str, *others: str, until: dt.datetime | None = None) -> Path:
        """Key and certificate for these names and addresses."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._sign(host, key, others=others, until=until)
        file = self._folder / f"{host}.pem"
        file.write_bytes(_as_text(key) + certificate.public_bytes(serialization.Encoding.PEM))
        return file

    def _sign(
        self,
        host: str,
        key: ec.EllipticCurvePrivateKey,
        *,
        others: Sequence[str] = (),
        is_authority: bool = False,
        until: dt.datetime | None = None,
    ) -> x509.Certificate:
        until = until or dt.datetime.now(dt.UTC) + _LIVES
        public = key.public_key()
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(host))
            .issuer_name(self._name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(until - _AUTHORITY_LIVES)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
        )
        if is_authority:
            builder = builder.add_extension(_SIGNS, critical=True)
        else:
            names = x509.SubjectAlternativeName([_host(name) for name in (host, *others)])
            builder = builder.add_extension(names, critical=False)
        return builder.sign(self._key, hashes.SHA256())


_SIGNS = x509.KeyUsage(
    digital_signature=True,
    key_cert_sign=True,
    crl_sign=True,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    encipher_only=False,
    decipher_only=False,
)


def _load_key(file: Path) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{file} holds another kind of key")
    return key


def _as_text(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
