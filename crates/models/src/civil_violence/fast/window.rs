//! A tile with everything that can be seen or reached from it, copied out of the grid.

use std::sync::atomic::{AtomicU64, Ordering};

use super::cell::{ACTIVE, COP, Cell, OCCUPIED};
use super::rules::{Rules, SEEN};
use super::{REACH, TILE};
use crate::random::Random;

/// Cells from one row of a window to the next.
pub(super) const STRIDE: usize = 64;
/// Rows of a window.
const SPAN: usize = TILE + 2 * REACH;

/// A tile and its surroundings.
pub(super) struct Window {
    /// Status bytes of `cells`, kept apart so that a look around is a few wide additions.
    status: Box<[u8; SPAN * STRIDE]>,
    cells: Box<[u64; SPAN * STRIDE]>,
    /// Room for the places of the people still to act.
    due: Vec<u16>,
    columns: usize,
    rows: usize,
}

impl Window {
    pub(super) fn new() -> Window {
        Window {
            status: Box::new([0; SPAN * STRIDE]),
            cells: Box::new([0; SPAN * STRIDE]),
            due: vec![0; TILE * TILE],
            columns: 0,
            rows: 0,
        }
    }

    /// Copies the tile of the given size whose surroundings start at a corner of the torus.
    pub(super) fn load(
        &mut self,
        grid: &[AtomicU64],
        width: usize,
        corner: (usize, usize),
        tile: (usize, usize),
    ) {
        (self.columns, self.rows) = tile;
        let span = self.columns + 2 * REACH;
        for row in 0..self.rows + 2 * REACH {
            let cells = &mut self.cells[row * STRIDE..][..span];
            let status = &mut self.status[row * STRIDE..][..span];
            let (before, after) = segments(grid, width, (corner.0, (corner.1 + row) % width), span);
            for ((cell, status), word) in
                cells.iter_mut().zip(status).zip(before.iter().chain(after))
            {
                *cell = word.load(Ordering::Relaxed);
                *status = *cell as u8;
            }
        }
    }

    /// Copies everything back.
    pub(super) fn store(&self, grid: &[AtomicU64], width: usize, corner: (usize, usize)) {
        let span = self.columns + 2 * REACH;
        for row in 0..self.rows + 2 * REACH {
            let (before, after) = segments(grid, width, (corner.0, (corner.1 + row) % width), span);
            for (word, cell) in before
                .iter()
                .chain(after)
                .zip(&self.cells[row * STRIDE..][..span])
            {
                word.store(*cell, Ordering::Relaxed);
            }
        }
    }

    /// Lets everybody in the tile act who has not acted in this tick; returns how many that are.
    pub(super) fn run(&mut self, rules: &Rules, tick: u64, random: &mut Random) -> u64 {
        let jailed = self.serve(tick);
        let mut due = std::mem::take(&mut self.due);
        let free = self.list_due(tick, &mut due);
        random.shuffle(&mut due[..free]);
        for &place in &due[..free] {
            self.act(usize::from(place), rules, random);
        }
        self.due = due;
        jailed + free as u64
    }

    /// Gives everybody in jail her turn: one tick of the term. Nobody sees the difference, so that these turns may
    /// come before all others. Returns how many they are.
    fn serve(&mut self, tick: u64) -> u64 {
        let mut turns = 0;
        for row in REACH..REACH + self.rows {
            for place in row * STRIDE + REACH..row * STRIDE + REACH + self.columns {
                let person = Cell::from_word(self.cells[place]);
                let serves = person.is_jailed() & Cell::is_due(person.status(), tick);
                let after = if serves {
                    person.acted().served()
                } else {
                    person
                };
                self.put(place, after);
                turns += u64::from(serves);
            }
        }
        turns
    }

    /// Writes the places of everybody still to act to the front of `due`; returns how many they are.
    fn list_due(&self, tick: u64, due: &mut [u16]) -> usize {
        let mut count = 0;
        for row in REACH..REACH + self.rows {
            let start = row * STRIDE + REACH;
            for (place, &status) in (start..).zip(&self.status[start..start + self.columns]) {
                // Written always and kept only when due: a branch here would be mispredicted for every fourth cell.
                due[count] = place as u16;
                count += usize::from(Cell::is_due(status, tick));
            }
        }
        count
    }

    /// A turn of the person at a place: a decision or an arrest, and then a move.
    #[inline(always)]
    fn act(&mut self, place: usize, rules: &Rules, random: &mut Random) {
        let person = Cell::from_word(self.cells[place]).acted();
        if person.is_jailed() {
            // Arrested since the tick began.
            self.put(place, person.served());
            return;
        }
        let person = if person.is(COP) {
            self.arrest(place, rules, random);
            person
        } else if rules.is_content(person) {
            person
        } else {
            let (cops, actives) = rules.look(self.around(place));
            person.with_active(rules.rebels(person, cops, actives))
        };
        self.walk(place, person, rules, random);
    }

    /// The part of the window that can be seen from a place in the tile, from its top left corner.
    #[inline(always)]
    fn around(&self, place: usize) -> &[u8; SEEN] {
        let corner = place - REACH * STRIDE - REACH;
        match self.status[corner..].first_chunk() {
            Some(around) => around,
            None => unreachable!("a place in the tile has {REACH} rows below it"),
        }
    }

    fn arrest(&mut self, cop: usize, rules: &Rules, random: &mut Random) {
        let (_, actives) = rules.look(self.around(cop));
        if actives == 0 {
            return;
        }
        let chosen = random.below(actives);
        let places = rules
            .offsets()
            .iter()
            .map(|&step| cop.wrapping_add_signed(step as isize));
        let rebel = places
            .filter(|&place| self.status[place] & ACTIVE != 0)
            .nth(chosen);
        if let Some(rebel) = rebel {
            let term = rules.term(random);
            self.put(rebel, Cell::from_word(self.cells[rebel]).arrested(term));
        }
    }

    /// Puts a person onto a random empty cell in sight, or back where she was when there is none.
    #[inline(always)]
    fn walk(&mut self, place: usize, person: Cell, rules: &Rules, random: &mut Random) {
        let at = |step: i32| place.wrapping_add_signed(step as isize);
        let target = rules.choose(random, |step| self.status[at(step)] & OCCUPIED == 0);
        if let Some(step) = target {
            self.put(place, Cell::EMPTY);
            self.put(at(step), person);
        } else {
            self.put(place, person);
        }
    }

    #[inline(always)]
    fn put(&mut self, place: usize, cell: Cell) {
        self.cells[place] = cell.word();
        self.status[place] = cell.status();
    }
}

/// A row of the torus from a column on, as the part up to the edge and the part that goes on beyond it.
fn segments(
    grid: &[AtomicU64],
    width: usize,
    (column, row): (usize, usize),
    span: usize,
) -> (&[AtomicU64], &[AtomicU64]) {
    let line = &grid[row * width..(row + 1) * width];
    let before = span.min(width - column);
    (&line[column..column + before], &line[..span - before])
}
