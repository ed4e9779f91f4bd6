"""Sensitivity indices of SALib on the points of this program; writes salib.csv beside this file.

Run with SALib 1.5 or later from the project's folder:
    cargo run --release -p models --example sensitivity_sample | python3 crates/models/tests/oracles/salib.py
"""

import csv
import pathlib
import sys

import numpy
from SALib.analyze import morris, sobol


def read():
    sets = {}
    for line in sys.stdin:
        name, point, output = line.strip().split(";")
        points, outputs = sets.setdefault(name, ([], []))
        points.append([float(x) for x in point.split()])
        outputs.append(float(output))
    return {name: (numpy.array(p), numpy.array(o)) for name, (p, o) in sets.items()}


def problem(inputs):
    return {
        "num_vars": inputs,
        "names": [f"x{number}" for number in range(inputs)],
        "bounds": [[0.0, 1.0]] * inputs,
    }


def sobol_rows(name, points, outputs):
    inputs = points.shape[1]
    # Here a sample is A, B, then A with one column of B; there B stands last.
    blocks = outputs.reshape(-1, inputs + 2)
    order = [0] + list(range(2, inputs + 2)) + [1]
    found = sobol.analyze(problem(inputs), blocks[:, order].ravel(), calc_second_order=False, seed=1)
    for number in range(inputs):
        yield [name, "first", number, found["S1"][number]]
        yield [name, "total", number, found["ST"][number]]


def morris_rows(name, points, outputs):
    inputs = points.shape[1]
    found = morris.analyze(problem(inputs), points, outputs, num_levels=4, seed=1)
    for number in range(inputs):
        yield [name, "mean", number, found["mu"][number]]
        yield [name, "mean-absolute", number, found["mu_star"][number]]
        yield [name, "deviation", number, found["sigma"][number]]


def main():
    rows = []
    for name, (points, outputs) in read().items():
        rows += (sobol_rows if name.startswith("sobol") else morris_rows)(name, points, outputs)
    target = pathlib.Path(__file__).with_name("salib.csv")
    with target.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["set", "index", "input", "value"])
        writer.writerows([row[:3] + [f"{row[3]:.12g}"] for row in rows])


main()
