"""Django's SQLite backend, with SQLCipher in the place of SQLite.

Every page of the file and of its journal is encrypted (AES-256) and carries a
code that shows a change, so nothing of the record lies open on the disk: no
row, no index, no search table. `OPTIONS["key"]` holds 48 bytes: the key and
the salt, so that nothing needs to be derived at each connection.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as Database

KEY_BYTES = 48

Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", base.decoder(parse_date))
Database.register_converter("time", base.decoder(parse_time))
Database.register_converter("datetime", base.decoder(parse_datetime))
Database.register_converter("timestamp", base.decoder(parse_datetime))
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, lambda day: day.isoformat())
Database.register_adapter(datetime.datetime, lambda at: at.isoformat(" "))


def unlock(connection: Any, key: bytes) -> None:
    """Give a fresh connection its key. Raises `Database.DatabaseError` if it is the wrong one."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"the key of the store has {KEY_BYTES} bytes, not {len(key)}")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master")


class Cursor(Database.Cursor):
    """Takes the `%s` and `%(name)s` of Django; SQLite knows `?` and `:name`."""

    convert_query: Any = base.SQLiteCursorWrapper.convert_query  # type: ignore[attr-defined]

    def execute(self, query: str, params: Any = None) -> Any:
        if params is None:
            return super().execute(query)
        return super().execute(self._in_own_style(query, params), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        rows = list(param_list)
        return super().executemany(self._in_own_style(query, rows[0] if rows else ()), rows)

    def _in_own_style(self, query: str, params: Any) -> str:
        names = list(params) if isinstance(params, Mapping) else None
        return str(self.convert_query(query, param_names=names))


class DatabaseWrapper(base.DatabaseWrapper):
    display_name = "SQLCipher"
    Database = Database

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        self._key: bytes = params.pop("key")
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = Database.connect(**conn_params)
        unlock(connection, self._key)
        register_functions(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        commands: list[str] = self.init_commands  # type: ignore[attr-defined]
        for command in commands:
            if command.strip():
                connection.execute(command)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)
