//! `plan.toml`: what a plan is called, is and was decided by, and which fields of a file say what about its zones.
//!
//! ```toml
//! name = "Quy hoạch phân khu trung tâm"
//! kind = "urban"
//! level = "subdivision"
//! decision = "12/QĐ-UBND"
//! decided = 2024-03-01
//! published = 2024-03-15
//! exclusive = true
//! function_field = "CHUCNANG"
//! sign_field = "KYHIEU"
//! density_field = "MATDO"
//!
//! [documents]
//! "Thuyết minh" = "thuyet-minh.pdf"
//! "Quyết định" = { file = "qd-12.pdf", kind = "decision", number = "12/QĐ-UBND", date = 2024-03-01, issuer = "UBND tỉnh", pages = 3 }
//! ```

use std::io::Read as _;
use std::path::{Path, PathBuf};

use planning::{DocumentDraft, DocumentKind, Level, PlanKind};
use spatial_core::layer::{FieldType, Value as FieldValue, composed};
use toml::{Table, Value};

use super::beside::{beside, is_document, is_there};
use crate::cli::error::{CliError, PlanError};
use crate::cli::line::usage::nearest;

/// A file of this form that is larger is something else.
const MAX_BYTES: u64 = 1 << 20;
/// A reason is a paragraph or two; the server takes as many letters.
const MOST_TEXT: usize = 4_000;
/// Numbers of decisions, names and codes are a line.
const MOST_LINE: usize = 300;
/// The documents of a plan fill a shelf; the package of the law names some dozens.
const MOST_DOCUMENTS: usize = 1_000;

/// The keys there are, in the order README lists them.
const KEYS: [&str; 23] = [
    "name",
    "kind",
    "level",
    "decision",
    "decided",
    "published",
    "exclusive",
    "function_field",
    "sign_field",
    "density_field",
    "storeys_field",
    "far_field",
    "height_field",
    "code",
    "commune",
    "office",
    "issuer",
    "from",
    "until",
    "boundary",
    "projects",
    "documents",
    "reason",
];

/// The keys of a document that is more than a file.
const DOCUMENT_KEYS: [&str; 6] = ["file", "kind", "number", "date", "issuer", "pages"];

/// What such a file says, checked word by word.
#[derive(Debug)]
pub(super) struct PlanFile {
    pub(super) name: String,
    pub(super) kind: PlanKind,
    pub(super) level: Level,
    /// Number and day of the decision.
    pub(super) decision: Option<(String, String)>,
    /// The day it was made public; none of a draft.
    pub(super) published: Option<String>,
    pub(super) is_exclusive: Option<bool>,
    pub(super) fields: ZoneFields,
    pub(super) code: Option<String>,
    pub(super) commune: Option<String>,
    pub(super) office: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
    /// A file with the one outline the plan is about.
    pub(super) boundary: Option<PathBuf>,
    /// A file with its list of projects.
    pub(super) projects: Option<PathBuf>,
    /// Documents, and their files.
    pub(super) documents: Vec<DocumentFile>,
    /// Why it comes without what a plan must have.
    pub(super) reason: Option<String>,
}

/// A document, without what its file makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DocumentFile {
    /// Its hash is none yet.
    pub(super) said: DocumentDraft,
    pub(super) file: PathBuf,
}

/// Which fields say what about a zone.
#[derive(Debug, Clone)]
pub(super) struct ZoneFields {
    pub(super) function: String,
    pub(super) sign: String,
    pub(super) density: Option<String>,
    pub(super) storeys: Option<String>,
    pub(super) far: Option<String>,
    pub(super) height: Option<String>,
}

impl ZoneFields {
    /// All that are named, with the keys that name them.
    pub(super) fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let Self { function, sign, density, storeys, far, height } = self;
        let needed = [("function_field", Some(function)), ("sign_field", Some(sign))];
        let others = [
            ("density_field", density.as_ref()),
            ("storeys_field", storeys.as_ref()),
            ("far_field", far.as_ref()),
            ("height_field", height.as_ref()),
        ];
        needed.into_iter().chain(others).filter_map(|(key, name)| Some((key, name?.as_str())))
    }
}

impl PlanFile {
    /// The files it names: documents and boundary.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        self.documents.iter().map(|document| &document.file).chain(&self.boundary).map(PathBuf::as_path)
    }

    /// Reads such a file; `today` is the day that is there (ISO 8601).
    pub(super) fn read(path: &Path, today: &str) -> Result<Self, CliError> {
        let unreadable = |source| CliError::CannotRead { path: path.to_owned(), source };
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).map_err(unreadable)?;
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(PlanError::NotToml { path: path.to_owned(), problem: format!("> {MAX_BYTES} bytes") }.into());
        }
        let plan = Self::parsed(path, &bytes, today)?;
        plan.documents.iter().try_for_each(|document| is_document(path, &document.file))?;
        plan.boundary.iter().chain(&plan.projects).try_for_each(|file| is_there(path, file).map(drop))?;
        Ok(plan)
    }

    fn parsed(path: &Path, bytes: &[u8], today: &str) -> Result<Self, PlanError> {
        let not_toml = |problem: String| PlanError::NotToml { path: path.to_owned(), problem };
        let text = std::str::from_utf8(bytes).map_err(|error| not_toml(error.to_string()))?;
        let table: Table = toml::from_str(text).map_err(|error| not_toml(error.message().to_owned()))?;
        let keys = Keys { path, table: &table };
        keys.are_among(&KEYS)?;
        keys.are_all_there()?;
        let decision = keys.line("decision")?.zip(keys.day("decided")?);
        let plan = Self {
            name: keys.needed("name")?,
            kind: keys.word("kind", PlanKind::ALL, PlanKind::as_str)?,
            level: keys.word("level", Level::ALL, Level::as_str)?,
            decision,
            published: keys.day("published")?,
            is_exclusive: keys.flag("exclusive")?,
            fields: ZoneFields {
                function: keys.needed("function_field")?,
                sign: keys.needed("sign_field")?,
                density: keys.line("density_field")?,
                storeys: keys.line("storeys_field")?,
                far: keys.line("far_field")?,
                height: keys.line("height_field")?,
            },
            code: keys.line("code")?,
            commune: keys.line("commune")?,
            office: keys.line("office")?,
            issuer: keys.line("issuer")?,
            from: keys.day("from")?,
            until: keys.day("until")?,
            boundary: keys.line("boundary")?.map(|file| beside(path, &file)).transpose()?,
            projects: keys.line("projects")?.map(|file| beside(path, &file)).transpose()?,
            documents: keys.documents()?,
            reason: keys.paragraph("reason", MOST_TEXT)?,
        };
        plan.is_in_order(&keys, today)?;
        Ok(plan)
    }

    /// Refuses days that cannot be: a plan is decided, then made public, and neither is yet to come.
    fn is_in_order(&self, keys: &Keys<'_>, today: &str) -> Result<(), PlanError> {
        let decided = self.decision.as_ref().map(|(_, day)| day.as_str());
        let published = self.published.as_deref();
        for (key, day) in [("decided", decided), ("published", published)] {
            if let Some(day) = day.filter(|day| *day > today) {
                return Err(PlanError::DayAhead { path: keys.path.to_owned(), key, day: day.to_owned() });
            }
        }
        for (first, then) in [
            (("decided", decided), ("published", published)),
            (("decided", decided), ("until", self.until.as_deref())),
            (("from", self.from.as_deref()), ("until", self.until.as_deref())),
        ] {
            let is_reversed = first.1.zip(then.1).is_some_and(|(first, then)| first > then);
            if is_reversed {
                return Err(PlanError::DaysReversed { path: keys.path.to_owned(), first: first.0, then: then.0 });
            }
        }
        Ok(())
    }
}

/// A table whose values are asked for by key.
struct Keys<'a> {
    path: &'a Path,
    table: &'a Table,
}

impl Keys<'_> {
    fn are_among(&self, known: &[&'static str]) -> Result<(), PlanError> {
        match self.table.keys().find(|key| !known.contains(&key.as_str())) {
            None => Ok(()),
            Some(key) => {
                let near = nearest(key, known.iter().copied()).unwrap_or_default();
                Err(PlanError::UnknownKey { path: self.path.to_owned(), key: brief(key), near })
            }
        }
    }

    /// Refuses a plan that does not say what every plan must, naming all of it at once. A plan that was decided, and one that is public
    /// was, says by what and when.
    fn are_all_there(&self) -> Result<(), PlanError> {
        let there = |key: &'static str| self.table.contains_key(key);
        let is_decided = there("decision") || there("decided") || there("published");
        let mut missing = Vec::new();
        for key in ["name", "kind", "level", "decision", "decided", "function_field", "sign_field"] {
            let is_said = match key {
                "decided" => there(key),
                key => self.line(key)?.is_some(),
            };
            if !is_said && (is_decided || !matches!(key, "decision" | "decided")) {
                missing.push(key);
            }
        }
        if missing.is_empty() { Ok(()) } else { Err(self.missing(&missing)) }
    }

    fn missing(&self, keys: &[&'static str]) -> PlanError {
        PlanError::MissingKey { path: self.path.to_owned(), keys: keys.join(", ") }
    }

    fn unfit(&self, key: &'static str, wanted: &'static str) -> PlanError {
        PlanError::UnfitKey { path: self.path.to_owned(), key, wanted }
    }

    /// A text composed and without blanks around it; none for an empty one.
    fn paragraph(&self, key: &'static str, most: usize) -> Result<Option<String>, PlanError> {
        match self.table.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => {
                let is_strange = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t');
                let text = text.trim();
                if text.chars().count() > most || text.chars().any(is_strange) {
                    return Err(self.unfit(key, "text"));
                }
                Ok((!text.is_empty()).then(|| composed(text).into_owned()))
            }
            Some(_) => Err(self.unfit(key, "text")),
        }
    }

    fn line(&self, key: &'static str) -> Result<Option<String>, PlanError> {
        self.paragraph(key, MOST_LINE)
    }

    fn needed(&self, key: &'static str) -> Result<String, PlanError> {
        self.line(key)?.ok_or_else(|| self.missing(&[key]))
    }

    /// A day in ISO 8601, as a date of TOML or as text.
    fn day(&self, key: &'static str) -> Result<Option<String>, PlanError> {
        let day = match self.table.get(key) {
            None => return Ok(None),
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(Value::Datetime(day)) => day.to_string(),
            Some(_) => return Err(self.unfit(key, "day")),
        };
        let is_day = FieldType::Date.accepts(&FieldValue::text(day.as_str()));
        if is_day { Ok(Some(day)) } else { Err(self.unfit(key, "day")) }
    }

    fn flag(&self, key: &'static str) -> Result<Option<bool>, PlanError> {
        match self.table.get(key) {
            None => Ok(None),
            Some(Value::Boolean(flag)) => Ok(Some(*flag)),
            Some(_) => Err(self.unfit(key, "flag")),
        }
    }

    /// One of a list of words.
    fn word<T: Copy>(&self, key: &'static str, all: &[T], as_str: fn(T) -> &'static str) -> Result<T, PlanError> {
        let word = self.needed(key)?;
        all.iter().copied().find(|known| as_str(*known) == word).ok_or_else(|| PlanError::Word {
            path: self.path.to_owned(),
            key,
            word: brief(&word),
            words: all.iter().map(|known| as_str(*known)).collect::<Vec<_>>().join(", "),
        })
    }

    /// A table of names and files, or of names and what else is known of a document besides its file.
    fn documents(&self) -> Result<Vec<DocumentFile>, PlanError> {
        let unfit = || self.unfit("documents", "files");
        let Some(documents) = self.table.get("documents") else { return Ok(Vec::new()) };
        let documents = documents.as_table().filter(|table| table.len() <= MOST_DOCUMENTS).ok_or_else(unfit)?;
        let document = |(name, file): (&String, &Value)| {
            let is_name =
                !name.trim().is_empty() && name.chars().count() <= MOST_LINE && !name.chars().any(char::is_control);
            let name = composed(name.trim()).into_owned();
            match file {
                Value::String(file) if is_name => {
                    let said = DocumentDraft { name, ..DocumentDraft::default() };
                    Ok(DocumentFile { said, file: beside(self.path, file)? })
                }
                Value::Table(table) if is_name => Keys { path: self.path, table }.document(name),
                _ => Err(unfit()),
            }
        };
        documents.iter().map(document).collect()
    }

    /// What is said of one document.
    fn document(&self, name: String) -> Result<DocumentFile, PlanError> {
        self.are_among(&DOCUMENT_KEYS)?;
        let pages = match self.table.get("pages") {
            None => None,
            Some(Value::Integer(pages)) => Some(u32::try_from(*pages).map_err(|_| self.unfit("pages", "number"))?),
            Some(_) => return Err(self.unfit("pages", "number")),
        };
        let kind = self.table.contains_key("kind");
        let said = DocumentDraft {
            name,
            asset: String::new(),
            kind: kind.then(|| self.word("kind", DocumentKind::ALL, DocumentKind::as_str)).transpose()?,
            number: self.line("number")?,
            issued: self.day("date")?,
            issuer: self.line("issuer")?,
            pages,
        };
        Ok(DocumentFile { said, file: beside(self.path, &self.needed("file")?)? })
    }
}

/// What of a text from outside is repeated.
fn brief(text: &str) -> String {
    const LETTERS: usize = 64;
    text.chars().take(LETTERS).collect()
}

#[cfg(test)]
mod tests {
    use spatial_core::message::Say as _;

    use super::*;
    use crate::text::Language;

    const TODAY: &str = "2026-03-20";
    const WHOLE: &str = "name = \"Phân khu\"\nkind = \"urban\"\nlevel = \"subdivision\"\nfunction_field = \"CN\"\n\
        sign_field = \"KH\"\n";

    fn read(more: &str) -> Result<PlanFile, PlanError> {
        PlanFile::parsed(Path::new("ke-hoach/plan.toml"), format!("{WHOLE}{more}").as_bytes(), TODAY)
    }

    #[test]
    fn days_are_dates_or_texts_and_files_lie_beside_the_plan() {
        let plan = read(
            "decision = \" 12/QĐ-UBND \"\ndecided = 2024-03-01\npublished = \"2024-03-15\"\nexclusive = true\n\
             boundary = \"ranh.geojson\"\n[documents]\n\"Quyết định\" = \"hoso/qd.pdf\"\n",
        )
        .unwrap();
        assert_eq!(plan.decision, Some(("12/QĐ-UBND".to_owned(), "2024-03-01".to_owned())));
        assert_eq!((plan.published.as_deref(), plan.is_exclusive), (Some("2024-03-15"), Some(true)));
        assert_eq!(plan.boundary.as_deref(), Some(Path::new("ke-hoach/ranh.geojson")));
        let said = DocumentDraft { name: "Quyết định".to_owned(), ..DocumentDraft::default() };
        assert_eq!(plan.documents, [DocumentFile { said, file: PathBuf::from("ke-hoach/hoso/qd.pdf") }]);
        let named: Vec<_> = plan.fields.named().collect();
        assert_eq!(named, [("function_field", "CN"), ("sign_field", "KH")]);
    }

    #[test]
    fn a_document_says_its_number_day_issuer_kind_and_pages() {
        let plan = read(
            "[documents]\n\"Quyết định\" = { file = \"qd.pdf\", kind = \"decision\", number = \"12/QĐ-UBND\", \
             date = 2024-03-01, issuer = \"UBND tỉnh\", pages = 3 }\n",
        )
        .unwrap();
        let said = DocumentDraft {
            name: "Quyết định".to_owned(),
            asset: String::new(),
            kind: Some(DocumentKind::Decision),
            number: Some("12/QĐ-UBND".to_owned()),
            issued: Some("2024-03-01".to_owned()),
            issuer: Some("UBND tỉnh".to_owned()),
            pages: Some(3),
        };
        assert_eq!(plan.documents, [DocumentFile { said, file: PathBuf::from("ke-hoach/qd.pdf") }]);
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_the_key_and_what_would_do() {
        for (more, said) in [
            ("densty_field = \"MD\"", "density_field"),
            ("decision = \"12\"", "decided"),
            ("published = 2024-03-15", "decision"),
            ("decision = \"12\"\ndecided = 2024-02-30", "TOML"),
            ("decision = \"12\"\ndecided = \"soon\"", "decided"),
            ("decision = \"12\"\ndecided = 2027-01-01", "2027-01-01"),
            ("decision = \"12\"\ndecided = 2024-03-15\npublished = 2024-03-01", "published"),
            ("from = 2024-03-15\nuntil = 2024-03-01", "until"),
            ("decision = \"12\"\ndecided = 2024-03-15\nuntil = 2024-03-01", "until"),
            ("boundary = \"../ranh.geojson\"", "../ranh.geojson"),
            ("[documents]\n\"QĐ\" = \"../../../etc/passwd\"", "../../../etc/passwd"),
            ("[documents]\n\"QĐ\" = { file = \"/etc/passwd\" }", "/etc/passwd"),
            ("exclusive = \"yes\"", "exclusive"),
            ("documents = [\"qd.pdf\"]", "documents"),
            ("[documents]\nA = { file = \"a.pdf\", kind = \"letter\" }", "drawing"),
            ("[documents]\nA = { file = \"a.pdf\", page = 3 }", "pages"),
            ("[documents]\nA = { kind = \"drawing\" }", "file"),
            ("[documents]\nA = { file = \"a.pdf\", pages = \"three\" }", "pages"),
            ("issuer = \"a\\u0007\"", "issuer"),
        ] {
            let error = read(more).expect_err(more);
            for language in Language::ALL {
                let sentence = language.say(&error.message());
                assert!(sentence.contains(said) && sentence.contains("plan.toml"), "{more}: {sentence}");
            }
        }
        let other = WHOLE.replace("urban", "town");
        let error = PlanFile::parsed(Path::new("plan.toml"), other.as_bytes(), TODAY).expect_err("no such kind");
        assert!(Language::default().say(&error.message()).contains("land_use"));
        let nameless = WHOLE.replace("Phân khu", " ");
        let error = PlanFile::parsed(Path::new("plan.toml"), nameless.as_bytes(), TODAY).expect_err("no name");
        assert!(matches!(&error, PlanError::MissingKey { keys, .. } if keys == "name"), "{error}");
        let empty = PlanFile::parsed(Path::new("plan.toml"), b"kind = \"urban\"\npublished = 2024-03-15\n", TODAY);
        let said = Language::default().say(&empty.expect_err("it says hardly anything").message());
        assert!(said.contains("name, level, decision, decided, function_field, sign_field"), "{said}");
    }
}
