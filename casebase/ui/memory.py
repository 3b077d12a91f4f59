"""What Streamlit's garbage collection after each run of a page need not go through."""

import gc
import sys
import threading

_lock = threading.Lock()
_modules_spared = 0


def spare_modules() -> None:
    """Keep the modules loaded by now out of garbage collection, once whenever there are more of them.

    Streamlit collects all garbage after each run; going through the modules takes longer than most pages, and no
    answer leaves the server meanwhile.
    """
    global _modules_spared
    with _lock:
        if len(sys.modules) <= _modules_spared:
            return
        gc.collect()
        gc.freeze()
        _modules_spared = len(sys.modules)
