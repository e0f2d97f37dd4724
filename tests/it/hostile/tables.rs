//! Hostile Shapefiles and GeoPackages: lengths, counts and schemas that lie. The real program answers each in both languages, in
//! little memory, and leaves the store as it was.

use std::path::PathBuf;

use rusqlite::Connection;
use system_tests::hostile::Desk;

/// A `.shp` of records, whose header is right unless changed.
fn shp(records: &[Vec<u8>]) -> Vec<u8> {
    let mut file = vec![0; 100];
    file[..4].copy_from_slice(&9994_i32.to_be_bytes());
    file[28..32].copy_from_slice(&1000_i32.to_le_bytes());
    for (number, record) in records.iter().enumerate() {
        file.extend((number as i32 + 1).to_be_bytes());
        file.extend((record.len() as i32 / 2).to_be_bytes());
        file.extend(record);
    }
    let words = file.len() as i32 / 2;
    file[24..28].copy_from_slice(&words.to_be_bytes());
    file
}

fn point(x: f64, y: f64) -> Vec<u8> {
    [&1_i32.to_le_bytes()[..], &x.to_le_bytes(), &y.to_le_bytes()].concat()
}

/// A polygon record that claims so many parts and points, and has one ring of these.
fn polygon(parts: i32, points: i32, ring: &[[f64; 2]]) -> Vec<u8> {
    let mut record = 5_i32.to_le_bytes().to_vec();
    record.extend([0; 32]);
    record.extend(parts.to_le_bytes());
    record.extend(points.to_le_bytes());
    record.extend(0_i32.to_le_bytes());
    record.extend(ring.iter().flatten().flat_map(|number| number.to_le_bytes()));
    record
}

const RING: [[f64; 2]; 5] = [[107.0, 10.0], [107.0, 10.1], [107.1, 10.1], [107.1, 10.0], [107.0, 10.0]];

/// A `.dbf` of one text field of four letters.
fn dbf(rows: &[&str]) -> Vec<u8> {
    let mut file = vec![0; 32];
    (file[0], file[8], file[10]) = (3, 65, 5);
    file[4..8].copy_from_slice(&(rows.len() as u32).to_le_bytes());
    let mut field = [0; 32];
    field[..2].copy_from_slice(b"ma");
    (field[11], field[16]) = (b'C', 4);
    file.extend(field);
    file.push(0x0D);
    for row in rows {
        file.extend(format!(" {row:<4}").bytes());
    }
    file.push(0x1A);
    file
}

/// A Shapefile in degrees, as three files.
fn shapefile(desk: &Desk, shp: Vec<u8>, dbf: Vec<u8>) -> PathBuf {
    desk.file("thua.dbf", dbf);
    desk.file("thua.prj", r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#);
    desk.file("thua.shp", shp)
}

const CUT: [&str; 2] = ["is empty or cut off; nothing was imported", "Copy or download it again"];
const CUT_VI: [&str; 2] = ["bị cắt cụt hoặc trống, chưa nhập gì", "Hãy chép hoặc tải lại"];

#[test]
fn a_shapefile_cut_off_anywhere_is_refused_as_cut_off() {
    let desk = Desk::default();
    let (shapes, rows) = (shp(&[point(107.0, 10.0), polygon(1, 5, &RING)]), dbf(&["A", "B"]));
    for end in [4, 99, 103, 107, 120, shapes.len() - 1] {
        desk.refuses(&shapefile(&desk, shapes[..end].to_vec(), rows.clone()), &[], &CUT, &CUT_VI);
    }
    for end in [0, 20, 40, 64, 67] {
        let file = shapefile(&desk, shapes.clone(), rows[..end].to_vec());
        let english = [CUT[0], CUT[1], "thua.dbf"];
        desk.refuses(&file, &[], &english, &CUT_VI);
    }
}

#[test]
fn shapes_that_lie_about_their_size_are_put_aside_or_refused() {
    let desk = Desk::default();
    let lies = [
        polygon(i32::MAX, 5, &RING),
        polygon(1, i32::MAX, &RING),
        polygon(-1, -1, &RING),
        polygon(1, 1_900_000, &RING),
        point(f64::NAN, f64::INFINITY),
        vec![9, 9, 9, 9],
        polygon(1, 5, &RING),
    ];
    let rows = dbf(&["A", "B", "C", "D", "E", "F", "G"]);
    let mut shapes = shp(&lies);
    shapes[24..28].copy_from_slice(&i32::MAX.to_be_bytes());
    shapes[36..44].copy_from_slice(&f64::NAN.to_le_bytes());
    let english = [
        "Read 7 records",
        "Loaded 1 records",
        "The geometry of the record cannot be read",
        "thua.shp, record 4",
        "too many vertices",
        "not a finite number",
        "record 5",
    ];
    let vietnamese = ["Không đọc được hình", "quá nhiều đỉnh", "không phải là số hữu hạn", "thua.shp, bản ghi 6"];
    desk.file("thua.shx", "this is no index");
    desk.takes(&shapefile(&desk, shapes, rows.clone()), &[], &english, &vietnamese);
    let mut endless = shp(&[point(107.0, 10.0)]);
    endless[104..108].copy_from_slice(&u32::MAX.to_be_bytes());
    desk.refuses(&shapefile(&desk, endless, rows), &[], &CUT, &CUT_VI);
}

#[test]
fn a_polygon_of_ten_million_vertices_is_put_aside_and_the_rest_loaded() {
    const VERTICES: usize = 10_000_000;
    let desk = Desk::default();
    let ring: Vec<[f64; 2]> = (0..VERTICES).map(|at| [107.0 + at as f64 / 1e8, 10.0]).collect();
    let shapes = shp(&[point(107.0, 10.0), polygon(1, VERTICES as i32, &ring), point(107.1, 10.0)]);
    let english =
        ["Loaded 2 records", "The geometry has too many vertices", "thua.shp, record 2", "Split it into parts"];
    let file = shapefile(&desk, shapes, dbf(&["A", "B", "C"]));
    desk.takes(&file, &[], &english, &["Hình có quá nhiều đỉnh", "thua.shp, bản ghi 2", "Hãy tách hình"]);
}

#[test]
fn a_table_that_lies_about_its_header_is_refused() {
    let desk = Desk::default();
    let shapes = shp(&[point(107.0, 10.0)]);
    for (at, value) in [(8, 10_u16), (8, u16::MAX), (8, 33), (10, 0), (10, 1)] {
        let mut rows = dbf(&["A"]);
        rows[at..at + 2].copy_from_slice(&value.to_le_bytes());
        desk.refuses(&shapefile(&desk, shapes.clone(), rows), &[], &[CUT[0], "thua.dbf"], &CUT_VI);
    }
    // Counts are not believed: two rows, said to be four thousand million.
    let mut rows = dbf(&["A", "B"]);
    rows[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
    let english = ["Loaded 2 records", "has 2 rows for 1 shapes", "export the Shapefile again"];
    desk.takes(&shapefile(&desk, shapes.clone(), rows), &[], &english, &["có 2 dòng cho 1 hình"]);
    let mut rows = dbf(&["A"]);
    rows[66] = 0xFF;
    let english =
        ["The encoding of the texts in thua.dbf is stated nowhere or wrongly", "--encoding", "windows-1252 “ÿ”"];
    let file = shapefile(&desk, shapes, rows);
    desk.refuses(
        &file,
        &[],
        &english,
        &["Bảng mã của chữ trong tệp thua.dbf không được ghi hoặc ghi sai", "--encoding"],
    );
    desk.file("thua.cpg", "\u{0}klingon");
    desk.refuses(&file, &[], &english, &["--encoding"]);
    desk.file("thua.prj", "PROJCS[\"".repeat(10_000));
    let english = ["The reference system stated in thua.shp is not one that we know", "--override-crs"];
    desk.refuses(&file, &[], &english, &["Không hiểu hệ tọa độ ghi trong tệp thua.shp"]);
}

/// A GeoPackage with a table of points, edited by SQL.
fn geopackage(desk: &Desk, sql: &str) -> PathBuf {
    let path = desk.at("thua.gpkg");
    let _ = std::fs::remove_file(&path);
    let connection = Connection::open(&path).expect("it opens");
    connection
        .execute_batch(
            "PRAGMA application_id = 0x47504B47; \
             CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT); \
             INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'undefined'); \
             CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT); \
             CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER); \
             INSERT INTO gpkg_contents VALUES ('thua', 'features', 'thua'); \
             INSERT INTO gpkg_geometry_columns VALUES ('thua', 'geom', 4326); \
             CREATE TABLE thua (fid INTEGER PRIMARY KEY, geom BLOB, ma TEXT, so INTEGER)",
        )
        .expect("the tables can be made");
    let mut blob = b"GP\0\x01\xE6\x10\0\0\x01\x01\0\0\0".to_vec();
    blob.extend([107.1_f64, 10.4].into_iter().flat_map(f64::to_le_bytes));
    for ma in ["A", "B"] {
        connection.execute("INSERT INTO thua (geom, ma, so) VALUES (?1, ?2, 7)", (&blob, ma)).expect("a row");
    }
    connection.execute_batch(sql).expect("the file can be spoilt");
    path
}

const DAMAGED: [&str; 2] = ["The GeoPackage thua.gpkg is damaged or cut off; nothing was imported", ".clone"];
const DAMAGED_VI: [&str; 2] = ["Tệp GeoPackage thua.gpkg bị hỏng hoặc bị cắt cụt; chưa nhập gì", ".clone"];

#[test]
fn nothing_that_a_geopackage_would_compute_is_run() {
    let desk = Desk::default();
    let endless =
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS fid, x'00' AS geom FROM n";
    let english = ["The layer “thua” of thua.gpkg is a view", "ogr2ogr -f GPKG table.gpkg thua.gpkg"];
    let vietnamese = ["Lớp “thua” của tệp thua.gpkg là khung nhìn", "ogr2ogr -f GPKG"];
    for sql in [
        format!("DROP TABLE thua; CREATE VIEW thua AS {endless}"),
        "DROP TABLE thua; CREATE VIRTUAL TABLE thua USING rtree(fid, geom, b)".to_owned(),
    ] {
        desk.refuses(&geopackage(&desk, &sql), &[], &english, &vietnamese);
    }
    let contents = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT 't' || x AS table_name, 'features' AS data_type, '' AS identifier FROM n";
    let file = geopackage(&desk, &format!("DROP TABLE gpkg_contents; CREATE VIEW gpkg_contents AS {contents}"));
    desk.refuses(&file, &[], &["thua.gpkg holds no layer of features"], &["không có lớp đối tượng nào"]);
    let systems = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT '' AS organization, 1 AS organization_coordsys_id, '' AS definition, -x AS srs_id FROM n";
    let file =
        geopackage(&desk, &format!("DROP TABLE gpkg_spatial_ref_sys; CREATE VIEW gpkg_spatial_ref_sys AS {systems}"));
    desk.refuses(&file, &[], &["thua.gpkg does not state its reference system"], &["không ghi hệ tọa độ"]);
    let generated = "ALTER TABLE thua ADD COLUMN lon TEXT GENERATED ALWAYS AS (hex(zeroblob(400000000))) VIRTUAL; \
                     CREATE TRIGGER moc AFTER INSERT ON thua BEGIN DELETE FROM gpkg_contents; END";
    let english = ["Loaded 2 records", "These columns are computed by the file itself: lon", "They were left out"];
    desk.takes(
        &geopackage(&desk, generated),
        &[],
        &english,
        &["do chính tệp tính ra: lon", "Các cột đó không được nạp"],
    );
}

#[test]
fn values_that_are_not_what_their_column_says_are_told() {
    let desk = Desk::default();
    let spoilt = "PRAGMA application_id = 7; UPDATE thua SET so = 'bảy', ma = x'0001' WHERE fid = 1; UPDATE thua SET so = 9e999 WHERE fid = 2";
    let english = [
        "Loaded 2 records",
        "holds 2 bytes of binary data",
        "thua.gpkg, record 1 (1) · ma",
        "“inf” cannot be read",
        "record 2 (2) · so",
    ];
    desk.takes(
        &geopackage(&desk, spoilt),
        &[],
        &english,
        &["chứa 2 byte dữ liệu nhị phân", "Không đọc được giá trị “inf”"],
    );
    let blobs = "INSERT INTO thua (geom, ma) SELECT geom, 'C' FROM thua WHERE fid = 1; UPDATE thua SET geom = x'47500001E6100000010200000000000010' WHERE fid = 1; UPDATE thua SET geom = 'a text' WHERE fid = 2; \
                 INSERT INTO thua (geom) VALUES (x'4750'), (x'475000FFE6100000'), (x'47500001E610000001070000000100000001070000000100000001'), (x'47500001E610000003'), (zeroblob(40))";
    let english =
        ["Read 8 records", "Loaded 1 records", "The geometry of the record cannot be read", "thua.gpkg, record 5 (5)"];
    desk.takes(&geopackage(&desk, blobs), &[], &english, &["Không đọc được hình của bản ghi"]);
    let keyless = "ALTER TABLE thua RENAME TO cu; CREATE TABLE thua (ma TEXT PRIMARY KEY, geom BLOB) WITHOUT ROWID; INSERT INTO thua SELECT ma, geom FROM cu";
    desk.takes(&geopackage(&desk, keyless), &[], &["Loaded 2 records"], &["Đã nạp 2 bản ghi"]);
    let names = "ALTER TABLE thua RENAME COLUMN ma TO \"a\"\"); DROP TABLE wells; --\"";
    desk.takes(&geopackage(&desk, names), &[], &["Loaded 2 records"], &["Đã nạp 2 bản ghi"]);
}

#[test]
fn rows_larger_than_any_real_one_do_not_come_into_memory() {
    let desk = Desk::default();
    // A hundred and sixty megabytes of geometry: ten million vertices.
    let large = "INSERT INTO thua (geom, ma) VALUES (zeroblob(160000000), 'C'), (NULL, 'D')";
    let english =
        ["Read 4 records", "Loaded 3 records", "The geometry has too many vertices", "thua.gpkg, record 3 (3)"];
    desk.takes(&geopackage(&desk, large), &[], &english, &["Hình có quá nhiều đỉnh", "thua.gpkg, bản ghi 3"]);
    let text = "INSERT INTO thua (ma) VALUES (CAST(zeroblob(100000000) AS TEXT))";
    let english = ["Record 3 of thua.gpkg is larger than 32 MB", "keep its long texts as files"];
    desk.refuses(&geopackage(&desk, text), &[], &english, &["Bản ghi 3 của tệp thua.gpkg lớn hơn 32 MB"]);
}

#[test]
fn a_geopackage_cut_off_or_overwritten_is_refused_as_damaged() {
    let desk = Desk::default();
    let fill = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 5000) INSERT INTO thua (geom, ma) SELECT geom, 'tên' || x FROM thua, n WHERE fid = 1";
    let whole = std::fs::read(geopackage(&desk, fill)).expect("it was made");
    for end in [100, 1000, 4096, 9000, whole.len() / 2, whole.len() - 4096] {
        desk.refuses(&desk.file("thua.gpkg", &whole[..end]), &[], &DAMAGED, &DAMAGED_VI);
    }
    let mut zeroed = whole.clone();
    let (from, to) = (whole.len() / 2, whole.len() / 2 + 8192);
    zeroed[from..to].fill(0);
    desk.refuses(&desk.file("thua.gpkg", &zeroed), &[], &DAMAGED, &DAMAGED_VI);
    // Every page of the tree points to the first leaf again and again.
    let page = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    let mut circular = whole;
    let trees: Vec<usize> = (1..circular.len() / page).map(|at| at * page).filter(|at| circular[*at] == 5).collect();
    for tree in trees {
        let cells = usize::from(u16::from_be_bytes([circular[tree + 3], circular[tree + 4]]));
        let at = |cell: usize| tree + 12 + 2 * cell;
        let first = usize::from(u16::from_be_bytes([circular[at(0)], circular[at(0) + 1]]));
        let child: [u8; 4] = circular[tree + first..tree + first + 4].try_into().expect("a page number");
        for cell in 0..cells {
            let place = tree + usize::from(u16::from_be_bytes([circular[at(cell)], circular[at(cell) + 1]]));
            circular[place..place + 4].copy_from_slice(&child);
        }
    }
    desk.refuses(&desk.file("thua.gpkg", &circular), &[], &DAMAGED, &DAMAGED_VI);
    let other = Connection::open(desk.at("khac.gpkg")).expect("it opens");
    other.execute_batch("CREATE TABLE mine (a)").expect("a table");
    desk.refuses(
        &desk.at("khac.gpkg"),
        &[],
        &["khac.gpkg holds no layer of features"],
        &["không có lớp đối tượng nào"],
    );
}
