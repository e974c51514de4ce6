//! Numbers: the edges of what is allowed, and of what machines can hold.

use serde_json::{Value, json};

use super::Maker;
use super::merged::Merged;

impl<'d> Maker<'d> {
    /// An integer. One without a format or bounds that say otherwise is of 64 bits.
    pub(super) fn integer(&mut self, merged: &Merged<'d>) -> Option<Value> {
        let (least, greatest) = range(merged);
        if let Some(step) = merged.at_least("multipleOf").filter(|step| step.fract() == 0.0 && *step >= 1.0) {
            return multiple(step as i128, least, greatest, &mut self.random);
        }
        let (low, high) = (least.unwrap_or(i128::from(i64::MIN)), greatest.unwrap_or(i128::from(i64::MAX)));
        let edges = [
            low,
            high,
            low.saturating_add(1),
            high.saturating_sub(1),
            0,
            1,
            -1,
            42,
            255,
            65_536,
            2_147_483_648,
            9_007_199_254_740_993,
        ];
        let edges: Vec<i128> = edges.into_iter().filter(|edge| (low..=high).contains(edge)).collect();
        let number = match self.is_small() {
            true => edges.iter().copied().min_by_key(|edge| edge.unsigned_abs())?,
            false if self.random.chance(70) => *self.random.choose(&edges)?,
            false => {
                low.saturating_add(i128::from(self.random.next()) % high.saturating_sub(low).saturating_add(1).max(1))
            }
        };
        // The same number, written as a float may be.
        if self.mode == super::Mode::Chance && number.unsigned_abs() < 1 << 52 && self.random.chance(5) {
            return Some(json!(number as f64));
        }
        integer(number)
    }

    /// A number that a float of 64 bits holds.
    pub(super) fn number(&mut self, merged: &Merged<'d>) -> Option<Value> {
        let low = [merged.at_least("minimum"), merged.at_least("exclusiveMinimum")];
        let high = [merged.at_most("maximum"), merged.at_most("exclusiveMaximum")];
        let low = low.into_iter().flatten().reduce(f64::max);
        let high = high.into_iter().flatten().reduce(f64::min);
        let unit = low.zip(high).map_or(1.0, |(low, high)| (high - low) / 8.0).min(1.0);
        let mut edges = vec![0.0, 1.0, -1.0, 0.1, -2.5, 1e-7, 123_456.789_012, 9_007_199_254_740_992.0];
        if merged.format != Some("float") {
            edges.extend([f64::MIN_POSITIVE, 1.797_693_134_862_315_7e308, 5e-324, 0.1 + 0.2]);
        }
        edges.extend(low.into_iter().flat_map(|low| [low, low + unit, low + unit / 3.0]));
        edges.extend(high.into_iter().flat_map(|high| [high, high - unit, high - unit / 3.0]));
        if let Some(step) = merged.at_least("multipleOf") {
            let start = low.map_or(0.0, |low| (low / step).ceil());
            edges = (0..8).map(|number| (start + f64::from(number)) * step).collect();
        }
        let fits = |edge: &f64| low.is_none_or(|low| *edge >= low) && high.is_none_or(|high| *edge <= high);
        edges.retain(|edge| edge.is_finite() && fits(edge));
        if self.is_small() {
            return edges.first().map(|edge| json!(edge));
        }
        let number = *self.random.choose(&edges)?;
        // A number without a fraction is mostly written without one.
        match number.fract() == 0.0 && number.abs() < 9e15 && self.random.chance(70) {
            true => integer(number as i128),
            false => Some(json!(number)),
        }
    }
}

fn integer(number: i128) -> Option<Value> {
    match i64::try_from(number) {
        Ok(number) => Some(json!(number)),
        Err(_) => u64::try_from(number).ok().map(|number| json!(number)),
    }
}

fn multiple(step: i128, least: Option<i128>, greatest: Option<i128>, random: &mut super::Random) -> Option<Value> {
    let first = least.map_or(0, |least| least.div_euclid(step) + i128::from(least.rem_euclid(step) != 0));
    let first = if least.is_none() && greatest.is_some_and(|greatest| greatest < 0) {
        greatest.unwrap_or_default().div_euclid(step).saturating_sub(9)
    } else {
        first
    };
    let number = first.saturating_add(i128::try_from(random.below(10)).unwrap_or(0)).saturating_mul(step);
    integer(greatest.map_or(number, |greatest| if number > greatest { first.saturating_mul(step) } else { number }))
}

/// The least and the greatest integer, where something is said of them.
fn range(merged: &Merged<'_>) -> (Option<i128>, Option<i128>) {
    let (mut low, mut high) = match merged.format {
        Some("int8") => (Some(i128::from(i8::MIN)), Some(i128::from(i8::MAX))),
        Some("int16") => (Some(i128::from(i16::MIN)), Some(i128::from(i16::MAX))),
        Some("int32") => (Some(i128::from(i32::MIN)), Some(i128::from(i32::MAX))),
        Some("int64") => (Some(i128::from(i64::MIN)), Some(i128::from(i64::MAX))),
        Some("uint8") => (Some(0), Some(i128::from(u8::MAX))),
        Some("uint16") => (Some(0), Some(i128::from(u16::MAX))),
        Some("uint" | "uint32") => (Some(0), Some(i128::from(u32::MAX))),
        Some("uint64") => (Some(0), Some(i128::from(u64::MAX))),
        _ => (None, None),
    };
    let mut at_least = |bound: Option<f64>, more: i128| {
        let bound = bound.map(|bound| {
            if more == 0 || bound.fract() != 0.0 { bound.ceil() as i128 } else { (bound as i128).saturating_add(more) }
        });
        low = low.into_iter().chain(bound).max();
    };
    at_least(merged.at_least("minimum"), 0);
    at_least(merged.at_least("exclusiveMinimum"), 1);
    let mut at_most = |bound: Option<f64>, less: i128| {
        let bound = bound.map(|bound| {
            if less == 0 || bound.fract() != 0.0 { bound.floor() as i128 } else { (bound as i128).saturating_sub(less) }
        });
        high = high.into_iter().chain(bound).min();
    };
    at_most(merged.at_most("maximum"), 0);
    at_most(merged.at_most("exclusiveMaximum"), 1);
    (low, high)
}
