"""The web stack: one CloudFront distribution in front of the three apps, status pages and the API.

It takes the API's host as a parameter and not as a reference, because it lives in us-east-1 and
the app stack may not.
"""

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.acknowledge import acknowledge
from infra.constructs.chalice_api import STAGE_NAME
from infra.constructs.firewall import Firewall
from infra.constructs.response_headers import always_https, custom_headers, security_headers
from infra.constructs.status_pages import StatusPages, explain_policy
from infra.constructs.storage import bucket_name, removal_policy
from infra.settings import StageSettings

_CLOUDFRONT = Path(__file__).parent.parent / "cloudfront"
_WHICH_PAGE = _CLOUDFRONT / "which_page.js"
_WHO_ASKS = _CLOUDFRONT / "who_asks.js"


class WebStack(cdk.Stack):
    """`/` landing, `/app/` admin, `/portal/` clients, `/status/` pages, `/api/`: one host."""

    def __init__(
        self, scope: Construct, construct_id: str, *, settings: StageSettings, **stack: object
    ) -> None:
        super().__init__(scope, construct_id, **stack)
        self._settings = settings
        self._logs = self._log_bucket()
        self._bucket = self._web_bucket()
        self._which_page = cloudfront.Function(
            self,
            "WhichPage",
            function_name=f"{settings.prefix}which-page",
            comment="Which file a path means; deep links of the two apps lead to their index.html",
            code=cloudfront.FunctionCode.from_file(file_path=str(_WHICH_PAGE)),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        self._apps_origin = origins.S3BucketOrigin.with_origin_access_control(self._bucket)
        distribution = self._distribution()
        cdk.CfnOutput(self, "DistributionId", value=distribution.distribution_id)
        cdk.CfnOutput(self, "DistributionHost", value=distribution.distribution_domain_name)
        cdk.CfnOutput(self, "WebBucket", value=self._bucket.bucket_name)

    def _distribution(self) -> cloudfront.Distribution:
        apps = self._pages("Apps", "/app/")
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"WP Wingman ({self._settings.name})",
            default_root_object="index.html",
            default_behavior=self._pages("Landing", "/"),
            additional_behaviors={
                "/api/*": self._api(),
                "/app*": apps,
                "/portal*": apps,
                "/status/*": self._status_pages(),
            },
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
            log_bucket=self._logs,
            log_file_prefix="web/",
            web_acl_id=self._firewall_arn(),
        )
        self._use_own_domain(distribution)
        _explain(distribution)
        return distribution

    def _pages(self, name: str, path: str) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=self._apps_origin,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            compress=True,
            response_headers_policy=self._headers(name, path),
            function_associations=[
                cloudfront.FunctionAssociation(
                    function=self._which_page,
                    event_type=cloudfront.FunctionEventType.VIEWER_REQUEST,
                )
            ],
        )

    def _status_pages(self) -> cloudfront.BehaviorOptions:
        """From the bucket itself: neither the API nor the database is asked."""
        pages = StatusPages(self, "StatusPages", settings=self._settings)
        return pages.behaviour(
            folder="",
            functions=[
                cloudfront.FunctionAssociation(
                    function=self._which_page,
                    event_type=cloudfront.FunctionEventType.VIEWER_REQUEST,
                )
            ],
        )

    def _api(self) -> cloudfront.BehaviorOptions:
        """Everything is passed on but the Host, by which API Gateway finds the API."""
        host = cdk.CfnParameter(
            self,
            "ApiHost",
            description="Host of the app stack's EndpointURL: <id>.execute-api.<region>...",
        ).value_as_string
        secret = cdk.CfnParameter(
            self,
            "OriginSecret",
            no_echo=True,
            description="By which the API knows that a request came through this distribution",
        ).value_as_string
        return cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(
                host,
                custom_headers={"X-Wingman-Origin": secret},
                origin_path=f"/{STAGE_NAME}",
                protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
                origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
            ),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=self._api_headers(),
            function_associations=[
                cloudfront.FunctionAssociation(
                    function=self._who_asks(),
                    event_type=cloudfront.FunctionEventType.VIEWER_REQUEST,
                )
            ],
            compress=False,
        )

    def _who_asks(self) -> cloudfront.Function:
        """CloudFront's own header for it cannot go along with all others but the Host."""
        return cloudfront.Function(
            self,
            "WhoAsks",
            function_name=f"{self._settings.prefix}who-asks",
            comment="Tells the API the address of whoever asks",
            code=cloudfront.FunctionCode.from_file(file_path=str(_WHO_ASKS)),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )

    def _headers(self, name: str, path: str) -> cloudfront.ResponseHeadersPolicy:
        return cloudfront.ResponseHeadersPolicy(
            self,
            f"{name}Headers",
            response_headers_policy_name=f"{self._settings.prefix}{name.lower()}",
            security_headers_behavior=security_headers(path),
            custom_headers_behavior=custom_headers(path),
        )

    def _api_headers(self) -> cloudfront.ResponseHeadersPolicy:
        """Only what the API itself cannot know: that the outside is always https."""
        return cloudfront.ResponseHeadersPolicy(
            self,
            "ApiHeaders",
            response_headers_policy_name=f"{self._settings.prefix}api",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                strict_transport_security=always_https()
            ),
        )

    def _web_bucket(self) -> s3.Bucket:
        return s3.Bucket(
            self,
            "Web",
            bucket_name=bucket_name(self._settings, "web"),
            versioned=True,
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            server_access_logs_bucket=self._logs,
            server_access_logs_prefix="s3/",
            lifecycle_rules=[
                s3.LifecycleRule(
                    id="old-releases", noncurrent_version_expiration=cdk.Duration.days(30)
                )
            ],
            removal_policy=removal_policy(self._settings),
        )

    def _log_bucket(self) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            "WebLogs",
            bucket_name=bucket_name(self._settings, "web-logs"),
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            # CloudFront writes its logs with an access list; it knows no other way.
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
            lifecycle_rules=[s3.LifecycleRule(id="ninety-days", expiration=cdk.Duration.days(90))],
            removal_policy=removal_policy(self._settings),
        )
        acknowledge(
            bucket, "AwsSolutions-S1", "This is the bucket of the access logs: no log of logs."
        )
        return bucket

    def _firewall_arn(self) -> str | None:
        if not self._settings.firewall:
            return None
        return Firewall(self, "Firewall", name=f"{self._settings.prefix}web").arn

    def _use_own_domain(self, distribution: cloudfront.Distribution) -> None:
        """The agency's own host name, when the deployment gives one with its certificate."""
        domain = cdk.CfnParameter(
            self, "DomainName", default="", description="Own host name, or empty"
        ).value_as_string
        certificate = cdk.CfnParameter(
            self, "CertificateArn", default="", description="Its certificate in us-east-1"
        ).value_as_string
        given = cdk.CfnCondition(
            self,
            "HasDomain",
            expression=cdk.Fn.condition_not(cdk.Fn.condition_equals(domain, "")),
        )
        resource = distribution.node.default_child
        assert isinstance(resource, cloudfront.CfnDistribution)
        resource.add_property_override(
            "DistributionConfig.Aliases",
            cdk.Fn.condition_if(given.logical_id, [domain], cdk.Aws.NO_VALUE),
        )
        resource.add_property_override(
            "DistributionConfig.ViewerCertificate",
            cdk.Fn.condition_if(
                given.logical_id,
                {
                    "AcmCertificateArn": certificate,
                    "MinimumProtocolVersion": "TLSv1.2_2021",
                    "SslSupportMethod": "sni-only",
                },
                {"CloudFrontDefaultCertificate": True},
            ),
        )


def _explain(distribution: cloudfront.Distribution) -> None:
    explain_policy(distribution)
    acknowledge(
        distribution,
        "CloudFormation-Validate::F3014",
        "The CDK's validator does not look into Fn::If; each branch has exactly one certificate.",
    )
    acknowledge(
        distribution,
        "AwsSolutions-CFR1",
        "Agencies have clients everywhere: no country is shut out.",
    )
    acknowledge(
        distribution,
        "AwsSolutions-CFR2",
        "The firewall costs $5 a month and more: production has it, test stages do not.",
    )
    acknowledge(
        distribution,
        "AwsSolutions-CFR4",
        "With an own domain TLS 1.2 (2021) is set by the property override; CloudFront's default "
        "certificate, used only while trying the product out, allows no choice.",
    )
