"""WP Wingman's HTTP API: the table of contents."""

import gc

# All that is loaded from here on stays, so looking through it for rubbish is in vain: a twentieth
# of a cold start.
gc.disable()

from chalice import Chalice

from chalicelib.api.routes import (
    analytics,
    approvals,
    audit_log,
    auth,
    auth_links,
    channels,
    clients,
    documentation,
    factors,
    health,
    incident_links,
    incidents,
    invitations,
    jobs,
    maintenance,
    metrics,
    monitors,
    passkeys,
    people,
    pings,
    platform_keys,
    sessions,
    settings,
    site_keys,
    sites,
    status_pages,
    step_up,
    tokens,
    users,
    wp,
)

# Its logger has our logger's name: configured by Chalice, it would swallow all below an error.
app = Chalice(app_name="wingman", configure_logs=False)
app.api.binary_types = []
app.log.propagate = False

for blueprint in (
    auth.blueprint,
    auth_links.blueprint,
    step_up.blueprint,
    factors.blueprint,
    passkeys.blueprint,
    sessions.blueprint,
    tokens.blueprint,
    settings.blueprint,
    users.blueprint,
    invitations.blueprint,
    people.blueprint,
    clients.blueprint,
    channels.blueprint,
    status_pages.blueprint,
    sites.blueprint,
    monitors.blueprint,
    pings.blueprint,
    site_keys.blueprint,
    approvals.blueprint,
    platform_keys.blueprint,
    incidents.blueprint,
    incident_links.blueprint,
    maintenance.blueprint,
    analytics.blueprint,
    jobs.blueprint,
    audit_log.blueprint,
    wp.blueprint,
    health.blueprint,
    metrics.blueprint,
    documentation.blueprint,
):
    app.register_blueprint(blueprint)

gc.freeze()
gc.enable()
