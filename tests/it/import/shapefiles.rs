//! Shapefiles as they come from the wild: each test is named after the trouble that somebody had with such a file.

use std::path::{Path, PathBuf};

use geo_types::Geometry;
use importers::{ImportError, ImportRequest, Report};
use spatial_core::crs::Crs;
use spatial_core::geometry::Envelope;
use spatial_core::layer::{Feature, FieldType, Value};
use system_tests::hostile::Desk;
use system_tests::importing::{empty_store, features, import, layer, request};
use system_tests::{archive, shared};

use crate::import::points::{shapefile, zone};

/// What came of an import into a store of its own.
struct Imported {
    report: Report,
    features: Vec<Feature>,
    fields: Vec<(String, FieldType)>,
}

impl Imported {
    /// Of a file, with whatever else is asked.
    async fn of(request: ImportRequest) -> Result<Self, ImportError> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let store = empty_store(folder.path()).await;
        let name = request.layer.to_string();
        let report = import(&store, request).await?;
        let fields = layer(&store, &name).await.schema.fields.into_iter();
        let fields = fields.map(|field| (field.name, field.kind)).collect();
        Ok(Self { report, features: features(&store, &name).await, fields })
    }

    /// Of one of the shared cases.
    async fn case(test: &str, file: &str) -> Option<Self> {
        let file = shared(test, &format!("cases/{file}"))?;
        Some(Self::of(request(file, "thua")).await.expect("it is imported"))
    }

    fn codes(&self) -> Vec<&str> {
        self.report.counts.keys().copied().collect()
    }

    fn values(&self, field: usize) -> Vec<&Value> {
        self.features.iter().map(|feature| &feature.values[field]).collect()
    }

    fn shape(&self, at: usize) -> &Geometry {
        self.features[at].geometry.as_ref().expect("it has a shape")
    }
}

fn polygons(shape: &Geometry) -> Vec<&geo_types::Polygon> {
    match shape {
        Geometry::Polygon(polygon) => vec![polygon],
        Geometry::MultiPolygon(polygons) => polygons.0.iter().collect(),
        other => unreachable!("no area: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pond_on_an_island_in_a_lake_is_a_hole_of_the_island() {
    let test = "a_pond_on_an_island_in_a_lake_is_a_hole_of_the_island";
    let Some(found) = Imported::case(test, "01-island-with-pond.shp").await else { return };
    let holes: Vec<usize> = polygons(found.shape(0)).iter().map(|polygon| polygon.interiors().len()).collect();
    assert_eq!((holes, found.codes()), (vec![1, 1], vec![]));
    let area = spatial_core::geometry::area(found.shape(0)).0;
    assert!((area - 0.006_784).abs() < 1e-12, "{area}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shape_edited_in_place_is_read_where_the_index_says() {
    let test = "a_shape_edited_in_place_is_read_where_the_index_says";
    let Some(found) = Imported::case(test, "02-edited-not-repacked.shp").await else { return };
    assert_eq!((found.report.read, found.codes()), (3, vec![]));
    assert_eq!(found.values(0)[0], &Value::text("lo 1"));
    assert_eq!(polygons(found.shape(0))[0].exterior().0.len(), 7);
    // Without its index nobody knows which version counts, and that is told.
    let folder = tempfile::tempdir().unwrap();
    let source = shared(test, "cases/02-edited-not-repacked.shp").unwrap();
    let copy = copied(&source, folder.path(), &["shp", "dbf", "prj"]);
    let found = Imported::of(request(copy, "thua")).await.unwrap();
    assert!(found.codes().contains(&"index-missing"), "{:?}", found.codes());
}

/// Copies parts of a Shapefile.
fn copied(source: &Path, folder: &Path, ends: &[&str]) -> PathBuf {
    for end in ends {
        std::fs::copy(source.with_extension(end), folder.join("thua").with_extension(end)).expect("a part is there");
    }
    folder.join("thua.shp")
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_behind_the_end_of_the_shapes_are_no_record() {
    let test = "bytes_behind_the_end_of_the_shapes_are_no_record";
    let Some(found) = Imported::case(test, "04-bytes-after-the-end.shp").await else { return };
    assert_eq!((found.report.loaded, found.codes()), (2, vec![]));
    let folder = tempfile::tempdir().unwrap();
    let source = shared(test, "cases/04-bytes-after-the-end.shp").unwrap();
    // Seven bytes are less than a record's header; and the index may be missing.
    for ends in [&["shp", "shx", "dbf", "prj"][..], &["shp", "dbf", "prj"]] {
        let copy = copied(&source, folder.path(), ends);
        let bytes = std::fs::read(&copy).unwrap();
        std::fs::write(&copy, &bytes[..156 + 7]).unwrap();
        let found = Imported::of(request(copy, "thua")).await.unwrap();
        assert_eq!((found.report.loaded, found.codes()), (2, vec![]), "{ends:?}");
        let _ = std::fs::remove_file(folder.path().join("thua.shx"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_multipatch_is_the_area_it_covers_and_no_point() {
    let test = "a_multipatch_is_the_area_it_covers_and_no_point";
    let Some(found) = Imported::case(test, "05-multipatch.shp").await else { return };
    let footprint = Envelope { min: [107.10, 10.40], max: [107.11, 10.41] };
    assert_eq!(Envelope::of(found.shape(0)), Some(footprint));
    assert_eq!(polygons(found.shape(0)).len(), 1);
    assert_eq!(found.codes(), ["dimensions-dropped", "surfaces-flattened"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_fields_of_one_name_are_both_kept() {
    let test = "two_fields_of_one_name_are_both_kept";
    let Some(found) = Imported::case(test, "06-two-fields-of-one-name.shp").await else { return };
    let names: Vec<&str> = found.fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((names, found.codes()), (vec!["DIEN_TICH", "DIEN_TICH_2"], vec!["field-renamed"]));
    assert_eq!(found.values(0), [&Value::Real(100.5), &Value::Real(200.5)]);
    assert_eq!(found.values(1), [&Value::Real(99.5), &Value::Real(199.5)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_cut_by_the_width_of_its_field_is_told_and_the_rest_loaded() {
    let test = "a_letter_cut_by_the_width_of_its_field_is_told_and_the_rest_loaded";
    let Some(found) = Imported::case(test, "18-letter-cut-by-the-width.shp").await else { return };
    assert_eq!((found.report.loaded, found.codes()), (2, vec!["text-cut"]));
    assert_eq!(found.values(0)[0], &Value::text("Phường R"));
    let finding = &found.report.findings[0];
    assert_eq!((finding.record, finding.field.as_deref()), (Some(1), Some("T")));
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_are_missing_are_written_as_asterisks() {
    let test = "numbers_that_are_missing_are_written_as_asterisks";
    let Some(found) = Imported::case(test, "42-numbers-missing.shp").await else { return };
    assert_eq!((found.report.loaded, found.codes()), (2, vec![]));
    assert_eq!([found.values(0)[1], found.values(1)[1]], [&Value::Null, &Value::Null]);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_two_communes_in_an_archive_can_be_chosen() {
    let test = "each_of_two_communes_in_an_archive_can_be_chosen";
    let Some(file) = shared(test, "cases/33-two-communes.zip") else { return };
    let ask = |wanted: Option<&str>, layer: &str| {
        Imported::of(ImportRequest { source_layer: wanted.map(str::to_owned), ..request(file.clone(), layer) })
    };
    let [one, two] = [ask(Some("xa1/thuadat"), "thua").await.unwrap(), ask(Some("xa2/thuadat"), "thua").await.unwrap()];
    assert_ne!((one.shape(0), one.values(0)), (two.shape(0), two.values(0)));
    for (wanted, layer) in [(None, "thua"), (None, "thuadat"), (Some("thuadat"), "thua")] {
        match ask(wanted, layer).await.map(|found| found.report) {
            Err(ImportError::LayerChoice { names, .. }) => assert_eq!(names, "xa1/thuadat, xa2/thuadat"),
            other => panic!("{wanted:?}: {other:?}"),
        }
    }
    match ask(Some("xa3/thuadat"), "thua").await.map(|found| found.report) {
        Err(ImportError::LayerNotInFile { names, .. }) => assert_eq!(names, "xa1/thuadat, xa2/thuadat"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_number_with_a_point_is_one_in_a_layer_of_integers() {
    let test = "a_whole_number_with_a_point_is_one_in_a_layer_of_integers";
    let Some(first) = shared(test, "cases/31-whole-number-with-point-first.geojson") else { return };
    let folder = tempfile::tempdir().unwrap();
    let store = empty_store(folder.path()).await;
    import(&store, request(first.clone(), "thua")).await.unwrap();
    let second = first.with_file_name("31-whole-number-with-point.geojson");
    let append = |file: PathBuf| ImportRequest { mode: importers::Mode::Append, ..request(file, "thua") };
    import(&store, append(second)).await.unwrap();
    let values: Vec<Value> =
        features(&store, "thua").await.into_iter().map(|feature| feature.values[0].clone()).collect();
    assert_eq!(values, [Value::Integer(3), Value::Integer(45)]);
    // A field written in another case is the same one; a number with a fraction is still refused, by name.
    let other = folder.path().join("khac.geojson");
    let record = |field: &str, number: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"{field}":{number}}},"geometry":{{"type":"Point","coordinates":[107.1,10.4]}}}}"#
        )
    };
    std::fs::write(&other, record("SO_THUA", "7.0")).unwrap();
    import(&store, append(other.clone())).await.unwrap();
    assert_eq!(layer(&store, "thua").await.schema.fields.len(), 1);
    std::fs::write(&other, record("so_thua", "7.5")).unwrap();
    match import(&store, append(other)).await {
        Err(ImportError::TypeClash { value, .. }) => assert_eq!(value, "7.5"),
        other => panic!("{other:?}"),
    }
}

/// A `.shp` of points and a `.dbf` of one field of integers.
fn points(folder: &Path, name: &str, places: &[[f64; 2]], rows: &[&str]) -> PathBuf {
    let mut shp = vec![0; 100];
    for (number, place) in (1_u32..).zip(places) {
        shp.extend([number, 10].iter().flat_map(|word| word.to_be_bytes()));
        shp.extend(1_u32.to_le_bytes());
        shp.extend(place.iter().flat_map(|number| number.to_le_bytes()));
    }
    let words = shp.len() as u32 / 2;
    shp[..4].copy_from_slice(&9994_u32.to_be_bytes());
    shp[24..28].copy_from_slice(&words.to_be_bytes());
    let mut dbf = vec![3, 126, 11, 28, rows.len() as u8, 0, 0, 0, 65, 0, 9, 0];
    dbf.resize(64, 0);
    dbf[32..39].copy_from_slice(b"SO_THUA");
    (dbf[43], dbf[48]) = (b'N', 8);
    dbf.push(0x0D);
    rows.iter().for_each(|row| dbf.extend(format!(" {row:>8}").bytes()));
    dbf.push(0x1A);
    std::fs::write(folder.join(format!("{name}.dbf")), dbf).expect("it can be written");
    std::fs::write(folder.join(format!("{name}.shp")), shp).expect("it can be written");
    folder.join(format!("{name}.shp"))
}

const PLACES: [[f64; 2]; 2] = [[107.1, 10.4], [107.2, 10.4]];

fn lon_lat(file: PathBuf) -> ImportRequest {
    ImportRequest { crs: Some(Crs::WGS84), ..request(file, "thua") }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_beyond_the_count_of_the_header_are_told_but_not_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let file = points(folder.path(), "thua", &PLACES, &["1", "2", "3"]);
    let dbf = file.with_extension("dbf");
    let mut bytes = std::fs::read(&dbf).unwrap();
    bytes[4] = 2;
    std::fs::write(&dbf, &bytes).unwrap();
    let found = Imported::of(lon_lat(file.clone())).await.unwrap();
    assert_eq!((found.report.read, found.codes()), (2, vec!["rows-beyond"]));
    assert_eq!(found.report.findings[0].params, [("rows", "2".to_owned()), ("count", "1".to_owned())]);
    // What stands behind the mark of the end is no row.
    bytes.truncate(bytes.len() - 10);
    bytes.push(0x1A);
    bytes.extend(b" garbage of a table that was longer before");
    std::fs::write(&dbf, &bytes).unwrap();
    let found = Imported::of(lon_lat(file)).await.unwrap();
    assert_eq!((found.report.read, found.codes()), (2, vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn whole_numbers_with_a_point_in_a_table_of_integers_are_integers() {
    let folder = tempfile::tempdir().unwrap();
    let found = Imported::of(lon_lat(points(folder.path(), "thua", &PLACES, &["45.0", "7"]))).await.unwrap();
    assert_eq!(found.fields, [("SO_THUA".to_owned(), FieldType::Integer)]);
    assert_eq!(found.values(0), [&Value::Integer(45), &Value::Integer(7)]);
    assert_eq!(found.codes(), Vec::<&str>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_are_found_whatever_the_case_of_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let small = points(folder.path(), "thua", &PLACES, &["1", "2"]);
    let at = |name: &str| folder.path().join(name);
    std::fs::rename(&small, at("Thua.SHP")).unwrap();
    for table in ["THUA.DBF", "thua.Dbf"] {
        std::fs::rename(at("thua.dbf"), at(table)).unwrap();
        let found = Imported::of(lon_lat(at("Thua.SHP"))).await.unwrap();
        assert_eq!((found.report.loaded, found.codes()), (2, vec![]), "{table}");
        std::fs::rename(at(table), at("thua.dbf")).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_names_the_index_means_the_shapefile() {
    let folder = tempfile::tempdir().unwrap();
    let file = points(folder.path(), "thua", &PLACES, &["1", "2"]);
    let shx = file.with_extension("shx");
    let mut bytes = std::fs::read(&file).unwrap()[..100].to_vec();
    for at in [50_u32, 64] {
        bytes.extend([at, 10].iter().flat_map(|word| word.to_be_bytes()));
    }
    bytes[24..28].copy_from_slice(&58_u32.to_be_bytes());
    std::fs::write(&shx, &bytes).unwrap();
    let found = Imported::of(lon_lat(shx.clone())).await.unwrap();
    assert_eq!((found.report.loaded, found.codes()), (2, vec![]));
    // An entry that leads nowhere is told with the record, and a remedy that works: without the index all is there.
    bytes[108..112].copy_from_slice(&9_999_u32.to_be_bytes());
    std::fs::write(&shx, &bytes).unwrap();
    let found = Imported::of(lon_lat(file.clone())).await.unwrap();
    assert_eq!((found.report.loaded, found.codes()), (1, vec!["index-astray"]));
    std::fs::remove_file(&shx).unwrap();
    let found = Imported::of(lon_lat(file)).await.unwrap();
    assert_eq!((found.report.loaded, found.codes()), (2, vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_of_a_shapefile_in_an_archive_belong_together_in_any_case() {
    let desk = Desk::default();
    let shp = shapefile(&desk, "thua", &["Phường Rạch Dừa".as_bytes()], Some("UTF-8"), Some(&zone(107.75, "")));
    let part = |end: &str| std::fs::read(shp.with_extension(end)).expect("it is there");
    for names in [
        ["Thua.SHP", "THUA.DBF", "thua.shx", "Thua.Prj", "thua.CPG"],
        ["xa/THUA.shp", "xa/Thua.dbf", "xa/THUA.SHX", "xa/thua.prj", "xa/ThUa.cPg"],
    ] {
        let parts = ["shp", "dbf", "shx", "prj", "cpg"].map(part);
        let entries: Vec<(&str, &[u8])> = names.into_iter().zip(parts.iter().map(Vec::as_slice)).collect();
        let file = desk.file("thua.zip", archive::stored(&entries));
        let found = Imported::of(request(file, "thua")).await.expect("it is imported");
        assert_eq!(found.codes(), Vec::<&str>::new(), "{names:?}");
        assert_eq!(found.values(0), [&Value::text("Phường Rạch Dừa")], "{names:?}");
    }
}
