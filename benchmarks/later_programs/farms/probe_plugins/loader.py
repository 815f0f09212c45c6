import importlib.util
import pathlib
import sys


def load_drivers(folder):
    """Every *.py in folder becomes a driver; returns {stem: module}."""
    drivers = {}
    for path in sorted(pathlib.Path(folder).glob("*.py")):
        name = "probe_driver_" + path.stem
        spec = importlib.util.spec_from_file_location(name, str(path))
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        drivers[path.stem] = module
    return drivers
