"""Turns a row of function_specs.py into IAM statements: each action by name, no wildcard."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

from infra.constructs.acknowledge import acknowledge
from infra.function_specs import (
    INDEXES,
    Bucket,
    BucketAction,
    FunctionSpec,
    SigningKeyUse,
    Table,
    TableAction,
)
from infra.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What the watcher of the watch looks at, and what it tells."""

    dead_letters: Mapping[str, sqs.IQueue]
    alarm_topic: sns.ITopic


class Permissions:
    """What a function may do, resource by resource."""

    def __init__(  # noqa: PLR0913 - all that functions may be allowed to touch
        self,
        stack: cdk.Stack,
        *,
        queues: Mapping[str, sqs.IQueue],
        copies: Sequence[sqs.IQueue] = (),
        elsewhere: str = "",
        tables: Mapping[Table, dynamodb.ITable],
        buckets: Mapping[Bucket, s3.IBucket],
        surroundings: Surroundings,
        mail_from: str,
        mail_configuration_set: str,
        watched: Watched | None = None,
    ) -> None:
        self._stack = stack
        self._queues = queues
        self._watched = watched
        self._copies = copies
        # A name with a star for the region; empty where all copies live in this stack.
        self._elsewhere = elsewhere
        self._tables = tables
        self._buckets = buckets
        self._surroundings = surroundings
        self._mail_from = mail_from
        self._mail_configuration_set = mail_configuration_set

    def of(self, spec: FunctionSpec) -> Iterator[iam.PolicyStatement]:
        """The statements for `spec`; its own queue's are added by the event source."""
        if spec.database:
            yield self._sign_in_to_database(spec)
        if spec.sends_to:
            yield _allow(["sqs:SendMessage"], self._targets(spec))
        for table, actions in spec.tables:
            yield from _use_items(self._tables[table].table_arn, table, actions)
        for bucket, uses in spec.buckets:
            yield from _use_objects(self._buckets[bucket], uses)
        if spec.sends_mail:
            yield self._send_mail()
        if spec.sends_sms:
            yield from _send_texts()
        yield from self._watch(spec)
        around = self._surroundings
        yield from _use_signing_key(around.signing_key, spec.signing_key)
        yield from _use_signing_key(around.anchor_key, spec.anchor_key)
        yield from _use_seals(around.seal_key, spec)

    def _targets(self, spec: FunctionSpec) -> list[str]:
        """Queues by name; a function that asks its copies sends to them wherever they are."""
        arns = [self._queues[name].queue_arn for name in spec.sends_to]
        if spec.asks_its_copies:
            arns += [queue.queue_arn for queue in self._copies]
            if self._elsewhere:
                arns.append(
                    self._stack.format_arn(service="sqs", region="*", resource=self._elsewhere)
                )
        return arns

    def _watch(self, spec: FunctionSpec) -> Iterator[iam.PolicyStatement]:
        """To count what waits, without reading any of it, and to ring the alarm."""
        if self._watched is None:
            return
        if spec.inspects:
            queues = [self._queues[name] for name in spec.inspects]
            queues += [self._watched.dead_letters[name] for name in spec.inspects]
            yield _allow(["sqs:GetQueueAttributes"], [queue.queue_arn for queue in queues])
        if spec.rings_alarm:
            yield _allow(["sns:Publish"], [self._watched.alarm_topic.topic_arn])

    def acknowledge_copies(self, spec: FunctionSpec, role: iam.Role) -> None:
        """Which regions look is a parameter of the deployment, unknown when this is written."""
        if self._elsewhere and spec.asks_its_copies:
            acknowledge(
                role,
                "AwsSolutions-IAM5[Resource::"
                f"arn:<AWS::Partition>:sqs:*:<AWS::AccountId>:{self._elsewhere}]",
                "The queues of the same deployment's probes in other regions, by their whole name "
                "but for the region.",
            )

    def acknowledge_phones(self, spec: FunctionSpec, role: iam.Role) -> None:
        if spec.sends_sms:
            acknowledge(
                role,
                "AwsSolutions-IAM5[Resource::*]",
                "SNS knows phone numbers by no ARN: publishing to one is allowed on *, and "
                "publishing to any topic is denied beside it.",
            )

    def acknowledge_objects(self, spec: FunctionSpec, role: iam.Role) -> None:
        """Objects are named when they are written: one can only allow all of a bucket's."""
        for bucket, _ in spec.buckets:
            arn = self._stack.resolve(self._buckets[bucket].bucket_arn)
            acknowledge(
                role,
                f"AwsSolutions-IAM5[Resource::{_as_nag_writes(arn)}/*]",
                "The actions are named one by one; what they touch are the objects of one bucket, "
                "whose names come to be when they are written.",
            )

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
        senders = [
            self._stack.format_arn(service="ses", resource=kind, resource_name=name)
            for kind, name in (
                ("identity", self._mail_from),
                ("identity", domain),
                ("configuration-set", self._mail_configuration_set),
            )
        ]
        statement = _allow(["ses:SendRawEmail"], senders)
        statement.add_condition("StringEquals", {"ses:FromAddress": self._mail_from})
        return statement


def _send_texts() -> Iterator[iam.PolicyStatement]:
    """A phone is no resource with a name: all may be published to, and then no topic may."""
    yield _allow(["sns:Publish"], ["*"])
    yield iam.PolicyStatement(
        effect=iam.Effect.DENY, actions=["sns:Publish"], resources=["arn:*:sns:*:*:*"]
    )


def _as_nag_writes(resolved: Any) -> str:
    """How cdk-nag spells a name that CloudFormation will fill in."""
    match resolved:
        case {"Fn::GetAtt": [logical_id, attribute]}:
            return f"<{logical_id}.{attribute}>"
        case {"Ref": name}:
            return f"<{name}>"
        case {"Fn::Join": ["", parts]}:
            return "".join(map(_as_nag_writes, parts))
    return str(resolved)


def _use_items(
    arn: str, table: Table, actions: Sequence[TableAction]
) -> Iterator[iam.PolicyStatement]:
    if on_items := [action for action in actions if action is not TableAction.QUERY]:
        yield _allow([f"dynamodb:{action}" for action in on_items], [arn])
    if TableAction.QUERY in actions:
        indexes = [f"{arn}/index/{name}" for name, _, _ in INDEXES[table]]
        yield _allow([f"dynamodb:{TableAction.QUERY}"], indexes)


def _use_objects(bucket: s3.IBucket, uses: Sequence[BucketAction]) -> Iterator[iam.PolicyStatement]:
    if BucketAction.LIST in uses:
        yield _allow([f"s3:{BucketAction.LIST}"], [bucket.bucket_arn])
    if on_objects := [use for use in uses if use is not BucketAction.LIST]:
        yield _allow([f"s3:{use}" for use in on_objects], [bucket.arn_for_objects("*")])


def _use_signing_key(
    key: kms.IKey | None, uses: Sequence[SigningKeyUse]
) -> Iterator[iam.PolicyStatement]:
    if key is None:
        return
    if SigningKeyUse.READ_PUBLIC_KEY in uses:
        yield _allow(["kms:GetPublicKey"], [key.key_arn])
    if SigningKeyUse.SIGN in uses:
        statement = _allow(["kms:Sign"], [key.key_arn])
        statement.add_condition(
            "StringEquals",
            {"kms:SigningAlgorithm": "ED25519_SHA_512", "kms:MessageType": "RAW"},
        )
        yield statement


def _use_seals(key: kms.IKey | None, spec: FunctionSpec) -> Iterator[iam.PolicyStatement]:
    """Each kind by its purpose: whoever opens the links of mails opens no second factor."""
    if key is None:
        return
    for purpose, uses in spec.seals:
        statement = _allow([f"kms:{use}" for use in uses], [key.key_arn])
        statement.add_condition("StringEquals", {"kms:EncryptionContext:purpose": purpose.value})
        yield statement


def _allow(actions: list[str], resources: list[str]) -> iam.PolicyStatement:
    return iam.PolicyStatement(actions=actions, resources=resources)
