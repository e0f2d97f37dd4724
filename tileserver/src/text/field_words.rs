//! How fields and the codes in them are called: names and words of the tables subjects bring, in both languages. All others are told as
//! they are.

use std::collections::BTreeMap;

use spatial_core::layer::Subject;

use crate::text::Language;

/// Codes of a field: the subject; its tables that have them, all if none is named; the field; what the ids of their sentences begin with.
type Codes = (&'static str, &'static [&'static str], &'static str, &'static str, &'static [&'static str]);

/// All that have a meaning of their own. Of several lists for one field the first counts.
const CODES: &[Codes] = &[
    ("planning", &["comment"], "trang_thai", "web-comments-state-", &["received", "answered", "published", "rejected"]),
    (
        "planning",
        &[],
        "trang_thai",
        "web-plans-state-",
        &[
            "draft",
            "consultation",
            "appraisal",
            "approved",
            "published",
            "adjusted",
            "replaced",
            "expired",
            "annulled",
            "suspended",
            "discarded",
        ],
    ),
    (
        "planning",
        &["plan"],
        "loai",
        "web-draft-kind-",
        &["urban", "rural", "functional_area", "land_use", "annual_land_use", "sector"],
    ),
    (
        "planning",
        &["line"],
        "loai",
        "web-extract-line-",
        &["red_line", "road_boundary", "centreline", "building_line", "corner_splay", "safety_corridor"],
    ),
    (
        "planning",
        &["document"],
        "loai",
        "web-extract-document-",
        &["decision", "report", "drawing", "regulation", "list", "submission", "other"],
    ),
    ("planning", &["comment"], "loai", "web-comments-kind-", &["agree", "object", "propose", "mistake", "question"]),
    ("planning", &["plan", "zone"], "cap_do", "web-draft-level-", &["general", "subdivision", "detailed", "shortened"]),
    ("planning", &["plan"], "dieu_chinh", "web-draft-adjustment-", &["first", "whole", "local"]),
    (
        "planning",
        &["project"],
        "loai_chu_dau_tu",
        "code-planning-loai-chu-dau-tu-",
        &["state", "public_unit", "state_enterprise"],
    ),
    ("planning", &["comment"], "nguoi_xem", "code-planning-nguoi-xem-", &["staff", "public"]),
    ("network", &["shutdown"], "trang_thai", "web-water-job-state-", &["planned", "active", "ended", "cancelled"]),
    ("network", &["shutdown"], "loai", "code-network-loai-", &["burst", "planned"]),
    (
        "network",
        &["node"],
        "loai",
        "code-network-loai-",
        &["junction", "reservoir", "tank", "well", "inlet", "manhole"],
    ),
    (
        "network",
        &["edge"],
        "loai",
        "code-network-loai-",
        &["pipe", "pump", "prv", "psv", "pbv", "fcv", "tcv", "gpv", "pcv"],
    ),
    (
        "network",
        &["device"],
        "loai",
        "code-network-loai-",
        &[
            "valve",
            "hydrant",
            "pump",
            "check",
            "air",
            "washout",
            "flow_meter",
            "prv",
            "psv",
            "pbv",
            "fcv",
            "tcv",
            "gpv",
            "pcv",
        ],
    ),
    ("network", &["network"], "loai", "code-network-loai-", &["water", "sewer", "storm", "light", "power", "telecom"]),
    ("network", &["subnetwork"], "loai", "code-network-loai-", &["pressure_zone", "dma", "sector"]),
    ("network", &["device", "device_state"], "vi_tri", "web-water-is-", &["open", "closed"]),
    ("network", &["edge"], "chieu", "code-network-chieu-", &["both", "forward", "backward"]),
    ("network", &["device_state"], "can_cu", "code-network-can-cu-", &["field", "scada", "plan"]),
    ("network", &["network"], "quy_tac", "code-network-quy-tac-", &["source", "sink"]),
    (
        "network",
        &["connection"],
        "hang",
        "code-network-hang-",
        &["household", "hospital", "school", "market", "office", "business", "industry", "worship", "public"],
    ),
    (
        "network",
        &["reading"],
        "ket_luan",
        "code-network-ket-luan-",
        &["ok", "high", "low", "backwards", "zero", "rollover", "replaced", "estimated"],
    ),
    ("network", &["shutdown"], "che_do", "code-network-che-do-", &["topo", "aware"]),
];

impl Language {
    /// What people call a field, if the catalogue has a word for its name: that of `so_to` is `field-so-to`.
    pub(crate) fn field(self, name: &str) -> Option<String> {
        self.word(&format!("field-{}", dashed(&name.to_lowercase())))
    }

    /// What a code of a field of a subject's table means; `None` of what is no code.
    pub(crate) fn code(self, subject: Option<&Subject>, field: &str, code: &str) -> Option<String> {
        let (.., sentences, codes) = of_field(subject?, field)?;
        if codes.contains(&code) { self.word(&format!("{sentences}{}", dashed(code))) } else { None }
    }

    /// All codes of a field with what they mean; none of a field that has no codes.
    pub(crate) fn codes(self, subject: Option<&Subject>, field: &str) -> BTreeMap<&'static str, String> {
        let Some((.., codes)) = subject.and_then(|subject| of_field(subject, field)) else { return BTreeMap::new() };
        codes.iter().filter_map(|code| Some((*code, self.code(subject, field, code)?))).collect()
    }
}

fn of_field(subject: &Subject, field: &str) -> Option<&'static Codes> {
    CODES.iter().find(|(room, tables, name, ..)| {
        *name == field
            && *room == subject.room.as_str()
            && (tables.is_empty() || tables.contains(&subject.table.as_str()))
    })
}

/// As ids of sentences are written.
fn dashed(word: &str) -> String {
    word.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(subject: &str, field: &str, code: &str, language: Language) -> Option<String> {
        language.code(Subject::parse(subject).as_ref(), field, code)
    }

    #[test]
    fn every_code_has_its_words_in_both_languages() {
        for (room, tables, field, _, codes) in CODES {
            let subject = format!("{room}/{}", tables.first().unwrap_or(&"any"));
            for language in Language::ALL {
                for known in *codes {
                    let words = code(&subject, field, known, language);
                    assert!(words.is_some_and(|words| words != *known), "{subject} {field} {known}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_code_of_a_subjects_table_keeps_its_own_words() {
        let (vi, en) = (Language::Vi, Language::En);
        assert_eq!(code("planning/zone", "trang_thai", "published", vi).as_deref(), Some("Đã công bố"));
        assert_eq!(code("planning/zone", "cap_do", "detailed", en).as_deref(), Some("Detailed plan"));
        for (subject, field, value) in [
            ("planning/zone", "trang_thai", "mới lập"),
            ("planning/zone", "ten", "published"),
            ("planning/document", "loai", "urban"),
            ("network/node", "cap_do", "detailed"),
        ] {
            assert_eq!(code(subject, field, value, vi), None, "{subject} {field} {value}");
        }
        assert_eq!(vi.code(None, "trang_thai", "published"), None, "a file's own words");
        assert_eq!(vi.codes(Subject::parse("planning/plan").as_ref(), "dieu_chinh").len(), 3);
    }
}
