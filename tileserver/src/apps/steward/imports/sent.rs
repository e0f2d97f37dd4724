//! A plan as it is sent: the words of `diaban import`.

use importers::{Encoding, Mode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use spatial_core::crs::Crs;
use spatial_core::layer::{Kind, LayerName};
use spatial_core::message::{Message, Say};

use crate::imports::Plan;

/// Fields that may be named for staff only; no layer has more (`importers::MAX_FIELDS`).
const MOST_FIELDS: usize = importers::MAX_FIELDS;
/// Letters of a word that are repeated.
const LONGEST_SAID: usize = 64;

/// What somebody read before they confirmed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfirmSent {
    /// The number of the check, as the import tells it.
    pub(super) check: u32,
}

/// What is to become of a file.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ImportPlanSent {
    /// The layer to make or to add to.
    layer: String,
    /// What its features are: `parcel`, `zone`, …; a new layer has plain features without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// How records meet what is there: `create`, `replace`, `append`, `update`.
    mode: String,
    /// The field by which records are known; of an update alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// Reference system of a file that does not say: `EPSG:9218`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    crs: Option<String>,
    /// `crs` wins over what the file says.
    #[serde(default)]
    override_crs: bool,
    /// What the text is read as; `auto`, or nothing, is what the file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    encoding: Option<String>,
    /// The layer wanted, of files that hold several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source_layer: Option<String>,
    /// Fields for staff only.
    #[serde(default)]
    private_fields: Vec<String>,
    /// The layer is for staff until somebody publishes it.
    #[serde(default)]
    unpublished: bool,
    /// The field people call a feature by, as the file names it, of a layer that is made or replaced; without it the names of the fields tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name_field: Option<String>,
}

impl ImportPlanSent {
    /// What it means, or which word means nothing.
    pub(super) fn plan(self) -> Result<Plan, Message> {
        if self.private_fields.len() > MOST_FIELDS {
            return Err(Message::new("problem-import-fields").with("most", MOST_FIELDS));
        }
        let mode = self.mode()?;
        let name_field = self.name_field.filter(|field| !field.is_empty());
        if name_field.is_some() && !matches!(mode, Mode::Create | Mode::Replace) {
            return Err(Message::new("problem-import-name-field-unused"));
        }
        let said = |field: Option<String>| field.filter(|text| !text.is_empty());
        let kind = said(self.kind).map(|word| Kind::parse(&word).ok_or_else(|| unknown("kind", &word))).transpose()?;
        let encoding = said(self.encoding)
            .filter(|word| word != "auto")
            .map(|word| Encoding::parse(&word).ok_or_else(|| unknown("encoding", &word)))
            .transpose()?;
        Ok(Plan {
            layer: LayerName::parse(&self.layer).map_err(|error| error.message())?,
            kind,
            mode,
            crs: said(self.crs).map(|text| Crs::parse(&text)).transpose().map_err(|error| error.message())?,
            override_crs: self.override_crs,
            encoding,
            source_layer: said(self.source_layer),
            private_fields: self.private_fields,
            is_unpublished: self.unpublished,
            name_field,
        })
    }

    fn mode(&self) -> Result<Mode, Message> {
        let key = self.key.as_deref().filter(|key| !key.is_empty());
        match (self.mode.as_str(), key) {
            ("update", None) => Err(Message::new("problem-import-key-missing")),
            ("update", Some(key)) => Ok(Mode::Update { key: Some(key.to_owned()) }),
            ("create" | "replace" | "append", Some(_)) => Err(Message::new("problem-import-key-unused")),
            ("create", None) => Ok(Mode::Create),
            ("replace", None) => Ok(Mode::Replace),
            ("append", None) => Ok(Mode::Append),
            (word, _) => Err(unknown("mode", word)),
        }
    }

    /// As it was understood.
    pub(super) fn of(plan: &Plan) -> Self {
        Self {
            layer: plan.layer.to_string(),
            kind: plan.kind.map(|kind| kind.as_str().to_owned()),
            mode: plan.mode.as_str().to_owned(),
            key: plan.key().map(str::to_owned),
            crs: plan.crs.map(|crs| crs.to_string()),
            override_crs: plan.override_crs,
            encoding: plan.encoding.map(|encoding| encoding.name().to_owned()),
            source_layer: plan.source_layer.clone(),
            private_fields: plan.private_fields.clone(),
            unpublished: plan.is_unpublished,
            name_field: plan.name_field.clone(),
        }
    }
}

/// A word of a plan that means nothing.
fn unknown(field: &str, word: &str) -> Message {
    let word: String = word.chars().take(LONGEST_SAID).collect();
    Message::new("problem-import-word").with("field", field).with("word", word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(json: &str) -> Result<Plan, Message> {
        serde_json::from_str::<ImportPlanSent>(json).expect("it is a plan").plan()
    }

    #[test]
    fn a_plan_is_understood_and_told_as_it_was() {
        let text = r#"{"layer":"thua_dat","kind":"parcel","mode":"update","key":"ma_thua","crs":"EPSG:9218","encoding":"tcvn3",
            "private_fields":["chu_su_dung"],"unpublished":true}"#;
        let understood = plan(text).unwrap();
        assert_eq!(ImportPlanSent::of(&understood).plan().unwrap(), understood);
        let named = plan(r#"{"layer":"a","mode":"replace","name_field":"LABEL"}"#).unwrap();
        assert_eq!(named.name_field.as_deref(), Some("LABEL"));
        assert_eq!(ImportPlanSent::of(&named).plan().unwrap(), named);
        assert_eq!(plan(r#"{"layer":"a","mode":"create","encoding":"auto","crs":""}"#).unwrap().encoding, None);
    }

    #[test]
    fn each_word_that_means_nothing_has_a_sentence() {
        for (text, code) in [
            (r#"{"layer":"../a","mode":"create"}"#, "layer-name-invalid"),
            (r#"{"layer":"a","mode":"upsert"}"#, "problem-import-word"),
            (r#"{"layer":"a","mode":"create","kind":"house"}"#, "problem-import-word"),
            (r#"{"layer":"a","mode":"create","encoding":"klingon"}"#, "problem-import-word"),
            (r#"{"layer":"a","mode":"update"}"#, "problem-import-key-missing"),
            (r#"{"layer":"a","mode":"append","key":"k"}"#, "problem-import-key-unused"),
            (r#"{"layer":"a","mode":"append","name_field":"n"}"#, "problem-import-name-field-unused"),
        ] {
            assert_eq!(plan(text).unwrap_err().code, code, "{text}");
        }
        assert!(plan(r#"{"layer":"a","mode":"create","crs":"EPSG:1"}"#).is_err());
    }
}
