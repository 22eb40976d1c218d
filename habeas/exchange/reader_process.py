"""Reads one list in a process of its own: `python -m habeas.exchange.reader_process FILE`.

A foreign file is parsed under limits of memory and time that the kernel
holds, and an audit hook refuses every connection. The mapping comes in on
standard input as JSON (null to choose one), and JSON Lines go out: first what
the table is, then each row as `observing.Observed`.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 2 * 1024**3  # address space
SECONDS = 600  # of the processor


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError("a list being read may not open a connection")


def read(file: Path, given: dict[str, Any] | None, out: Any) -> None:
    from habeas.exchange import mapping as mappings  # noqa: PLC0415 (after the limits are in force)
    from habeas.exchange.observing import observe  # noqa: PLC0415
    from habeas.exchange.tables import Unreadable, open_table  # noqa: PLC0415

    try:
        table = open_table(file)
        if given is None:
            mapping = mappings.chosen(table.columns)
        else:
            mapping = mappings.fitted(mappings.Mapping.model_validate(given), table.columns)
        opening = {
            "kind": table.kind,
            "note": table.note,
            "columns": table.columns,
            "mapping": mapping.model_dump(mode="json"),
        }
        out.write(json.dumps(opening, ensure_ascii=False) + "\n")
        for row in table.rows:
            out.write(json.dumps(observe(row, mapping).as_dict(), ensure_ascii=False) + "\n")
    except (Unreadable, mappings.MappingError) as problem:
        out.write(json.dumps({"unreadable": str(problem)}, ensure_ascii=False) + "\n")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.addaudithook(_refuse_network)
    given = json.loads(sys.stdin.read() or "null")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    read(Path(sys.argv[1]), given, sys.stdout)


if __name__ == "__main__":
    main()
