//! What was found in a package as text a person reads: errors first, what is most often wrong before the rest.

use std::fmt::Write as _;

use importers::package::{LeftOut, PackageFinding, PackageReport, Severity};
use spatial_core::message::Message;

use crate::text::Language;

/// Places named per kind of finding; the JSON report has them all.
const PLACES: usize = 5;

/// The report in a language, lines ended.
pub(super) fn text(report: &PackageReport, language: Language) -> String {
    let mut out = String::new();
    for severity in [Severity::Error, Severity::Warning] {
        let mut before = None;
        for finding in report.findings.iter().filter(|finding| finding.severity() == severity) {
            if before != Some(finding.code) {
                before = Some(finding.code);
                kind(&mut out, report, finding, language);
            }
        }
    }
    let code = if report.is_fit() { "package-said-fit" } else { "package-said-unfit" };
    let said = Message::new(code)
        .with("package", &report.package)
        .with("errors", report.number_of(Severity::Error))
        .with("warnings", report.number_of(Severity::Warning))
        .with("features", report.features)
        .with("classes", report.classes);
    let _ = writeln!(out, "{}", language.say(&said));
    out
}

/// What an import leaves out, class by class and field by field.
pub(super) fn left_out(report: &PackageReport, language: Language) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", language.text("package-left-out"));
    for LeftOut { file, class, field, count } in &report.left_out {
        let code = if field.is_some() { "package-left-out-field" } else { "package-left-out-class" };
        let said = Message::new(code).with("file", file).with("class", class).with("count", count);
        let said = said.with("field", field.unwrap_or_default());
        let _ = writeln!(out, "  • {}", language.say(&said));
    }
    out
}

/// How often, what, what to do, and where: the sentence is that of the first.
fn kind(out: &mut String, report: &PackageReport, first: &PackageFinding, language: Language) {
    let count = report.counts.get(first.code).copied().unwrap_or_default();
    let sentence = language.say(&first.reason());
    let head = Message::new("report-finding-group").with("count", count).with("sentence", sentence);
    let _ = writeln!(out, "  • {}", language.say(&head));
    let _ = writeln!(out, "    → {}", language.say(&first.remedy()));
    let alike = report.findings.iter().filter(|finding| finding.code == first.code);
    for finding in alike.take(PLACES) {
        let _ = writeln!(out, "      {}", place(finding));
    }
    let more = count.saturating_sub(PLACES as u64);
    if more > 0 {
        let more = Message::new("report-findings-more").with("count", more);
        let _ = writeln!(out, "      {}", language.say(&more));
    }
}

/// File, class, record, field, value and place, as far as they are known.
fn place(finding: &PackageFinding) -> String {
    let mut text = finding.file.clone();
    if let Some(class) = &finding.class {
        let _ = write!(text, " · {class}");
    }
    if let Some(record) = finding.record {
        let _ = write!(text, " #{record}");
    }
    if let Some(field) = &finding.field {
        let _ = write!(text, " · {field}");
    }
    if let Some((_, value)) = finding.params.iter().find(|(name, _)| *name == "value") {
        let _ = write!(text, " · {value}");
    }
    if let Some([x, y]) = finding.place {
        let _ = write!(text, " · {x:.3}, {y:.3}");
    }
    text
}
