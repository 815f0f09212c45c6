"""What runs in the interpreter that is asked: Python 3.8's syntax, the standard library, nothing of mpcheck outside.

`start.py` is the program; `far_end.py` runs in the process at the other end of the crossing.
"""
