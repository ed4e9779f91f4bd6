//! A made-up answer: numbers chosen for tests of text and pictures, not results of anything.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use report::answer::*;

/// An answer with two changes and two outcomes.
pub fn answer() -> Answer {
    Answer {
        asked: asked(),
        premises: premises(),
        arms: vec![
            arm("bare-decision", "The report gives no reasons"),
            arm("sheet", "A question-and-answer sheet goes with it"),
        ],
        outcomes: vec![
            outcome("O01", "line dispersion", "index 0-1", 0.43),
            outcome("O07", "trust in the party", "share", 0.62),
        ],
        endings: None,
        trade_off: None,
        model_choice: None,
        parameters: ParameterDraws {
            set: "made-up-1".into(),
            draws: 4,
            fitted: 9,
            rows: 40,
            worth: 25.4,
            targets: 12,
            same_text: true,
            from_priors: 30,
            fixed: 7,
        },
        checks: Checks {
            null: Some(NullCheck { pairs: 8, equal: 8 }),
            placebo: Some(Placebo {
                day: Some(date(1955, 2, 25)),
                differences: vec![width(0.001, 0.004), width(0.0, 0.002)],
            }),
        },
        supports: vec![testimony("jones2013"), testimony("firsov2008")],
        against: vec![testimony("aksyutin2004")],
        largest_doubt:
            "no count of meetings survives, so the spread of positions rests on an assumption."
                .into(),
        reversed_by: vec!["With the fear half-life of 15 years, the sign turns.".into()],
        reading: "A small claim and a good first exercise.".into(),
        cannot_say: vec!["What Khrushchev privately wanted.".into()],
        out_of_scope: Vec::new(),
        next: vec![Next {
            command: "ottepel ask ex11 --refine".into(),
            does: "more pairs, more draws, a larger sample".into(),
        }],
        badge: badge(),
    }
}

/// An answer about endings.
pub fn with_endings() -> Answer {
    let row = |arm: &str, runs: &[u32]| EndingRow {
        arm: arm.into(),
        runs: runs.to_vec(),
    };
    Answer {
        endings: Some(Endings {
            what: "who leads in July 1957".into(),
            names: vec!["Khrushchev".into(), "Malenkov".into(), "another".into()],
            rows: vec![
                row("Nothing changed", &[7, 2, 1]),
                row("The report gives no reasons", &[5, 4, 1]),
            ],
        }),
        ..answer()
    }
}

/// An answer to a question of value.
pub fn with_trade_off() -> Answer {
    let row = |arm: &str, shift: f64| TradeOffRow {
        arm: arm.into(),
        scores: vec![width(shift, 0.4), width(-shift, 0.3)],
        undominated: shift >= 0.0,
        first_in: vec![3, 1],
        of: 8,
    };
    let goal = |name: &str| GoalText {
        name: name.into(),
        says: "whoever holds it leaves the others out.".into(),
    };
    Answer {
        trade_off: Some(TradeOff {
            goals: vec![goal("unity"), goal("openness")],
            rows: vec![
                row("Nothing changed", 0.0),
                row("The report gives no reasons", 0.3),
            ],
            flips: vec!["moving a tenth of the weight from unity to openness.".into()],
        }),
        ..answer()
    }
}

/// An answer to a question of intent.
pub fn with_rules() -> Answer {
    let rule = |rule: &str, distance: f64, nearest_in: u32| RuleFit {
        rule: rule.into(),
        distance: width(distance, 0.2),
        nearest_in,
        of: 8,
        does: "corrections come after each shock.".into(),
    };
    Answer {
        model_choice: Some(ModelChoice {
            compared_with: "the dates of five corrections of 1956".into(),
            rules: vec![rule("allow", 0.6, 5), rule("lose control", 0.7, 3)],
            verdict: Verdict {
                word: "cannot tell".into(),
                rule: "the nearest rule is nearest in fewer than nine of ten draws".into(),
                because: "allow is nearest in 5 of 8 draws".into(),
            },
            documents: vec!["notes of the Presidium of April 1956.".into()],
        }),
        outcomes: Vec::new(),
        ..answer()
    }
}

fn asked() -> Asked {
    Asked {
        id: "ex11".into(),
        title: "A tone and reasons".into(),
        asks: "Did giving reasons make a difference?".into(),
        raised_by: vec!["Danielle, in a comment on seed essay 002".into()],
        kinds: vec!["cause".into()],
    }
}

fn premises() -> Vec<Premise> {
    let premise = |standing: &str, says: &str| Premise {
        says: says.into(),
        standing: standing.into(),
        rows: vec!["SEED0004".into()],
        note: Some("The text names cases and dates.".into()),
    };
    vec![
        premise("supported", "The report gave reasons."),
        premise("disputed", "It set a tone that people noticed."),
    ]
}

fn arm(name: &str, title: &str) -> Arm {
    Arm {
        name: name.into(),
        title: title.into(),
        changes: vec![ChangeMade {
            target: "speech.reasons".into(),
            means: "how far the report explains".into(),
            from: "as-given".into(),
            to: name.into(),
            to_means: "the decision is announced and not explained".into(),
            actor: "N. S. Khrushchev".into(),
            day: Some(date(1956, 2, 25)),
            basis: "assumption: no such draft is known".into(),
        }],
        minimal: Some("Only the reasons change; text, audience and date stay.".into()),
        cotenable: Some("resolutions without reasons were usual.".into()),
        identical_until: Some(date(1956, 2, 19)),
    }
}

fn outcome(id: &str, name: &str, unit: &str, level: f64) -> Outcome {
    Outcome {
        id: id.into(),
        name: name.into(),
        means: "spread of positions on the old leader among party members".into(),
        unit: unit.into(),
        day: date(1957, 12, 29),
        when: "on 29 December 1957".into(),
        anchor: String::new(),
        base: width(level, 0.03),
        record: Vec::new(),
        baseline_miss: String::new(),
        model_only: true,
        needs_full_population: false,
        equivalence: 0.01,
        differences: vec![
            difference("bare-decision", 0.041),
            difference("sheet", -0.022),
        ],
    }
}

fn difference(arm: &str, size: f64) -> Difference {
    let members: Vec<f64> = (0..16)
        .map(|pair| size + 0.008 * f64::from(pair % 9 - 5))
        .collect();
    let estimate = Estimate::of(&members).expect("sixteen members");
    Difference {
        arm: arm.into(),
        estimate,
        members,
        course: course(size),
        on_days: course(size).into_iter().skip(4).take(1).collect(),
        regions: Vec::new(),
        verdict: Verdict {
            word: "mostly holds".into(),
            rule: "at least 90 % of draws under the default, at least 75 % under each flip".into(),
            because: "15 of 16 draws have this sign".into(),
        },
        doubt: Doubt {
            chance: Some(0.55),
            parameters: Some(0.3),
            sources: Some(0.15),
            structure: None,
        },
        expectations: vec![Expectation {
            expected: "rises".into(),
            day: Some(date(1956, 6, 30)),
            came_out: Some(size > 0.0),
            found: None,
        }],
    }
}

fn course(size: f64) -> Vec<CoursePoint> {
    let months = 0..23;
    let point = |month: i32| {
        let share = (f64::from(month) / 9.0).min(1.0);
        let day: Date = date(1956, 2, 26).saturating_add(month.months());
        CoursePoint {
            day,
            estimate: width(size * share, 0.004 + 0.03 * share),
        }
    };
    months.map(point).collect()
}

fn width(value: f64, half: f64) -> Estimate {
    Estimate {
        value,
        lo50: value - half / 2.0,
        hi50: value + half / 2.0,
        lo80: value - half,
        hi80: value + half,
        lo95: value - 1.5 * half,
        hi95: value + 1.5 * half,
    }
}

fn testimony(key: &str) -> Testimony {
    Testimony {
        key: key.into(),
        says: "Readers noticed that reasons were given.".into(),
        citation: "A made-up book. London, 2001".into(),
    }
}

fn badge() -> Badge {
    Badge {
        scenario: "made-up 1.0".into(),
        scenario_hash: "b3:0011223344556677".into(),
        span: "1953-03-01 to 1957-12-29".into(),
        version: "0.1.0".into(),
        sample: "1/1000".into(),
        pairs: 4,
        draws: 4,
        pairs_per_flip: 1,
        flips: 12,
        seed: 1,
        draw_set: "made-up-1".into(),
        interval: "80 % interval 0.01 to 0.07 higher".into(),
        verdict: "mostly holds".into(),
        doubt: "chance".into(),
        run: "quiet-birch-3f9a".into(),
    }
}
