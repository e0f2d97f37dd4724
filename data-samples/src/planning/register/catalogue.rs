//! Which plans there are. The first is a detailed plan in force, the second a draft of one; then those of the whole city and of its parts,
//! one in each state, and detailed plans of new towns. Names say that they are samples; no person stands behind them.

use ::planning::{Adjustment, Level, PlanDraft, PlanKind};
use spatial_core::layer::FeatureId;

use crate::city::City;
use crate::planning::register::ground::Ground;
use crate::planning::register::life::{self, Decision, Moved};
use crate::planning::register::lots::Half;
use crate::planning::register::plan::SamplePlan;
use crate::planning::register::quarters;
use crate::planning::register::sheets::Words;
use crate::planning::register::towns::towns;
use crate::terrain::GridCell;

pub(super) const STATE: &str = "Thủ tướng Chính phủ";
pub(super) const PROVINCE: &str = "UBND tỉnh Bà Rịa – Vũng Tàu";
pub(super) const CITY: &str = "UBND Thành phố Hồ Chí Minh";
pub(super) const BUILDING: &str = "Sở Xây dựng";
const LAND: &str = "Sở Nông nghiệp và Môi trường";

/// The first rows of quarters inland of the coast, and of the north.
const CENTRE_FROM: i64 = -2;
const NORTH_FROM: i64 = 13;
/// The zones the local adjustment draws anew.
const ADJUSTED: [GridCell; 2] = [GridCell { i: -2, j: -1 }, GridCell { i: -2, j: 0 }];

/// The plans of a city, in the order of their ids from 1.
pub(crate) fn sample_plans(city: &City) -> Vec<SamplePlan> {
    let mut list = List { city, plans: Vec::new() };
    list.first_detailed();
    list.general();
    list.subdivisions();
    list.land_use();
    list.others();
    list.under_way();
    list.ended();
    list.plans.extend(towns(city));
    list.plans
}

/// What a plan is called, and who makes it.
pub(super) fn head([code, name]: [&str; 2], kind: PlanKind, level: Level, [office, issuer]: [&str; 2]) -> PlanDraft {
    PlanDraft {
        code: code.to_owned(),
        name: format!("{name} (mẫu)"),
        kind: Some(kind),
        level: Some(level),
        adjustment: Some(Adjustment::First),
        office: office.to_owned(),
        issuer: Some(issuer.to_owned()),
        is_exclusive: Some(true),
        ..PlanDraft::default()
    }
}

fn day(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// The list as far as it is written.
struct List<'a> {
    city: &'a City,
    plans: Vec<SamplePlan>,
}

impl List<'_> {
    fn add(&mut self, head: PlanDraft, ground: Ground, life: Vec<Moved>) {
        self.plans.push(SamplePlan { head, life, ward: None, ground });
    }

    fn first_detailed(&mut self) {
        let urban = [BUILDING, CITY];
        let first = head(
            ["79QCT1250001", "Quy hoạch chi tiết 1/500 khu trung tâm phường"],
            PlanKind::Urban,
            Level::Detailed,
            urban,
        );
        let decision = Decision("2077/QĐ-UBND", "2025-10-17", CITY);
        let first = PlanDraft { published: day("2025-10-25"), ..first };
        let cells: Vec<GridCell> = self.city.cells().take(1).collect();
        self.add(first, Ground::Districts { cells }, life::entered(decision, "2025-11-01"));
        self.place_in(0);
        let draft = head(
            ["79QCT1260002", "Quy hoạch chi tiết 1/500 khu dân cư phía Đông"],
            PlanKind::Urban,
            Level::Detailed,
            urban,
        );
        self.special(draft, 0, Vec::new());
    }

    /// The general plan, and the one it replaced.
    fn general(&mut self) {
        let former = head(
            ["79QHC1050001", "Quy hoạch chung đô thị đến năm 2020"],
            PlanKind::Urban,
            Level::General,
            [BUILDING, STATE],
        );
        let decided = Decision("1165/QĐ-TTg", "2023-10-09", STATE);
        let mut life = life::entered(Decision("235/QĐ-TTg", "2005-09-12", STATE), "2005-09-12");
        life.push(life::replaced(self.plans.len() + 1, decided, "2023-10-09"));
        let ground = |salt| Ground::Sheet { size: 6, words: Words::Functions, salt };
        self.add(PlanDraft { published: day("2005-09-20"), ..former }, ground(9000), life);
        let general = head(
            ["79QHC1230001", "Quy hoạch chung đô thị đến năm 2045"],
            PlanKind::Urban,
            Level::General,
            [BUILDING, STATE],
        );
        let general = PlanDraft { replaces: Some(FeatureId(self.plans.len() as u64)), ..general };
        let general = PlanDraft { published: day("2023-10-20"), ..general };
        self.add(general, ground(0), life::entered(decided, "2023-10-09"));
    }

    /// The plan of the centre, wholly adjusted in 2026 and locally after that; plans of the coast and of the north.
    fn subdivisions(&mut self) {
        let all = quarters::quarters(self.city);
        let rows = |from: i64, to: i64| all.iter().copied().filter(|cell| (from..to).contains(&cell.j)).collect();
        let centre = |salt| Ground::Quarters { quarters: rows(CENTRE_FROM, NORTH_FROM), salt };
        let subdivision = |words| head(words, PlanKind::Urban, Level::Subdivision, [BUILDING, PROVINCE]);
        let whole = Decision("1180/QĐ-UBND", "2026-04-20", CITY);

        let former = subdivision(["79QPK1190001", "Quy hoạch phân khu trung tâm, tỷ lệ 1/2000"]);
        let mut life = life::entered(Decision("1017/QĐ-UBND", "2019-04-26", PROVINCE), "2019-05-10");
        life.push(life::replaced(self.plans.len() + 1, whole, "2026-05-15"));
        self.add(PlanDraft { published: day("2019-05-08"), ..former }, centre(9000), life);

        let adjusted = subdivision(["79QPK1260004", "Điều chỉnh tổng thể quy hoạch phân khu trung tâm, tỷ lệ 1/2000"]);
        let adjusted = PlanDraft {
            adjustment: Some(Adjustment::Whole),
            adjusts: Some(FeatureId(self.plans.len() as u64)),
            issuer: Some(CITY.to_owned()),
            ..adjusted
        };
        let local = Decision("3301/QĐ-UBND", "2026-09-07", CITY);
        let mut life = life::published(["2026-03-10", "2026-04-09"], "2026-04-13", whole, ["2026-04-28", "2026-05-15"]);
        life.push(life::adjusted(self.plans.len() + 1, "2026-09-14", local));
        self.add(adjusted, centre(0), life);

        let piece = subdivision(["79QPK1260005", "Điều chỉnh cục bộ quy hoạch phân khu trung tâm"]);
        let piece = PlanDraft {
            adjustment: Some(Adjustment::Local),
            adjusts: Some(FeatureId(self.plans.len() as u64)),
            issuer: Some(CITY.to_owned()),
            published: day("2026-09-10"),
            ..piece
        };
        let ground = Ground::Adjusted { cells: ADJUSTED.to_vec(), salt: 5000 };
        self.add(piece, ground, life::entered(local, "2026-09-14"));

        for (words, [from, to], decision, [public, since]) in [
            (
                ["79QPK1210002", "Quy hoạch phân khu ven biển, tỷ lệ 1/2000"],
                [i64::MIN, CENTRE_FROM],
                Decision("2418/QĐ-UBND", "2021-08-19", PROVINCE),
                ["2021-08-30", "2021-09-01"],
            ),
            (
                ["79QPK1230003", "Quy hoạch phân khu phía Bắc, tỷ lệ 1/5000"],
                [NORTH_FROM, i64::MAX],
                Decision("586/QĐ-UBND", "2023-03-10", PROVINCE),
                ["2023-03-20", "2023-03-25"],
            ),
        ] {
            let quarters: std::collections::BTreeSet<GridCell> = rows(from, to);
            if !quarters.is_empty() {
                let plan = PlanDraft { published: day(public), ..subdivision(words) };
                self.add(plan, Ground::Quarters { quarters, salt: 0 }, life::entered(decision, since));
            }
        }
    }

    /// The land-use plan, and what it sets out to do in two years.
    fn land_use(&mut self) {
        let plan = head(
            ["79QSD1220001", "Quy hoạch sử dụng đất đến năm 2030"],
            PlanKind::LandUse,
            Level::General,
            [LAND, PROVINCE],
        );
        let plan = PlanDraft { published: day("2022-07-15"), until: day("2031-01-01"), ..plan };
        let decision = Decision("1502/QĐ-UBND", "2022-07-08", PROVINCE);
        let ground = Ground::Sheet { size: 4, words: Words::LandUse, salt: 0 };
        self.add(plan, ground, life::entered(decision, "2022-07-08"));
        for (code, year, decision, [public, from, until]) in [
            (
                "79KSD1260001",
                2026,
                Decision("3890/QĐ-UBND", "2025-12-19", CITY),
                ["2025-12-26", "2026-01-01", "2027-01-01"],
            ),
            (
                "79KSD1270001",
                2027,
                Decision("4102/QĐ-UBND", "2026-11-16", CITY),
                ["2026-11-20", "2027-01-01", "2028-01-01"],
            ),
        ] {
            let name = format!("Kế hoạch sử dụng đất năm {year}");
            let plan = head([code, &name], PlanKind::AnnualLandUse, Level::General, [LAND, CITY]);
            let plan = PlanDraft { published: day(public), until: day(until), ..plan };
            self.add(plan, Ground::Projects { year }, life::entered(decision, from));
        }
    }

    /// Of a sector, of a village, of a functional area.
    fn others(&mut self) {
        let sector = head(
            ["79QNG1240001", "Quy hoạch phát triển mạng lưới giao thông đến năm 2040"],
            PlanKind::Sector,
            Level::General,
            [BUILDING, CITY],
        );
        let sector = PlanDraft { is_exclusive: Some(false), published: day("2024-08-12"), ..sector };
        let decision = Decision("1633/QĐ-UBND", "2024-08-05", PROVINCE);
        self.add(sector, Ground::Corridors, life::entered(decision, "2024-08-05"));
        if let Some(cell) = self.city.cells().last() {
            let rural = head(
                ["79QHC1240002", "Quy hoạch chung các xã, vùng ngoại vi"],
                PlanKind::Rural,
                Level::General,
                [BUILDING, PROVINCE],
            );
            let rural = PlanDraft { published: day("2024-03-15"), ..rural };
            let decision = Decision("702/QĐ-UBND", "2024-03-01", PROVINCE);
            // Its ground is drawn along the streets, and lies in the ward but for some corners.
            self.add(rural, Ground::Rural { cell }, life::entered(decision, "2024-03-15"));
        }
        let functional = head(
            ["79QCT2260001", "Quy hoạch chi tiết 1/500 khu chức năng dịch vụ – du lịch"],
            PlanKind::FunctionalArea,
            Level::Detailed,
            [BUILDING, CITY],
        );
        let decision = Decision("2214/QĐ-UBND", "2026-07-06", CITY);
        let life = life::published(["2026-05-04", "2026-06-05"], "2026-06-15", decision, ["2026-07-10", "2026-07-15"]);
        self.special(functional, 1, life);
    }

    /// Laid out, appraised, approved, and made public with a day to come.
    fn under_way(&mut self) {
        let detailed = |code, name| head([code, name], PlanKind::Urban, Level::Detailed, [BUILDING, CITY]);
        let consulted = detailed("79QCT1260003", "Quy hoạch chi tiết 1/500 khu tái định cư");
        self.special(consulted, 2, life::consulted(["2026-11-16", "2027-12-31"]));
        let appraised = detailed("79QCT1260004", "Quy hoạch chi tiết 1/500 khu nhà ở xã hội");
        self.special(appraised, 3, life::appraised(["2026-08-03", "2026-09-04"], "2026-09-10"));
        let approved = detailed("79QCT1260005", "Quy hoạch chi tiết 1/500 khu thương mại – dịch vụ");
        let decision = Decision("4127/QĐ-UBND", "2026-11-20", CITY);
        self.special(approved, 4, life::approved(["2026-08-17", "2026-09-18"], "2026-10-05", decision));
        let to_come = detailed("79QCT1260006", "Quy hoạch chi tiết 1/500 khu đô thị ven sông");
        let decision = Decision("3755/QĐ-UBND", "2026-10-12", CITY);
        let life = life::published(["2026-07-06", "2026-08-07"], "2026-08-24", decision, ["2026-10-20", "2028-01-01"]);
        self.special(to_come, 5, life);
        let shortened = head(
            ["79QCT4260001", "Quy hoạch chi tiết rút gọn công trình văn hóa"],
            PlanKind::Urban,
            Level::Shortened,
            [BUILDING, CITY],
        );
        let decision = Decision("1904/QĐ-UBND", "2026-06-08", CITY);
        let life = life::published(["2026-04-06", "2026-05-07"], "2026-05-18", decision, ["2026-06-12", "2026-06-15"]);
        self.special(shortened, 9, life);
    }

    /// Over, struck down, held up.
    fn ended(&mut self) {
        let detailed = |code, name| {
            let plan = head([code, name], PlanKind::Urban, Level::Detailed, [BUILDING, PROVINCE]);
            PlanDraft { published: day("2016-07-01"), ..plan }
        };
        let decision = Decision("1488/QĐ-UBND", "2016-06-20", PROVINCE);
        let over = detailed("79QCT1160001", "Quy hoạch chi tiết 1/500 khu dân cư số 1");
        let mut life = life::entered(decision, "2016-07-01");
        life.push(life::expired("2025-07-01", "Hết thời hạn thực hiện, không được gia hạn"));
        self.special(over, 6, life);

        let struck = detailed("79QCT1160002", "Quy hoạch chi tiết 1/500 khu biệt thự đồi");
        let mut life = life::entered(Decision("1489/QĐ-UBND", "2016-06-20", PROVINCE), "2016-07-01");
        let decision = Decision("1902/QĐ-UBND", "2026-06-08", CITY);
        life.push(life::annulled(decision, "Kết luận thanh tra: phê duyệt trái thẩm quyền"));
        self.special(struck, 7, life);

        let held = detailed("79QCT1160003", "Quy hoạch chi tiết 1/500 khu phố chợ");
        let mut life = life::entered(Decision("1490/QĐ-UBND", "2016-06-20", PROVINCE), "2016-07-01");
        let decision = Decision("05/2026/QĐ-BPKCTT", "2026-08-12", "Tòa án nhân dân Thành phố Hồ Chí Minh");
        life.push(life::suspended(decision, "Biện pháp khẩn cấp tạm thời trong vụ án hành chính"));
        self.special(held, 8, life);
    }

    /// A plan of some blocks of a district of its own; in a small city districts have several.
    fn special(&mut self, head: PlanDraft, number: usize, life: Vec<Moved>) {
        let cells: Vec<GridCell> = self.city.cells().take(1 + SPECIALS).collect();
        let others = cells.len().saturating_sub(1).max(1);
        let at = if cells.len() > 1 { 1 + number % others } else { 0 };
        let half = match (head.level, number / others % 2) {
            (Some(Level::Shortened), _) => Half::One,
            (_, 0) => Half::First,
            _ => Half::Second,
        };
        let salt = 1000 * (1 + i64::try_from(number).unwrap_or_default());
        if let Some(&cell) = cells.get(at) {
            self.add(head, Ground::Blocks { cell, half, salt }, life);
            self.place_in(at);
        }
    }

    /// The last plan lies in the ward of a district.
    fn place_in(&mut self, at: usize) {
        let ward = self.city.wards().nth(at);
        if let Some(plan) = self.plans.last_mut() {
            plan.ward = ward;
        }
    }
}

/// Districts with a plan of their own after the first, in a city that has so many.
pub(super) const SPECIALS: usize = 10;
