"""The REST API: Chalice's own description of its routes on API Gateway, in front of one Lambda.

Not `chalice.cdk.Chalice`: that construct imports the app while synthesising (so the CDK's
environment would need the app's), brings a SAM transform, and makes a function unlike the others.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.constructs.acknowledge import acknowledge
from infra.constructs.wingman_function import RETENTION, WingmanFunction, Workshop
from infra.function_specs import API

STAGE_NAME = "live"
# From this size on answers are compressed; with any value, gzip request bodies are unpacked.
_COMPRESS_FROM_BYTES = 1024
# No addresses and no names: an access log is kept for operations, not for watching people.
_ACCESS_LOG = {
    "request_id": "$context.requestId",
    "time": "$context.requestTime",
    "method": "$context.httpMethod",
    "route": "$context.resourcePath",
    "status": "$context.status",
    "bytes": "$context.responseLength",
    "milliseconds": "$context.responseLatency",
    "error": "$context.error.responseType",
}


# What the gateway says by itself, as problem documents like our own: (status, code, title).
_GATEWAY_ANSWERS = {
    "MISSING_AUTHENTICATION_TOKEN": (404, "not_found", "There is nothing here"),  # no such route
    "THROTTLED": (429, "throttled", "Too many requests"),
    "REQUEST_TOO_LARGE": (413, "body_too_large", "The body is too large"),
    "DEFAULT_4XX": (400, "bad_request", "The request is not understood"),
    "DEFAULT_5XX": (503, "unavailable", "Not available at the moment"),
}


class ChaliceApi(Construct):
    """API Gateway, the function behind it, and how a new version takes over."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        workshop: Workshop,
        code: lambda_.Code,
        swagger: Path,
        environment: Mapping[str, str],
    ) -> None:
        super().__init__(scope, construct_id)
        self._settings = workshop.settings
        self.handler = WingmanFunction(
            self, spec=API, workshop=workshop, code=code, handler="app.app"
        )
        for name, value in environment.items():
            self.handler.function.add_environment(name, value)
        target = self._live_version() if self._settings.blue_green else self.handler.function
        self.rest_api = self._rest_api(_description(swagger, target.function_arn))
        self._let_gateway_invoke(target)
        cdk.CfnOutput(cdk.Stack.of(self), "ApiId", value=self.rest_api.rest_api_id)
        cdk.CfnOutput(cdk.Stack.of(self), "EndpointURL", value=self.rest_api.url)

    def _rest_api(self, description: dict[str, Any]) -> apigateway.SpecRestApi:
        api = apigateway.SpecRestApi(
            self,
            "RestApi",
            rest_api_name=f"{self._settings.prefix}api",
            api_definition=apigateway.ApiDefinition.from_inline(description),
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            min_compression_size=cdk.Size.bytes(_COMPRESS_FROM_BYTES),
            cloud_watch_role=True,
            deploy_options=apigateway.StageOptions(
                stage_name=STAGE_NAME,
                throttling_rate_limit=self._settings.requests_per_second,
                throttling_burst_limit=self._settings.requests_per_second * 2,
                **self._logging(),
            ),
        )
        _explain(api)
        return api

    def _logging(self) -> dict[str, Any]:
        group = logs.LogGroup(
            self,
            "AccessLogs",
            log_group_name=f"/aws/apigateway/{self._settings.prefix}api",
            retention=RETENTION[self._settings.log_retention_days],
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        return {
            "access_log_destination": apigateway.LogGroupLogDestination(group),
            "access_log_format": apigateway.AccessLogFormat.custom(json.dumps(_ACCESS_LOG)),
            "logging_level": apigateway.MethodLoggingLevel.ERROR,
            "data_trace_enabled": False,
        }

    def _let_gateway_invoke(self, target: lambda_.IFunction) -> None:
        lambda_.CfnPermission(
            self,
            "GatewayMayInvoke",
            action="lambda:InvokeFunction",
            function_name=target.function_arn,
            principal="apigateway.amazonaws.com",
            source_arn=self.rest_api.arn_for_execute_api(),
        )

    def _live_version(self) -> lambda_.Alias:
        """Blue-green: a tenth of the requests for five minutes, then all; back on errors."""
        alias = lambda_.Alias(
            self, "Live", alias_name="live", version=self.handler.function.current_version
        )
        group = codedeploy.LambdaDeploymentGroup(
            self,
            "Deployments",
            alias=alias,
            deployment_config=codedeploy.LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES,
            alarms=[alarm for alarm in [self.handler.error_alarm] if alarm],
            auto_rollback=codedeploy.AutoRollbackConfig(
                failed_deployment=True, stopped_deployment=True, deployment_in_alarm=True
            ),
        )
        acknowledge(
            group,
            "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
            "AWSCodeDeployRoleForLambdaLimited]",
            "AWS's own limited policy for exactly this service; it follows the service's needs.",
        )
        return alias


def _description(swagger: Path, function_arn: str) -> dict[str, Any]:
    """Chalice's description with our function in the place of its own."""
    text = swagger.read_text().replace("${APIHandler.Arn}", "${Handler}")
    description: dict[str, Any] = json.loads(text)
    for methods in description["paths"].values():
        for operation in methods.values():
            integration = operation["x-amazon-apigateway-integration"]
            if "uri" in integration:
                template = integration["uri"]["Fn::Sub"]
                integration["uri"] = cdk.Fn.sub(template, {"Handler": function_arn})
    description["x-amazon-apigateway-gateway-responses"] = {
        kind: _answer(*answer) for kind, answer in _GATEWAY_ANSWERS.items()
    }
    return description


def _answer(status: int, code: str, title: str) -> dict[str, Any]:
    problem = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code,
        "request_id": "$context.requestId",
    }
    return {
        "statusCode": str(status),
        "responseParameters": {"gatewayresponse.header.Content-Type": "'application/problem+json'"},
        "responseTemplates": {"application/json": json.dumps(problem)},
    }


def _explain(api: apigateway.SpecRestApi) -> None:
    acknowledge(
        api,
        "AwsSolutions-APIG2",
        "The API validates every body against its pydantic schema; plugin bodies are signed "
        "bytes which the gateway must pass on untouched.",
    )
    acknowledge(
        api,
        "AwsSolutions-APIG3",
        "The firewall stands in front of CloudFront, through which all users come; every "
        "request that reaches the API directly still needs its credentials.",
    )
    acknowledge(
        api,
        "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
        "AmazonAPIGatewayPushToCloudWatchLogs]",
        "API Gateway writes its logs through one account-wide role; AWS prescribes this policy.",
    )
