"""One process that answers queries, one at a time, on standard input and output; ``python -m kg.serve.worker STORE``.

A request is a line of JSON; an answer is a line of JSON and as many bytes as that says.
"""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, cast

from kg.base.address_space import allowed
from kg.base.errors import QueryError
from kg.base.prefixes import PREFIXES
from kg.base.processes import die_with_parent
from kg.serve.negotiate import GRAPHS, RESULTS, choose
from kg.sparql.query_text import refuse, syntax_error
from kg.sparql.stamp import damage

if TYPE_CHECKING:
    import pyoxigraph as ox
    from _typeshed import ReadableBuffer


DAMAGED, NOT_STARTED = 4, 5
"""Exit status of a worker that has found the index damaged, and of one that could not open it at all."""


class TooLarge(Exception):  # noqa: N818 - ends the writing of an answer
    """The answer has more bytes than are allowed."""


class _Limited(io.BytesIO):
    """Bytes in memory, up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: ReadableBuffer, /) -> int:
        written = super().write(data)
        if self.tell() > self.limit:
            raise TooLarge
        return written


def answer(engine: ox.Store, query: str, accept: str, limit: int) -> tuple[int, str, bytes]:
    """Run a query.

    Args:
        engine: The store.
        query: SPARQL as a client sent it.
        accept: Its ``Accept`` header.
        limit: Most bytes of an answer.

    Returns:
        HTTP status, media type and body.
    """
    import pyoxigraph as ox

    plain = "text/plain; charset=utf-8"
    try:
        refuse(query)
        found = engine.query(query, prefixes=dict(PREFIXES))
        is_graph = isinstance(found, ox.QueryTriples)
        media = choose(accept, list(GRAPHS if is_graph else RESULTS))
        if media is None:
            return 406, plain, f"this query can be answered as {', '.join(GRAPHS if is_graph else RESULTS)}\n".encode()
        out = _Limited(limit)
        if isinstance(found, ox.QueryTriples):
            found.serialize(out, format=getattr(ox.RdfFormat, GRAPHS[media]))
        else:
            found.serialize(out, format=getattr(ox.QueryResultsFormat, RESULTS[media]))
        charset = "; charset=utf-8" if media.startswith("text/") else ""
        return 200, f"{media}{charset}", out.getvalue()
    except SyntaxError as error:
        return 400, plain, f"{syntax_error(str(error), query)}\n".encode()
    except QueryError as error:
        return 400, plain, f"{error}\n".encode()
    except TooLarge:
        message = (
            f"the answer has more than {limit:,} bytes; ask for less with LIMIT, or serve with a larger --max-size"
        )
        return 413, plain, f"{message}\n".encode()
    except (OSError, RuntimeError, ValueError) as error:
        if damage(error):
            raise
        return 500, plain, f"the query failed: {error}\n".encode()


def main() -> None:
    """Answer until standard input ends."""
    import pyoxigraph as ox

    die_with_parent()
    try:
        engine = ox.Store.read_only(sys.argv[1])
        _limit_memory(int(sys.argv[2]))
        _serve(engine)
    except (OSError, RuntimeError) as error:
        sys.exit(DAMAGED if damage(error) else NOT_STARTED)


def _serve(engine: ox.Store) -> None:
    sys.stdout.buffer.write(b"ready\n")
    sys.stdout.buffer.flush()
    for line in sys.stdin.buffer:
        request = cast("dict[str, str]", json.loads(line))
        status, media, body = answer(engine, request["query"], request["accept"], int(request["limit"]))
        head = {"status": status, "media": media, "length": len(body)}
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
        sys.stdout.buffer.flush()


def _limit_memory(megabytes: int) -> None:
    """End this process, not the machine, when a query needs more memory than that, or than is allowed anyway."""
    import resource

    most = min(megabytes << 20, allowed() or megabytes << 20)  # a limit can be lowered, not raised
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
