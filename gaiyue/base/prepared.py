"""Statements of hot deeds that are put together once: the ORM writes the SQL, each run only fills in the values.

Nine tenths of what a query of the ORM costs is writing its SQL anew. Here a query is declared as anywhere else, with
`Given("name")` where a value belongs, and its SQL is kept for each cell. Fields still decide how a value is written and
read, and each engine still gets SQL of its own.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Generic, TypeVar

from django.db import connections, models
from django.db.models import Expression, QuerySet
from django.db.models.constants import OnConflict
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery, UpdateQuery

from gaiyue.base.cells import current_cell

M = TypeVar("M", bound=models.Model)

NUMBERED = "numbered_cursor"
"""What an engine is asked for that prepares statements itself, with `$1` in place of `%s` (base/postgresql/)."""
PLACE, NAMED = re.compile("%[s%]"), re.compile(r"%\((\w+)\)s")


class Given(Expression):
    """A value that is given when the statement runs; `field` writes it, where it isn't plain text or a number."""

    def __init__(self, name: str, field: "models.Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=field)
        self.name = name
        self.writes = field

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # noqa: ARG002 - Django's
        """Hold the place."""
        return "%s", (self,)


@dataclass(frozen=True, slots=True)
class _Sql:
    """SQL with its parameters: fixed ones, and places for those that are given."""

    text: str
    params: tuple[Any, ...]

    def filled(self, values: Mapping[str, Any], connection: Any) -> list[Any]:
        """The parameters of one run; KeyError for a value that is missing."""
        filled = []
        for param in self.params:
            if isinstance(param, Given):
                value = values[param.name]
                if param.writes is not None:
                    value = param.writes.get_db_prep_value(value, connection)
                filled.append(value)
            else:
                filled.append(param)
        return filled


@dataclass(frozen=True, slots=True)
class _Select:
    """A SELECT, and how a row of it becomes values."""

    sql: _Sql
    converters: tuple[tuple[int, Sequence[Any], Any], ...]
    model: type[models.Model]
    fields: slice
    names: list[str]
    related: Sequence[Any]
    annotations: Mapping[str, int]

    def values(self, row: Sequence[Any], connection: Any) -> list[Any]:
        """The row as Python values."""
        values = list(row)
        for at, converters, expression in self.converters:
            value = values[at]
            for convert in converters:
                value = convert(value, expression, connection)
            values[at] = value
        return values


class _Statement:
    """What is put together once for each cell."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Any] = {}

    def _of(self, connection: Any, write: Callable[[], Any]) -> Any:
        key = (connection.alias, connection.vendor)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = write()
        return kept


class Find(_Statement, Generic[M]):
    """A query for one row with everything it names in select_related: the row as a model, or None."""

    def __init__(self, query: Callable[[], QuerySet[M]]) -> None:
        super().__init__()
        self._query = query

    def __call__(self, **values: Any) -> M | None:
        """Run it; of several rows the first one."""
        connection: Any = connections[current_cell()]
        select: _Select = self._of(connection, lambda: _select(self._query(), connection))
        with _cursor(connection) as cursor:
            cursor.execute(select.sql.text, select.sql.filled(values, connection))
            row = cursor.fetchone()
        if row is None:
            return None
        read = select.values(row, connection)
        found: Any = select.model.from_db(connection.alias, select.names, read[select.fields])
        for populator in select.related:
            populator.populate(read, found)
        for name, at in select.annotations.items():
            setattr(found, name, read[at])
        return found  # type: ignore[no-any-return]  # from_db answers for the class it is asked of


class Rows(_Statement):
    """A query with values_list: its rows as lists of values."""

    def __init__(self, query: "Callable[[], QuerySet[Any, Any]]") -> None:
        super().__init__()
        self._query = query

    def __call__(self, **values: Any) -> list[list[Any]]:
        """Run it."""
        connection: Any = connections[current_cell()]
        select: _Select = self._of(connection, lambda: _select(self._query(), connection))
        with _cursor(connection) as cursor:
            cursor.execute(select.sql.text, select.sql.filled(values, connection))
            rows = cursor.fetchall()
        return [select.values(row, connection) for row in rows]


class Plain(_Statement):
    """SQL that the ORM can't say, with `%(name)s` for what is given: its first row, or None."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __call__(self, **values: Any) -> Sequence[Any] | None:
        """Run it."""
        connection: Any = connections[current_cell()]
        sql: _Sql = self._of(connection, lambda: self._write(connection))
        with _cursor(connection) as cursor:
            cursor.execute(sql.text, sql.filled(values, connection))
            row: Sequence[Any] | None = cursor.fetchone()
        return row

    def _write(self, connection: Any) -> _Sql:
        names = NAMED.findall(self._text)
        return _sql((NAMED.sub("%s", self._text), map(Given, names)), connection)


class Change(_Statement):
    """An UPDATE: how many rows it changed."""

    def __init__(self, query: Callable[[], QuerySet[Any]], changes: Mapping[str, Any]) -> None:
        super().__init__()
        self._query, self._changes = query, changes

    def __call__(self, **values: Any) -> int:
        """Run it."""
        connection: Any = connections[current_cell()]
        sql: _Sql = self._of(connection, lambda: self._write(connection))
        with _cursor(connection) as cursor:
            cursor.execute(sql.text, sql.filled(values, connection))
            return int(cursor.rowcount)

    def _write(self, connection: Any) -> _Sql:
        query: Any = self._query().query.chain(UpdateQuery)
        query.add_update_values(dict(self._changes))
        return _sql(query.get_compiler(connection.alias).as_sql(), connection)


class Enter(_Statement):
    """An INSERT of one row of a table: its id. What is not given has the field's default."""

    def __init__(self, model: Callable[[], type[models.Model]]) -> None:
        super().__init__()
        self._model = model

    def __call__(self, **values: Any) -> int:
        """Run it; the names are those of the columns' attributes, `block_id` for a foreign key."""
        connection: Any = connections[current_cell()]
        sql, defaults = self._of(connection, lambda: self._write(connection, None))
        with _cursor(connection) as cursor:
            cursor.execute(sql.text, sql.filled(_with(defaults, values), connection))
            (number,) = cursor.fetchone()
            return int(number)

    def _write(self, connection: Any, on_conflict: OnConflict | None) -> tuple[_Sql, Any]:
        model = self._model()
        key = model._meta.pk  # noqa: SLF001 - Django's documented name
        fields = [one for one in model._meta.concrete_fields if one is not key]  # noqa: SLF001 - the same
        row = model(**{one.attname: Given(one.attname, one) for one in fields})
        query: Any = InsertQuery(model, on_conflict=on_conflict)
        query.insert_values(fields, [row])
        compiler = query.get_compiler(connection.alias)
        compiler.returning_fields = None if on_conflict else [key]
        (written,) = compiler.as_sql()
        defaults = {one.attname: one.get_default for one in fields if one.has_default() or one.null}
        return _sql(written, connection), defaults


class EnterOnce(Enter):
    """The same for a row that may be there already: 1 when it was entered, 0 when its unique key was taken.

    Whoever enters the same key at the same moment is waited for first.
    """

    def __call__(self, **values: Any) -> int:
        """Run it."""
        connection: Any = connections[current_cell()]
        sql, defaults = self._of(connection, lambda: self._write(connection, OnConflict.IGNORE))
        with _cursor(connection) as cursor:
            cursor.execute(sql.text, sql.filled(_with(defaults, values), connection))
            return int(cursor.rowcount)


class EnterQueued(Enter):
    """The same, and a row in a queue that holds nothing but the park and `link`, the new row's id.

    Where the engine can, both by one statement.
    """

    def __init__(
        self,
        model: Callable[[], type[models.Model]],
        queue: Callable[[], type[models.Model]],
        *,
        link: str,
    ) -> None:
        super().__init__(model)
        self._queue, self._link, self._apart = queue, link, Enter(queue)

    def __call__(self, **values: Any) -> int:
        """Run it."""
        entered = super().__call__(**values)
        if not hasattr(connections[current_cell()], NUMBERED):
            self._apart(**{"park": values["park"], self._link: entered})
        return entered

    def _write(self, connection: Any, on_conflict: OnConflict | None) -> tuple[_Sql, Any]:
        sql, defaults = super()._write(connection, on_conflict)
        if not hasattr(connection, NUMBERED):
            return sql, defaults
        table = connection.ops.quote_name(self._queue()._meta.db_table)  # noqa: SLF001 - documented
        columns, place = f"(park, {self._link})", f"${len(sql.params) + 1}"
        queued = f"INSERT INTO {table} {columns} SELECT {place}, id FROM entered"  # noqa: S608 - names of our tables
        text = f"WITH entered AS ({sql.text}), queued AS ({queued}) SELECT id FROM entered"  # noqa: S608 - the same
        return _Sql(text, (*sql.params, Given("park"))), defaults


def _with(defaults: Mapping[str, Callable[[], Any]], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: default() for name, default in defaults.items() if name not in values} | dict(
        values
    )


def _select(rows: "QuerySet[Any, Any]", connection: Any) -> _Select:
    compiler: Any = rows.query.get_compiler(connection.alias)
    sql = _sql(compiler.as_sql(), connection)
    expressions = [column[0] for column in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(expressions)
    made = tuple((at, tuple(each), expression) for at, (each, expression) in converters.items())
    if not compiler.klass_info:
        return _Select(sql, made, rows.model, slice(0), [], (), {})
    columns = compiler.klass_info["select_fields"]
    fields = slice(columns[0], columns[-1] + 1)
    names = [column[0].target.attname for column in compiler.select[fields]]
    populators: Any = get_related_populators  # as it is in Django 5.2
    related = populators(compiler.klass_info, compiler.select, connection.alias)
    annotations = compiler.annotation_col_map or {}
    return _Select(sql, made, rows.model, fields, names, related, annotations)


def _sql(written: tuple[str, Iterable[Any]], connection: Any) -> _Sql:
    text, params = written
    if hasattr(connection, NUMBERED):
        numbers = count(1)
        text = PLACE.sub(lambda one: "%" if one[0] == "%%" else f"${next(numbers)}", text)
    return _Sql(text, tuple(params))


def _cursor(connection: Any) -> Any:
    """One that lets the server prepare the statement, where the engine has such."""
    return getattr(connection, NUMBERED, connection.cursor)()
