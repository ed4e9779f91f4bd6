//! What a later week of the leadership depends on.

use bytemuck::{Pod, Zeroable};

/// No leader at this place of the list.
pub const NOBODY: u32 = u32::MAX;
/// Weeks over which turnover is counted.
pub const YEAR: usize = 52;

/// Place of a leader in the Presidium.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Seat {
    /// Outside.
    #[default]
    Out,
    /// Candidate: speaks, does not vote.
    Candidate,
    /// Full member.
    Full,
}

/// What changes about one leader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct MemberState {
    /// Power by rank, office and base; 0 outside the Presidium.
    pub power: f64,
    /// Share of the full members' power in the Presidium.
    pub presidium: f64,
    /// Share of the votes of the Central Committee.
    pub committee: f64,
    /// Chance of being left out of the ruling coalition of the Presidium.
    pub left_out_presidium: f64,
    /// Chance of being left out of that of the Central Committee.
    pub left_out_committee: f64,
    /// Threat to the others, as a ratio to the mean of the full members but the head.
    pub threat: f64,
    /// Chance of voting against the head.
    pub against: f64,
    /// Chance that the member stood on the losing side of the last challenge, as far as it is remembered.
    pub defeated: f64,
    /// 0 outside, 1 candidate, 2 full member.
    pub seat: u32,
    /// 1 once removed by the model; does not come back.
    pub gone: u32,
    /// Week of the last rise, into the body or within it; 0 for whoever sat from the beginning.
    pub entered: u32,
    /// Zero; keeps the record free of undefined bytes.
    pub padding: u32,
}

impl MemberState {
    /// Place in the Presidium.
    pub fn place(&self) -> Seat {
        match self.seat {
            0 => Seat::Out,
            1 => Seat::Candidate,
            _ => Seat::Full,
        }
    }

    /// Whether the leader votes.
    pub fn votes(&self) -> bool {
        self.place() == Seat::Full
    }
}

/// What changes about the leadership as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct State {
    /// Share of the apparatus that owes its posts to the First Secretary.
    pub appointed: f64,
    /// De-Stalinisation, 0..1, by the spatial model, the weighted mean and the weighted median.
    pub outcome: [f64; 3],
    /// The same of the recorded membership, where the present one departs from it.
    pub reference: [f64; 3],
    /// Support for the leader in the Presidium, share of power.
    pub presidium_support: f64,
    /// Support in the Central Committee, share of votes.
    pub committee_support: f64,
    /// Chance that a vote against the leader is carried in the Presidium.
    pub presidium_carries: f64,
    /// Chance that it is carried in the Central Committee.
    pub committee_carries: f64,
    /// Votes in the Central Committee of those who owe their posts to the First Secretary.
    pub owed_votes: f64,
    /// What is held against the leader, in the odds of a vote against.
    pub failures: f64,
    /// Standard of living that counts as usual; 0 before the first report.
    pub usual_living: f64,
    /// Reports of dissent that count as usual; 0 before the first.
    pub usual_reports: f64,
    /// Weighted balance of the Presidium on de-Stalinisation when the last correction was issued.
    pub balance: f64,
    /// Levers that follow the outcome when the model decides.
    pub levels: [f64; 3],
    /// What the last assessment was made of: seats, offices, half-year.
    pub signature: u64,
    /// Place in the list of who leads: First Secretary, else premier, else the strongest.
    pub leader: u32,
    /// First Secretary, or [`NOBODY`].
    pub first_secretary: u32,
    /// Week in which the leader took over.
    pub since: u32,
    /// Members of the ruling coalitions of the Presidium and of the Central Committee.
    pub coalition: [u32; 2],
    /// Executions since the start.
    pub executions: u32,
    /// Rung of the ladder of corrections, 0..4.
    pub rung: u32,
    /// Week of the last correction, or of the speech.
    pub rung_week: u32,
    /// Week in which a leadership rule began to stand in for the record.
    pub speech_week: u32,
    /// Week in which each rung was issued, 0 for none.
    pub issued: [u32; 4],
    /// 1 once a leadership rule has stood in for the record.
    pub ruled: u32,
    /// 1 while another full member than the leader commands the police or the army.
    pub guarded: u32,
    /// 1 while a leadership rule stands in for the record.
    pub ruling: u32,
    /// 1 once the model has taken over from the record.
    pub endogenous: u32,
    /// 1 once the First Secretary has fallen against the record.
    pub fallen: u32,
    /// 1 once the changes of the plenum of 1957 have been withheld.
    pub withheld: u32,
    /// Leavings by week of a running year.
    pub leavings: [u8; YEAR],
}

impl Default for State {
    fn default() -> State {
        State {
            leader: NOBODY,
            first_secretary: NOBODY,
            ..State::zeroed()
        }
    }
}
