"""Description of the bundle, read by the installer."""
TITLE = "Basic effects"
DEFAULT_CHAIN = ["shift", "smooth"]


def describe(names):
    return f"{TITLE}: {', '.join(names)}"
