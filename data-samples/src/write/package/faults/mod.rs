//! Faults of packages, one a copy: what people hand in, and what a file of anybody may hold.

mod dossier;
mod fault;
mod fields;
mod layout;
mod shapes;
mod site;
mod systems;

pub use fault::SeededFault;

/// All faults.
pub fn seeded_faults() -> Vec<SeededFault> {
    [layout::FAULTS, systems::FAULTS, fields::FAULTS, shapes::FAULTS, dossier::FAULTS].concat()
}
