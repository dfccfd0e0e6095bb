"""Events get their number, time and phase as they come."""

from charte.auditor.recorder import Recorder
from charte.core.observation import Act, Failed, Phase
from charte.tapes.values import Values

VALUES = Values(b"a key of sixteen")


def recorder(secrets=()):
    events = []
    return Recorder(VALUES, events.append, secrets), events


def test_events_are_numbered_from_one_in_the_order_in_which_they_came():
    """And their time never runs backwards."""
    record, events = recorder()
    for _ in range(3):
        record.write(Act, control="accept", clicks=1, ok=True)
    assert [event.n for event in events] == [1, 2, 3]
    assert [event.t for event in events] == sorted(event.t for event in events)


def test_events_belong_to_the_phase_in_force():
    """Unless another is named: the request that carries a choice belongs to the phase before it."""
    record, events = recorder()
    record.write(Act, control="accept", clicks=1, ok=True)
    record.enter(Phase.ACCEPTED)
    record.write(Act, control="accept", clicks=1, ok=True)
    record.write(Act, phase=record.phase_before, control="accept", clicks=1, ok=True)
    assert [event.phase for event in events] == [Phase.BEFORE, Phase.ACCEPTED, Phase.BEFORE]


def test_a_collector_that_failed_is_recorded_once():
    """From there on its evidence is unknown; saying so a hundred times says no more."""
    record, events = recorder()
    record.failed("storage", "first")
    record.failed("storage", "second")
    record.failed("jar", "third")
    assert [(event.collector, event.why) for event in events] == [("storage", "first"), ("jar", "third")]


def test_what_is_kept_holds_no_secret():
    """They are struck out before anything is written down."""
    record, events = recorder(("s3cret-word",))
    record.failed("page", "went to /?q=s3cret-word")
    assert events == [Failed(n=1, t=events[0].t, phase=Phase.BEFORE, collector="page", why="went to /?q=…")]


def test_what_comes_after_the_end_is_not_kept():
    """A browser still speaks while it goes, and the tape is closed."""
    record, events = recorder()
    record.write(Act, control="accept", clicks=1, ok=True)
    record.stop()
    record.write(Act, control="accept", clicks=1, ok=True)
    record.failed("jar", "gone")
    assert len(events) == 1
