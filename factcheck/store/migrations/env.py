"""Run by Alembic: migrates over the connection that factcheck.store.migrate hands it."""

from __future__ import annotations

from alembic import context

from factcheck.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
