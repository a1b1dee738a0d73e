"""The archive as a file: written piece by piece, opened with suspicion."""

import hashlib
import json
import os
import re
import secrets
import stat
import struct
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from people.exit.kinds import FORMAT, KINDS, MANIFEST, README, VERSION

MOST_ENTRIES = 60_000
LARGEST_FOLDER = 16 * 1024 * 1024
LARGEST_MANIFEST = 16 * 1024 * 1024
LONGEST_LINE = 16 * 1024 * 1024
# A history of equal texts shrinks to a hundredth, a bomb to a thousandth.
MOST_RATIO, SMALL = 500, 1024 * 1024
A_PIECE = 1024 * 1024
_STORED_NAME = re.compile(r"(?:pictures|files)/[0-9]{6,12}\.[a-z0-9]{1,5}")
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"

Row = dict[str, Any]


class ArchiveRefused(Exception):
    """An archive cannot be made or taken in; one sentence or two that say why and what to do."""


class ArchiveWriter:
    """Writes an archive one file after the other; `end_with` adds the manifest."""

    def __init__(self, target: IO[bytes]) -> None:
        self._zip = ZipFile(target, "w", ZIP_DEFLATED)
        self._files: dict[str, dict[str, Any]] = {}
        self.counts: dict[str, int] = {}

    def __enter__(self) -> "ArchiveWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def write_rows(self, kind: str, rows: Iterable[Row]) -> None:
        """Write a kind's rows, numbered in the order in which they come."""
        self.counts[kind] = 0

        def lines() -> Iterator[bytes]:
            for row in rows:
                self.counts[kind] += 1
                yield json.dumps(row, ensure_ascii=False, default=_plain).encode() + b"\n"

        self._write(ZipInfo(f"{kind}.jsonl"), ZIP_DEFLATED, lines())

    def write_text(self, name: str, text: str) -> None:
        self._write(ZipInfo(name), ZIP_DEFLATED, [text.encode()])

    def write_stored(self, name: str, content: IO[bytes]) -> None:
        """Copy a picture or a file, which shrinks no further."""
        self._write(ZipInfo(name), ZIP_STORED, iter(lambda: content.read(A_PIECE), b""))

    def end_with(self, facts: Row) -> None:
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            **facts,
            "counts": self.counts,
            "files": self._files,
        }
        self._zip.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))

    def _write(self, entry: ZipInfo, compression: int, pieces: Iterable[bytes]) -> None:
        if len(self._files) >= MOST_ENTRIES:
            raise ArchiveRefused(f"There are more than {MOST_ENTRIES:,} pictures and files.")
        entry.compress_type = compression
        sha256 = hashlib.sha256()
        size = 0
        with self._zip.open(entry, "w", force_zip64=True) as target:
            for piece in pieces:
                target.write(piece)
                sha256.update(piece)
                size += len(piece)
        self._files[entry.filename] = {"sha256": sha256.hexdigest(), "bytes": size}


def _plain(value: Any) -> Any:
    """Days and moments as ISO 8601 has them, exact; all else that JSON does not know as text."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@contextmanager
def written_whole(target: Path, *, replaces: bool) -> Iterator[IO[bytes]]:
    """A file that has its name only once it is whole; only its owner may read it.

    Raises ArchiveRefused where something of that name stands there already.
    """
    if target.exists() and not replaces:
        raise ArchiveRefused(
            f"{target} is there already. Name another file, or say --replace to write over it."
        )
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with open(
            partial, "wb", opener=lambda path, flags: os.open(path, flags | os.O_EXCL, 0o600)
        ) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


class Archive:
    """An archive whose names, sizes and manifest have been found good; contents are still to check.

    `counts` says how many rows each kind has.
    """

    def __init__(self, opened: ZipFile, manifest: Row) -> None:
        self._zip = opened
        self.manifest = manifest
        self.counts: dict[str, int] = manifest["counts"]

    @property
    def files(self) -> list[str]:
        return list(self.manifest["files"])

    def check_file(self, name: str) -> None:
        """Read a file to its end and compare it with what the manifest says of it."""
        sha256 = hashlib.sha256()
        with self.open(name) as content:
            while piece := content.read(A_PIECE):
                sha256.update(piece)
        if sha256.hexdigest() != self.manifest["files"][name]["sha256"]:
            raise ArchiveRefused(f"{name} was changed after the archive was made.")

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._zip.open(name) as content:
                yield content
        except (BadZipFile, EOFError, RuntimeError, OSError) as error:
            raise ArchiveRefused(f"{name} was changed or is damaged. Copy the archive anew.") from (
                error
            )

    def rows(self, kind: str) -> Iterator[Row]:
        """The rows of a kind, one at a time."""
        with self.open(f"{kind}.jsonl") as lines:
            number = 0
            while line := lines.readline(LONGEST_LINE + 1):
                number += 1
                yield _row_in(line, f"{kind}.jsonl, line {number}")


def _row_in(line: bytes, place: str) -> Row:
    if len(line) > LONGEST_LINE:
        raise ArchiveRefused(f"{place}: the line is longer than any that this site writes.")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ArchiveRefused(f"{place}: this is no JSON.") from error
    if not isinstance(row, dict):
        raise ArchiveRefused(f"{place}: this is no JSON object.")
    return row


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an archive; nothing in it is unpacked. Raises ArchiveRefused, which says what is wrong.

    Bombs, names that lead outside, links and entries that nobody knows of are refused here (U04).
    """
    with ExitStack() as to_close:
        try:
            file = to_close.enter_context(path.open("rb"))
            _refuse_long_folder(file, path)
            archive = to_close.enter_context(ZipFile(file))
            manifest = _manifest_of(archive, path)
        except (BadZipFile, EOFError, OSError) as error:
            raise _no_archive(path) from error
        _check_entries(archive, manifest, packed=path.stat().st_size)
        yield Archive(archive, manifest)


def _no_archive(path: Path) -> ArchiveRefused:
    return ArchiveRefused(
        f"{path} is no archive of an association, or not all of one. Compare its size with the"
        " original, and copy it anew."
    )


def _refuse_long_folder(file: IO[bytes], path: Path) -> None:
    """Ask the end of the file how many entries it lists, before Python keeps them all."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    file.seek(0)
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + 22:
        raise _no_archive(path)
    count, folder = struct.unpack("<HI", tail[place + 10 : place + 16])
    if (large := tail.rfind(_END_64, 0, place)) >= 0 and len(tail) >= large + 56:
        count, folder = struct.unpack("<QQ", tail[large + 32 : large + 48])
    if count > MOST_ENTRIES + 1 or folder > LARGEST_FOLDER:
        raise ArchiveRefused(f"{path} holds more files than any archive of this site.")


def _manifest_of(archive: ZipFile, path: Path) -> Row:
    names = archive.namelist()
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise ArchiveRefused(f"{path} is no archive of an association: it has no {MANIFEST}.")
    try:
        manifest = json.loads(archive.read(MANIFEST))
    except (ValueError, RuntimeError) as error:
        raise ArchiveRefused(f"{MANIFEST} cannot be read. Copy the archive anew.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ArchiveRefused(f"{path} is no archive of an association: {MANIFEST} says otherwise.")
    if manifest.get("version") != VERSION:
        raise ArchiveRefused(
            f"The archive has version {manifest.get('version')} of the format; this site reads"
            f" version {VERSION}. Take it in with the release that wrote it, or a newer one."
        )
    if not _is_complete(manifest):
        raise ArchiveRefused(f"{MANIFEST} lacks something, or was changed. Copy the archive anew.")
    return manifest


def _is_complete(manifest: Row) -> bool:
    counts, files = manifest.get("counts"), manifest.get("files")
    return (
        isinstance(counts, dict)
        and isinstance(files, dict)
        and set(counts) == {kind.name for kind in KINDS}
        and all(type(count) is int and count >= 0 for count in counts.values())
        and all(
            isinstance(facts, dict)
            and isinstance(facts.get("sha256"), str)
            and type(facts.get("bytes")) is int
            for facts in files.values()
        )
        and {README, *(kind.file for kind in KINDS)} <= set(files)
    )


def _check_entries(archive: ZipFile, manifest: Row, *, packed: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > SMALL and unpacked > MOST_RATIO * packed:
        raise ArchiveRefused("The archive unpacks to far more than it is.")
    names = [entry.filename for entry in entries]
    known = {README, MANIFEST, *(kind.file for kind in KINDS)}
    for entry in entries:
        is_plain = entry.filename in known or _STORED_NAME.fullmatch(entry.filename)
        if not is_plain or stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & 1:
            raise ArchiveRefused(f"The archive holds {entry.filename!r}, which no archive does.")
    if len(names) != len(set(names)) or set(names) != {MANIFEST, *manifest["files"]}:
        raise ArchiveRefused(f"The archive does not hold what {MANIFEST} lists. Copy it anew.")
    for name, facts in manifest["files"].items():
        if archive.getinfo(name).file_size != facts["bytes"]:
            raise ArchiveRefused(f"{name} was changed after the archive was made.")
