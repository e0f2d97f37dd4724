//! What an import did: counts that add up, and findings with a place and a remedy; `sentences` says them, `document` is their JSON, `places` where on earth they lie.

mod document;
mod places;
mod sentences;

use std::collections::BTreeMap;
use std::io::Read;

use spatial_core::crs::Crs;
use spatial_core::geometry::Envelope;
use spatial_core::layer::{FieldType, Kind, Meaning, Revision};
use spatial_core::message::Message;

use crate::text::Encoding;

pub use document::ReportDocument;
pub(crate) use places::in_degrees;
pub(crate) use sentences::CODES;
use sentences::SENTENCES;

/// Findings kept in full; the rest is counted by code. A report of this size is about 3 MB of JSON.
pub const MAX_FINDINGS: usize = 10_000;

/// The outcome of an import. `read == loaded + quarantined`, `repaired <= loaded`.
#[derive(Debug, Clone)]
pub struct Report {
    /// The layer, or the network.
    pub layer: String,
    /// What its features are.
    pub kind: Kind,
    /// Its reference system.
    pub crs: Crs,
    /// True if nothing was written because that was asked.
    pub is_dry_run: bool,
    /// Records in the files.
    pub read: u64,
    /// Records that became features.
    pub loaded: u64,
    /// Of those: geometries that had to be mended.
    pub repaired: u64,
    /// Records put aside.
    pub quarantined: u64,
    /// Of the loaded: new features.
    pub inserted: u64,
    /// Of the loaded: features updated (mode `update`).
    pub updated: u64,
    /// The commit that published the layer.
    pub revision: Option<Revision>,
    /// The first [`MAX_FINDINGS`] findings.
    pub findings: Vec<Finding>,
    /// All findings, by code.
    pub counts: BTreeMap<&'static str, u64>,
    /// Only staff see the layer, until somebody publishes it.
    pub is_unpublished: bool,
    /// Its fields and what they hold, in order.
    pub fields: Vec<(String, FieldType)>,
    /// Box around all that was loaded, in the layer's system.
    pub extent: Option<Envelope>,
    /// What the text was read as, where that is known.
    pub encoding: Option<Encoding>,
    /// Fields that anyone may see.
    pub public_fields: Vec<String>,
    /// Fields for staff only.
    pub private_fields: Vec<String>,
    /// What fields were taken for, in order; those taken for nothing are left out.
    pub meanings: Vec<(String, Meaning)>,
    /// Files beside those with the records that were taken, too, as they were named.
    pub files: Vec<String>,
    /// Which records the features were, in the order of their ids in a new layer.
    pub origins: Origins,
    /// Mode `update`: the keys of the loaded records, hashed.
    pub(crate) keys: Vec<u64>,
}

/// The records that were loaded, in order: a run for each stretch of a file without one that was put aside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(Vec<Run>);

/// Records of a file that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    file: String,
    /// Number of the first record.
    record: u64,
    /// How many features there were before it.
    before: u64,
    count: u64,
}

impl Origins {
    pub(crate) fn add(&mut self, file: &str, record: u64) {
        match self.0.last_mut() {
            Some(run) if run.file == file && run.record + run.count == record => run.count += 1,
            last => {
                let before = last.map_or(0, |run| run.before + run.count);
                self.0.push(Run { file: file.to_owned(), record, before, count: 1 });
            }
        }
    }

    /// File name and record number of a feature, counted from 0.
    pub fn of(&self, feature: u64) -> Option<(&str, u64)> {
        let run = self.0.get(self.0.partition_point(|run| run.before <= feature).checked_sub(1)?)?;
        let within = feature - run.before;
        (within < run.count).then(|| (run.file.as_str(), run.record + within))
    }
}

/// Something wrong, or worth knowing, in the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// File name, without folders.
    pub file: String,
    /// Record number in the file, from 1; none if it concerns the file.
    pub record: Option<u64>,
    /// Line of the file, from 1, where records are lines or span several.
    pub line: Option<u64>,
    /// The record's own key, if it has one.
    pub key: Option<String>,
    /// The field, or `geometry`.
    pub field: Option<String>,
    /// A place to look at, in the layer's system.
    pub place: Option<[f64; 2]>,
    /// What became of the record.
    pub outcome: Outcome,
    /// Kebab-case code; the sentences are `finding-<code>-reason` and `finding-<code>-remedy`.
    pub code: &'static str,
    /// What the sentences need, besides `outcome`.
    pub params: Vec<(&'static str, String)>,
    /// All elements concerned, by their codes, where there are several.
    pub elements: Vec<String>,
    /// The id of what can be done about it, for who accepts it.
    pub mend: Option<String>,
}

/// What became of a record with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Loaded as it is.
    Noted,
    /// Loaded, mended.
    Repaired,
    /// Put aside.
    Quarantined,
}

impl Outcome {
    /// The word in reports, and the sentences' selector.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Noted => "noted",
            Self::Repaired => "repaired",
            Self::Quarantined => "quarantined",
        }
    }
}

impl Finding {
    /// A finding about a file; the rest is filled in by who knows more.
    pub(crate) fn about(file: String, code: &'static str) -> Self {
        Self {
            file,
            record: None,
            line: None,
            key: None,
            field: None,
            place: None,
            outcome: Outcome::Noted,
            code,
            params: Vec::new(),
            elements: Vec::new(),
            mend: None,
        }
    }

    /// The value it is about, if it is about one.
    pub fn value(&self) -> Option<&str> {
        self.params.iter().find(|(name, _)| *name == "value").map(|(_, value)| value.as_str())
    }

    /// What is wrong: a message whose code is one of [`crate::codes`].
    pub fn reason(&self) -> Message {
        self.sentence(0)
    }

    /// What to do about it.
    pub fn remedy(&self) -> Message {
        self.sentence(1)
    }

    fn sentence(&self, which: usize) -> Message {
        let code =
            SENTENCES.iter().find(|(code, _)| *code == self.code).map_or("finding-unknown", |(_, ids)| ids[which]);
        let mut message = Message::new(code).with("outcome", self.outcome.as_str());
        message.params.extend(self.params.iter().cloned());
        message
    }
}

impl Report {
    /// What is said of the file, without what was noted of each of its records: for who keeps many reports.
    #[must_use]
    pub fn without_records(self) -> Self {
        Self { origins: Origins::default(), keys: Vec::new(), ..self }
    }

    pub(crate) fn new(layer: &str) -> Self {
        Self {
            layer: layer.to_owned(),
            kind: Kind::Feature,
            crs: Crs::WGS84,
            is_dry_run: false,
            read: 0,
            loaded: 0,
            repaired: 0,
            quarantined: 0,
            inserted: 0,
            updated: 0,
            revision: None,
            findings: Vec::new(),
            counts: BTreeMap::new(),
            is_unpublished: false,
            fields: Vec::new(),
            extent: None,
            encoding: None,
            public_fields: Vec::new(),
            private_fields: Vec::new(),
            meanings: Vec::new(),
            files: Vec::new(),
            origins: Origins::default(),
            keys: Vec::new(),
        }
    }

    /// Both as one: of layers that came from the same files, one after the other.
    pub fn with(mut self, next: Self) -> Self {
        self.layer = format!("{}, {}", self.layer, next.layer);
        self.read += next.read;
        self.loaded += next.loaded;
        self.repaired += next.repaired;
        self.quarantined += next.quarantined;
        self.inserted += next.inserted;
        self.updated += next.updated;
        self.revision = next.revision.or(self.revision);
        self.is_unpublished |= next.is_unpublished;
        for (code, count) in next.counts {
            *self.counts.entry(code).or_default() += count;
        }
        let room = MAX_FINDINGS.saturating_sub(self.findings.len());
        self.findings.extend(next.findings.into_iter().take(room));
        let new = |known: &[String], names: Vec<String>| -> Vec<String> {
            names.into_iter().filter(|name| !known.contains(name)).collect()
        };
        let public = new(&self.public_fields, next.public_fields);
        self.public_fields.extend(public);
        let private = new(&self.private_fields, next.private_fields);
        self.private_fields.extend(private);
        let meanings: Vec<_> = next
            .meanings
            .into_iter()
            .filter(|(name, _)| !self.meanings.iter().any(|(known, _)| known == name))
            .collect();
        self.meanings.extend(meanings);
        self
    }

    /// Counts a finding, and keeps it while there is room.
    pub fn find(&mut self, finding: Finding) {
        *self.counts.entry(finding.code).or_default() += 1;
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(finding);
        }
    }
}

/// True for a file that is empty or begins as our reports do, and so may be overwritten by the next one.
pub fn is_report(file: impl Read) -> bool {
    const BEGINNING: &[u8] = b"{\n  \"layer\": ";
    let mut read = Vec::new();
    let found = file.take(BEGINNING.len() as u64).read_to_end(&mut read);
    found.is_ok() && (read.is_empty() || read == BEGINNING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_know_their_records_though_some_were_put_aside() {
        let mut origins = Origins::default();
        for (file, record) in [("a.shp", 1), ("a.shp", 2), ("a.shp", 5), ("b.shp", 1), ("b.shp", 2)] {
            origins.add(file, record);
        }
        let all: Vec<_> = (0..6).map(|feature| origins.of(feature)).collect();
        let expected = [("a.shp", 1), ("a.shp", 2), ("a.shp", 5), ("b.shp", 1), ("b.shp", 2)].map(Some);
        assert_eq!((&all[..5], all[5]), (&expected[..], None));
        assert_eq!(Origins::default().of(0), None);
    }

    #[test]
    fn findings_beyond_the_limit_are_still_counted() {
        let mut report = Report::new("parcels");
        let finding = Finding::about("a.geojson".into(), "geometry-missing");
        for _ in 0..MAX_FINDINGS + 5 {
            report.find(finding.clone());
        }
        assert_eq!(report.findings.len(), MAX_FINDINGS);
        assert_eq!(report.counts["geometry-missing"], (MAX_FINDINGS + 5) as u64);
        assert_eq!(finding.remedy().code, "finding-geometry-missing-remedy");
    }
}
