"""SipHash-2-4 over Arrow strings: keyed hashes that nobody without the shop's secret can guess.

Aumasson, Bernstein: SipHash, a fast short-input PRF (2012); the 128-bit variant is the authors' own.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.kernels.kernel import kernel

Words = npt.NDArray[np.uint64]
Strings: TypeAlias = pa.Array | pa.ChunkedArray

_C0, _C1, _C2, _C3 = (
    np.uint64(c) for c in (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)
)
_WORD = np.uint64(8)


def derive(secret: bytes, label: str) -> bytes:
    """Return the 16-byte key for one use of a secret, so that no two uses share hashes.

    Examples
    --------
    >>> len(derive(b"0123456789abcdef", "order"))
    16
    """
    return hash128(pa.array([label]), secret).tobytes()


def hash64(strings: Strings, key: bytes) -> npt.NDArray[np.int64]:
    """Return the SipHash-2-4 of each string, as int64; a null hashes as the empty string.

    Examples
    --------
    >>> hash64(pa.array(["ana@example.org"]), bytes(16)).tolist()
    [7611422520941485033]
    """
    return _hash(strings, _words(key), None, wide=False)[:, 0].view(np.int64)


def hash128(strings: Strings, key: bytes) -> Words:
    """Return the SipHash-2-4-128 of each string, shape (n, 2), words in the order of the digest's bytes."""
    return _hash(strings, _words(key), None, wide=True)


def hash128_by_key(strings: Strings, keys: Words, which: npt.NDArray[np.int32]) -> Words:
    """Return SipHash-2-4-128 where string ``i`` is hashed under ``keys[which[i]]``, keys of shape (k, 2)."""
    return _hash(strings, keys, which, wide=True)


def _words(key: bytes) -> Words:
    if len(key) != 16:
        raise ValueError(f"a SipHash key has 16 bytes, not {len(key)}")
    return np.frombuffer(key, dtype="<u8").reshape(1, 2)


def _hash(strings: Strings, keys: Words, which: npt.NDArray[np.int32] | None, *, wide: bool) -> Words:
    out = np.empty((len(strings), 2), dtype=np.uint64)
    codes = np.zeros(len(strings), dtype=np.int32) if which is None else which
    start = 0
    for chunk in strings.chunks if isinstance(strings, pa.ChunkedArray) else [strings]:
        stop = start + len(chunk)
        if len(chunk):
            _hash_strings(*_buffers(chunk), keys, codes[start:stop], wide, out[start:stop])
        start = stop
    return out


def _buffers(chunk: pa.Array) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    _, offsets, data = chunk.cast(pa.string()).buffers()
    bounds = np.frombuffer(offsets, dtype=np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
    return bounds, np.frombuffer(data or b"", dtype=np.uint8)


@kernel(inline=True)
def _rotate(x: Any, bits: int) -> Any:
    return (x << np.uint64(bits)) | (x >> np.uint64(64 - bits))


@kernel(inline=True)
def _round(v0: Any, v1: Any, v2: Any, v3: Any) -> Any:
    v0 += v1
    v1 = _rotate(v1, 13) ^ v0
    v0 = _rotate(v0, 32)
    v2 += v3
    v3 = _rotate(v3, 16) ^ v2
    v0 += v3
    v3 = _rotate(v3, 21) ^ v0
    v2 += v1
    v1 = _rotate(v1, 17) ^ v2
    v2 = _rotate(v2, 32)
    return v0, v1, v2, v3


@kernel(inline=True)
def _four_rounds(v0: Any, v1: Any, v2: Any, v3: Any) -> Any:
    for _ in range(4):
        v0, v1, v2, v3 = _round(v0, v1, v2, v3)
    return v0, v1, v2, v3


@kernel(inline=True)
def _word(data: Any, start: Any, size: Any) -> Any:
    word = np.uint64(0)
    for i in range(size):
        word |= np.uint64(data[start + i]) << np.uint64(8 * i)
    return word


@kernel(
    "void(Array(int32, 1, 'C', readonly=True), Array(uint8, 1, 'C', readonly=True),"
    " Array(uint64, 2, 'C', readonly=True), Array(int32, 1, 'C', readonly=True), boolean, uint64[:, ::1])",
)
def _hash_strings(bounds: Any, data: Any, keys: Any, which: Any, wide: Any, out: Any) -> None:
    for row in range(len(which)):
        start, stop = np.uint64(bounds[row]), np.uint64(bounds[row + 1])
        k0, k1 = keys[which[row], 0], keys[which[row], 1]
        v0, v1, v2, v3 = k0 ^ _C0, k1 ^ _C1, k0 ^ _C2, k1 ^ _C3
        if wide:
            v1 ^= np.uint64(0xEE)
        last = (stop - start) << np.uint64(56)
        while start + _WORD <= stop:
            word = _word(data, start, 8)
            v3 ^= word
            v0, v1, v2, v3 = _round(v0, v1, v2, v3)
            v0, v1, v2, v3 = _round(v0, v1, v2, v3)
            v0 ^= word
            start += _WORD
        last |= _word(data, start, np.int64(stop - start))
        v3 ^= last
        v0, v1, v2, v3 = _round(v0, v1, v2, v3)
        v0, v1, v2, v3 = _round(v0, v1, v2, v3)
        v0 ^= last
        v2 ^= np.uint64(0xEE) if wide else np.uint64(0xFF)
        v0, v1, v2, v3 = _four_rounds(v0, v1, v2, v3)
        out[row, 0] = v0 ^ v1 ^ v2 ^ v3
        if wide:
            v1 ^= np.uint64(0xDD)
            v0, v1, v2, v3 = _four_rounds(v0, v1, v2, v3)
        out[row, 1] = v0 ^ v1 ^ v2 ^ v3
