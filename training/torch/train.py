"""
Trains what `npm run pack` packed, on one NVIDIA GPU in minutes (on the CPU too, for trying things: hours).

    python3 training/torch/train.py training/runs/pack --runs training/runs

Of a stage, every run sees the same pictures at the same time, so that teachers are asked once. Each leaves a checkpoint that
`npm run evaluate` and `npm run export` read; it holds the averaged weights alone and cannot be resumed.
"""

import argparse
import json
import math
import time
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F

from files import Pack, read_checkpoint, write_checkpoint
from network import Network, Weights, fold
from pictures import Augment

WARM_UP_STEPS = 3  # before a CUDA graph is captured


def cross_entropy(targets, logits):
    """Of soft targets; a row's sum is its weight."""
    return -(targets * F.log_softmax(logits, 1)).sum(1).mean()


def normalised(grey):
    """[n, 48, 48], 0 to 255 -> the network's input (src/engine/input.ts)"""
    return ((grey - 128) / 64)[:, None]


class Learner:
    """One network in training: SGD with Nesterov momentum, as ../sgd.ts, and averaged weights, as ../averaging.ts."""

    def __init__(self, recipe, seed, device):
        self.recipe, self.seed = recipe, seed
        self.name = f"{recipe['name']}-{seed}"
        self.network = Network(recipe["architecture"], seed, device)
        self.flat = self.network.parameters.flat
        self.statistics = self.network.statistics.flat
        self.velocity = torch.zeros_like(self.flat)
        shapes = {name: values.shape for name, values in self.network.parameters.named.items()}
        gradients, decay = Weights(shapes, device), Weights(shapes, device)
        self.gradient, self.decay = gradients.flat, decay.flat
        self.leaves = {}
        for name, values in self.network.parameters.named.items():
            decay.named[name].fill_(recipe["weightDecay"] if values.dim() > 1 else 0)
            self.leaves[name] = values.detach().requires_grad_()
            self.leaves[name].grad = gradients.named[name]
        self.averages = [self.flat.clone(), self.statistics.clone()]
        self.updates = 0

    def state(self):
        return [self.flat, self.statistics, self.velocity]

    def step(self, x, expressions, classes, rate):
        """rate: a tensor, so that a captured graph reads it anew. -> loss"""
        self.gradient.zero_()
        ferplus, fer2013 = self.network(x, self.leaves)
        loss = cross_entropy(expressions, ferplus) + self.recipe["fer2013Weight"] * cross_entropy(classes, fer2013)
        loss.backward()
        with torch.no_grad():
            momentum = self.recipe["momentum"]
            gradient = self.gradient + self.decay * self.flat
            self.velocity.mul_(momentum).add_(gradient)
            self.flat.sub_(rate * (gradient + momentum * self.velocity))
        return loss.detach()

    def average(self):
        self.updates += 1
        decay = min(self.recipe["average"]["decay"], self.updates / (self.updates + 10))
        for average, current in zip(self.averages, (self.flat, self.statistics)):
            average.lerp_(current, 1 - decay)

    def averaged(self):
        """Averaged weights by name."""
        flat = dict(zip(("parameters", "statistics"), self.averages))
        named = {}
        for part, average in flat.items():
            weights = getattr(self.network, part)
            at = 0
            for name, values in weights.named.items():
                named[name] = average[at : at + values.numel()].view(values.shape)
                at += values.numel()
        return named

    def folded(self, dtype):
        return fold(self.recipe["architecture"], self.averaged(), dtype)


def accuracies(network, pack):
    """-> shares of PublicTest: FER+ where its taggers agree, FER2013"""
    logits = [network(normalised(part.float())) for part in pack.pictures[pack.training :].split(512)]
    ferplus, fer2013 = (torch.cat(head).argmax(1) for head in zip(*logits))
    clear = pack.agreed >= 0
    right = lambda said, truth: (said == truth).float().mean().item()
    return right(ferplus[clear], pack.agreed[clear]), right(fer2013, pack.labels)


class Stage:
    """Runs that differ in nothing but architecture, name and seed."""

    def __init__(self, runs, teachers, pack, device, eager=False):
        self.recipe = {**runs[0]["recipe"], "name": None, "architecture": None}
        for run in runs:
            if {**run["recipe"], "name": None, "architecture": None} != self.recipe:
                raise SystemExit(f"{run['recipe']['name']} differs from {runs[0]['recipe']['name']} in more than architecture.")
        self.pack, self.device, self.teachers = pack, device, teachers
        self.learners = [Learner(run["recipe"], run["seed"], device) for run in runs]
        self.augment = Augment(self.recipe["augmentation"], device)
        self.dtype = torch.bfloat16 if device.type == "cuda" else torch.float32
        batch = self.recipe["batch"]
        self.steps = pack.training // batch
        self.rows = torch.zeros(batch, dtype=torch.long, device=device)
        self.shares = torch.ones(batch, 1, device=device)
        self.rate = torch.zeros((), device=device)
        self.streams = [torch.cuda.Stream() for _ in self.learners] if device.type == "cuda" else []
        self.losses = None
        self.graph = None if eager or device.type != "cuda" else self._captured()

    def _captured(self):
        """One step as a CUDA graph: hundreds of small kernels cost more to launch than to run."""
        state = [values for learner in self.learners for values in learner.state()]
        before = [values.clone() for values in state]
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(WARM_UP_STEPS):
                self._step()
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self._step()
        for values, old in zip(state, before):
            values.copy_(old)
        return graph

    def _step(self):
        """Reads rows, shares and rate; writes losses."""
        pack, shares = self.pack, self.shares
        mixed = lambda values, share: values * share + values.roll(1, 0) * (1 - share)
        with torch.no_grad():
            grey = self.augment(pack.pictures[self.rows].float())
            x = normalised(mixed(grey, shares[:, :, None])).to(self.dtype)
            expressions = mixed(pack.expressions[self.rows], shares)
            classes = mixed(pack.classes[self.rows], shares)
            if self.teachers:
                share = self.recipe["distillation"]["share"]
                said = [network(x) for network in self.teachers]
                answers = (torch.stack([head.softmax(1) for head in heads]).mean(0) for heads in zip(*said))
                expressions, classes = (
                    (1 - share) * targets + share * targets.sum(1, keepdim=True) * answer
                    for targets, answer in zip((expressions, classes), answers)
                )
        if not self.streams:
            self.losses = [learner.step(x, expressions, classes, self.rate) for learner in self.learners]
            return
        # Small networks do not fill the GPU one after the other.
        here = torch.cuda.current_stream()
        losses = []
        for learner, stream in zip(self.learners, self.streams):
            stream.wait_stream(here)
            with torch.cuda.stream(stream):
                losses.append(learner.step(x, expressions, classes, self.rate))
        for stream in self.streams:
            here.wait_stream(stream)
        self.losses = losses

    def rate_at(self, step, total):
        """As ../sgd.ts: a line up, then a cosine to zero."""
        warmup, peak = self.recipe["warmupSteps"], self.recipe["peakRate"]
        if step < warmup:
            return peak * (step + 1) / warmup
        return peak * 0.5 * (1 + math.cos(math.pi * (step - warmup) / max(1, total - warmup)))

    def epoch(self, epoch, epochs):
        seed = [learner.seed for learner in self.learners][0]
        draw = numpy.random.default_rng([seed, epoch])
        batch, steps = self.recipe["batch"], self.steps
        rows = torch.from_numpy(draw.permutation(self.pack.training)[: steps * batch]).to(self.device).view(steps, batch)
        shares = numpy.ones((steps, batch, 1))
        unmixed = (self.recipe.get("distillation") or {}).get("unmixed", 0)
        if self.recipe["mixup"] > 0 and epoch < epochs - unmixed:
            drawn = draw.beta(self.recipe["mixup"], self.recipe["mixup"], shares.shape)
            shares = numpy.maximum(drawn, 1 - drawn)
        shares = torch.from_numpy(shares).float().to(self.device)
        for step in range(steps):
            at = epoch * steps + step
            self.rows.copy_(rows[step])
            self.shares.copy_(shares[step])
            self.rate.fill_(self.rate_at(at, epochs * steps))
            if self.graph:
                self.graph.replay()
            else:
                self._step()
            if at % self.recipe["average"]["every"] == 0:
                for learner in self.learners:
                    learner.average()

    def run(self, epochs, stop_after, report):
        torch.manual_seed(self.learners[0].seed)
        for epoch in range(min(epochs, stop_after)):
            start = time.perf_counter()
            self.epoch(epoch, epochs)
            losses = [loss.item() for loss in self.losses]
            if not all(map(math.isfinite, losses)):
                raise SystemExit(f"The loss of epoch {epoch + 1} is not a number: lower the recipe's peakRate.")
            report(self, epoch + 1, epochs, losses, self.steps * self.recipe["batch"] / (time.perf_counter() - start))


def teachers_of(recipe, known, runs, dtype, device):
    """Earlier runs of this program, or checkpoints under `runs`."""
    networks = []
    for name in (recipe.get("distillation") or {}).get("teachers", []):
        if name not in known:
            header, average = read_checkpoint(runs / name / "checkpoint.bin")
            architecture = header["recipe"]["architecture"]
            network = Network(architecture, 0, device)
            network.parameters.load(average)
            network.statistics.load(average)
            known[name] = (architecture, {**network.parameters.named, **network.statistics.named})
        networks.append(fold(*known[name], dtype))
    return networks


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", help="what `npm run pack` wrote")
    parser.add_argument("--runs", type=Path, default=Path("training/runs"), help="where teachers are and checkpoints go")
    parser.add_argument("--epochs", type=lambda text: [int(n) for n in text.split(",")], help="per stage, instead of the recipes'")
    parser.add_argument("--stop-after", type=int, default=10**9, help="end each stage after N epochs of its schedule")
    parser.add_argument("--eager", action="store_true", help="without CUDA graphs: slower, with errors where they happen")
    parser.add_argument("--report-every", type=int, default=10, help="epochs between measurements on PublicTest")
    options = parser.parse_args()

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if device.type == "cuda":
        torch.backends.cudnn.benchmark = True
        torch.backends.cudnn.allow_tf32 = False
        print(torch.cuda.get_device_name(), torch.__version__, flush=True)
    pack = Pack(options.pack, device)
    began = time.perf_counter()

    def report(stage, epoch, epochs, losses, speed):
        last = epoch in (epochs, options.stop_after)
        if epoch % options.report_every and not last:
            return
        for learner, loss in zip(stage.learners, losses):
            ferplus, fer2013 = accuracies(learner.folded(torch.float32), pack)
            measured = {"ferplus": ferplus, "fer2013": fer2013}
            line = {"run": learner.name, "epoch": epoch, "epochs": epochs, "loss": loss, "samplesPerSecond": speed, **measured}
            print(f"{time.perf_counter() - began:5.0f} s  {learner.name} epoch {epoch}/{epochs}  loss {loss:.4f}  "
                  f"FER+ {100 * ferplus:.2f} %  FER2013 {100 * fer2013:.2f} %  {speed:.0f} samples/s", flush=True)
            folder = options.runs / learner.name
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / "epochs.jsonl").open("a") as out:
                out.write(json.dumps(line) + "\n")
            header = {
                "recipe": {**learner.recipe, "epochs": epochs}, "seed": learner.seed, "epoch": epoch,
                "averageUpdates": learner.updates, "command": pack.command, "commit": pack.commit, "measured": measured,
            }
            write_checkpoint(folder / "checkpoint.bin", header, {"average": learner.averaged()})

    known = {}
    dtype = torch.bfloat16 if device.type == "cuda" else torch.float32
    for number, runs in enumerate(pack.stages):
        recipe = runs[0]["recipe"]
        teachers = teachers_of(recipe, known, options.runs, dtype, device)
        for name, teacher in zip((recipe.get("distillation") or {}).get("teachers", []), teachers):
            ferplus, fer2013 = accuracies(teacher, pack)
            print(f"teacher {name}: FER+ {100 * ferplus:.2f} %  FER2013 {100 * fer2013:.2f} %", flush=True)
        if len(teachers) > 1:
            together = lambda x: [torch.stack([h.softmax(1) for h in heads]).mean(0) for heads in zip(*(t(x) for t in teachers))]
            ferplus, fer2013 = accuracies(together, pack)
            print(f"together: FER+ {100 * ferplus:.2f} %  FER2013 {100 * fer2013:.2f} %", flush=True)
        stage = Stage(runs, teachers, pack, device, options.eager)
        stage.run(options.epochs[number] if options.epochs else recipe["epochs"], options.stop_after, report)
        for learner in stage.learners:
            known[learner.name] = (learner.recipe["architecture"], {n: v.clone() for n, v in learner.averaged().items()})


if __name__ == "__main__":
    main()
