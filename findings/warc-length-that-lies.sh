#!/bin/sh
# FastWARC 2.0.1 and warcio 1.8.1 believe the Content-Length of a WARC record. One that is some hundred bytes too large makes the next record
# part of the page before it: of four records two or three come out, the second with the third, header and all, as its text. FastWARC
# says nothing of it at all if the length reaches the end of the file, or a place where a record happens to begin; else it stops.
#
# Who meets it: whoever reads news out of archives in which a program decoded or cut the pages and left the lengths as they were. Articles
# are missing, and the one before them reports their events on its own day. Way out: believe a length only if a record begins behind
# it, or the file ends; else search for the next line WARC/1.
#
# Seen on Python 3.11, Linux, with four records, the second 700 bytes too long:    FastWARC ['1', '2']    warcio ['1', '2']
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet FastWARC==2.0.1 warcio==1.8.1
"$folder/venv/bin/python" - 2>/dev/null <<'PYTHON'
from io import BytesIO

from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as OfWarcio


def record(number: int, too_long: int = 0) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Story %d.</p>" % number
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2023-02-01T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) + too_long}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def fast(data: bytes) -> list[tuple[str, bytes]]:
    return [(r.headers["WARC-Target-URI"][-1], r.reader.read()) for r in ArchiveIterator(BytesIO(data))]


def other(data: bytes) -> list[tuple[str, bytes]]:
    return [
        (r.rec_headers.get_header("WARC-Target-URI")[-1], r.content_stream().read()) for r in OfWarcio(BytesIO(data))
    ]


whole = b"".join(record(number) for number in (1, 2, 3, 4))
lying = record(1) + record(2, too_long=700) + record(3) + record(4)
for name, read in (("FastWARC", fast), ("warcio", other)):
    assert [number for number, _ in read(whole)] == ["1", "2", "3", "4"]
    found = read(lying)
    print(name, [number for number, _ in found])
    assert [number for number, _ in found] == ["1", "2"], f"{name} finds the records behind it now"
    assert b"Story 3." in found[1][1], f"{name} does not take the next record for this one any more"
PYTHON
