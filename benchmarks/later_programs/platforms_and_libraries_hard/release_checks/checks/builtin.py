import sys

from .registry import check

PY = f'"{sys.executable}"'


@check("syntax")
def syntax() -> str:
    return f'{PY} -m tabnanny "{__file__}"'


@check("mirror")
def mirror() -> str:
    return f'{PY} -c "import time; time.sleep(9)" && echo mirrored'
