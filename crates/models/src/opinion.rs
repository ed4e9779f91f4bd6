//! Opinions that follow other opinions: DeGroot's averaging and the bounded confidence of Deffuant and others (2000).

use crate::numeric::Real;
use crate::random::Random;
use crate::verification::{Case, Claim, Effort, Grade, Spread, Verdict, over_seeds};

/// One round of averaging: everybody takes the mean of all opinions weighted by trust.
///
/// `trust[i][j]` is how much i heeds j; each row sums to one.
pub fn degroot_step<T: Real>(trust: &[Vec<T>], opinions: &[T]) -> Vec<T> {
    trust
        .iter()
        .map(|row| {
            row.iter()
                .zip(opinions)
                .fold(T::zero(), |sum, (&w, &x)| sum + w * x)
        })
        .collect()
}

/// Each person's weight in the consensus that averaging reaches: the stationary distribution of the trust matrix.
///
/// Needs a matrix under which everybody heeds everybody, directly or not, and whose cycles have no common period. None
/// if the weights do not settle.
pub fn consensus_weights(trust: &[Vec<f64>]) -> Option<Vec<f64>> {
    const MOST_ROUNDS: usize = 100_000;
    const SETTLED: f64 = 1e-15;
    let count = trust.len();
    let mut weights = vec![1.0 / count as f64; count];
    for _ in 0..MOST_ROUNDS {
        let next: Vec<f64> = (0..count)
            .map(|person| {
                (0..count)
                    .map(|other| weights[other] * trust[other][person])
                    .sum()
            })
            .collect();
        let change = next
            .iter()
            .zip(&weights)
            .map(|(a, b): (&f64, &f64)| (a - b).abs())
            .fold(0.0, f64::max);
        weights = next;
        if change < SETTLED {
            return Some(weights);
        }
    }
    None
}

/// A meeting under bounded confidence: if two opinions differ by less than `confidence`, both move towards each other
/// by `step` times the difference (1/2 meets in the middle); otherwise nothing happens.
#[inline(always)]
pub fn deffuant_meeting<T: Real>(first: T, second: T, confidence: T, step: T) -> (T, T) {
    let difference = second - first;
    if difference.abs() < confidence {
        (first + step * difference, second - step * difference)
    } else {
        (first, second)
    }
}

/// Opinions of `count` people, uniform at first, after at most `meetings_each * count` random meetings.
///
/// Stops earlier once all clusters are so tight and so far apart that no meeting changes their number.
pub fn deffuant(
    count: usize,
    confidence: f64,
    step: f64,
    meetings_each: usize,
    random: &mut Random,
) -> Vec<f64> {
    const SWEEPS_BETWEEN_CHECKS: usize = 20;
    let mut opinions: Vec<f64> = (0..count).map(|_| random.unit()).collect();
    for sweep in 0..meetings_each {
        if sweep % SWEEPS_BETWEEN_CHECKS == 0 && settled(&opinions, confidence) {
            break;
        }
        for _ in 0..count {
            let (first, second) = (random.below(count), random.below(count));
            if first != second {
                let met = deffuant_meeting(opinions[first], opinions[second], confidence, step);
                (opinions[first], opinions[second]) = met;
            }
        }
    }
    opinions
}

/// Sizes of the clusters, largest first: neighbours in sorted order belong together up to a gap of half the confidence.
pub fn clusters(opinions: &[f64], confidence: f64) -> Vec<usize> {
    let mut sorted = opinions.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut sizes: Vec<usize> = sorted
        .chunk_by(|a, b| b - a <= confidence / 2.0)
        .map(<[f64]>::len)
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes
}

/// Whether every gap between neighbours is either negligible or too wide to bridge.
fn settled(opinions: &[f64], confidence: f64) -> bool {
    const NEGLIGIBLE: f64 = 1e-9;
    let mut sorted = opinions.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
        .windows(2)
        .all(|pair| pair[1] - pair[0] < NEGLIGIBLE || pair[1] - pair[0] > confidence)
}

const MODEL: &str = "opinion";

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "DEG-1",
            model: MODEL,
            run: consensus,
        },
        Case {
            id: "DEF-1",
            model: MODEL,
            run: cluster_counts,
        },
    ]
}

fn consensus(_: Effort) -> Vec<Claim> {
    let trust = vec![
        vec![1.0 / 3.0; 3],
        vec![0.5, 0.5, 0.0],
        vec![0.0, 0.25, 0.75],
    ];
    let weights = consensus_weights(&trust).unwrap_or_default();
    let mut opinions = vec![1.0, 0.0, 0.0];
    for _ in 0..200 {
        opinions = degroot_step(&trust, &opinions);
    }
    let claim = |number: usize, text: &str| {
        Claim::state(
            format!("DEG-1.{number}"),
            MODEL,
            text,
            "closed form",
            Grade::A,
        )
    };
    vec![
        claim(1, "weights in the consensus of three people").numbers(
            &[3.0 / 11.0, 4.0 / 11.0, 4.0 / 11.0],
            &weights,
            1e-12,
        ),
        claim(
            2,
            "repeated averaging brings everybody to the weighted mean",
        )
        .numbers(&[3.0 / 11.0; 3], &opinions, 1e-12),
    ]
}

/// Confidence with the mean number of major clusters, the largest cluster's share and the rule of thumb.
const MEASURED: [(f64, f64, f64, usize); 8] = [
    (0.05, 8.45, 0.162, 10),
    (0.10, 4.36, 0.291, 5),
    (0.15, 2.88, 0.416, 3),
    (0.20, 2.01, 0.549, 2),
    (0.25, 1.95, 0.554, 2),
    (0.27, 1.56, 0.736, 1),
    (0.30, 1.00, 0.995, 1),
    (0.50, 1.00, 1.000, 1),
];
const PEOPLE: usize = 1000;

/// Numbers of clusters with at least five per cent of the people, and the largest cluster's share, one per run.
fn measure(confidence: f64, runs: u64) -> (Vec<f64>, Vec<f64>) {
    over_seeds(runs, |seed| {
        let opinions = deffuant(
            PEOPLE,
            confidence,
            0.5,
            3000,
            &mut Random::new(seed, "deffuant"),
        );
        let sizes = clusters(&opinions, confidence);
        let major = sizes.iter().filter(|&&size| size * 20 >= PEOPLE).count();
        (major as f64, sizes[0] as f64 / PEOPLE as f64)
    })
    .into_iter()
    .unzip()
}

fn cluster_counts(effort: Effort) -> Vec<Claim> {
    let runs = effort.choose(24, 200);
    let measured: Vec<(Vec<f64>, Vec<f64>)> = MEASURED
        .iter()
        .map(|&(confidence, ..)| measure(confidence, runs))
        .collect();
    let mut claims: Vec<Claim> = MEASURED
        .iter()
        .zip(&measured)
        .enumerate()
        .flat_map(|(at, (expected, (counts, shares)))| {
            agreement(2 * at + 1, *expected, counts, shares, effort)
        })
        .collect();
    let counts: Vec<f64> = measured.iter().map(|(counts, _)| mean(counts)).collect();
    claims.push(rule_of_thumb(claims.len() + 1, &counts));
    claims
}

/// Clusters and the largest share for one confidence, against the measurement.
fn agreement(
    number: usize,
    (confidence, expected, share, _): (f64, f64, f64, usize),
    counts: &[f64],
    shares: &[f64],
    effort: Effort,
) -> [Claim; 2] {
    let claim = |number: usize, text: &str| {
        let text = format!("{text} for a confidence of {confidence}, {PEOPLE} people");
        let source = "measurement over 100 runs of an independent program";
        Claim::state(format!("DEF-1.{number}"), MODEL, text, source, Grade::C)
    };
    // In a short verification chance alone moves the means by more than in a full one.
    let (of_count, of_share) = effort.choose((0.4, 0.1), (0.15, 0.04));
    [
        claim(number, "mean number of major clusters")
            .number(expected, mean(counts), of_count)
            .with_note(format!("Major clusters in a run: {}", Spread::of(counts))),
        claim(number + 1, "mean share of the largest cluster")
            .number(share, mean(shares), of_share)
            .with_note(format!("Share in a run: {}", Spread::of(shares))),
    ]
}

/// The rule of thumb that circulates with the model, against what the model does.
fn rule_of_thumb(number: usize, counts: &[f64]) -> Claim {
    let agree = MEASURED
        .iter()
        .zip(counts)
        .filter(|((.., rule), count)| (*rule as f64 - *count).abs() < 0.5)
        .count();
    let list = |value: &dyn Fn(usize) -> String| {
        let line = |at: usize| format!("{}: {}", MEASURED[at].0, value(at));
        (0..MEASURED.len()).map(line).collect::<Vec<_>>().join(", ")
    };
    let text = "the number of clusters is 1/(2 confidence), rounded down";
    Claim::state(
        format!("DEF-1.{number}"),
        MODEL,
        text,
        "web demonstrations",
        Grade::D,
    )
    .published_failure(
        list(&|at| MEASURED[at].3.to_string()),
        list(&|at| format!("{:.2}", counts[at])),
        Verdict::Fails,
        format!(
            "A rule of thumb only: it is within half a cluster for {agree} of {} values and \
                 fails for narrow confidence.",
            MEASURED.len()
        ),
    )
}

fn mean(samples: &[f64]) -> f64 {
    samples.iter().sum::<f64>() / samples.len() as f64
}
