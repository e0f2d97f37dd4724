//! What one must know besides: warnings, the parcel's own areas, what is known at all, documents, where it all comes from.

use spatial_core::crs::Crs;
use spatial_core::message::Message;

use super::super::wire::{DocumentTold, ParcelExtract, ThemeTold};
use super::block::{Block, Cell, Column, Tabled};
use super::words::Words;

/// Documents that are listed; all are in JSON.
const MOST_DOCUMENTS: usize = 100;

/// What is doubtful.
pub(super) fn warnings(told: &ParcelExtract, words: &Words) -> Vec<Block> {
    if told.warnings.is_empty() {
        return Vec::new();
    }
    let warnings = told.warnings.iter().map(|warning| Block::Warning(warning.text.clone()));
    [Block::Heading(words.text("parcel-page-warnings"))].into_iter().chain(warnings).collect()
}

/// Its keys and areas.
pub(super) fn parcel(told: &ParcelExtract, words: &Words) -> Vec<Block> {
    let (parcel, keys) = (&told.parcel, &told.parcel.keys);
    let mut pairs = Vec::new();
    let mut pair = |name, text: Option<String>| pairs.extend(text.map(|text| (words.text(name), text)));
    pair("parcel-page-key-number", keys.number.clone());
    pair("parcel-page-key-sheet", keys.sheet.clone());
    match (&parcel.commune_name, &keys.commune) {
        (Some(name), Some(code)) => pair("parcel-page-key-ward", Some(format!("{name} ({code})"))),
        (_, code) => pair("parcel-page-key-commune", code.clone()),
    }
    pair("parcel-page-key-identifier", keys.identifier.clone());
    pair("parcel-page-registered-area", parcel.registered_area_m2.map(|area| words.area(area)));
    pair("parcel-page-grid-area", parcel.grid_area_m2.map(|area| words.area(area)));
    let differs = parcel.registered_area_m2.zip(parcel.grid_area_m2).map(|(registered, grid)| grid - registered);
    let differs = differs.filter(|differs| differs.abs() >= 0.005);
    pair("parcel-page-area-differs", differs.map(|differs| words.area(differs)));
    pair("parcel-page-grid", Some(named(&parcel.crs)));
    vec![Block::Heading(words.text("parcel-page-about-parcel")), Block::Pairs(pairs)]
}

/// A reference system with its official name.
fn named(crs: &str) -> String {
    let info = Crs::parse(crs).and_then(Crs::info);
    info.map_or_else(|_| crs.to_owned(), |info| format!("{} ({crs})", info.name))
}

/// What is known at all, of each theme, and whom to ask.
pub(super) fn themes(told: &ParcelExtract, words: &Words) -> Vec<Block> {
    let row = |theme: &ThemeTold| {
        vec![
            Cell::text(words.say(&Message::new("parcel-page-theme").with("theme", theme.theme))).symbol(&theme.symbol),
            Cell::text(words.say(&Message::new("parcel-page-theme-state").with("state", theme.state))),
            Cell::text(theme.office.clone().unwrap_or_else(|| "–".to_owned())),
        ]
    };
    let columns = vec![
        Column::words(words.text("parcel-page-theme-head"), 3.0),
        Column::words(words.text("parcel-page-theme-known"), 2.5),
        Column::words(words.text("parcel-page-office"), 3.0),
    ];
    let heading = words.text("parcel-page-themes");
    let rows = told.themes.iter().map(row).collect();
    vec![
        Block::Heading(heading.clone()),
        Block::Table(Tabled { caption: heading, columns, rows }),
        Block::Note(words.text("parcel-page-no-data-note")),
    ]
}

/// What the plans rest on.
pub(super) fn documents(told: &ParcelExtract, words: &Words) -> Vec<Block> {
    if told.documents.is_empty() {
        return Vec::new();
    }
    // Registers of an earlier day know names and files alone: columns of which nothing is known are left out.
    let has_any = |is_said: fn(&DocumentTold) -> bool| told.documents.iter().take(MOST_DOCUMENTS).any(is_said);
    let (has_kind, has_pages) = (has_any(|one| one.kind.is_some()), has_any(|one| one.pages.is_some()));
    let has_issue = has_any(|one| one.number.is_some() || one.date.is_some() || one.issuer.is_some());
    let or_dash = |text: Option<String>| Cell::text(text.unwrap_or_else(|| "–".to_owned()));
    let row = |document: &DocumentTold| {
        let name = document.name.clone().unwrap_or_else(|| document.document_id.to_string());
        let plan = told.plans.iter().find(|plan| plan.plan_id == document.plan_id);
        let mut cells = vec![Cell { href: document.href.clone(), ..Cell::text(name) }];
        cells.extend(has_kind.then(|| or_dash(document.kind.as_deref().map(|kind| sort(kind, words)))));
        cells.extend(has_issue.then(|| or_dash(issue(document, words))));
        cells.extend(has_pages.then(|| or_dash(document.pages.map(|pages| pages.to_string()))));
        cells.push(or_dash(plan.map(|plan| words.plan(plan))));
        cells
    };
    let mut columns = vec![Column::words(words.text("parcel-page-document"), 2.4)];
    columns.extend(has_kind.then(|| Column::words(words.text("parcel-page-document-sort"), 1.4)));
    columns.extend(has_issue.then(|| Column::words(words.text("parcel-page-document-issued"), 2.6)));
    columns.extend(has_pages.then(|| Column::numbers(words.text("parcel-page-document-pages"), 0.9)));
    columns.push(Column::words(words.text("parcel-page-plan"), 2.4));
    let heading = words.text("parcel-page-documents");
    let rows = told.documents.iter().take(MOST_DOCUMENTS).map(row).collect();
    vec![Block::Heading(heading.clone()), Block::Table(Tabled { caption: heading, columns, rows })]
}

fn sort(kind: &str, words: &Words) -> String {
    words.say(&Message::new("parcel-page-document-kind").with("kind", kind))
}

/// Its number, its day and by whom, as far as they are known.
fn issue(document: &DocumentTold, words: &Words) -> Option<String> {
    let date = document.date.as_deref();
    let date = date.map(|date| words.say(&Message::new("parcel-page-document-date").with("date", words.day(date))));
    let parts = [document.number.clone(), date, document.issuer.clone()];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// Where it comes from, and how far it reaches.
pub(super) fn source(told: &ParcelExtract, words: &Words) -> Vec<Block> {
    let source = Message::new("parcel-page-source")
        .with("day", words.day(&told.as_of))
        .with("revision", told.data_revision)
        .with("layer", &told.parcel.layer);
    let thresholds = Message::new("parcel-page-thresholds")
        .with("area", words.area(told.thresholds.area_m2))
        .with("width", words.language.number(told.thresholds.width_m, 2));
    vec![
        Block::Heading(words.text("parcel-page-source-head")),
        Block::Paragraph(words.say(&source)),
        Block::Note(words.say(&thresholds)),
        Block::Strong(words.text("parcel-page-reference-only")),
    ]
}
