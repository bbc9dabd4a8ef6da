"""Alembic's entry: brings the database that it is handed to the tables of `api.models`."""

from alembic import context
from sqlalchemy.engine import Connection

import api.models  # noqa: F401  # pyright: ignore[reportUnusedImport]  importing them makes the tables known
from api.models.base import Table

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
