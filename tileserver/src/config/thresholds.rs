//! `[planning] sliver_area_m2` and `sliver_width_m`: when a share of a parcel is too small to be one.

use planning::extract::Thresholds;
use spatial_core::units::{Metres, SquareMetres};

use crate::config::ConfigError;
use crate::config::raw::Raw;

/// What is larger is no rounding of surveys but ground, which nobody may lose.
const MOST_AREA: u64 = 100;
/// Likewise.
const MOST_WIDTH: u64 = 5;

/// What is written; the usual where nothing is.
pub(super) fn resolve(raw: &Raw) -> Result<Thresholds, ConfigError> {
    let usual = Thresholds::default();
    Ok(Thresholds {
        area: SquareMetres(amount(raw, "sliver_area_m2", usual.area.0, MOST_AREA)?),
        width: Metres(amount(raw, "sliver_width_m", usual.width.0, MOST_WIDTH)?),
    })
}

/// A number with a point, from nothing to the most there may be.
fn amount(raw: &Raw, key: &'static str, default: f64, max: u64) -> Result<f64, ConfigError> {
    let Some(written) = raw.value("planning", key) else { return Ok(default) };
    #[expect(clippy::cast_precision_loss, reason = "a hundred at most")]
    let most = max as f64;
    match written.value.parse::<f64>() {
        Ok(value) if (0.0..=most).contains(&value) => Ok(value),
        _ => Err(ConfigError::NotAnAmount { key: written.key.clone(), value: written.value.clone(), max }),
    }
}
