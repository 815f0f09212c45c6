"""What the scanned code means: scopes, names, abstract values, events, places, order.

The model knows Python and the process APIs; it knows no rule, and executes nothing.
"""
