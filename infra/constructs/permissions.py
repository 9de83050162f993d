"""Turns a row of function_specs.py into IAM statements: each action by name, no wildcard."""

from collections.abc import Iterator, Mapping

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs

from infra.function_specs import FunctionSpec, SigningKeyUse, Table
from infra.surroundings import Surroundings


class Permissions:
    """What a function may do, resource by resource."""

    def __init__(
        self,
        stack: cdk.Stack,
        *,
        queues: Mapping[str, sqs.IQueue],
        tables: Mapping[Table, dynamodb.ITable],
        surroundings: Surroundings,
        mail_from: str,
    ) -> None:
        self._stack = stack
        self._queues = queues
        self._tables = tables
        self._surroundings = surroundings
        self._mail_from = mail_from

    def of(self, spec: FunctionSpec) -> Iterator[iam.PolicyStatement]:
        """The statements for `spec`; its own queue's are added by the event source."""
        if spec.database:
            yield self._sign_in_to_database(spec)
        if spec.sends_to:
            yield _allow(
                ["sqs:SendMessage"], [self._queues[name].queue_arn for name in spec.sends_to]
            )
        for table, actions in spec.tables:
            yield _allow(
                [f"dynamodb:{action}" for action in actions], [self._tables[table].table_arn]
            )
        if spec.sends_mail:
            yield self._send_mail()
        yield from self._use_signing_key(spec)

    def _sign_in_to_database(self, spec: FunctionSpec) -> iam.PolicyStatement:
        arns = [
            self._stack.format_arn(
                service="rds-db",
                resource="dbuser",
                resource_name=f"{self._surroundings.database_resource_id}/{user}",
                arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
            )
            for user in spec.database
        ]
        return _allow(["rds-db:connect"], arns)

    def _send_mail(self) -> iam.PolicyStatement:
        """Only as the deployment's own sender, whether SES knows its address or its domain."""
        domain = cdk.Fn.select(1, cdk.Fn.split("@", self._mail_from))
        identities = [
            self._stack.format_arn(service="ses", resource="identity", resource_name=name)
            for name in (self._mail_from, domain)
        ]
        statement = _allow(["ses:SendRawEmail"], identities)
        statement.add_condition("StringEquals", {"ses:FromAddress": self._mail_from})
        return statement

    def _use_signing_key(self, spec: FunctionSpec) -> Iterator[iam.PolicyStatement]:
        key = self._surroundings.signing_key
        if key is None:
            return
        if SigningKeyUse.READ_PUBLIC_KEY in spec.signing_key:
            yield _allow(["kms:GetPublicKey"], [key.key_arn])
        if SigningKeyUse.SIGN in spec.signing_key:
            statement = _allow(["kms:Sign"], [key.key_arn])
            statement.add_condition(
                "StringEquals",
                {"kms:SigningAlgorithm": "ED25519_SHA_512", "kms:MessageType": "RAW"},
            )
            yield statement


def _allow(actions: list[str], resources: list[str]) -> iam.PolicyStatement:
    return iam.PolicyStatement(actions=actions, resources=resources)
