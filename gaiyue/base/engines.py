"""From a database address in the environment to Django's settings for it."""

from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict


def engine(address: str, *, root: Path) -> dict[str, Any]:
    """Django's DATABASES entry for `sqlite:FILE` (relative to `root`) or any libpq address or conninfo.

    Several hosts in one libpq address (`postgresql://a,b,c/gaiyue?target_session_attrs=read-write`) are tried in
    turn, so that a fail-over needs no proxy.
    """
    if address.startswith("sqlite:"):
        return {
            "ENGINE": "gaiyue.base.sqlite",
            "NAME": str(root / address.removeprefix("sqlite:")),
            "CONN_MAX_AGE": 3600,  # opened anew, a connection reads the statistics of the tables
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = conninfo_to_dict(address)
    names = {
        "NAME": "dbname",
        "USER": "user",
        "PASSWORD": "password",
        "HOST": "host",
        "PORT": "port",
    }
    entry: dict[str, Any] = {key: str(parts.pop(name, "") or "") for key, name in names.items()}
    return entry | {
        "ENGINE": "gaiyue.base.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3, **parts},
    }
