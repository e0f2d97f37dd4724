//! `[[tables]]`: from what was written to what it means.

use std::collections::BTreeSet;
use std::time::Duration;

use spatial_core::crs::Crs;
use spatial_core::layer::{Kind, LayerName};
use spatial_core::store::postgis::tables::{HASH_BITS, TableSettings};
use toml::{Table, Value};

use crate::config::entry::Entry;
use crate::config::{ConfigError, EntryMistake};

const KEYS: [&str; 12] = [
    "layer",
    "title",
    "kind",
    "table",
    "key",
    "geometry",
    "fields",
    "private_fields",
    "class_field",
    "min_zoom",
    "crs",
    "refresh",
];

/// How often a table is looked through if nothing is said.
const USUAL_REFRESH: Duration = Duration::from_secs(60);
/// Not more often …
const SHORTEST_REFRESH: u64 = 1;
/// … and not less.
const LONGEST_REFRESH: u64 = 24 * 3600;

/// Understands every table, or says which key it does not.
pub(super) fn resolve(written: &[Table]) -> Result<Vec<TableSettings>, ConfigError> {
    let mut layers = BTreeSet::new();
    let mut all = Vec::with_capacity(written.len());
    for (at, table) in written.iter().enumerate() {
        let entry = Entry { section: "tables", number: at + 1, table };
        let settings = entry.resolve()?;
        if !layers.insert(settings.layer.as_str().to_owned()) {
            return Err(entry.wrong("layer", settings.layer.as_str(), EntryMistake::Twice));
        }
        all.push(settings);
    }
    Ok(all)
}

impl Entry<'_> {
    fn resolve(&self) -> Result<TableSettings, ConfigError> {
        self.knows(&KEYS)?;
        let (schema, table) = self.place()?;
        let (fields, private_fields) = (self.names("fields")?, self.names_or_none("private_fields")?);
        let class_field = self.written("class_field")?.map(str::to_owned);
        self.each_once("private_fields", fields.iter().chain(&private_fields))?;
        if let Some(class) =
            class_field.as_ref().filter(|class| !fields.contains(class) && !private_fields.contains(class))
        {
            return Err(self.wrong("class_field", class, EntryMistake::NotListed));
        }
        let key = self.names("key")?;
        if key.is_empty() {
            return Err(self.wrong("key", "[]", EntryMistake::NotNames));
        }
        self.each_once("key", key.iter())?;
        Ok(TableSettings {
            layer: self.layer()?,
            title: self.written("title")?.map(str::to_owned),
            kind: self.kind()?,
            schema,
            table,
            key,
            geometry: self.needed("geometry")?.to_owned(),
            fields,
            private_fields,
            class_field,
            min_zoom: self.zoom("min_zoom")?,
            crs: self.crs()?,
            refresh: self.refresh()?,
            hash_bits: HASH_BITS,
        })
    }

    /// A name, or a list of names.
    fn names(&self, key: &str) -> Result<Vec<String>, ConfigError> {
        let not_names = |value: &Value| self.wrong(key, &value.to_string(), EntryMistake::NotNames);
        match self.table.get(key) {
            None => Err(self.wrong(key, "", EntryMistake::Missing)),
            Some(Value::String(name)) => Ok(vec![name.clone()]),
            Some(Value::Array(names)) => {
                names.iter().map(|name| name.as_str().map(str::to_owned).ok_or_else(|| not_names(name))).collect()
            }
            Some(other) => Err(not_names(other)),
        }
    }

    fn names_or_none(&self, key: &str) -> Result<Vec<String>, ConfigError> {
        if self.table.contains_key(key) { self.names(key) } else { Ok(Vec::new()) }
    }

    fn each_once<'a>(&self, key: &str, mut names: impl Iterator<Item = &'a String>) -> Result<(), ConfigError> {
        let mut seen = BTreeSet::new();
        match names.find(|name| !seen.insert(*name)) {
            Some(again) => Err(self.wrong(key, again, EntryMistake::Twice)),
            None => Ok(()),
        }
    }

    fn layer(&self) -> Result<LayerName, ConfigError> {
        let text = self.needed("layer")?;
        LayerName::parse(text).map_err(|_| self.wrong("layer", text, EntryMistake::NotALayer))
    }

    fn kind(&self) -> Result<Kind, ConfigError> {
        let Some(text) = self.written("kind")? else { return Ok(Kind::Feature) };
        Kind::parse(text).ok_or_else(|| self.wrong("kind", text, EntryMistake::NotAKind))
    }

    fn crs(&self) -> Result<Option<Crs>, ConfigError> {
        let Some(text) = self.written("crs")? else { return Ok(None) };
        Crs::parse(text).map(Some).map_err(|_| self.wrong("crs", text, EntryMistake::NotACrs))
    }

    /// `60s`, `5m`, `1h`.
    fn refresh(&self) -> Result<Duration, ConfigError> {
        let Some(text) = self.written("refresh")? else { return Ok(USUAL_REFRESH) };
        let units = [("s", 1), ("m", 60), ("h", 3600)];
        let seconds = units.into_iter().find_map(|(unit, seconds)| {
            let number: u64 = text.strip_suffix(unit)?.trim_end().parse().ok()?;
            number.checked_mul(seconds)
        });
        let seconds = seconds.filter(|seconds| (SHORTEST_REFRESH..=LONGEST_REFRESH).contains(seconds));
        seconds.map(Duration::from_secs).ok_or_else(|| self.wrong("refresh", text, EntryMistake::NotASpan))
    }

    /// `schema.table`, or the table alone; names that hold a dot stand in double quotes.
    fn place(&self) -> Result<(Option<String>, String), ConfigError> {
        let text = self.needed("table")?;
        let not_a_table = || self.wrong("table", text, EntryMistake::NotATable);
        let (first, rest) = name(text).ok_or_else(not_a_table)?;
        match rest.strip_prefix('.').map(name) {
            Some(Some((second, ""))) => Ok((Some(first), second)),
            None if rest.is_empty() => Ok((None, first)),
            _ => Err(not_a_table()),
        }
    }
}

/// The name a text begins with, and what stands behind it.
fn name(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find('.').unwrap_or(text.len());
        return (end > 0).then(|| (text[..end].to_owned(), &text[end..]));
    };
    let mut name = String::new();
    let mut letters = quoted.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' if letters.next_if(|(_, next)| *next == '"').is_some() => name.push('"'),
            '"' => return (!name.is_empty()).then(|| (name, &quoted[at + 1..])),
            other => name.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use spatial_core::message::Say;

    use super::*;
    use crate::text::Language;

    fn read(toml: &str) -> Result<Vec<TableSettings>, ConfigError> {
        let table: Table = toml.parse().unwrap();
        resolve(&[table])
    }

    const WHOLE: &str = "layer = \"thua_dat\"\ntable = \"dia_chinh.ThuaDat\"\nkey = [\"ma_xa\", \"so_to\"]\ngeometry = \"geom\"\n\
        fields = [\"so_to\"]\n";

    #[test]
    fn a_table_is_read() {
        let all =
            read(&format!("{WHOLE}refresh = \"5m\"\ncrs = \"EPSG:9218\"\nkind = \"parcel\"\nmin_zoom = 3")).unwrap();
        let [table] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((table.schema.as_deref(), table.table.as_str()), (Some("dia_chinh"), "ThuaDat"));
        assert_eq!((table.refresh, table.crs), (Duration::from_secs(300), Some(Crs::Epsg(9218))));
        assert_eq!((table.key.len(), table.kind, table.min_zoom), (2, Kind::Parcel, Some(3)));
        assert_eq!(read(WHOLE).unwrap()[0].refresh, USUAL_REFRESH);
    }

    #[test]
    fn names_with_dots_and_quotes_stand_in_quotes() {
        for (written, expected) in [
            ("a.b", Some((Some("a"), "b"))),
            ("b", Some((None, "b"))),
            ("\"a.b\".\"c\"\"d\"", Some((Some("a.b"), "c\"d"))),
            ("a.b.c", None),
            ("", None),
            ("a.", None),
            ("\"a", None),
        ] {
            let toml = format!("layer = \"l\"\nkey = \"k\"\ngeometry = \"g\"\nfields = []\ntable = '{written}'");
            let place = read(&toml).ok().map(|all| (all[0].schema.clone(), all[0].table.clone()));
            let expected = expected.map(|(schema, table)| (schema.map(str::to_owned), table.to_owned()));
            assert_eq!(place, expected, "{written}");
        }
    }

    #[test]
    fn every_mistake_has_a_sentence_that_names_its_key() {
        use EntryMistake as M;
        let all =
            [M::Missing, M::NotAText, M::NotNames, M::NotALayer, M::NotAKind, M::NotAZoom, M::NotACrs, M::NotASpan];
        for mistake in all.into_iter().chain([
            M::NotATable,
            M::Twice,
            M::NotListed,
            M::NotAName,
            M::NotAUrl,
            M::LeftOpen,
            M::NotATileSize,
            M::NotABox,
        ]) {
            let error = ConfigError::Entry { key: "[[tables]] #2 key".to_owned(), value: "x".to_owned(), mistake };
            for language in Language::ALL {
                let said = language.say(&error.message());
                assert!(said.contains("[[tables]] #2 key") && !said.starts_with("config-"), "{said}");
            }
        }
    }

    #[test]
    fn each_mistake_names_its_key() {
        use EntryMistake as M;
        for (more, key, expected) in [
            ("refresh = \"0s\"", "refresh", M::NotASpan),
            ("refresh = 60", "refresh", M::NotAText),
            ("kind = \"house\"", "kind", M::NotAKind),
            ("crs = \"EPSG:1\"", "crs", M::NotACrs),
            ("min_zoom = 21", "min_zoom", M::NotAZoom),
            ("private_fields = [\"so_to\"]", "private_fields", M::Twice),
            ("private_fields = [7]", "private_fields", M::NotNames),
            ("class_field = \"loai\"", "class_field", M::NotListed),
        ] {
            let error = read(&format!("{WHOLE}{more}")).unwrap_err();
            assert!(matches!(&error, ConfigError::Entry { mistake, .. } if *mistake == expected), "{more}: {error}");
            assert!(error.to_string().starts_with(&format!("[[tables]] #1 {key}:")), "{error}");
        }
        for (key, expected) in [("layer", M::Missing), ("key", M::Missing), ("fields", M::Missing)] {
            let without: String =
                WHOLE.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect();
            let error = read(&without).unwrap_err();
            assert!(matches!(&error, ConfigError::Entry { mistake, .. } if *mistake == expected), "{key}: {error}");
        }
        let error = read(&format!("{WHOLE}feilds = []")).unwrap_err();
        assert!(error.to_string().contains("[[tables]] #1 feilds"), "{error}");
    }
}
