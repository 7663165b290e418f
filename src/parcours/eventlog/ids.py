"""Message ids as 128-bit hashes: hashing, sorting, finding and merging them, in arrays of shape (n, 2)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from parcours.eventlog.siphash import Strings, Words, derive, hash128, hash128_by_key
from parcours.kernels.kernel import kernel

_ID = "Array(uint64, 2, 'C', readonly=True)"


def message_hashes(source: Strings, message_id: Strings, secret: bytes) -> Words:
    """Hash each (source, message_id); the source's own hash is the key, so that no two pairs run together."""
    coded = pc.dictionary_encode(source)
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    keys = hash128(coded.dictionary, derive(secret, "message"))
    return hash128_by_key(message_id, keys, coded.indices.to_numpy(zero_copy_only=False).astype(np.int32))


def sort_ids(ids: Words) -> tuple[Words, npt.NDArray[np.int64]]:
    """Return the hashes sorted by their two words, and the stable order that sorts them."""
    bits = max(1, min(22, len(ids).bit_length()))
    order = np.empty(len(ids), dtype=np.int64)
    out = np.empty_like(ids)
    _sort_ids(ids, np.uint64(64 - bits), np.zeros((1 << bits) + 1, dtype=np.int64), order, out)
    return out, order


def mark_repeats(ids: Words, repeated: npt.NDArray[np.bool_]) -> None:
    """Mark each sorted id that equals the one before it."""
    repeated[1:] |= (ids[1:, 0] == ids[:-1, 0]) & (ids[1:, 1] == ids[:-1, 1])


def mark_found(run: Words, ids: Words, found: npt.NDArray[np.bool_]) -> None:
    """Mark each sorted id that a sorted run holds."""
    if len(run):
        _mark_found(run, ids, found)


@kernel(inline=True)
def _less(a0: Any, a1: Any, b0: Any, b1: Any) -> Any:
    return a0 < b0 or (a0 == b0 and a1 < b1)


@kernel(f"void({_ID}, uint64, int64[::1], int64[::1], uint64[:, ::1])")
def _sort_ids(ids: Any, shift: Any, starts: Any, order: Any, out: Any) -> None:
    """Bucket by the leading bits, then insert: hashes are uniform, so a bucket holds a row or two."""
    for row in range(len(ids)):
        starts[(ids[row, 0] >> shift) + np.uint64(1)] += 1
    for bucket in range(1, len(starts)):
        starts[bucket] += starts[bucket - 1]
    for row in range(len(ids)):
        bucket = ids[row, 0] >> shift
        place = starts[bucket]
        order[place], out[place, 0], out[place, 1] = row, ids[row, 0], ids[row, 1]
        starts[bucket] += 1
    for i in range(1, len(out)):
        row, a0, a1, j = order[i], out[i, 0], out[i, 1], i
        while j > 0 and _less(a0, a1, out[j - 1, 0], out[j - 1, 1]):
            order[j], out[j, 0], out[j, 1] = order[j - 1], out[j - 1, 0], out[j - 1, 1]
            j -= 1
        order[j], out[j, 0], out[j, 1] = row, a0, a1


@kernel(inline=True)
def _before(run: Any, place: Any, a0: Any, a1: Any) -> Any:
    return _less(run[place, 0], run[place, 1], a0, a1)


@kernel(inline=True)
def _lower_bound(run: Any, guess: Any, a0: Any, a1: Any) -> Any:
    """Return how many ids of the run are less, galloping away from a guess."""
    low, high, step = 0, len(run), 1
    if guess < high and _before(run, guess, a0, a1):
        low = guess + 1
        while low + step < high and _before(run, low + step, a0, a1):
            low += step + 1
            step *= 2
        high = min(high, low + step)
    else:
        high = guess
        while high - step >= 0 and not _before(run, high - step, a0, a1):
            high -= step
            step *= 2
        low = max(0, high - step)
    while low < high:
        middle = (low + high) // 2
        if _before(run, middle, a0, a1):
            low = middle + 1
        else:
            high = middle
    return low


@kernel(f"void({_ID}, {_ID}, boolean[::1])")
def _mark_found(run: Any, ids: Any, found: Any) -> None:
    """Guess each place by interpolation, corrected by how far the last guess was off."""
    scale = len(run) / 2.0**64
    off = 0
    for i in range(len(ids)):
        expected = np.int64(ids[i, 0] * scale)
        place = _lower_bound(run, min(max(expected + off, 0), len(run)), ids[i, 0], ids[i, 1])
        off = place - expected
        if place < len(run) and run[place, 0] == ids[i, 0] and run[place, 1] == ids[i, 1]:
            found[i] = True


@kernel(f"int64({_ID}, {_ID}, int64[::1], uint64[:, ::1])")
def merge_into(older: Any, newer: Any, places: Any, out: Any) -> Any:
    """Fill ``out`` with the next ids of two sorted runs, each once; return how many. ``places`` advances."""
    i, j = places
    n = 0
    while n < len(out) and i < len(older) and j < len(newer):
        a0, a1, b0, b1 = older[i, 0], older[i, 1], newer[j, 0], newer[j, 1]
        first = not _less(b0, b1, a0, a1)
        out[n, 0] = a0 if first else b0
        out[n, 1] = a1 if first else b1
        i += first
        j += (not first) or (a0 == b0 and a1 == b1)
        n += 1
    while n < len(out) and i < len(older) and j == len(newer):
        out[n, 0], out[n, 1] = older[i, 0], older[i, 1]
        i += 1
        n += 1
    while n < len(out) and j < len(newer) and i == len(older):
        out[n, 0], out[n, 1] = newer[j, 0], newer[j, 1]
        j += 1
        n += 1
    places[0], places[1] = i, j
    return n
