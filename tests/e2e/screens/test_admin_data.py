"""The recorded answers are answers that the API could give: its own schemas accept them."""

import re
from typing import Any

import pytest
from pydantic import BaseModel

import app  # noqa: F401 - puts every route on the table
from chalicelib.api import endpoint
from chalicelib.api.schemas.analytics import OverviewOut, SiteHistoryOut, WallSiteOut
from chalicelib.api.schemas.approvals import ApprovalOut
from chalicelib.api.schemas.audit_log import ActionsOut, AuditEntryOut, VerificationOut
from chalicelib.api.schemas.auth import UserOut
from chalicelib.api.schemas.channels import ChannelOut, DeliveryOut
from chalicelib.api.schemas.clients import ClientOut
from chalicelib.api.schemas.incidents import IncidentDetailOut, IncidentOut
from chalicelib.api.schemas.jobs import JobOut
from chalicelib.api.schemas.maintenance import MaintenanceWindowOut, PreviewOut
from chalicelib.api.schemas.monitors import MonitorOut, TryOut
from chalicelib.api.schemas.platform_keys import PlatformKeysOut
from chalicelib.api.schemas.settings import SecuritySettingsOut
from chalicelib.api.schemas.site_keys import SiteKeysOut
from chalicelib.api.schemas.sites import (
    InventoryOut,
    PairingCodeOut,
    SiteDetailOut,
    SiteOut,
    SnapshotsOut,
    TimelineEntryOut,
)
from chalicelib.api.schemas.status_pages import PostOut, StatusPageOut, StatusPagePreviewOut
from chalicelib.api.schemas.users import AccountOut, InvitationOut
from chalicelib.audit.model import PLATFORM_ACTIONS
from tests.e2e.screens import admin_data as data
from tests.e2e.screens.browser import ROOT

WORDS = ROOT / "frontend/apps/admin/src/administration/messages/en.ts"

ANSWERS: list[tuple[type[BaseModel], Any]] = [
    (UserOut, data.USER),
    (OverviewOut, data.overview(data.SITES)),
    (OverviewOut, data.overview([])),
    *[(SiteOut, site) for site in data.SITES],
    (SiteDetailOut, data.detail(data.SITES[0])),
    (SiteDetailOut, data.in_maintenance(data.SITES[0])),
    (SiteDetailOut, data.detail(data.SITES[4], state="waiting", reported=False)),
    (PairingCodeOut, data.PAIRING_CODE),
    (InventoryOut, data.inventory()),
    (SnapshotsOut, data.snapshots()),
    (SiteHistoryOut, data.uptime()),
    (SiteHistoryOut, data.uptime(days=0)),
    *[(TimelineEntryOut, entry) for entry in data.timeline()],
    *[(ClientOut, client) for client in data.clients()],
    *[(JobOut, job) for job in data.jobs()],
    *[(AuditEntryOut, entry) for entry in data.audit_log(count=7)],
    (SecuritySettingsOut, data.SECURITY),
    *[(AccountOut, user) for user in data.users()],
    *[(InvitationOut, one) for one in data.invitations()],
    *[(MonitorOut, one) for one in data.monitors()],
    (TryOut, {"id": data.CHANNEL, "report": data.try_report()}),
    *[(ChannelOut, one) for one in data.channels()],
    *[(MaintenanceWindowOut, one) for one in data.windows()],
    (PreviewOut, data.PREVIEW),
    *[(WallSiteOut, one) for one in data.wall(data.SITES[:7])],
    *[(DeliveryOut, one) for one in data.deliveries()],
    *[(IncidentOut, one) for one in data.incidents()],
    *[(IncidentDetailOut, data.incident_detail(number)) for number in (0, 1)],
    *[(StatusPageOut, one) for one in data.status_pages()],
    *[(PostOut, one) for one in data.status_page_posts()],
    (StatusPagePreviewOut, data.status_page_preview()),
    (SiteKeysOut, data.site_keys()),
    (SiteKeysOut, data.NO_SITE_KEYS),
    (PlatformKeysOut, data.platform_keys()),
    (PlatformKeysOut, data.platform_keys(signed=False)),
    *[
        (ApprovalOut, one)
        for state in ("waiting", "approved", "rejected")
        for one in data.approvals(state)
    ],
    (ActionsOut, data.AUDIT_ACTIONS),
    (VerificationOut, data.verification()),
    (VerificationOut, data.TAMPERED),
]


@pytest.mark.parametrize(("schema", "answer"), ANSWERS)
def test_a_recorded_answer_is_one_the_api_could_give(
    schema: type[BaseModel], answer: dict[str, Any]
) -> None:
    said = schema.model_validate(answer).model_dump(mode="json")

    assert said.keys() == answer.keys()


def test_every_action_of_the_audit_log_has_its_words() -> None:
    known = set(re.findall(r"'audit\.action\.([^']+)'", WORDS.read_text()))
    by_routes = {route.audits for route in endpoint.ROUTES if route.audits}

    assert by_routes | PLATFORM_ACTIONS == known
