"""Secrets, the same on every cloud."""

import pytest

from chalicelib.adapters.secrets import SecretMissing, SecretsManager
from tests.contract.adapters.clouds import Cloud


@pytest.fixture
def secrets(cloud: Cloud) -> SecretsManager:
    return SecretsManager(cloud.client("secretsmanager"), prefix="wingman-test/")


def test_a_secret_is_kept_and_renewed(secrets: SecretsManager, name: str) -> None:
    secrets.put(name, "first")
    assert secrets.get(name) == "first"

    secrets.put(name, "sécond")
    assert secrets.get(name) == "sécond"


def test_a_missing_secret_is_missing(secrets: SecretsManager, name: str) -> None:
    with pytest.raises(SecretMissing):
        secrets.get(name)


def test_secrets_of_another_deployment_are_not_seen(
    cloud: Cloud, secrets: SecretsManager, name: str
) -> None:
    SecretsManager(cloud.client("secretsmanager"), prefix="wingman-other/").put(name, "x")

    with pytest.raises(SecretMissing):
        secrets.get(name)
