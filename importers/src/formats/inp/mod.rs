//! EPANET 2.2 input files (`.inp`): a network of water pipes, read with findings by line, and written so that what nobody changed comes back
//! character for character.
//!
//! [`read()`] makes an [`InpNetwork`] of a file: nodes and links with values in metres, millimetres and litres per second, and the sections
//! that belong to no element as they stand. Each element keeps its `source`, all that was said of it as one text: its row, comments above it,
//! and behind `[COOR]`, `[VERT]`, `[DEMA]`, `[STAT]` or `[TAGS]` its rows of those sections. [`write()`] reads the source anew, and puts in their
//! place only values that differ. So a table with a column for the source and one for each value in use holds a network:
//! [`InpNode::restored`] and [`InpLink::restored`] read the rest, [`InpNetwork::assembled`] the units.
//!
//! Files in reading order: `lines`, `row`, `section`, `sorted` (which rows stand where), `fields` (columns of a row), `units`, `source`,
//! `node`, `link`, `read`, `write`.

mod error;
mod fields;
mod lines;
mod link;
mod node;
mod read;
mod row;
mod section;
mod sorted;
mod source;
mod units;
mod write;

#[cfg(test)]
mod tests;

pub use error::InpError;
pub use lines::MAX_BYTES;
pub use link::{InpLink, LinkKind, LinkStatus, ValveKind};
pub use node::{InpNode, InpTank, NodeKind};
pub use read::read;
pub use units::{FlowUnits, HeadLoss, InpOptions};
pub use write::write;

pub(crate) use source::renamed;

use crate::record::LineFindings;
use crate::text::whole;
use section::Section;

/// Codes of refusals; those of findings stand with all others.
pub(crate) const CODES: &[&str] = error::CODES;

/// The line of a section's text at which its elements stand; no file has it there, where it would begin a section of its own.
pub const ROWS: &str = "[rows]";

/// True if a file begins as EPANET's do: the first line that says something is the heading of a section it knows.
#[must_use]
pub fn is_inp(start: &[u8]) -> bool {
    let text = whole(start, None).text;
    let first = lines::lines(&text).find(|line| !line.is_blank());
    let heading = first.and_then(|line| line.heading());
    heading.is_some_and(|heading| Section::of_heading(heading) != Section::Unknown)
}

/// A network of an `.inp` file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct InpNetwork {
    /// How its numbers are to be understood.
    pub options: InpOptions,
    /// All sections in the order of the file.
    pub sections: Vec<InpSection>,
    /// Junctions, reservoirs and tanks, in the order of the file.
    pub nodes: Vec<InpNode>,
    /// Pipes, pumps and valves, in the order of the file.
    pub links: Vec<InpLink>,
}

/// A section as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InpSection {
    /// Its name as EPANET writes it, without brackets; as the file writes it, if EPANET does not know it; nothing for what stands before
    /// the first.
    pub name: String,
    /// Heading and lines with what ends them. Where elements stood, [`ROWS`] stands.
    pub text: String,
}

impl InpSection {
    /// By its heading, as whoever reads the file will see it.
    fn section(&self) -> Section {
        let heading = lines::lines(&self.text).next().and_then(|line| line.heading());
        heading.map_or(Section::Unknown, Section::of_heading)
    }
}

impl InpNetwork {
    /// A network of what was kept: the options stand in its sections.
    #[must_use]
    pub fn assembled(sections: Vec<InpSection>, nodes: Vec<InpNode>, links: Vec<InpLink>) -> Self {
        Self { options: Self::options_of(&sections), sections, nodes, links }
    }

    /// What sections say of how numbers are to be understood.
    #[must_use]
    pub fn options_of(sections: &[InpSection]) -> InpOptions {
        read::options(sections, &[], &mut LineFindings::default())
    }

    /// The lines of its title.
    #[must_use]
    pub fn title(&self) -> Vec<&str> {
        let titles = self.sections.iter().filter(|section| section.name == "TITLE");
        let lines = titles.flat_map(|section| section.text.lines().skip(1)).map(str::trim);
        lines.filter(|line| !line.is_empty() && !line.starts_with(';')).collect()
    }
}
