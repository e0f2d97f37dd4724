//! The documents of the interface are what they say they are: valid for the programs that read them.

use std::collections::BTreeSet;
use std::io::Read;

use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, HeaderMap};
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

/// Pages and documents are packed for who takes it, and caches are told; a feature keeps the bytes its tag names.
#[tokio::test]
async fn what_lies_ready_is_packed_for_who_takes_it() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let ask =
        |method: Method, path: &str, accepted: &str| server.ask(method, path).header(ACCEPT_ENCODING, accepted).send();
    let coding =
        |headers: &HeaderMap| headers.get("content-encoding").map(|coding| coding.to_str().expect("text").to_owned());
    for path in ["/api?f=json", "/?f=html", "/collections?f=json"] {
        let plain = ask(Method::GET, path, "identity").await.expect("the server answers");
        let packed = ask(Method::GET, path, "gzip, zstd").await.expect("the server answers");
        assert_eq!((coding(plain.headers()), coding(packed.headers())), (None, Some("gzip".to_owned())), "{path}");
        for answer in [&plain, &packed] {
            let mut lines = answer.headers().get_all("vary").iter().map(|line| line.to_str().expect("text"));
            assert!(lines.any(|line| line.to_lowercase().contains("accept-encoding")), "{path}");
        }
        let head = ask(Method::HEAD, path, "gzip").await.expect("the server answers");
        assert_eq!(head.headers().get("content-length"), packed.headers().get("content-length"), "{path}");
        let (plain, packed) = (plain.bytes().await.expect("it ends"), packed.bytes().await.expect("it ends"));
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut unpacked).expect("gzip");
        assert_eq!(unpacked.len(), plain.len(), "{path}");
        assert!(packed.len() * 2 < plain.len(), "{path}: {} of {}", packed.len(), plain.len());
    }
    let feature = ask(Method::GET, "/collections/parcels/items/1", "gzip").await.expect("the server answers");
    assert!(feature.headers().contains_key("etag") && coding(feature.headers()).is_none());
}

/// What may be left out of a body is not required, and words that a member takes are listed.
#[tokio::test]
async fn bodies_require_what_they_cannot_do_without_and_list_the_words_they_take() {
    let (_folder, store) = city();
    let api = Server::start(&store).json("/api").await;
    let schemas = &api["components"]["schemas"];
    for (name, required) in [
        ("StepSent", &["step"][..]),
        ("DecisionSent", &["decision", "date"]),
        ("PlanSent", &["code", "name"]),
        ("BuildingSent", &["footprint"]),
        ("AnswerSent", &["answer"]),
    ] {
        let found: Vec<&str> =
            schemas[name]["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(found, required, "{name}: {}", schemas[name]);
    }
    for (name, member, word) in [
        ("StepSent", "step", "consult"),
        ("PlanSent", "kind", "annual_land_use"),
        ("PlanSent", "level", "subdivision"),
        ("PlanSent", "adjustment", "local"),
    ] {
        let words = schemas[name]["properties"][member]["enum"].as_array().expect("a list of words");
        assert!(words.iter().any(|known| known == word), "{name}.{member}: {words:?}");
    }
}

/// Every JSON that is sent or answered has a schema with properties; only the document itself, and styles, are described elsewhere.
#[tokio::test]
async fn every_wire_type_has_a_schema_of_its_properties() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let api = server.json("/api").await;
    let elsewhere = ["application/vnd.oai.openapi+json;version=3.0", "application/vnd.mapbox.style+json"];
    let mut counted = 0;
    for (path, methods) in api["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let answers = operation["responses"].as_object().expect("responses").values();
            let bodies = answers.map(|answer| resolved(&api, answer)).chain([&operation["requestBody"]]);
            for (media, content) in bodies.filter_map(|body| body["content"].as_object()).flatten() {
                if media.contains("json") && !elsewhere.contains(&media.as_str()) {
                    counted += 1;
                    assert!(has_properties(&api, &content["schema"]), "{method} {path}: {media}: {content}");
                }
            }
        }
    }
    assert!(counted > 50, "{counted} bodies");
    let (path, schema) =
        ("/collections/{collectionId}/items", "/get/responses/200/content/application~1geo+json/schema");
    let page = resolved(&api, api["paths"][path].pointer(schema).expect("pages are described"));
    for (path, described) in [
        ("/collections/parcels/items?limit=1", page),
        ("/collections", answered(&api, "/collections")),
        ("/collections/parcels", answered(&api, "/collections/{collectionId}")),
        ("/v1/search?q=1", answered(&api, "/v1/search")),
        ("/v1/plans", answered(&api, "/v1/plans")),
        ("/v1/networks", answered(&api, "/v1/networks")),
        ("/v1/session", answered(&api, "/v1/session")),
        ("/health/ready", answered(&api, "/health/ready")),
        ("/xyz/parcels.json", answered(&api, "/xyz/{layers}.json")),
    ] {
        let told = server.json(path).await;
        for name in told.as_object().expect("an object").keys() {
            assert!(knows(&api, described, name), "{path}: {name} is not in {described}");
        }
    }
}

/// The schema of what an address answers as JSON.
fn answered<'a>(api: &'a Value, path: &str) -> &'a Value {
    let schema = &api["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    assert!(!schema.is_null(), "{path} is described");
    resolved(api, schema)
}

fn members(schema: &Value) -> impl Iterator<Item = &Value> {
    ["anyOf", "oneOf", "allOf"].into_iter().flat_map(|word| schema[word].as_array().into_iter().flatten())
}

fn has_properties(api: &Value, schema: &Value) -> bool {
    let schema = resolved(api, schema);
    let own = schema["properties"].as_object().is_some_and(|properties| !properties.is_empty());
    let any = members(schema).count() > 0 && members(schema).all(|member| has_properties(api, member));
    own || any || (schema["type"] == "array" && has_properties(api, &schema["items"]))
}

fn knows(api: &Value, schema: &Value, name: &str) -> bool {
    let schema = resolved(api, schema);
    !schema["properties"][name].is_null() || members(schema).any(|member| knows(api, member, name))
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
