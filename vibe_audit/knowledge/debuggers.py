"""Calls that stop a program for somebody to look at it, or open a door for a debugger.

https://docs.python.org/3/library/pdb.html, https://ipython.readthedocs.io/en/stable/interactive/reference.html#embedding,
https://documen.tician.de/pudb/starting.html, https://github.com/microsoft/debugpy, https://github.com/gruns/icecream
"""

from __future__ import annotations

DEBUGGERS = frozenset({
    "IPython.embed", "IPython.terminal.embed.embed", "bpdb.set_trace", "breakpoint", "celery.contrib.rdb.set_trace",
    "code.interact", "debugpy.breakpoint", "icecream.ic", "ipdb.set_trace", "pdb.set_trace", "pdbpp.set_trace", "ptvsd.break_into_debugger",
    "pudb.set_trace", "pydevd.settrace", "pydevd_pycharm.settrace", "remote_pdb.set_trace", "rpdb.set_trace", "wdb.set_trace",
    "web_pdb.set_trace",
})
