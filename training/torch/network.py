"""The network of ../model.ts, as it trains and with batch norm folded; weights under the same names and in the same order of axes."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F

EPSILON = 1e-3  # layers/batchNormRelu.ts
STATISTICS_RATE = 0.05
EXPRESSIONS = 8
FER2013_CLASSES = 7
HEADS = {"expression": EXPRESSIONS, "fer2013": FER2013_CLASSES}


def convolutions(architecture):
    """-> (name, inputs, filters, block, adds its input to its output), in order."""
    inputs = 1
    for b, block in enumerate(architecture["blocks"]):
        for c in range(block["convolutions"]):
            yield f"block{b + 1}_conv{c + 1}", inputs, block["width"], b, bool(block.get("residual")) and c > 0
            inputs = block["width"]


def norm_name(convolution):
    return convolution.replace("conv", "norm")


def with_tied(free):
    """[3, 3, inputs, filters / 2] -> [3, 3, inputs, filters]: the other half is what the first sees in the mirror (../mirror.ts)."""
    partner = torch.roll(free, free.shape[2] // 2, 2) if free.shape[2] > 1 else free
    return torch.cat([free, partner.flip(1)], 3)


def outermost_first(kernel, dtype):
    """[3, 3, inputs, filters] -> [filters, inputs, 3, 3], inputs side by side in memory as cuDNN likes them"""
    return kernel.permute(3, 2, 0, 1).to(dtype).contiguous(memory_format=torch.channels_last)


class Weights:
    """Named tensors that lie one behind another in one flat tensor, so that a step of the optimizer is a handful of kernels."""

    def __init__(self, shapes, device):
        self.flat = torch.zeros(sum(math.prod(shape) for shape in shapes.values()), device=device)
        self.named = {}
        at = 0
        for name, shape in shapes.items():
            self.named[name] = self.flat[at : at + math.prod(shape)].view(shape)
            at += math.prod(shape)

    def load(self, named):
        for name, values in self.named.items():
            values.copy_(torch.as_tensor(named[name]).view(values.shape))


class Network:
    """What is trained: `parameters`, and `statistics`, the running mean and variance of batch norm."""

    def __init__(self, architecture, seed, device):
        self.architecture = architecture
        ways = 2 if architecture.get("mirror") else 1
        shapes, statistics = {}, {}
        for name, inputs, filters, _, _ in convolutions(architecture):
            norm, free = norm_name(name), filters // ways
            shapes[f"{name}/kernel"] = (3, 3, inputs, free)
            shapes |= {f"{norm}/gamma": (free,), f"{norm}/beta": (free,)}
            statistics |= {f"{norm}/mean": (free,), f"{norm}/variance": (free,)}
        features = architecture["blocks"][-1]["width"] // ways
        for head, units in HEADS.items():
            shapes |= {f"{head}/kernel": (features, units), f"{head}/bias": (units,)}
        self.parameters = Weights(shapes, device)
        self.statistics = Weights(statistics, device)
        self._draw(torch.Generator().manual_seed(seed))

    def _draw(self, generator):
        for name, values in self.parameters.named.items():
            if name.endswith("/gamma"):
                values.fill_(1)
            elif values.dim() == 4:  # He et al. 2015, normal
                deviation = math.sqrt(2 / (9 * values.shape[2]))
                values.copy_(torch.randn(values.shape, generator=generator) * deviation)
            elif values.dim() == 2:  # Glorot & Bengio 2010, uniform
                limit = math.sqrt(6 / sum(values.shape))
                values.copy_((torch.rand(values.shape, generator=generator) * 2 - 1) * limit)
        for name, values in self.statistics.named.items():
            values.fill_(1 if name.endswith("/variance") else 0)

    def __call__(self, x, weights):
        """
        As it trains. Updates the statistics.
        x: [n, 1, 48, 48], normalised. weights: leaves by name that share `parameters`' memory. -> logits [n, 8], [n, 7]
        """
        mirror = self.architecture.get("mirror")
        block = 0
        for name, _, _, b, adds in convolutions(self.architecture):
            if b != block:
                x, block = pooled(x, self.architecture), b
            kernel = weights[f"{name}/kernel"]
            kernel = with_tied(kernel) if mirror else kernel
            y = F.conv2d(x, outermost_first(kernel, x.dtype), padding=1)
            y = F.relu(self._normalised(y, norm_name(name), weights))
            x = x + y if adds else y
        x = last_pooled(x, self.architecture)
        if mirror:
            x = x.view(len(x), 2, -1).mean(1)
        x = F.dropout(x, self.architecture["dropout"])
        return tuple(x @ weights[f"{head}/kernel"] + weights[f"{head}/bias"] for head in HEADS)

    def _normalised(self, x, norm, weights):
        n, channels, height, width = x.shape
        if self.architecture.get("mirror"):
            # Channels last, the halves of a pixel lie side by side: as many pixels again of half the channels.
            x = x.permute(0, 2, 3, 1).reshape(n, height, 2 * width, channels // 2).permute(0, 3, 1, 2)
        statistics = self.statistics.named
        x = F.batch_norm(
            x,
            statistics[f"{norm}/mean"],
            statistics[f"{norm}/variance"],
            weights[f"{norm}/gamma"],
            weights[f"{norm}/beta"],
            training=True,
            momentum=STATISTICS_RATE,
            eps=EPSILON,
        )
        if self.architecture.get("mirror"):
            x = x.permute(0, 2, 3, 1).reshape(n, height, width, channels).permute(0, 3, 1, 2)
        return x


def pooled(x, architecture):
    """Between two blocks."""
    if not architecture.get("smooth"):
        return F.max_pool2d(x, 2)
    return F.avg_pool2d(F.max_pool2d(x, 2, 1), 3, 2, 1, count_include_pad=False)


def last_pooled(x, architecture):
    """-> [n, features], float32"""
    return (x if architecture.get("smooth") else F.max_pool2d(x, 2)).float().mean((2, 3))


@dataclass
class Folded:
    """A network that answers and no longer learns: ../weights.ts foldBatchNorm."""

    architecture: dict
    convolutions: list
    heads: list

    def __call__(self, x):
        """[n, 1, 48, 48], normalised -> logits [n, 8], [n, 7], float32"""
        block = 0
        x = x.to(self.convolutions[0][0].dtype)
        for (_, _, _, b, adds), (kernel, bias) in zip(convolutions(self.architecture), self.convolutions):
            if b != block:
                x, block = pooled(x, self.architecture), b
            y = F.relu(F.conv2d(x, kernel, bias, padding=1))
            x = x + y if adds else y
        x = last_pooled(x, self.architecture)
        if self.architecture.get("mirror"):
            x = x.view(len(x), 2, -1).mean(1)
        return tuple(x @ kernel + bias for kernel, bias in self.heads)


def fold(architecture, named, dtype):
    """named: parameters and statistics by name, float32."""
    mirror = architecture.get("mirror")
    twice = (lambda v: torch.cat([v, v])) if mirror else (lambda v: v)
    folded = []
    for name, *_ in convolutions(architecture):
        gamma, beta, mean, variance = (
            twice(named[f"{norm_name(name)}/{part}"]) for part in ("gamma", "beta", "mean", "variance")
        )
        scale = gamma / torch.sqrt(variance + EPSILON)
        kernel = named[f"{name}/kernel"]
        kernel = (with_tied(kernel) if mirror else kernel) * scale
        folded.append((outermost_first(kernel, dtype), (beta - mean * scale).to(dtype)))
    heads = [(named[f"{head}/kernel"].clone(), named[f"{head}/bias"].clone()) for head in HEADS]
    return Folded(architecture, folded, heads)
