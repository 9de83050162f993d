"""A status page under a host name of its own: deployed once for each such page.

It has a distribution and no code: the page's folder is the root, and what all pages share lies
beside it, as on the main host. docs/operations/status-pages.md says what to do at the DNS.
"""

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as certificates
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.acknowledge import acknowledge
from infra.constructs.status_pages import StatusPages, explain_policy
from infra.constructs.storage import bucket_name
from infra.settings import StageSettings

_SHARED = ("page.css", "page.js", "alive.json")
_FOLDER = "/status"


class StatusDomainStack(cdk.Stack):
    """`/` is the page with the address `PageSlug`."""

    def __init__(
        self, scope: Construct, construct_id: str, *, settings: StageSettings, **stack: object
    ) -> None:
        super().__init__(scope, construct_id, **stack)
        slug = self._parameter("PageSlug", "Address of the page, the last part of /status/<slug>/")
        domain = self._parameter("DomainName", "Its own host name, such as status.example.com")
        certificate = self._parameter("CertificateArn", "Its certificate, issued in us-east-1")
        pages = StatusPages(self, "Pages", settings=settings)
        shared = pages.behaviour(folder=_FOLDER)
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"WP Wingman ({settings.name}): a status page",
            default_root_object="index.html",
            default_behavior=pages.behaviour(folder=f"{_FOLDER}/{slug}"),
            additional_behaviors=dict.fromkeys(_SHARED, shared),
            domain_names=[domain],
            certificate=certificates.Certificate.from_certificate_arn(
                self, "Certificate", certificate
            ),
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
            # Logs go where the main distribution's go.
            log_bucket=s3.Bucket.from_bucket_attributes(
                self,
                "Logs",
                bucket_name=bucket_name(settings, "web-logs"),
                bucket_regional_domain_name=(
                    f"{bucket_name(settings, 'web-logs')}.s3.us-east-1.amazonaws.com"
                ),
            ),
            log_file_prefix="status/",
        )
        _explain(distribution)
        cdk.CfnOutput(self, "DistributionHost", value=distribution.distribution_domain_name)

    def _parameter(self, name: str, description: str) -> str:
        return cdk.CfnParameter(self, name, description=description).value_as_string


def _explain(distribution: cloudfront.Distribution) -> None:
    explain_policy(distribution)
    acknowledge(
        distribution,
        "AwsSolutions-CFR1",
        "A status page is for whoever uses what it tells of: no country is shut out.",
    )
    acknowledge(
        distribution,
        "AwsSolutions-CFR2",
        "Files for everybody, without code, forms or cookies: there is nothing to protect.",
    )
