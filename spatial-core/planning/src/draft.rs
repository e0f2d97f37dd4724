//! A new plan: what is to be written, whole, in one transaction.

use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, Handle, Layer, Link, Value};

use crate::tables::{
    CODE_FIELD, COMMUNE_FIELD, FILE_FIELD, FUNCTION_FIELD, KIND_FIELD, NAME_FIELD, OFFICE_FIELD, PLAN_FIELD,
    SIGN_FIELD, STATE_FIELD,
};
use crate::workflow::PlanState;

/// A plan as its author hands it in, held at once: whoever reads it in bounds its size.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanDraft {
    /// Its code (mã quy hoạch).
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Its kind, a word of the planning database.
    pub kind: String,
    /// Code of the commune it is for; none for plans over several.
    pub commune: Option<String>,
    /// The authority it is made by.
    pub office: String,
    /// Its zones.
    pub zones: Vec<ZoneDraft>,
    /// Its documents.
    pub documents: Vec<DocumentDraft>,
}

/// One zone.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneDraft {
    /// Sign on the plan (ký hiệu).
    pub sign: String,
    /// Function (chức năng), a word of the planning database.
    pub function: String,
    /// Legal geometry in the reference system of the store's zones.
    pub geometry: Geometry,
}

/// One document, whose file is in the store already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentDraft {
    /// What it is called.
    pub name: String,
    /// Hash of the file.
    pub asset: String,
}

/// Why a draft is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanDraftError {
    /// Nobody could ask for the plan.
    #[error("the plan has no {field}")]
    Missing {
        /// The field.
        field: &'static str,
    },
}

/// The changes that write a plan, its zones and its documents as a draft; each refers to the plan. `layers` are the register's as the
/// store has them, in the order of `TABLES`: other programs may have added fields.
///
/// # Errors
/// [`PlanDraftError`] naming what is missing.
pub fn drafted(draft: &PlanDraft, [plans, zones, documents]: [&Layer; 3]) -> Result<Vec<Change>, PlanDraftError> {
    check(draft)?;
    let mut changes = Vec::with_capacity(1 + draft.zones.len() + draft.documents.len());
    changes.push(head(draft, plans));
    changes.extend(draft.zones.iter().map(|zone| {
        let named =
            [(SIGN_FIELD, Value::text(zone.sign.as_str())), (FUNCTION_FIELD, Value::text(zone.function.as_str()))];
        part(draft, zones, Some(zone.geometry.clone()), named)
    }));
    changes.extend(draft.documents.iter().map(|document| {
        let named =
            [(NAME_FIELD, Value::text(document.name.as_str())), (FILE_FIELD, Value::text(document.asset.as_str()))];
        part(draft, documents, None, named)
    }));
    Ok(changes)
}

/// Parts refer to the plan by this.
const PLAN: Handle = Handle(0);

/// What every row of a plan says: where it stands, and for which commune.
fn standing(draft: &PlanDraft) -> [(&'static str, Value); 2] {
    let commune = draft.commune.as_deref().map_or(Value::Null, Value::text);
    [(STATE_FIELD, Value::text(PlanState::Draft.as_str())), (COMMUNE_FIELD, commune)]
}

/// The row of the plan itself.
fn head(draft: &PlanDraft, plans: &Layer) -> Change {
    let named = [
        (CODE_FIELD, Value::text(draft.code.as_str())),
        (NAME_FIELD, Value::text(draft.name.as_str())),
        (KIND_FIELD, Value::text(draft.kind.as_str())),
        (OFFICE_FIELD, Value::text(draft.office.as_str())),
    ];
    Change::Insert {
        layer: plans.name.clone(),
        geometry: None,
        values: plans.schema.row(named.into_iter().chain(standing(draft))),
        handle: Some(PLAN),
        links: Vec::new(),
    }
}

/// A row that belongs to the plan.
fn part(draft: &PlanDraft, layer: &Layer, geometry: Option<Geometry>, named: [(&'static str, Value); 2]) -> Change {
    let links = layer.schema.position(PLAN_FIELD).map(|field| Link { field, to: PLAN });
    Change::Insert {
        layer: layer.name.clone(),
        geometry,
        values: layer.schema.row(named.into_iter().chain(standing(draft))),
        handle: None,
        links: links.into_iter().collect(),
    }
}

fn check(draft: &PlanDraft) -> Result<(), PlanDraftError> {
    for (field, text) in [(CODE_FIELD, &draft.code), (NAME_FIELD, &draft.name)] {
        if text.trim().is_empty() {
            return Err(PlanDraftError::Missing { field });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use geo_types::{Rect, coord};
    use spatial_core::crs::{Crs, Operation};

    use super::*;
    use crate::tables::TABLES;

    fn layers() -> Vec<Layer> {
        let layer = |table: &&spatial_core::layer::DeclaredTable| {
            table.layer(Crs::Epsg(9218), Operation(String::new()), table.layer).unwrap()
        };
        TABLES.iter().map(layer).collect()
    }

    fn draft() -> PlanDraft {
        let geometry = Rect::new(coord! { x: 0.0, y: 0.0 }, coord! { x: 9.0, y: 9.0 }).to_polygon().into();
        PlanDraft {
            code: "QH-1".to_owned(),
            name: "Quy hoạch phân khu".to_owned(),
            commune: Some("26506".to_owned()),
            zones: vec![ZoneDraft { sign: "ODT-1".to_owned(), function: "ODT".to_owned(), geometry }],
            documents: vec![DocumentDraft { name: "Quyết định".to_owned(), asset: "ab".repeat(32) }],
            ..PlanDraft::default()
        }
    }

    #[test]
    fn zones_and_documents_refer_to_the_plan_written_before_them() {
        let layers = layers();
        let changes = drafted(&draft(), [&layers[0], &layers[1], &layers[2]]).unwrap();
        assert_eq!(changes.len(), 3);
        assert!(matches!(&changes[0], Change::Insert { handle: Some(Handle(0)), .. }));
        for (change, layer) in changes.iter().zip(&layers).skip(1) {
            let Change::Insert { values, links, .. } = change else { unreachable!() };
            assert_eq!(links, &[Link { field: layer.schema.position("quy_hoach").unwrap(), to: Handle(0) }]);
            assert_eq!(values[layer.schema.position("trang_thai").unwrap()], Value::text("draft"));
            assert_eq!(values[layer.schema.position("ma_xa").unwrap()], Value::text("26506"));
        }
    }

    #[test]
    fn a_plan_nobody_could_ask_for_is_refused() {
        let layers = layers();
        let nameless = PlanDraft { name: " ".to_owned(), ..draft() };
        let refused = drafted(&nameless, [&layers[0], &layers[1], &layers[2]]);
        assert_eq!(refused, Err(PlanDraftError::Missing { field: "ten" }));
    }
}
