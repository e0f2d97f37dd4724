//! What is sent to the plan register, and what it answers.

pub(super) mod words;

use planning::extract::{PlanFacts, Thresholds, ZonePart};
use planning::{
    ADJUSTMENT_FIELD, CODE_FIELD, COMMUNE_FIELD, CONSULT_FROM_FIELD, CONSULT_UNTIL_FIELD, DECISION_DATE_FIELD,
    DECISION_FIELD, FUNCTION_FIELD, ISSUER_FIELD, KIND_FIELD, LEVEL_FIELD, NAME_FIELD, OFFICE_FIELD, SIGN_FIELD,
    STATE_FIELD,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use spatial_core::layer::{Audience, FeatureId, Layer};
use spatial_core::snapshot::FeatureRef;

use super::comments::{AnswersDue, CommentCounts};
use super::register::{AreaSent, LineSent, Outlook, ProjectSent, RestrictionSent, ZoneSent};
use crate::ogc::Link;
use words::{AdjustmentWord, DocumentKindWord, KindWord, LevelWord};

/// `GET /v1/plans`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PlanList {
    /// The commit it is true for.
    pub(super) revision: u64,
    /// False if the store has no plan register: then nothing is known, not that nothing is planned.
    pub(super) has_register: bool,
    /// How many plans the reader may see.
    pub(super) number_matched: usize,
    pub(super) plans: Vec<PlanEntry>,
    /// The next page, if there is one.
    pub(super) links: Vec<Link>,
}

/// One plan.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PlanEntry {
    pub(super) id: u64,
    /// Mã quy hoạch.
    pub(super) code: Option<String>,
    pub(super) name: Option<String>,
    kind: Option<String>,
    /// Where it stands: `draft`, `consultation`, `appraisal`, `approved`, `published`, `adjusted`, `replaced`, `expired`, `annulled`,
    /// `suspended`.
    pub(super) state: Option<String>,
    /// Code of the commune it is for.
    commune: Option<String>,
    pub(super) office: Option<String>,
    /// Number of the decision it was approved by.
    pub(super) decision: Option<String>,
    pub(super) decision_date: Option<String>,
    /// The authority that decided.
    issuer: Option<String>,
    /// `general`, `subdivision`, `detailed`, `shortened`.
    level: Option<String>,
    /// `first`, `whole`, `local`.
    adjustment: Option<String>,
    /// Id of the plan it adjusts.
    adjusts: Option<u64>,
    /// Id of the plan it replaces.
    replaces: Option<u64>,
    /// The day it was made public.
    published: Option<String>,
    /// The first day it is in force.
    from: Option<String>,
    /// The first day it is no longer.
    until: Option<String>,
    /// Whether its zones exclude each other.
    exclusive: Option<bool>,
    /// The first day on which anybody may say something on it.
    pub(super) consult_from: Option<String>,
    /// The last.
    pub(super) consult_until: Option<String>,
    /// How many zones it has; told in the list of plans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) zones: Option<usize>,
    /// How many documents it has; told in the list of plans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) documents: Option<usize>,
    /// The box around its zones, in degrees: west, south, east, north.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bbox: Option<[f64; 4]>,
    /// Comments on it that wait for an answer, for who may answer them; told in the list of plans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) answers: Option<AnswersDue>,
    /// How many comments stand where, for who may answer them; told in the list of plans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) comments: Option<CommentCounts>,
    /// What may follow; told in the list of plans.
    #[serde(flatten)]
    pub(super) outlook: Option<Outlook>,
}

impl PlanEntry {
    /// A row of the register, with the fields an audience may see.
    pub(super) fn of(layer: &Layer, row: &FeatureRef<'_>, audience: Audience) -> Self {
        let text = |name: &str| row.text(layer.schema.seen(name, audience)?).map(str::to_owned);
        let facts = PlanFacts::of(layer, row, audience);
        Self {
            id: row.id(),
            code: text(CODE_FIELD),
            name: text(NAME_FIELD),
            kind: text(KIND_FIELD),
            state: text(STATE_FIELD),
            commune: text(COMMUNE_FIELD),
            office: text(OFFICE_FIELD),
            decision: text(DECISION_FIELD),
            decision_date: text(DECISION_DATE_FIELD),
            issuer: text(ISSUER_FIELD),
            level: text(LEVEL_FIELD),
            adjustment: text(ADJUSTMENT_FIELD),
            adjusts: facts.adjusts.map(|FeatureId(id)| id),
            replaces: facts.replaces.map(|FeatureId(id)| id),
            published: facts.published,
            from: facts.from,
            until: facts.until,
            exclusive: facts.is_exclusive,
            consult_from: text(CONSULT_FROM_FIELD),
            consult_until: text(CONSULT_UNTIL_FIELD),
            zones: None,
            documents: None,
            bbox: None,
            answers: None,
            comments: None,
            outlook: None,
        }
    }
}

/// `POST /v1/plans`: a plan as its author hands it in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanSent {
    /// Mã quy hoạch.
    pub(super) code: String,
    pub(super) name: String,
    /// `urban`, `rural`, `functional_area`, `land_use`, `annual_land_use`, `sector`.
    #[serde(default)]
    #[schemars(with = "Option<KindWord>")]
    pub(super) kind: Option<String>,
    /// `general`, `subdivision`, `detailed`, `shortened`.
    #[serde(default)]
    #[schemars(with = "Option<LevelWord>")]
    pub(super) level: Option<String>,
    /// `first`, `whole`, `local`.
    #[serde(default)]
    #[schemars(with = "Option<AdjustmentWord>")]
    pub(super) adjustment: Option<String>,
    /// Id of the plan it adjusts.
    #[serde(default)]
    pub(super) adjusts: Option<u64>,
    /// Id of the plan it replaces.
    #[serde(default)]
    pub(super) replaces: Option<u64>,
    #[serde(default)]
    pub(super) commune: Option<String>,
    #[serde(default)]
    pub(super) office: String,
    /// The authority that decides on it.
    #[serde(default)]
    pub(super) issuer: Option<String>,
    /// The day it was made public, of a plan that was before. Days are ISO 8601.
    #[serde(default)]
    pub(super) published: Option<String>,
    /// The first day it is in force.
    #[serde(default)]
    pub(super) from: Option<String>,
    /// The first day it is no longer.
    #[serde(default)]
    pub(super) until: Option<String>,
    /// Whether its zones exclude each other.
    #[serde(default)]
    pub(super) exclusive: Option<bool>,
    /// GeoJSON polygon or multipolygon of what it is about; without it its zones say so.
    #[serde(default)]
    #[schemars(with = "Option<AreaSent>")]
    pub(super) boundary: Option<Json>,
    /// GeoJSON features with the properties `ky_hieu`, `chuc_nang`, and, as the plan writes them, `mat_do`, `tang_cao`, `he_so_sdd`,
    /// `chieu_cao`.
    #[serde(default)]
    #[schemars(with = "Vec<ZoneSent>")]
    pub(super) zones: Vec<Json>,
    /// GeoJSON features with the properties `loai` (`red_line`, `road_boundary`, `centreline`, `building_line`, `corner_splay`,
    /// `safety_corridor`), `khoang_lui` (the setback as the plan writes it), `lo_gioi` (width of the road between red lines, in metres),
    /// `ky_hieu_mat_cat`.
    #[serde(default)]
    #[schemars(with = "Vec<LineSent>")]
    pub(super) lines: Vec<Json>,
    /// GeoJSON features with the properties `chu_de` (what the restriction is about), `can_cu` (its legal basis), `co_quan`,
    /// `chieu_rong` (in metres).
    #[serde(default)]
    #[schemars(with = "Vec<RestrictionSent>")]
    pub(super) restrictions: Vec<Json>,
    /// GeoJSON features, with a shape or with `null`, with the properties `ky_hieu`, `ten`, `ma_loai_dat` (code of the land use), `dien_tich`
    /// (in square metres), `xa_thuc_hien` (code of the commune), `dia_diem`, `thua_dat` (keys of parcels, apart by semicolons),
    /// `nam_thuc_hien`, `loai_chu_dau_tu` (`state`, `public_unit`, `state_enterprise`; of others nothing is kept), `nguon`.
    #[serde(default)]
    #[schemars(with = "Vec<ProjectSent>")]
    pub(super) projects: Vec<Json>,
    #[serde(default)]
    pub(super) documents: Vec<DocumentSent>,
}

/// A document of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentSent {
    pub(super) name: String,
    /// SHA-256 of the file, which is in the store already.
    pub(super) asset: String,
    /// `decision`, `report`, `drawing`, `regulation`, `list`, `submission`, `other`.
    #[serde(default)]
    #[schemars(with = "Option<DocumentKindWord>")]
    pub(super) kind: Option<String>,
    /// Its own number (số hiệu).
    #[serde(default)]
    pub(super) number: Option<String>,
    /// The day it was issued or signed (ISO 8601).
    #[serde(default)]
    pub(super) date: Option<String>,
    /// The authority that issued it.
    #[serde(default)]
    pub(super) issuer: Option<String>,
    /// How many pages or sheets it has.
    #[serde(default)]
    pub(super) pages: Option<u32>,
}

/// `POST /v1/plans/{planId}/publish`: by which decision.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionSent {
    pub(super) decision: String,
    /// ISO 8601.
    pub(super) date: String,
    /// Who decided, if the draft does not say.
    #[serde(default)]
    pub(super) issuer: Option<String>,
    /// Why it is made public without zones, boundary, documents or issuer, if it lacks one of them.
    #[serde(default)]
    pub(super) reason: Option<String>,
}

/// The news that a plan was written.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PlanWritten {
    pub(super) id: u64,
    pub(super) revision: u64,
}

/// When a share was too small to be one: less than both.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(super) struct ThresholdsTold {
    pub(super) area_m2: f64,
    /// Of the mean width, twice the area by the perimeter.
    pub(super) width_m: f64,
}

impl ThresholdsTold {
    pub(super) fn of(Thresholds { area, width }: Thresholds) -> Self {
        Self { area_m2: area.0, width_m: width.0 }
    }
}

/// `GET /v1/parcels/{key}/zones`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ParcelZones {
    /// The commit it is true for.
    pub(super) revision: u64,
    /// False if the store has no plan register: then nothing is known, not that nothing is planned.
    pub(super) has_register: bool,
    /// Every parcel the key leads to.
    pub(super) parcels: Vec<ZonedParcel>,
}

/// One parcel.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ZonedParcel {
    pub(super) layer: String,
    pub(super) id: u64,
    /// Its area in the grid of its data set, in square metres; none if that counts degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) area: Option<f64>,
    /// Its reference system.
    pub(super) crs: String,
    /// Those of the plan that speaks first before the others, by the same rules as in the extract of today.
    pub(super) zones: Vec<ZoneShare>,
    /// Why it is not known in which zones it lies, for people: then there are none above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unknown: Option<String>,
}

/// What of it lies in a zone.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ZoneShare {
    pub(super) zone: u64,
    sign: Option<String>,
    function: Option<String>,
    /// Square metres.
    area: f64,
    /// Percent of the parcel.
    percent: f64,
    /// The plan the zone belongs to.
    plan: Option<PlanEntry>,
}

impl ZoneShare {
    /// A share of a parcel of so many square metres, with the row of its zone and the fields an audience may see.
    pub(super) fn of(
        share: &ZonePart,
        whole: f64,
        (zones, zone): (&Layer, Option<FeatureRef<'_>>),
        plan: Option<PlanEntry>,
        audience: Audience,
    ) -> Self {
        let text = |name: &str| {
            let field = zones.schema.seen(name, audience)?;
            zone.as_ref()?.text(field).map(str::to_owned)
        };
        let FeatureId(id) = share.zone;
        Self {
            zone: id,
            sign: text(SIGN_FIELD),
            function: text(FUNCTION_FIELD),
            area: hundredths(share.area.0),
            percent: if whole > 0.0 { hundredths(100.0 * share.area.0 / whole) } else { 0.0 },
            plan,
        }
    }
}

/// Areas are told to 0.01 m², as certificates do; percent likewise.
pub(super) fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
