//! Sobol' points: a sequence that fills the unit cube more evenly than random points.

/// Most dimensions that the direction numbers cover.
pub const MOST_DIMENSIONS: usize = 256;
/// Binary digits of a coordinate; the sequence has this many doublings before it repeats.
const DIGITS: usize = 32;

/// The first points of Sobol's sequence in some number of dimensions.
#[derive(Clone, Debug)]
pub struct SobolPoints {
    /// Direction numbers of each dimension.
    directions: Vec<[u32; DIGITS]>,
    /// Digital shift of each dimension.
    shift: Vec<u32>,
}

impl SobolPoints {
    /// The plain sequence, whose first point is the origin; at most [`MOST_DIMENSIONS`].
    pub fn new(dimensions: usize) -> Option<SobolPoints> {
        let table = include_str!("direction_numbers.txt")
            .lines()
            .filter(|line| !line.starts_with('#'));
        let directions: Vec<[u32; DIGITS]> = std::iter::once(first_dimension())
            .chain(table.map(dimension))
            .take(dimensions)
            .collect();
        (directions.len() == dimensions).then(|| SobolPoints {
            directions,
            shift: vec![0; dimensions],
        })
    }

    /// The sequence moved by a digital shift, which keeps its evenness, and off the cube's faces.
    ///
    /// `bits` yields random 32-bit words, one per dimension.
    pub fn shifted(mut self, mut bits: impl FnMut() -> u32) -> SobolPoints {
        self.shift.iter_mut().for_each(|shift| *shift = bits());
        self
    }

    /// Number of dimensions.
    pub fn dimensions(&self) -> usize {
        self.directions.len()
    }

    /// Coordinate of a point, in [0, 1).
    pub fn coordinate(&self, point: u32, dimension: usize) -> f64 {
        let gray = point ^ (point >> 1);
        let directions = &self.directions[dimension];
        let word = (0..DIGITS)
            .filter(|digit| gray >> digit & 1 == 1)
            .fold(0, |word, digit| word ^ directions[digit]);
        f64::from(word ^ self.shift[dimension]) / 4_294_967_296.0
    }
}

fn first_dimension() -> [u32; DIGITS] {
    std::array::from_fn(|digit| 1 << (DIGITS - 1 - digit))
}

/// Direction numbers from one line of the table: the recurrence of the primitive polynomial.
fn dimension(line: &str) -> [u32; DIGITS] {
    let numbers: Vec<u32> = line
        .split_whitespace()
        .map(|number| number.parse().expect("the table holds whole numbers"))
        .collect();
    let (coefficients, initial) = (numbers[0], &numbers[1..]);
    let degree = initial.len();
    let mut directions = [0; DIGITS];
    for digit in 0..DIGITS {
        directions[digit] = match initial.get(digit) {
            Some(number) => number << (DIGITS - 1 - digit),
            None => {
                let before = directions[digit - degree];
                (1..degree)
                    .filter(|term| coefficients >> (degree - 1 - term) & 1 == 1)
                    .fold(before ^ (before >> degree), |word, term| {
                        word ^ directions[digit - term]
                    })
            }
        };
    }
    directions
}
