"""SipHash meets the published vectors and reads Arrow strings as they lie."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from parcours.eventlog.siphash import derive, hash64, hash128, hash128_by_key

KEY = bytes(range(16))
# The authors' own vectors (vectors.h of the reference implementation): n bytes 00 01 02 ... under KEY.
PUBLISHED_64 = {
    0: "310e0edd47db6f72",
    1: "fd67dc93c539f874",
    7: "37d1018bf50002ab",
    8: "6224939a79f5f593",
    15: "e545be4961ca29a1",
    16: "db9bc2577fcc2a3f",
    63: "724506eb4c328a95",
}
PUBLISHED_128 = {
    0: "a3817f04ba25a8e66df67214c7550293",
    1: "da87c1d86b99af44347659119b22fc45",
    7: "a1f1ebbed8dbc153c0b84aa61ff08239",
    8: "3b62a9ba6258f5610f83e264f31497b4",
    15: "5493e99933b0a8117e08ec0f97cfc3d9",
    16: "6ee2a4ca67b054bbfd3315bf85230577",
    63: "5150d1772f50834a503e069a973fbd7c",
}


def _ascending(size: int) -> str:
    return bytes(range(size)).decode()


@pytest.mark.parametrize(("size", "digest"), PUBLISHED_64.items())
def test_hash64_meets_the_published_vectors(size: int, digest: str) -> None:
    assert hash64(pa.array([_ascending(size)]), KEY).tobytes().hex() == digest


@pytest.mark.parametrize(("size", "digest"), PUBLISHED_128.items())
def test_hash128_meets_the_published_vectors(size: int, digest: str) -> None:
    assert hash128(pa.array([_ascending(size)]), KEY).tobytes().hex() == digest


def test_slices_chunks_and_large_strings_hash_like_their_values() -> None:
    values = ["", "a", "été", "שלום", "x" * 100]
    one_by_one = np.concatenate([hash128(pa.array([value]), KEY) for value in values])
    sliced = pa.array(["before", *values, "after"]).slice(1, len(values))
    chunked = pa.chunked_array([values[:2], [], values[2:]], pa.string())

    for strings in (sliced, chunked, pa.array(values, pa.large_string())):
        np.testing.assert_array_equal(hash128(strings, KEY), one_by_one)


def test_nothing_hashes_to_nothing() -> None:
    assert hash128(pa.array([], pa.string()), KEY).shape == (0, 2)
    assert hash64(pa.chunked_array([], pa.string()), KEY).shape == (0,)


def test_each_string_may_have_its_own_key() -> None:
    keys = np.frombuffer(KEY + bytes(16), dtype=np.uint64).reshape(2, 2)
    strings = pa.array(["a", "a", "b"])

    hashed = hash128_by_key(strings, keys, np.array([1, 0, 0], dtype=np.int32))

    np.testing.assert_array_equal(hashed[0], hash128(pa.array(["a"]), bytes(16))[0])
    np.testing.assert_array_equal(hashed[1:], hash128(pa.array(["a", "b"]), KEY))


def test_derived_keys_differ_by_label_and_secret() -> None:
    keys = {derive(KEY, "email"), derive(KEY, "phone"), derive(bytes(16), "email")}

    assert len(keys) == 3


def test_a_key_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes, not 3"):
        hash64(pa.array(["a"]), b"abc")
