"""Draws what `shoal sweep` wrote: response curves with intervals, heat maps, points of sampled designs, sensitivity bars.

One panel per block and measure. What is drawn follows from the design: two numeric factors with at least four values each make a heat
map; otherwise the factor with most values is the axis, and arms and the other factors are lines; where that would make more than twelve
lines, as in sampled designs, each point is drawn over each factor; blocks with rows in sensitivity.csv are drawn as bars.
"""
import csv
import math
import sys

import matplotlib.pyplot as plt
import numpy as np

COLOURS = ["#33658a", "#f26419", "#3a7d44", "#7b4b94", "#c1292e", "#8d99ae", "#b08900", "#2a9d8f"]
PLACE = ["block", "arm", "point"]


def rows_of(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    try:
        return float(text)
    except ValueError:
        return math.nan


def short(key):
    """The last two steps of a key: enough to tell keys apart on an axis."""
    return ".".join(key.split(".")[-2:])


class Block:
    """The points of one block: factors that it varies, arms, measures."""

    def __init__(self, name, rows, factors):
        self.name = name
        self.rows = rows
        self.arms = list(dict.fromkeys(r["arm"] for r in rows))
        self.measures = list(dict.fromkeys(r["measure"] for r in rows))
        self.factors = [f for f in factors if len({r[f] for r in rows}) > 1]
        self.values = {f: list(dict.fromkeys(r[f] for r in rows)) for f in self.factors}

    def numeric(self, factor):
        return all(not math.isnan(number(v)) for v in self.values[factor])

    def lines(self):
        """How many curves a panel would hold."""
        x = self.axis()
        return len({(r["arm"], *(r[f] for f in self.factors if f != x)) for r in self.rows})

    def sparse(self):
        """Some points leave factors alone (one at a time, lists): there is no grid."""
        return any("" in self.values[f] for f in self.factors)

    def axis(self):
        """The factor for the horizontal axis: numeric before others, then the one with most values."""
        return max(self.factors, key=lambda f: (self.numeric(f), len(self.values[f])))

    def heat(self):
        wide = [f for f in self.factors if self.numeric(f) and len(self.values[f]) >= 4]
        return wide if len(wide) == 2 and len(self.factors) == 2 else None


def curves(axis, block, measure):
    x = block.axis()
    others = [f for f in block.factors if f != x]
    rows = [r for r in block.rows if r["measure"] == measure]
    groups = {}
    for row in rows:
        groups.setdefault((row["arm"], *(row[f] for f in others)), []).append(row)
    ticks = None if block.numeric(x) else block.values[x]
    for colour, (key, group) in zip(COLOURS * (1 + len(groups) // len(COLOURS)), groups.items()):
        beside = 0.06 * (list(groups).index(key) - (len(groups) - 1) / 2)  # so that equal points do not hide each other
        at = np.array([number(r[x]) if ticks is None else ticks.index(r[x]) + beside for r in group])
        mean, low, high = (np.array([number(r[c]) for r in group]) for c in ("mean", "ci_low", "ci_high"))
        order = np.argsort(at)
        label = ", ".join(([key[0]] if key[0] else []) + [f"{short(f)} {v}" for f, v in zip(others, key[1:])])
        line = dict(color=colour, lw=1.8, marker="o", ms=4, label=label or None)
        if ticks is None:
            axis.plot(at[order], mean[order], **line)
            axis.fill_between(at[order], low[order], high[order], color=colour, alpha=0.2, lw=0)
        else:
            axis.errorbar(at[order], mean[order], yerr=[(mean - low)[order], (high - mean)[order]], capsize=3, **line)
    if ticks is not None:
        axis.set_xticks(range(len(ticks)), ticks)
        axis.margins(x=0.25)
    if len(groups) > 1:
        axis.legend(frameon=False, fontsize=7)
    axis.set(xlabel=short(x))


def heat_map(figure, axis, block, measure, arm):
    x, y = block.heat()
    xs, ys = (sorted(block.values[f], key=number) for f in (x, y))
    grid = np.full((len(ys), len(xs)), np.nan)
    for row in block.rows:
        if row["measure"] == measure and row["arm"] == arm:
            grid[ys.index(row[y]), xs.index(row[x])] = number(row["mean"])
    image = axis.imshow(grid, origin="lower", aspect="auto", cmap="viridis")
    axis.set_xticks(range(len(xs)), xs)
    axis.set_yticks(range(len(ys)), ys)
    axis.set(xlabel=short(x), ylabel=short(y))
    axis.spines[:].set_visible(False)
    figure.colorbar(image, ax=axis, shrink=0.9)


def scatter(axis, block, measure, factor):
    for colour, arm in zip(COLOURS * (1 + len(block.arms) // len(COLOURS)), block.arms):
        rows = [r for r in block.rows if r["measure"] == measure and r["arm"] == arm and r[factor]]
        if block.numeric(factor):
            at = [number(r[factor]) for r in rows]
        else:
            at = [block.values[factor].index(r[factor]) for r in rows]
            axis.set_xticks(range(len(block.values[factor])), block.values[factor])
        axis.plot(at, [number(r["mean"]) for r in rows], ".", color=colour, ms=4, alpha=0.7, label=arm or None)
    if len(block.arms) > 1:
        axis.legend(frameon=False, fontsize=7)
    axis.set(xlabel=short(factor))


def bars(axis, rows):
    """Sensitivity of one measure in one block and arm."""
    factors = [r["factor"] for r in rows]
    at = np.arange(len(rows))[::-1]
    sobol = rows[0]["method"] == "sobol"
    kinds = [("total", "total", COLOURS[0]), ("first", "first order", COLOURS[1])] if sobol else [("mu_star", "μ*", COLOURS[0])]
    height = 0.8 / len(kinds)
    for i, (column, label, colour) in enumerate(kinds):
        value, low, high = (np.array([number(r[column + end]) for r in rows]) for end in ("", "_low", "_high"))
        error = [np.maximum(value - low, 0), np.maximum(high - value, 0)]
        axis.barh(at + (0.5 * (len(kinds) - 1) - i) * height, value, height, xerr=error, color=colour, label=label,
                  error_kw=dict(lw=1, capsize=2, ecolor="#333333"))
    if not sobol:
        sigma = np.array([number(r["sigma"]) for r in rows])
        axis.plot(sigma, at, "D", color=COLOURS[1], ms=4, label="σ")
    floor = number(rows[0]["noise_floor"])
    if not math.isnan(floor):
        axis.axvline(floor, color="#555555", lw=1, ls="--", label="noise floor")
    axis.axvline(0, color="#999999", lw=0.6)
    axis.set_yticks(at, [short(f) for f in factors])
    axis.set(xlabel="share of variance" if sobol else "elementary effect, per range of the factor")
    axis.legend(frameon=False, fontsize=7, loc="best")


def panels_of(directory):
    """(title, function that draws on (figure, axis)) of every panel."""
    summary = rows_of(directory / "summary.csv")
    if not summary:
        sys.exit(f"{directory / 'summary.csv'}: no rows to draw")
    columns = list(summary[0])
    factors = columns[len(PLACE):columns.index("measure")]
    table = directory / "sensitivity.csv"
    sensitivity = rows_of(table) if table.is_file() else []
    analysed = {r["block"] for r in sensitivity}
    names = list(dict.fromkeys(r["block"] for r in summary))
    panels = []

    def title(block, measure, extra=""):
        return measure + (f"  ·  {block}" if len(names) > 1 else "") + (f"  ·  {extra}" if extra else "")

    for name in names:
        block = Block(name, [r for r in summary if r["block"] == name], factors)
        if name in analysed:
            groups = {}
            for row in sensitivity:
                if row["block"] == name:
                    groups.setdefault((row["measure"], row["arm"]), []).append(row)
            for (measure, arm), rows in groups.items():
                panels.append((title(name, measure, arm), lambda f, a, rows=rows: bars(a, rows)))
            continue
        for measure in block.measures:
            if not block.factors:
                continue
            if block.heat():
                for arm in block.arms:
                    panels.append((title(name, measure, arm), lambda f, a, b=block, m=measure, arm=arm: heat_map(f, a, b, m, arm)))
            elif block.sparse() or block.lines() > 12:
                for factor in block.factors:
                    panels.append((title(name, measure), lambda f, a, b=block, m=measure, x=factor: scatter(a, b, m, x)))
            else:
                panels.append((title(name, measure), lambda f, a, b=block, m=measure: curves(a, b, m)))
    return panels


def draw(directory, out, only):
    panels = [p for p in panels_of(directory) if not only or any(p[0].startswith(m) for m in only)]
    if not panels:
        sys.exit(f"{directory}: nothing to draw; the design varies no factor" if not only else f"{directory}: no such measure")
    wide = 1 if len(panels) == 1 else 2 if len(panels) <= 4 else 3
    deep = math.ceil(len(panels) / wide)
    figure, axes = plt.subplots(deep, wide, figsize=(5.2 * wide, 3.5 * deep), constrained_layout=True, squeeze=False)
    for axis in axes.flat[len(panels):]:
        axis.set_visible(False)
    for axis, (title, paint) in zip(axes.flat, panels):
        paint(figure, axis)
        axis.set_title(title)
    figure.savefig(out, dpi=130)
    print(f"figure: {out}")
