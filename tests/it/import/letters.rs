//! Texts in encodings that nobody states, or states wrongly: recognised by evidence that is shown, asked about where there is too little.

use std::path::Path;

use system_tests::hostile::Desk;

use crate::import::points::{DEGREES, shapefile};

pub(super) const NAMES: [&str; 3] = ["Phường Rạch Dừa", "Nguyễn Văn Trỗi", "Đường Trần Hưng Đạo"];
pub(super) const TCVN3: [&[u8]; 3] =
    [b"Ph\xAD\xEAng R\xB9ch D\xF5a", b"Nguy\xD4n V\xA8n Tr\xE7i", b"\xA7\xAD\xEAng Tr\xC7n H\xADng \xA7\xB9o"];
pub(super) const VNI: [&[u8]; 3] = [
    b"Ph\xF6\xF4\xF8ng Ra\xEFch D\xF6\xF8a",
    b"Nguye\xE3n Va\xEAn Tro\xE3i",
    b"\xD1\xF6\xF4\xF8ng Tra\xE0n H\xF6ng \xD1a\xEFo",
];
pub(super) const VPS: [&[u8]; 3] =
    [b"Ph\xDC\xA9ng R\xE5ch D\xD8a", b"Nguy\xCDn V\xE6n Tr\x87i", b"\xF1\xDC\xA9ng Tr\xC0n H\xDCng \xF1\xE5o"];
pub(super) const CP1258: [&[u8]; 3] = [
    b"Ph\xFD\xF5\xCCng Ra\xF2ch D\xFD\xCCa",
    b"Nguy\xEA\xDEn V\xE3n Tr\xF4\xDEi",
    b"\xD0\xFD\xF5\xCCng Tr\xE2\xCCn H\xFDng \xD0a\xF2o",
];

#[test]
fn old_encodings_are_recognised_whatever_the_file_states() {
    let desk = Desk::default();
    for (name, texts) in [("TCVN3", TCVN3), ("VNI", VNI), ("VPS", VPS), ("windows-1258", CP1258)] {
        for cpg in [None, Some("UTF-8"), Some("1252"), Some("1258")] {
            let file = shapefile(&desk, "ten", &texts, cpg, Some(DEGREES));
            let recognised = format!("read as {name}");
            let english = if name == "windows-1258" && cpg == Some("1258") { "Loaded 3" } else { recognised.as_str() };
            desk.takes(&file, &[], &[english], &["Đã nạp 3 bản ghi"]);
            assert_eq!(desk.rows("SELECT ten FROM new_en ORDER BY fid"), NAMES, "{name} under {cpg:?}");
        }
        let file = shapefile(&desk, "ten", &texts, Some("1252"), Some(DEGREES));
        desk.takes(&file, &["--encoding", name], &["Loaded 3 records"], &["Đã nạp 3 bản ghi"]);
        assert_eq!(desk.rows("SELECT ten FROM new_en ORDER BY fid"), NAMES, "{name} as asked");
    }
}

/// Writes bytes into the table of a Shapefile.
fn patched(file: &Path, at: usize, bytes: &[u8]) {
    let table = file.with_extension("dbf");
    let mut content = std::fs::read(&table).expect("it is there");
    content[at..at + bytes.len()].copy_from_slice(bytes);
    std::fs::write(&table, content).expect("it can be written");
}

#[test]
fn utf_8_is_recognised_under_another_code_page_and_under_a_wrong_language_byte() {
    let desk = Desk::default();
    let texts = NAMES.map(str::as_bytes);
    for cpg in ["1258", "1252", "TCVN3", "VNI"] {
        let file = shapefile(&desk, "ten", &texts, Some(cpg), Some(DEGREES));
        desk.takes(&file, &[], &["read as UTF-8"], &["theo UTF-8"]);
        assert_eq!(desk.rows("SELECT ten FROM new_en ORDER BY fid"), NAMES, "under {cpg}");
    }
    // The code pages of Western Windows, of Cyrillic and of Japanese, as programs write them into the header.
    for language in [0x03, 0x57, 0xC9, 0x13] {
        for (name, texts) in [("UTF-8", texts), ("TCVN3", TCVN3), ("VNI", VNI), ("VPS", VPS)] {
            let file = shapefile(&desk, "ten", &texts, None, Some(DEGREES));
            patched(&file, 29, &[language]);
            desk.takes(&file, &[], &["Loaded 3 records"], &["Đã nạp 3 bản ghi"]);
            assert_eq!(desk.rows("SELECT ten FROM new_en ORDER BY fid"), NAMES, "{name} under {language:x}");
        }
    }
}

#[test]
fn names_of_fields_are_read_in_the_encoding_of_the_texts() {
    let desk = Desk::default();
    for (encoding, texts, name) in [
        ("TCVN3", TCVN3, &b"t\xAAn"[..]),
        ("VNI", VNI, b"te\xE2n"),
        ("VPS", VPS, b"t\xEAn"),
        ("windows-1258", CP1258, b"t\xEAn"),
    ] {
        for (cpg, options) in [(None, &[][..]), (Some("1252"), &[]), (Some("1252"), &["--encoding", encoding])] {
            let file = shapefile(&desk, "ten", &texts, cpg, Some(DEGREES));
            patched(&file, 32, name);
            desk.takes(&file, options, &["Loaded 3 records"], &["Đã nạp 3 bản ghi"]);
            let found = desk.rows("SELECT \"tên\" FROM new_en ORDER BY fid");
            assert_eq!(found, NAMES, "{encoding} under {cpg:?}, {options:?}");
        }
    }
}

#[test]
fn what_is_asked_for_is_done_but_not_without_a_word_if_it_makes_garbage() {
    let desk = Desk::default();
    let file = shapefile(&desk, "ten", &TCVN3, None, Some(DEGREES));
    let english = ["make sense as windows-1252, and ", "as TCVN3", "TCVN3 “", "--encoding"];
    desk.takes(&file, &["--encoding", "windows-1252"], &english, &["theo TCVN3", "--encoding"]);
}

#[test]
fn too_little_evidence_is_asked_about_with_every_reading() {
    let desk = Desk::default();
    let file = shapefile(&desk, "ten", &[b"H\xB5"], None, Some(DEGREES));
    desk.refuses(&file, &[], &["--encoding", "TCVN3 “Hà”", "VPS “HÌ”"], &["--encoding", "TCVN3 “Hà”"]);
    desk.takes(&file, &["--encoding", "TCVN3"], &["Loaded 1"], &["Đã nạp 1"]);
    assert_eq!(desk.rows("SELECT ten FROM new_en"), ["Hà"]);
}

#[test]
fn ascii_and_texts_of_other_languages_raise_no_alarm() {
    let desk = Desk::default();
    let cases: [(&[&[u8]], Option<&str>); 4] = [
        (&[b"VUNG TAU", b"Ba Ria"], None),
        (&[b"VUNG TAU", b"5 m\xB2"], Some("1252")),
        (&[b"Rue de l'\xC9glise", b"Ch\xE2teau d'eau", b"H\xF4tel de ville"], Some("ISO-8859-1")),
        (&[b"\xD3\xEB\xE8\xF6\xE0 \xCB\xE5\xED\xE8\xED\xE0"], Some("1251")),
    ];
    for (texts, cpg) in cases {
        let file = shapefile(&desk, "ten", texts, cpg, Some(DEGREES));
        let done = system_tests::hostile::watched(&mut desk.import("en", &file, "new_en", &["--mode", "replace"]));
        assert!(done.code == Some(0) && !done.said.contains("Findings"), "{cpg:?}: {done:?}");
    }
}

/// Bytes taken for windows-1252.
pub(super) fn western(bytes: &[u8]) -> String {
    const FROM_80: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let letter = |byte: &u8| match byte {
        0x80..=0x9F => FROM_80.chars().nth(usize::from(byte - 0x80)).expect("all 32 are there"),
        _ => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

fn point(ten: &str) -> String {
    format!(
        r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[107.1,10.4]}},"properties":{{"ten":"{ten}"}}}}"#
    )
}

#[test]
fn unicode_that_another_program_decoded_wrongly_is_told_and_read_anew_when_asked() {
    let desk = Desk::default();
    let tcvn3: Vec<String> = TCVN3.iter().map(|bytes| point(&western(bytes))).collect();
    let utf8: Vec<String> = NAMES.iter().map(|text| point(&western(text.as_bytes()))).collect();
    let [vni, vps] = [VNI, VPS].map(|texts| texts.iter().map(|bytes| point(&western(bytes))).collect::<Vec<_>>());
    for (encoding, records) in [("TCVN3", tcvn3), ("UTF-8", utf8), ("VNI", vni), ("VPS", vps)] {
        let file = desk.file("sai.geojsonl", records.join("\n"));
        let package = desk.at("sai.gpkg");
        let _ = std::fs::remove_file(&package);
        let made = std::process::Command::new("ogr2ogr").args(["-f", "GPKG"]).args([&package, &file]).status();
        assert!(made.expect("ogr2ogr runs").success());
        for file in [file, package] {
            let remedy = format!("--encoding {encoding} --mode replace");
            let english = ["decoded the texts wrongly", "is “Phường Rạch Dừa", &remedy];
            desk.takes(&file, &[], &english, &["giải mã sai", &remedy]);
            desk.takes(&file, &["--encoding", encoding], &["Loaded 3 records"], &["Đã nạp 3 bản ghi"]);
            assert_eq!(desk.rows("SELECT ten FROM new_en ORDER BY fid"), NAMES, "{encoding} {}", file.display());
        }
    }
    // Names may come behind a long border of nothing but numbers.
    let border = "[107.123456,10.123456],".repeat(20_000);
    let border = format!(
        r#"{{"type":"Feature","geometry":{{"type":"LineString","coordinates":[{}]}},"properties":{{"ten":""}}}}"#,
        border.trim_end_matches(',')
    );
    let late = [
        vec![border],
        NAMES
            .map(|name| {
                point(name).replace("Point", "LineString").replace("[107.1,10.4]", "[[107.1,10.4],[107.2,10.4]]")
            })
            .to_vec(),
    ]
    .concat();
    let file = desk.file("muon.geojsonl", late.join("\n"));
    desk.takes(&file, &["--encoding", "TCVN3"], &["Loaded 4 records"], &["Đã nạp 4 bản ghi"]);
    assert_eq!(
        desk.rows("SELECT ten FROM new_en WHERE ten <> '' ORDER BY fid"),
        NAMES,
        "UTF-8 behind 460 kB of numbers"
    );
    let file = desk.file("dung.geojsonl", NAMES.map(point).join("\n"));
    for encoding in ["TCVN3", "windows-1258", "windows-1252", "VNI"] {
        desk.takes(&file, &["--encoding", encoding], &["Loaded 3 records"], &["Đã nạp 3 bản ghi"]);
        assert_eq!(desk.rows("SELECT ten FROM new_en ORDER BY fid"), NAMES, "asked for {encoding} without need");
    }
}

#[test]
fn records_that_are_not_utf_8_come_with_the_encoding_that_helps() {
    let desk = Desk::default();
    let whole = point("@");
    let (before, after) = whole.split_once('@').expect("it is there");
    let records: Vec<Vec<u8>> = TCVN3.iter().map(|ten| [before.as_bytes(), ten, after.as_bytes()].concat()).collect();
    let file = desk.file("bytes.geojsonl", records.join(&b'\n'));
    let english = ["Quarantined 3 records", "They look like TCVN3", "--encoding TCVN3 --mode replace"];
    desk.takes(&file, &[], &english, &["Chữ giống TCVN3", "--encoding TCVN3 --mode replace"]);
    desk.takes(&file, &["--encoding", "TCVN3"], &["Loaded 3 records"], &["Đã nạp 3 bản ghi"]);
    assert_eq!(desk.rows("SELECT ten FROM new_en ORDER BY fid"), NAMES);
}

#[test]
fn letters_and_their_marks_are_one_whatever_the_file_writes() {
    let desk = Desk::default();
    let parted = "Phu\u{31B}o\u{31B}\u{300}ng Ra\u{323}ch Du\u{31B}\u{300}a";
    let records = [
        point(parted),
        point(NAMES[0]).replace("\"ten\"", "\"te\u{302}n\""),
        point(parted).replace("\"ten\"", "\"tên\""),
    ];
    let file = desk.file("dau.geojsonl", records.join("\n"));
    desk.takes(&file, &[], &["Loaded 3 records"], &["Đã nạp 3 bản ghi"]);
    assert_eq!(desk.rows("SELECT coalesce(ten, \"tên\") FROM new_en ORDER BY fid"), [NAMES[0]; 3]);
}
