"""What the code says of the schema is what the migrations say."""

from alembic.script import ScriptDirectory

from chalicelib.adapters.health import SCHEMA_REVISION
from functions.migrate_database.migrations import configuration


def test_the_code_knows_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == SCHEMA_REVISION
