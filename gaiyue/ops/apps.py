"""Tells Django about the room, and starts the ids of a cell where they belong."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OpsConfig(AppConfig):
    name = "gaiyue.ops"
    label = "ops"

    def ready(self) -> None:
        """Every migration of a cell is followed by a look at where its ids start."""
        from gaiyue.ops.cell_ids import start_ids  # noqa: PLC0415 - models are ready only now

        post_migrate.connect(start_ids, dispatch_uid="gaiyue.ops.start_ids")
