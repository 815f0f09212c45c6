"""Calls that write, move or remove files."""

from __future__ import annotations

import ast

from mpcheck.model.module import Module
from mpcheck.model.values import Const, External, Object
from mpcheck.model.worker import Made

_WRITING_METHODS = {"write_text", "write_bytes"}
#: They write where they are given a path.
_EXPORTING_METHODS = {"to_csv", "to_excel", "to_parquet", "to_pickle", "savefig"}
_OPENING = {
    *("builtins.open", "bz2.open", "codecs.open", "gzip.open", "io.open", "lzma.open", "tarfile.open", "wave.open"),
    "zipfile.ZipFile",
}
_SAVING = {
    *("cv2.imwrite", "joblib.dump", "numpy.save", "numpy.savetxt", "numpy.savez", "numpy.savez_compressed"),
    *("shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copytree", "shutil.make_archive", "torch.save"),
}
_REMOVING_METHODS = {"unlink", "rmdir", "rmtree"}
_REMOVING = {"os.remove", "os.unlink", "os.rmdir", "os.removedirs", "shutil.rmtree"}
_MOVING = {"os.replace", "os.rename", "shutil.move"}


def writes(module: Module, made: Made) -> bool:
    """Whether a call writes a file: opens it for that, saves something, or is a method that is called as those of a Path are."""
    values = module.values(made.call.func, made.context)
    names = {one.name for one in values if isinstance(one, External)}
    if names:
        return bool(names & _SAVING) or (bool(names & _OPENING) and _opens_to_write(module, made, 1))
    if not isinstance(made.call.func, ast.Attribute) or module.functions(values):
        return False
    name = made.call.func.attr
    if name == "commit":
        owners = module.values(made.call.func.value, made.context)
        return any(isinstance(one, Object) and one.name.startswith("sqlite3.") for one in owners)
    is_saving = name in _WRITING_METHODS or (name in _EXPORTING_METHODS and bool(made.call.args))
    return is_saving or (name == "open" and _opens_to_write(module, made, 0))


def _opens_to_write(module: Module, made: Made, index: int) -> bool:
    """Whether the mode is one for writing; ``index`` is its place among the arguments."""
    written = [*made.call.args[index : index + 1], *(k.value for k in made.call.keywords if k.arg == "mode")]
    modes = [mode for node in written for mode in module.values(node, made.context)]
    return any(isinstance(mode, Const) and set("wax+") & set(str(mode.value)) for mode in modes)


def opened_to_read(module: Module) -> list[ast.Call]:
    """The calls that open a file by its path, and not to write."""
    opened = (call for call in module.calls_of(*_OPENING) if call.args)
    return [call for call in opened if not _opens_to_write(module, Made(call, None, (call,)), 1)]


def removes(module: Module, made: Made) -> bool:
    """Whether a call removes a file or folder, by a function or as a method of a Path does."""
    values = module.values(made.call.func, made.context)
    if any(isinstance(one, External) and one.name in _REMOVING for one in values):
        return True
    if not isinstance(made.call.func, ast.Attribute) or module.functions(values):
        return False
    # Who unlinks shared memory is known to the tables.
    owner = module.kinds(made.call.func.value, made.context)
    return made.call.func.attr in _REMOVING_METHODS and not owner


def moves(module: Module, made: Made) -> bool:
    """Whether a call gives a file another name."""
    values = module.values(made.call.func, made.context)
    return any(isinstance(one, External) and one.name in _MOVING for one in values)
