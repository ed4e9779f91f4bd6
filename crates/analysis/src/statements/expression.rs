//! The tests of statements as trees, and what they need of a run.

use jiff::civil::Date;

use crate::ensemble::Keep;
use crate::outcomes::Outcome;

/// True or false of a run.
#[derive(Debug, Clone)]
pub enum Condition {
    /// One number beside another.
    Compare(Number, Comparison, Number),
    /// All of them.
    All(Vec<Condition>),
    /// One of them at least.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
}

/// How numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
}

impl Comparison {
    /// Whether it holds.
    #[expect(
        clippy::float_cmp,
        reason = "the author of a statement asks for equality"
    )]
    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Comparison::Less => left < right,
            Comparison::AtMost => left <= right,
            Comparison::More => left > right,
            Comparison::AtLeast => left >= right,
            Comparison::Equal => left == right,
            Comparison::Unequal => left != right,
        }
    }
}

/// A number of a run, or of a week of it.
#[derive(Debug, Clone)]
pub enum Number {
    /// Itself.
    Constant(f64),
    /// Both numbers, put together.
    Both(Box<Number>, Operator, Box<Number>),
    /// The other sign.
    Negative(Box<Number>),
    /// A weekly number over a window.
    Over(Aggregate, Box<Number>, Window),
    /// The number of the first week in which a weekly number is at least so much.
    FirstWeek(Box<Number>, f64),
    /// A series in the week at hand, of the whole country or of a place.
    Series(&'static str, Option<String>),
    /// An outcome over a window.
    Outcome(&'static Outcome, Window),
    /// The same number of the run as recorded, beside the changed one.
    Base(Box<Number>),
}

/// Arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

/// How the weeks of a window make one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregate {
    /// Sum.
    Sum,
    /// Mean.
    Mean,
    /// Greatest.
    Max,
    /// Least.
    Min,
    /// Weeks above nothing.
    Count,
    /// At the week nearest to the window's first day.
    At,
}

/// Days from a first to a last, both inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Condition {
    /// What must be kept of a run for it.
    pub fn keep(&self) -> Keep {
        let mut keep = Keep::default();
        self.visit(&mut |number| match number {
            Number::Series(_, Some(_)) => keep.regions = true,
            Number::Outcome(outcome, _) => {
                let own = outcome.keep();
                keep.regions |= own.regions;
                keep.groups |= own.groups;
            }
            _ => {}
        });
        keep
    }

    /// Calls `look` with every number in it.
    fn visit(&self, look: &mut dyn FnMut(&Number)) {
        match self {
            Condition::Compare(left, _, right) => {
                left.visit(look);
                right.visit(look);
            }
            Condition::All(all) | Condition::Any(all) => {
                all.iter().for_each(|own| own.visit(look));
            }
            Condition::Not(own) => own.visit(look),
        }
    }
}

impl Number {
    fn visit(&self, look: &mut dyn FnMut(&Number)) {
        look(self);
        match self {
            Number::Both(left, _, right) => {
                left.visit(look);
                right.visit(look);
            }
            Number::Negative(own)
            | Number::Over(_, own, _)
            | Number::FirstWeek(own, _)
            | Number::Base(own) => own.visit(look),
            Number::Constant(_) | Number::Series(..) | Number::Outcome(..) => {}
        }
    }
}
