//! Sections of an `.inp` file, known as EPANET knows them: by the first four letters, whatever their case.

/// A section, by what is done with its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Junctions,
    Reservoirs,
    Tanks,
    Pipes,
    Pumps,
    Valves,
    Demands,
    Status,
    Tags,
    Coordinates,
    Vertices,
    /// Kept as it is, and looked into for the units.
    Options,
    /// Kept as it is: its name.
    Kept(&'static str),
    /// No section of EPANET's.
    Unknown,
    End,
}

use Section::{
    Coordinates, Demands, End, Junctions, Kept, Options, Pipes, Pumps, Reservoirs, Status, Tags, Tanks, Unknown,
    Valves, Vertices,
};

/// Sections whose rows belong to elements, in the order in which EPANET needs them: nodes, links, what is said of both.
pub(super) const OF_ELEMENTS: [Section; 11] =
    [Junctions, Reservoirs, Tanks, Pipes, Pumps, Valves, Demands, Status, Tags, Coordinates, Vertices];

/// All of EPANET 2.2, and `LEAKAGE` of 2.3.
const ALL: [Section; 30] = [
    Junctions,
    Reservoirs,
    Tanks,
    Pipes,
    Pumps,
    Valves,
    Demands,
    Status,
    Tags,
    Coordinates,
    Vertices,
    Options,
    Kept("TITLE"),
    Kept("CONTROLS"),
    Kept("RULES"),
    Kept("SOURCES"),
    Kept("EMITTERS"),
    Kept("LEAKAGE"),
    Kept("PATTERNS"),
    Kept("CURVES"),
    Kept("QUALITY"),
    Kept("ROUGHNESS"),
    Kept("ENERGY"),
    Kept("REACTIONS"),
    Kept("MIXING"),
    Kept("REPORT"),
    Kept("TIMES"),
    Kept("LABELS"),
    Kept("BACKDROP"),
    End,
];

/// So many letters tell a section from all others.
const TELLING: usize = 4;

impl Section {
    /// By the first word of a heading, which begins with a bracket.
    pub(super) fn of_heading(word: &str) -> Self {
        Self::of_name(word.trim_start_matches('[').trim_end_matches(']'))
    }

    /// By its name.
    pub(super) fn of_name(name: &str) -> Self {
        let start = |section: &Section| &section.name()[..TELLING.min(section.name().len())];
        let is_it = |section: &Section| {
            name.get(..start(section).len()).is_some_and(|own| own.eq_ignore_ascii_case(start(section)))
        };
        ALL.into_iter().find(is_it).unwrap_or(Unknown)
    }

    /// Its name as EPANET writes it, without brackets.
    pub(super) fn name(self) -> &'static str {
        match self {
            Junctions => "JUNCTIONS",
            Reservoirs => "RESERVOIRS",
            Tanks => "TANKS",
            Pipes => "PIPES",
            Pumps => "PUMPS",
            Valves => "VALVES",
            Demands => "DEMANDS",
            Status => "STATUS",
            Tags => "TAGS",
            Coordinates => "COORDINATES",
            Vertices => "VERTICES",
            Options => "OPTIONS",
            Kept(name) => name,
            Unknown => "?",
            End => "END",
        }
    }

    /// Where it stands among [`OF_ELEMENTS`]; none for sections that are kept whole.
    pub(super) fn rank(self) -> Option<usize> {
        OF_ELEMENTS.iter().position(|section| *section == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_go_by_their_first_letters() {
        for (heading, section) in [
            ("[JUNCTIONS]", Junctions),
            ("[junc]", Junctions),
            ("[Coord", Coordinates),
            ("[CONTROLS]", Kept("CONTROLS")),
            ("[End]", End),
            ("[TAG]", Unknown),
            ("[]", Unknown),
            ("[ống]", Unknown),
        ] {
            assert_eq!(Section::of_heading(heading), section, "{heading}");
        }
    }
}
