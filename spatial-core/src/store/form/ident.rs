//! Names inside SQL text: the only place where text from outside becomes part of a statement. Values are always bound.

/// An identifier in double quotes. A NUL would end the statement, so it is left out.
pub(in crate::store) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\0', "").replace('"', "\"\""))
}

/// A text literal in single quotes, for triggers, which take no parameters.
pub(in crate::store) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\0', "").replace('\'', "''"))
}

/// `, "a", "b"`: the columns after the fixed ones, each with an optional prefix such as `OLD.`.
pub(in crate::store) fn listed<S: AsRef<str>>(prefix: &str, columns: &[S]) -> String {
    columns.iter().map(|column| format!(", {prefix}{}", quoted(column.as_ref()))).collect()
}

/// Columns of history tables that hold no field.
const OF_HISTORY: [&str; 3] = ["diaban_change", "diaban_fid", "diaban_geom"];

/// Column names for fields: as the field is called, unless SQLite (which ignores ASCII case) would take two for one, or the name has
/// more than `most` bytes.
pub(in crate::store) fn columns_for<'a>(
    taken: &[&str],
    fields: impl Iterator<Item = &'a str>,
    most: usize,
) -> Vec<String> {
    let mut used: Vec<String> = taken.iter().chain(&OF_HISTORY).map(|name| name.to_ascii_lowercase()).collect();
    fields.map(|field| free_column(field, &mut used, most)).collect()
}

fn free_column(field: &str, used: &mut Vec<String>, most: usize) -> String {
    let plain = field.replace('\0', "");
    let wanted = if plain.trim().is_empty() { "field" } else { &plain };
    let mut name = begin(wanted, most).to_owned();
    let mut number = 1;
    while used.contains(&name.to_ascii_lowercase()) {
        let end = format!("_{number}");
        name = format!("{}{end}", begin(wanted, most.saturating_sub(end.len())));
        number += 1;
    }
    used.push(name.to_ascii_lowercase());
    name
}

/// The first whole letters within so many bytes.
fn begin(text: &str, most: usize) -> &str {
    let end = (0..=text.len().min(most)).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_in_names_are_doubled() {
        assert_eq!(quoted("a\"; DROP TABLE x; --"), "\"a\"\"; DROP TABLE x; --\"");
        assert_eq!(literal("l'eau"), "'l''eau'");
    }

    #[test]
    fn fields_that_differ_in_case_only_get_columns_of_their_own() {
        let columns = columns_for(&["fid", "geom"], ["Name", "name", "FID", "", "Đất", "đất"].into_iter(), usize::MAX);
        assert_eq!(columns, ["Name", "name_1", "FID_1", "field", "Đất", "đất"]);
    }

    #[test]
    fn long_names_are_cut_at_a_letter_and_stay_apart() {
        assert_eq!(columns_for(&[], ["đđđđ", "đđđđ"].into_iter(), 7), ["đđđ", "đđ_1"]);
    }
}
