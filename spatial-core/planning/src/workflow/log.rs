//! The log of steps (nhật ký các bước): one row for each step of a plan, written in the commit of the step and never changed.
//!
//! The rows of a plan are a chain: each holds the hash of the row before it, and its own hash over all it says, that hash among it. What
//! breaks a chain is found by [`verified`](crate::verified) in `chain`.
//!
//! # The form that is hashed
//! SHA-256 (FIPS 180-4), in lower-case hexadecimal, of this text in UTF-8: the line `diaban-plan-step-1`, then a line for each field in
//! the order of [`LogRow::canonical`]. A field is `name=length:value`, the length in bytes; one without a value is `name=-`. Numbers
//! are decimal. Lines end with one line feed. `early` stands last, and only where it has a value: rows that were written before there was
//! such a field hash as they did. Values are hashed as the table holds them, so that anybody who may read it can hash it again: `printf 'diaban-plan-step-1\nplan=1:7\n…' | sha256sum`.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use spatial_core::layer::{
    DeclaredField, DeclaredRows, DeclaredTable, Feature, FeatureId, FieldType, GeometryType, Kind, Layer, Value,
};

use crate::tables::{COMMUNE, COMMUNE_FIELD, PLAN, PLAN_FIELD, REGISTER, ROOM, SEEN};

const NUMBER: &str = "thu_tu";
const STEP: &str = "buoc";
const FROM: &str = "tu_trang_thai";
const TO: &str = "den_trang_thai";
const WHO: &str = "nguoi_thuc_hien";
const WHEN: &str = "thoi_diem";
const REASON: &str = "ly_do";
const DECISION: &str = "so_quyet_dinh";
const DAY: &str = "ngay_quyet_dinh";
const ISSUER: &str = "co_quan_ban_hanh";
const FIRST_DAY: &str = "tu_ngay";
const LAST_DAY: &str = "den_ngay";
const BY: &str = "quy_hoach_lien_quan";
const FILES: &str = "tep_ho_so";
const PREVIOUS: &str = "ma_bam_truoc";
const HASH: &str = "ma_bam";
const EARLY: &str = "ly_do_ket_thuc_som";

/// The log of all plans. For staff: it holds names and reasons. Of a plan that only holders of powers see it shows the rest of them no
/// row that leads there; who sees a row's state, sees the row.
pub const STEP_LOG: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "step",
    layer: "plan_steps",
    kind: Kind::Feature,
    geometry: GeometryType::None,
    fields: &[
        PLAN,
        DeclaredField::open(NUMBER, FieldType::Integer),
        DeclaredField::open(STEP, FieldType::Text),
        DeclaredField::open(FROM, FieldType::Text),
        DeclaredField::open(TO, FieldType::Text),
        DeclaredField::open(WHO, FieldType::Text),
        // As text: a moment is hashed as it was written, and stores write moments each in their own way.
        DeclaredField::open(WHEN, FieldType::Text),
        DeclaredField::open(REASON, FieldType::Text),
        DeclaredField::open(DECISION, FieldType::Text),
        DeclaredField::open(DAY, FieldType::Date),
        DeclaredField::open(ISSUER, FieldType::Text),
        DeclaredField::open(FIRST_DAY, FieldType::Date),
        DeclaredField::open(LAST_DAY, FieldType::Date),
        DeclaredField::open(BY, FieldType::Integer).refers(REGISTER),
        DeclaredField::open(FILES, FieldType::Text),
        COMMUNE,
        DeclaredField::open(PREVIOUS, FieldType::Text),
        DeclaredField::open(HASH, FieldType::Text),
        DeclaredField::open(EARLY, FieldType::Text),
    ],
    clearance: "staff",
    rows: Some(DeclaredRows { states: Some((TO, SEEN)), area: Some(COMMUNE_FIELD), valid: None }),
    class_field: None,
};

/// A row of the log, as the store has it or is to have it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogRow {
    /// Its id in the table; none before it is written. Not hashed.
    pub id: Option<FeatureId>,
    /// The plan.
    pub plan: Option<u64>,
    /// Which step of the plan it is, from 1.
    pub number: Option<u64>,
    /// The word of the step.
    pub step: Option<String>,
    /// The word of the state before.
    pub from: Option<String>,
    /// The word of the state after.
    pub to: Option<String>,
    /// Who took it.
    pub who: Option<String>,
    /// When: RFC 3339, UTC.
    pub when: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Number of the decision.
    pub decision: Option<String>,
    /// Its day (ISO 8601).
    pub day: Option<String>,
    /// Whose it is.
    pub issuer: Option<String>,
    /// The first day the step speaks of (ISO 8601).
    pub first_day: Option<String>,
    /// The last of them: of a consultation; of what ends, the first day no longer in force.
    pub last_day: Option<String>,
    /// The other plan, of a step that has to do with one.
    pub by: Option<u64>,
    /// SHA-256 of the plan's documents at that time, in hexadecimal, ascending, with spaces between.
    pub files: Option<String>,
    /// The commune of the plan, by which the row is seen.
    pub commune: Option<String>,
    /// Hash of the row before; none of the first.
    pub previous: Option<String>,
    /// Hash of this row.
    pub hash: Option<String>,
    /// Why the consultation was closed before its last day was over.
    pub early: Option<String>,
}

impl LogRow {
    /// A row as the store has it. What is of another type than declared counts as absent, and so its hash does not fit.
    pub fn of(layer: &Layer, row: &Feature) -> Self {
        let value = |name| row.values.get(layer.schema.position(name)?);
        let text = |name| match value(name)? {
            Value::Text(text) => Some(text.to_string()),
            _ => None,
        };
        let number = |name| match value(name)? {
            Value::Integer(number) => u64::try_from(*number).ok(),
            _ => None,
        };
        Self {
            id: Some(row.id),
            plan: number(PLAN_FIELD),
            number: number(NUMBER),
            step: text(STEP),
            from: text(FROM),
            to: text(TO),
            who: text(WHO),
            when: text(WHEN),
            reason: text(REASON),
            decision: text(DECISION),
            day: text(DAY),
            issuer: text(ISSUER),
            first_day: text(FIRST_DAY),
            last_day: text(LAST_DAY),
            by: number(BY),
            files: text(FILES),
            commune: text(COMMUNE_FIELD),
            previous: text(PREVIOUS),
            hash: text(HASH),
            early: text(EARLY),
        }
    }

    /// Its values, one per field of the layer.
    pub fn values(&self, layer: &Layer) -> Vec<Value> {
        let text = |value: &Option<String>| value.as_deref().map_or(Value::Null, Value::text);
        let number = |value: Option<u64>| {
            value.and_then(|number| i64::try_from(number).ok()).map_or(Value::Null, Value::Integer)
        };
        layer.schema.row([
            (PLAN_FIELD, number(self.plan)),
            (NUMBER, number(self.number)),
            (STEP, text(&self.step)),
            (FROM, text(&self.from)),
            (TO, text(&self.to)),
            (WHO, text(&self.who)),
            (WHEN, text(&self.when)),
            (REASON, text(&self.reason)),
            (DECISION, text(&self.decision)),
            (DAY, text(&self.day)),
            (ISSUER, text(&self.issuer)),
            (FIRST_DAY, text(&self.first_day)),
            (LAST_DAY, text(&self.last_day)),
            (BY, number(self.by)),
            (FILES, text(&self.files)),
            (COMMUNE_FIELD, text(&self.commune)),
            (PREVIOUS, text(&self.previous)),
            (HASH, text(&self.hash)),
            (EARLY, text(&self.early)),
        ])
    }

    /// The same row behind another, with its number, the hash before it and its own.
    #[must_use]
    pub fn behind(self, last: Option<&Self>) -> Self {
        let number = last.and_then(|last| last.number).unwrap_or(0) + 1;
        let mut next = Self { number: Some(number), previous: last.and_then(|last| last.hash.clone()), ..self };
        next.hash = Some(next.hashed());
        next
    }

    /// Its hash as it follows from what it says.
    pub fn hashed(&self) -> String {
        let hash = Sha256::digest(self.canonical().as_bytes());
        hash.iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a text does not fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// The text that is hashed; see the head of this file.
    pub fn canonical(&self) -> String {
        let number = |value: Option<u64>| value.map(|number| number.to_string());
        let fields = [
            ("plan", number(self.plan)),
            ("number", number(self.number)),
            ("step", self.step.clone()),
            ("from", self.from.clone()),
            ("to", self.to.clone()),
            ("who", self.who.clone()),
            ("when", self.when.clone()),
            ("reason", self.reason.clone()),
            ("decision", self.decision.clone()),
            ("day", self.day.clone()),
            ("issuer", self.issuer.clone()),
            ("first_day", self.first_day.clone()),
            ("last_day", self.last_day.clone()),
            ("by", number(self.by)),
            ("files", self.files.clone()),
            ("commune", self.commune.clone()),
            ("previous", self.previous.clone()),
        ];
        let early = self.early.clone().map(|early| ("early", Some(early)));
        fields.into_iter().chain(early).fold("diaban-plan-step-1\n".to_owned(), |mut text, (name, value)| {
            match value {
                Some(value) => text.extend([name, "=", &value.len().to_string(), ":", &value, "\n"]),
                None => text.extend([name, "=-\n"]),
            }
            text
        })
    }
}

#[cfg(test)]
mod tests {
    use spatial_core::crs::{Crs, Operation};
    use spatial_core::layer::Revision;

    use super::*;

    fn row() -> LogRow {
        LogRow {
            plan: Some(7),
            step: Some("approve".to_owned()),
            from: Some("appraisal".to_owned()),
            to: Some("approved".to_owned()),
            who: Some("lan".to_owned()),
            when: Some("2026-11-29T07:04:00Z".to_owned()),
            decision: Some("12/QĐ-UBND".to_owned()),
            day: Some("2026-11-28".to_owned()),
            issuer: Some("Ủy ban nhân dân".to_owned()),
            ..LogRow::default()
        }
        .behind(None)
    }

    #[test]
    fn a_row_is_hashed_as_the_head_of_this_file_says() {
        let text = "diaban-plan-step-1\nplan=1:7\nnumber=1:1\nstep=7:approve\nfrom=9:appraisal\nto=8:approved\nwho=3:lan\n\
            when=20:2026-11-29T07:04:00Z\nreason=-\ndecision=11:12/QĐ-UBND\nday=10:2026-11-28\nissuer=19:Ủy ban nhân dân\n\
            first_day=-\nlast_day=-\nby=-\nfiles=-\ncommune=-\nprevious=-\n";
        assert_eq!(row().canonical(), text);
        assert_eq!(row().hash.as_deref(), Some(HASHED));
    }

    /// Of the text above by `sha256sum`.
    const HASHED: &str = "084b051bb8a62e14b4a8e90b7a0130f80e4eacb9d4f5829f80171280fe13c3bd";

    #[test]
    fn why_a_consultation_was_closed_early_is_hashed_last_and_only_where_it_was() {
        let early = LogRow { early: Some("Đủ ý kiến".to_owned()), ..row() };
        assert_eq!(early.canonical(), format!("{}early=15:Đủ ý kiến\n", row().canonical()));
        assert_ne!(early.hashed(), row().hashed());
    }

    #[test]
    fn a_row_is_read_as_it_is_written() {
        let layer = STEP_LOG.layer(Crs::Epsg(9218), Operation(String::new()), "log").unwrap();
        let second = LogRow { early: Some("Đủ ý kiến".to_owned()), ..row() }.behind(Some(&row()));
        let feature = Feature { id: FeatureId(3), version: Revision(1), geometry: None, values: second.values(&layer) };
        let read = LogRow::of(&layer, &feature);
        assert_eq!(read, LogRow { id: Some(FeatureId(3)), ..second });
        assert_eq!((read.number, read.previous), (Some(2), row().hash));
    }

    #[test]
    fn the_log_is_for_staff_and_says_no_more_of_a_plan_than_its_reader_may_see() {
        let layer = STEP_LOG.layer(Crs::Epsg(9218), Operation(String::new()), "log").unwrap();
        assert!(!layer.is_seen_by(spatial_core::layer::Audience::ANONYMOUS));
        let staff = layer.sight(spatial_core::layer::Audience::STAFF, None).unwrap();
        assert!(staff.sees(Some("published"), None) && !staff.sees(Some("draft"), None));
    }
}
