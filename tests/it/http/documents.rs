//! The documents of the interface are what they say they are: valid for the programs that read them.

use std::collections::BTreeSet;

use serde_json::Value;
use system_tests::program::{Server, city};

/// Every operation and schema of the API document keeps the rules that validators of OpenAPI 3.0.3 look at.
#[tokio::test]
async fn the_api_document_keeps_the_rules_of_openapi() {
    let (_folder, store) = city();
    let api = Server::start(&store).json("/api").await;
    let mut ids = BTreeSet::new();
    for (path, methods) in api["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let id = operation["operationId"].as_str().expect("an operation has an id");
            assert!(ids.insert(id.to_owned()), "{method} {path}: {id} is taken");
            let refusals = operation["responses"].as_object().expect("responses").keys();
            assert!(refusals.into_iter().any(|status| status.starts_with('4')), "{method} {path}");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let parameter = resolved(&api, parameter);
                let (name, place) = (parameter["name"].as_str().expect("a name"), &parameter["in"]);
                assert!(*place != "path" || path.contains(&format!("{{{name}}}")), "{method} {path}: {name}");
            }
            let named = path.split('{').skip(1).filter_map(|part| part.split('}').next());
            for name in named {
                let mut parameters = operation["parameters"].as_array().into_iter().flatten();
                assert!(
                    parameters.any(|parameter| resolved(&api, parameter)["name"] == name),
                    "{method} {path}: {name}"
                );
            }
        }
    }
    let mut wrong = Vec::new();
    looked_through(&api, &api, "", &mut wrong);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn resolved<'a>(api: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(reference) => api.pointer(reference.trim_start_matches('#')).expect("a reference leads somewhere"),
        None => value,
    }
}

/// References lead somewhere, and `nullable` stands beside a type.
fn looked_through(api: &Value, value: &Value, place: &str, wrong: &mut Vec<String>) {
    if let Some(reference) = value["$ref"].as_str()
        && api.pointer(reference.trim_start_matches('#')).is_none()
    {
        wrong.push(format!("{place}: {reference} leads nowhere"));
    }
    if value["nullable"] == true && value["type"].is_null() {
        wrong.push(format!("{place}: nullable without a type"));
    }
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| looked_through(api, member, &format!("{place}/{name}"), wrong));
        }
        Value::Array(members) => {
            (0..).zip(members).for_each(|(at, member): (usize, _)| {
                looked_through(api, member, &format!("{place}/{at}"), wrong);
            });
        }
        _ => {}
    }
}
