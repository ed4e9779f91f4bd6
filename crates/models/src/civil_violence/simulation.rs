//! The plain engine: one person after another in a fresh random order each tick, every reading as an option.

use super::setting::{Jail, Order, Setting, Term};
use super::torus::Torus;
use super::{arrest_probability, grievance, is_active, net_risk, ratio};
use crate::random::Random;

/// Marks the end of a list of people on a cell.
const NOBODY: u32 = u32::MAX;

/// What a citizen is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// At home.
    Quiet,
    /// In open rebellion.
    Active,
    /// In jail for this many more ticks; infinity for life.
    Jailed(f64),
}

#[derive(Clone, Debug)]
struct Citizen {
    hardship: f64,
    risk_aversion: f64,
    state: State,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// Active citizens here (low half) and officers here (high half), so that one sum counts both.
    seen: u32,
    /// People who keep others from moving here.
    occupants: u32,
}

/// One unit of the high half of [`Cell::seen`].
const COP: u32 = 1 << 16;

/// A run under way.
#[derive(Clone, Debug)]
pub struct Simulation {
    setting: Setting,
    torus: Torus,
    citizens: Vec<Citizen>,
    /// The cell of every person: citizens first, then officers. Meaningless for the jailed off the grid.
    place: Vec<u32>,
    cells: Vec<Cell>,
    /// Head of the list of citizens on each cell, and the next citizen on the same cell.
    first: Vec<u32>,
    next: Vec<u32>,
    cops: usize,
    actives: u32,
    jailed: u32,
    random: Random,
    legitimacy: f64,
}

impl Simulation {
    /// Everybody quiet on random cells.
    ///
    /// The setting must have no [`Setting::problems`].
    pub fn new(setting: Setting, seed: u64) -> Simulation {
        let mut random = Random::new(seed, "civil-violence");
        let torus = Torus::new(setting.width, setting.sight);
        let mut cells: Vec<u32> = (0..torus.cells() as u32).collect();
        random.shuffle(&mut cells);
        cells.truncate(setting.citizens + setting.cops);
        let citizens = (0..setting.citizens)
            .map(|_| Citizen {
                hardship: random.unit(),
                risk_aversion: random.unit(),
                state: State::Quiet,
            })
            .collect();
        let mut simulation = Simulation {
            citizens,
            place: cells.clone(),
            cells: vec![Cell::default(); torus.cells()],
            first: vec![NOBODY; torus.cells()],
            next: vec![NOBODY; setting.citizens],
            cops: setting.cops,
            actives: 0,
            jailed: 0,
            random,
            legitimacy: setting.legitimacy,
            torus,
            setting,
        };
        for (person, cell) in cells.into_iter().enumerate() {
            simulation.enter(person, cell as usize);
        }
        simulation
    }

    /// Number of active citizens.
    pub fn actives(&self) -> u32 {
        self.actives
    }

    /// Number of jailed citizens.
    pub fn jailed(&self) -> u32 {
        self.jailed
    }

    /// Number of officers.
    pub fn cops(&self) -> usize {
        self.cops
    }

    /// Changes legitimacy from now on.
    pub fn set_legitimacy(&mut self, legitimacy: f64) {
        self.legitimacy = legitimacy;
    }

    /// Withdraws officers until `cops` are left; never adds any.
    pub fn withdraw_cops(&mut self, cops: usize) {
        while self.cops > cops {
            self.cops -= 1;
            let person = self.citizens.len() + self.cops;
            self.leave(person);
            self.place.truncate(person);
        }
    }

    /// What every citizen is doing, in a fixed order.
    pub fn states(&self) -> impl Iterator<Item = State> {
        self.citizens.iter().map(|citizen| citizen.state)
    }

    /// One tick: everybody once, in a fresh random order. Returns the number of active citizens afterwards.
    pub fn tick(&mut self) -> u32 {
        let mut order: Vec<u32> = (0..self.place.len() as u32).collect();
        self.random.shuffle(&mut order);
        for person in order {
            self.activate(person as usize);
        }
        self.actives
    }

    fn activate(&mut self, person: usize) {
        if self.serves(person) {
            return;
        }
        match self.setting.order {
            Order::MoveThenAct => {
                self.walk(person);
                self.act(person);
            }
            Order::ActThenMove => {
                self.act(person);
                self.walk(person);
            }
        }
    }

    /// One tick of a jail term; whether the person is a citizen who stays in jail this tick.
    fn serves(&mut self, person: usize) -> bool {
        let Some(State::Jailed(left)) = self.citizens.get(person).map(|citizen| citizen.state)
        else {
            return false;
        };
        if left > 1.0 {
            self.citizens[person].state = State::Jailed(left - 1.0);
        } else {
            self.release(person);
        }
        true
    }

    fn release(&mut self, person: usize) {
        self.citizens[person].state = State::Quiet;
        self.jailed -= 1;
        match self.setting.jail {
            Jail::OffGrid => {
                let cell = self.random_empty_cell();
                self.enter(person, cell);
            }
            Jail::OnEmptyCell => self.cells[self.place[person] as usize].occupants += 1,
            Jail::OnCell => {}
        }
    }

    /// Somewhere on the grid; there is always room, because everybody had a cell at the start.
    fn random_empty_cell(&mut self) -> usize {
        loop {
            let cell = self.random.below(self.cells.len());
            if self.cells[cell].occupants == 0 {
                return cell;
            }
        }
    }

    fn act(&mut self, person: usize) {
        if person < self.citizens.len() {
            self.decide(person);
        } else {
            self.arrest(person);
        }
    }

    fn decide(&mut self, person: usize) {
        let cell = self.place[person] as usize;
        let setting = &self.setting;
        let citizen = &self.citizens[person];
        let was_active = citizen.state == State::Active;
        let seen = self.seen(cell);
        let own_cell = if setting.counts_herself_twice {
            self.cells[cell].seen
        } else {
            0
        };
        let (cops, actives) = (seen / COP + own_cell / COP, 1 + seen % COP + own_cell % COP);
        let ratio = ratio(f64::from(cops), f64::from(actives), setting.ratio);
        let risk = net_risk(
            citizen.risk_aversion,
            arrest_probability(setting.arrest_constant, ratio),
        );
        let active = is_active(
            grievance(citizen.hardship, self.legitimacy),
            risk,
            setting.threshold,
        );
        if active != was_active {
            self.citizens[person].state = if active { State::Active } else { State::Quiet };
            self.cells[cell].seen =
                self.cells[cell]
                    .seen
                    .wrapping_add_signed(if active { 1 } else { -1 });
            self.actives = self
                .actives
                .wrapping_add_signed(if active { 1 } else { -1 });
        }
    }

    /// Active citizens (low half) and officers (high half) on the cells seen from a cell.
    fn seen(&self, cell: usize) -> u32 {
        self.torus
            .around(cell)
            .map(|other| self.cells[other].seen)
            .sum()
    }

    fn arrest(&mut self, cop: usize) {
        let cell = self.place[cop] as usize;
        let rebels = self.seen(cell) % COP;
        if rebels == 0 {
            return;
        }
        let chosen = self.random.below(rebels as usize) as u32;
        let Some(rebel) = self.rebel(cell, chosen) else {
            return;
        };
        let scene = self.place[rebel] as usize;
        self.jail(rebel);
        if self.setting.cop_takes_cell {
            self.leave(cop);
            self.enter(cop, scene);
        }
    }

    /// The active citizen with the given number among those seen from a cell.
    fn rebel(&self, cell: usize, number: u32) -> Option<usize> {
        let mut passed = 0;
        let scene = self.torus.around(cell).find(|&other| {
            passed += self.cells[other].seen % COP;
            passed > number
        })?;
        let is_active = |&person: &u32| self.citizens[person as usize].state == State::Active;
        let here = std::iter::successors(Some(self.first[scene]), |&person| {
            self.next.get(person as usize).copied()
        });
        let rebels = here
            .take_while(|&person| person != NOBODY)
            .filter(is_active);
        rebels
            .map(|person| person as usize)
            .nth((passed - number - 1) as usize)
    }

    fn jail(&mut self, rebel: usize) {
        let longest = self.setting.longest_term;
        let term = match self.setting.term {
            Term::Continuous => longest * (1.0 - self.random.unit()),
            Term::WholeBelow => (longest * self.random.unit()).floor(),
        };
        let cell = self.place[rebel] as usize;
        self.actives -= 1;
        self.cells[cell].seen -= 1;
        if term == 0.0 {
            // A term of no ticks: free at once, but no longer active.
            self.citizens[rebel].state = State::Quiet;
            return;
        }
        self.jailed += 1;
        self.citizens[rebel].state = State::Jailed(term);
        match self.setting.jail {
            Jail::OffGrid => self.leave(rebel),
            Jail::OnEmptyCell => self.cells[cell].occupants -= 1,
            Jail::OnCell => {}
        }
    }

    fn walk(&mut self, person: usize) {
        if person < self.citizens.len() && !self.setting.citizens_move {
            return;
        }
        let cell = self.place[person] as usize;
        if let Some(target) = self.empty_cell_near(cell) {
            self.leave(person);
            self.enter(person, target);
        }
    }

    /// A random empty cell within sight: by trial first, which is exactly uniform, then by listing them all.
    fn empty_cell_near(&mut self, cell: usize) -> Option<usize> {
        for _ in 0..32 {
            let direction = self.random.below(self.torus.seen_count());
            let target = self.torus.seen(cell, direction);
            if self.cells[target].occupants == 0 {
                return Some(target);
            }
        }
        let empty: Vec<usize> = self
            .torus
            .around(cell)
            .filter(|&other| self.cells[other].occupants == 0)
            .collect();
        (!empty.is_empty()).then(|| empty[self.random.below(empty.len())])
    }

    fn enter(&mut self, person: usize, cell: usize) {
        self.place[person] = cell as u32;
        self.cells[cell].occupants += 1;
        self.cells[cell].seen += self.mark(person);
        if person < self.citizens.len() {
            self.next[person] = self.first[cell];
            self.first[cell] = person as u32;
        }
    }

    fn leave(&mut self, person: usize) {
        let cell = self.place[person] as usize;
        self.cells[cell].occupants -= 1;
        self.cells[cell].seen -= self.mark(person);
        if person < self.citizens.len() {
            self.unlink(person, cell);
        }
    }

    /// What a person adds to [`Cell::seen`].
    fn mark(&self, person: usize) -> u32 {
        match self.citizens.get(person) {
            Some(citizen) => u32::from(citizen.state == State::Active),
            None => COP,
        }
    }

    fn unlink(&mut self, person: usize, cell: usize) {
        let after = self.next[person];
        if self.first[cell] as usize == person {
            self.first[cell] = after;
            return;
        }
        let mut before = self.first[cell] as usize;
        while self.next[before] as usize != person {
            before = self.next[before] as usize;
        }
        self.next[before] = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::civil_violence::RatioRule;

    /// Recounts everything the engine keeps as running totals.
    fn assert_consistent(simulation: &Simulation) {
        let count = |wanted: fn(&State) -> bool| {
            simulation
                .citizens
                .iter()
                .filter(|c| wanted(&c.state))
                .count() as u32
        };
        assert_eq!(simulation.actives, count(|s| *s == State::Active));
        assert_eq!(simulation.jailed, count(|s| matches!(s, State::Jailed(_))));
        let seen: u32 = simulation.cells.iter().map(|cell| cell.seen % COP).sum();
        assert_eq!(seen, simulation.actives);
        let cops: u32 = simulation.cells.iter().map(|cell| cell.seen / COP).sum();
        assert_eq!(cops as usize, simulation.cops);
    }

    #[test]
    fn running_totals_agree_with_a_recount_under_every_reading() {
        let run_2 = Setting::run_2(RatioRule::Floored);
        for setting in [
            run_2.clone(),
            run_2.netlogo(),
            Setting::run_1(RatioRule::Printed),
            Setting::benchmark(40),
        ] {
            let mut simulation = Simulation::new(setting, 1);
            for _ in 0..100 {
                simulation.tick();
            }
            assert_consistent(&simulation);
            simulation.withdraw_cops(3);
            assert_consistent(&simulation);
        }
    }
}
