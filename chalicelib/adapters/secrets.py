"""Secrets that the deployment keeps for us."""

from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from types_boto3_secretsmanager import SecretsManagerClient


class SecretMissing(LookupError):
    """There is no secret of that name."""


class Secrets(Protocol):
    def get(self, name: str) -> str:
        """The present value. Raises SecretMissing."""
        ...

    def put(self, name: str, value: str) -> None:
        """Keep a new value under an old or a new name."""
        ...


class SecretsManager:
    """AWS Secrets Manager; names start with the deployment's prefix."""

    def __init__(self, client: "SecretsManagerClient", prefix: str) -> None:
        self._client = client
        self._prefix = prefix

    def get(self, name: str) -> str:
        try:
            return self._client.get_secret_value(SecretId=self._prefix + name)["SecretString"]
        except ClientError as error:
            if _code(error) == "ResourceNotFoundException":
                raise SecretMissing(name) from error
            raise

    def put(self, name: str, value: str) -> None:
        try:
            self._client.put_secret_value(SecretId=self._prefix + name, SecretString=value)
        except ClientError as error:
            if _code(error) != "ResourceNotFoundException":
                raise
            self._client.create_secret(Name=self._prefix + name, SecretString=value)


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
