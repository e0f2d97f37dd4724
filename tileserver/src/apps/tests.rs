//! What the parts say of themselves is whole: sentences, parameters, schemas, labels.

use std::collections::{BTreeMap, BTreeSet};

use ::network::{DevicePosition, Verdict};
use ::planning::{Adjustment, DocumentKind, Level, LineKind, PlanKind, PlanState};
use serde_json::Value;
use spatial_core::layer::Subject;

use super::*;
use crate::config::{Limits, Settings};
use crate::http::parts::site;
use crate::http::served::models::Models;
use crate::http::served::site::Site;
use crate::http::title;
use crate::http::wire::problem::Problem;
use crate::openapi::{Interface, Location, document};
use crate::text::Language;

fn written(site: &Site, language: Language) -> Value {
    let limits = Limits::default();
    let interface =
        Interface { base: "http://localhost", operations: &site.operations, limits: &limits, title, cookie: "c" };
    document::<Problem<'_>>(interface, language)
}

#[test]
fn the_api_document_has_every_operation_with_its_parameters_in_both_languages() {
    let site = site(&all());
    for language in Language::ALL {
        let document = written(&site, language);
        for (path, method, operation) in &site.operations {
            let path = path.replace("{*", "{").replace(".json}", "}.json").replace(".pbf}", "}.pbf");
            let described = &document["paths"][&path][method.to_ascii_lowercase()];
            assert_ne!(described["summary"], operation.id, "{path} has no sentence");
            assert!(!described["summary"].is_null(), "{method} {path} is missing");
            let in_path: BTreeSet<&str> = path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
            let listed = operation.parameters.iter().filter(|parameter| parameter.location() == Location::Path);
            assert_eq!(listed.map(|parameter| parameter.name()).collect::<BTreeSet<_>>(), in_path, "{path}");
        }
    }
}

#[test]
fn everything_the_document_says_has_a_sentence() {
    let text = written(&site(&all()), Language::En).to_string();
    for words in text.split("\"description\":\"").chain(text.split("\"summary\":\"")).skip(1) {
        let words = words.split('"').next().unwrap_or_default();
        assert!(words.contains(' ') || !words.contains('-'), "no sentence for {words}");
    }
}

#[test]
fn every_reference_leads_somewhere_inside_the_document() {
    let document = written(&site(&all()), Language::En);
    let text = document.to_string();
    let references: BTreeSet<&str> =
        text.split("\"$ref\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(references.len() > 20, "{references:?}");
    for reference in references {
        let inside = reference.strip_prefix('#').unwrap_or_else(|| panic!("{reference} leads outside"));
        assert!(document.pointer(inside).is_some(), "{reference}");
    }
}

#[test]
fn no_two_operations_have_one_name_and_no_address_stands_twice() {
    let site = site(&all());
    let mut seen: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for (path, method, operation) in &site.operations {
        assert_eq!(seen.insert((path, method), operation.id), None, "{method} {path}");
    }
    let ids: BTreeSet<&str> = site.operations.iter().map(|(_, _, operation)| operation.id).collect();
    assert_eq!(ids.len(), site.operations.len());
}

#[test]
fn every_model_that_a_handler_asks_for_is_kept_once() {
    let parts = all();
    let settings = Settings::read(None, std::iter::empty()).unwrap();
    let models = Models::of(parts.iter().flat_map(|part| part.models.iter().copied()), &settings);
    for asked in parts.iter().flat_map(|part| &part.asked) {
        assert!(models.have(*asked), "no part keeps {}", asked.name);
    }
    let names: Vec<&str> = models.all().map(|model| model.name()).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
}

#[test]
fn an_answer_in_json_says_of_which_members_it_is_made() {
    let document = written(&site(&all()), Language::En);
    let schema = &document["components"]["schemas"]["Collection"];
    assert_eq!(schema["properties"]["count"]["type"], "integer", "{schema}");
    assert_eq!(document["components"]["parameters"]["limit"]["schema"]["maximum"], 10_000);
    assert_eq!(document["components"]["parameters"]["within_m"]["schema"]["maximum"], 200.0);
}

#[test]
fn powers_that_parts_ask_for_can_be_granted() {
    let powers: Vec<String> = all().into_iter().flat_map(|part| part.powers).collect();
    assert!(powers.iter().any(|power| power == "planning.publish"), "{powers:?}");
    for power in powers {
        assert!(spatial_core::layer::Grant::parse(&power).is_some(), "{power}");
    }
}

#[test]
fn fields_of_the_tables_of_subjects_have_titles_and_their_words_have_meanings_in_both_languages() {
    let tables = ::planning::TABLES
        .iter()
        .copied()
        .chain([&::planning::comment::COMMENTS])
        .chain(::network::TABLES.iter().copied());
    for table in tables {
        for field in table.fields {
            for language in Language::ALL {
                assert!(language.field(field.name).is_some(), "{language:?}: {} of {}", field.name, table.layer);
            }
        }
    }
    let words = |all: Vec<&'static str>, subject: &str, field: &str| {
        let subject = Subject::parse(subject);
        for word in all {
            assert!(Language::En.code(subject.as_ref(), field, word).is_some(), "{word} of {field}");
        }
    };
    words(PlanState::ALL.map(PlanState::as_str).into(), "planning/zone", ::planning::STATE_FIELD);
    words(PlanKind::ALL.iter().map(|kind| kind.as_str()).collect(), "planning/plan", ::planning::KIND_FIELD);
    words(Level::ALL.iter().map(|level| level.as_str()).collect(), "planning/zone", ::planning::LEVEL_FIELD);
    words(LineKind::ALL.iter().map(|kind| kind.as_str()).collect(), "planning/line", ::planning::KIND_FIELD);
    words(DocumentKind::ALL.iter().map(|kind| kind.as_str()).collect(), "planning/document", ::planning::KIND_FIELD);
    words(Adjustment::ALL.iter().map(|one| one.as_str()).collect(), "planning/plan", ::planning::ADJUSTMENT_FIELD);
    words(Verdict::ALL.map(Verdict::as_str).into(), "network/reading", ::network::VERDICT_FIELD);
    words(DevicePosition::ALL.map(DevicePosition::as_str).into(), "network/device", ::network::POSITION_FIELD);
}
