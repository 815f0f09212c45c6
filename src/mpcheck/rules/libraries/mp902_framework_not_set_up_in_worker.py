"""MP902: a worker uses a framework that only the parent has set up."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.crossings import BY_NAME
from mpcheck.model.module import Module
from mpcheck.model.setting_up import calls_setting_up, first_use, is_entry_point, is_set_up_by_loading, sets_up
from mpcheck.model.tables.frameworks import FRAMEWORKS, Framework
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule


def check(module: Module) -> Iterator[Finding]:
    """Report tasks that use a framework, where nothing that a worker runs sets it up."""
    tasks = [task for task in module.tasks if task.where == "process" and task.serializer in BY_NAME]
    if not tasks or any(task.role == "initializer" for task in tasks):
        return
    for framework in FRAMEWORKS:
        calls = calls_setting_up(module, framework)
        by_import = any("import" in module.places(call) for call in calls)
        if not by_import and (calls or is_entry_point(module, framework)):
            for task in tasks:
                yield from _of_task(module, framework, task)


def _of_task(module: Module, framework: Framework, task: Task) -> Iterator[Finding]:
    reached = module.graph.reached_from(module.functions(task.callables))
    use = first_use(module, framework, reached)
    if use is None or any(sets_up(module, framework, call) for function in reached for call in function.calls):
        return
    files = {module.found, *(module.ev.file(function.node) for function in reached)}
    if any(is_set_up_by_loading(module, framework, file) for file in files):
        return
    message = (
        f"the worker uses {framework.name}, which only the parent has set up: "
        f"a process that is not forked raises {framework.error}"
    )
    breaks = {target for target in module.targets_of(task.event) if target.start_method != "fork"}
    yield from RULE.at(module, task.event.call, message, breaks=breaks, related=[(use, "used here")])


_SETTINGS = """
from multiprocessing import Pool

import django
from django.conf import settings


def price(net):
    return net * settings.RATE


def main():
    settings.configure(RATE=2)
    django.setup()
    with Pool(2) as pool:
        assert pool.map(price, [1, 2]) == [2, 4]  # MP902
    print("ok")


if __name__ == "__main__":
    main()
"""

_MANAGE = """
import os

import django
from django.core.management import call_command


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "site_settings"
    django.setup()
    from count_names import Command

    call_command(Command())
    print("ok")


if __name__ == "__main__":
    main()
"""

_SITE_SETTINGS = """
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes"]
"""

_COMMAND = """
from concurrent.futures import ProcessPoolExecutor

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand


def length(name):
    return len(str(User(username=name)))


class Command(BaseCommand):
    def handle(self, *args, **options):
        with ProcessPoolExecutor(2) as executor:
            assert list(executor.map(length, ["bob", "alice"])) == [3, 5]  # MP902
"""

_FLASK = """
from concurrent.futures import ProcessPoolExecutor

from flask import Flask, current_app


def greeting(name):
    return f"{current_app.name} greets {name}"


def main():
    app = Flask("shop")
    with app.app_context(), ProcessPoolExecutor(2) as executor:
        results = list(executor.map(greeting, ["bob"]))  # MP902
    assert results == ["shop greets bob"]
    print("ok")


if __name__ == "__main__":
    main()
"""

_INITIALIZER_COMMAND = """
from concurrent.futures import ProcessPoolExecutor

import django
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand


def length(name):
    return len(str(User(username=name)))


class Command(BaseCommand):
    def handle(self, *args, **options):
        with ProcessPoolExecutor(2, initializer=django.setup) as executor:
            assert list(executor.map(length, ["bob", "alice"])) == [3, 5]
"""

_AT_IMPORT = """
from multiprocessing import Pool

import django
from django.conf import settings

settings.configure(RATE=2)
django.setup()


def price(net):
    return net * settings.RATE


if __name__ == "__main__":
    with Pool(2) as pool:
        assert pool.map(price, [1, 2]) == [2, 4]
    print("ok")
"""

_OWN_CONTEXT = """
from concurrent.futures import ProcessPoolExecutor

from flask import Flask, current_app


def greeting(name):
    with Flask("shop").app_context():
        return f"{current_app.name} greets {name}"


def main():
    with Flask("shop").app_context(), ProcessPoolExecutor(2) as executor:
        assert list(executor.map(greeting, ["bob"])) == ["shop greets bob"]
    print("ok")


if __name__ == "__main__":
    main()
"""

_PLAIN_WORKER = """
from multiprocessing import Pool

import django
from django.conf import settings


def price(net, rate):
    return net * rate


def main():
    settings.configure(RATE=2)
    django.setup()
    with Pool(2) as pool:
        assert pool.starmap(price, [(net, settings.RATE) for net in (1, 2)]) == [2, 4]
    print("ok")


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP902",
    name="framework-not-set-up-in-worker",
    summary="A worker uses Django or Flask, which only the parent process has set up.",
    why=(
        "A forked worker inherits the settings, the registered models and the application context of its parent. One that "
        "is started by spawn or forkserver inherits nothing: it imports the main module, of which what stands behind "
        "the guard does not run, and then the module of its task. Settings and models are not ready there, and an "
        "application context has nobody pushed; a pool may even wait for ever, because its workers die while they "
        "import the task."
    ),
    cure=(
        "Set the framework up in each worker: `initializer=django.setup` for a pool or an executor, `with "
        "app.app_context():` in the function that the worker runs; or read what the worker needs in the parent, and "
        "hand it over."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.djangoproject.com/en/5.2/ref/applications/#how-applications-are-loaded",
        "https://flask.palletsprojects.com/en/stable/appcontext/",
        "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods",
    ),
    catalogue=("A24",),
    bad=(
        Example(_SETTINGS, Outcome("raises", "ImproperlyConfigured"), ("spawn", "forkserver"), requires=("django",)),
        Example(
            _MANAGE,
            Outcome("raises", "BrokenProcessPool"),
            ("spawn", "forkserver"),
            requires=("django",),
            files=(("count_names.py", _COMMAND), ("site_settings.py", _SITE_SETTINGS)),
        ),
        Example(_FLASK, Outcome("raises", "application context"), ("spawn", "forkserver"), requires=("flask",)),
    ),
    good=(
        Example(
            _MANAGE,
            requires=("django",),
            files=(("count_names.py", _INITIALIZER_COMMAND), ("site_settings.py", _SITE_SETTINGS)),
        ),
        Example(_AT_IMPORT, requires=("django",)),
        Example(_OWN_CONTEXT, requires=("flask",)),
        Example(_PLAIN_WORKER, requires=("django",)),
    ),
    check=check,
)
