"""Tests of the pension office, run without a test runner."""
from unittest import mock

import small_runner
from pensions import office


@small_runner.fixture
def outbox():
    with mock.patch.object(office, "post_letter") as post:
        yield post


@small_runner.fixture
def flat_rate():
    yield lambda years: 10 * years


def test_total_is_shown(outbox):
    assert office.total_of([10, 20, 30], rate=2, workers=2) == 120
    outbox.assert_called_once_with("total 120")


def test_rate_is_used(flat_rate):
    with mock.patch("pensions.office.rate_for", flat_rate):
        assert office.rate_for(3) == 30


if __name__ == "__main__":
    small_runner.run(globals())
    print("ok")
