//! A fault, and a copy of a package with it.

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

/// A fault as the lists write it.
pub(super) const fn fault(code: &'static str, name: &'static str, seed: fn(&mut PackageFiles)) -> SeededFault {
    SeededFault { name, code, seed }
}
