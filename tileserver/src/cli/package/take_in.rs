//! A package becomes a draft of the plan register: its boundary, its zones with their indicators, its lines, its scanned papers. Refused if the
//! check finds more than warnings; what is written is bit for bit what the package holds, and what is not written is told.

use std::fs::File;
use std::io::Read;

use futures_util::stream;
use importers::package::{
    Checked, PackageLine, PackageLineKind, PackageObject, PackagePaper, PackagePlan, PackageZone, PaperKind,
};
use planning::{
    Adjustment, DocumentDraft, DocumentKind, IndicatorTexts, Level, LineDraft, LineKind, MOST_PAGES, ObjectNotes,
    PlanDraft, ZoneDraft, drafted,
};
use spatial_core::layer::Transaction;
use spatial_core::message::Message;
use spatial_core::store::Store;
use spatial_core::store::private::{AuditEntry, Deed, PendingAudit};
use spatial_core::units::Metres;

use crate::cli::error::CliError;
use crate::cli::import::is_commune;
use crate::cli::package::check::looked_at;
use crate::cli::package::error::PackageError;
use crate::cli::package::line::PackageImport;
use crate::cli::package::register::RegisterTables;
use crate::cli::package::told;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::{account, adoption};
use crate::cli::user::typed_at;

/// What the store's books say of it.
const WHY: &str = "diaban package import";
/// Bytes of a paper taken at a time.
const CHUNK: usize = 256 << 10;
/// Between a paper's name and its path, in the register's one field for both.
pub(super) const BETWEEN: &str = " · ";

/// Takes a package into the register of a store.
pub(super) async fn run(console: &Console, asked: PackageImport) -> Result<(), CliError> {
    let mut checked = looked_at(console, asked.package.clone(), asked.report.as_deref()).await?;
    let plan = checked.plan.take().ok_or(PackageError::WithoutPlan)?;
    let (level, adjustment) = places(&plan);
    if adjustment.is_some_and(|adjustment| adjustment != Adjustment::First) && asked.adjusts.is_none() {
        return Err(PackageError::AdjustsUnnamed { code: plan.info_code }.into());
    }
    adoption::tell(console, &asked.into, &Store::look(&asked.into).await?, false);
    let store = Store::open(&asked.into, true).await?;
    if let Some(plan) = asked.adjusts {
        RegisterTables::has(&store, plan).await?;
    }
    if let Some(commune) = &asked.commune {
        is_commune(&store.layers().await?.1, &asked.into, commune).await?;
    }
    let who = account::name();
    let tables = RegisterTables::made(&store, plan.crs, &who, WHY).await?;
    let documents = papers(&store, &checked, &plan).await?;
    let draft = PlanDraft {
        code: plan.file_code.clone(),
        info_code: Some(plan.info_code.clone()),
        name: plan.name.clone(),
        kind: Some(asked.kind),
        level,
        adjustment,
        adjusts: asked.adjusts,
        commune: asked.commune,
        office: plan.investor.clone().or_else(|| plan.consultant.clone()).unwrap_or_default(),
        issuer: plan.issuer.clone(),
        is_exclusive: Some(true),
        boundary: Some(plan.boundary.clone()),
        boundary_code: plan.boundary_code.clone(),
        population: plan.population,
        zones: plan.zones.iter().map(zone).collect(),
        lines: plan.lines.iter().map(line).collect(),
        documents,
        ..PlanDraft::default()
    };
    let changes = drafted(&draft, tables.all()).map_err(PackageError::Refused)?;
    let transaction = Transaction {
        who,
        why: WHY.to_owned(),
        door: tables.plans.door.clone(),
        expected_revision: None,
        expected_layouts: Vec::new(),
        changes,
    };
    let (layer, detail) = (Some(tables.plans.name.clone()), Some(draft.code.clone()));
    let entry = AuditEntry { layer, detail, ..typed_at(WHY, Deed::LayerImported) };
    // The plan is what is inserted first.
    let committed = store.commit_audited(transaction, vec![PendingAudit { entry, inserted: Some(0) }]).await?;
    let said = Message::new("package-said-imported")
        .with("plan", committed.inserted.first().map_or(0, |id| id.0))
        .with("code", &draft.code)
        .with("zones", draft.zones.len())
        .with("lines", draft.lines.len())
        .with("documents", draft.documents.len())
        .with("revision", committed.revision);
    console.say(&said);
    if let (Some(number), Some(day)) = (&plan.decision.number, &plan.decision.day) {
        console.note(&Message::new("package-said-decision").with("number", number).with("day", day));
    }
    if !checked.report.left_out.is_empty() {
        console.print(&told::left_out(&checked.report, console.language));
    }
    Ok(())
}

/// Level and adjustment, which are the fifth and the seventh digit of the information code.
fn places(plan: &PackagePlan) -> (Option<Level>, Option<Adjustment>) {
    let digit = |at: usize| plan.info_code.as_bytes().get(at).copied();
    let level = match digit(4) {
        Some(b'1') => Some(Level::General),
        Some(b'2') => Some(Level::Subdivision),
        Some(b'3') => Some(Level::Detailed),
        Some(b'4') => Some(Level::Shortened),
        _ => None,
    };
    let adjustment = match digit(6) {
        Some(b'0') => Some(Adjustment::First),
        Some(b'1') => Some(Adjustment::Whole),
        Some(b'2') => Some(Adjustment::Local),
        _ => None,
    };
    (level, adjustment)
}

fn zone(zone: &PackageZone) -> ZoneDraft {
    ZoneDraft {
        sign: zone.sign.clone(),
        function: zone.function.clone(),
        indicators: IndicatorTexts {
            density: zone.density.clone(),
            storeys: zone.storeys.clone(),
            far: zone.far.clone(),
            height: None,
        },
        population: zone.population,
        object: notes(&zone.object),
        geometry: zone.geometry.clone(),
    }
}

fn line(line: &PackageLine) -> LineDraft {
    LineDraft {
        kind: kind_of(line.kind),
        setback: line.setback.clone(),
        road_width: line.road_width.map(Metres),
        section: line.section.clone(),
        object: notes(&line.object),
        geometry: line.geometry.clone(),
    }
}

fn notes(PackageObject { code, name, phase, sort }: &PackageObject) -> ObjectNotes {
    ObjectNotes { code: code.clone(), name: name.clone(), phase: phase.clone(), sort: sort.clone() }
}

/// What lines of a class are in the register.
pub(super) fn kind_of(kind: PackageLineKind) -> LineKind {
    match kind {
        PackageLineKind::RedLine => LineKind::RedLine,
        PackageLineKind::BuildingLine => LineKind::BuildingLine,
        PackageLineKind::Centreline => LineKind::Centreline,
        PackageLineKind::SafetyCorridor => LineKind::SafetyCorridor,
    }
}

/// Puts the papers into the store by their hash; their names say where in the package they lie.
async fn papers(store: &Store, checked: &Checked, plan: &PackagePlan) -> Result<Vec<DocumentDraft>, CliError> {
    let mut documents = Vec::with_capacity(plan.papers.len());
    for paper in &plan.papers {
        let asset = store.put_asset(stream::iter(chunks(checked.file(&paper.path)?))).await?;
        let path = paper.path.strip_prefix("HoSoScan/").unwrap_or(&paper.path);
        let name = format!("{}{BETWEEN}{path}", paper.name);
        let said = paper.said.clone();
        documents.push(DocumentDraft {
            name,
            asset: asset.hash.to_string(),
            kind: sort(paper),
            number: said.number,
            issued: said.day,
            issuer: said.issuer,
            pages: said.pages.filter(|pages| *pages <= MOST_PAGES),
        });
    }
    Ok(documents)
}

/// What a paper is in the register's words: a text by what the workbook calls it; none where that says nothing we know.
fn sort(paper: &PackagePaper) -> Option<DocumentKind> {
    let words = [
        ("quyết định", DocumentKind::Decision),
        ("thuyết minh", DocumentKind::Report),
        ("quy định", DocumentKind::Regulation),
        ("danh mục", DocumentKind::List),
        ("tờ trình", DocumentKind::Submission),
        ("báo cáo", DocumentKind::Submission),
    ];
    match paper.kind {
        PaperKind::Drawing => Some(DocumentKind::Drawing),
        PaperKind::Book => Some(DocumentKind::List),
        PaperKind::Text => {
            let sort = paper.said.sort.as_deref()?.to_lowercase();
            let known = words.into_iter().find(|(word, _)| sort.contains(word));
            Some(known.map_or(DocumentKind::Other, |(_, kind)| kind))
        }
    }
}

/// The word a workbook calls it by.
pub(super) fn sort_word(kind: &str) -> Option<&'static str> {
    Some(match DocumentKind::parse(kind)? {
        DocumentKind::Decision => "Quyết định",
        DocumentKind::Report => "Thuyết minh",
        DocumentKind::Regulation => "Quy định quản lý",
        DocumentKind::List => "Danh mục",
        DocumentKind::Submission => "Tờ trình",
        DocumentKind::Other => "Văn bản khác",
        DocumentKind::Drawing => return None,
    })
}

/// A file piece by piece.
fn chunks(mut file: File) -> impl Iterator<Item = std::io::Result<Vec<u8>>> {
    std::iter::from_fn(move || {
        let mut piece = vec![0; CHUNK];
        match file.read(&mut piece) {
            Ok(0) => None,
            Ok(count) => {
                piece.truncate(count);
                Some(Ok(piece))
            }
            Err(error) => Some(Err(error)),
        }
    })
}
