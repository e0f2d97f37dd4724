//! A plan of the register as a package: written, and then looked at as if somebody had handed it in.

use std::fs::File;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use importers::package::{PackageDecision, PackageFiles, PackagePaper, PackagePlan, PackageZone, PaperKind, PaperSaid};
use planning::{
    CODE_FIELD, DECISION_DATE_FIELD, DECISION_FIELD, DENSITY_FIELD, FAR_FIELD, FILE_FIELD, FUNCTION_FIELD,
    HEIGHT_FIELD, INFO_CODE_FIELD, ISSUED_FIELD, ISSUER_FIELD, KIND_FIELD, NAME_FIELD, NUMBER_FIELD, OBJECT_CODE_FIELD,
    OFFICE_FIELD, PAGES_FIELD, PLAN_FIELD, POPULATION_FIELD, SIGN_FIELD, STOREYS_FIELD,
};
use spatial_core::layer::{Feature, FeatureId, Layer, Value};
use spatial_core::message::Message;
use spatial_core::store::assets::AssetHash;
use spatial_core::store::{Store, StoreError};

use crate::cli::error::CliError;
use crate::cli::package::check::looked_at;
use crate::cli::package::error::PackageError;
use crate::cli::package::line::PackageExport;
use crate::cli::package::lines::{Lines, NotExported, lines, object, whole_number};
use crate::cli::package::register::RegisterTables;
use crate::cli::package::take_in::{BETWEEN, sort_word};
use crate::cli::terminal::console::Console;
use crate::cli::user::opened;

/// A paper and the file it is.
type Scanned = (PackagePaper, AssetHash);

/// Writes a plan as a package and checks it.
pub(super) async fn run(console: &Console, asked: PackageExport) -> Result<(), CliError> {
    let store = opened(console, &asked.store).await?;
    let lacks = |what| PackageError::Lacks { plan: asked.plan, what };
    let tables = RegisterTables::there(&store).await?.ok_or_else(|| lacks("register"))?;
    let papers = papers(&store, &tables.documents, asked.plan).await?;
    let (plan, left_out) =
        plan(&store, &tables, &asked, papers.iter().map(|(paper, _)| paper.clone()).collect()).await?;
    let name =
        asked.name.clone().unwrap_or_else(|| plan.file_code.chars().filter(char::is_ascii_alphanumeric).collect());
    let made =
        PackageFiles::of(&plan, &name, &[]).map_err(|error| CliError::Import(importers::ImportError::Crs(error)))?;
    let root = asked.out.join(&made.name);
    if root.symlink_metadata().is_ok() {
        return Err(PackageError::Exists { path: root }.into());
    }
    let root = made.write(&asked.out)?;
    for (paper, hash) in &papers {
        put(&store, *hash, &root.join(&paper.path)).await?;
    }
    let passed = looked_at(console, root.clone(), None).await;
    if matches!(passed, Err(CliError::Package(PackageError::Unfit))) {
        return Err(PackageError::Unwritten { path: root }.into());
    }
    passed?;
    let said = Message::new("package-said-exported").with("path", root.display()).with("zones", plan.zones.len());
    console.say(&said.with("lines", plan.lines.len()).with("documents", papers.len()));
    left_out.told().iter().for_each(|told| console.note(told));
    Ok(())
}

async fn plan(
    store: &Store,
    tables: &RegisterTables,
    asked: &PackageExport,
    papers: Vec<PackagePaper>,
) -> Result<(PackagePlan, NotExported), CliError> {
    let revision = store.position().await?.revision;
    let found = store.read(&tables.plans.name, &[asked.plan], revision).await?;
    let row = found.first().ok_or(PackageError::NoPlan { plan: asked.plan })?;
    let said = |field: &str| tables.plans.schema.text(&row.values, field).map(str::to_owned);
    let lacks = |what| PackageError::Lacks { plan: asked.plan, what };
    let boundaries = rows_of(store, &tables.boundaries, asked.plan).await?;
    let bound = boundaries.into_iter().find(|row| row.geometry.is_some()).ok_or_else(|| lacks("boundary"))?;
    let boundary_code = tables.boundaries.schema.text(&bound.values, OBJECT_CODE_FIELD).map(str::to_owned);
    let population = whole_number(&tables.boundaries, &bound.values, POPULATION_FIELD);
    let boundary = bound.geometry.ok_or_else(|| lacks("boundary"))?;
    let drawn = rows_of(store, &tables.zones, asked.plan).await?;
    let has_height = |row: &&Feature| tables.zones.schema.text(&row.values, HEIGHT_FIELD).is_some();
    let heights = drawn.iter().filter(has_height).count();
    let zones: Vec<PackageZone> = drawn.into_iter().filter_map(|row| zone(&tables.zones, row)).collect();
    if zones.is_empty() {
        return Err(lacks("zones").into());
    }
    let restrictions = match &tables.restrictions {
        Some(layer) => rows_of(store, layer, asked.plan).await?.len(),
        None => 0,
    };
    let lines = match &tables.lines {
        Some(layer) => lines(layer, rows_of(store, layer, asked.plan).await?),
        None => Lines::default(),
    };
    let left_out = NotExported { restrictions, lines: lines.of_no_class, heights };
    let plan = PackagePlan {
        info_code: said(INFO_CODE_FIELD).or_else(|| asked.info_code.clone()).ok_or_else(|| lacks("info-code"))?,
        file_code: said(CODE_FIELD).unwrap_or_default(),
        name: said(NAME_FIELD).unwrap_or_default(),
        scale: None,
        location: None,
        task: PackageDecision::default(),
        decision: PackageDecision { number: said(DECISION_FIELD), day: said(DECISION_DATE_FIELD) },
        consultant: None,
        issuer: said(ISSUER_FIELD),
        investor: said(OFFICE_FIELD).filter(|office| !office.is_empty()),
        crs: tables.zones.crs,
        boundary,
        boundary_code,
        population,
        zones,
        lines: lines.of_classes,
        papers,
    };
    Ok((plan, left_out))
}

fn zone(layer: &Layer, row: Feature) -> Option<PackageZone> {
    let said = |field: &str| layer.schema.text(&row.values, field).map(str::to_owned);
    Some(PackageZone {
        sign: said(SIGN_FIELD).unwrap_or_default(),
        function: said(FUNCTION_FIELD).unwrap_or_default(),
        density: said(DENSITY_FIELD),
        storeys: said(STOREYS_FIELD),
        far: said(FAR_FIELD),
        population: whole_number(layer, &row.values, POPULATION_FIELD),
        object: object(layer, &row.values),
        geometry: row.geometry?,
    })
}

/// The rows that belong to a plan, in order of their ids: that in which they were written.
async fn rows_of(store: &Store, layer: &Layer, plan: FeatureId) -> Result<Vec<Feature>, StoreError> {
    let Some(at) = layer.schema.position(PLAN_FIELD) else { return Ok(Vec::new()) };
    let found: Arc<Mutex<Vec<Feature>>> = Arc::default();
    let kept = Arc::clone(&found);
    let visit = move |batch: Vec<Feature>| {
        let is_its = |row: &Feature| match row.values.get(at) {
            Some(Value::Integer(id)) => u64::try_from(*id) == Ok(plan.0),
            _ => false,
        };
        kept.lock().unwrap_or_else(PoisonError::into_inner).extend(batch.into_iter().filter(is_its));
        ControlFlow::Continue(())
    };
    store.scan(&layer.name, visit).await?;
    let mut rows = std::mem::take(&mut *found.lock().unwrap_or_else(PoisonError::into_inner));
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// The papers of a plan with their place in the package: the one they came from, or among the texts. The workbook is made anew.
async fn papers(store: &Store, layer: &Layer, plan: FeatureId) -> Result<Vec<Scanned>, CliError> {
    let mut papers: Vec<Scanned> = Vec::new();
    for (number, row) in (1..).zip(rows_of(store, layer, plan).await?) {
        let said = |field: &str| layer.schema.text(&row.values, field).unwrap_or_default().to_owned();
        let Ok(hash) = AssetHash::parse(&said(FILE_FIELD)) else { continue };
        let whole = said(NAME_FIELD);
        let (name, path) = whole.rsplit_once(BETWEEN).unwrap_or((&whole, ""));
        let is_book = !path.contains('/') && path.ends_with(".xlsx");
        if is_book {
            continue;
        }
        let kind = if path.starts_with("BanVe/") { PaperKind::Drawing } else { PaperKind::Text };
        let is_free = |path: &str| papers.iter().all(|(paper, _)| paper.path != format!("HoSoScan/{path}"));
        let (name, path) = if is_place(path) && is_free(path) {
            (name.to_owned(), path.to_owned())
        } else {
            (whole.clone(), format!("VanBan/VB{number:03}.{}", ending(store, hash).await?))
        };
        let text = |field: &str| Some(said(field)).filter(|text| !text.is_empty());
        let pages = layer.schema.position(PAGES_FIELD).and_then(|at| row.values.get(at));
        let said = PaperSaid {
            sort: text(KIND_FIELD).and_then(|word| sort_word(&word)).map(str::to_owned),
            number: text(NUMBER_FIELD),
            day: text(ISSUED_FIELD),
            issuer: text(ISSUER_FIELD),
            pages: pages.and_then(|pages| match pages {
                Value::Integer(pages) => u32::try_from(*pages).ok(),
                _ => None,
            }),
        };
        papers.push((PackagePaper { name, path: format!("HoSoScan/{path}"), kind, said }, hash));
    }
    Ok(papers)
}

/// True of a path below the folders of scans that leads nowhere else: the register may have been written by anybody.
fn is_place(path: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.contains(|letter: char| letter.is_control() || letter == '\\')
    };
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts[..], ["VanBan" | "BanVe", _] | ["VanBan" | "BanVe", _, _])
        && path.len() <= 200
        && parts.into_iter().all(is_plain)
}

/// How the name of a file ends, by what it begins with.
async fn ending(store: &Store, hash: AssetHash) -> Result<&'static str, StoreError> {
    let Some(mut content) = store.asset(hash).await? else { return Ok("bin") };
    let first = content.next().await?.unwrap_or_default();
    Ok(match first.as_slice() {
        [b'%', b'P', b'D', b'F', ..] => "pdf",
        [0xFF, 0xD8, 0xFF, ..] => "jpg",
        _ => "bin",
    })
}

/// Writes a file of the store to a path.
async fn put(store: &Store, hash: AssetHash, path: &Path) -> Result<(), CliError> {
    let cannot_write = |source| CliError::CannotWrite { path: path.to_owned(), source };
    let Some(mut content) = store.asset(hash).await? else { return Ok(()) };
    path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(cannot_write)?;
    let mut file = File::create_new(path).map_err(cannot_write)?;
    while let Some(piece) = content.next().await? {
        file.write_all(&piece).map_err(cannot_write)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_written_below_its_folder_or_nowhere() {
        for path in ["VanBan/QĐ 12.pdf", "BanVe/QH01/QH01_01.jpg"] {
            assert!(is_place(path), "{path}");
        }
        for path in
            ["", "VanBan", "VanBan/", "VanBan/../x", "/etc/passwd", "VanBan/.ssh", "HoSoGIS/x.gpkg", "VanBan/a/b/c"]
        {
            assert!(!is_place(path), "{path}");
        }
    }
}
