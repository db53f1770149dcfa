"""../dataset/augment.ts and degrade.ts on whole batches: the same changes with the same strengths, drawn from other random numbers."""

import math

import torch
import torch.nn.functional as F

SIDE = 48
SMALLEST, LARGEST = 20, 44  # of degrade's rescaling, in pixels


def triangle(from_side, to_side):
    """[to, from]: one axis of resize() in degrade.ts."""
    ratio = from_side / to_side
    reach = max(1.0, ratio)
    centres = (torch.arange(to_side, dtype=torch.float64) + 0.5) * ratio
    pixels = torch.arange(from_side, dtype=torch.float64) + 0.5
    weights = (1 - ((pixels[None] - centres[:, None]) / reach).abs()).clamp(min=0)
    return (weights / weights.sum(1, keepdim=True)).float()


def binomial():
    """[SIDE, SIDE]: one axis of blur(), edges repeated."""
    matrix = torch.zeros(SIDE, SIDE)
    for i in range(SIDE):
        for k, weight in ((-1, 0.25), (0, 0.5), (1, 0.25)):
            matrix[i, min(max(i + k, 0), SIDE - 1)] += weight
    return matrix


def cosines():
    """[SIDE, SIDE]: the DCT-II of every 8 pixels."""
    u, x = torch.meshgrid(torch.arange(8.0), torch.arange(8.0), indexing="ij")
    basis = 0.5 * torch.cos((2 * x + 1) * u * math.pi / 16)
    basis[0] *= math.sqrt(0.5)
    return torch.block_diag(*[basis] * (SIDE // 8))


# Luminance quantisation of ITU-T T.81, Annex K.
QUANTISATION = [
    [16, 11, 10, 16, 24, 40, 51, 61],
    [12, 12, 14, 19, 26, 58, 60, 55],
    [14, 13, 16, 24, 40, 57, 69, 56],
    [14, 17, 22, 29, 51, 87, 80, 62],
    [18, 22, 37, 56, 68, 109, 103, 77],
    [24, 35, 55, 64, 81, 104, 113, 92],
    [49, 64, 78, 87, 103, 121, 120, 101],
    [72, 92, 95, 98, 112, 100, 103, 99],
]


class Augment:
    """Called with [n, SIDE, SIDE] grey levels, 0 to 255, gives the same; `strength` is a recipe's `augmentation`."""

    def __init__(self, strength, device):
        self.strength = strength
        self.device = device
        sides = [torch.eye(SIDE)] + [
            triangle(side, SIDE) @ triangle(SIDE, side) for side in range(SMALLEST, LARGEST)
        ]
        self.rescaling = torch.stack(sides).to(device)
        self.blurring = torch.stack([torch.eye(SIDE), binomial()]).to(device)
        self.cosines = cosines().to(device)
        self.quantisation = torch.tensor(QUANTISATION, dtype=torch.float32, device=device)
        self.pixel = torch.arange(SIDE, device=device, dtype=torch.float32)

    def between(self, n, low, high):
        """[n, 1, 1]"""
        return low + (high - low) * torch.rand(n, 1, 1, device=self.device)

    def happens(self, n, probability):
        return torch.rand(n, 1, 1, device=self.device) < probability

    def __call__(self, pictures):
        out = self.relit(self.warped(pictures))
        out = self.covered(self.erased(out))
        return torch.where(self.happens(len(out), self.strength["degrade"]), self.degraded(out), out)

    def warped(self, pictures):
        n, s = len(pictures), self.strength
        flip = torch.where(self.happens(n, 0.5), -1.0, 1.0)
        angle = self.between(n, -s["rotation"], s["rotation"]) * math.pi / 180
        zoom = 1 / self.between(n, 1 - s["scale"], 1 + s["scale"])
        cos, sin = angle.cos() * zoom, angle.sin() * zoom
        # From pixels to affine_grid's unit, half a picture between the centres of its outermost pixels.
        reach = s["shift"] * SIDE / ((SIDE - 1) / 2)
        dx, dy = self.between(n, -reach, reach), self.between(n, -reach, reach)
        theta = torch.cat([torch.cat([cos * flip, -sin, dx], 2), torch.cat([sin * flip, cos, dy], 2)], 1)
        grid = F.affine_grid(theta, (n, 1, SIDE, SIDE), align_corners=True)
        return F.grid_sample(pictures[:, None], grid, padding_mode="border", align_corners=True)[:, 0]

    def relit(self, x):
        n, s = len(x), self.strength
        mean = x.mean((1, 2), keepdim=True)
        gain = self.between(n, 1 - s["contrast"], 1 + s["contrast"])
        x = (x * gain + mean * (1 - gain) + self.between(n, -s["brightness"], s["brightness"]) * 128).clamp(0, 255)
        gamma = torch.exp(self.between(n, -1, 1) * math.log(s["gamma"]))
        return torch.where(self.happens(n, 0.5), 255 * (x / 255) ** gamma, x)

    def erased(self, x):
        n = len(x)
        inside = self.happens(n, self.strength["erase"])
        for pixel in (self.pixel[None, None], self.pixel[None, :, None]):
            at = self.between(n, 0, SIDE - 6).floor()
            inside = inside & (pixel >= at) & (pixel < at + self.between(n, 6, 21).floor())
        return torch.where(inside, self.between(n, 0, 255), x)

    def covered(self, x):
        n = len(x)
        top = (SIDE * self.between(n, 0.65, 0.9)).floor()
        below = self.happens(n, self.strength["cover"]) & (self.pixel[None, :, None] >= top)
        return torch.where(below, self.between(n, 0, 255), x)

    def degraded(self, x):
        n = len(x)
        which = self.happens(n, 0.6) * (self.between(n, 0, LARGEST - SMALLEST).long() + 1)
        soft = self.happens(n, 0.25).long()
        matrix = self.blurring[soft[:, 0, 0]] @ self.rescaling[which[:, 0, 0]]
        x = matrix @ x @ matrix.transpose(1, 2)
        uniforms = torch.rand(n, 3, SIDE, SIDE, device=self.device).sum(1) - 1.5
        noisy = (x + uniforms * 2 * self.between(n, 2, 12)).clamp(0, 255)
        x = torch.where(self.happens(n, 0.25), noisy, x)
        return torch.where(self.happens(n, 0.4), self.jpeg(x, self.between(n, 12, 70)), x)

    def jpeg(self, x, quality):
        percent = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality)
        steps = ((self.quantisation * percent + 50) / 100).floor().clamp(1, 255).repeat(1, SIDE // 8, SIDE // 8)
        coefficients = self.cosines @ (x - 128) @ self.cosines.T
        coefficients = (coefficients / steps).round() * steps
        return (self.cosines.T @ coefficients @ self.cosines + 128).round().clamp(0, 255)
