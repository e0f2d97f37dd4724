//! What layers of files from here and elsewhere are taken for.

use super::usual::unit;
use super::*;
use crate::layer::personal::words;
use crate::layer::{Clearance, Field, FieldType, Kind};

/// `name=role` of each field that was taken for something, with `!` before fields for staff.
fn check(kind: Kind, names: &str, expected: &str) {
    let field = |name: &str| match name.strip_prefix('!') {
        Some(name) => Field::new(name, FieldType::Text, Clearance::Staff),
        None => Field::new(name, FieldType::Text, Clearance::Open),
    };
    let mut fields: Vec<Field> = names.split(' ').map(field).collect();
    mean_as_usual(kind, &mut fields, None, |_| true);
    let told = fields.iter().filter_map(|field| Some(format!("{}={}", field.name, field.meaning.role?.as_str())));
    assert_eq!(told.collect::<Vec<_>>().join(" "), expected, "{names}");
}

#[test]
fn fields_are_known_by_their_usual_names() {
    check(
        Kind::Parcel,
        "ma_xa so_to so_thua dia_chi loai_dat dien_tich_phap_ly",
        "ma_xa=commune so_to=sheet so_thua=number dia_chi=address loai_dat=class dien_tich_phap_ly=registered_area",
    );
    check(
        Kind::Zone,
        "KY_HIEU ChucNang do_an so_quyet_dinh ngay_quyet_dinh",
        "KY_HIEU=code ChucNang=class do_an=mention so_quyet_dinh=decision ngay_quyet_dinh=decision_date",
    );
    check(Kind::Ward, "ma_xa ten loai ten_cu", "ma_xa=code ten=name loai=class ten_cu=former_name");
    check(Kind::Zone, "ky_hieu ma_xa", "ky_hieu=code ma_xa=commune");
    check(Kind::Feature, "ward", "");
}

#[test]
fn a_line_of_a_plan_is_not_the_street_whose_name_it_bears() {
    check(Kind::Line, "ten_duong do_an", "ten_duong=mention do_an=mention");
    check(Kind::Line, "ten_duong lo_gioi", "ten_duong=name");
}

#[test]
fn a_number_is_a_parcels_only_beside_a_sheet_or_among_parcels() {
    check(Kind::Feature, "so_thua x", "");
    check(Kind::Feature, "so_thua so_to", "so_thua=number so_to=sheet");
    check(Kind::Parcel, "so_thua x", "so_thua=number");
}

#[test]
fn what_reads_like_a_name_is_one_unless_it_is_a_persons_or_for_staff() {
    check(Kind::Feature, "ghi_chu ten_cho", "ten_cho=name");
    check(Kind::Feature, "station_name", "station_name=name");
    check(Kind::Feature, "ten_chu !ten_cho owner_name", "");
}

#[test]
fn what_colours_the_map_is_seen_by_all() {
    check(Kind::Parcel, "!loai_dat mdsd", "mdsd=class");
    check(Kind::Parcel, "type", "");
    check(Kind::Feature, "kind", "kind=class");
}

#[test]
fn what_was_said_stays_and_is_not_said_twice() {
    let mut fields = ["ten", "bd_so"].map(|name| Field::new(name, FieldType::Text, Clearance::Open));
    fields[1].meaning.role = Some(FieldRole::Name);
    mean_as_usual(Kind::Feature, &mut fields, None, |_| true);
    assert_eq!(fields.map(|field| field.meaning.role), [None, Some(FieldRole::Name)]);
}

#[test]
fn units_are_told_by_names() {
    for (name, expected) in [
        ("dien_tich_km2", Some(Unit::SquareKilometre)),
        ("dien_tich_ha", Some(Unit::Hectare)),
        ("DIENTICHHA", Some(Unit::Hectare)),
        ("DIEN_TICH", Some(Unit::SquareMetre)),
        ("dien_tich_phap_ly", Some(Unit::SquareMetre)),
        ("san_m2", Some(Unit::SquareMetre)),
        ("be_rong_mat_duong", Some(Unit::Metre)),
        ("length_m", Some(Unit::Metre)),
        ("duong_kinh", Some(Unit::Millimetre)),
        ("do_doc", Some(Unit::Percent)),
        ("cong_suat", Some(Unit::Watt)),
        ("m", None),
        ("nha", None),
    ] {
        assert_eq!(unit(&words(name), &words(name).concat()), expected, "{name}");
    }
}

#[test]
fn roles_and_units_are_read_as_they_are_written() {
    assert!(FieldRole::ALL.iter().all(|role| FieldRole::parse(role.as_str()) == Some(*role)));
    assert!(Unit::ALL.iter().all(|unit| Unit::parse(unit.as_str()) == Some(*unit)));
    assert_eq!((FieldRole::parse("colour"), Unit::parse("foot")), (None, None));
}
