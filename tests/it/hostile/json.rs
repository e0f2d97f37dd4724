//! Hostile GeoJSON and TopoJSON: cut off, endless, nested, misencoded, larger than any record. The real program answers each in both
//! languages, in little memory, and leaves the store as it was.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use system_tests::hostile::Desk;

fn point(x: &str, y: &str, properties: &str) -> String {
    format!(r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{x},{y}]}},"properties":{properties}}}"#)
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(content).and_then(|()| packed.finish()).expect("it can be packed")
}

/// A topology of one object, drawn from these arcs.
fn topology(arcs: &str, geometries: &str) -> String {
    format!(
        r#"{{"type":"Topology","objects":{{"thua":{{"type":"GeometryCollection","geometries":[{geometries}]}}}},"arcs":[{arcs}]}}"#
    )
}

#[test]
fn a_file_cut_off_anywhere_is_refused_as_cut_off() {
    let desk = Desk::default();
    let whole =
        collection(&[point("107.1", "10.4", r#"{"ten":"Rạch Dừa"}"#), point("107.2", "10.5", r#"{"ten":null}"#)]);
    let english = ["is empty or cut off; nothing was imported", "Copy or download it again"];
    let vietnamese = ["bị cắt cụt hoặc trống, chưa nhập gì", "Hãy chép hoặc tải lại"];
    // In a key, in a text, in a letter, in a number, between features, before the last bracket.
    let letter = whole.find('ạ').expect("it has a tone mark") + 1;
    for end in [34, 45, 70, letter, whole.len() / 2, whole.len() - 40, whole.len() - 2, whole.len() - 1] {
        desk.refuses(&desk.file("cut.geojson", &whole.as_bytes()[..end]), &[], &english, &vietnamese);
    }
    let packed = gzipped(whole.as_bytes());
    desk.refuses(&desk.file("cut.geojson.gz", &packed[..packed.len() - 12]), &[], &english, &vietnamese);
    let lines = format!("{}\n{}", point("107", "10", "{}"), &point("107", "10", "{}")[..60]);
    desk.refuses(&desk.file("cut.geojsonl", lines), &[], &english, &vietnamese);
    let whole = topology("[[107,10],[107.1,10]]", r#"{"type":"LineString","arcs":[0]}"#);
    for end in [40, 100, whole.len() - 1] {
        desk.refuses(&desk.file("cut.topojson", &whole.as_bytes()[..end]), &[], &english, &vietnamese);
    }
}

#[test]
fn what_is_nested_beyond_reason_is_put_aside() {
    const LEVELS: usize = 100_000;
    let desk = Desk::default();
    let arrays = format!("{}{}", "[".repeat(LEVELS), "]".repeat(LEVELS));
    let objects = format!("{}1{}", r#"{"a":"#.repeat(LEVELS), "}".repeat(LEVELS));
    let geometries = format!(
        "{}{}{}",
        r#"{"type":"GeometryCollection","geometries":["#.repeat(LEVELS),
        r#"{"type":"Point","coordinates":[107,10]}"#,
        "]}".repeat(LEVELS)
    );
    let records = [
        point("107.1", "10.4", &format!(r#"{{"sau":{arrays}}}"#)),
        point("107.1", "10.4", &format!(r#"{{"sau":{objects}}}"#)),
        format!(r#"{{"type":"Feature","properties":{{}},"geometry":{geometries}}}"#),
        format!(r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":{arrays}}}}}"#),
        point("107.1", "10.4", r#"{"ten":"A"}"#),
    ];
    let english =
        ["Read 5 records", "Loaded 1 records", "Quarantined 4 records", "Values are nested too deeply", "record 3"];
    let vietnamese = ["lồng nhau quá nhiều cấp", "Hãy làm phẳng", "sau.geojson, bản ghi 3"];
    desk.takes(&desk.file("sau.geojson", collection(&records)), &[], &english, &vietnamese);
}

#[test]
fn coordinates_that_are_no_numbers_are_put_aside() {
    let desk = Desk::default();
    let records: Vec<String> =
        [("NaN", "10"), ("107", "Infinity"), ("1e999", "10"), ("-1e999", "1e999"), ("107.1", "10.4")]
            .iter()
            .map(|(x, y)| point(x, y, r#"{"ma":"A"}"#))
            .collect();
    let file = desk.file("so.geojsonl", records.join("\n"));
    let english = [
        "Read 5 records",
        "Loaded 1 records",
        "The record is not valid JSON",
        "so.geojsonl, record 1",
        "A coordinate is not a finite number",
        "so.geojsonl, record 3 · geometry",
    ];
    let vietnamese = ["không phải JSON hợp lệ", "không phải là số hữu hạn", "so.geojsonl, bản ghi 4", "--mode append"];
    desk.takes(&file, &[], &english, &vietnamese);
}

#[test]
fn a_place_that_cannot_be_is_named_and_does_not_keep_the_others_out() {
    let desk = Desk::default();
    let mut records: Vec<String> = (0..10).map(|at| point("107.1", &format!("10.{at}"), "{}")).collect();
    records[6] = point("107.1", "1160806.4", "{}");
    let english =
        ["Loaded 9 records", "cannot lie in the reference system", "lac.geojson, record 7 · geometry · 107.1"];
    let vietnamese = ["không thể nằm trong hệ tọa độ của lớp", "lac.geojson, bản ghi 7", "Hãy sửa tọa độ ở nguồn"];
    desk.takes(&desk.file("lac.geojson", collection(&records)), &[], &english, &vietnamese);

    let swapped: Vec<String> = (0..10).map(|at| point(&format!("10.{at}"), "107.1", "{}")).collect();
    let english = ["The axes of nguoc.geojson seem swapped", "The first is record 1, at 10", "Exchange the two"];
    let vietnamese =
        ["hai trục của tệp nguoc.geojson bị đổi chỗ", "Bản ghi đầu tiên như vậy là 1", "Hãy đổi lại hai trục"];
    desk.refuses(&desk.file("nguoc.geojson", collection(&swapped)), &[], &english, &vietnamese);
}

#[test]
fn a_meridian_that_is_wrong_by_less_than_vietnam_is_told_by_the_neighbours() {
    let desk = Desk::default();
    // A well at 107.08° E, 10.34° N in the zone of 107°45′; claimed to be in that of 107°00′ it lies 82 km to the west.
    let lied = collection(&[point("426579.0", "1143188.0", r#"{"ma":"G3"}"#)]);
    let lied = lied.replacen('{', r#"{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9214"}},"#, 1);
    let english = [
        "By EPSG:9214 the data lies at longitude 106.3",
        "away from everything else in the store",
        "By EPSG:5899 it would lie among it",
        "Check the central meridian",
    ];
    let vietnamese =
        ["Theo EPSG:9214", "cách mọi dữ liệu khác trong kho", "Theo EPSG:5899", "Hãy kiểm tra kinh tuyến trục"];
    let file = desk.file("kinh-tuyen.geojson", lied);
    for (language, words) in [("en", english), ("vi", vietnamese)] {
        let done = system_tests::hostile::watched(&mut desk.import(
            language,
            &file,
            "lac",
            &["--mode", "create", "--dry-run"],
        ));
        assert_eq!(done.code, Some(0), "{done:?}");
        desk.fair(&done, &words);
    }
}

#[test]
fn a_ring_of_ten_million_vertices_is_put_aside_and_the_rest_loaded() {
    const VERTICES: usize = 10_000_000;
    let desk = Desk::default();
    let file = desk.large("vong.geojson", |out| {
        let first = point("107.1", "10.4", r#"{"ma":"A"}"#);
        write!(out, r#"{{"type":"FeatureCollection","features":[{first},"#).expect("written");
        write!(out, r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[["#)
            .expect("written");
        for vertex in 0..VERTICES {
            write!(out, "[107.{},10],", vertex % 10).expect("written");
        }
        write!(out, "[107.0,10]]]}}}},{}]}}", point("107.2", "10.5", r#"{"ma":"C"}"#)).expect("written");
    });
    let english =
        ["Read 3 records", "Loaded 2 records", "larger than any real one", "vong.geojson, record 2", "Split its shape"];
    let vietnamese = ["Bản ghi lớn hơn mọi bản ghi thật", "vong.geojson, bản ghi 2", "Hãy tách hình"];
    desk.takes(&file, &[], &english, &vietnamese);
}

#[test]
fn a_line_of_a_hundred_megabytes_is_put_aside_and_the_rest_loaded() {
    let desk = Desk::default();
    let file = desk.large("dong.geojsonl", |out| {
        writeln!(out, "{}", point("107.1", "10.4", r#"{"ma":"A"}"#)).expect("written");
        write!(out, r#"{{"type":"Feature","geometry":null,"properties":{{"ma":""#).expect("written");
        for _ in 0..100 {
            out.write_all(&[b'x'; 1 << 20]).expect("written");
        }
        writeln!(out, "\"}}}}\n{}", point("107.2", "10.5", r#"{"ma":"C"}"#)).expect("written");
    });
    let english = ["Loaded 2 records", "Quarantined 1 records", "larger than any real one", "dong.geojsonl, record 2"];
    desk.takes(&file, &[], &english, &["Bản ghi lớn hơn mọi bản ghi thật", "dong.geojsonl, bản ghi 2"]);
    // A value that is just allowed passes through several hands on its way.
    let file = desk.large("day.geojsonl", |out| {
        for _ in 0..3 {
            write!(out, r#"{{"type":"Feature","geometry":null,"properties":{{"ma":""#).expect("written");
            for _ in 0..31 {
                out.write_all(&[b'x'; 1 << 20]).expect("written");
            }
            writeln!(out, "\"}}}}").expect("written");
        }
    });
    desk.takes(&file, &[], &["Loaded 3 records"], &["Đã nạp 3 bản ghi"]);
}

#[test]
fn a_million_field_names_are_refused() {
    const NAMES: usize = 1_000_000;
    let desk = Desk::default();
    let english = ["has more than 1900 fields", "--mapping"];
    let vietnamese = ["có hơn 1900 trường", "--mapping"];
    let at_once = desk.large("mot.geojson", |out| {
        write!(out, r#"{{"type":"Feature","geometry":null,"properties":{{"truong":0"#).expect("written");
        for name in 0..NAMES {
            write!(out, r#","t{name}":{name}"#).expect("written");
        }
        write!(out, "}}}}").expect("written");
    });
    desk.refuses(&at_once, &[], &english, &vietnamese);
    let one_each = desk.large("moi.geojsonl", |out| {
        for name in 0..NAMES {
            writeln!(out, r#"{{"type":"Feature","geometry":null,"properties":{{"t{name}":{name}}}}}"#)
                .expect("written");
        }
    });
    // Without the writing, which adds a column for each.
    desk.refuses(&one_each, &["--dry-run"], &english, &vietnamese);
    let long = desk.file("ten.geojson", point("107", "10", &format!(r#"{{"{}":1}}"#, "dài".repeat(100_000))));
    let english = ["A field of ten.geojson has a name of 400000 bytes, beginning with “dàidài", "export it again"];
    desk.refuses(&long, &[], &english, &["có tên dài 400000 byte", "hãy xuất lại tệp"]);
}

#[test]
fn bytes_that_are_no_text_are_told_from_texts_of_other_encodings() {
    let desk = Desk::default();
    let whole = collection(&[point("107.1", "10.4", r#"{"ten":"Phường Rạch Dừa"}"#)]);
    let utf16 = |mark: bool| {
        let units = mark.then_some(0xFEFF).into_iter().chain(whole.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    for (name, content) in [("utf8.geojson", format!("\u{FEFF}{whole}").into_bytes()), ("utf16.geojson", utf16(true))] {
        desk.takes(&desk.file(name, content), &[], &["Loaded 1 records"], &["Đã nạp 1 bản ghi"]);
        assert_eq!(desk.rows("SELECT ten FROM new_vi"), ["Phường Rạch Dừa"], "{name}");
    }
    let unmarked = desk.file("khong-dau.geojson", utf16(false));
    desk.refuses(
        &unmarked,
        &[],
        &["The format of khong-dau.geojson is not known"],
        &["Không nhận ra định dạng của tệp"],
    );
    let wrong = [
        point("107", "10", r#"{"ten":"A"}"#).into_bytes(),
        b"{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"ten\":\"Ph\xFDng\"}}".to_vec(),
    ];
    let english = [
        "Loaded 1 records",
        "The text of the record is not UTF-8",
        "hong.geojsonl, record 2",
        "windows-1258 “Phưng”",
        "--encoding",
    ];
    desk.takes(&desk.file("hong.geojsonl", wrong.join(&b'\n')), &[], &english, &["không phải UTF-8", "bản ghi 2"]);
    let nul = [point("107", "10", r#"{"ten":"A"}"#), "\0".repeat(50)].join("\n");
    desk.takes(
        &desk.file("nul.geojsonl", nul),
        &[],
        &["not valid JSON", "record 2"],
        &["không phải JSON", "bản ghi 2"],
    );
    let terminal = point("107", "10", r#"{"ten":"\u001b[2J\u001b]0;x\u0007\ufffd"}"#);
    desk.takes(&desk.file("man-hinh.geojson", terminal), &[], &["are lost (\u{FFFD})"], &["bị mất ký tự"]);
}

#[test]
fn what_unpacks_without_end_is_refused_before_it_is_unpacked() {
    let desk = Desk::default();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..300 {
        packed.write_all(&[b' '; 1 << 20]).expect("it can be packed");
    }
    let bomb = desk.file("bom.geojson.gz", packed.finish().expect("it can be packed"));
    desk.refuses(&bomb, &[], &["The format of bom.geojson.gz is not known"], &["Không nhận ra định dạng"]);
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(br#"{"type":"FeatureCollection","features":["#).expect("it can be packed");
    for _ in 0..300 {
        packed.write_all(&[b' '; 1 << 20]).expect("it can be packed");
    }
    let bomb = desk.file("bom.geojson.gz", packed.finish().expect("it can be packed"));
    let english = ["bom.geojson.gz unpacks to more than 500 times its size", "Check where it comes from"];
    desk.refuses(&bomb, &[], &english, &["bung ra hơn 500 lần", "Hãy kiểm tra nguồn gốc"]);
}

#[test]
fn a_topology_that_lies_about_its_arcs_is_found_out() {
    let desk = Desk::default();
    let line = |arcs: &str| format!(r#"{{"type":"LineString","arcs":{arcs}}}"#);
    let nothing = r#"{"type":null}"#.to_owned();
    let lines = [line("[7]"), line("[-9]"), line("[1e300]"), line("[1]"), line("[0]"), nothing].join(",");
    let text = topology("[[107,10],[107.1,10.1]],[[1e308,1e308],[1e308,1e308],[-1e308,3]]", &lines);
    let huge = text.replacen('{', r#"{"transform":{"scale":[1e308,1],"translate":[0,0]},"#, 1);
    let english = [
        "uses an arc that the TopoJSON file does not have",
        "cung.topojson, record 3",
        "A coordinate is not a finite number",
    ];
    let vietnamese = ["không có trong tệp TopoJSON", "không phải là số hữu hạn", "cung.topojson, bản ghi 2"];
    desk.takes(&desk.file("cung.topojson", text), &[], &["Loaded 2 records", english[0], english[1]], &vietnamese[..1]);
    desk.takes(&desk.file("cung.topojson", huge), &[], &english[..2], &vietnamese[2..]);

    // One arc of a hundred kilobytes, used ten thousand times: a gigabyte if it were drawn.
    let arc = vec!["[0,0],[1,0],[1,1],[0,0]"; 5_000].join(",");
    let often = vec![line("[0]"); 10_000].join(",");
    let english = ["use its arcs so often", "Check where the file comes from"];
    let file = desk.file("lap.topojson", topology(&format!("[{arc}]"), &often));
    desk.takes(&file, &[], &english, &["dùng lại các cung quá nhiều lần", "Hãy kiểm tra nguồn gốc"]);

    let objects: Vec<String> = (0..1_000_000).map(|at| format!(r#""o{at}":0"#)).collect();
    let many = format!(r#"{{"type":"Topology","arcs":[],"objects":{{{}}}}}"#, objects.join(","));
    let english = ["nhieu.topojson holds several layers: o0, o1,", ", …", "--source-layer"];
    desk.refuses(&desk.file("nhieu.topojson", many), &[], &english, &["nhieu.topojson có nhiều lớp: o0, o1,", "…"]);
}

#[test]
fn other_json_is_told_apart_with_a_way_on() {
    let desk = Desk::default();
    let city = r#"{"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[0,0,0]},"CityObjects":{},"vertices":[]}"#;
    let part = r#"{"type":"CityJSONFeature","id":"b1","CityObjects":{},"vertices":[]}"#;
    for (name, content) in [("a.city.json", city.to_owned()), ("a.city.jsonl", format!("{city}\n{part}\n"))] {
        let english = [name, "is CityJSON", "Convert it to a GeoPackage of footprints", "QGIS"];
        desk.refuses(&desk.file(name, content), &[], &english, &["là CityJSON", "Hãy chuyển sang GeoPackage"]);
    }
    let list = desk.file("list.geojson", "[1,2,3]");
    desk.refuses(&list, &[], &["The format of list.geojson is not known"], &["Không nhận ra định dạng"]);
}
