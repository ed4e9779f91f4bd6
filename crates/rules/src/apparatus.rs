//! Reports of dissent on their way up the party tree.
//!
//! What was said at meetings is counted in the district, then summed by region, by republic and in
//! the centre. Each level passes on a part of it (Williamson's control loss) and pulls the rest
//! toward what its superiors want to hear (Xu & Griffiths' chains of retelling): quiet in quiet
//! times, vigilance when the rule is hard. So a lenient centre hears too little and a harsh one may
//! hear what is not there. Our joins.

use bytemuck::{Pod, Zeroable};
use models::{control_loss, serial_reproduction};

use crate::Society;
use crate::parameters::Reports;

/// Adults per thousand, for the unit of reported disorder.
const PER_THOUSAND: f64 = 1000.0;

/// What the centre has been told.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct Reported {
    /// Remarks reported to the centre in the last week, full scale.
    pub remarks: f64,
    /// Reported remarks per 1,000 adults a week, a running mean: what the leadership reacts to.
    pub disorder: f64,
}

/// One level that hands a count on.
struct Level {
    /// Share that survives.
    retention: f64,
    /// How faithfully a body keeps to what it was told, 0..1.
    fidelity: f64,
    /// Remarks per adult that superiors expect.
    expected: f64,
}

impl Level {
    fn hand_up(&self, count: f64, adults: f64) -> f64 {
        let wanted = self.expected * adults;
        serial_reproduction::drift(count, wanted, self.fidelity)
            * control_loss::retention(self.retention, 1)
    }
}

/// One week of reports.
pub fn report(society: &mut Society) {
    let reported = reported_remarks(society);
    let weight = f64::from(society.world.sample.interval());
    let adults = society.totals.adults.max(1) as f64 * weight;
    let speed = f64::from(society.parameters.reports.speed);
    let own = &mut society.reported;
    own.remarks = reported;
    own.disorder += (PER_THOUSAND * reported / adults - own.disorder) * speed;
}

/// Remarks of the week as they reach the centre, full scale.
fn reported_remarks(society: &Society) -> f64 {
    let p = &society.parameters.reports;
    let world = &society.world;
    let weight = f64::from(world.sample.interval());
    let expected = f64::from(p.campaign * society.policy.sanction_rule);
    let mut regions = vec![(0.0, 0.0); world.regions.len()];
    for (part, outcome) in society.parts.iter().zip(&society.outcomes) {
        let district = &world.districts[part.district as usize];
        let remarks = f64::from(outcome.remarks.iter().sum::<u32>()) * weight;
        let adults = f64::from(outcome.counts.adults) * weight;
        // A zealous body reports more of what there is.
        let own = level(p, 2.0 * (1.0 - district.zeal), expected);
        add(
            &mut regions[usize::from(district.region)],
            own.hand_up(remarks, adults),
            adults,
        );
    }
    let above = level(p, 1.0, expected);
    let mut republics = vec![(0.0, 0.0); world.republics.len()];
    for (region, (remarks, adults)) in world.regions.iter().zip(regions) {
        let up = above.hand_up(remarks, adults);
        add(&mut republics[usize::from(region.republic)], up, adults);
    }
    republics
        .into_iter()
        .map(|(remarks, adults)| above.hand_up(remarks, adults))
        .sum()
}

/// A level whose distortion is the common one times a factor.
fn level(p: &Reports, factor: f32, expected: f64) -> Level {
    if p.on < 0.5 {
        return Level {
            retention: 1.0,
            fidelity: 1.0,
            expected,
        };
    }
    Level {
        retention: f64::from(p.retention),
        fidelity: f64::from((1.0 - p.distortion * factor).clamp(0.0, 1.0)),
        expected,
    }
}

fn add(sum: &mut (f64, f64), remarks: f64, adults: f64) {
    sum.0 += remarks;
    sum.1 += adults;
}

impl Society {
    /// Dissent as the leadership knows it: reported remarks per 1,000 adults a week.
    pub fn reported_disorder(&self) -> f64 {
        self.reported.disorder
    }
}
