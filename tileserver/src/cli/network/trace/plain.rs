//! An answer as text: a line for each fact, by the name it has in JSON, tab and value; lists of rows as tables with a head. Courses for maps are
//! left out.

use serde_json::{Map, Value};

/// What only a map shows, and what only a program follows.
const LEFT_OUT: [&str; 2] = ["geometry", "links"];

/// Ends with a line.
pub(super) fn text(document: &Value) -> String {
    let mut lines = Vec::new();
    facts("", document, &mut lines);
    lines.into_iter().fold(String::new(), |text, line| text + &line + "\n")
}

fn facts(name: &str, value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in shown(object) {
                let path = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                facts(&path, value, lines);
            }
        }
        Value::Array(rows) if rows.iter().any(Value::is_object) => table(name, rows, lines),
        value => lines.push(format!("{name}\t{}", cell(value))),
    }
}

/// The rows of a list: a line with its name and length, one with the names of the columns, and one for each row.
fn table(name: &str, rows: &[Value], lines: &mut Vec<String>) {
    let mut columns: Vec<&String> = Vec::new();
    for (key, _) in rows.iter().filter_map(Value::as_object).flat_map(shown) {
        if !columns.contains(&key) {
            columns.push(key);
        }
    }
    lines.push(format!("{name}\t{}", rows.len()));
    lines.push(columns.iter().map(|column| column.as_str()).collect::<Vec<_>>().join("\t"));
    for row in rows {
        let cells = columns.iter().map(|column| row.get(column.as_str()).map(cell).unwrap_or_default());
        lines.push(cells.collect::<Vec<_>>().join("\t"));
    }
}

fn shown(object: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    object.iter().filter(|(key, _)| !LEFT_OUT.contains(&key.as_str()))
}

/// A value on one line; of a list its parts, with spaces between.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        // A tab or a line break would begin another cell.
        Value::String(text) => text.replace(|letter: char| letter.is_control(), " "),
        Value::Array(parts) => parts.iter().map(cell).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn facts_stand_on_lines_and_rows_in_tables() {
        let document = json!({
            "empty": [], "network": "a", "none": null, "segment": { "edges": ["p1", "p2"], "geometry": {} },
            "zones": [{ "id": "Z\t1", "supplied": true, "geometry": {} }, { "id": "Z2", "name": "Hai" }],
        });
        let lines =
            "empty\t\nnetwork\ta\nnone\t\nsegment.edges\tp1 p2\nzones\t2\nid\tsupplied\tname\nZ 1\ttrue\t\nZ2\t\tHai\n";
        assert_eq!(text(&document), lines);
    }
}
