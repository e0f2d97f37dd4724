//! The plan register of the city: every plan with its boundary, zones, lines, restrictions and documents, and the log of the steps it took. All of it
//! becomes visible in one commit. Plans are drafted and taken through their steps by the rules of the subject, in memory.

mod books;
mod load;
mod papers;
mod pdf;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use planning::{DocumentDraft, PlanDraft, PlanState, ProjectDraft, STEP_LOG, TABLES};
use spatial_core::store::Store;

use crate::city::City;
use crate::error::SampleError;
use crate::land::ward_code;
use crate::planning::{Listed, SamplePlan, sample_plans};
use crate::write::subjects::desk::Desk;
use books::Books;
use load::Load;

const TITLES: [&str; TABLES.len()] = [
    "Sổ quy hoạch",
    "Ranh giới quy hoạch",
    "Ô chức năng",
    "Hồ sơ quy hoạch",
    "Chỉ giới quy hoạch",
    "Khu vực hạn chế xây dựng",
    "Danh mục công trình, dự án",
];
/// Files of so many plans are on their way to the disk together.
const PLANS_AT_ONCE: usize = 16;
const LOG_TITLE: &str = "Nhật ký các bước của quy hoạch";

/// Declares the register and writes all plans.
pub(super) async fn write(store: &Store, city: &City) -> Result<(), SampleError> {
    let desk = Desk::open(store, city, TABLES, &TITLES).await?;
    let log = Desk::open(store, city, &[&STEP_LOG], &[LOG_TITLE]).await?;
    let mut plans = sample_plans(city);
    for plan in &mut plans {
        plan.head.commune = plan.ward.and_then(ward_code).map(str::to_owned);
    }
    let mut books = Books::of(&desk.layers, &log.layers[0], &plans);
    let mut load = Load::begin(store, &desk.layers).await?;
    // Drawing a plan again costs less than waiting for the disk after each of its files, or holding all plans.
    let papers = stream::iter(&plans).map(|plan| async { papers::write(store, &plan.draft(city), plan, city).await });
    let papers: Vec<Vec<DocumentDraft>> = papers.buffered(PLANS_AT_ONCE).try_collect().await?;
    for at in from_below(&plans) {
        let documents = papers[at].clone();
        let projects = plans[at].listed(city).into_iter().map(project).collect();
        let draft = PlanDraft { documents, projects, ..plans[at].draft(city) };
        load.parts(at, &draft, state(&plans[at])).await?;
    }
    let files = |documents: &Vec<DocumentDraft>| documents.iter().map(|document| document.asset.clone()).collect();
    books.walk(&plans, &papers.iter().map(files).collect::<Vec<Vec<String>>>());
    load.publish(&log.layers[0], books).await
}

/// A project with the code of its ward, and the keys of the parcels it names.
fn project(Listed { draft, ward, names }: Listed) -> ProjectDraft {
    let code = ward_code(ward);
    let keys = names.zip(code).map(|((sheet, numbers), code)| numbers.map(|number| format!("{code}-{sheet}-{number}")));
    ProjectDraft { commune: code.map(str::to_owned), parcels: keys.into_iter().flatten().collect(), ..draft }
}

/// Plans as maps of whole cities lay them on one another: those not in force lowest, then the coarser below the finer, and land use below
/// towns.
fn from_below(plans: &[SamplePlan]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..plans.len()).collect();
    order.sort_by_key(|&at| {
        let plan = &plans[at];
        let is_urban = plan.head.kind == Some(planning::PlanKind::Urban);
        (state(plan).is_in_force(), is_urban, plan.head.level.map(planning::Level::rank), at)
    });
    order
}

/// Where a plan stands after its steps.
fn state(plan: &SamplePlan) -> PlanState {
    plan.life.iter().fold(PlanState::Draft, |state, moved| match planning::step_from(state, moved.step) {
        Some(rule) => match rule.to {
            planning::Leads::To(next) => next,
            planning::Leads::Back => PlanState::Published,
        },
        None => state,
    })
}
