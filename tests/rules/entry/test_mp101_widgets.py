"""MP101 in scripts of streamlit: a child that imports the script uses no widget."""

from __future__ import annotations

from snippets import Check

_SCRIPT = """
import multiprocessing as mp
import LIBRARY as st

def work():
    with mp.Pool() as pool:
        print(pool.map(abs, [1]))

left, right = st.columns(2)
started = left.button("Start")
if TEST:
"""


def _look(check: Check, test: str, *, found: bool, library: str = "streamlit") -> None:
    source = _SCRIPT.replace("TEST", test).replace("LIBRARY", library)
    check("MP101", source + "    work()" + "  # MP101" * found)


def test_what_waits_for_a_user(check: Check) -> None:
    for test in ("started", "st.button('Go')", "st.sidebar.checkbox('on')", "mp and started", "not (not started)"):
        _look(check, test, found=False)


def test_what_does_not(check: Check) -> None:
    for test in ("not started", "started or mp", "st.checkbox('on', value=True)", "st.selectbox('one', [1])"):
        _look(check, test, found=True)
    _look(check, "started", found=True, library="widgets")
