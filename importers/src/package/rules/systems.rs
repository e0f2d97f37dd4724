//! Reference systems: one and the same for all classes, and a zone of VN-2000 three degrees wide.

use std::collections::BTreeMap;

use spatial_core::crs::{Crs, CrsDoubt, Vn2000Zone, diagnose};
use spatial_core::geometry::Envelope;

use crate::formats::StatedSystem;
use crate::package::finding::{PackageFinding, PackageReport};
use crate::package::rules::tables::FoundClass;

/// Degrees of longitude of the zones plans are drawn in.
const WIDTH: u8 = 3;

/// The systems of all classes that were looked at.
#[derive(Debug, Default)]
pub(in crate::package) struct Systems {
    /// The one of the first class that states one: the plan's boundary comes first.
    first: Option<(Crs, String)>,
    /// File, code and what is said: the first class it is true of, and of how many it is.
    found: BTreeMap<(String, &'static str, String), (String, u64)>,
    is_wrong: bool,
}

impl Systems {
    /// Looks at the system a class states.
    pub(in crate::package) fn look(&mut self, file: &str, class: &FoundClass<'_>) {
        let mut find = |code: &'static str, found: String| {
            let name = || (class.table.name.clone(), 0);
            self.found.entry((file.to_owned(), code, found)).or_insert_with(name).1 += 1;
        };
        let (crs, is_contradicted) = match &class.table.system {
            StatedSystem::Silent => return find("crs-missing", String::new()),
            StatedSystem::Unknown(name) => return find("crs-unknown", name.clone()),
            StatedSystem::Known { crs, is_contradicted } => (*crs, *is_contradicted),
        };
        if is_contradicted {
            find("crs-contradicted", crs.to_string());
        }
        match zone(crs) {
            None => find("crs-not-vn2000", crs.to_string()),
            Some(zone) if zone.width_degrees() != WIDTH => find("crs-six-degrees", crs.to_string()),
            Some(_) => {}
        }
        match &self.first {
            Some((first, _)) if *first != crs => {
                self.is_wrong = true;
                find("crs-differs", crs.to_string());
            }
            Some(_) => {}
            None => self.first = Some((crs, class.table.name.clone())),
        }
    }

    /// Looks at where the features of a class lie by its system.
    pub(in crate::package) fn look_at_places(&mut self, file: &str, class: &FoundClass<'_>, around: Envelope) {
        let StatedSystem::Known { crs, .. } = class.table.system else { return };
        let doubt = diagnose(crs, around.min, around.max).into_iter().next().map(|doubt| match doubt {
            CrsDoubt::SwappedAxes { .. } => "swapped",
            CrsDoubt::OutsideVietnam { .. } => "outside",
            CrsDoubt::DegreesInMetres { .. } => "degrees",
            CrsDoubt::MetresInDegrees { .. } => "metres",
        });
        if let Some(doubt) = doubt {
            let name = || (class.table.name.clone(), 0);
            self.found.entry((file.to_owned(), "crs-doubted", doubt.to_owned())).or_insert_with(name).1 += 1;
        }
    }

    /// The system of the whole package, if there is one.
    pub(in crate::package) fn common(&self) -> Option<Crs> {
        self.first.as_ref().filter(|_| !self.is_wrong).map(|(crs, _)| *crs)
    }

    /// Tells what was found, once a file.
    pub(in crate::package) fn told(self, report: &mut PackageReport) {
        let first = self.first.as_ref().map_or_else(String::new, |(crs, _)| crs.to_string());
        for ((file, code, found), (class, count)) in self.found {
            let finding = PackageFinding::about(file, code).in_class(&class).with("found", found);
            report.find(finding.with("count", count).with("first", &first));
        }
    }
}

fn zone(crs: Crs) -> Option<&'static Vn2000Zone> {
    match crs {
        Crs::Epsg(code) => Vn2000Zone::by_code(code),
        _ => None,
    }
}
