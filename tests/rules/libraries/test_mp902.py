from __future__ import annotations

from collections.abc import Callable

import pytest

COMMAND = """
import multiprocessing as mp
import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import models


class Item(models.Model):
    name = models.TextField()


def plain(x):
    return x


{worker}


class Command(BaseCommand):
    def handle(self, *args, **options):
        {start}
"""
START = "mp.Pool(2).map(work, [1])  # MP902"


def command(worker: str, start: str = START) -> str:
    return COMMAND.format(worker=worker, start=start)


@pytest.mark.parametrize(
    "body",
    [
        "return settings.DEBUG",
        "return Item.objects.get(pk=x)",
        "return apps.get_model('shop', 'Item')",
        "return get_user_model().objects.count()",
        "return helper(x)\n\n\ndef helper(x):\n    return Item(name=x)",
        "from django.contrib.auth.models import User\n    return User(username=x)",
    ],
)
def test_a_worker_of_a_command_uses_django(check: Callable[[str, str], object], body: str) -> None:
    check("MP902", command(f"def work(x):\n    {body}"))


@pytest.mark.parametrize(
    ("worker", "start"),
    [
        ("def work(x):\n    return x", "mp.Pool(2).map(work, [settings.N])"),
        ("def work(x):\n    django.setup()\n    return settings.N", "mp.Pool(2).map(work, [1])"),
        ("def work(x):\n    return settings.N", "mp.Pool(2, django.setup).map(work, [1])"),
        ("def work(x):\n    return settings.N", "mp.get_context('fork').Pool(2).map(work, [1])"),
        ("def work(x):\n    return settings.N", "mp.pool.ThreadPool(2).map(work, [1])"),
        ("def work(x):\n    return settings.N", "print(work(1))"),
    ],
)
def test_a_worker_that_needs_nothing_or_sets_it_up_is_silent(
    check: Callable[[str, str], object], worker: str, start: str
) -> None:
    check("MP902", command(worker, start))


def test_a_file_that_neither_sets_up_nor_is_run_by_django_is_silent(check: Callable[[str, str], object]) -> None:
    """The main program, which a child imports again, may do it while it is imported."""
    code = """
    import multiprocessing as mp
    from django.conf import settings

    def work(x):
        return settings.N

    def all_of(numbers):
        return mp.Pool(2).map(work, numbers)
    """
    check("MP902", code)


def test_a_context_of_flask_is_pushed_in_a_function(check: Callable[[str, str], object]) -> None:
    code = """
    import multiprocessing as mp
    from flask import Flask, current_app
    app = Flask("x")

    def work(x):
        return current_app.config["N"]

    class Runner:
        def run(self):
            with app.app_context():
                p = mp.Process(target=work, args=(1,))  # MP902
                p.start()
    """
    check("MP902", code)
    check(
        "MP902", code.replace('app = Flask("x")', 'app = Flask("x"); app.app_context().push()').replace("  # MP902", "")
    )
