"""The posterior of a small known problem by pyABC; writes pyabc.csv beside this file.

Two parameters, uniform on 0 to 1; two figures, 10 x and 5 x + 5 y, each with normal noise of variance 1; the
figures observed are 4 and 6. Run with pyABC 0.13 or later from any folder:
    python3 crates/analysis/tests/oracles/pyabc_posterior.py
"""

import csv
import pathlib

import numpy
import pyabc

OBSERVED = {"one": 4.0, "two": 6.0}
PARTICLES = 4000
# Root of the mean squared deviation, as in this program.
FINAL = 0.3

random = numpy.random.default_rng(1)
numpy.random.seed(1)


def model(parameter):
    one, two = random.standard_normal(2)
    return {
        "one": 10 * parameter["x"] + one,
        "two": 5 * parameter["x"] + 5 * parameter["y"] + two,
    }


def distance(simulated, observed):
    squares = [(simulated[name] - observed[name]) ** 2 for name in OBSERVED]
    return numpy.sqrt(numpy.mean(squares))


def quantile(values, weights, share):
    order = numpy.argsort(values)
    middles = numpy.cumsum(weights[order]) - weights[order] / 2
    return numpy.interp(share, middles, values[order])


def main():
    prior = pyabc.Distribution(x=pyabc.RV("uniform", 0, 1), y=pyabc.RV("uniform", 0, 1))
    abc = pyabc.ABCSMC(
        model,
        prior,
        distance,
        population_size=PARTICLES,
        eps=pyabc.ListEpsilon([4.0, 2.0, 1.0, 0.6, FINAL]),
        sampler=pyabc.sampler.SingleCoreSampler(),
    )
    abc.new("sqlite://", OBSERVED)
    history = abc.run(minimum_epsilon=FINAL, max_nr_populations=5)
    found, weights = history.get_distribution(m=0, t=history.max_t)
    weights = weights / weights.sum()
    rows = []
    for name in ["x", "y"]:
        values = found[name].to_numpy()
        mean = float(numpy.sum(weights * values))
        deviation = float(numpy.sqrt(numpy.sum(weights * (values - mean) ** 2)))
        rows.append([name, "mean", mean])
        rows.append([name, "deviation", deviation])
        for share in [0.1, 0.5, 0.9]:
            rows.append([name, f"quantile-{share}", float(quantile(values, weights, share))])
    values = found[["x", "y"]].to_numpy()
    rows.append(["x y", "correlation", float(numpy.cov(values.T, aweights=weights)[0, 1] / (rows[1][2] * rows[6][2]))])
    rows.append(["x y", "effective-size", float(1 / numpy.sum(weights**2))])
    target = pathlib.Path(__file__).with_name("pyabc.csv")
    with target.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["parameter", "what", "value"])
        writer.writerows([row[:2] + [f"{row[2]:.6g}"] for row in rows])


main()
