"""K4: PostgreSQL parses and plans the statements of hot deeds once, and a connection that ended is noticed unasked."""

import psycopg
import pytest
from django.db import connection

from tests import make

pytestmark = pytest.mark.usefixtures("postgresql")


def prepared():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [row[0] for row in cursor.fetchall()]


def test_the_statements_of_a_booking_are_kept_by_the_server_and_no_others():
    block = make.a_block(seats=9)
    for number in range(4):
        make.booked(make.a_company(f"企业{number}"), block, key=f"k-{number}")
    kept = prepared()
    assert any(one.startswith('UPDATE "booking_block"') for one in kept)
    assert any('FROM "people_enterprise"' in one and "FOR NO KEY UPDATE" in one for one in kept)
    assert all("$1" in one for one in kept)


def test_a_connection_that_the_server_ended_is_not_used_again():
    connection.ensure_connection()
    assert connection.is_usable()
    keep = {"host", "user", "dbname"}
    address = {name: v for name, v in connection.get_connection_params().items() if name in keep}
    with psycopg.connect(**address, autocommit=True) as other:
        pid = connection.connection.info.backend_pid
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    assert not connection.is_usable()
    connection.close()
    assert not connection.is_usable()
    connection.ensure_connection()
    assert connection.is_usable()
