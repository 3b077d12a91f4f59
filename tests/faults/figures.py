"""What a full run of the faults came to, kept as JSON under build/soak for `python -m scripts.reliability`."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "build" / "soak"


def keep_figures(name: str, **figures: float) -> None:
    """Keep the figures of one fault in a full run; a short run keeps none.

    The test calls it once all that it asserts holds.
    """
    if os.environ.get("CASEBASE_SOAK") != "1":
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    load = round(os.getloadavg()[1], 1)  # what else the machine did lies in the times
    told = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **figures, "load_average": load}
    (FOLDER / f"{name}.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
