"""Any sequence of deeds leaves the log as a plain-Python model says."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from parcours.eventlog import EventLog
from parcours.touchpoints.schema import SCHEMA

SECRET = b"0123456789abcdef"
SOURCES, IDS, PROFILES, TIMES = ("a", "ab"), ("b", "1", "2", "3", "é", ""), range(-2, 3), range(6)
row = st.tuples(
    st.sampled_from(SOURCES), st.sampled_from(IDS), st.sampled_from(PROFILES), st.sampled_from(TIMES)
)
batch = st.lists(row, max_size=8)


def _table(rows):
    columns = {
        "source": [source for source, *_ in rows],
        "message_id": [name for _, name, *_ in rows],
        "profile_id": [profile for *_, profile, _ in rows],
        "timestamp": [time for *_, time in rows],
        "received_at": [0] * len(rows),
    }
    other = ["x"] * len(rows)
    return pa.table(
        [pa.array(columns.get(f.name, [None] * len(rows) if f.nullable else other), f.type) for f in SCHEMA],
        schema=SCHEMA,
    )


def _rows(log, **wanted):
    columns = ["source", "message_id", "profile_id", "timestamp"]
    for part in log.read(columns, **wanted):
        times = part["timestamp"].cast(pa.int64()).to_pylist()
        yield from zip(*(part[name].to_pylist() for name in columns[:3]), times, strict=True)


class LogMachine(RuleBasedStateMachine):
    """The log beside its model: the rows in it, the ids it ever took, the profiles erased."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name) / "log"
        self.log = EventLog.create(self.root, secret=SECRET)
        self.rows, self.taken, self.erased, self.version = [], set(), set(), -1

    def teardown(self):
        self.folder.cleanup()

    @rule(rows=batch)
    def append(self, rows):
        self.version += 1
        kept = []
        for each in rows:
            kept.append(each[:2] not in self.taken)
            self.taken.add(each[:2])
        self.rows += [each for each, new in zip(rows, kept, strict=True) if new]

        done = self.log.append(_table(rows), app="x", version=self.version)

        assert done.kept.tolist() == kept
        assert (done.accepted, done.duplicates) == (sum(kept), len(rows) - sum(kept))

    @rule(rows=batch)
    @precondition(lambda self: self.version >= 0)
    def append_a_batch_again(self, rows):
        assert self.log.append(_table(rows), app="x", version=self.version).already

    @rule()
    def reopen(self):
        self.log = EventLog.open(self.root, secret=SECRET)

    @rule()
    def compact(self):
        self.log.compact()

    @rule()
    def vacuum(self):
        self.log.vacuum()
        assert self.log.check() == []

    @rule(profiles=st.sets(st.sampled_from(PROFILES), max_size=2))
    def erase(self, profiles):
        gone = [each for each in self.rows if each[2] in profiles]
        self.rows = [each for each in self.rows if each[2] not in profiles]
        self.erased |= profiles
        assert self.log.erase(sorted(profiles)).rows == len(gone)

    @rule(since=st.none() | st.sampled_from(TIMES), until=st.none() | st.sampled_from(TIMES))
    def read_a_time(self, since, until):
        low, high = -1 if since is None else since, 99 if until is None else until
        wanted = [each for each in self.rows if low <= each[3] < high]
        assert sorted(_rows(self.log, since=since, until=until)) == sorted(wanted)

    @rule(profiles=st.sets(st.sampled_from(PROFILES)))
    def read_profiles(self, profiles):
        wanted = [each for each in self.rows if each[2] in profiles]
        assert sorted(_rows(self.log, profiles=sorted(profiles))) == sorted(wanted)

    @rule()
    def look_up_ids(self):
        pairs = [(source, name) for source in SOURCES for name in IDS]
        sources, names = zip(*pairs, strict=True)
        seen = self.log.seen(pa.array(sources), pa.array(names))
        assert seen.tolist() == [pair in self.taken for pair in pairs]

    @invariant()
    def holds_what_the_model_holds(self):
        assert sorted(_rows(self.log)) == sorted(self.rows)
        assert self.log.snapshot().rows == len(self.rows)
        assert self.log.last("x") == self.version
        assert set(self.log.erased.tolist()) == self.erased


LogMachine.TestCase.settings = settings(max_examples=20, stateful_step_count=12, deadline=None)
TestLog = LogMachine.TestCase
