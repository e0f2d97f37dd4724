//! What a meter usually counts in a day.

use super::verdict::{Past, THRESHOLDS, Verdict, used};

/// What a meter counted a day, over the intervals between its last readings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// Cubic metres a day: all that was counted, by all days.
    pub daily: f64,
    /// How far single intervals lie from it: their standard deviation, each weighed by its days, in cubic metres a day.
    pub spread: f64,
    /// How many intervals that rests on.
    pub intervals: usize,
}

impl Usual {
    /// Of readings in the order of their moments; `None` if no interval between two of them says anything.
    pub fn of(past: &[Past]) -> Option<Self> {
        let known: Vec<(f64, f64)> = past.windows(2).filter_map(|pair| interval(&pair[0], &pair[1])).collect();
        let days: f64 = known.iter().map(|(days, _)| days).sum();
        if known.is_empty() || days <= 0.0 {
            return None;
        }
        let daily = known.iter().map(|(_, used)| used).sum::<f64>() / days;
        let squares: f64 = known.iter().map(|(of, used)| of * (used / of - daily).powi(2)).sum();
        Some(Self { daily, spread: (squares / days).sqrt(), intervals: known.len() })
    }
}

/// Days and cubic metres of what was really read, and ran forward.
fn interval(from: &Past, to: &Past) -> Option<(f64, f64)> {
    let is_read = |past: &Past| past.verdict != Verdict::Estimated;
    let (days, used) = (to.at.days_since(from.at), used(from, to)?);
    (is_read(from) && is_read(to) && days >= THRESHOLDS.shortest_days && used >= 0.0).then_some((days, used))
}
