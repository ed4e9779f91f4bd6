//! How long leaders last: contested and established rule after Svolik (2009, American Journal of Political Science
//! 53, 477-494; 2012, "The politics of authoritarian rule").
//!
//! A ruler may grab power at the coalition's expense; the coalition deters by threatening a coup on a noisy alarm; once
//! the ruler holds enough, the threat is no longer credible. What follows is our minimal form of that mechanism with
//! rates chosen by us, not the equilibrium of the article: it serves to show the consequence that can be tested, a
//! hazard that falls with tenure.

use crate::random::Random;
use crate::verification::{Case, Claim, Effort, Grade, Verdict, grouped, join, over_seeds};

/// Years in one period of the simulation.
pub const PERIOD: f64 = 0.25;
/// Upper ends, in years, of the bands of tenure used throughout; the last band is open.
pub const BAND_ENDS: [f64; 5] = [1.0, 3.0, 5.0, 10.0, 20.0];
/// Number of bands.
pub const BANDS: usize = BAND_ENDS.len() + 1;

/// The mechanism's rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regime {
    /// How unequal rulers are at first: the balance of a new ruler is one less this power of a
    /// uniform number, so that most begin strong and a few very weak.
    pub first_balance_power: f64,
    /// What one grab adds to the balance.
    pub grab: f64,
    /// Each ruler's own probability of grabbing in a period: uniform from 0 to this.
    pub boldness: f64,
    /// Probability of an alarm in a period without a grab.
    pub false_alarm: f64,
    /// Probability of an alarm in a period with one.
    pub true_alarm: f64,
    /// Probability that an alarm leads to a coup; it succeeds with one minus the balance.
    pub resolve: f64,
    /// Balance from which a coup is not credible: the ruler is established.
    pub established: f64,
    /// Natural deaths per year at the start of a tenure.
    pub natural_rate: f64,
    /// Growth of the natural rate per year of tenure.
    pub ageing: f64,
}

impl Default for Regime {
    /// Rates that bring the simulated coup hazards near to the recorded ones; assumptions, not estimates.
    fn default() -> Regime {
        Regime {
            first_balance_power: 4.0,
            grab: 0.1,
            boldness: 0.005,
            false_alarm: 0.16,
            true_alarm: 0.8,
            resolve: 0.9,
            established: 0.99,
            natural_rate: 0.007,
            ageing: 0.07,
        }
    }
}

/// How a tenure ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Removed by the coalition.
    Coup,
    /// Died in office.
    Natural,
    /// Still in office when observation ended.
    StillInOffice,
}

/// One ruler's time in office.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tenure {
    /// Length in years.
    pub years: f64,
    /// How it ended.
    pub exit: Exit,
}

impl Regime {
    /// One ruler's tenure, observed for at most `horizon` years.
    pub fn rule(&self, horizon: f64, random: &mut Random) -> Tenure {
        let mut balance = 1.0 - libm::pow(random.unit(), self.first_balance_power);
        let boldness = self.boldness * random.unit();
        let mut period = 0_u32;
        loop {
            let years = f64::from(period) * PERIOD;
            if years >= horizon {
                return Tenure {
                    years: horizon,
                    exit: Exit::StillInOffice,
                };
            }
            // Every period uses the same draws whatever happens, so that runs with other rates stay comparable.
            let [grabs, alarm, coup, success, death] = std::array::from_fn(|_| random.unit());
            let leaving = |exit| Tenure {
                years: years + PERIOD,
                exit,
            };
            if death < 1.0 - libm::exp(-self.natural_rate * libm::exp(self.ageing * years) * PERIOD)
            {
                return leaving(Exit::Natural);
            }
            let grabs = grabs < boldness;
            let alarm = alarm
                < if grabs {
                    self.true_alarm
                } else {
                    self.false_alarm
                };
            if balance < self.established && alarm && coup < self.resolve && success < 1.0 - balance
            {
                return leaving(Exit::Coup);
            }
            if grabs {
                balance = (balance + self.grab).min(1.0);
            }
            period += 1;
        }
    }
}

/// Exits and exposure by band of tenure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hazards {
    /// Years in office spent in each band.
    pub exposure: [f64; BANDS],
    /// Coups in each band.
    pub coups: [f64; BANDS],
    /// Natural deaths in each band.
    pub natural: [f64; BANDS],
}

impl Hazards {
    /// Sums tenures.
    pub fn of(tenures: &[Tenure]) -> Hazards {
        let mut hazards = Hazards::default();
        for tenure in tenures {
            hazards.add(tenure);
        }
        hazards
    }

    /// Coups per year in office, by band.
    pub fn coup_rates(&self) -> [f64; BANDS] {
        std::array::from_fn(|band| self.coups[band] / self.exposure[band])
    }

    /// Natural deaths per year in office, by band.
    pub fn natural_rates(&self) -> [f64; BANDS] {
        std::array::from_fn(|band| self.natural[band] / self.exposure[band])
    }

    fn add(&mut self, tenure: &Tenure) {
        for band in 0..BANDS {
            let start = if band == 0 { 0.0 } else { BAND_ENDS[band - 1] };
            let end = BAND_ENDS.get(band).copied().unwrap_or(f64::INFINITY);
            self.exposure[band] += (tenure.years.min(end) - start).max(0.0);
            // A tenure that ends with the band ended in the band.
            if start < tenure.years && tenure.years <= end {
                match tenure.exit {
                    Exit::Coup => self.coups[band] += 1.0,
                    Exit::Natural => self.natural[band] += 1.0,
                    Exit::StillInOffice => {}
                }
            }
        }
    }
}

/// Recorded exits: Svolik's file of leaders in the R package AuthoritarianismBook, 699 spells, entries to 2008.
///
/// Years before 1946 of spells that began earlier are left out of exposure, since nobody could be seen leaving then.
pub const RECORDED: Hazards = Hazards {
    exposure: [549.0, 815.1, 645.6, 1126.1, 1155.5, 662.5],
    coups: [68.0, 35.0, 31.0, 33.0, 21.0, 12.0],
    natural: [4.0, 14.0, 5.0, 7.0, 26.0, 26.0],
};

/// How the sources record Khrushchev's exit in October 1964: they conflict, and all stay.
pub const KHRUSHCHEV_EXIT: [(&str, &str); 3] = [
    ("Svolik's file of leaders", "coup"),
    ("Archigos", "regular, fate OK"),
    (
        "Powell and Thyne",
        "not listed; the only entry for the USSR is August 1991",
    ),
];

const MODEL: &str = "tenure";

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "SVO-1",
            model: MODEL,
            run: simulated_hazards,
        },
        Case {
            id: "SVO-2",
            model: MODEL,
            run: mechanism,
        },
        Case {
            id: "SVO-3",
            model: MODEL,
            run: recorded_hazards,
        },
    ]
}

fn simulate(regime: Regime, rulers: usize, seed: u64) -> Hazards {
    let mut random = Random::new(seed, "tenure");
    Hazards::of(
        &(0..rulers)
            .map(|_| regime.rule(60.0, &mut random))
            .collect::<Vec<_>>(),
    )
}

fn show(values: &[f64]) -> String {
    join(values, 4)
}

/// Three standard errors, rounded up to four decimals for print.
fn three_errors(error: f64) -> f64 {
    (30_000.0 * error).ceil() / 10_000.0
}

fn simulated_hazards(effort: Effort) -> Vec<Claim> {
    let runs = over_seeds(effort.choose(20, 40), |seed| {
        simulate(Regime::default(), 20_000, seed)
    });
    let ratios: Vec<f64> = runs
        .iter()
        .map(|run| run.coup_rates()[0] / run.coup_rates()[4])
        .collect();
    let natural: Vec<f64> = runs
        .iter()
        .map(|run| run.natural_rates()[5] / run.natural_rates()[0])
        .collect();
    let mean = |rates: fn(&Hazards) -> [f64; BANDS]| -> Vec<f64> {
        (0..BANDS)
            .map(|band| runs.iter().map(|run| rates(run)[band]).sum::<f64>() / runs.len() as f64)
            .collect()
    };
    let coup_rates = mean(Hazards::coup_rates);
    let recorded = RECORDED.coup_rates();
    let factors: Vec<f64> = coup_rates
        .iter()
        .zip(recorded)
        .map(|(a, b)| (a / b).max(b / a))
        .collect();
    let record = "recorded exits of 699 leaders, Svolik's file";
    let claim = |number: usize, text: &str, grade| {
        Claim::state(format!("SVO-1.{number}"), MODEL, text, record, grade)
    };
    vec![
        claim(
            1,
            "the coup hazard of the first year over that of years 10 to 20, minimal form",
            Grade::C,
        )
        .range(4.0, 10.0, &ratios),
        claim(
            2,
            "the natural hazard after 20 years over that of the first year, minimal form",
            Grade::C,
        )
        .range(1.5, 20.0, &natural),
        claim(
            3,
            "simulated and recorded coup hazards of the five bands to 20 years",
            Grade::D,
        )
        .truth(
            format!("within a factor of two of {}", show(&recorded[..5])),
            show(&coup_rates[..5]),
            factors[..5].iter().all(|&factor| factor <= 2.0),
        ),
        claim(4, "the coup hazard after 20 years", Grade::D).published_failure(
            show(&recorded[5..]),
            show(&coup_rates[5..]),
            Verdict::Fails,
            "In the mechanism established rulers cannot be removed; on record they still are.",
        ),
    ]
}

/// What follows from the mechanism whatever its rates.
fn mechanism(effort: Effort) -> Vec<Claim> {
    let still = Regime {
        boldness: 0.0,
        first_balance_power: 0.0,
        natural_rate: 0.0,
        ..Regime::default()
    };
    let rulers = effort.choose(20_000, 200_000);
    let constant = simulate(still, rulers, 1);
    let per_period = still.false_alarm * still.resolve;
    let coups: f64 = constant.coups.iter().sum();
    let rate = coups / constant.exposure.iter().sum::<f64>();
    let expected = per_period / PERIOD;
    let tolerance = three_errors(expected / coups.sqrt());
    let established = Regime {
        established: 0.0,
        ..Regime::default()
    };
    let secure = simulate(established, rulers, 2);
    let claim = |number: usize, text: &str| {
        Claim::state(
            format!("SVO-2.{number}"),
            MODEL,
            text,
            "derived from the minimal form",
            Grade::A,
        )
    };
    vec![
        claim(
            1,
            "when nobody grabs, the coup hazard per year is false alarms times resolve per period",
        )
        .number(expected, rate, tolerance)
        .with_note(format!(
            "The tolerance is three standard errors of {} coups.",
            grouped(coups as u64)
        )),
        claim(2, "nobody removes an established ruler")
            .exact(0.0, secure.coups.iter().sum::<f64>()),
        claim(
            3,
            "with the coalition unable to act the natural hazard of the first year is its rate",
        )
        .number(
            Regime::default().natural_rate * libm::exp(0.5 * Regime::default().ageing),
            secure.natural_rates()[0],
            three_errors(secure.natural[0].sqrt() / secure.exposure[0]),
        ),
    ]
}

fn recorded_hazards(_: Effort) -> Vec<Claim> {
    let claim = |number: usize, text: &str, source| {
        Claim::state(format!("SVO-3.{number}"), MODEL, text, source, Grade::A)
    };
    let file = "counts from Svolik's file of leaders";
    let irregular = [
        ("coup", 200),
        ("revolt", 30),
        ("assassination", 18),
        ("civil war", 17),
        ("foreign", 12),
    ];
    let total: u32 = irregular.iter().map(|(_, count)| count).sum();
    vec![
        claim(
            1,
            "coups per year in office, bands 0-1, 1-3, 3-5, 5-10, 10-20, 20+ years",
            file,
        )
        .numbers(
            &[0.1239, 0.0429, 0.0480, 0.0293, 0.0182, 0.0181],
            &RECORDED.coup_rates(),
            5.001e-5,
        ),
        claim(2, "natural deaths per year in office, same bands", file).numbers(
            &[0.0073, 0.0172, 0.0077, 0.0062, 0.0225, 0.0392],
            &RECORDED.natural_rates(),
            5.001e-5,
        ),
        claim(3, "coups as a share of 277 irregular exits", file).number(
            0.72,
            200.0 / f64::from(total),
            0.005,
        ),
        claim(
            4,
            "Khrushchev's exit in 1964 is recorded alike everywhere",
            "the files themselves",
        )
        .published_failure(
            "one record",
            KHRUSHCHEV_EXIT
                .map(|(source, record)| format!("{source}: {record}"))
                .join("; "),
            Verdict::DiffersByRule,
            "The sources conflict about this case; all are kept.",
        ),
    ]
}
