//! Regions, districts and leaders.

/// Town or village.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Settlement {
    /// Rural.
    Village = 0,
    /// Urban.
    Town = 1,
}

/// One of the 153 regions of 1959.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// English name.
    pub name: String,
    /// Index into [`crate::World::republics`].
    pub republic: u8,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Came under Soviet rule in 1939-40.
    pub western: bool,
}

/// A raion or town: about 40 000 people in one kind of settlement, with one party committee.
#[derive(Debug, Clone, PartialEq)]
pub struct District {
    /// Index into [`crate::World::regions`].
    pub region: u16,
    /// Index into [`crate::World::republics`].
    pub republic: u8,
    /// Town or village.
    pub settlement: Settlement,
    /// Its first collective in this sample.
    pub first: u32,
    /// How many collectives it has in this sample; may be none in a small sample.
    pub count: u32,
    /// Zeal of the local bodies, 0..1.
    pub zeal: f32,
    /// What the committee already believed of the old leader, 0 (against) .. 1 (devoted).
    pub prior_belief: f32,
    /// Standard of living relative to the national mean (region and town-or-village factors); the
    /// aspirations of its people start from it.
    pub living_factor: f32,
}

impl District {
    /// The district's collectives in this sample.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.first as usize..(self.first + self.count) as usize
    }
}

/// One office of a leader within a spell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Title as the table gives it, e.g. `First Secretary`.
    pub title: String,
    /// First week in office, as far as the spell reaches.
    pub from: u16,
    /// First week no longer in office.
    pub to: u16,
}

/// One spell of a leader in a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Spell {
    /// Body, e.g. `Presidium of the CC CPSU`.
    pub body: String,
    /// `full` or `candidate`.
    pub rank: String,
    /// Offices as the table gives them.
    pub office: String,
    /// The same, one by one, in weeks.
    pub offices: Vec<Office>,
    /// First week in the body.
    pub from: u16,
    /// First week no longer in the body; `u16::MAX` when the tables know no end.
    pub to: u16,
}

/// A named leader, public role only.
#[derive(Debug, Clone, PartialEq)]
pub struct Leader {
    /// Name.
    pub name: String,
    /// Base of power.
    pub base: String,
    /// Judged position on de-Stalinisation, -2..+2.
    pub stance: Option<f64>,
    /// Spells in order.
    pub spells: Vec<Spell>,
}
