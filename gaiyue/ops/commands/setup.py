"""`gaiyue setup`: tables in every cell, ids where they belong, static files where the server finds them."""

import argparse

from django.conf import settings
from django.core.management import call_command

from gaiyue.base.statistics import refresh_statistics


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None; safe to repeat."""


def run(_: argparse.Namespace) -> int:
    """Prepare everything."""
    for alias in settings.DATABASES:
        print(f"==> tables of cell {alias}", flush=True)
        call_command("migrate", database=alias, interactive=False, verbosity=0)
        refresh_statistics(alias)
    print("==> static files", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0
