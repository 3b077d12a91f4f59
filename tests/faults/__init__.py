"""Real faults: kills, full disks, servers that go away, clocks that are set back."""
