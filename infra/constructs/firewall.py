"""The optional firewall in front of CloudFront: AWS's own rules, and a ceiling per address."""

from aws_cdk import aws_wafv2 as waf
from constructs import Construct

_REQUESTS_PER_FIVE_MINUTES = 2_000
_MANAGED_RULES = (
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesKnownBadInputsRuleSet",
)


class Firewall(Construct):
    """A web ACL of scope CLOUDFRONT, so its stack must be in us-east-1.

    The common rule set is left out on purpose: it refuses bodies above 8 KB, which snapshots of
    ordinary WordPress sites are.
    """

    def __init__(self, scope: Construct, construct_id: str, *, name: str) -> None:
        super().__init__(scope, construct_id)
        rules = [self._managed(rule, priority=number) for number, rule in enumerate(_MANAGED_RULES)]
        acl = waf.CfnWebACL(
            self,
            "Acl",
            name=name,
            scope="CLOUDFRONT",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_visible(name),
            rules=[*rules, self._ceiling(priority=len(rules))],
        )
        self.arn = acl.attr_arn

    def _managed(self, name: str, *, priority: int) -> waf.CfnWebACL.RuleProperty:
        return waf.CfnWebACL.RuleProperty(
            name=name,
            priority=priority,
            override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
            statement=waf.CfnWebACL.StatementProperty(
                managed_rule_group_statement=waf.CfnWebACL.ManagedRuleGroupStatementProperty(
                    vendor_name="AWS", name=name
                )
            ),
            visibility_config=_visible(name),
        )

    def _ceiling(self, *, priority: int) -> waf.CfnWebACL.RuleProperty:
        return waf.CfnWebACL.RuleProperty(
            name="requests-per-address",
            priority=priority,
            action=waf.CfnWebACL.RuleActionProperty(block={}),
            statement=waf.CfnWebACL.StatementProperty(
                rate_based_statement=waf.CfnWebACL.RateBasedStatementProperty(
                    aggregate_key_type="IP", limit=_REQUESTS_PER_FIVE_MINUTES
                )
            ),
            visibility_config=_visible("requests-per-address"),
        )


def _visible(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=False
    )
