//! One measured figure.

use serde_json::{Value, json};

/// A measurement, with its ratio to a yardstick where it has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What was measured, the same words every time.
    pub name: String,
    /// The measurement.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// Time over the yardstick's time: the larger, the slower.
    pub ratio: Option<f64>,
    /// What the ratio is to.
    pub to: String,
}

impl Figure {
    /// A figure without a ratio.
    pub fn plain(name: impl Into<String>, value: f64, unit: &str) -> Figure {
        Figure {
            name: name.into(),
            value,
            unit: unit.to_owned(),
            ratio: None,
            to: String::new(),
        }
    }

    /// Adds the ratio to a yardstick.
    #[must_use]
    pub fn against(mut self, ratio: f64, to: &str) -> Figure {
        self.ratio = Some(ratio);
        self.to = to.to_owned();
        self
    }

    /// For machines.
    pub fn to_json(&self) -> Value {
        json!({ "name": self.name, "value": self.value, "unit": self.unit, "ratio": self.ratio, "to": self.to })
    }
}

/// A table of figures.
pub fn text(figures: &[Figure]) -> String {
    let widest = figures.iter().map(|own| own.name.chars().count()).max();
    let width = widest.unwrap_or(0);
    let line = |own: &Figure| {
        let ratio = own
            .ratio
            .map(|ratio| format!("{} x {}", digits(ratio), own.to));
        let text = format!(
            "{:<width$}  {:>10} {:<16} {}",
            own.name,
            digits(own.value),
            own.unit,
            ratio.unwrap_or_default()
        );
        format!("{}\n", text.trim_end())
    };
    figures.iter().map(line).collect()
}

/// Three digits, or all before the point.
pub fn digits(x: f64) -> String {
    if !x.is_finite() {
        return "–".to_owned();
    }
    let places = (0..=4).find(|&places| x.abs() * f64::from(10_u32.pow(places)) >= 99.5);
    format!("{x:.0$}", places.unwrap_or(4) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_three_digits() {
        assert_eq!(digits(1234.5), "1234");
        assert_eq!(digits(12.345), "12.3");
        assert_eq!(digits(0.123_45), "0.123");
        assert_eq!(digits(0.000_01), "0.0000");
        assert_eq!(digits(f64::NAN), "–");
    }

    #[test]
    fn a_figure_without_a_ratio_ends_with_its_unit() {
        let figures = [
            Figure::plain("a", 2.0, "s"),
            Figure::plain("b", 1.0, "s").against(3.0, "plain pass"),
        ];
        assert_eq!(
            text(&figures),
            "a        2.00 s\nb        1.00 s                3.00 x plain pass\n"
        );
    }
}
