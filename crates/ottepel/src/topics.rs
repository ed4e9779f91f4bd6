//! Pages of `ottepel help TOPIC`.

/// A topic with its page.
pub struct Topic {
    /// The word typed.
    pub name: &'static str,
    /// One line for the list.
    pub title: &'static str,
    /// Paragraphs, separated by an empty line.
    pub text: &'static str,
}

/// Every topic, in the order of the list.
pub const TOPICS: &[Topic] = &[
    Topic {
        name: "uncertainty",
        title: "how sure a result is",
        text: "A single run shows one course of chance under one set of parameters. It is printed \
               beside the record, with the misses first, and is not an answer to a what-if.\n\n\
               An answer is a paired difference: the same people, the same draws, one decision \
               changed. Two branches are equal byte for byte up to the week of the change.\n\n\
               Four kinds of doubt are kept apart: chance (other seeds), parameters (other values \
               inside their priors), sources (the other figure where sources disagree) and \
               structure (a rival mechanism). The kind that dominates is said first.",
    },
    Topic {
        name: "evidence",
        title: "where numbers come from",
        text: "Every number has a source or a stated assumption; there is no third way. Figures are \
               verified (seen in a stored text, which does not make them true), recalled, estimated \
               or assumed, and the mark travels with them.\n\n\
               Where sources disagree both figures stay, and the disagreement is a switch of the \
               parameter that uses them: `ottepel evidence conflicts` lists them.\n\n\
               `ottepel evidence show KEY` opens a source, a claim, a table row, a parameter or a \
               lever; `ottepel evidence audit` counts what rests on what.",
    },
    Topic {
        name: "limits",
        title: "what the model cannot say",
        text: "The parts are published models; how they are joined is our hypothesis, named and \
               switchable. Trust, devotion, fear and latent dissent were never measured: series of \
               them are marked model-only and are never headlines.\n\n\
               Many totals of the period are recalled, not verified. Rare acts (a few hundred \
               convictions among 200 million people) cannot be seen in a sample; such series are \
               marked as needing the full population.\n\n\
               The leadership follows the recorded calendar. A result is not a prediction, not a \
               verdict on anyone and not a recommendation.",
    },
    Topic {
        name: "units",
        title: "how quantities are written",
        text: "A quantity is a string with its unit: \"5 years\", \"0.02 / week\". Rates need their \
               denominator. Shares lie between 0 and 1 and say share. People are whole numbers. \
               Dates are ISO days of the Gregorian calendar: 1956-03-05.\n\n\
               A prior is written as a distribution in the same unit: triangular(2, 5, 15) years, \
               uniform(0, 1) share, normal(10, 2) weeks.",
    },
    Topic {
        name: "outcomes",
        title: "what a run records",
        text: "series.parquet holds one number per week, series and place; groups.parquet people by \
               republic and party rank and what they heard or how they reacted; events.parquet \
               dated events, recorded and modelled ones apart. dictionary.csv in each run folder \
               says what every series means, its unit, and the historical series it is compared \
               with.\n\n\
               Counts are at full scale: a sample's count is multiplied by its interval.",
    },
    Topic {
        name: "samples",
        title: "one person in 100, or everybody",
        text: "Samples keep whole collectives and are nested: the people of 1/10000 are among those \
               of 1/1000, and so on up to everybody, with the same ids and the same draws.\n\n\
               `--sample 1/10000` answers at once, `1/100` (the default) in seconds, `--full` in \
               minutes. A sample shows shares and common behaviour well and rare events not at \
               all.",
    },
    Topic {
        name: "runs",
        title: "run folders, resuming, replaying",
        text: "A run is a folder that needs nothing else: the scenario as read, parameters as used, \
               evidence as cited, seed, version, hashes, tables, report. Its name is made from its \
               inputs, so the same question has the same name everywhere.\n\n\
               Ctrl-C finishes the week, writes what is there and exits with 130; `ottepel resume \
               RUN` goes on, after a kill or a power cut too. The result is the same, bit for bit. \
               `ottepel replay RUN` computes a run again and exits with 4 if a bit differs.",
    },
    Topic {
        name: "settings",
        title: "flags, environment, settings files",
        text: "A setting is taken from the first place that has it: a flag, an OTTEPEL_* variable \
               (OTTEPEL_COLOR, OTTEPEL_FORMAT, OTTEPEL_HOME, OTTEPEL_PLAIN, OTTEPEL_PROJECT, \
               OTTEPEL_THREADS), ottepel.toml in the project folder, ottepel.toml in the user's \
               configuration folder, the built-in value. NO_COLOR and TERM=dumb are honoured.\n\n\
               `ottepel show --origin` prints each with the place it came from.",
    },
    Topic {
        name: "exit-codes",
        title: "what the exit code says",
        text: "",
    },
];

/// The topic of this name.
pub fn find(name: &str) -> Option<&'static Topic> {
    TOPICS.iter().find(|topic| topic.name == name)
}
