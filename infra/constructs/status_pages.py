"""Public status pages behind CloudFront: read from their bucket, which another stack holds."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.acknowledge import acknowledge
from infra.constructs.response_headers import custom_headers, security_headers
from infra.constructs.storage import PUBLIC_FOLDER, bucket_name
from infra.function_specs import Bucket
from infra.settings import StageSettings
from infra.web_headers import STATUS_PREFIX

# Added to what the publisher takes; together it must stay well below two minutes.
_CACHED_SECONDS = 20


class StatusPages(Construct):
    """The bucket as an origin, with what all its behaviours share."""

    def __init__(self, scope: Construct, construct_id: str, *, settings: StageSettings) -> None:
        super().__init__(scope, construct_id)
        name = bucket_name(settings, Bucket.STATUS)
        region = cdk.CfnParameter(
            cdk.Stack.of(self), "HomeRegion", description="Region of the app stack"
        ).value_as_string
        self._bucket = s3.Bucket.from_bucket_attributes(
            self,
            "Bucket",
            bucket_name=name,
            bucket_regional_domain_name=f"{name}.s3.{region}.{cdk.Aws.URL_SUFFIX}",
        )
        stack = cdk.Names.unique_resource_name(cdk.Stack.of(self), max_length=40)
        self._cache = cloudfront.CachePolicy(
            self,
            "Cache",
            cache_policy_name=f"{stack}-status-pages",
            default_ttl=cdk.Duration.seconds(_CACHED_SECONDS),
            max_ttl=cdk.Duration.seconds(_CACHED_SECONDS),
            min_ttl=cdk.Duration.seconds(0),
            enable_accept_encoding_gzip=True,
            enable_accept_encoding_brotli=True,
        )
        self._headers = cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            response_headers_policy_name=f"{stack}-status-pages",
            security_headers_behavior=security_headers(STATUS_PREFIX),
            custom_headers_behavior=custom_headers(STATUS_PREFIX),
        )

    def behaviour(
        self, *, folder: str, functions: Sequence[cloudfront.FunctionAssociation] = ()
    ) -> cloudfront.BehaviorOptions:
        """Pages below `folder` of the bucket's public one."""
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(
                self._bucket, origin_path=f"/{PUBLIC_FOLDER}{folder}"
            ),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=self._cache,
            response_headers_policy=self._headers,
            function_associations=list(functions),
            compress=True,
        )


def explain_policy(distribution: cloudfront.Distribution) -> None:
    acknowledge(
        distribution,
        "@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac",
        "The bucket's own stack lets CloudFront read what is public in it.",
    )
