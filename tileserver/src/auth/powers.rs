//! What is asked for before something is shown or done.

use std::collections::BTreeSet;

use spatial_core::layer::{Clearance, Layer};

/// What some layer, or a part of the server by its powers, asks for.
pub(crate) fn asked_for<'a, 'p>(
    layers: impl Iterator<Item = &'a Layer>,
    powers: impl Iterator<Item = &'p str>,
) -> BTreeSet<Clearance> {
    layers.flat_map(Layer::clearances).cloned().chain(powers.filter_map(Clearance::parse)).collect()
}
