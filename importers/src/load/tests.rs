//! What is sent to the writer, and what is found on the way: whole readings of small files.

use std::path::{Path, PathBuf};

use spatial_core::layer::{Clearance, FieldRole, GeometryType, Kind, Layer, LayerName, Unit};

use super::batch::BYTES;
use super::*;
use crate::request::{ImportRequest, Mode};

/// Reads a file without a store; the report, and the steps.
fn read(file: &Path) -> (Report, Vec<Step>) {
    read_beside(Vec::new(), Mode::Create, file)
}

fn read_beside(layers: Vec<Layer>, mode: Mode, file: &Path) -> (Report, Vec<Step>) {
    tried(layers, ImportRequest { mode, ..request(file) }).unwrap()
}

fn request(file: &Path) -> ImportRequest {
    ImportRequest::new(vec![file.to_owned()], LayerName::parse("layer").unwrap())
}

fn tried(layers: Vec<Layer>, request: ImportRequest) -> Result<(Report, Vec<Step>), ImportError> {
    let plan = ImportPlan::new(request, layers)?;
    let mut steps = Vec::new();
    let mut send = |step| {
        steps.push(step);
        Ok(())
    };
    let report = load(&plan, &Cancel::default(), &mut send)?;
    Ok((report, steps))
}

/// The layer that a file becomes.
fn layer_of(file: &Path) -> Vec<Layer> {
    let begun = |step| if let Step::Begin(layer) = step { Some(*layer) } else { None };
    read(file).1.into_iter().find_map(begun).into_iter().collect()
}

/// A point with a number and a remark.
const NOTED: &str =
    r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107,10]},"properties":{"ma":1,"ghi_chu":"x"}}"#;

fn written(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    (folder, file)
}

fn codes(report: &Report) -> Vec<(&str, Option<u64>, Option<&str>)> {
    let of = |finding: &'_ crate::report::Finding| (finding.code, finding.record);
    report.findings.iter().map(|finding| (of(finding).0, of(finding).1, finding.field.as_deref())).collect()
}

#[test]
fn a_batch_ends_at_its_bytes_however_few_its_records() {
    const RECORDS: usize = 40;
    let text = "x".repeat(1 << 20);
    let record = format!(r#"{{"type":"Feature","geometry":null,"properties":{{"note":"{text}"}}}}"#);
    let (_folder, file) = written("large.geojsonl", &vec![record; RECORDS].join("\n"));
    let (report, steps) = read(&file);
    let batches = steps.iter().filter_map(|step| match step {
        Step::Features(features) => Some(features.len()),
        _ => None,
    });
    let batches: Vec<usize> = batches.collect();
    assert_eq!(report.loaded, RECORDS as u64);
    assert!(batches.iter().all(|&count| count << 20 <= BYTES + text.len()), "{batches:?}");
}

#[test]
fn records_put_aside_count_too() {
    let text = "x".repeat(200 << 10);
    let record = format!(r#"{{"type":"Feature","geometry":{{"type":"Dot"}},"properties":{{"note":"{text}"}}}}"#);
    let (_folder, file) = written("aside.geojsonl", &vec![record; 100].join("\n"));
    let (report, steps) = read(&file);
    let batches = steps.iter().filter_map(|step| match step {
        Step::Quarantine(aside) => Some(aside.iter().map(|aside| aside.record_json.len()).sum::<usize>()),
        _ => None,
    });
    let batches: Vec<usize> = batches.collect();
    assert_eq!(report.quarantined, 100);
    assert!(batches.iter().all(|&bytes| bytes <= BYTES + 2 * text.len()), "{batches:?}");
}

/// A topology of one square arc of so many vertices, used by a geometry.
fn topology(vertices: usize, geometry: &str) -> String {
    let arc = vec!["[0,0],[1,0],[1,1],[0,0]"; vertices / 4].join(",");
    format!(
        r#"{{"type":"Topology","objects":{{"layer":{{"type":"GeometryCollection","geometries":[{geometry}]}}}},"arcs":[[{arc}]]}}"#
    )
}

#[test]
fn the_members_of_a_collection_share_one_budget_of_vertices() {
    // 1,000 × 1,000 × 4 vertices would be 64 MB; the reading stops at the limit.
    let line = r#"{"type":"LineString","arcs":[0]}"#;
    let members = vec![line; 1_000].join(",");
    let geometry = format!(r#"{{"type":"GeometryCollection","geometries":[{members}],"properties":{{"ten":"A"}}}}"#);
    let (_folder, file) = written("many.topojson", &topology(4_000, &geometry));
    let (report, _) = read(&file);
    assert_eq!((report.read, report.quarantined), (1, 1));
    assert_eq!(codes(&report), [("geometry-too-large", Some(1), Some("geometry"))]);
    assert_eq!(report.public_fields, ["ten"]);
}

#[test]
fn an_open_ring_within_a_collection_is_told() {
    let text = r#"{"type":"Topology","objects":{"layer":{"type":"GeometryCollection","geometries":[
        {"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0]]}]}]}},"arcs":[[[0,0],[4,0],[4,4]]]}"#;
    let (_folder, file) = written("open.topojson", text);
    let (report, _) = read(&file);
    assert!(codes(&report).contains(&("ring-not-closed", Some(1), Some("geometry"))), "{:?}", report.findings);
    assert_eq!(report.repaired, 1);
}

#[test]
fn texts_that_lost_letters_are_told_with_their_field() {
    let record = "{\"type\":\"Feature\",\"id\":7,\"geometry\":null,\"properties\":{\"ten\":\"V\u{FFFD}ng T\u{FFFD}u\",\"ma\":\"A\"}}";
    let (_folder, file) = written("lost.geojson", record);
    let (report, _) = read(&file);
    let found = report.findings.iter().find(|finding| finding.code == "text-replaced").unwrap();
    assert_eq!((found.record, found.key.as_deref(), found.field.as_deref()), (Some(1), Some("7"), Some("ten")));
    assert_eq!((report.loaded, report.counts["text-replaced"]), (1, 1));
}

#[test]
fn shapes_that_an_existing_layer_cannot_hold_are_put_aside_batch_by_batch() {
    const LINES: usize = 5_000;
    let point = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107,10]},"properties":{}}"#;
    let line =
        r#"{"type":"Feature","geometry":{"type":"LineString","coordinates":[[107,10],[107,11]]},"properties":{}}"#;
    let (_folder, file) = written("points.geojsonl", point);
    let (_, steps) = read(&file);
    let layer = steps.into_iter().find_map(|step| if let Step::Begin(layer) = step { Some(*layer) } else { None });
    let (_folder, file) = written("lines.geojsonl", &[vec![point], vec![line; LINES]].concat().join("\n"));
    let (report, steps) = read_beside(layer.into_iter().collect(), Mode::Append, &file);
    assert_eq!((report.loaded, report.quarantined), (1, LINES as u64));
    let aside = steps.iter().map(|step| if let Step::Quarantine(aside) = step { aside.len() } else { 0 });
    assert!(aside.max() < Some(LINES), "all in one batch");
}

#[test]
fn a_file_without_records_replaces_no_layer() {
    let (_folder, file) = written("one.geojsonl", NOTED);
    let layers = layer_of(&file);
    let (_folder, none) = written("none.geojson", r#"{"type":"FeatureCollection","features":[]}"#);
    let replaced = tried(layers.clone(), ImportRequest { mode: Mode::Replace, ..request(&none) });
    assert!(matches!(replaced, Err(ImportError::NoRecords)), "{replaced:?}");
    for (layers, mode) in [(layers, Mode::Append), (Vec::new(), Mode::Replace)] {
        assert_eq!(read_beside(layers, mode, &none).0.read, 0);
    }
}

#[test]
fn a_new_layer_into_which_no_record_could_be_loaded_is_not_shown_to_the_public() {
    let broken = NOTED.replace("Point", "Dot");
    for (text, loaded) in [(broken.clone(), 0), ([&broken, NOTED].join("\n"), 1)] {
        let (_folder, file) = written("broken.geojsonl", &text);
        let (report, steps) = read(&file);
        let last = steps.iter().rev().find_map(|step| if let Step::Begin(layer) = step { Some(layer) } else { None });
        assert_eq!((report.loaded, report.quarantined, report.is_unpublished), (loaded, 1, loaded == 0));
        assert_eq!(last.unwrap().clearance.is_open(), loaded > 0);
    }
}

#[test]
fn a_field_that_is_public_in_the_layer_is_not_hidden_by_adding_to_it() {
    let (_folder, file) = written("one.geojsonl", NOTED);
    let mut layers = layer_of(&file);
    let mapped = |text: &str| ImportRequest { mapping: Some(toml::from_str(text).unwrap()), ..request(&file) };
    let requests = [
        ImportRequest { private_fields: vec!["ghi_chu".into()], ..request(&file) },
        mapped("[fields]\nghi_chu = { private = true }"),
        mapped("[fields]\nGHI_CHU = { name = 'ghi_chu', private = true }"),
    ];
    let modes = [Mode::Append, Mode::Update { key: Some("ma".into()) }];
    let wishes = || requests.iter().flat_map(|request| modes.iter().map(move |mode| (request.clone(), mode.clone())));
    for (request, mode) in wishes() {
        let added = tried(layers.clone(), ImportRequest { mode, ..request });
        assert!(matches!(&added, Err(ImportError::FieldIsPublic { field, .. }) if field == "ghi_chu"), "{added:?}");
    }
    for field in &mut layers[0].schema.fields {
        field.clearance = Clearance::Staff;
    }
    for (request, mode) in wishes() {
        let (report, _) = tried(layers.clone(), ImportRequest { mode, ..request }).unwrap();
        assert_eq!((report.loaded, report.private_fields), (1, vec!["ma".to_owned(), "ghi_chu".to_owned()]));
    }
}

#[test]
fn the_full_name_is_public_of_wards_somebody_said_are_wards_and_not_of_what_was_only_guessed_to_be() {
    let area = r#"{"type":"Polygon","coordinates":[[[107,10],[107.1,10],[107.1,10.1],[107,10]]]}"#;
    let ward = NOTED.replace("ghi_chu", "fullName").replace(r#"{"type":"Point","coordinates":[107,10]}"#, area);
    let (_folder, file) = written("wards.geojsonl", &ward);
    for (is_kind_guessed, hidden) in [(false, &[][..]), (true, &["fullName"][..])] {
        let asked = ImportRequest { kind: Some(Kind::Ward), is_kind_guessed, ..request(&file) };
        assert_eq!(tried(Vec::new(), asked.clone()).unwrap().0.private_fields, hidden);
        assert_eq!(begun(Vec::new(), asked).kind, Kind::Ward);
    }
}

#[test]
fn a_private_field_that_no_record_has_is_refused_before_anything_is_written() {
    let (_folder, file) = written("one.geojsonl", NOTED);
    for wrong in ["ghichu", "GHI_CHU", "ma,ghi_chu"] {
        let private_fields = vec!["ma".to_owned(), wrong.to_owned()];
        let plan = ImportPlan::new(ImportRequest { private_fields, ..request(&file) }, Vec::new()).unwrap();
        let refused = load(&plan, &Cancel::default(), &mut |step| panic!("{step:?}")).unwrap_err();
        let ImportError::PrivateFieldMissing { field, names } = &refused else { panic!("{refused:?}") };
        assert_eq!((field.as_str(), names.as_str()), (wrong, "ma, ghi_chu"));
    }
    let (_folder, file) =
        written("late.geojsonl", &[vec![NOTED; 5_000], vec![&NOTED.replace("ma", "so")]].concat().join("\n"));
    let asked = |name: &str| tried(Vec::new(), ImportRequest { private_fields: vec![name.into()], ..request(&file) });
    assert_eq!(asked("so").unwrap().0.private_fields, ["so"]);
    assert!(matches!(asked("SO"), Err(ImportError::PrivateFieldMissing { .. })));
}

#[test]
fn a_field_that_the_mapping_hides_or_drops_and_no_record_has_is_refused_before_anything_is_written() {
    let (_folder, file) = written("one.geojsonl", NOTED);
    for rule in ["private = true", "drop = true", "name = 'ghi_chu', private = true"] {
        let request = mapped(&file, &format!("[fields]\nGHI_CHU = {{ {rule} }}"));
        let plan = ImportPlan::new(request, Vec::new()).unwrap();
        let refused = load(&plan, &Cancel::default(), &mut |step| panic!("{step:?}")).unwrap_err();
        let ImportError::MappedFieldMissing { field, names } = &refused else { panic!("{refused:?}") };
        assert_eq!((field.as_str(), names.as_str()), ("GHI_CHU", "ma, ghi_chu"));
    }
    let (report, _) = tried(Vec::new(), mapped(&file, "[fields]\nghi_chu = { private = true }")).unwrap();
    assert_eq!(report.private_fields, ["ghi_chu"]);
    assert!(tried(Vec::new(), mapped(&file, "[fields]\nGHI_CHU = { private = false }")).is_ok());
}

#[test]
fn a_layer_is_of_its_shapes_however_many_records_before_them_are_broken() {
    const BROKEN: usize = 5_000;
    let feature = |geometry: &str| format!(r#"{{"type":"Feature","geometry":{geometry},"properties":{{}}}}"#);
    let area = feature(r#"{"type":"Polygon","coordinates":[[[107,10],[107.1,10],[107.1,10.1],[107,10]]]}"#);
    let point = feature(r#"{"type":"Point","coordinates":[107,10]}"#);
    for before in [feature(r#"{"type":"Dot"}"#), feature("null")] {
        let begun = |shapes: &[&String]| {
            let records = vec![&before; BROKEN].into_iter().chain(shapes.iter().copied());
            let records: Vec<&str> = records.map(String::as_str).collect();
            let (_folder, file) = written("late.geojsonl", &records.join("\n"));
            let (report, steps) = read(&file);
            assert_eq!(report.read as usize, BROKEN + shapes.len());
            let mut begun = steps.iter().rev().filter_map(|step| match step {
                Step::Begin(layer) => Some(layer.schema.geometry),
                _ => None,
            });
            begun.next()
        };
        assert_eq!(begun(&[&area, &area]), Some(GeometryType::Polygon));
        assert_eq!(begun(&[&area, &point]), Some(GeometryType::Mixed));
        assert_eq!(begun(&[]), Some(GeometryType::Mixed));
    }
}

/// The heights of each feature that would be written.
fn heights(steps: &[Step]) -> Vec<Option<Vec<f64>>> {
    let features =
        steps.iter().filter_map(|step| if let Step::Features(features) = step { Some(features) } else { None });
    features.flatten().map(|feature| feature.heights.as_ref().map(|found| found.as_slice().to_vec())).collect()
}

#[test]
fn heights_are_kept_from_reading_on() {
    let feature = |geometry: &str| format!(r#"{{"type":"Feature","geometry":{geometry},"properties":{{}}}}"#);
    let shapes = [
        r#"{"type":"Polygon","coordinates":[[[107,10,1],[107.1,10,2],[107.1,10.1,3],[107,10,1]]]}"#,
        // Open: its closing corner has the height of the first; the third has none.
        r#"{"type":"Polygon","coordinates":[[[107,10,1.5],[107.1,10],[107.1,10.1,3]]]}"#,
        r#"{"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[[],[[107,10],[107.1,10],[107,10]]]},
            {"coordinates":[107,10,-4],"type":"Point"}]}"#,
        r#"{"type":"Polygon","coordinates":[[[107,10],[107.1,10],[107.1,10.1],[107,10]]]}"#,
        r#"{"type":"LineString","coordinates":[[107,10,null],[107.1,10,7,99]]}"#,
    ];
    let shapes = shapes.map(|shape| feature(&shape.replace('\n', "")));
    let (_folder, file) = written("heights.geojsonl", &shapes.join("\n"));
    let (report, steps) = read(&file);
    let found = heights(&steps);
    assert_eq!(found[0].as_deref(), Some(&[1.0, 2.0, 3.0, 1.0][..]));
    assert!(matches!(found[1].as_deref(), Some([1.5, none, 3.0, 1.5]) if none.is_nan()), "{found:?}");
    assert_eq!((found[2].as_deref(), &found[3]), (Some(&[-4.0][..]), &None));
    assert!(matches!(found[4].as_deref(), Some([none, 7.0]) if none.is_nan()), "{found:?}");
    assert_eq!(report.counts.get("dimensions-dropped"), Some(&1), "{:?}", report.findings);
}

/// `field=role/unit` of what was taken for something.
fn meanings(layer: &Layer) -> Vec<String> {
    let said = layer.schema.fields.iter().filter_map(|field| {
        let (role, unit) = (field.meaning.role.map(FieldRole::as_str), field.meaning.unit.map(Unit::as_str));
        let told = role.is_some() || unit.is_some();
        told.then(|| format!("{}={}/{}", field.name, role.unwrap_or("-"), unit.unwrap_or("-")))
    });
    said.collect()
}

/// The layer a request begins.
fn begun(layers: Vec<Layer>, request: ImportRequest) -> Layer {
    let begun = |step| if let Step::Begin(layer) = step { Some(*layer) } else { None };
    tried(layers, request).unwrap().1.into_iter().find_map(begun).unwrap()
}

/// A request to load a file as a mapping says.
fn mapped(file: &Path, mapping: &str) -> ImportRequest {
    ImportRequest { mapping: Some(toml::from_str(mapping).unwrap()), ..request(file) }
}

const SIGNED: &str = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107,10]},
    "properties":{"ten":"A","bien_hieu":"B","cao":2.5,"loai":"x"}}"#;

#[test]
fn fields_mean_what_their_names_usually_do_unless_the_mapping_says_otherwise() {
    let (_folder, file) = written("signs.geojson", SIGNED);
    let layer = begun(Vec::new(), request(&file));
    assert_eq!(meanings(&layer), ["ten=name/-", "loai=class/-"]);
    assert_eq!(layer.draw.class_field.as_deref(), Some("loai"));
    let said = "[fields]\nbien_hieu = { role = \"name\" }\ncao = { unit = \"m\" }\nten = { role = \"class\" }";
    let layer = begun(Vec::new(), mapped(&file, said));
    assert_eq!(meanings(&layer), ["ten=class/-", "bien_hieu=name/-", "cao=-/m"]);
    assert_eq!(layer.draw.class_field.as_deref(), Some("ten"));
}

#[test]
fn what_was_said_of_a_field_stays_when_its_layer_is_replaced_or_added_to() {
    let (_folder, file) = written("signs.geojson", SIGNED);
    let said = "[fields]\nbien_hieu = { role = \"name\" }\ncao = { unit = \"m\" }";
    let before = begun(Vec::new(), mapped(&file, said));
    for mode in [Mode::Replace, Mode::Append] {
        let after = begun(vec![before.clone()], ImportRequest { mode: mode.clone(), ..request(&file) });
        assert_eq!(meanings(&after), meanings(&before), "{mode:?}");
        let otherwise = mapped(&file, "[fields]\nten = { role = \"name\" }");
        let after = begun(vec![before.clone()], ImportRequest { mode, ..otherwise });
        assert_eq!(meanings(&after), ["ten=name/-", "cao=-/m", "loai=class/-"]);
    }
}

const PARCEL: &str = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107,10]},
    "properties":{"ma_xa":"26506","so_to":5,"so_thua":3}}"#;

#[test]
fn what_was_guessed_of_a_field_is_guessed_again_when_its_layer_is_replaced() {
    let (_folder, file) = written("parcels.geojson", PARCEL);
    let (_other, without) = written("parcels.geojson", &PARCEL.replace("so_thua", "so"));
    let usual = meanings(&begun(Vec::new(), request(&file)));
    assert_eq!(usual, ["ma_xa=commune/-", "so_to=sheet/-", "so_thua=number/-"]);
    let before = begun(Vec::new(), request(&without));
    assert_ne!(meanings(&before)[..], usual[..2]);
    let after = begun(vec![before], ImportRequest { mode: Mode::Replace, ..request(&file) });
    assert_eq!(meanings(&after), usual);
}

#[test]
fn a_field_that_is_renamed_means_what_its_name_in_the_file_does_unless_the_new_one_says_otherwise() {
    let (_folder, file) = written("parcels.geojson", PARCEL);
    let renamed = begun(Vec::new(), mapped(&file, "[fields]\nso_thua = \"so\""));
    assert_eq!(meanings(&renamed), ["ma_xa=commune/-", "so_to=sheet/-", "so=number/-"]);
    let named = begun(Vec::new(), mapped(&file, "[fields]\nso_thua = \"dia_chi\""));
    assert!(meanings(&named).contains(&"dia_chi=address/-".to_owned()), "{:?}", meanings(&named));
    let after = begun(vec![renamed], ImportRequest { mode: Mode::Replace, ..request(&file) });
    assert_eq!(meanings(&after), ["ma_xa=commune/-", "so_to=sheet/-", "so_thua=number/-"]);
}

#[test]
fn a_layer_keeps_its_kind_where_none_is_said() {
    let area = r#"{"type":"Polygon","coordinates":[[[107,10],[107.1,10],[107.1,10.1],[107,10]]]}"#;
    let (_folder, file) =
        written("area.geojson", &format!(r#"{{"type":"Feature","geometry":{area},"properties":{{"so":1}}}}"#));
    let of = |layers: &[Layer], mode, kind| begun(layers.to_vec(), ImportRequest { mode, kind, ..request(&file) });
    assert_eq!(of(&[], Mode::Create, None).kind, Kind::Feature);
    let parcels = [of(&[], Mode::Create, Some(Kind::Parcel))];
    assert_eq!(of(&parcels, Mode::Replace, None).kind, Kind::Parcel);
    assert_eq!(of(&parcels, Mode::Replace, Some(Kind::Zone)).kind, Kind::Zone);
    assert_eq!(of(&parcels, Mode::Append, Some(Kind::Zone)).kind, Kind::Parcel);
}

#[test]
fn a_layer_of_which_nobody_said_anything_is_added_to_without_saying_anything() {
    let (_folder, file) = written("signs.geojson", SIGNED);
    let mut before = begun(Vec::new(), request(&file));
    before.schema.fields.iter_mut().for_each(|field| field.meaning = Default::default());
    let append = ImportRequest { mode: Mode::Append, ..request(&file) };
    let (report, _) = tried(vec![before.clone()], append.clone()).unwrap();
    assert_eq!(report.meanings.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["ten", "loai"]);
    assert_eq!(meanings(&begun(vec![before], append)), Vec::<String>::new());
}
