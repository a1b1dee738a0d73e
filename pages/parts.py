"""A broken download goes on where it ended (I23); whoever asks for a part is let in anew.

In production nginx does this for the files it sends; private files of the rooms come from us.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase

PIECE = 64 * 1024
# One part; several at once are asked for by nobody whom we know.
_ASKED = re.compile(r"bytes=(\d{1,15})-(\d{0,15})", re.ASCII)


class PartsMiddleware:
    """Gives the part that is asked for of every file that a view hands out, after its own check."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            isinstance(response, FileResponse)
            and response.status_code == 200
            and response.file_to_stream is not None
            and "Content-Length" in response
            # What is static has a tag of its own.
            and "ETag" not in response
            and request.method in ("GET", "HEAD")
        ):
            return _in_part(request, response, response.file_to_stream)
        return response


def _in_part(request: HttpRequest, response: FileResponse, opened: BinaryIO) -> HttpResponseBase:
    size = int(response["Content-Length"])
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = _tag_of(opened, size)
    asked = _ASKED.fullmatch(request.headers.get("Range", ""))
    # A part of a head means nothing (RFC 9110, 14.2).
    if asked is None or request.method != "GET":
        return response
    if request.headers.get("If-Range", response["ETag"]) != response["ETag"]:
        return response
    first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    if first >= size:
        # The same answer without its body keeps what it says of itself, and closes the file.
        response.status_code = 416
        response["Content-Range"] = f"bytes */{size}"
        response["Content-Length"] = "0"
        response.streaming_content = iter(())
        return response
    if first > last:
        return response
    response.status_code = 206
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    # The file stays among what is closed with the response.
    response.streaming_content = _pieces(opened, first, last - first + 1)
    return response


def _tag_of(opened: BinaryIO, size: int) -> str:
    """Another one for a file that took the place and the name of this one, or was made anew."""
    digest = hashlib.blake2b(f"{getattr(opened, 'name', '')} {size}".encode(), digest_size=12)
    try:
        digest.update(str(os.fstat(opened.fileno()).st_mtime_ns).encode())
    except OSError:
        # It lies on no disk: what was made for this answer alone.
        digest.update(opened.read())
        opened.seek(0)
    return f'"{digest.hexdigest()}"'


def _pieces(opened: BinaryIO, first: int, length: int) -> Iterator[bytes]:
    opened.seek(first)
    while length and (piece := opened.read(min(PIECE, length))):
        length -= len(piece)
        yield piece
