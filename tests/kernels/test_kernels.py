"""What holds for every kernel: one signature, read-only input, a cache that no upgrade can spoil."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import numpy as np
import pytest

import parcours
from parcours.kernels.cache import digest, folder, is_usable
from parcours.kernels.kernel import Kernel, filled, kernel


def kernels() -> list[Kernel]:
    modules = (
        import_module(found.name)
        for found in pkgutil.walk_packages(parcours.__path__, "parcours.")
        if not found.name.startswith(("parcours.cli", "parcours.demo"))
    )
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Kernel) and value.__module__ == module.__name__
    ]


@pytest.mark.parametrize("one", kernels(), ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_a_kernel_has_one_signature_of_plain_types_and_compiles_no_other(one):
    (signature,) = one.compiled.signatures
    assert all(type(kind).__module__.startswith("numba.core.types") for kind in signature)
    with pytest.raises(TypeError, match=r"No matching definition|not enough arguments"):
        one()
    assert len(one.compiled.signatures) == 1


def test_arrays_that_cannot_be_written_are_read():
    @kernel("int64(Array(int64, 1, 'C', True))")
    def total(values):
        found = 0
        for value in values:
            found += value
        return found

    values = np.arange(4)
    assert total(values) == 6
    values.flags.writeable = False
    assert total(values) == 6


def test_a_table_grows_until_every_profile_has_found_room():
    rows = np.array([3, 1, 9, 2])
    done = []

    def work(table):
        while len(done) < len(rows) and rows[: len(done) + 1].sum() <= len(table):
            table[rows[: len(done)].sum() :][: rows[len(done)]] = len(done)
            done.append(len(table))
        return len(done)

    table = filled(work, np.zeros((2, 1), np.int64), len(rows))
    assert table[: rows.sum(), 0].tolist() == np.repeat(np.arange(4), rows).tolist()
    assert done == [4, 4, 16, 16]


def test_compiled_code_is_kept_apart_for_each_state_of_any_kernels_source(tmp_path):
    package = tmp_path / "package"
    package.mkdir()
    (package / "one.py").write_text("@kernel()\ndef helper(): return 1\n")
    (package / "other.py").write_text("text = 1\n")
    before = digest(package)
    digest.cache_clear()
    (package / "other.py").write_text("text = 2\n")
    assert digest(package) == before
    digest.cache_clear()
    (package / "one.py").write_text("@kernel()\ndef helper(): return 2\n")
    assert digest(package) != before


def test_compiled_code_is_kept_where_the_environment_says_else_in_the_users_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "told"))
    assert folder().parent == tmp_path / "told"
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("sys.platform", "linux")
    assert folder().parent == tmp_path / "cache" / "parcours" / "kernels"


def test_where_nothing_can_be_kept_kernels_are_compiled_all_the_same(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file"))
    assert not is_usable()

    @kernel("int64(int64)")
    def twice(value):
        return 2 * value

    assert twice(4) == 8
