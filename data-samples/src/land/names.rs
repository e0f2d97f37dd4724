//! Vietnamese words of the registers: wards, origins of rights. All Unicode NFC; no land user.

/// Wards and communes of the place: code, name, sort, and the names of what was merged into them, if anything was. The first four are
/// there in every city of four districts or more.
pub(crate) const WARDS: [(&str, &str, &str, &str); 8] = [
    (
        "26506",
        "Phường Vũng Tàu",
        "phường",
        "Phường 1, Phường 2, Phường 3, Phường 4, Phường 5, Phường Thắng Nhì, Phường Thắng Tam",
    ),
    ("26536", "Phường Rạch Dừa", "phường", "Phường 10, Phường Thắng Nhất"),
    ("26526", "Phường Tam Thắng", "phường", "Phường 7, Phường 8, Phường 9, Phường Nguyễn An Ninh"),
    ("26542", "Phường Phước Thắng", "phường", "Phường 11, Phường 12"),
    (
        "26560",
        "Phường Bà Rịa",
        "phường",
        "Phường Phước Trung, Phường Phước Nguyên, Phường Long Toàn, Phường Phước Hưng",
    ),
    ("26566", "Phường Long Hương", "phường", "Phường Kim Dinh, Xã Tân Hưng"),
    ("26572", "Phường Tam Long", "phường", "Phường Long Tâm, Xã Hòa Long, Xã Long Phước"),
    ("26545", "Xã Long Sơn", "xã", ""),
];

/// Where a right to a residential parcel comes from, as certificates abbreviate it.
pub(crate) const ORIGINS: [&str; 4] = ["CNQ-CTT", "CNQ-KTT", "DG-CTT", "DG-KTT"];
/// The same where land is leased.
pub(crate) const LEASES: [&str; 2] = ["DT-TML", "DT-THN"];
