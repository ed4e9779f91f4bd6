//! Latin hypercubes (McKay, Beckman & Conover 1979, Technometrics 21, 239-245).

use models::random::Random;

/// Points in the unit cube of which every one of `points` equal slices of every axis holds one.
/// An axis depends on its number, the number of points and the seed alone.
pub fn latin_hypercube(axes: usize, points: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut cube = vec![vec![0.0; axes]; points];
    for axis in 0..axes {
        let mut random = Random::numbered(seed, axis as u64, points as u64);
        let mut slices: Vec<usize> = (0..points).collect();
        random.shuffle(&mut slices);
        for (point, slice) in cube.iter_mut().zip(slices) {
            point[axis] = (slice as f64 + random.unit()) / points as f64;
        }
    }
    cube
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slice_of_a_latin_hypercube_holds_one_point() {
        let cube = latin_hypercube(3, 20, 1);
        for axis in 0..3 {
            let mut slices: Vec<_> = cube
                .iter()
                .map(|point| (point[axis] * 20.0) as usize)
                .collect();
            slices.sort_unstable();
            assert_eq!(slices, (0..20).collect::<Vec<_>>());
        }
    }
}
