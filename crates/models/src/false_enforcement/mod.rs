//! False enforcement of an unpopular norm: Centola, Willer and Macy (2005), American Journal of Sociology 110,
//! 1009–1040, "The emperor's dilemma".
//!
//! Everybody believes in the norm (+1) or not (−1), complies or not, and may press neighbours either way. A person
//! pressed against her belief beyond her conviction complies; pressed harder still she presses others, to seem
//! sincere. Nobody may enforce what she does not do.
//!
//! The rules follow the community re-implementations, which agree with each other; the network designs are ours.

use num_traits::Float;

use crate::random::Random;

mod network;
mod verify;

pub use network::Network;
pub use verify::cases;

/// Pressure against a person's own belief: −B times the mean enforcement (−1 to 1) of her neighbours.
#[inline(always)]
pub fn pressure<F: Float>(belief: F, mean_enforcement: F) -> F {
    -belief * mean_enforcement
}

/// What a person does, +1 or −1: against her belief when the pressure exceeds her conviction, else as she believes.
#[inline(always)]
pub fn complies<F: Float>(belief: F, conviction: F, pressure: F) -> F {
    if pressure > conviction {
        -belief
    } else {
        belief
    }
}

/// Share of neighbours who act against a person's belief, from their mean compliance (−1 to 1): (1 − B·mean)/2.
#[inline(always)]
pub fn deviation<F: Float>(belief: F, mean_compliance: F) -> F {
    let one = F::one();
    (one - belief * mean_compliance) / (one + one)
}

/// What a person presses others to do, +1, −1 or 0 for nothing.
///
/// False enforcement −B when she complies against her belief and the pressure exceeds conviction plus `cost`; true
/// enforcement B when she acts as she believes and conviction times deviation exceeds `cost`.
#[inline(always)]
pub fn enforcement<F: Float>(
    belief: F,
    compliance: F,
    conviction: F,
    cost: F,
    pressure: F,
    deviation: F,
) -> F {
    if compliance != belief {
        if pressure > conviction + cost {
            -belief
        } else {
            F::zero()
        }
    } else if conviction * deviation > cost {
        belief
    } else {
        F::zero()
    }
}

/// When people update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Updating {
    /// One after another, in a fresh random order every sweep.
    Asynchronous,
    /// All at once from the last sweep's state.
    Synchronous,
}

/// Who believes at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// The cells nearest a random centre.
    Clustered,
    /// Anywhere.
    Scattered,
}

/// Whom people see.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Horizon {
    /// Everybody sees everybody.
    Full,
    /// The eight cells around on a torus; each edge is moved with the given probability to a random place.
    Local {
        /// Probability that an edge's far end is moved to a random person who is not yet a neighbour.
        rewiring: f64,
    },
}

/// A population and its rules.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// Columns of the torus.
    pub width: usize,
    /// Rows of the torus; the population is `width · height`.
    pub height: usize,
    /// Number of true believers in the norm, whose conviction is 1.
    pub believers: usize,
    /// Where they stand.
    pub placement: Placement,
    /// Whom people see.
    pub horizon: Horizon,
    /// K: cost of enforcing.
    pub cost: f64,
    /// The convictions of disbelievers are uniform between 0 (excluded) and this.
    pub largest_conviction: f64,
    /// When people update.
    pub updating: Updating,
    /// Upper bound on the sweeps; a run ends earlier when nothing changes any more.
    pub sweeps: usize,
}

impl Setting {
    /// 1000 people on a 40 × 25 torus, K = 0.125, mean conviction 0.19, ten clustered believers, local horizon.
    pub fn published() -> Setting {
        Setting {
            width: 40,
            height: 25,
            believers: 10,
            placement: Placement::Clustered,
            horizon: Horizon::Local { rewiring: 0.0 },
            cost: 0.125,
            largest_conviction: 0.38,
            updating: Updating::Asynchronous,
            sweeps: 300,
        }
    }
}

/// A population in the course of a run.
#[derive(Clone, Debug)]
pub struct Population {
    setting: Setting,
    network: Network,
    belief: Vec<f64>,
    conviction: Vec<f64>,
    compliance: Vec<f64>,
    enforcement: Vec<f64>,
    /// Sums over everybody, kept so that a full horizon costs nothing: compliance and enforcement.
    totals: (f64, f64),
    random: Random,
}

impl Population {
    /// Everybody behaves as she believes and nobody enforces.
    pub fn new(setting: Setting, seed: u64) -> Population {
        let mut random = Random::new(seed, "false-enforcement");
        let count = setting.width * setting.height;
        let mut belief = vec![-1.0; count];
        for place in network::believers(&setting, &mut random) {
            belief[place] = 1.0;
        }
        let conviction = belief
            .iter()
            .map(|&b| {
                if b > 0.0 {
                    1.0
                } else {
                    setting.largest_conviction * (1.0 - random.unit())
                }
            })
            .collect();
        let network = Network::new(&setting, &mut random);
        let totals = (belief.iter().sum(), 0.0);
        Population {
            setting,
            network,
            compliance: belief.clone(),
            belief,
            conviction,
            enforcement: vec![0.0; count],
            totals,
            random,
        }
    }

    /// Share of the population that does what the norm asks.
    pub fn compliance(&self) -> f64 {
        self.compliance.iter().filter(|&&c| c > 0.0).count() as f64 / self.compliance.len() as f64
    }

    /// Share of the population that presses others to follow the norm, sincerely or not.
    pub fn enforcing(&self) -> f64 {
        self.enforcement.iter().filter(|&&e| e > 0.0).count() as f64 / self.enforcement.len() as f64
    }

    /// Runs until nothing changes or the setting's sweeps are used up, and returns the final [`Self::compliance`].
    pub fn run(&mut self) -> f64 {
        for _ in 0..self.setting.sweeps {
            if !self.sweep() {
                break;
            }
        }
        self.compliance()
    }

    /// One update of everybody; whether anything changed.
    pub fn sweep(&mut self) -> bool {
        match self.setting.updating {
            Updating::Asynchronous => {
                let mut order: Vec<usize> = (0..self.belief.len()).collect();
                self.random.shuffle(&mut order);
                // Bitwise or: everybody must update, whatever changed before.
                order.into_iter().fold(false, |changed, person| {
                    changed | self.set(person, self.next(person))
                })
            }
            Updating::Synchronous => {
                let next: Vec<(f64, f64)> = (0..self.belief.len())
                    .map(|person| self.next(person))
                    .collect();
                next.into_iter()
                    .enumerate()
                    .fold(false, |changed, (person, acts)| {
                        changed | self.set(person, acts)
                    })
            }
        }
    }

    /// What a person would do and enforce now.
    fn next(&self, person: usize) -> (f64, f64) {
        let (belief, conviction) = (self.belief[person], self.conviction[person]);
        let (mean_compliance, mean_enforcement) = self.seen(person);
        let pressure = pressure(belief, mean_enforcement);
        let compliance = complies(belief, conviction, pressure);
        let deviation = deviation(belief, mean_compliance);
        (
            compliance,
            enforcement(
                belief,
                compliance,
                conviction,
                self.setting.cost,
                pressure,
                deviation,
            ),
        )
    }

    /// Mean compliance and enforcement among the people somebody sees; zeros for a person who sees nobody.
    fn seen(&self, person: usize) -> (f64, f64) {
        let (compliance, enforcement, count) = match &self.network {
            Network::Full => {
                let others = self.belief.len() - 1;
                (
                    self.totals.0 - self.compliance[person],
                    self.totals.1 - self.enforcement[person],
                    others,
                )
            }
            Network::Ties(ties) => {
                let sum = |values: &[f64]| {
                    ties[person]
                        .iter()
                        .map(|&other| values[other as usize])
                        .sum::<f64>()
                };
                (
                    sum(&self.compliance),
                    sum(&self.enforcement),
                    ties[person].len(),
                )
            }
        };
        let count = count.max(1) as f64;
        (compliance / count, enforcement / count)
    }

    fn set(&mut self, person: usize, (compliance, enforcement): (f64, f64)) -> bool {
        let before = (self.compliance[person], self.enforcement[person]);
        self.totals.0 += compliance - before.0;
        self.totals.1 += enforcement - before.1;
        self.compliance[person] = compliance;
        self.enforcement[person] = enforcement;
        before != (compliance, enforcement)
    }
}
