"""Alembic's entry point: runs migrations on the connection that it is given."""

from alembic import context

from chalicelib import bootstrap

target_metadata = bootstrap.all_tables()


def include_name(name: str | None, kind: str, parents: object) -> bool:
    """Partitions are made by our own SQL functions, not by the models."""
    is_partition = name is not None and name.startswith(("site_monitors_", "uptime_hours_"))
    return not (kind == "table" and is_partition)


def run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=target_metadata,
        include_name=include_name,
        transaction_per_migration=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
