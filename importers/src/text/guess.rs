//! What a file is likely meant to be, by names alone: that of the layer it could become, and of what kind. A guess is told, and a person decides.

use spatial_core::layer::{Kind, LayerName, folded};

/// Endings of files that say how they are written, not what they hold.
const ENDINGS: [&str; 20] = [
    "geojson",
    "geojsonl",
    "geojsons",
    "geojsonseq",
    "topojson",
    "json",
    "ndjson",
    "jsonl",
    "gpkg",
    "shp",
    "shz",
    "zip",
    "gz",
    "inp",
    "osm",
    "pbf",
    "csv",
    "gml",
    "kml",
    "xml",
];

/// What stands in names of layers, without marks, and the kind it speaks for; the first that is met counts. A stroke before or behind a
/// word stands for the end of the name or a mark between words.
const SIGNS: &[(Kind, &[&str])] = &[
    // What lies over zones or along streets is neither; nor are vehicles (phương tiện) wards (phường).
    (
        Kind::Feature,
        &[
            "overlay",
            "light",
            "lamp",
            "|den|",
            "pole",
            "|cot|",
            "hydrant",
            "tru_nuoc",
            "intersection",
            "|nut_giao",
            "phuong_tien",
        ],
    ),
    (Kind::Parcel, &["thua", "parcel", "dia_chinh", "diachinh", "cadast"]),
    (
        Kind::Zone,
        &[
            "o_chuc_nang",
            "ochucnang",
            "quy_hoach",
            "quyhoach",
            "zone",
            "zoning",
            "qhsdd",
            "su_dung_dat",
            "sudungdat",
            "land_use",
            "landuse",
        ],
    ),
    (
        Kind::Ward,
        &[
            "phuong",
            "|xa|",
            "|ward",
            "commune",
            "neighborhood",
            "neighbourhood",
            "hanh_chinh",
            "hanhchinh",
            "ranh_gioi",
            "ranhgioi",
        ],
    ),
    (Kind::Building, &["nha|", "cong_trinh", "congtrinh", "building", "toa_nha", "toanha"]),
    (
        Kind::Network,
        &[
            "ong_nuoc",
            "ongnuoc",
            "cap_nuoc",
            "capnuoc",
            "thoat_nuoc",
            "thoatnuoc",
            "mang_luoi",
            "mangluoi",
            "pipe",
            "sewer",
            "network",
            "cable",
            "cap_dien",
            "capdien",
        ],
    ),
    (Kind::Line, &["duong", "tuyen", "chi_gioi", "chigioi", "street", "road", "line", "truc"]),
];

/// What a layer of these names is likely of; those that come first count before the others. Without a sign, nothing is said.
#[must_use]
pub fn guessed_kind<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Kind> {
    names.into_iter().find_map(|name| {
        let words = format!("|{}|", words(name)).replace('_', "|");
        let is_met = |sign: &&str| words.contains(&sign.replace('_', "|"));
        SIGNS.iter().find(|(_, signs)| signs.iter().any(&is_met)).map(|(kind, _)| *kind)
    })
}

/// What a layer is called that is made of something of this name; nothing if no letter is left.
#[must_use]
pub fn guessed_name(name: &str) -> Option<LayerName> {
    let words = words(stem(name));
    let mut plain: String = words.trim_start_matches(|letter: char| !letter.is_ascii_lowercase()).to_owned();
    plain.truncate(LayerName::MAX_LENGTH);
    LayerName::parse(plain.trim_end_matches('_')).ok()
}

/// The name of a file without the endings that say how it is written.
#[must_use]
pub fn stem(name: &str) -> &str {
    let is_known = |end: &str| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known));
    match name.rsplit_once('.') {
        Some((before, end)) if !before.is_empty() && is_known(end) => stem(before),
        _ => name,
    }
}

/// Small letters and digits, with one low stroke for all between.
fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    for letter in folded(name).chars() {
        if letter.is_ascii_alphanumeric() {
            words.push(letter);
        } else if !words.ends_with('_') {
            words.push('_');
        }
    }
    words.trim_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_guessed_from_what_layers_are_called() {
        for (name, kind) in [
            ("thửa đất 2026", Some(Kind::Parcel)),
            ("ASSESSING_ParcelsFY2014", Some(Kind::Parcel)),
            ("Bản đồ quy hoạch sử dụng đất", Some(Kind::Zone)),
            ("CDD_ZoningDistricts", Some(Kind::Zone)),
            ("CDD_ZoningOverlayDistricts", Some(Kind::Feature)),
            ("BOUNDARY_CDDNeighborhoods", Some(Kind::Ward)),
            ("phường", Some(Kind::Ward)),
            ("xã", Some(Kind::Ward)),
            ("hoa xanh", None),
            ("taxa", None),
            ("stewards", None),
            ("phương tiện", Some(Kind::Feature)),
            ("bản đồ nút giao", Some(Kind::Feature)),
            ("nhà", Some(Kind::Building)),
            ("nhân khẩu", None),
            ("TRANS_SidewalkCenterlines", Some(Kind::Line)),
            ("đường", Some(Kind::Line)),
            ("đèn đường", Some(Kind::Feature)),
            ("INFRA_StreetLights", Some(Kind::Feature)),
            ("TRANS_Intersections", Some(Kind::Feature)),
            ("ống cấp nước", Some(Kind::Network)),
            ("RECREATION_OpenSpace", None),
            ("", None),
        ] {
            assert_eq!(guessed_kind([name]), kind, "{name}");
        }
        assert_eq!(guessed_kind(["lamps", "INFRA_StreetLights"]), Some(Kind::Feature));
        assert_eq!(guessed_kind(["data", "wards"]), Some(Kind::Ward), "the first that says something");
    }

    #[test]
    fn a_layer_is_called_as_its_file_without_endings() {
        for (name, called) in [
            ("wards.geojson.gz", Some("wards")),
            ("Thửa đất (2026).SHP.zip", Some("thua_dat_2026")),
            ("2026_lô.đất.topojson", Some("lo_dat")),
            ("v1.2.gpkg", Some("v1_2")),
            (".geojson", Some("geojson")),
            ("ranh-giới__xã.osm.pbf", Some("ranh_gioi_xa")),
            ("2026.geojson", None),
            ("地.geojson", None),
        ] {
            assert_eq!(guessed_name(name).as_ref().map(LayerName::as_str), called, "{name}");
        }
        let long = guessed_name(&format!("{}_x.geojson", "a".repeat(47))).unwrap();
        assert_eq!(long.as_str(), "a".repeat(47));
    }
}
