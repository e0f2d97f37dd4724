//! What we read: each file imported into a layer of a store of its own batch, and looked up there.

use std::path::{Path, PathBuf};

use importers::{ImportRequest, Outcome, Report};
use spatial_core::crs::Crs;
use spatial_core::layer::{Feature, LayerName, Value};
use spatial_core::message::Say;
use spatial_core::store::Store;

use crate::differential::reading::{Cell, Row};
use crate::importing::{empty_store, features, import};

/// An import: what came of it, or the code of the sentence with which it was refused.
pub(super) type Ours = Result<Imported, &'static str>;

/// What came of an import.
#[derive(Debug)]
pub(super) struct Imported {
    pub(super) report: Report,
    /// By number of the record, from 1; none for those put aside.
    pub(super) records: Vec<Option<Row>>,
    /// The fields, by name here.
    pub(super) fields: Vec<String>,
}

/// Layers of a store: each import looks at all of them.
pub(super) const LAYERS: usize = 8;

/// Imports files, each into a layer called like it, on all cores.
pub(super) async fn read(files: Vec<PathBuf>) -> Vec<Ours> {
    let runtime = tokio::runtime::Handle::current();
    let some = |files: &[PathBuf]| {
        let (runtime, files) = (runtime.clone(), files.to_vec());
        tokio::task::spawn_blocking(move || runtime.block_on(into_one_store(&files)))
    };
    let tasks: Vec<_> = files.chunks(LAYERS).map(some).collect();
    let mut read = Vec::new();
    for task in tasks {
        read.extend(task.await.expect("no import falls over"));
    }
    read
}

async fn into_one_store(files: &[PathBuf]) -> Vec<Ours> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let store = empty_store(folder.path()).await;
    let mut read = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        read.push(imported(&store, file, &name, None).await);
    }
    read
}

/// Imports a file, or one of its layers.
pub(super) async fn imported(store: &Store, file: &Path, name: &str, source_layer: Option<&str>) -> Ours {
    let layer = LayerName::parse(name).expect("a layer name");
    let request = ImportRequest {
        crs: Some(Crs::Local),
        override_crs: true,
        source_layer: source_layer.map(str::to_owned),
        ..ImportRequest::new(vec![file.to_owned()], layer)
    };
    let report = import(store, request).await.map_err(|error| error.message().code)?;
    let features = if report.loaded == 0 { Vec::new() } else { features(store, name).await };
    let fields = crate::importing::layer(store, name).await.schema.fields.into_iter().map(|field| field.name).collect();
    assert_eq!(features.len() as u64, report.loaded, "what was loaded is there");
    let mut loaded = features.into_iter().map(row);
    let records: Vec<Option<Row>> =
        (1..=report.read).map(|number| if is_aside(&report, number) { None } else { loaded.next() }).collect();
    let aside = records.iter().filter(|record| record.is_none()).count() as u64;
    assert_eq!(aside, report.quarantined, "each record that was put aside has its finding");
    Ok(Imported { report, records, fields })
}

fn is_aside(report: &Report, number: u64) -> bool {
    report.findings.iter().any(|finding| finding.record == Some(number) && finding.outcome == Outcome::Quarantined)
}

fn row(feature: Feature) -> Row {
    let cell = |value: Value| match value {
        Value::Null => Cell::Null,
        Value::Boolean(value) => Cell::Boolean(value),
        Value::Integer(number) => Cell::Integer(number),
        Value::Real(number) => Cell::Number(number),
        Value::Text(text) => Cell::Text(text.into_string()),
    };
    Row { geometry: feature.geometry, values: feature.values.into_iter().map(cell).collect() }
}
