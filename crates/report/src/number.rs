//! Numbers as text. Recorded figures keep the digits of their source; model figures of a single
//! run are rounded to three significant digits, because no interval says how many would be honest.

/// Significant digits of a model figure without an interval.
const DIGITS: i32 = 3;

/// A recorded figure: every digit of the source, thousands apart, with the unit.
pub fn recorded_text(value: f64, unit: &str) -> String {
    if unit == "share" {
        return format!("{} %", plain(rounded(value * 100.0, 6)));
    }
    plain(value)
}

/// A model figure of one run: three significant digits, large numbers in words.
pub fn model_text(value: f64, unit: &str) -> String {
    if !value.is_finite() {
        return "none".to_owned();
    }
    if unit == "share" {
        return format!("{} %", plain(rounded(value * 100.0, DIGITS)));
    }
    let value = rounded(value, DIGITS);
    if value.abs() >= 999_500.0 {
        return format!("{} million", plain(rounded(value / 1e6, DIGITS)));
    }
    plain(value)
}

/// A model figure with its 80 % interval, no digit finer than a tenth of the interval; with three
/// significant digits where the interval has no width, as that of one run has none.
pub fn interval_text(median: f64, low: f64, high: f64) -> String {
    let width = high - low;
    if width.is_nan() || width <= 0.0 {
        return model_text(median, "");
    }
    let step = 10f64.powf((width / 10.0).log10().floor());
    let to_step = |value: f64| {
        let steps = (value / step).round();
        // The step is a power of ten, so fifteen digits take away what the product added.
        recorded_text(rounded(steps * step, 15), "")
    };
    format!(
        "{} ({} to {})",
        to_step(median),
        to_step(low),
        to_step(high)
    )
}

/// A number on an axis.
pub(crate) fn tick_text(value: f64) -> String {
    if value.abs() >= 1e6 {
        return format!("{} m", plain(rounded(value / 1e6, 6)));
    }
    plain(rounded(value, 6))
}

/// The number nearest to `value` with so many significant digits.
pub fn rounded(value: f64, digits: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let places = digits - 1 - value.abs().log10().floor() as i32;
    // Dividing by a power of ten keeps numbers such as 0.3 at their shortest form.
    if places >= 0 {
        let factor = 10f64.powi(places);
        (value * factor).round() / factor
    } else {
        let factor = 10f64.powi(-places);
        (value / factor).round() * factor
    }
}

/// The shortest exact form, thousands set apart by commas.
pub(crate) fn plain(value: f64) -> String {
    let text = format!("{value}");
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |digits| ("−", digits));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{sign}{grouped}.{fraction}"),
        None => format!("{sign}{grouped}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_keep_their_digits() {
        assert_eq!(recorded_text(1_201_738.0, "persons"), "1,201,738");
        assert_eq!(recorded_text(0.197, "share"), "19.7 %");
        assert_eq!(recorded_text(384.0, "persons"), "384");
    }

    #[test]
    fn model_figures_have_three_digits() {
        assert_eq!(model_text(188_123_456.0, "persons"), "188 million");
        assert_eq!(model_text(1_325_003.0, "persons"), "1.33 million");
        assert_eq!(model_text(999_999.0, "persons"), "1 million");
        assert_eq!(model_text(897_123.0, "persons"), "897,000");
        assert_eq!(model_text(0.123_45, "share"), "12.3 %");
        assert_eq!(model_text(0.0, "persons"), "0");
        assert_eq!(model_text(-0.012_345, "index 0-1"), "−0.0123");
        assert_eq!(model_text(f64::NAN, "persons"), "none");
    }
}
