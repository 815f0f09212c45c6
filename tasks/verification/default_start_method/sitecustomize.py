"""Change multiprocessing's default start method in every Python that inherits this environment.

Only the *default* changes: nothing counts as set, so ``get_start_method(allow_none=True)`` is
still None and a later ``set_start_method`` works.  The folder of this file is put on PYTHONPATH;
the file itself must run under Python 3.8 and PyPy.
"""

import os

method = os.environ.get("MPCHECK_DEFAULT_START_METHOD")
if method:
    from multiprocessing import context

    # An instance attribute in every version; since 3.14 it also takes the place of a lazily computed one.
    context._default_context._default_context = context._concrete_contexts[method]
