//! Outbursts in a series of active citizens, and what the publication counts about them.

/// One outburst: from the first tick above the level to the last before it falls below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outburst {
    /// Index of the first tick above the level.
    pub start: usize,
    /// Index after the last tick; the first tick below the level, or the end of the series.
    pub end: usize,
    /// Active citizens summed over the ticks of the outburst: the publication's total activation.
    pub activation: u64,
    /// Largest number of active citizens.
    pub peak: u32,
}

/// The number of active citizens that the publication takes for the border of an outburst.
pub const LEVEL: u32 = 50;

/// The outbursts of a series of active citizens: each starts above `level` and ends when the number is below it.
///
/// An outburst still under way at the end of the series is included.
pub fn outbursts(actives: &[u32], level: u32) -> Vec<Outburst> {
    let mut found: Vec<Outburst> = Vec::new();
    let mut under_way = false;
    for (tick, &active) in actives.iter().enumerate() {
        let starts = !under_way && active > level;
        under_way = starts || (under_way && active >= level);
        if starts {
            found.push(Outburst {
                start: tick,
                end: tick,
                activation: 0,
                peak: 0,
            });
        }
        if let (true, Some(current)) = (under_way, found.last_mut()) {
            current.end = tick + 1;
            current.activation += u64::from(active);
            current.peak = current.peak.max(active);
        }
    }
    found
}

/// Ticks from the end of each outburst to the start of the next.
pub fn waits(outbursts: &[Outburst]) -> Vec<f64> {
    outbursts
        .windows(2)
        .map(|pair| (pair[1].start - pair[0].end) as f64)
        .collect()
}

/// Mean total activation of an outburst; NaN without outbursts.
pub fn mean_activation(outbursts: &[Outburst]) -> f64 {
    mean(outbursts.iter().map(|outburst| outburst.activation as f64))
}

/// Mean of numbers; NaN when there are none.
pub fn mean(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = numbers
        .into_iter()
        .fold((0.0, 0.0), |(sum, count), x| (sum + x, count + 1.0));
    sum / count
}
