//! Numbers of the command line that must lie in a range.

/// Accepts a number from `low` to `high`, both included.
pub fn between(low: f64, high: f64) -> impl Fn(&str) -> Result<f64, String> + Clone + Send + Sync + 'static {
    move |typed| match typed.parse::<f64>() {
        Ok(number) if (low..=high).contains(&number) => Ok(number),
        Ok(_) => Err(format!("must be between {low} and {high}")),
        Err(_) => Err("is not a number".to_owned()),
    }
}

/// Accepts a number above 0 and at most `high`.
pub fn positive(high: f64) -> impl Fn(&str) -> Result<f64, String> + Clone + Send + Sync + 'static {
    move |typed| match between(0.0, high)(typed) {
        Ok(0.0) | Err(_) if typed.parse::<f64>().is_ok() => {
            between(f64::MIN_POSITIVE, high)(typed).map_err(|_| format!("must be above 0 and at most {high}"))
        }
        other => other,
    }
}
