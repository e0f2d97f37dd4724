//! Hostile zip archives: tricks with paths, links, counts, names and sizes. Nothing in an archive becomes a path, nothing is left behind.

use std::io::Write;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use system_tests::hostile::Desk;

/// One entry: its name, what lies there, and how it lies.
#[derive(Clone)]
struct Entry {
    name: String,
    packed: Vec<u8>,
    size: u32,
    method: u16,
    flags: u16,
    mode: u32,
    crc: u32,
}

/// CRC-32 as zip wants it.
fn crc(content: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(content);
    crc.sum()
}

fn stored(name: &str, content: &[u8]) -> Entry {
    let (size, crc) = (content.len() as u32, crc(content));
    Entry { name: name.to_owned(), packed: content.to_vec(), size, method: 0, flags: 0x800, mode: 0o100_644, crc }
}

fn head(entry: &Entry) -> Vec<u8> {
    let mut head = Vec::new();
    for word in [20, entry.flags, entry.method, 0, 0x5821] {
        head.extend(word.to_le_bytes());
    }
    for number in [entry.crc, entry.packed.len() as u32, entry.size] {
        head.extend(number.to_le_bytes());
    }
    head.extend((entry.name.len() as u16).to_le_bytes());
    head.extend(0_u16.to_le_bytes());
    head
}

/// An archive of entries, with the count it claims in its end record.
fn archive(entries: &[Entry], claimed: Option<u16>) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for entry in entries {
        let at = file.len() as u32;
        file.extend(b"PK\x03\x04");
        file.extend(head(entry));
        file.extend(entry.name.bytes());
        file.extend(&entry.packed);
        list.extend(b"PK\x01\x02\x14\x03");
        list.extend(head(entry));
        list.extend([0; 6]);
        list.extend((entry.mode << 16).to_le_bytes());
        list.extend(at.to_le_bytes());
        list.extend(entry.name.bytes());
    }
    let count = claimed.unwrap_or(entries.len().min(0xFFFF) as u16);
    let start = file.len() as u32;
    file.extend(&list);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend((list.len() as u32).to_le_bytes());
    file.extend(start.to_le_bytes());
    file.extend([0, 0]);
    file
}

/// The parts of a Shapefile of one point, under names that begin so.
fn parts(stem: &str) -> Vec<Entry> {
    let mut shp = vec![0; 100];
    shp[..4].copy_from_slice(&9994_i32.to_be_bytes());
    shp.extend([0, 0, 0, 1, 0, 0, 0, 10, 1, 0, 0, 0]);
    shp.extend([107.1_f64, 10.4].into_iter().flat_map(f64::to_le_bytes));
    let mut dbf = vec![0; 32];
    (dbf[0], dbf[4], dbf[8], dbf[10]) = (3, 1, 65, 5);
    let mut field = [0; 32];
    (field[0], field[11], field[16]) = (b'a', b'C', 4);
    dbf.extend(field);
    dbf.extend(b"\x0D Cot1\x1A");
    vec![stored(&format!("{stem}.shp"), &shp), stored(&format!("{stem}.dbf"), &dbf)]
}

fn zip(desk: &Desk, entries: &[Entry]) -> PathBuf {
    desk.file("goi.zip", archive(entries, None))
}

const LON_LAT: [&str; 2] = ["--crs", "EPSG:4326"];

#[test]
fn names_in_an_archive_never_become_paths() {
    let desk = Desk::default();
    for stem in ["../../../../tmp/thua", "/etc/thua", "C:\\thua", "..\\..\\thua", "a/./../thua", "thua\0.txt", "-rf"] {
        desk.takes(&zip(&desk, &parts(stem)), &LON_LAT, &["Loaded 1 records"], &["Đã nạp 1 bản ghi"]);
        assert!(!PathBuf::from("/etc/thua.shp").exists() && !PathBuf::from("/tmp/thua.shp").exists(), "{stem}");
    }
    // A link is its own few bytes, wherever it leads.
    let mut linked = parts("thua");
    linked[0] = Entry { mode: 0o120_777, ..stored("thua.shp", b"/etc/passwd") };
    let english = ["goi.zip is empty or cut off; nothing was imported"];
    desk.refuses(&zip(&desk, &linked), &LON_LAT, &english, &["goi.zip bị cắt cụt hoặc trống"]);
}

#[test]
fn an_archive_that_holds_no_shapefile_we_can_read_says_why() {
    let desk = Desk::default();
    let inner = stored("trong.zip", &archive(&parts("thua"), None));
    let english = ["The archive goi.zip holds no Shapefile", "unpack the archive"];
    desk.refuses(&zip(&desk, &[inner]), &LON_LAT, &english, &["goi.zip không chứa Shapefile", "giải nén"]);
    let mut locked = parts("thua");
    locked[0].flags |= 1;
    let english = ["goi.zip is protected by a password", "Unpack it with its password"];
    desk.refuses(&zip(&desk, &locked), &LON_LAT, &english, &["bảo vệ bằng mật khẩu", "Hãy giải nén bằng mật khẩu"]);
    let mut other = parts("thua");
    other[0].method = 14;
    let english = ["goi.zip is packed by a method that is not read here", "Unpack it"];
    desk.refuses(&zip(&desk, &other), &LON_LAT, &english, &["phương pháp nén chương trình không đọc được"]);
    let mut broken = parts("thua");
    broken[0].crc ^= 1;
    desk.refuses(&zip(&desk, &broken), &LON_LAT, &["goi.zip is empty or cut off"], &["bị cắt cụt hoặc trống"]);
    let whole = archive(&parts("thua"), None);
    for end in [4, 30, 150, whole.len() - 60, whole.len() - 1] {
        let file = desk.file("goi.zip", &whole[..end]);
        desk.refuses(&file, &LON_LAT, &["goi.zip is empty or cut off"], &["Hãy chép hoặc tải lại"]);
    }
}

#[test]
fn names_that_stand_twice_or_by_the_hundred_are_told() {
    let desk = Desk::default();
    let twice = [parts("thua"), parts("thua")].concat();
    desk.takes(&zip(&desk, &twice), &LON_LAT, &["Loaded 1 records"], &["Đã nạp 1 bản ghi"]);
    let many: Vec<Entry> = (0..500).flat_map(|at| parts(&format!("{}{at}", "a".repeat(400)))).collect();
    let file = zip(&desk, &many);
    let done = system_tests::hostile::watched(&mut desk.import("en", &file, "other", &LON_LAT));
    assert_eq!(done.code, Some(1));
    desk.fair(&done, &["goi.zip holds several layers", "…", "--source-layer"]);
    assert!(done.said.len() < 10_000, "{} bytes", done.said.len());
}

#[test]
fn an_archive_of_a_million_entries_is_refused_before_its_list_is_read() {
    const ENTRIES: usize = 1_000_000;
    let desk = Desk::default();
    let english = ["The archive goi.zip exceeds what is allowed", "10000 entries", "Unpack it"];
    let vietnamese = ["Tệp nén goi.zip vượt giới hạn", "10000 mục", "Hãy giải nén"];
    let empty = vec![stored("a", b""); ENTRIES];
    // It says so; it says nothing; it says that it is a small one.
    for claimed in [None, Some(10), Some(9_999)] {
        let file = desk.file("goi.zip", archive(&empty, claimed));
        desk.refuses(&file, &LON_LAT, &english, &vietnamese);
    }
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused() {
    let desk = Desk::default();
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    for _ in 0..200 {
        packed.write_all(&[0; 1 << 20]).expect("it can be packed");
    }
    let packed = packed.finish().expect("it can be packed");
    let mut bomb = parts("thua");
    // It tells its size, or lies about it.
    for size in [200 << 20, 120] {
        bomb[0] = Entry { packed: packed.clone(), size, method: 8, ..bomb[0].clone() };
        let done = system_tests::hostile::watched(&mut desk.import("vi", &zip(&desk, &bomb), "other", &LON_LAT));
        assert_eq!(done.code, Some(1), "{done:?}");
    }
    bomb[0].size = 200 << 20;
    let english = ["goi.zip unpacks to more than 500 times its size", "Check where it comes from"];
    desk.refuses(&zip(&desk, &bomb), &LON_LAT, &english, &["bung ra hơn 500 lần", "Hãy kiểm tra nguồn gốc"]);
    let mut table = parts("thua");
    table[1] = Entry { packed, size: 200 << 20, method: 8, ..table[1].clone() };
    desk.refuses(&zip(&desk, &table), &LON_LAT, &english, &["bung ra hơn 500 lần"]);
}
