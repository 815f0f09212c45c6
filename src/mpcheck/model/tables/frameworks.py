"""Frameworks of which parts work only after they were set up in the same process.

Source: ``django/apps/registry.py`` and ``django/conf/__init__.py`` of Django 5.2, ``flask/globals.py`` of Flask 3.1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Framework:
    """What has to be set up.

    ``needing`` are the names (also of what they hold) and ``bases`` the classes whose use needs ``set_up``: functions
    by their dotted names, or a ``method`` of whatever object.  A class with one of the ``entry_bases`` is run by the
    framework's own main program, which sets it up behind a guard.
    """

    name: str
    needing: tuple[str, ...]
    set_up: tuple[str, ...] = ()
    method: str = ""
    bases: tuple[str, ...] = ()
    entry_bases: tuple[str, ...] = ()
    error: str = ""


FRAMEWORKS = (
    Framework(
        "Django",
        needing=(
            "django.conf.settings",
            "django.apps.apps.get_model",
            "django.apps.apps.get_models",
            "django.contrib.auth.models",
            "django.contrib.contenttypes.models",
            "django.contrib.sites.models",
            "django.contrib.auth.get_user_model",
        ),
        set_up=("django.setup", "django.conf.settings.configure"),
        bases=("django.db.models.Model",),
        entry_bases=("django.core.management.base.BaseCommand", "django.core.management.BaseCommand"),
        error="ImproperlyConfigured or AppRegistryNotReady",
    ),
    Framework(
        "Flask",
        needing=("flask.current_app", "flask.g"),
        method="app_context",
        error="RuntimeError, working outside of application context",
    ),
)
