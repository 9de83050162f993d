"""Passkeys (WebAuthn): adding one, and proving with one that it is you.

py_webauthn checks origin, relying party, signature and count; here it is decided what a challenge
was for, whose passkey it must be, and that each challenge and each count is used once.
The library loads on first use: half a second that only these routes pay.
"""

import base64
import binascii
import json
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from chalicelib.identity import challenges, factors
from chalicelib.identity.challenges import Kind
from chalicelib.identity.errors import PasskeyNotFound, PasskeyRefused, TooManyPasskeys
from chalicelib.identity.factor_store import Passkey, PasskeyStore
from chalicelib.identity.model import Actor
from chalicelib.kit.ids import digest, uuid7
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    import webauthn
    from webauthn.helpers import structs

    from chalicelib.adapters.database import UnitOfWork
else:
    webauthn = lazily("webauthn")
    structs = lazily("webauthn.helpers.structs")

type Json = Mapping[str, Any]

_AT_MOST = 20
_MILLISECONDS = int(challenges.LIVES.total_seconds() * 1000)
_LOOPBACK = ("127.0.0.1", "localhost")


class RelyingParty(NamedTuple):
    """Who we are to a passkey: it answers nobody else."""

    id: str
    origins: list[str]


class NewPasskey(NamedTuple):
    """A passkey that was added, with recovery codes when it is the first factor."""

    passkey: Passkey
    recovery_codes: list[str] | None


def relying_party(base_url: str) -> RelyingParty:
    """The relying party of a deployment at that address.

    A passkey belongs to a name and not to a number: a developer's stack is `localhost`.
    """
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if host not in _LOOPBACK:
        return RelyingParty(host, [base_url])
    return RelyingParty("localhost", [base_url.replace(f"//{host}", f"//{it}") for it in _LOOPBACK])


def options_for_new(uow: "UnitOfWork", actor: Actor, party: RelyingParty, *, name: str) -> Json:
    """What a browser needs to make a passkey; `name` is how it shows us to its user."""
    present = PasskeyStore(uow.connection, actor.user_id).list_all()
    if len(present) >= _AT_MOST:
        raise TooManyPasskeys
    challenge = challenges.issue(
        Kind.NEW_PASSKEY,
        now=uow.clock.now(),
        user_id=actor.user_id,
        bound_to=digest(actor.session_id),
    )
    return _as_json(
        webauthn.generate_registration_options(
            rp_id=party.id,
            rp_name=name,
            user_id=actor.user_id.bytes,
            user_name=actor.email,
            user_display_name=actor.name,
            challenge=_bytes(challenge),
            timeout=_MILLISECONDS,
            authenticator_selection=structs.AuthenticatorSelectionCriteria(
                resident_key=structs.ResidentKeyRequirement.REQUIRED,
                user_verification=structs.UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=_descriptors(present),
        )
    )


def add(
    uow: "UnitOfWork", actor: Actor, *, name: str, credential: Json, party: RelyingParty
) -> NewPasskey:
    """Keep a new passkey. Raises PasskeyRefused, PasskeyKnown."""
    now = uow.clock.now()
    challenge = _spent(
        Kind.NEW_PASSKEY,
        credential,
        uow,
        user_id=actor.user_id,
        bound_to=digest(actor.session_id),
    )
    verified = _verified(
        webauthn.verify_registration_response,
        credential,
        challenge,
        party,
        require_user_verification=True,
    )
    passkey = Passkey(
        id=uuid7(),
        user_id=actor.user_id,
        name=name,
        credential_id=verified.credential_id,
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
        transports=_transports(credential),
        created_at=now,
        last_used_at=None,
    )
    PasskeyStore(uow.connection, actor.user_id).add(passkey)
    factors.note(uow, actor, "factor.add_passkey", detail=name)
    return NewPasskey(passkey, factors.first_recovery_codes(uow, actor.user_id))


def rename(uow: "UnitOfWork", actor: Actor, passkey_id: uuid.UUID, name: str) -> Passkey:
    """Raises PasskeyNotFound."""
    passkey = PasskeyStore(uow.connection, actor.user_id).rename(passkey_id, name)
    if passkey is None:
        raise PasskeyNotFound
    factors.note(uow, actor, "factor.rename_passkey")
    return passkey


def remove(uow: "UnitOfWork", actor: Actor, passkey_id: uuid.UUID) -> None:
    """Raises PasskeyNotFound, SecondFactorNeeded."""
    removed = PasskeyStore(uow.connection, actor.user_id).remove(passkey_id)
    if removed is None:
        raise PasskeyNotFound
    factors.note(uow, actor, "factor.remove_passkey", detail=removed.name)
    factors.after_removal(uow, actor)


def options(
    uow: "UnitOfWork",
    kind: Kind,
    party: RelyingParty,
    *,
    user_id: uuid.UUID | None = None,
    bound_to: str = "",
) -> Json:
    """What a browser needs to answer with a passkey: one of this person's, or of anyone's."""
    challenge = challenges.issue(kind, now=uow.clock.now(), user_id=user_id, bound_to=bound_to)
    allowed = PasskeyStore(uow.connection, user_id).list_all() if user_id else []
    return _as_json(
        webauthn.generate_authentication_options(
            rp_id=party.id,
            challenge=_bytes(challenge),
            timeout=_MILLISECONDS,
            allow_credentials=_descriptors(allowed),
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        )
    )


def check(
    uow: "UnitOfWork",
    kind: Kind,
    credential: Json,
    party: RelyingParty,
    *,
    user_id: uuid.UUID | None = None,
    bound_to: str = "",
) -> Passkey:
    """The passkey that answered. Raises PasskeyRefused for every other answer."""
    challenge = _spent(kind, credential, uow, user_id=user_id, bound_to=bound_to)
    store = PasskeyStore(uow.connection, user_id)
    passkey = store.find_by_credential(_bytes(str(credential.get("id"))))
    if passkey is None or not _names(credential, passkey.user_id):
        raise PasskeyRefused
    verified = _verified(
        webauthn.verify_authentication_response,
        credential,
        challenge,
        party,
        credential_public_key=passkey.public_key,
        credential_current_sign_count=passkey.sign_count,
        require_user_verification=True,
    )
    if not store.note_use(passkey, sign_count=verified.new_sign_count, at=uow.clock.now()):
        raise PasskeyRefused
    return passkey


def _spent(
    kind: Kind,
    credential: Json,
    uow: "UnitOfWork",
    *,
    user_id: uuid.UUID | None,
    bound_to: str,
) -> bytes:
    """The challenge that this answers, which is over now, whatever is wrong with the rest."""
    said = _client_data(credential)
    challenge = said.get("challenge")
    if not isinstance(challenge, str) or said.get("crossOrigin") not in {None, False}:
        raise PasskeyRefused
    now = uow.clock.now()
    if not challenges.spend(kind, challenge, now=now, user_id=user_id, bound_to=bound_to):
        raise PasskeyRefused
    return _bytes(challenge)


def _client_data(credential: Json) -> Json:
    """What the browser says that it signed."""
    try:
        said = json.loads(_bytes(credential["response"]["clientDataJSON"]))
    except (KeyError, TypeError, ValueError, RecursionError):
        raise PasskeyRefused from None
    if not isinstance(said, dict):
        raise PasskeyRefused
    return said


def _verified(
    verify: Any, credential: Json, challenge: bytes, party: RelyingParty, **more: Any
) -> Any:
    try:
        return verify(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origins,
            **more,
        )
    except Exception as error:
        # It takes apart what a stranger sent (JSON, CBOR, keys): whatever it stumbles over, the
        # answer is no.
        raise PasskeyRefused from error


def _names(credential: Json, user_id: uuid.UUID) -> bool:
    """Whether the authenticator names this person, where it names anyone."""
    handle = credential["response"].get("userHandle")
    return handle is None or _bytes(str(handle)) == user_id.bytes


def _transports(credential: Json) -> list[str]:
    """How to reach the authenticator, as it says: a hint for the browser, nothing more."""
    known = {transport.value for transport in structs.AuthenticatorTransport}
    said = credential["response"].get("transports") or []
    return [name for name in said if isinstance(name, str) and name in known]


def _descriptors(passkeys: list[Passkey]) -> list[Any]:
    return [
        structs.PublicKeyCredentialDescriptor(
            id=passkey.credential_id,
            transports=[structs.AuthenticatorTransport(name) for name in passkey.transports],
        )
        for passkey in passkeys
    ]


def _as_json(made: Any) -> Json:
    found: Json = json.loads(webauthn.options_to_json(made))
    return found


def _bytes(text: str) -> bytes:
    """What base64url without padding stands for. Raises PasskeyRefused."""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise PasskeyRefused from None
