"""Alembic's migrations, run by factcheck.store.migrate when an archive is opened."""
