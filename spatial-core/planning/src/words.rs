//! The words of the register: those that put plans in order (kind, level, adjustment), and what a line
//! or a document is. Whatever else stands there is none of them, and a draft
//! that says it is refused.

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in the register.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Reads the word.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == text)
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What kind of plan it is (loại quy hoạch).
    PlanKind {
        /// Urban (quy hoạch đô thị).
        Urban = "urban",
        /// Rural (quy hoạch nông thôn).
        Rural = "rural",
        /// Of a functional area (quy hoạch khu chức năng).
        FunctionalArea = "functional_area",
        /// Land-use plan (quy hoạch sử dụng đất).
        LandUse = "land_use",
        /// Annual land-use plan (kế hoạch sử dụng đất hằng năm).
        AnnualLandUse = "annual_land_use",
        /// Of a sector (quy hoạch ngành).
        Sector = "sector",
    }
}

/// Plans that are put in order among each other; plans of two groups stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanGroup<'a> {
    /// Urban and rural plans and those of functional areas: one law has them (Luật Quy hoạch đô thị và nông thôn, 47/2024/QH15), and of one
    /// place one of them says what may be built.
    Spatial,
    /// Land-use plans.
    LandUse,
    /// Annual land-use plans.
    AnnualLandUse,
    /// Plans of sectors: roads and power lines of one place are two plans that hold both, so none goes before another.
    Sector,
    /// Of a kind we do not know.
    Other(&'a str),
}

impl<'a> PlanGroup<'a> {
    /// Of a kind as the register has it.
    pub fn of(kind: &'a str) -> Self {
        match PlanKind::parse(kind) {
            Some(PlanKind::Urban | PlanKind::Rural | PlanKind::FunctionalArea) => Self::Spatial,
            Some(PlanKind::LandUse) => Self::LandUse,
            Some(PlanKind::AnnualLandUse) => Self::AnnualLandUse,
            Some(PlanKind::Sector) => Self::Sector,
            None => Self::Other(kind),
        }
    }

    /// The word in answers.
    pub fn as_str(self) -> &'a str {
        match self {
            Self::Spatial => "spatial",
            Self::LandUse => PlanKind::LandUse.as_str(),
            Self::AnnualLandUse => PlanKind::AnnualLandUse.as_str(),
            Self::Sector => PlanKind::Sector.as_str(),
            Self::Other(kind) => kind,
        }
    }

    /// True if its plans stand beside each other, too.
    pub fn is_shared(self) -> bool {
        self == Self::Sector
    }
}

words! {
    /// How detailed a plan is (cấp độ).
    Level {
        /// General (quy hoạch chung).
        General = "general",
        /// Subdivision (quy hoạch phân khu).
        Subdivision = "subdivision",
        /// Detailed (quy hoạch chi tiết).
        Detailed = "detailed",
        /// Detailed by the shortened procedure (quy hoạch chi tiết rút gọn).
        Shortened = "shortened",
    }
}

words! {
    /// What a plan is to earlier ones (loại điều chỉnh).
    Adjustment {
        /// The first of its area.
        First = "first",
        /// It takes the place of the plan it adjusts.
        Whole = "whole",
        /// It takes the place of the plan it adjusts within its own boundary.
        Local = "local",
    }
}

words! {
    /// What a line of a plan is (loại chỉ giới).
    LineKind {
        /// Red line (chỉ giới đường đỏ): between the land of a road and other land.
        RedLine = "red_line",
        /// Edge of a road as it is built or drawn (ranh giới đường).
        RoadBoundary = "road_boundary",
        /// Centreline of a road (tim đường).
        Centreline = "centreline",
        /// Building line (chỉ giới xây dựng): how far buildings may come.
        BuildingLine = "building_line",
        /// Corner splay (vạt góc): what a crossing takes of the corner of a lot.
        CornerSplay = "corner_splay",
        /// Edge of a safety corridor (hành lang an toàn).
        SafetyCorridor = "safety_corridor",
    }
}

words! {
    /// What a document of a plan is (loại văn bản, bản vẽ).
    DocumentKind {
        /// A decision (quyết định).
        Decision = "decision",
        /// The report that explains it (thuyết minh).
        Report = "report",
        /// A drawing (bản vẽ).
        Drawing = "drawing",
        /// What is to be kept to when it is carried out (quy định quản lý).
        Regulation = "regulation",
        /// A list, of projects say (danh mục).
        List = "list",
        /// What it was handed in or appraised with (tờ trình, báo cáo thẩm định).
        Submission = "submission",
        /// Something else (văn bản khác).
        Other = "other",
    }
}

words! {
    /// Which public body carries a project out (loại chủ đầu tư): of others nothing is kept, for they may be persons.
    InvestorKind {
        /// An authority (cơ quan nhà nước).
        State = "state",
        /// A public service unit (đơn vị sự nghiệp công lập).
        PublicUnit = "public_unit",
        /// An enterprise of the state (doanh nghiệp nhà nước).
        StateEnterprise = "state_enterprise",
    }
}

impl Level {
    /// The higher goes before the lower. A plan of the shortened procedure is as detailed as any.
    pub fn rank(self) -> u8 {
        match self {
            Self::General => 1,
            Self::Subdivision => 2,
            Self::Detailed | Self::Shortened => 3,
        }
    }
}
