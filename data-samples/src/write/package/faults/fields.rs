//! Faults of what stands in fields.

use spatial_core::layer::Value;

use crate::write::package::faults::fault::{SeededFault, fault};
use crate::write::package::faults::site::{BOUNDARY, ZONES, put, table, table_in};

pub(super) const FAULTS: &[SeededFault] = &[
    fault("text-too-long", "a note longer than the field", |files| {
        put(table(files, ZONES), 1, "ghiChu", Value::text("ghi chú ".repeat(40)));
    }),
    fault("text-unreadable", "letters that were lost", |files| {
        put(table(files, ZONES), 1, "ghiChu", Value::text("\u{110}\u{1EA5}t \u{FFFD}"));
    }),
    fault("number-unreadable", "an area in words", |files| {
        put(table(files, ZONES), 2, "dienTich", Value::text("khoảng 2.000 m2"));
    }),
    fault("number-unreadable", "half a person", |files| put(table(files, ZONES), 2, "danSo", Value::Real(120.5))),
    fault("number-negative", "an area below nothing", |files| {
        put(table(files, ZONES), 2, "dienTich", Value::Real(-4.0))
    }),
    fault("date-form", "a day that is a month", |files| {
        put(table(files, BOUNDARY), 0, "ngayQDQH", Value::text("tháng 10 năm 2025"));
    }),
    fault("date-form", "a day the calendar has not", |files| {
        put(table(files, BOUNDARY), 0, "ngayQDQH", Value::text("2025-02-30"));
    }),
    fault("dates-in-order", "approved before its task", |files| {
        put(table(files, BOUNDARY), 0, "ngayQDNV", Value::text("2025-12-01"));
    }),
    fault("date-unlikely", "a year with a digit too few", |files| {
        put(table(files, BOUNDARY), 0, "ngayQDNV", Value::text("0202-06-14"));
    }),
    fault("decision-missing", "no number of the decision", |files| {
        put(table(files, BOUNDARY), 0, "soQDQH", Value::Null)
    }),
    fault("object-code-twice", "two features of one code", |files| {
        let code = table(files, ZONES).and_then(|table| {
            let at = table.columns.iter().position(|(name, _)| name == "maDoiTuong")?;
            Some(table.rows.first()?.values[at].clone())
        });
        put(table(files, ZONES), 4, "maDoiTuong", code.unwrap_or_default());
    }),
    fault("function-missing", "a zone for nothing", |files| {
        put(table(files, ZONES), 0, "chucNangSuDungDatMuc1", Value::Null);
    }),
    fault("function-unknown", "a function without its tones", |files| {
        put(table(files, ZONES), 0, "chucNangSuDungDatMuc1", Value::text("Nhom nha o"));
    }),
    fault("function-unknown", "a function of nobody's", |files| {
        put(table(files, ZONES), 0, "chucNangSuDungDatMuc1", Value::text("Khu vui chơi có thưởng"));
    }),
    fault("lot-sign-missing", "a zone without a sign", |files| put(table(files, ZONES), 5, "kyHieuLoDat", Value::Null)),
    fault("lot-sign-twice", "two zones of one sign", |files| {
        put(table(files, ZONES), 5, "kyHieuLoDat", Value::text("CX-01"));
        put(table(files, ZONES), 6, "kyHieuLoDat", Value::text("CX-01"));
    }),
    fault("indicator-unreadable", "a density of two values", |files| {
        put(table(files, ZONES), 0, "matDoXayDung", Value::text("60/80"));
    }),
    fault("indicator-unreadable", "storeys that are none", |files| {
        put(table(files, ZONES), 0, "tangCaoXayDung", Value::text("cao tầng"));
    }),
    fault("area-differs", "an area of another shape", |files| {
        put(table(files, ZONES), 3, "dienTich", Value::Real(12.3))
    }),
    fault("length-differs", "a length of another line", |files| {
        put(table(files, "ChiGioiDuongDo_L"), 0, "chieuDai", Value::Real(1.5));
    }),
    fault("marker-differs", "a mark beside its coordinates", |files| {
        put(table_in(files, "MocGioi", "MocGioiQuyHoach_P"), 0, "toaDoX", Value::Real(1_140_000.0));
    }),
];
