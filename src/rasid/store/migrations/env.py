"""Runs the revisions on the connection that `rasid.store.engine.migrate` hands over, in its transaction."""

from alembic import context

from rasid.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
