"""Files on a bad day, for the tests of every reader: cut, added to, stirred, doubled."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

SEPARATORS = (b",", b"\t", b";;", b"", b"|")


def stirring(length, odd=(), *, separated=False):
    """One to four changes of a file: at places up to ``length``, with ``odd`` words put in.

    In a ``separated`` file the semicolons may become something else.
    """
    places = st.integers(0, length)
    kinds = [
        st.tuples(st.just("cut"), places, places),
        st.tuples(st.just("insert"), places, st.binary(max_size=4)),
        st.tuples(st.just("double"), places, places),
    ]
    if odd:
        words = st.sampled_from([each.encode() for each in odd])
        kinds.append(st.tuples(st.just("insert"), places, words))
    if separated:
        kinds.append(st.tuples(st.just("swap"), st.sampled_from(SEPARATORS), places))
    return st.lists(st.one_of(kinds), min_size=1, max_size=4)


def steady(max_examples):
    """Settings under which a file is read many times in one test's own folder."""
    return settings(
        max_examples=max_examples,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def mangled(data, changes):
    """The bytes after each change in turn."""
    for kind, first, second in changes:
        if kind == "cut":
            data = data[: min(first, second)] + data[max(first, second) :]
        elif kind == "insert":
            data = data[:first] + second + data[first:]
        elif kind == "swap":
            data = data[:second] + data[second:].replace(b";", first, 9)
        else:
            part = data[min(first, second) : max(first, second)]
            data = data[: max(first, second)] + part + data[max(first, second) :]
    return data
