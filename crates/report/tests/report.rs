//! The report as its readers meet it, over a small made-up run.

mod made_up;

use insta::assert_snapshot;
use made_up::MadeUp;
use report::svg::{Axis, AxisScale, Caption, ChartOptions, DotRow, Line, Mark, Panel, StackedBar};
use report::svg::{dot_rows, line_chart, small_multiples, stacked_bars, tile_map};
use report::{RunView, SummaryOptions, badge, html, lint, lint_html, summary};

fn caption() -> Caption {
    Caption {
        id: "made-up".into(),
        title: "Made-up numbers".into(),
        description: "Two lines and two marks.".into(),
        badge: "model result · made up · not a prediction; see limits".into(),
    }
}

fn lines() -> Vec<Line> {
    let line = |label: &str, values: &[f64]| Line {
        label: label.into(),
        points: (1953..)
            .map(f64::from)
            .zip(values.iter().copied())
            .collect(),
        band: Vec::new(),
    };
    vec![
        line("one", &[2.0, 1.5, 0.5]),
        line("other", &[2.0, 1.6, 0.51]),
    ]
}

#[test]
fn a_line_chart_is_the_same_text_every_time() {
    let options = ChartOptions {
        caption: caption(),
        x: Axis {
            label: "year".into(),
            ..Axis::default()
        },
        y: Axis {
            label: "million persons".into(),
            ..Axis::default()
        },
        marks: vec![
            Mark {
                x: 1954.0,
                y: 1.3,
                range: Some((1.2, 1.5)),
                line: 0,
            },
            Mark {
                x: 1955.0,
                y: 1.0,
                range: None,
                line: 1,
            },
        ],
        rules: vec![(1953.2, "a <decision>".into())],
    };
    assert_snapshot!(line_chart(&lines(), &options));
}

#[test]
fn an_interval_is_a_band_and_a_logarithmic_axis_has_powers_of_ten() {
    let mut lines = lines();
    lines[0].band = vec![(1953.0, 1.0, 3.0), (1955.0, 0.1, 1.0)];
    let y = Axis {
        label: "persons".into(),
        scale: AxisScale::Logarithmic,
        ..Axis::default()
    };
    let text = line_chart(
        &lines,
        &ChartOptions {
            caption: caption(),
            y,
            ..ChartOptions::default()
        },
    );
    assert!(
        text.contains("<polygon points=")
            && text.contains(">0.1</text>")
            && text.contains(">10</text>"),
        "{text}"
    );
}

#[test]
fn every_picture_has_title_description_role_and_badge() {
    let bars = [StackedBar {
        label: "a".into(),
        parts: vec![0.4, 0.6],
        note: String::new(),
    }];
    let rows = [DotRow {
        label: "a".into(),
        shares: vec![Some(0.4), None],
    }];
    let names = ["x".to_owned(), "y".to_owned()];
    let panels = [Panel {
        title: "a".into(),
        points: vec![(1953.0, 0.4), (1954.0, 0.5)],
    }];
    let regions = made_up::regions();
    let pictures = [
        line_chart(
            &lines(),
            &ChartOptions {
                caption: caption(),
                ..ChartOptions::default()
            },
        ),
        line_chart(
            &[],
            &ChartOptions {
                caption: caption(),
                ..ChartOptions::default()
            },
        ),
        stacked_bars(&names, &bars, "share", &caption()),
        dot_rows(&names, &rows, "share", &caption()),
        small_multiples(&panels, "index", &caption()),
        tile_map(&regions, &made_up::tiles(), "share", &caption()),
        tile_map(&[], &[], "share", &caption()),
    ];
    for picture in pictures {
        assert!(picture.contains("role=\"img\""));
        assert!(picture.contains("<title id=\"made-up-title\">Made-up numbers</title>"));
        assert!(
            picture.contains("see limits</desc>"),
            "the badge is in the alternative text"
        );
        assert!(
            picture.contains("see limits</text>"),
            "the badge is in the picture"
        );
        assert!(
            !picture.contains("NaN") && !picture.contains("inf"),
            "{picture}"
        );
    }
}

#[test]
fn every_region_has_one_tile_and_none_overlap() {
    let picture = tile_map(&made_up::regions(), &made_up::tiles(), "share", &caption());
    let corner = |line: &str| {
        line.split_once("x=\"")
            .map(|(_, rest)| rest.split(" width").next().unwrap_or("").to_owned())
    };
    let tiles: Vec<_> = picture
        .lines()
        .filter(|line| line.contains("width=\"45.0\""))
        .filter_map(corner)
        .collect();
    let distinct: std::collections::BTreeSet<_> = tiles.iter().collect();
    assert_eq!(tiles.len(), made_up::regions().len());
    assert_eq!(distinct.len(), tiles.len());
    assert_snapshot!(picture);
}

#[test]
fn the_summary_fits_a_screen_and_says_what_was_missed() {
    let run = MadeUp::new();
    let text = summary(
        &run.view(),
        &SummaryOptions {
            plain: false,
            report: Some("/tmp/report.html"),
        },
    );
    assert!(text.lines().count() <= 40);
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    assert_snapshot!(text);
}

#[test]
fn the_plain_summary_draws_nothing() {
    let run = MadeUp::new();
    let text = summary(
        &run.view(),
        &SummaryOptions {
            plain: true,
            report: None,
        },
    );
    assert!(!text.contains('▁') && !text.contains('█'));
    assert_snapshot!(text);
}

#[test]
fn nothing_generated_breaks_the_rules_of_wording() {
    let run = MadeUp::new();
    let view = run.view();
    assert_eq!(lint_html(&html(&view).unwrap()), []);
    assert_eq!(lint(&summary(&view, &SummaryOptions::default())), []);
    assert_eq!(lint(&badge(view.manifest)), []);
}

#[test]
fn the_page_is_one_file_with_landmarks_and_no_script() {
    let run = MadeUp::new();
    let page = html(&run.view()).unwrap();
    for part in [
        "<html lang=\"en\">",
        "<main>",
        "<nav aria-label",
        "<header>",
        "<footer>",
        "class=\"skip\"",
        "@media print",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for absent in [
        "<script", "http://", "https://", "src=", "@import", "url(http",
    ] {
        let without_namespace = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!without_namespace.contains(absent), "{absent}");
    }
}

#[test]
fn every_figure_has_words_and_a_table_behind_it() {
    let run = MadeUp::new();
    let page = html(&run.view()).unwrap();
    let figures: Vec<&str> = page
        .split("<figure")
        .skip(1)
        .map(|part| part.split("</figure>").next().unwrap())
        .collect();
    assert!(figures.len() > 8, "{}", figures.len());
    for figure in figures {
        assert!(figure.contains("<table>"), "{figure}");
        assert!(
            figure.contains("class=\"model\"") || figure.contains("What is counted"),
            "{figure}"
        );
    }
}

#[test]
fn what_the_record_alone_says_is_not_labelled_as_a_model_result() {
    let run = MadeUp::new();
    let page = html(&run.view()).unwrap();
    let standing = page.split("id=\"figure-standing\"").nth(1).unwrap();
    let standing = standing.split("</figure>").next().unwrap();
    assert!(standing.contains("record, not a model result"));
    assert!(!standing.contains("model result · made-up"));
}

#[test]
fn identifiers_are_unique() {
    let run = MadeUp::new();
    let page = html(&run.view()).unwrap();
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .map(|part| part.split('"').next().unwrap())
        .collect();
    let distinct: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len());
}

#[test]
fn model_figures_are_rounded_and_recorded_ones_keep_their_digits() {
    let run = MadeUp::new();
    let page = html(&run.view()).unwrap();
    assert!(page.contains("1,325,003"), "the record keeps its digits");
    assert!(
        !page.contains("1234567") && !page.contains("1,234,567"),
        "the model does not show them"
    );
    assert!(page.contains("one run, one seed: no interval."));
}

#[test]
fn text_of_the_scenario_cannot_become_markup() {
    let mut run = MadeUp::new();
    run.manifest.scenario.title = "<script>alert(1)</script>".into();
    run.tables.dictionary.series[0].name = "<b>population".into();
    let page = html(&run.view()).unwrap();
    assert!(!page.contains("<script") && !page.contains("<b>population"));
}

#[test]
fn a_run_with_nothing_recorded_has_a_report_too() {
    let mut run = MadeUp::new();
    run.tables = store::Tables::default();
    run.manifest.record.clear();
    let view = RunView::new(&run.manifest, &run.tables, &run.scenario);
    assert!(html(&view).unwrap().contains("recorded no series"));
    assert!(summary(&view, &SummaryOptions::default()).contains("Not compared with the record"));
}
