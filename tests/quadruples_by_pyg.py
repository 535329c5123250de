"""Loads a folder of quadruples with PyTorch Geometric, as it loads ICEWS18: python quadruples_by_pyg.py FOLDER ROOT."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import torch  # type: ignore[import-not-found]  # installed by who runs this
from torch_geometric.data import Data  # type: ignore[import-not-found]
from torch_geometric.datasets.icews import EventDataset  # type: ignore[import-not-found]
from torch_geometric.io import read_txt_array  # type: ignore[import-not-found]

PARTS = ["train.txt", "valid.txt", "test.txt"]


class Quadruples(EventDataset):  # type: ignore[misc]  # its types are not at hand
    """Our files in the place of those of ICEWS18, whose class knows the sizes of its own parts."""

    num_nodes = num_rels = 0
    raw_file_names = PARTS
    processed_file_names = ("all.pt",)

    def __init__(self, root: Path) -> None:
        super().__init__(str(root))
        self.load(self.processed_paths[0])

    def process(self) -> None:
        """Read all parts, in order."""
        events = torch.cat([read_txt_array(path, sep="\t", end=4, dtype=torch.long) for path in self.raw_paths])
        facts = [Data(sub=one[0], rel=one[1], obj=one[2], t=one[3]) for one in events]
        self.save(facts, self.processed_paths[0])


if __name__ == "__main__":
    folder, root = map(Path, sys.argv[1:])
    (root / "raw").mkdir(parents=True)
    for name in PARTS:
        shutil.copy(folder / name, root / "raw" / name)
    found = Quadruples(root)
    facts = found._data
    told = {
        "facts": len(found),
        "entities": int(max(facts.sub.max(), facts.obj.max())) + 1,
        "relations": int(facts.rel.max()) + 1,
        "ascending": bool((facts.t[1:] >= facts.t[:-1]).all()),
    }
    sys.stdout.write(json.dumps(told) + "\n")
