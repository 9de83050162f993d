"""The app stack: all that is deployed in AWS *and* on a developer's machine, from this code."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from aws_cdk import triggers
from constructs import Construct

from infra import surroundings as around
from infra.constructs.alarm_topic import AlarmTopic
from infra.constructs.chalice_api import ChaliceApi
from infra.constructs.event_function import EventFunction
from infra.constructs.mail_events import MailEvents, mail_configuration_set
from infra.constructs.permissions import Permissions, Watched
from infra.constructs.queue_with_dead_letters import QueueWithDeadLetters
from infra.constructs.storage import Buckets, Tables, bucket_prefix
from infra.constructs.wingman_function import ARCHITECTURE, Workshop, id_of
from infra.function_specs import FUNCTION_SPECS, specs_with
from infra.settings import StageSettings
from infra.surroundings import Surroundings, probes_anywhere


class AppStack(cdk.Stack):
    """API, functions, queues, schedules, tables, buckets, alarms."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: StageSettings,
        surroundings: Surroundings | None,
        build: Path,
        **stack: object,
    ) -> None:
        super().__init__(scope, construct_id, **stack)
        self._settings = settings
        self._surroundings = surroundings or around.of_this_machine(self, settings)
        self._mail_from = self._parameter(
            "MailFrom", "wingman@agency.example", "Sender address of all e-mail, without a name"
        )
        self._specs = specs_with(settings.probe_regions)
        self._queues = {
            spec.hyphenated: QueueWithDeadLetters(
                self, f"{id_of(spec)}Queue", spec=spec, settings=settings
            )
            for spec in self._specs
            if spec.queue
        }
        for spec in self._specs:
            if spec.hears_of_mail:
                MailEvents(
                    self,
                    "MailEvents",
                    settings=settings,
                    queue=self._queues[spec.hyphenated].queue,
                )
        self._tables = Tables(self, "Tables", settings=settings)
        self.buckets = Buckets(self, "Buckets", settings=settings)
        workshop = self._workshop(build)
        functions = self._functions(workshop, build)
        api = ChaliceApi(
            self,
            "Api",
            workshop=workshop,
            code=lambda_.Code.from_asset(str(build / "api.zip")),
            swagger=build / "api-swagger.json",
            environment=self._outside(),
        )
        if not settings.is_local:
            migration = functions.pop("migrate-database")
            _migrate_first(self, migration, before=[*functions.values(), api])

    def _workshop(self, build: Path) -> Workshop:
        alarms = AlarmTopic(self, "Alarms", name=f"{self._settings.prefix}alarms")
        return Workshop(
            settings=self._settings,
            surroundings=self._surroundings,
            environment=self._environment(),
            layer=lambda_.LayerVersion(
                self,
                "Dependencies",
                description="What requirements.txt names, and the root certificates of RDS",
                code=lambda_.Code.from_asset(str(build / "layer.zip")),
                compatible_runtimes=[lambda_.Runtime.PYTHON_3_13],
                compatible_architectures=[ARCHITECTURE],
            ),
            alarms=alarms,
            permissions=Permissions(
                self,
                queues={
                    spec.name: self._queues[spec.hyphenated].queue
                    for spec in FUNCTION_SPECS
                    if spec.queue
                },
                copies=[self._queues[spec.hyphenated].queue for spec in self._specs if spec.region],
                elsewhere="" if self._settings.is_local else probes_anywhere(self._settings),
                tables=self._tables.by_name,
                buckets=self.buckets.by_name,
                surroundings=self._surroundings,
                mail_from=self._mail_from,
                mail_configuration_set=mail_configuration_set(self._settings),
                watched=Watched(
                    dead_letters={
                        spec.name: self._queues[spec.hyphenated].dead_letters
                        for spec in FUNCTION_SPECS
                        if spec.queue
                    },
                    alarm_topic=alarms.topic,
                ),
            ),
        )

    def _functions(self, workshop: Workshop, build: Path) -> dict[str, EventFunction]:
        code = lambda_.Code.from_asset(str(build / "functions.zip"))
        return {
            spec.hyphenated: EventFunction(
                self,
                spec=spec,
                workshop=workshop,
                code=code,
                queue=self._queues.get(spec.hyphenated),
            )
            for spec in self._specs
        }

    def _environment(self) -> Mapping[str, str]:
        """What every function is told; database and signing key are added where they belong."""
        settings = self._settings
        return {
            "WINGMAN_STAGE": settings.name,
            "WINGMAN_BASE_URL": self._parameter(
                "BaseUrl",
                "http://127.0.0.1:8000" if settings.is_local else None,
                "Public origin, https://host without a slash at the end",
            ),
            "WINGMAN_AGENCY_NAME": self._parameter(
                "AgencyName", "Your agency", "Name of the agency, as its clients read it"
            ),
            "WINGMAN_MAIL_FROM": self._mail_from,
            "WINGMAN_MAIL_CONFIGURATION_SET": mail_configuration_set(settings),
            "WINGMAN_ROOT_PUBLIC_KEY": self._parameter(
                "RootPublicKey",
                "",
                "Public half of the offline root key (base64); empty: sites pin the command key",
            ),
            "WINGMAN_LOG_LEVEL": self._parameter("LogLevel", "INFO", "DEBUG, INFO or WARNING"),
            "WINGMAN_TABLE_PREFIX": settings.prefix,
            "WINGMAN_BUCKET_PREFIX": bucket_prefix(settings),
            "WINGMAN_QUEUE_BASE_URL": self._surroundings.queue_base_url,
            "WINGMAN_DATABASE_AUTH": self._surroundings.database_auth,
            "WINGMAN_SIGNER": self._surroundings.signer,
            **self._regions(),
            **self._surroundings.demo,
        }

    def _regions(self) -> Mapping[str, str]:
        """Who looks at sites: in AWS this region, and those where a region stack was deployed."""
        if self._settings.is_local:
            home, every = self._settings.probe_regions[0], ",".join(self._settings.probe_regions)
        else:
            home, every = cdk.Aws.REGION, self._parameter("ProbeRegions", "", around.PROBE_REGIONS)
        return {"WINGMAN_REGION": home, "WINGMAN_PROBE_REGIONS": every}

    def _outside(self) -> Mapping[str, str]:
        """What only the API needs to know: other pages that may call it, and its distribution."""
        return {
            "WINGMAN_CORS_ORIGINS": self._parameter(
                "CorsOrigins", "", "Origins of other pages that may call the API, by comma"
            ),
            "WINGMAN_ORIGIN_SECRET_SHA256": self._parameter(
                "OriginDigest", "", "SHA-256 in hex of the web stack's OriginSecret"
            ),
        }

    def _parameter(self, name: str, default: str | None, description: str) -> str:
        return cdk.CfnParameter(
            self, name, default=default, description=description
        ).value_as_string


def _migrate_first(
    stack: AppStack, migration: EventFunction, *, before: Sequence[Construct]
) -> None:
    """Each deployment runs the new migrations, and only then changes what stands on the schema.

    A failed migration fails the deployment, which then rolls back to the code before.
    """
    triggers.Trigger(
        stack,
        "MigrateFirst",
        handler=migration.function,
        invocation_type=triggers.InvocationType.REQUEST_RESPONSE,
        timeout=cdk.Duration.seconds(migration.spec.timeout_seconds),
        execute_before=list(before),
    )
