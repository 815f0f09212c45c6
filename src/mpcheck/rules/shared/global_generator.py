"""numpy's global generator: who draws from it, who seeds it, and when the parent of the workers gets it."""

from __future__ import annotations

import ast

from mpcheck.model.calls import IMPORT
from mpcheck.model.displays import last_name
from mpcheck.model.loading import full_name, imports_in, loaded_with
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.model.scopes import Binding, Collected
from mpcheck.model.tasks import Task

_MODULE = "numpy.random."
_DRAWS = {
    *("beta", "binomial", "bytes", "chisquare", "choice", "dirichlet", "exponential", "f", "gamma"),
    *("geometric", "gumbel", "hypergeometric", "laplace", "logistic", "lognormal", "logseries"),
    *("multinomial", "multivariate_normal", "negative_binomial", "noncentral_chisquare", "noncentral_f"),
    *("normal", "pareto", "permutation", "poisson", "power", "rand", "randint", "randn", "random"),
    *("random_integers", "random_sample", "ranf", "rayleigh", "sample", "shuffle", "standard_cauchy"),
    *("standard_exponential", "standard_gamma", "standard_normal", "standard_t", "triangular", "uniform"),
    *("vonmises", "wald", "weibull", "zipf"),
}
#: Importing these loads numpy.random, which numpy 2 by itself does when it is first used.
_LOADERS = (_MODULE, "pandas.", "sklearn.", "scipy.")


def is_draw(module: Module, call: ast.Call) -> bool:
    """Whether a call takes numbers from the global generator."""
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr not in _DRAWS and function.attr != "rvs":
        return False  # the usual case, decided before anything is resolved
    prefix, _, name = module.external_name(function).rpartition(".")
    if prefix.startswith("scipy.stats"):
        return name == "rvs" and not any(keyword.arg in ("random_state", None) for keyword in call.keywords)
    return f"{prefix}." == _MODULE and name in _DRAWS


def draws(module: Module) -> list[ast.Call]:
    """The calls that take numbers from the global generator: of this file, and of what workers run in others."""
    calls = [*module.found.calls, *(call for function in module.foreign_worker_functions for call in function.calls)]
    return [call for call in calls if is_draw(module, call)]


def imports_of_parent(module: Module, file: Collected) -> list[Binding]:
    """The imports of a file that the parent makes: of the module and of functions which are not of workers.

    Of another file those at its top level; nothing where the parent may not load it, or where it may seed.
    """
    if file is module.found:
        imports = imports_in(file.module, *(function.scope for function in file.functions))
        return [b for b in imports if b.owner is None or b.owner not in module.worker_tasks]
    seeds = any("seed" in last_name(call.func).lower() for call in file.calls)
    return imports_in(file.module) if not seeds and file in loaded_with(module, module.found) else []


def loaded(module: Module, parent: Parent, tasks: list[Task], imports: list[Binding]) -> str:
    """When the parent gets the generator: with the ``import`` of this module, by a ``use``, "" where unknown."""
    outside = [call for call in module.found.calls if module.function(call) not in module.worker_tasks]
    uses = [call for call in outside if module.external_name(call.func).startswith(_MODULE)]
    nodes = [b.node for b in imports if _loads(f"{full_name(b)}.")] + uses
    if any(IMPORT in module.graph.place_of(node) for node in nodes):
        return "import"
    return "use" if any(parent.may_precede(node, task.event.call) for node in nodes for task in tasks) else ""


def _loads(name: str) -> bool:
    return name.startswith(_LOADERS) and name != "scipy."


def seeded_tasks(module: Module) -> list[Task]:
    """The tasks whose code seeds something; all of them where an initializer does."""
    setting = {module.function(call) for call in module.calls_of(_MODULE + "set_state")}
    found = [
        task
        for function, tasks in module.worker_tasks.items()
        if function in setting or any("seed" in last_name(call.func).lower() for call in function.calls)
        for task in tasks
    ]
    by_name = [task for task in module.tasks if task.role == "initializer" and "seed" in last_name(task.node).lower()]
    everywhere = by_name or any(task.role == "initializer" for task in found)
    return module.tasks if everywhere else found


def is_seeded_by_parent(module: Module, parent: Parent, tasks: list[Task]) -> bool:
    """Whether the parent sets a seed before it sends one of the tasks."""
    seeds = [call for call in module.calls_of(_MODULE + "seed") if call.args or call.keywords]
    return any(parent.may_precede(seed, task.event.call) for seed in seeds for task in tasks)
