//! Numbers of the command line that must lie in a range.

/// Accepts a number from `low` to `high`, both included.
pub fn between(
    low: f64,
    high: f64,
) -> impl Fn(&str) -> Result<f64, String> + Clone + Send + Sync + 'static {
    move |typed| match typed.parse::<f64>() {
        Ok(number) if (low..=high).contains(&number) => Ok(number),
        Ok(_) => Err(format!("must be between {low} and {high}")),
        Err(_) => Err("is not a number".to_owned()),
    }
}

/// Accepts a number above 0 and at most `high`.
pub fn positive(high: f64) -> impl Fn(&str) -> Result<f64, String> + Clone + Send + Sync + 'static {
    move |typed| match typed.parse::<f64>() {
        Ok(number) if number > 0.0 && number <= high => Ok(number),
        Ok(_) => Err(format!("must be above 0 and at most {high}")),
        Err(_) => Err("is not a number".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{between, positive};

    #[test]
    fn what_is_no_number_or_outside_is_refused_with_the_range() {
        assert_eq!(between(0.0, 1.0)("1"), Ok(1.0));
        assert_eq!(
            between(0.0, 1.0)("1.5"),
            Err("must be between 0 and 1".to_owned())
        );
        assert_eq!(
            between(0.0, 1.0)("nan"),
            Err("must be between 0 and 1".to_owned())
        );
        assert_eq!(
            positive(9.0)("0"),
            Err("must be above 0 and at most 9".to_owned())
        );
        assert_eq!(positive(9.0)("x"), Err("is not a number".to_owned()));
    }
}
