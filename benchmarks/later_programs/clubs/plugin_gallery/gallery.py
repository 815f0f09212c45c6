"""Find plug-ins: files in a folder, each with a function apply()."""
import importlib.util
import sys


def load(path):
    name = f"gallery_plugin_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def discover(folder):
    modules = [load(path) for path in sorted(folder.glob("*.py"))]
    return {getattr(module, "NAME", module.__name__): module.apply for module in modules}
