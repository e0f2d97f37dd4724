//! The field that colours the map: the mapping's, or what such layers usually call it.

use spatial_core::layer::{Field, Kind};

/// The class field of a layer of this kind: `wanted`, or the first usual name; only if anyone may see it.
pub(super) fn class_field(wanted: Option<&str>, kind: Kind, fields: &[Field]) -> Option<String> {
    let is_public = |field: &&Field| field.clearance.is_open();
    let found = match wanted {
        Some(name) => fields.iter().find(|field| field.name == name),
        None => {
            usual(kind).iter().find_map(|wanted| fields.iter().find(|field| field.name.eq_ignore_ascii_case(wanted)))
        }
    };
    found.filter(is_public).map(|field| field.name.clone())
}

/// What the classifying field of a kind of layer is usually called, the likeliest first.
fn usual(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Parcel => {
            &["loai_dat", "ma_loai_dat", "loaidat", "maloaidat", "mdsd", "mdsdd", "muc_dich", "land_use", "landuse"]
        }
        Kind::Zone => &[
            "chuc_nang",
            "ma_chuc_nang",
            "chucnang",
            "machucnang",
            "loai_dat",
            "zone_type",
            "zonetype",
            "zone",
            "zoning",
        ],
        Kind::Line => &["loai", "loai_duong", "cap_duong", "type", "class"],
        Kind::Ward => &["cap", "loai", "level"],
        Kind::Network => &["loai", "vat_lieu", "type", "material"],
        Kind::Building => &["loai", "chuc_nang", "type", "use"],
        Kind::Feature => &["loai", "type", "class", "category"],
    }
}
