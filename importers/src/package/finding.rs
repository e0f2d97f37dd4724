//! What is wrong with a package: findings with file, class, record, field and place, and the report of them.
//!
//! The list of codes is the order of the report: what is most often wrong when packages are handed in comes first.

use std::collections::BTreeMap;
use std::io::Read;

use serde::Serialize;
use spatial_core::message::Message;

use crate::error::shortened;
use crate::package::objects::LeftOut;

/// Findings kept of one code; the rest is counted. A mistake of a program stands in every record, and must not hide the others.
pub const MAX_ALIKE: usize = 1_000;

/// Whether a package can be taken in as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can; somebody should look.
    Warning,
}

impl Severity {
    /// The word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Something wrong with a package.
#[derive(Debug, Clone, PartialEq)]
pub struct PackageFinding {
    /// Path within the package, `/` between folders.
    pub file: String,
    /// The feature class, or the sheet of a workbook.
    pub class: Option<String>,
    /// The feature's own number (`fid`), or the row of a sheet, from 1.
    pub record: Option<i64>,
    /// The field or column.
    pub field: Option<String>,
    /// A place to look at, in the package's reference system.
    pub place: Option<[f64; 2]>,
    /// Kebab-case code; the sentences are `package-<code>-reason` and `package-<code>-remedy`.
    pub code: &'static str,
    /// What the sentences need.
    pub params: Vec<(&'static str, String)>,
}

impl PackageFinding {
    /// A finding about a file; the rest is added by who knows more.
    pub(super) fn about(file: impl Into<String>, code: &'static str) -> Self {
        Self { file: file.into(), class: None, record: None, field: None, place: None, code, params: Vec::new() }
    }

    /// In this class or sheet.
    pub(super) fn in_class(mut self, class: &str) -> Self {
        self.class = Some(shortened(class));
        self
    }

    /// In this record or row.
    pub(super) fn in_record(mut self, record: i64) -> Self {
        self.record = Some(record);
        self
    }

    /// In this field or column.
    pub(super) fn in_field(mut self, field: &str) -> Self {
        self.field = Some(shortened(field));
        self
    }

    /// At this place, if there is one.
    pub(super) fn at(mut self, place: Option<[f64; 2]>) -> Self {
        self.place = place;
        self
    }

    /// With something its sentences say, short enough to be read.
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, shortened(&value.to_string())));
        self
    }

    /// Whether the package can be taken in all the same.
    pub fn severity(&self) -> Severity {
        known(self.code).map_or(Severity::Error, |known| known.severity)
    }

    /// What is wrong: a message whose code is one of [`crate::codes`].
    pub fn reason(&self) -> Message {
        self.sentence(0)
    }

    /// What to do about it.
    pub fn remedy(&self) -> Message {
        self.sentence(1)
    }

    fn sentence(&self, which: usize) -> Message {
        let mut message = Message::new(known(self.code).map_or("finding-unknown", |known| known.sentences[which]));
        message.params.extend(self.params.iter().cloned());
        message
    }
}

/// What was found in a package.
#[derive(Debug, Clone)]
pub struct PackageReport {
    /// The package's own name.
    pub package: String,
    /// Its reference system, if all its classes have one.
    pub crs: Option<String>,
    /// Classes of the circular that were read.
    pub classes: u64,
    /// Features that were read.
    pub features: u64,
    /// Findings, [`MAX_ALIKE`] of a code at most, in the order they are to be mended.
    pub findings: Vec<PackageFinding>,
    /// All findings, by code.
    pub counts: BTreeMap<&'static str, u64>,
    /// What of it a register has no place for, in the order in which it was met. That is nothing wrong with the package.
    pub left_out: Vec<LeftOut>,
}

impl PackageReport {
    pub(super) fn new(package: String) -> Self {
        let (findings, counts, left_out) = (Vec::new(), BTreeMap::new(), Vec::new());
        Self { package, crs: None, classes: 0, features: 0, findings, counts, left_out }
    }

    pub(super) fn find(&mut self, finding: PackageFinding) {
        let count = self.counts.entry(finding.code).or_default();
        *count += 1;
        if *count <= MAX_ALIKE as u64 {
            self.findings.push(finding);
        }
    }

    /// Puts the findings in the order of their codes.
    pub(super) fn sort(&mut self) {
        self.findings.sort_by_key(|finding| (rank(finding.code), finding.file.clone()));
    }

    /// True if the package can be taken in: nothing worse than warnings.
    pub fn is_fit(&self) -> bool {
        self.number_of(Severity::Error) == 0
    }

    /// How many findings are of this kind.
    pub fn number_of(&self, severity: Severity) -> u64 {
        let alike = |code: &str| known(code).map_or(Severity::Error, |known| known.severity) == severity;
        self.counts.iter().filter(|(code, _)| alike(code)).map(|(_, count)| count).sum()
    }

    /// The report as others read it, with sentences in a language.
    pub fn document(&self, say: impl Fn(&Message) -> String) -> PackageDocument {
        PackageDocument {
            package: self.package.clone(),
            fit: self.is_fit(),
            crs: self.crs.clone(),
            classes: self.classes,
            features: self.features,
            errors: self.number_of(Severity::Error),
            warnings: self.number_of(Severity::Warning),
            finding_counts: self.counts.clone(),
            findings: self.findings.iter().map(|finding| FindingDocument::new(finding, &say)).collect(),
            left_out: self.left_out.iter().map(LeftOutDocument::new).collect(),
        }
    }
}

/// True for a file that is empty or begins as our reports of packages do, and so may be overwritten by the next one.
pub fn is_report(file: impl Read) -> bool {
    const BEGINNING: &[u8] = b"{\n  \"package\": ";
    let mut read = Vec::new();
    let found = file.take(BEGINNING.len() as u64).read_to_end(&mut read);
    found.is_ok() && (read.is_empty() || read == BEGINNING)
}

/// The JSON of `--report`: a promise to those who read it.
#[derive(Debug, Clone, Serialize)]
pub struct PackageDocument {
    package: String,
    fit: bool,
    crs: Option<String>,
    classes: u64,
    features: u64,
    errors: u64,
    warnings: u64,
    finding_counts: BTreeMap<&'static str, u64>,
    findings: Vec<FindingDocument>,
    left_out: Vec<LeftOutDocument>,
}

/// What an import leaves out: a class, or a field of one.
#[derive(Debug, Clone, Serialize)]
struct LeftOutDocument {
    file: String,
    class: String,
    field: Option<&'static str>,
    features: u64,
}

impl LeftOutDocument {
    fn new(LeftOut { file, class, field, count }: &LeftOut) -> Self {
        Self { file: file.clone(), class: class.clone(), field: *field, features: *count }
    }
}

#[derive(Debug, Clone, Serialize)]
struct FindingDocument {
    file: String,
    class: Option<String>,
    record: Option<i64>,
    field: Option<String>,
    place: Option<[f64; 2]>,
    code: &'static str,
    severity: &'static str,
    reason: String,
    remedy: String,
}

impl FindingDocument {
    fn new(finding: &PackageFinding, say: &impl Fn(&Message) -> String) -> Self {
        Self {
            file: finding.file.clone(),
            class: finding.class.clone(),
            record: finding.record,
            field: finding.field.clone(),
            place: finding.place,
            code: finding.code,
            severity: finding.severity().as_str(),
            reason: say(&finding.reason()),
            remedy: say(&finding.remedy()),
        }
    }
}

struct Known {
    code: &'static str,
    severity: Severity,
    sentences: [&'static str; 2],
}

fn known(code: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.code == code)
}

fn rank(code: &str) -> usize {
    KNOWN.iter().position(|known| known.code == code).unwrap_or(KNOWN.len())
}

macro_rules! findings {
    ($($severity:ident: $($code:literal),+ $(,)?;)+) => {
        /// Every finding's code, in the order of the report.
        const KNOWN: &[Known] = &[$($(Known {
            code: $code,
            severity: Severity::$severity,
            sentences: [concat!("package-", $code, "-reason"), concat!("package-", $code, "-remedy")],
        }),+),+];

        /// Ids of all sentences about findings.
        pub(crate) const CODES: &[&str] =
            &[$($(concat!("package-", $code, "-reason"), concat!("package-", $code, "-remedy")),+),+];
    };
}

findings! {
    // The whole: without these nothing else can be looked at.
    Error: "gis-folder-missing", "database-missing", "database-unreadable", "gdb-unconverted", "database-twice",
        "database-misspelt", "class-missing", "class-misspelt", "class-elsewhere", "class-unreadable", "features-beyond";
    // What is most often wrong.
    Error: "crs-missing", "crs-unknown", "crs-not-vn2000", "crs-six-degrees", "crs-differs", "crs-doubted";
    Error: "info-code-form", "info-code-province", "info-code-level", "info-code-kind", "info-code-adjustment",
        "file-code-form", "file-code-province", "file-code-level", "required-empty", "info-code-differs",
        "file-code-differs", "codes-province-differ", "codes-level-differ", "field-contradicts-code";
    Error: "field-missing", "field-misspelt", "field-type", "class-geometry", "text-too-long", "number-unreadable",
        "number-negative", "date-form", "dates-in-order", "object-code-twice", "text-unreadable";
    // Shapes.
    Error: "geometry-missing", "geometry-unreadable", "geometry-wrong-kind", "geometry-invalid", "boundary-missing",
        "boundary-several", "zones-missing", "zones-overlap", "zones-gap", "zone-outside";
    // What the zones say.
    Error: "function-missing", "function-unknown", "lot-sign-missing";
    // The dossier.
    Error: "scan-folder-missing", "book-missing", "book-several", "book-unreadable", "book-name", "sheet-missing",
        "column-missing", "book-empty", "book-rows", "book-field-empty", "book-code-differs", "book-info-code-differs",
        "book-name-differs", "book-decision-differs", "book-date-differs", "book-date-form", "paper-code-differs",
        "paper-missing", "drawing-missing";
    Warning: "package-name", "database-unknown", "basic-folder-missing", "project-file-missing", "class-unknown",
        "class-empty", "field-unknown", "field-length", "date-unlikely", "geometry-twice", "area-differs",
        "length-differs", "marker-differs", "lot-sign-twice", "indicator-unreadable", "decision-missing",
        "book-scale-differs", "column-unknown", "paper-twice", "paper-format", "paper-unlisted", "crs-contradicted";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mistake_made_everywhere_does_not_hide_the_others() {
        let mut report = PackageReport::new("CSDL_A".to_owned());
        for record in 0..MAX_ALIKE as i64 + 5 {
            report.find(PackageFinding::about("HoSoGIS/QuyHoach.gpkg", "area-differs").in_record(record));
        }
        report.find(PackageFinding::about("HoSoGIS", "crs-missing"));
        report.sort();
        assert_eq!(report.findings.len(), MAX_ALIKE + 1);
        assert_eq!(report.findings[0].code, "crs-missing");
        assert_eq!((report.number_of(Severity::Error), report.number_of(Severity::Warning)), (1, MAX_ALIKE as u64 + 5));
        assert!(!report.is_fit());
    }

    #[test]
    fn no_code_stands_twice() {
        for (at, known) in KNOWN.iter().enumerate() {
            assert!(KNOWN[at + 1..].iter().all(|other| other.code != known.code), "{}", known.code);
        }
    }
}
