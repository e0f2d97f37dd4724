//! The plan register of the city: a detailed plan that is published, and one that is still being drawn up.

use std::convert::Infallible;

use futures_util::stream;
use planning::{
    DocumentDraft, IndicatorTexts, Level, Occasion, PlanAt, PlanDraft, PlanKind, STEP_LOG, Step, StepAsked, ZoneDraft,
    drafted, taken,
};
use spatial_core::geometry::joined;
use spatial_core::layer::{FeatureId, Layer, Schema};
use spatial_core::store::{Staged, Store};

use crate::city::City;
use crate::error::SampleError;
use crate::layers::SampleLayer;
use crate::planning as city_planning;
use crate::terrain::GridCell;
use crate::write::subjects::Desk;

const TITLES: [&str; 6] = [
    "Sổ quy hoạch",
    "Ranh giới quy hoạch",
    "Khu chức năng quy hoạch",
    "Hồ sơ quy hoạch",
    "Chỉ giới quy hoạch",
    "Khu vực hạn chế xây dựng",
];
/// The decision of the published plan, and its day.
const DECISION: (&str, &str) = ("1234/QĐ-UBND", "2026-03-02");
/// When it was entered into the register.
const ENTERED: Occasion<'_> = Occasion { who: "diaban sample", when: "2026-03-09T02:00:00Z", today: "2026-03-09" };
const LOG_TITLE: &str = "Nhật ký các bước của quy hoạch";

/// Declares the register and writes the plans of two districts: the first that has a detailed plan, and another.
pub(super) async fn write(store: &Store, city: &City) -> Result<(), SampleError> {
    let desk = Desk::open(store, city, planning::TABLES, &TITLES).await?;
    let log = Desk::open(store, city, &[&STEP_LOG], &[LOG_TITLE]).await?;
    let schema = city.layer(SampleLayer::Zones).schema;
    let planned: Vec<GridCell> = city_planning::detailed_cells(city).take(1).collect();
    let other = city.cells().find(|cell| !planned.contains(cell));
    for (number, cell) in (1..).zip(planned.iter().copied().chain(other)) {
        let zones = city_planning::detailed_zones(city.lattice(), cell);
        let zones = zones.into_iter().filter_map(|staged| zone(&schema, staged)).collect();
        let draft = PlanDraft {
            lines: city_planning::detailed_lines(city.lattice(), cell),
            restrictions: city_planning::detailed_restrictions(city.lattice(), cell),
            ..draft(number, zones, paper(store, number).await?)
        };
        let changes = drafted(&draft, &desk.layers).expect("plans of the city have codes and names");
        let written = desk.commit(changes).await?;
        if number == 1 {
            publish((&desk, &log.layers[0]), &written.inserted, &draft).await?;
        }
    }
    Ok(())
}

fn draft(number: usize, zones: Vec<ZoneDraft>, paper: String) -> PlanDraft {
    PlanDraft {
        code: format!("QHCT-{number:02}"),
        name: format!("Quy hoạch chi tiết số {number}, tỷ lệ 1/500"),
        kind: Some(PlanKind::Urban),
        level: Some(Level::Detailed),
        office: "Sở Xây dựng".to_owned(),
        is_exclusive: Some(true),
        boundary: Some(joined(zones.iter().map(|zone| &zone.geometry))),
        zones,
        documents: vec![DocumentDraft { name: "Thuyết minh".to_owned(), asset: paper }],
        ..PlanDraft::default()
    }
}

/// A zone of the city's own layer as the register has it.
fn zone(city: &Schema, staged: Staged) -> Option<ZoneDraft> {
    let text = |name: &str| city.text(&staged.values, name).unwrap_or_default().to_owned();
    let said = |name: &str| city.text(&staged.values, name).map(str::to_owned);
    let indicators =
        IndicatorTexts { density: said("mat_do"), storeys: said("tang_cao"), far: said("he_so"), height: None };
    Some(ZoneDraft { sign: text("ky_hieu"), function: text("chuc_nang"), indicators, geometry: staged.geometry? })
}

/// The file of a plan's report.
async fn paper(store: &Store, number: usize) -> Result<String, SampleError> {
    let text = format!("Thuyết minh quy hoạch chi tiết số {number} (dữ liệu mẫu)\n");
    let asset = store.put_asset(stream::iter([Ok::<_, Infallible>(text.into_bytes())])).await?;
    Ok(asset.hash.to_string())
}

/// Publishes the plan that was written first, with all that belongs to it.
async fn publish(
    (desk, log): (&Desk<'_>, &Layer),
    inserted: &[FeatureId],
    draft: &PlanDraft,
) -> Result<(), SampleError> {
    let Some((plan, mut rows)) = inserted.split_first() else { return Ok(()) };
    let revision = desk.store.position().await?.revision;
    let plan = desk.store.read(&desk.layers[0].name, &[*plan], revision).await?.into_iter().next();
    let Some(plan) = plan else { return Ok(()) };
    // As `drafted` writes them: table by table in the order of their declarations.
    let counts = [1, draft.zones.len(), draft.documents.len(), draft.lines.len(), draft.restrictions.len()];
    let parts = desk.layers.iter().skip(1).zip(counts).map(|(layer, count)| {
        let (own, others) = rows.split_at(count);
        rows = others;
        (layer, own.to_vec())
    });
    let parts: Vec<_> = parts.collect();
    let (decision, day) = DECISION;
    let asked = StepAsked { decision: Some(decision.to_owned()), day: Some(day.to_owned()), ..StepAsked::default() };
    let plans = &desk.layers[0];
    let at = PlanAt { plans, plan: &plan, other: None, parts: &parts, log, last: None, files: &[] };
    let changes = taken(&at, Step::Enter, &asked, ENTERED).expect("it was written as a draft");
    desk.commit(changes).await?;
    Ok(())
}
