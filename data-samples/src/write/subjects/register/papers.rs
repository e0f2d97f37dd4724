//! The documents of a plan: its report, its decision, a drawing, and of an annual plan the list of its projects. Real files, small ones.

use std::convert::Infallible;
use std::fmt::Write as _;

use futures_util::stream;
use planning::{DocumentDraft, DocumentKind, PlanDraft};
use spatial_core::geometry::area;
use spatial_core::store::Store;

use super::pdf;
use crate::city::City;
use crate::error::SampleError;
use crate::planning::SamplePlan;

/// Zones a drawing or a table holds; a map of more says nothing on a sheet of paper.
const MOST_ZONES: usize = 400;

/// Puts the files into the store and names them.
pub(super) async fn write(
    store: &Store,
    draft: &PlanDraft,
    plan: &SamplePlan,
    city: &City,
) -> Result<Vec<DocumentDraft>, SampleError> {
    let paper = |name: &str, kind| DocumentDraft {
        name: name.to_owned(),
        kind: Some(kind),
        pages: Some(1),
        issuer: Some(draft.office.clone()).filter(|office| !office.is_empty()),
        ..DocumentDraft::default()
    };
    let mut papers = vec![(paper("Thuyết minh tổng hợp", DocumentKind::Report), report(draft).into_bytes())];
    if let Some(decided) = decided(plan) {
        let Decided { number, day, issuer } = decided;
        let said = [number, day, issuer].map(|text| Some(text.to_owned()));
        let [number, issued, issuer] = said;
        let named = paper("Quyết định phê duyệt", DocumentKind::Decision);
        let text = decision(draft, &decided).into_bytes();
        papers.push((DocumentDraft { number, issued, issuer, ..named }, text));
    }
    let drawing =
        DocumentDraft { number: Some("QH-01".to_owned()), ..paper("Bản vẽ quy hoạch", DocumentKind::Drawing) };
    papers.push((drawing, pdf::drawing(draft, MOST_ZONES)));
    let projects = plan.projects(city);
    if !projects.is_empty() {
        let named = paper("Danh mục công trình, dự án", DocumentKind::List);
        papers.push((named, list(draft, &projects).into_bytes()));
    }
    let mut documents = Vec::with_capacity(papers.len());
    for (named, bytes) in papers {
        let asset = store.put_asset(stream::iter([Ok::<_, Infallible>(bytes)])).await?;
        documents.push(DocumentDraft { asset: asset.hash.to_string(), ..named });
    }
    Ok(documents)
}

/// What a plan is about, and its zones in a table.
fn report(draft: &PlanDraft) -> String {
    let PlanDraft { code, name, office, zones, .. } = draft;
    let mut text = format!("THUYẾT MINH TỔNG HỢP\n{name}\nMã hồ sơ: {code}\nCơ quan lập: {office}\n");
    if let Some(boundary) = &draft.boundary {
        line(&mut text, format_args!("Diện tích lập quy hoạch: {:.2} ha", area(boundary).0 / 10_000.0));
    }
    line(&mut text, format_args!("Số ô, lô: {}", zones.len()));
    line(&mut text, format_args!("Ký hiệu\tChức năng\tDiện tích (m²)\tMật độ\tTầng cao\tHSSDĐ"));
    for zone in zones.iter().take(MOST_ZONES) {
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
        let limits = [&zone.indicators.density, &zone.indicators.storeys, &zone.indicators.far].map(or_dash);
        let area = area(&zone.geometry).0;
        line(&mut text, format_args!("{}\t{}\t{area:.1}\t{}", zone.sign, zone.function, limits.join("\t")));
    }
    text.push_str("Dữ liệu mẫu, không có giá trị pháp lý.\n");
    text
}

/// By which decision a plan was decided, on which day and by whom.
#[derive(Debug, Clone, Copy)]
struct Decided<'a> {
    number: &'a str,
    day: &'a str,
    issuer: &'a str,
}

/// The decision of a plan that was decided.
fn decided(plan: &SamplePlan) -> Option<Decided<'_>> {
    plan.life.iter().find_map(|moved| {
        let asked = &moved.asked;
        let (number, day, issuer) = (asked.decision.as_deref()?, asked.day.as_deref()?, asked.issuer.as_deref()?);
        Some(Decided { number, day, issuer })
    })
}

/// The text of it.
fn decision(draft: &PlanDraft, Decided { number, day, issuer }: &Decided<'_>) -> String {
    let name = &draft.name;
    format!(
        "{issuer}\nSố: {number}\nNgày: {day}\nQUYẾT ĐỊNH\nVề việc phê duyệt {name}\nĐiều 1. Phê duyệt {name} với ranh giới và các ô, lô \
         theo bản vẽ kèm theo.\nĐiều 2. {office} công bố công khai quy hoạch được phê duyệt.\nDữ liệu mẫu, không có giá trị pháp lý.\n",
        office = draft.office
    )
}

/// The projects of a year as a table that any program opens.
fn list(draft: &PlanDraft, projects: &[(String, String)]) -> String {
    let mut text = "STT,Ký hiệu,Tên công trình dự án,Mã loại đất,Diện tích (m²)\r\n".to_owned();
    for (number, (sign, name)) in (1..).zip(projects) {
        let Some(zone) = draft.zones.iter().find(|zone| zone.sign == *sign) else { continue };
        let area = area(&zone.geometry).0;
        // Writing to a text does not fail.
        let _ = write!(text, "{number},{sign},\"{name}\",{},{area:.1}\r\n", zone.function);
    }
    text
}

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a text does not fail.
    let _ = writeln!(text, "{words}");
}
