//! Contagion across places: the epidemic final size, and the riot model of Bonnasse-Gahot et al. (2018),
//! Scientific Reports 8:107.
//!
//! Each place k has a level of unrest λ_k and a stock of people still susceptible σ_k:
//! dλ_k/dt = −ω λ_k + σ_k Ψ(Λ_k), dσ_k/dt = −σ_k Ψ(Λ_k), Λ_k = Σ_j W_kj λ_j, with W falling with distance. Here Ψ is
//! linear, Ψ(Λ) = β Λ, so that one place alone is the classical epidemic model; the shape of W is our choice.
//! The published fitted values are not part of this software.

use crate::numeric::{Real, bisect};
use crate::verification::{Case, Claim, Grade};

const MODEL: &str = "contagion";

/// Final share affected by an epidemic that starts from almost nobody: the largest root of z = 1 − e^(−R0 z).
///
/// 0 when `reproduction` (R0) is at most 1.
pub fn final_size(reproduction: f64) -> f64 {
    if reproduction <= 1.0 {
        return 0.0;
    }
    // z − 1 + e^(−R0 z) falls until ln(R0)/R0 and rises from there through its positive root.
    bisect(libm::log(reproduction) / reproduction, 1.0, |z| {
        z + libm::expm1(-reproduction * z)
    })
}

/// How strongly unrest at a distance counts: (1 + distance/scale)^(−decay). 1 at no distance; `scale` and `decay` are
/// positive, `distance` and `scale` in the same unit.
#[inline(always)]
pub fn distance_kernel<F: Real>(distance: F, scale: F, decay: F) -> F {
    (F::one() + distance / scale).portable_pow(-decay)
}

/// Great-circle distance in km between two points given as degrees north and east, on a sphere of 6371 km (haversine).
pub fn great_circle((north, east): (f64, f64), (to_north, to_east): (f64, f64)) -> f64 {
    const EARTH_RADIUS: f64 = 6371.0;
    let half_sine = |degrees: f64| libm::sin(degrees.to_radians() / 2.0);
    let (up, across) = (half_sine(to_north - north), half_sine(to_east - east));
    let narrowing = libm::cos(north.to_radians()) * libm::cos(to_north.to_radians());
    let haversine = up * up + narrowing * across * across;
    2.0 * EARTH_RADIUS * libm::asin(libm::sqrt(haversine.clamp(0.0, 1.0)))
}

/// Rate at which one susceptible person joins unrest: Ψ(Λ) = β Λ.
#[inline(always)]
pub fn joining_rate<F: Real>(contagiousness: F, felt_unrest: F) -> F {
    contagiousness * felt_unrest
}

/// What does not change during an outbreak.
#[derive(Clone, Debug, PartialEq)]
pub struct Riot {
    /// ω: rate at which unrest dies down, per unit of time; positive.
    pub decay: f64,
    /// β: joining rate of a susceptible person per unit of felt unrest.
    pub contagiousness: f64,
    /// W: `coupling[k][j]` is the weight of place j's unrest in place k.
    pub coupling: Vec<Vec<f64>>,
}

/// What changes during an outbreak, one entry a place.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// λ: level of unrest.
    pub unrest: Vec<f64>,
    /// σ: people still susceptible.
    pub susceptible: Vec<f64>,
}

impl Riot {
    /// Weights from positions (x, y) in any unit of length through the [`distance_kernel`].
    pub fn coupling(positions: &[(f64, f64)], scale: f64, decay: f64) -> Vec<Vec<f64>> {
        let weight = |a: &(f64, f64), b: &(f64, f64)| {
            distance_kernel(libm::hypot(a.0 - b.0, a.1 - b.1), scale, decay)
        };
        positions
            .iter()
            .map(|a| positions.iter().map(|b| weight(a, b)).collect())
            .collect()
    }

    /// Advances a state by a time step with the classical fourth-order Runge–Kutta method.
    pub fn advance(&self, state: &State, step: f64) -> State {
        let k1 = self.rates(state);
        let k2 = self.rates(&state.plus(&k1, step / 2.0));
        let k3 = self.rates(&state.plus(&k2, step / 2.0));
        let k4 = self.rates(&state.plus(&k3, step));
        state
            .plus(&k1, step / 6.0)
            .plus(&k2, step / 3.0)
            .plus(&k3, step / 3.0)
            .plus(&k4, step / 6.0)
    }

    fn rates(&self, state: &State) -> State {
        let joining: Vec<f64> = (self.coupling.iter())
            .zip(&state.susceptible)
            .map(|(weights, susceptible)| {
                let felt: f64 = weights
                    .iter()
                    .zip(&state.unrest)
                    .map(|(w, unrest)| w * unrest)
                    .sum();
                susceptible * joining_rate(self.contagiousness, felt)
            })
            .collect();
        State {
            unrest: joining
                .iter()
                .zip(&state.unrest)
                .map(|(joining, unrest)| joining - self.decay * unrest)
                .collect(),
            susceptible: joining.iter().map(|joining| -joining).collect(),
        }
    }
}

impl State {
    fn plus(&self, rates: &State, step: f64) -> State {
        let add = |values: &[f64], rates: &[f64]| {
            values
                .iter()
                .zip(rates)
                .map(|(v, r)| v + step * r)
                .collect()
        };
        State {
            unrest: add(&self.unrest, &rates.unrest),
            susceptible: add(&self.susceptible, &rates.susceptible),
        }
    }
}

/// The claims about this model.
pub fn cases() -> Vec<Case> {
    vec![Case {
        id: "SIR-1",
        model: MODEL,
        run: |_| final_sizes(),
    }]
}

const REPRODUCTIONS: [f64; 7] = [1.1, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0];
const SIZES: [f64; 7] = [
    0.176_134, 0.313_698, 0.582_812, 0.796_812, 0.892_645, 0.940_480, 0.980_173,
];

fn final_sizes() -> Vec<Claim> {
    let state = |number: u32, claim: &str, source: &str| {
        Claim::state(format!("SIR-1.{number}"), MODEL, claim, source, Grade::A)
    };
    let sizes = "final-size equation; recomputed";
    let single = REPRODUCTIONS.map(|reproduction| outbreak(reproduction, 1e-10));
    let (integrated, exact) = far_start();
    vec![
        state(1, "Final size of an epidemic at R0 = 1.1, 1.2, 1.5, 2, 2.5, 3, 4", sizes)
            .numbers(&SIZES, &REPRODUCTIONS.map(final_size), 1e-6),
        state(2, "The riot model with a single place, integrated from almost no unrest, has the same final sizes", "Bonnasse-Gahot et al. (2018), single-place reduction")
            .numbers(&REPRODUCTIONS.map(final_size), &single, 1e-6),
        state(3, "A single place with a tenth in unrest at the start: ln(σ∞/σ0) = −(β/ω)(σ0 + λ0 − σ∞)", "Bonnasse-Gahot et al. (2018), single-place reduction")
            .number(exact, integrated, 1e-6),
    ]
}

/// Share that joins in a single place of one susceptible person, integrated until unrest has died down.
fn outbreak(reproduction: f64, start: f64) -> f64 {
    let riot = Riot {
        decay: 1.0,
        contagiousness: reproduction,
        coupling: vec![vec![1.0]],
    };
    let mut state = State {
        unrest: vec![start],
        susceptible: vec![1.0],
    };
    let mut peaked = false;
    while !peaked || state.unrest[0] > 1e-10 {
        let next = riot.advance(&state, 0.02);
        peaked |= next.unrest[0] < state.unrest[0];
        state = next;
    }
    1.0 - state.susceptible[0]
}

fn far_start() -> (f64, f64) {
    let exact = bisect(0.0, 1.0, |left| {
        libm::log(left.max(1e-300)) + 2.0 * (1.1 - left)
    });
    (1.0 - outbreak(2.0, 0.1), exact)
}
