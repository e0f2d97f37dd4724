//! A style in the words other programs read. QGIS 3.22 leaves out a filter it does not know, and then draws plans that were replaced over those in
//! force; what is said here in another way means the same to MapLibre, of the values there are when the style is asked for.

use serde_json::{Value, json};

/// Says a layer's filter in comparisons, and its colours by whole values. `values` are those a field of that layer has.
pub(super) fn settle(layer: &mut Value, values: impl Fn(&str) -> Vec<String>) {
    if let Some(filter) = layer.get_mut("filter") {
        *filter = compared(filter);
    }
    let paint = layer.get_mut("paint").and_then(Value::as_object_mut);
    for colour in paint.into_iter().flat_map(|paint| paint.values_mut()) {
        if let Some(whole) = by_whole_values(colour, &values) {
            *colour = whole;
        }
    }
}

/// `in` a list becomes `match`, what is not in it several `!=`; all else stays.
fn compared(filter: &Value) -> Value {
    let Some([first, rest @ ..]) = filter.as_array().map(Vec::as_slice) else { return filter.clone() };
    match (first.as_str(), rest) {
        (Some("all" | "any"), parts) => std::iter::once(first.clone()).chain(parts.iter().map(compared)).collect(),
        (Some("!"), [inner]) => negated(inner).unwrap_or_else(|| filter.clone()),
        (Some("in"), [field, list]) => match literal(list) {
            Some(list) => json!(["match", field, list, true, false]),
            None => filter.clone(),
        },
        _ => filter.clone(),
    }
}

fn negated(inner: &Value) -> Option<Value> {
    let is_not = |field: &Value, value: &Value| json!(["!=", field, value]);
    match inner.as_array()?.as_slice() {
        [first, field, value] if first == "==" => Some(is_not(field, value)),
        [first, field, list] if first == "in" => {
            let parts = literal(list)?.iter().map(|value| is_not(field, value));
            Some(std::iter::once("all".into()).chain(parts).collect())
        }
        _ => None,
    }
}

fn literal(list: &Value) -> Option<&Vec<Value>> {
    match list.as_array()?.as_slice() {
        [first, Value::Array(values)] if first == "literal" => Some(values),
        _ => None,
    }
}

/// A `match` of what stands before a `+` in a field (`ODT+CLN`: a house and its garden) as one of the values there are.
fn by_whole_values(colour: &Value, values: impl Fn(&str) -> Vec<String>) -> Option<Value> {
    let [first, input, cases @ .., otherwise] = colour.as_array()?.as_slice() else { return None };
    let field = (first == "match").then(|| head_of(input)).flatten()?;
    let several: Vec<String> = values(field).into_iter().filter(|value| value.contains('+')).collect();
    let mut whole = vec![first.clone(), json!(["get", field])];
    for case in cases.chunks(2) {
        let [labels, then] = case else { return None };
        let mut labels = labels.as_array().cloned().unwrap_or_else(|| vec![labels.clone()]);
        let begins =
            |value: &&String| value.split('+').next().is_some_and(|head| labels.iter().any(|label| label == head));
        let more: Vec<Value> = several.iter().filter(begins).map(|value| value.as_str().into()).collect();
        labels.extend(more);
        whole.extend([labels.into(), then.clone()]);
    }
    whole.push(otherwise.clone());
    Some(whole.into())
}

/// The field of which an expression takes what stands before the first `+`.
fn head_of(input: &Value) -> Option<&str> {
    let [slice, text, from, to] = input.as_array()?.as_slice() else { return None };
    let is_head = slice == "slice" && from == 0 && to[0] == "index-of" && to[1] == "+";
    let get = if text[0] == "to-string" { &text[1] } else { text };
    (is_head && get[0] == "get").then(|| get[1].as_str()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_said_in_comparisons() {
        let state = json!(["get", "state"]);
        let list = json!(["literal", ["a", "b"]]);
        for (said, plain) in [
            (json!(["in", state, list]), json!(["match", state, ["a", "b"], true, false])),
            (json!(["!", ["in", state, list]]), json!(["all", ["!=", state, "a"], ["!=", state, "b"]])),
            (json!(["!", ["==", state, "a"]]), json!(["!=", state, "a"])),
            (json!(["!", ["has", "merged"]]), json!(["!", ["has", "merged"]])),
            (json!(["in", "state", "a"]), json!(["in", "state", "a"])),
            (
                json!(["any", ["has", "merged"], ["all", ["in", state, list]]]),
                json!(["any", ["has", "merged"], ["all", ["match", state, ["a", "b"], true, false]]]),
            ),
        ] {
            assert_eq!(compared(&said), plain, "{said}");
        }
    }

    #[test]
    fn colours_go_by_whole_values() {
        let text = json!(["to-string", ["get", "use"]]);
        let head = json!(["slice", text, 0, ["index-of", "+", ["concat", text, "+"]]]);
        let mut layer = json!({ "paint": {
            "fill-color": ["match", head, ["ODT", "ONT"], "#f00", "CLN", "#0f0", "#fff"], "fill-opacity": 0.5 } });
        settle(&mut layer, |field| {
            assert_eq!(field, "use");
            ["ODT", "ODT+CLN", "CLN+ODT", "XYZ+CLN"].map(str::to_owned).to_vec()
        });
        let expected =
            json!(["match", ["get", "use"], ["ODT", "ONT", "ODT+CLN"], "#f00", ["CLN", "CLN+ODT"], "#0f0", "#fff"]);
        assert_eq!(layer["paint"], json!({ "fill-color": expected, "fill-opacity": 0.5 }));
    }
}
