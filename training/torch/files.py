"""What `npm run pack` wrote, and checkpoints (../checkpoint.ts)."""

import json
import struct
from pathlib import Path

import numpy
import torch
from PIL import Image

SIDE = 48
MAGIC = b"FACETCK1"


class Pack:
    """
    pictures: [n, 48, 48] grey levels; the first `training` of them train.
    expressions, classes: [training, 8] and [training, 7], targets; a row's sum is its weight.
    agreed, labels: of the others, the class that they count as, -1 for none: FER+ and FER2013.
    """

    def __init__(self, folder, device):
        described = json.loads((Path(folder) / "plan.json").read_text())
        self.stages = described["stages"]
        self.command, self.commit = described["command"], described["commit"]
        self.training = described["training"]
        self.agreed = torch.tensor(described["agreed"], device=device)
        self.labels = torch.tensor(described["labels"], device=device)
        Image.MAX_IMAGE_PIXELS = None
        sheet = numpy.asarray(Image.open(Path(folder) / "faces.png"))
        across = sheet.shape[1] // SIDE
        tiles = sheet.reshape(-1, SIDE, across, SIDE).swapaxes(1, 2).reshape(-1, SIDE, SIDE)
        self.pictures = torch.from_numpy(tiles[: self.training + len(self.labels)].copy()).to(device)
        targets = numpy.fromfile(Path(folder) / "targets.f32", "<f4").reshape(self.training, -1)
        self.expressions, self.classes = torch.from_numpy(targets).to(device).split([8, 7], 1)


def read_checkpoint(file):
    """-> header, averaged weights by name"""
    content = Path(file).read_bytes()
    if content[:8] != MAGIC:
        raise SystemExit(f"{file} is not a checkpoint of this program.")
    at = 12 + struct.unpack_from("<I", content, 8)[0]
    header = json.loads(content[12:at])
    average = {}
    for tensor in header["tensors"]:
        if tensor["group"] == "average":
            average[tensor["name"]] = numpy.frombuffer(content, "<f4", tensor["length"], at).copy()
        at += 4 * tensor["length"]
    return header, average


def write_checkpoint(file, header, groups):
    """groups: {"weights" | "momentum" | "average": {name: tensor}}"""
    tensors = [(group, name, values) for group, named in groups.items() for name, values in named.items()]
    listed = [{"group": group, "name": name, "length": values.numel()} for group, name, values in tensors]
    described = json.dumps({**header, "tensors": listed}).encode()
    file = Path(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    with part.open("wb") as out:
        out.write(MAGIC + struct.pack("<I", len(described)) + described)
        for _, _, values in tensors:
            out.write(values.detach().float().cpu().contiguous().numpy().astype("<f4").tobytes())
    part.replace(file)
