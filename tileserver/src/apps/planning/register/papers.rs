//! What a plan is handed in with besides what it draws: documents and projects; their texts as they are kept, their kinds one of the words
//! there are.

use planning::{
    AREA_FIELD, DocumentDraft, DocumentKind, INVESTOR_FIELD, InvestorKind, LAND_USE_FIELD, NAME_FIELD, PARCELS_FIELD,
    PLACE_FIELD, PROJECT_COMMUNE_FIELD, ProjectDraft, SIGN_FIELD, SOURCE_FIELD, YEAR_FIELD,
};
use spatial_core::layer::{Change, Layer, Value};
use spatial_core::units::SquareMetres;

use super::drawn::word;
use super::kept::kept;
use crate::apps::planning::wire::DocumentSent;
use crate::http::HttpError;

/// A project names some parcels; one that names a thousand has a shape.
const MOST_KEYS: usize = 16_000;

/// Names, numbers and authorities are a line, as those of steps.
const MOST_LINE: usize = 300;

/// All of them.
pub(super) fn documents(sent: &[DocumentSent]) -> Result<Vec<DocumentDraft>, HttpError> {
    sent.iter().enumerate().map(|(number, sent)| document(number, sent)).collect()
}

fn document(number: usize, sent: &DocumentSent) -> Result<DocumentDraft, HttpError> {
    let line = |name: &str, text: Option<&str>| kept(&format!("documents.{number}.{name}"), text, MOST_LINE);
    let kind =
        word(&format!("documents.{number}.kind"), sent.kind.as_deref(), DocumentKind::ALL, DocumentKind::as_str)?;
    Ok(DocumentDraft {
        name: line("name", Some(&sent.name))?.unwrap_or_default(),
        asset: sent.asset.clone(),
        kind,
        number: line("number", sent.number.as_deref())?,
        issued: line("date", sent.date.as_deref())?,
        issuer: line("issuer", sent.issuer.as_deref())?,
        pages: sent.pages,
    })
}

/// A project as it was handed in; `part` names it in what was sent. It need not have a shape.
pub(super) fn project(
    part: &str,
    change: Result<Change, HttpError>,
    projects: &Layer,
) -> Result<ProjectDraft, HttpError> {
    let Change::Insert { geometry, values, .. } = change? else {
        return Err(HttpError::Internal { what: "something new that is no insert".to_owned() });
    };
    let said = |field: &'static str| projects.schema.text(&values, field);
    let line = |field| kept(field, said(field), MOST_LINE);
    let number = |field: &str| values.get(projects.schema.position(field)?);
    let member = format!("{part}.properties.{INVESTOR_FIELD}");
    let keys = kept(PARCELS_FIELD, said(PARCELS_FIELD), MOST_KEYS)?.unwrap_or_default();
    let keys = keys.split([';', ',', '\n']).map(str::trim).filter(|key| !key.is_empty());
    #[expect(clippy::cast_precision_loss, reason = "no project is so large")]
    let area = number(AREA_FIELD).and_then(|value| match value {
        Value::Real(area) => Some(SquareMetres(*area)),
        Value::Integer(area) => Some(SquareMetres(*area as f64)),
        _ => None,
    });
    let year = number(YEAR_FIELD).and_then(|value| match value {
        // What is no year is refused as one.
        Value::Integer(year) => Some(u32::try_from(*year).unwrap_or(0)),
        _ => None,
    });
    Ok(ProjectDraft {
        sign: line(SIGN_FIELD)?.unwrap_or_default(),
        name: line(NAME_FIELD)?.unwrap_or_default(),
        land_use: line(LAND_USE_FIELD)?,
        area,
        commune: line(PROJECT_COMMUNE_FIELD)?,
        place: line(PLACE_FIELD)?,
        parcels: keys.map(str::to_owned).collect(),
        year,
        investor: word(&member, said(INVESTOR_FIELD), InvestorKind::ALL, InvestorKind::as_str)?,
        source: line(SOURCE_FIELD)?,
        geometry,
    })
}
