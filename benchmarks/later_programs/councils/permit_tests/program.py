"""Tests of the permit office, run without a test runner."""
from unittest import mock

import pytest_like
from permits import office


@pytest_like.fixture
def free_fees():
    with mock.patch.object(office, "fee", return_value=0) as fee:
        yield fee


@pytest_like.fixture
def clerks():
    yield 2


def test_total_is_free(free_fees, clerks):
    total = office.total_of(["shed", "fence", "pond"], workers=clerks)
    assert total == 0, f"charged {total}"


def test_fee_of_a_shed():
    assert office.fee("shed") == 40


if __name__ == "__main__":
    pytest_like.run(globals())
    print("ok")
