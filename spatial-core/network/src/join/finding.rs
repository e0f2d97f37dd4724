//! Findings: what is wrong with the records, whose they are, where, and what can be done.

use spatial_core::message::{Message, Say};

use super::mend::Mend;
use super::records::Spot;

/// What is wrong. In the order in which findings are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JoinKind {
    /// So much lies in one place that not everything was compared.
    Crowded,
    /// A line has no course that can be used, or a point no place.
    Broken,
    /// A line has no length, or lies within the tolerance of one node.
    Short,
    /// A code another record has, too.
    SameCode,
    /// A line lies where another does, from end to end.
    Duplicate,
    /// A line lies on a stretch of another.
    Overlap,
    /// Two lines cross without a node they share.
    Crossing,
    /// A line crosses itself.
    SelfCrossing,
    /// An end misses what lies near.
    Gap,
    /// A point lies on no line.
    OffPipe,
    /// A point lies on no line, and none is near.
    NoPipe,
    /// A valve stands where several pipes meet, and nobody can tell on which of them.
    Crossroads,
    /// A device stands between two lines that are equally near.
    Between,
    /// A second point stands where there is a node already.
    Shared,
    /// There is no source at all.
    NoSource,
    /// Nothing leads from a part of the network to a source.
    DryPart,
    /// No pipe lies near a meter.
    MeterFar,
    /// The pipes near a meter are none that customers may hang on.
    MeterUnfit,
    /// The pipes near a meter lie on the other side.
    MeterAcross,
    /// A meter that was there before: customers are counted once.
    MeterAgain,
}

/// How much depends on a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JoinWeight {
    /// It may be as it should be.
    Low,
    /// Traces may go wrong there.
    Middle,
    /// Something is missing from the network, or all traces go wrong.
    High,
}

impl JoinKind {
    /// All of them, in their order.
    pub const ALL: [Self; 20] = [
        Self::Crowded,
        Self::Broken,
        Self::Short,
        Self::SameCode,
        Self::Duplicate,
        Self::Overlap,
        Self::Crossing,
        Self::SelfCrossing,
        Self::Gap,
        Self::OffPipe,
        Self::NoPipe,
        Self::Crossroads,
        Self::Between,
        Self::Shared,
        Self::NoSource,
        Self::DryPart,
        Self::MeterFar,
        Self::MeterUnfit,
        Self::MeterAcross,
        Self::MeterAgain,
    ];

    /// Its code: the code of its sentence.
    pub fn code(self) -> &'static str {
        self.message().code
    }

    /// How much depends on it.
    pub const fn weight(self) -> JoinWeight {
        match self {
            Self::Crowded | Self::Broken | Self::OffPipe | Self::NoPipe | Self::NoSource | Self::DryPart => {
                JoinWeight::High
            }
            Self::Gap | Self::Crossing | Self::SelfCrossing | Self::SameCode => JoinWeight::Low,
            _ => JoinWeight::Middle,
        }
    }

    fn message(self) -> Message {
        match self {
            Self::Crowded => Message::new("network-join-crowded"),
            Self::Broken => Message::new("network-join-broken"),
            Self::Short => Message::new("network-join-short"),
            Self::SameCode => Message::new("network-join-same-code"),
            Self::Duplicate => Message::new("network-join-duplicate"),
            Self::Overlap => Message::new("network-join-overlap"),
            Self::Crossing => Message::new("network-join-crossing"),
            Self::SelfCrossing => Message::new("network-join-self-crossing"),
            Self::Gap => Message::new("network-join-gap"),
            Self::OffPipe => Message::new("network-join-off-pipe"),
            Self::NoPipe => Message::new("network-join-no-pipe"),
            Self::Crossroads => Message::new("network-join-crossroads"),
            Self::Between => Message::new("network-join-between"),
            Self::Shared => Message::new("network-join-shared"),
            Self::NoSource => Message::new("network-join-no-source"),
            Self::DryPart => Message::new("network-join-dry-part"),
            Self::MeterFar => Message::new("network-join-meter-far"),
            Self::MeterUnfit => Message::new("network-join-meter-unfit"),
            Self::MeterAcross => Message::new("network-join-meter-across"),
            Self::MeterAgain => Message::new("network-join-meter-again"),
        }
    }
}

/// Which list a record is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordList {
    /// `lines`
    Lines,
    /// `points`
    Points,
    /// `meters`
    Meters,
}

/// A record, as findings name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordName {
    /// Its list.
    pub list: RecordList,
    /// Its number in its file.
    pub record: u64,
    /// Its code; one that was blank or stood twice is told from others by the number of its record.
    pub code: String,
}

/// Something wrong with the records.
#[derive(Debug, Clone, PartialEq)]
pub struct JoinFinding {
    /// What.
    pub kind: JoinKind,
    /// Whose it is; others concerned follow.
    pub records: Vec<RecordName>,
    /// Where.
    pub place: Option<Spot>,
    /// Metres: of a gap, of a way to the nearest pipe, of a shared stretch.
    pub metres: Option<f64>,
    /// How many lines, pipes or records are concerned.
    pub count: usize,
    /// What can be done.
    pub mend: Option<Mend>,
    /// True if that was done.
    pub is_mended: bool,
}

impl JoinFinding {
    pub(super) fn new(kind: JoinKind, records: Vec<RecordName>) -> Self {
        let count = records.len();
        Self { kind, records, place: None, metres: None, count, mend: None, is_mended: false }
    }

    pub(super) fn at(self, place: Spot) -> Self {
        Self { place: Some(place), ..self }
    }

    pub(super) fn measuring(self, metres: f64) -> Self {
        Self { metres: Some(metres), ..self }
    }

    pub(super) fn counting(self, count: usize) -> Self {
        Self { count, ..self }
    }

    pub(super) fn offering(self, mend: Mend) -> Self {
        Self { mend: Some(mend), ..self }
    }

    /// In order of kind, record and place.
    pub(super) fn order(&self, other: &Self) -> std::cmp::Ordering {
        let [here, there] = [self, other].map(|finding| finding.place.unwrap_or_default());
        self.kind
            .cmp(&other.kind)
            .then_with(|| self.records.cmp(&other.records))
            .then(here[0].total_cmp(&there[0]))
            .then(here[1].total_cmp(&there[1]))
    }
}

impl Say for JoinFinding {
    fn message(&self) -> Message {
        let name = |at: usize| self.records.get(at);
        let code = |at: usize| name(at).map_or_else(String::new, |record| record.code.clone());
        self.kind
            .message()
            .with("code", code(0))
            .with("record", name(0).map_or(0, |record| record.record))
            .with("other", code(1))
            .with("metres", format!("{:.2}", self.metres.unwrap_or_default()))
            .with("count", self.count)
    }
}

impl Say for Mend {
    fn message(&self) -> Message {
        match self {
            Self::Join { lines: [one, other], .. } => {
                Message::new("network-mend-join").with("code", one).with("other", other)
            }
            Self::Extend { line, from, to } => Message::new("network-mend-extend")
                .with("code", line)
                .with("metres", format!("{:.2}", (to[0] - from[0]).hypot(to[1] - from[1]))),
            Self::Move { point, from, to } => Message::new("network-mend-move")
                .with("code", point)
                .with("metres", format!("{:.2}", (to[0] - from[0]).hypot(to[1] - from[1]))),
            Self::Drop { line } => Message::new("network-mend-drop").with("code", line),
            Self::Trim { line, .. } => Message::new("network-mend-trim").with("code", line),
            Self::Supply { .. } => Message::new("network-mend-supply"),
        }
    }
}
