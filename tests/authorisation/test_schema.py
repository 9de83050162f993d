"""What must be true of every table, view, function and role, also of those to come."""

from collections.abc import Iterator

import psycopg
import pytest

from localstack.postgres import SUPERUSER, TestCluster
from tests.authorisation.catalogue import (
    WITHOUT_POLICIES,
    Connection,
    tables_of_ours,
    tables_with,
    tenant_tables,
)

_ROLES = {
    "wingman_client",
    "wingman_owner",
    "wingman_signer",
    "wingman_staff",
    "wingman_worker",
}
# Functions that act with their owner's rights. Each names the only tables it will touch.
_DEFINERS = {"chain_audit_entry", "drop_partitions", "ensure_partitions"}
# Rows of the agency that a client sees because of a site that the row names by rule.
_REACHED_BY_SITES = {"maintenance_windows"}
# A unique index across clients tells a writer that somebody has a value; judged one by one.
_UNIQUE_ACROSS_CLIENTS = {
    "uq_users_email_lower": "one way in per address; only staff add people, by invitation",
    "uq_subscriptions_provider_id": "the payment provider's own random id; only workers write it",
    "uq_notifications_subject_key_channel_recipient": "keys hold random ids; only workers write",
    "uq_pairing_codes_code_digest": "a digest of a random code",
    "uq_invitations_open_email": "only staff invite; what they learn is their own",
    "uq_site_keys_key_digest": "a digest of a random key",
    "uq_approvals_command_id": "a command's own random id",
    "uq_incident_events_post_mortem": "an incident's own random id; only staff writes",
    "uq_status_pages_slug": "a public address; only staff write it",
    "uq_status_pages_domain": "a public address; only staff write it",
    "uq_status_page_subscribers_token_digest": "a digest of a random token",
    "uq_status_page_subscribers_page_id_email": "within one page; no client sees any",
    "pk_command_signatures": "a command's own random id; only the signer writes it",
}


@pytest.fixture(scope="module")
def schema(cluster: TestCluster) -> Iterator[Connection]:
    with psycopg.connect(cluster.url(SUPERUSER), autocommit=True) as connection:
        yield connection


def test_every_table_has_row_level_security_that_binds_its_owner_too(schema: Connection) -> None:
    bound = schema.execute(
        "select relname from pg_class where relnamespace = 'public'::regnamespace"
        " and relrowsecurity and relforcerowsecurity"
    ).fetchall()

    assert {name for (name,) in bound} == set(tables_of_ours(schema)) - set(WITHOUT_POLICIES)


def test_a_table_of_a_client_says_so(schema: Connection) -> None:
    """A site is some client's: who finds rows by site must be able to find them by client."""
    assert set(tables_with(schema, "site_id")) - set(tenant_tables(schema)) == set()


def test_a_clients_role_meets_its_client_in_every_policy(schema: Connection) -> None:
    policies = schema.execute(
        "select tablename, qual, with_check from pg_policies where permissive = 'PERMISSIVE'"
        " and (roles && array['wingman_client', 'public']::name[])"
    ).fetchall()

    of_clients = {table for table, _, _ in policies} & set(tenant_tables(schema))
    assert of_clients == set(tenant_tables(schema))
    for table, using, check in policies:
        is_of_clients = table in {*tenant_tables(schema), "clients", *_REACHED_BY_SITES}
        whose = "app.client_id" if is_of_clients else "app.user_id"
        assert f"current_setting('{whose}'::text, true)" in (using or ""), table
        assert f"current_setting('{whose}'::text, true)" in (check or using or ""), table


def test_a_table_of_sites_is_narrowed_for_those_who_see_only_some(schema: Connection) -> None:
    narrowed = schema.execute(
        "select tablename from pg_policies where permissive = 'RESTRICTIVE'"
        " and roles = array['wingman_client']::name[] and cmd = 'ALL'"
        " and qual like '%app.site_ids%' and with_check = qual"
    ).fetchall()

    whole_clients = {"status_pages", "status_page_posts", "status_page_subscribers"}
    of_sites = {*tables_with(schema, "site_id"), "sites"}
    assert {name for (name,) in narrowed} == of_sites | whole_clients


def test_every_view_asks_with_the_rights_of_its_reader(schema: Connection) -> None:
    leaky = schema.execute(
        "select relname from pg_class where relnamespace = 'public'::regnamespace"
        " and (relkind = 'm' or relkind = 'v'"
        " and not coalesce('security_invoker=true' = any(reloptions), false))"
    ).fetchall()

    assert leaky == []


def test_only_these_functions_act_for_their_owner(schema: Connection) -> None:
    definers = schema.execute(
        "select proname, proconfig from pg_proc where prosecdef"
        " and pronamespace = 'public'::regnamespace"
    ).fetchall()

    assert {name for name, _ in definers} == _DEFINERS
    for name, settings in definers:
        # Or a caller's own schema could shadow what the function calls.
        assert any(one.startswith("search_path=") for one in settings or ()), name


def test_a_function_of_its_owner_is_not_for_everybody(schema: Connection) -> None:
    callable_by_clients = schema.execute(
        "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
        " and has_function_privilege('wingman_client', oid, 'execute')"
    ).fetchall()

    assert callable_by_clients == []


def test_no_role_of_ours_stands_above_the_policies(schema: Connection) -> None:
    roles = schema.execute(
        "select rolname, rolsuper, rolbypassrls, rolreplication, rolcreatedb,"
        " rolcreaterole from pg_roles where rolname like 'wingman%'"
    ).fetchall()
    memberships = schema.execute(
        "select member.rolname, granted.rolname from pg_auth_members m"
        " join pg_roles member on member.oid = m.member"
        " join pg_roles granted on granted.oid = m.roleid"
        " where member.rolname in ('wingman_client', 'wingman_staff', 'wingman_worker')"
    ).fetchall()
    owners = schema.execute(
        "select distinct tableowner from pg_tables where schemaname = 'public'"
    ).fetchall()

    assert {name for name, *_ in roles} == _ROLES
    for name, *powers, may_make_roles in roles:
        assert powers == [False] * 4, name
        assert may_make_roles == (name == "wingman_owner")
    assert memberships == []
    assert owners == [("wingman_owner",)]


def test_nobody_but_the_owner_empties_a_table_or_hangs_a_trigger(schema: Connection) -> None:
    """TRUNCATE asks no policy; whoever may add a trigger or a reference can read around one."""
    granted = schema.execute(
        "select grantee, table_name, privilege_type from information_schema.role_table_grants"
        " where table_schema = 'public' and grantee <> 'wingman_owner'"
        " and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')"
    ).fetchall()
    to_everybody = schema.execute(
        "select table_name from information_schema.role_table_grants"
        " where table_schema = 'public' and grantee = 'PUBLIC'"
    ).fetchall()

    assert granted == []
    assert to_everybody == []


def test_a_partition_is_reached_through_its_parent_alone(schema: Connection) -> None:
    """A partition has no policies of its own: they hold where the query names the parent."""
    granted = schema.execute(
        "select c.relname, r.rolname from pg_class c, pg_roles r where c.relispartition"
        " and c.relkind = 'r' and r.rolname in ('wingman_client', 'wingman_staff')"
        " and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')"
    ).fetchall()

    assert granted == []


def test_uniqueness_is_a_clients_own_matter(schema: Connection) -> None:
    """A duplicate's refusal shows that another client has it: each such index is judged here."""
    indexes = schema.execute(
        "select i.relname, array_agg(a.attname) from pg_index x"
        " join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid"
        " left join pg_attribute a on a.attrelid = t.oid and a.attnum = any(x.indkey)"
        " where t.relnamespace = 'public'::regnamespace and x.indisunique"
        " and not t.relispartition and t.relname = any(%s) group by i.relname",
        (tenant_tables(schema),),
    ).fetchall()

    within_one = {"client_id", "site_id", "user_id", "id"}  # ids are random: nobody guesses one
    across = {name for name, columns in indexes if not within_one & set(columns)}
    assert across == set(_UNIQUE_ACROSS_CLIENTS)
