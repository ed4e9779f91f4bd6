//! The second model: two groups, in which an active citizen kills a visible member of the other group.
//!
//! Officers arrest the active of either group. Citizens clone onto an empty neighbouring cell, pass on group and
//! hardship, and die of age. The publication gives the rules in words; where it is silent (age at the start, the risk
//! aversion of a clone) each newcomer, also at the start, has age 0, a lifetime uniform below the longest age and a
//! fresh risk aversion.

use super::torus::{Sight, Torus};
use super::{RatioRule, arrest_probability, grievance, is_active, net_risk, ratio};
use crate::random::Random;

/// A population of two groups and its rules.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupSetting {
    /// Cells along one side of the torus.
    pub width: usize,
    /// Number of citizens at the start; each joins either group with probability ½.
    pub citizens: usize,
    /// Number of officers.
    pub cops: usize,
    /// What everybody sees.
    pub sight: Sight,
    /// L: legitimacy of the other group.
    pub legitimacy: f64,
    /// T: net grievance above which a citizen turns violent.
    pub threshold: f64,
    /// k in the estimated arrest probability.
    pub arrest_constant: f64,
    /// J_max in ticks.
    pub longest_term: f64,
    /// How the ratio of officers to the violent is taken.
    pub ratio: RatioRule,
    /// Probability of cloning in a tick.
    pub cloning: f64,
    /// Lifetimes are uniform between 0 and this many ticks.
    pub longest_life: f64,
}

impl GroupSetting {
    /// Runs 6 to 8 of the publication differ in legitimacy and officers only: vision 1.7, J_max = 15.
    pub fn published(legitimacy: f64, cops: usize, ratio: RatioRule) -> GroupSetting {
        GroupSetting {
            width: 40,
            citizens: 1120,
            cops,
            sight: Sight::Disc(1.7),
            legitimacy,
            threshold: 0.1,
            arrest_constant: 2.3,
            longest_term: 15.0,
            ratio,
            cloning: 0.05,
            longest_life: 200.0,
        }
    }
}

/// Somebody on (or, when jailed, off) the grid.
#[derive(Clone, Debug)]
struct Person {
    cell: usize,
    role: Role,
}

#[derive(Clone, Debug)]
enum Role {
    Cop,
    Citizen(Citizen),
}

#[derive(Clone, Debug)]
struct Citizen {
    group: usize,
    hardship: f64,
    risk_aversion: f64,
    active: bool,
    /// Ticks in jail left; 0 for the free.
    jailed: f64,
    /// Ticks of life left.
    life: f64,
}

/// A run under way.
#[derive(Clone, Debug)]
pub struct GroupSimulation {
    setting: GroupSetting,
    torus: Torus,
    people: Vec<Option<Person>>,
    /// The person on each cell.
    grid: Vec<Option<u32>>,
    kills: u64,
    random: Random,
}

impl GroupSimulation {
    /// Everybody quiet on random cells.
    pub fn new(setting: GroupSetting, seed: u64) -> GroupSimulation {
        let torus = Torus::new(setting.width, setting.sight);
        let mut simulation = GroupSimulation {
            people: Vec::new(),
            grid: vec![None; torus.cells()],
            kills: 0,
            random: Random::new(seed, "civil-violence-groups"),
            torus,
            setting,
        };
        let mut cells: Vec<usize> = (0..simulation.grid.len()).collect();
        simulation.random.shuffle(&mut cells);
        let (citizens, cops) = (simulation.setting.citizens, simulation.setting.cops);
        for (index, cell) in cells.into_iter().take(citizens + cops).enumerate() {
            let role = if index < citizens {
                simulation.newcomer(None)
            } else {
                Role::Cop
            };
            simulation.add(cell, role);
        }
        simulation
    }

    /// A citizen of age 0, with group and hardship of a parent or drawn.
    fn newcomer(&mut self, parent: Option<(usize, f64)>) -> Role {
        let random = &mut self.random;
        let (group, hardship) = parent.unwrap_or_else(|| (random.below(2), random.unit()));
        let life = self.setting.longest_life * random.unit();
        Role::Citizen(Citizen {
            group,
            hardship,
            risk_aversion: random.unit(),
            active: false,
            jailed: 0.0,
            life,
        })
    }

    fn add(&mut self, cell: usize, role: Role) {
        self.grid[cell] = Some(self.people.len() as u32);
        self.people.push(Some(Person { cell, role }));
    }

    /// Number of people of each group, the jailed included.
    pub fn groups(&self) -> [usize; 2] {
        let mut sizes = [0, 0];
        for person in self.people.iter().flatten() {
            if let Role::Citizen(citizen) = &person.role {
                sizes[citizen.group] += 1;
            }
        }
        sizes
    }

    /// Number of people killed by the other group so far.
    pub fn kills(&self) -> u64 {
        self.kills
    }

    /// Ticks until one group is gone, or `None` when both are there after `limit` ticks.
    pub fn run_until_gone(&mut self, limit: u32) -> Option<u32> {
        (1..=limit).find(|_| {
            self.tick();
            self.groups().contains(&0)
        })
    }

    /// One tick: everybody alive at its start once, in a fresh random order.
    pub fn tick(&mut self) {
        let mut order: Vec<usize> = (0..self.people.len()).collect();
        self.random.shuffle(&mut order);
        for index in order {
            match self.people[index].as_mut().map(|person| &mut person.role) {
                None => {}
                Some(Role::Cop) => {
                    self.walk(index);
                    self.arrest(index);
                }
                Some(Role::Citizen(citizen)) => {
                    citizen.life -= 1.0;
                    let citizen = citizen.clone();
                    self.live(index, &citizen);
                }
            }
        }
        self.forget_the_dead();
    }

    fn live(&mut self, index: usize, citizen: &Citizen) {
        if citizen.life <= 0.0 {
            self.remove(index);
        } else if citizen.jailed > 0.0 {
            self.serve(index, citizen.jailed - 1.0);
        } else {
            self.walk(index);
            self.decide_and_kill(index);
            self.clone_citizen(index, (citizen.group, citizen.hardship));
        }
    }

    fn serve(&mut self, index: usize, left: f64) {
        // A full grid keeps people in jail until somebody dies.
        let empty: Vec<usize> = if left <= 0.0 {
            self.empty(0..self.grid.len())
        } else {
            Vec::new()
        };
        let release = (!empty.is_empty()).then(|| empty[self.random.below(empty.len())]);
        if let Some(Person {
            cell,
            role: Role::Citizen(citizen),
        }) = &mut self.people[index]
        {
            citizen.jailed = left.max(0.5);
            if let Some(target) = release {
                citizen.jailed = 0.0;
                *cell = target;
                self.grid[target] = Some(index as u32);
            }
        }
    }

    fn empty(&self, cells: impl Iterator<Item = usize>) -> Vec<usize> {
        cells.filter(|&cell| self.grid[cell].is_none()).collect()
    }

    fn walk(&mut self, index: usize) {
        let Some(person) = &self.people[index] else {
            return;
        };
        let from = person.cell;
        let empty = self.empty(self.torus.around(from));
        if empty.is_empty() {
            return;
        }
        let target = empty[self.random.below(empty.len())];
        self.grid[from] = None;
        self.grid[target] = Some(index as u32);
        if let Some(person) = &mut self.people[index] {
            person.cell = target;
        }
    }

    fn decide_and_kill(&mut self, index: usize) {
        let Some(Person {
            cell,
            role: Role::Citizen(citizen),
        }) = &self.people[index]
        else {
            return;
        };
        let (cell, group) = (*cell, citizen.group);
        let (cops, violent, victims) = self.look(cell, group);
        let setting = &self.setting;
        let ratio = ratio(f64::from(cops), f64::from(1 + violent), setting.ratio);
        let risk = net_risk(
            citizen.risk_aversion,
            arrest_probability(setting.arrest_constant, ratio),
        );
        let active = is_active(
            grievance(citizen.hardship, setting.legitimacy),
            risk,
            setting.threshold,
        );
        if let Some(Person {
            role: Role::Citizen(citizen),
            ..
        }) = &mut self.people[index]
        {
            citizen.active = active;
        }
        if active && !victims.is_empty() {
            let victim = victims[self.random.below(victims.len())];
            self.remove(victim);
            self.kills += 1;
        }
    }

    /// Officers, violent citizens and members of the other group seen from a cell.
    fn look(&self, cell: usize, group: usize) -> (u32, u32, Vec<usize>) {
        let (mut cops, mut violent, mut others) = (0, 0, Vec::new());
        for (index, person) in self.visible(cell) {
            match &person.role {
                Role::Cop => cops += 1,
                Role::Citizen(citizen) => {
                    violent += u32::from(citizen.active);
                    if citizen.group != group {
                        others.push(index);
                    }
                }
            }
        }
        (cops, violent, others)
    }

    fn visible(&self, cell: usize) -> impl Iterator<Item = (usize, &Person)> {
        let on_cell = move |other: usize| {
            let index = self.grid[other]? as usize;
            Some((index, self.people[index].as_ref()?))
        };
        self.torus.around(cell).filter_map(on_cell)
    }

    fn clone_citizen(&mut self, index: usize, parent: (usize, f64)) {
        if !self.random.chance(self.setting.cloning) {
            return;
        }
        let Some(person) = &self.people[index] else {
            return;
        };
        let empty = self.empty(self.torus.around(person.cell));
        if !empty.is_empty() {
            let cell = empty[self.random.below(empty.len())];
            let role = self.newcomer(Some(parent));
            self.add(cell, role);
        }
    }

    fn arrest(&mut self, cop: usize) {
        let Some(cell) = self.people[cop].as_ref().map(|person| person.cell) else {
            return;
        };
        let is_violent =
            |person: &Person| matches!(&person.role, Role::Citizen(citizen) if citizen.active);
        let violent: Vec<usize> = self
            .visible(cell)
            .filter(|(_, person)| is_violent(person))
            .map(|(index, _)| index)
            .collect();
        if violent.is_empty() {
            return;
        }
        let chosen = violent[self.random.below(violent.len())];
        let term = self.setting.longest_term * (1.0 - self.random.unit());
        if let Some(Person {
            cell,
            role: Role::Citizen(citizen),
        }) = &mut self.people[chosen]
        {
            citizen.active = false;
            citizen.jailed = term;
            self.grid[*cell] = None;
        }
    }

    /// Takes a person out of the world.
    fn remove(&mut self, index: usize) {
        if let Some(person) = self.people[index].take()
            && self.grid[person.cell] == Some(index as u32)
        {
            self.grid[person.cell] = None;
        }
    }

    /// Closes the gaps that the dead left, so that the list does not grow for ever.
    fn forget_the_dead(&mut self) {
        self.people.retain(Option::is_some);
        self.grid.fill(None);
        for (index, person) in self.people.iter().flatten().enumerate() {
            let jailed = matches!(&person.role, Role::Citizen(citizen) if citizen.jailed > 0.0);
            if !jailed {
                self.grid[person.cell] = Some(index as u32);
            }
        }
    }
}
