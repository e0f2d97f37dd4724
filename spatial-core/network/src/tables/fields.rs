//! Names of fields, and the words in them.

/// The field that names the network a row belongs to.
pub const NETWORK_FIELD: &str = "mang";
/// The field of a row's code: the network's own id of it.
pub const CODE_FIELD: &str = "ma";
/// The field that says what kind of network, node, edge or device it is.
pub const TYPE_FIELD: &str = "loai";
/// The field of a name for people.
pub const NAME_FIELD: &str = "ten";
/// The field that says whether the network follows its source (water, power) or its sink (sewers).
pub const RULE_FIELD: &str = "quy_tac";
/// The field of the reference system coordinates of a file are in; `local` for those that lie nowhere on earth.
pub const CRS_FIELD: &str = "he_toa_do";
/// The field of coordinates that lie nowhere on earth, as a file has them.
pub const LOCAL_FIELD: &str = "toa_do";
/// The field of a row as its file has it.
pub const SOURCE_TEXT_FIELD: &str = "nguyen_van";
/// The field of a section's name.
pub const SECTION_FIELD: &str = "phan";
/// The field of a section's place in its file.
pub const ORDER_FIELD: &str = "thu_tu";
/// The field of a section's lines.
pub const LINES_FIELD: &str = "noi_dung";
/// The field of a node's height in metres.
pub const ELEVATION_FIELD: &str = "cao_do";
/// The field that says whether what flows comes from a node.
pub const IS_SOURCE_FIELD: &str = "la_nguon";
/// The fields by which an edge refers to its first and last node.
pub const END_FIELDS: [&str; 2] = ["nut_dau", "nut_cuoi"];
/// The field of an edge's length in metres, of its legal geometry if its file says none.
pub const LENGTH_FIELD: &str = "chieu_dai";
/// The field of an edge's diameter in millimetres.
pub const DIAMETER_FIELD: &str = "duong_kinh";
/// The field of what an edge is made of.
pub const MATERIAL_FIELD: &str = "vat_lieu";
/// The field of the year in which an edge was laid.
pub const YEAR_FIELD: &str = "nam_lap";
/// The field that says which way an edge lets through.
pub const WAY_FIELD: &str = "chieu";
/// The field that says whether an edge is shut.
pub const IS_SHUT_FIELD: &str = "dang_dong";
/// The field by which a device or connection refers to its edge.
pub const EDGE_FIELD: &str = "doan";
/// The field by which a device or connection refers to its node: alone, or as the end of its edge.
pub const NODE_FIELD: &str = "nut";
/// The field of metres along the edge from its first node.
pub const MEASURE_FIELD: &str = "ly_trinh";
/// The field that says whether somebody may close a device to isolate a part; by its kind if empty.
pub const CLOSABLE_FIELD: &str = "dong_duoc";
/// The field that says whether a device lets anything through.
pub const POSITION_FIELD: &str = "vi_tri";
/// The field that says whether a device can be turned.
pub const OPERABLE_FIELD: &str = "van_hanh";
/// The field that says whether one gets at a device.
pub const ACCESSIBLE_FIELD: &str = "tiep_can";
/// The field that says whether a device, shut, lets nothing through.
pub const TIGHT_FIELD: &str = "kin";
/// The field of the moment from which a state holds.
pub const SINCE_FIELD: &str = "tu_luc";
/// The field of how a state is known: seen in the field, measured from afar, planned.
pub const EVIDENCE_FIELD: &str = "can_cu";
/// The field of who noted a state.
pub const WHO_FIELD: &str = "nguoi_ghi";
/// The field of a remark.
pub const REMARK_FIELD: &str = "ghi_chu";
/// The field by which a state refers to its device.
pub const DEVICE_FIELD: &str = "thiet_bi";
/// The field of a meter's number.
pub const METER_FIELD: &str = "dong_ho";
/// The field of what kind of customer hangs on a connection.
pub const CLASS_FIELD: &str = "hang";
/// The field of how much depends on a connection: 1 most; empty for usual ones.
pub const PRIORITY_FIELD: &str = "uu_tien";
/// The field of an address.
pub const ADDRESS_FIELD: &str = "dia_chi";
/// The field of the codes of devices that part a subnetwork from the rest.
pub const CONTROLLERS_FIELD: &str = "dieu_khien";
/// The fields of what contains or carries: its kind and code.
pub const CONTAINER_FIELDS: [&str; 2] = ["vat_chua", "ma_chua"];
/// The fields of what is contained or carried.
pub const CONTENT_FIELDS: [&str; 2] = ["vat_trong", "ma_trong"];
/// The field of the round (tuyến đọc) in which a connection's meter is read; its place there stands in [`ORDER_FIELD`].
pub const ROUND_FIELD: &str = "tuyen";
/// The field by which a reading refers to the connection whose meter was read.
pub const CONNECTION_FIELD: &str = "dau_noi";
/// The field of what the phone drew for a reading: the same whenever it is sent again.
pub const CLIENT_FIELD: &str = "ma_gui";
/// The field of the moment at which a meter was read.
pub const READ_AT_FIELD: &str = "luc_doc";
/// The field of what a meter showed, in cubic metres.
pub const VALUE_FIELD: &str = "chi_so";
/// The field of what the reading before showed, in cubic metres.
pub const PREVIOUS_FIELD: &str = "chi_so_truoc";
/// The field of the moment of the reading before.
pub const PREVIOUS_AT_FIELD: &str = "luc_doc_truoc";
/// The field of cubic metres since the reading before; below zero if the dial ran backwards.
pub const CONSUMPTION_FIELD: &str = "tieu_thu";
/// The field of what a reading says beside the last ones.
pub const VERDICT_FIELD: &str = "ket_luan";
/// The field of a photograph's hash.
pub const PHOTO_FIELD: &str = "anh";
/// The field of the moment at which something came in.
pub const RECEIVED_FIELD: &str = "nhan_luc";
/// The field of how many readings a book has.
pub const COUNT_FIELD: &str = "so_luong";

/// Bytes of the longest name of a network: it stands in addresses. Vietnamese letters take up to three.
pub const LONGEST_NETWORK_NAME: usize = 256;
