"""Web servers: uvicorn and hypercorn start their workers with spawn, whatever the platform; gunicorn forks them.

Source: ``uvicorn/main.py`` and ``uvicorn/_subprocess.py`` of uvicorn 0.54, ``hypercorn/run.py`` of Hypercorn 0.18,
``gunicorn/arbiter.py`` of gunicorn 27.0.
"""

from __future__ import annotations

from mpcheck.model.api import Api, ApiClass, row

CLASSES: tuple[ApiClass, ...] = ()
FUNCTIONS: tuple[Api, ...] = (
    row("uvicorn.run", "app", starts=True, start_method="spawn", when="workers > 1 or reload", blocks=True),
    row("hypercorn.run.run", "config", starts=True, start_method="spawn", blocks=True),
    row("gunicorn.app.wsgiapp.run", "prog", starts=True, start_method="fork", blocks=True),
)
METHODS: tuple[Api, ...] = ()
ALIASES = {"uvicorn.main.run": "uvicorn.run"}
