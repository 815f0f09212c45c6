"""Settings that an interpreter keeps for itself: what makes them, and which code depends on them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from mpcheck.model.accesses import reads_in
from mpcheck.model.calling import argument
from mpcheck.model.module import Module
from mpcheck.model.parameters import DECIMAL_NUMBER
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.values import BoundMethod, Const, External, Object, Value, only
from mpcheck.rules.entry.restoring import is_put_back
from mpcheck.rules.entry.warning_filters import is_unconcerned

_QUIET_LEVELS = {"logging.WARNING", "logging.WARN", "logging.ERROR", "logging.CRITICAL", "logging.FATAL"}
_SHOWN_IF_SET_UP = ("debug", "info")
_VARIABLE = "contextvars.ContextVar"
_LOGGER = "logging.getLogger"
_INFO = (20, "INFO")  # logging.INFO


@dataclass(frozen=True, slots=True)
class Setting:
    """A kind of setting.

    ``setters`` are the calls that make it, ``attributes_of`` names what has it as an attribute, and ``asking``
    are prefixes of the names that code uses which depends on it.  Where it ``is_named``, the first argument of the
    setter is a name, and code depends on it that passes the same.
    """

    what: str
    setters: frozenset[str]
    asking: tuple[str, ...]
    attributes_of: str = ""
    is_named: bool = False


DECIMAL = Setting("the decimal context", frozenset({"decimal.setcontext"}), ("decimal.",), "decimal.getcontext")
RECURSION = Setting("the recursion limit", frozenset({"sys.setrecursionlimit"}), ())
LOGGING = Setting(
    "the set-up of logging",
    frozenset({"logging.basicConfig", "logging.config.dictConfig", "logging.config.fileConfig"}),
    (),
)
CONTEXT = Setting("the value of a context variable", frozenset(), ())
_BY_NAME = (
    DECIMAL,
    RECURSION,
    LOGGING,
    Setting(
        "the default timeout of sockets",
        frozenset({"socket.setdefaulttimeout"}),
        ("socket.", "urllib.request.", "http.client.", "ftplib.", "smtplib.", "imaplib.", "xmlrpc.client."),
    ),
    Setting(
        "the filter of warnings", frozenset({"warnings.simplefilter", "warnings.filterwarnings"}), ("warnings.warn",)
    ),
    Setting("the locale", frozenset({"locale.setlocale"}), ("locale.",)),
    Setting(
        "the default type or device of tensors",
        frozenset({"torch.set_default_dtype", "torch.set_default_device", "torch.set_default_tensor_type"}),
        ("torch.",),
    ),
    Setting("the handling of floating-point errors", frozenset({"numpy.seterr", "numpy.seterrcall"}), ("numpy.",)),
    Setting("the dialect of CSV files", frozenset({"csv.register_dialect"}), ("csv.",), is_named=True),
    Setting(
        "the archive format",
        frozenset({"shutil.register_archive_format"}),
        ("shutil.make_archive",),
        is_named=True,
    ),
    Setting("the handler of encoding errors", frozenset({"codecs.register_error"}), ("",), is_named=True),
    Setting("the type of files", frozenset({"mimetypes.add_type"}), ("mimetypes.guess",)),
    Setting(
        "the first day of the week",
        frozenset({"calendar.setfirstweekday"}),
        ("calendar.monthcalendar", "calendar.weekheader", "calendar.calendar", "calendar.prcal", "calendar.prmonth"),
    ),
    Setting("the opener of URLs", frozenset({"urllib.request.install_opener"}), ("urllib.request.url",)),
)
_BY_SETTER = {setter: setting for setting in _BY_NAME for setter in setting.setters}


@dataclass(frozen=True, slots=True)
class Made:
    """A place that makes a setting; ``of`` is the context variable or the logger that gets it, None for all.

    ``through`` is the call of this file, if it is made in a function of another one.
    """

    setting: Setting
    node: ast.expr
    of: Value | None = None
    through: ast.Call | None = None

    @property
    def here(self) -> ast.expr:
        """What makes it in this file."""
        return self.through or self.node


def settings_made(module: Module) -> Iterator[Made]:
    """Every place of the file that makes a setting of the process, or calls a function of another one that does."""
    yield from _made_in(module, module.found)
    yield from _handlers_added(module)
    for call in module.found.calls:
        foreign = [info for info in module.functions(module.values(call.func)) if not module.is_here(info.node)]
        yield from (replace(made, through=call) for made in made_by(module, foreign))


def made_by(module: Module, functions: Collection[FunctionInfo]) -> Iterator[Made]:
    """What functions of other files set."""
    for function in functions:
        yield from _made_by_calls(module, function.calls)
    for file in {module.ev.file(function.node): None for function in functions}:
        yield from (made for made in _stored_in(module, file) if module.function(made.node) in functions)


def _made_in(module: Module, file: Collected) -> Iterator[Made]:
    yield from _made_by_calls(module, file.calls)
    yield from _stored_in(module, file)


def _made_by_calls(module: Module, calls: Iterable[ast.Call]) -> Iterator[Made]:
    for call in calls:
        setting = _BY_SETTER.get(module.external_name(call.func))
        if setting is not None and not _is_quiet(module, call) and not is_put_back(module, call):
            yield Made(setting, call)
        yield from (Made(CONTEXT, call, variable) for variable in _receivers(call, "set", _VARIABLE, module))


def _stored_in(module: Module, file: Collected) -> Iterator[Made]:
    """Where an attribute of the decimal context is set."""
    if "getcontext" in file.text:
        for node in file.nodes_of(ast.Attribute):
            is_set = isinstance(node.ctx, ast.Store) and _names(module, node.value) == {DECIMAL.attributes_of}
            if is_set and not is_put_back(module, node):
                yield Made(DECIMAL, node)


def _handlers_added(module: Module) -> Iterator[Made]:
    """Where a logger gets a handler, in a file that sets the level of one: by default nothing but warnings is shown."""
    if not any(True for call in module.found.calls for _ in _receivers(call, "setLevel", _LOGGER, module)):
        return
    for call in module.found.calls:
        for logger in _receivers(call, "addHandler", _LOGGER, module):
            if call.args and "logging.NullHandler" not in _names(module, call.args[0]):
                is_root = not (isinstance(logger.call, ast.Call) and (logger.call.args or logger.call.keywords))
                yield Made(LOGGING, call, None if is_root else logger)


def _is_quiet(module: Module, call: ast.Call) -> bool:
    """Whether a call of ``basicConfig`` shows no more than a process shows without it."""
    if module.external_name(call.func) != "logging.basicConfig":
        return False
    level = argument(call, (), "level")
    return level is None or module.external_name(level) in _QUIET_LEVELS


def _names(module: Module, node: ast.expr) -> set[str]:
    return {one.name if isinstance(one, Object) else "" for one in module.values(node)}


def _receivers(call: ast.Call, method: str, class_name: str, module: Module) -> Iterator[Object]:
    """The objects of an external class of which a call may call a method."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == method:
        for one in module.values(call.func):
            if isinstance(one, BoundMethod) and isinstance(one.receiver, Object) and one.receiver.name == class_name:
                yield one.receiver


def makes_too(module: Module, functions: Collection[FunctionInfo | None], made: Made) -> bool:
    """Whether one of some functions makes the setting, be it to another value."""
    calls = [call for function in functions if function for call in function.calls]
    if made.setting is CONTEXT:
        return any(made.of in list(_receivers(call, "set", _VARIABLE, module)) for call in calls)
    if made.setting is LOGGING and any(getattr(call.func, "attr", "") == "addHandler" for call in calls):
        return True
    if made.setting is DECIMAL and any(module.external_name(call.func) == "decimal.localcontext" for call in calls):
        return True
    if any(module.external_name(call.func) in made.setting.setters for call in calls):
        return True
    foreign = [function for function in functions if function and not module.is_here(function.node)]
    made_there = [*module.once(settings_made), *made_by(module, foreign)]
    return any(one.setting is made.setting and module.function(one.here) in functions for one in made_there)


def use_in(module: Module, function: FunctionInfo, made: Made) -> ast.AST | None:
    """The first place in a function that depends on the setting."""
    if made.setting is CONTEXT:
        gets = (call for call in function.calls if made.of in list(_receivers(call, "get", _VARIABLE, module)))
        return next(gets, None)
    if made.setting is LOGGING:
        shown = _shown(module, made.node)
        return next((call for call in function.calls if _logs(module, call, made.of, shown)), None)
    if made.setting is RECURSION:
        return next((call for call in function.calls if function in module.functions(module.values(call.func))), None)
    if made.setting.is_named:
        return next((call for call in function.calls if _passes_name(module, call, made)), None)
    names = (
        node
        for node in reads_in(module, function)
        if module.external_name(node).startswith(made.setting.asking)
        and not is_unconcerned(module, made.node, module.parent(node))
    )
    return next(names, None) or (_arithmetic(module, function) if made.setting is DECIMAL else None)


def _passes_name(module: Module, call: ast.Call, made: Made) -> bool:
    """Whether a call that depends on a setting passes the name under which that is made."""
    if not module.external_name(call.func).startswith(made.setting.asking) or not isinstance(made.node, ast.Call):
        return False
    names = _texts(module, made.node.args[:1])
    return not names.isdisjoint(_texts(module, (*call.args, *(keyword.value for keyword in call.keywords))))


def _texts(module: Module, nodes: Iterable[ast.expr]) -> set[object]:
    return {one.value for node in nodes for one in only(Const, module.values(node)) if isinstance(one.value, str)}


def _arithmetic(module: Module, function: FunctionInfo) -> ast.AST | None:
    """The first operation in a function on what is known to be a decimal number, by an annotation mostly."""
    operations = module.ev.file(function.node).nodes_of(ast.BinOp, ast.AugAssign)
    for node in (one for one in operations if module.function(one) is function):
        operands = (node.value,) if isinstance(node, ast.AugAssign) else (node.left, node.right)
        if any(DECIMAL_NUMBER in _names(module, operand) for operand in operands):
            return node
    return None


def _shown(module: Module, made: ast.expr) -> tuple[str, ...]:
    """The methods whose messages are shown once logging is set up, and not by default."""
    level = argument(made, (), "level") if isinstance(made, ast.Call) else None
    levels = module.values(level) if level is not None else ()
    is_info = bool(levels) and all(
        one.value in _INFO if isinstance(one, Const) else isinstance(one, External) and one.name == "logging.INFO"
        for one in levels
    )
    return ("info",) if is_info else _SHOWN_IF_SET_UP


def _logs(module: Module, call: ast.Call, logger: Value | None, shown: tuple[str, ...]) -> bool:
    """Whether a call logs, by ``logger`` if one is given, what no process shows by default."""
    if logger is None and module.external_name(call.func) in {f"logging.{method}" for method in shown}:
        return True
    found = (one for method in shown for one in _receivers(call, method, _LOGGER, module))
    return any(logger in (None, one) for one in found)
