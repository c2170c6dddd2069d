"""The reference on PostgreSQL: pgbench with the least that any booking must do, in the same run."""

import re
import subprocess
import tempfile
from pathlib import Path

SCRIPT = """\
\\set block random(0, {last})
\\set company random(1, 1000000)
BEGIN;
INSERT INTO raw_visit (block, company, at) VALUES (:block, :company, '2026-11-23T10:00:00');
INSERT INTO raw_event (kind, subject, facts, at) VALUES ('booked', :company, '{{}}', '2026-11-23');
UPDATE raw_block SET taken = taken + 1 WHERE id = :block AND taken < capacity;
COMMIT;
"""


def per_second(address: str, *, blocks: int, clients: int, seconds: int = 4) -> float:
    """Its bookings a second, prepared statements and all; the tables are those of raw.py."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SCRIPT.format(last=blocks - 1))
        script.flush()
        how = ["--no-vacuum", "--protocol=prepared", f"--client={clients}", f"--time={seconds}"]
        command = [_program(), *how, f"--jobs={min(clients, 2)}", f"--file={script.name}", address]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout)
    return float(found[1])


def is_there() -> bool:
    """Whether this machine has pgbench."""
    return bool(_program())


def _program() -> str:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    return str(found[-1]) if found else ""
