"""How likely a running case is to be answered after its due day, from how long others took; never a judgment."""
