//! A plan that is handed in, as the rows it becomes, and what cannot be meant.

use geo_types::{Rect, coord, line_string};
use spatial_core::crs::{Crs, Operation};

use super::*;
use crate::tables::TABLES;
use crate::words::{DocumentKind, InvestorKind, LineKind};

fn layers() -> Vec<Layer> {
    let layer = |table: &&spatial_core::layer::DeclaredTable| {
        table.layer(Crs::Epsg(9218), Operation(String::new()), table.layer).unwrap()
    };
    TABLES.iter().map(layer).collect()
}

fn draft() -> PlanDraft {
    let geometry: Geometry = Rect::new(coord! { x: 0.0, y: 0.0 }, coord! { x: 9.0, y: 9.0 }).to_polygon().into();
    PlanDraft {
        code: "QH-1".to_owned(),
        name: "Quy hoạch phân khu".to_owned(),
        commune: Some("26506".to_owned()),
        boundary: Some(geometry.clone()),
        zones: vec![ZoneDraft {
            sign: "ODT-1".to_owned(),
            function: "ODT".to_owned(),
            indicators: IndicatorTexts { density: Some("40-60".to_owned()), ..IndicatorTexts::default() },
            population: Some(1_200),
            object: ObjectNotes {
                code: Some("KV-1".to_owned()),
                phase: Some("QHDD".to_owned()),
                ..ObjectNotes::default()
            },
            geometry: geometry.clone(),
        }],
        documents: vec![DocumentDraft {
            name: "Quyết định".to_owned(),
            asset: "ab".repeat(32),
            kind: Some(DocumentKind::Decision),
            number: Some("12/QĐ-UBND".to_owned()),
            issued: Some("2024-03-01".to_owned()),
            issuer: Some("UBND tỉnh".to_owned()),
            pages: Some(12),
        }],
        lines: vec![LineDraft {
            kind: LineKind::RedLine,
            setback: Some("≥ 3 m".to_owned()),
            road_width: Some(Metres(20.5)),
            section: None,
            object: ObjectNotes { name: Some("Đường số 1".to_owned()), ..ObjectNotes::default() },
            geometry: line_string![(x: 0.0, y: 2.0), (x: 9.0, y: 2.0)].into(),
        }],
        projects: vec![ProjectDraft {
            sign: "DA2026-001".to_owned(),
            name: "Mở rộng đường Lê Lợi".to_owned(),
            land_use: Some("DGT".to_owned()),
            area: Some(SquareMetres(1_250.5)),
            parcels: vec!["26506-12-45".to_owned(), "26506-12-46".to_owned()],
            year: Some(2026),
            investor: Some(InvestorKind::State),
            ..ProjectDraft::default()
        }],
        restrictions: vec![RestrictionDraft {
            theme: "Hành lang lưới điện".to_owned(),
            basis: None,
            office: None,
            width: Some(Metres(7.0)),
            geometry,
        }],
        ..PlanDraft::default()
    }
}

#[test]
fn all_parts_of_a_plan_refer_to_the_plan_written_before_them() {
    let layers = layers();
    let changes = drafted(&draft(), &layers).unwrap();
    assert_eq!(changes.len(), TABLES.len());
    assert!(matches!(&changes[0], Change::Insert { handle: Some(Handle(0)), .. }));
    for (change, layer) in changes.iter().zip(&layers).skip(1) {
        let Change::Insert { values, links, .. } = change else { unreachable!() };
        assert_eq!(links, &[Link { field: layer.schema.position("quy_hoach").unwrap(), to: Handle(0) }]);
        assert_eq!(values[layer.schema.position("trang_thai").unwrap()], Value::text("draft"));
        assert_eq!(values[layer.schema.position("ma_xa").unwrap()], Value::text("26506"));
    }
}

#[test]
fn what_a_plan_says_stands_in_its_fields() {
    let layers = layers();
    let adjusting = PlanDraft {
        kind: Some(PlanKind::Urban),
        level: Some(Level::Subdivision),
        adjustment: Some(Adjustment::Local),
        adjusts: Some(FeatureId(7)),
        from: Some("2026-03-02".to_owned()),
        is_exclusive: Some(true),
        ..draft()
    };
    let changes = drafted(&adjusting, &layers).unwrap();
    let values = |at: usize, field: &str| {
        let Change::Insert { values, .. } = &changes[at] else { unreachable!() };
        values[layers[at].schema.position(field).unwrap()].clone()
    };
    for (field, expected) in [
        ("loai", Value::text("urban")),
        ("cap_do", Value::text("subdivision")),
        ("dieu_chinh", Value::text("local")),
        ("dieu_chinh_cua", Value::Integer(7)),
        ("thay_the", Value::Null),
        ("hieu_luc_tu", Value::text("2026-03-02")),
        ("loai_tru", Value::Boolean(true)),
    ] {
        assert_eq!(values(0, field), expected, "{field}");
    }
    assert_eq!((values(2, "mat_do"), values(2, "tang_cao")), (Value::text("40-60"), Value::Null));
    assert_eq!(values(2, "cap_do"), Value::text("subdivision"), "zones are drawn by the level of their plan");
    let document = ["loai", "so_hieu", "ngay_ban_hanh", "co_quan_ban_hanh", "so_trang"].map(|field| values(3, field));
    let [kind, number, issued, issuer] = ["decision", "12/QĐ-UBND", "2024-03-01", "UBND tỉnh"].map(Value::text);
    assert_eq!(document, [kind, number, issued, issuer, Value::Integer(12)]);
    let project = ["ma_loai_dat", "dien_tich", "thua_dat", "nam_thuc_hien", "loai_chu_dau_tu", "dia_diem"];
    let [land_use, parcels, investor] = ["DGT", "26506-12-45; 26506-12-46", "state"].map(Value::text);
    assert_eq!(
        project.map(|field| values(6, field)),
        [land_use, Value::Real(1_250.5), parcels, Value::Integer(2026), investor, Value::Null]
    );
    let line = ["loai", "khoang_lui", "lo_gioi", "ky_hieu_mat_cat"].map(|field| values(4, field));
    assert_eq!(line, [Value::text("red_line"), Value::text("≥ 3 m"), Value::Real(20.5), Value::Null]);
    assert_eq!((values(2, "dan_so"), values(2, "giai_doan")), (Value::Integer(1_200), Value::text("QHDD")));
    assert_eq!((values(2, "ma_doi_tuong"), values(4, "ten")), (Value::text("KV-1"), Value::text("Đường số 1")));
    assert_eq!((values(5, "chu_de"), values(5, "chieu_rong")), (Value::text("Hành lang lưới điện"), Value::Real(7.0)));
}

#[test]
fn a_store_without_a_table_takes_a_plan_that_has_nothing_for_it() {
    let layers = layers();
    assert_eq!(drafted(&draft(), &layers[..4]), Err(PlanDraftError::NoTable { table: "plan_lines" }));
    let older = PlanDraft { lines: Vec::new(), restrictions: Vec::new(), projects: Vec::new(), ..draft() };
    assert_eq!(drafted(&older, &layers[..4]).unwrap().len(), 4);
}

#[test]
fn a_plan_that_cannot_be_meant_is_refused() {
    let layers = layers();
    let day = |text: &str| Some(text.to_owned());
    let no_day = PlanDraftError::NoDay { field: "hieu_luc_tu", text: "2026-02-30".to_owned() };
    let no_day_of_issue = PlanDraftError::NoDay { field: "ngay_ban_hanh", text: "1/3/2024".to_owned() };
    let (mut wide, mut mute, mut undated, mut endless) = (draft(), draft(), draft(), draft());
    let (mut nameless, mut early, mut vast) = (draft(), draft(), draft());
    nameless.projects[0].name = " ".to_owned();
    early.projects[0].year = Some(26);
    vast.projects[0].area = Some(SquareMetres(f64::NAN));
    let refused = drafted(&vast, &layers);
    assert!(matches!(refused, Err(PlanDraftError::NoNumber { field: "dien_tich", .. })), "{refused:?}");
    undated.documents[0].issued = Some("1/3/2024".to_owned());
    endless.documents[0].pages = Some(100_000);
    wide.lines[0].road_width = Some(Metres(2_050.0));
    mute.restrictions[0].theme.clear();
    for (bad, why) in [
        (nameless, PlanDraftError::Missing { field: "projects.name" }),
        (early, PlanDraftError::NoNumber { field: "nam_thuc_hien", number: 26.0 }),
        (undated, no_day_of_issue),
        (endless, PlanDraftError::NoPages { pages: 100_000 }),
        (wide, PlanDraftError::NoWidth { field: "lo_gioi", metres: 2_050.0 }),
        (mute, PlanDraftError::Missing { field: "chu_de" }),
        (PlanDraft { name: " ".to_owned(), ..draft() }, PlanDraftError::Missing { field: "ten" }),
        (PlanDraft { from: day("2026-02-30"), ..draft() }, no_day),
        (PlanDraft { from: day("2026-03-02"), until: day("2026-03-02"), ..draft() }, PlanDraftError::EndsFirst),
        (PlanDraft { adjustment: Some(Adjustment::Whole), ..draft() }, PlanDraftError::AdjustsNothing),
        (PlanDraft { adjusts: Some(FeatureId(7)), ..draft() }, PlanDraftError::AdjustsNothing),
    ] {
        let refused = drafted(&bad, &layers);
        assert_eq!(refused, Err(why));
    }
}
