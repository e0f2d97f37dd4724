//! Faults of packages, one a copy: what people hand in, and what a file of anybody may hold.

mod dossier;
mod fields;
mod layout;
mod shapes;
mod site;
mod systems;

use importers::package::PackageFiles;

/// One fault.
#[derive(Debug, Clone, Copy)]
pub struct SeededFault {
    /// What is wrong, in a few words; no two are the same.
    pub name: &'static str,
    /// The code it is to be found under.
    pub code: &'static str,
    seed: fn(&mut PackageFiles),
}

impl SeededFault {
    /// A copy of a package with this fault.
    pub fn in_copy(&self, clean: &PackageFiles) -> PackageFiles {
        let mut files = clean.clone();
        (self.seed)(&mut files);
        files
    }
}

/// All faults.
pub fn seeded_faults() -> Vec<SeededFault> {
    [layout::FAULTS, systems::FAULTS, fields::FAULTS, shapes::FAULTS, dossier::FAULTS].concat()
}

/// A fault as the lists write it.
const fn fault(code: &'static str, name: &'static str, seed: fn(&mut PackageFiles)) -> SeededFault {
    SeededFault { name, code, seed }
}
