"""A certificate authority that nobody but a test trusts."""

import datetime as dt
import ipaddress
import ssl
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class Authority:
    def __init__(self, folder: Path, *, lasts: dt.timedelta = dt.timedelta(days=1)) -> None:
        self._folder = folder
        self._lasts = lasts
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Test authority")
        self._root = self._sign("Test authority", self._key, is_authority=True)

    def trusting_client(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.root_file())

    def root_file(self) -> Path:
        """The authority's own certificate, for clients that take it as a file."""
        file = self._folder / "root.pem"
        file.write_bytes(self._root.public_bytes(serialization.Encoding.PEM))
        return file

    def server(self, host: str, *others: str) -> ssl.SSLContext:
        """A server that is certified for these names and addresses."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.server_file(host, *others))
        return context

    def server_file(self, host: str, *others: str) -> Path:
        """Key and certificate for these names and addresses."""
        key = ec.generate_private_key(ec.SECP256R1())
        file = self._folder / f"{host}.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + self._sign(host, key, others=others).public_bytes(serialization.Encoding.PEM)
        )
        return file

    def _sign(
        self,
        host: str,
        key: ec.EllipticCurvePrivateKey,
        *,
        others: Sequence[str] = (),
        is_authority: bool = False,
    ) -> x509.Certificate:
        now = dt.datetime.now(dt.UTC)
        public = key.public_key()
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(host))
            .issuer_name(self._name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(minutes=1))
            .not_valid_after(now + self._lasts)
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


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
