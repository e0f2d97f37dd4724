//! Units of an `.inp` file: the unit of flow decides between US customary and metric for everything else.

/// Metres in a foot.
const FOOT: f64 = 0.3048;
/// Millimetres in an inch.
const INCH: f64 = 25.4;
/// Litres in a cubic foot, a US gallon, an imperial gallon.
const CUBIC_FOOT: f64 = 28.316_846_592;
const GALLON: f64 = 3.785_411_784;
const IMPERIAL_GALLON: f64 = 4.546_09;
/// Cubic feet in an acre-foot.
const ACRE_FOOT: f64 = 43_560.0;
const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

/// The unit of flow of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FlowUnits {
    /// Cubic feet per second.
    Cfs,
    /// US gallons per minute: EPANET's unit if a file states none.
    #[default]
    Gpm,
    /// Millions of US gallons per day.
    Mgd,
    /// Millions of imperial gallons per day.
    Imgd,
    /// Acre-feet per day.
    Afd,
    /// Litres per second.
    Lps,
    /// Litres per minute.
    Lpm,
    /// Megalitres per day.
    Mld,
    /// Cubic metres per hour.
    Cmh,
    /// Cubic metres per day.
    Cmd,
    /// Cubic metres per second (EPANET 2.3).
    Cms,
}

/// What a number of a file measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    /// Elevations, heads, levels, lengths, diameters of tanks: feet or metres.
    Length,
    /// Diameters of pipes and valves: inches or millimetres.
    Diameter,
    /// Volumes of tanks: cubic feet or cubic metres.
    Volume,
    /// Flow.
    Flow,
    /// A number without unit, or whose unit is the file's own.
    Plain,
}

impl FlowUnits {
    const ALL: [Self; 11] = [
        Self::Cfs,
        Self::Gpm,
        Self::Mgd,
        Self::Imgd,
        Self::Afd,
        Self::Lps,
        Self::Lpm,
        Self::Mld,
        Self::Cmh,
        Self::Cmd,
        Self::Cms,
    ];

    /// By the word in the file.
    pub fn parse(word: &str) -> Option<Self> {
        let starts = |name: &str| word.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let found = Self::ALL.into_iter().find(|units| starts(units.name()));
        found.or_else(|| starts("SI").then_some(Self::Lps))
    }

    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cfs => "CFS",
            Self::Gpm => "GPM",
            Self::Mgd => "MGD",
            Self::Imgd => "IMGD",
            Self::Afd => "AFD",
            Self::Lps => "LPS",
            Self::Lpm => "LPM",
            Self::Mld => "MLD",
            Self::Cmh => "CMH",
            Self::Cmd => "CMD",
            Self::Cms => "CMS",
        }
    }

    /// True if lengths are in metres and diameters in millimetres, not feet and inches.
    pub fn is_metric(self) -> bool {
        !matches!(self, Self::Cfs | Self::Gpm | Self::Mgd | Self::Imgd | Self::Afd)
    }

    /// Litres per second in one of it.
    fn litres_per_second(self) -> f64 {
        match self {
            Self::Cfs => CUBIC_FOOT,
            Self::Gpm => GALLON / MINUTE,
            Self::Mgd => 1e6 * GALLON / DAY,
            Self::Imgd => 1e6 * IMPERIAL_GALLON / DAY,
            Self::Afd => ACRE_FOOT * CUBIC_FOOT / DAY,
            Self::Lps => 1.0,
            Self::Lpm => 1.0 / MINUTE,
            Self::Mld => 1e6 / DAY,
            Self::Cmh => 1e3 / HOUR,
            Self::Cmd => 1e3 / DAY,
            Self::Cms => 1e3,
        }
    }

    /// Our unit (metres, millimetres of diameters, cubic metres, litres per second) in one of the file's.
    pub(super) fn factor(self, quantity: Quantity) -> f64 {
        match quantity {
            Quantity::Plain => 1.0,
            Quantity::Flow => self.litres_per_second(),
            _ if self.is_metric() => 1.0,
            Quantity::Length => FOOT,
            Quantity::Diameter => INCH,
            Quantity::Volume => FOOT * FOOT * FOOT,
        }
    }

    /// A value of ours as the file writes it: ten digits, which is more than anybody measures and less than a conversion invents.
    pub(super) fn written(self, value: f64, quantity: Quantity) -> String {
        let own = value / self.factor(quantity);
        let rounded: f64 = format!("{own:.9e}").parse().unwrap_or(own);
        format!("{rounded}")
    }
}

/// The formula of head loss, which decides what roughness means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeadLoss {
    /// Hazen-Williams.
    #[default]
    HazenWilliams,
    /// Darcy-Weisbach.
    DarcyWeisbach,
    /// Chezy-Manning.
    ChezyManning,
}

impl HeadLoss {
    const ALL: [Self; 3] = [Self::HazenWilliams, Self::DarcyWeisbach, Self::ChezyManning];

    /// By the word in the file.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|formula| word.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(formula.name())))
    }

    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::HazenWilliams => "H-W",
            Self::DarcyWeisbach => "D-W",
            Self::ChezyManning => "C-M",
        }
    }

    /// The roughness EPANET takes where a pipe has none.
    pub fn usual_roughness(self) -> f64 {
        match self {
            Self::HazenWilliams => 130.0,
            Self::DarcyWeisbach => 0.0005,
            Self::ChezyManning => 0.01,
        }
    }
}

/// What of `[OPTIONS]` says how the numbers of a file are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InpOptions {
    /// The unit of flow, and with it all others.
    pub units: FlowUnits,
    /// The formula of head loss.
    pub headloss: HeadLoss,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flows_become_litres_per_second() {
        for (word, litres) in [
            ("CFS", 28.317),
            ("gpm", 0.06309),
            ("MGD", 43.813),
            ("IMGD", 52.617),
            ("AFD", 14.276),
            ("LPS", 1.0),
            ("LPM", 0.016_667),
            ("MLD", 11.574),
            ("CMH", 0.277_78),
            ("CMD", 0.011_574),
            ("SI", 1.0),
        ] {
            let units = FlowUnits::parse(word).unwrap();
            let factor = units.factor(Quantity::Flow);
            assert!((factor / litres - 1.0).abs() < 1e-4, "{word}: {factor}");
        }
        assert_eq!(FlowUnits::parse("barrels"), None);
    }

    #[test]
    fn a_value_goes_back_into_the_files_units() {
        assert_eq!(FlowUnits::Gpm.written(254.0, Quantity::Diameter), "10");
        assert_eq!(FlowUnits::Gpm.written(100.0, Quantity::Length), "328.0839895");
        assert_eq!(FlowUnits::Lps.written(254.0, Quantity::Diameter), "254");
    }
}
