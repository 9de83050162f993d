"""WP Wingman's HTTP API: the table of contents."""

from chalice import Chalice

from chalicelib.api.routes import (
    analytics,
    audit_log,
    auth,
    clients,
    documentation,
    factors,
    health,
    jobs,
    passkeys,
    sessions,
    settings,
    sites,
    step_up,
    tokens,
    wp,
)

app = Chalice(app_name="wingman")
app.api.binary_types = []
app.log.propagate = False

for blueprint in (
    auth.blueprint,
    step_up.blueprint,
    factors.blueprint,
    passkeys.blueprint,
    sessions.blueprint,
    tokens.blueprint,
    settings.blueprint,
    clients.blueprint,
    sites.blueprint,
    analytics.blueprint,
    jobs.blueprint,
    audit_log.blueprint,
    wp.blueprint,
    health.blueprint,
    documentation.blueprint,
):
    app.register_blueprint(blueprint)
