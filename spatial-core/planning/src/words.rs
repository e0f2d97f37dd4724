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
    /// What kind of plan it is (loại quy hoạch): plans of one kind are put in order, those of two stand beside each other.
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
