//! Which field names look like personal data, in Vietnamese and English, whatever the case, the tone marks or the separators.
//!
//! The list follows the personal data of the land register (holder, numbers, address of the holder, certificate, contracts).
//! A parcel's own address, sheet, number and area are public. It errs on the side of hiding: a mapping can publish a field
//! (`private = false`).

use crate::layer::{Kind, folded};

/// Anywhere in the name, folded, without separators.
const PARTS: &[&str] = &[
    // The holder.
    "owner",
    "holder",
    "landuser",
    "hoten",
    "hovaten",
    "fullname",
    "tenchu",
    "chuhodat",
    "chuho",
    "chusudung",
    "chusd",
    "chusohuu",
    "chudat",
    "chunha",
    "chuthuadat",
    "chucu",
    "chumoi",
    "nguoisudung",
    "nguoisd",
    "nguoidung",
    "tennguoi",
    "vochong",
    "tenvo",
    "spouse",
    "dongsohuu",
    // Numbers of a person.
    "cccd",
    "cmnd",
    "cmtnd",
    "cancuoc",
    "sodinhdanh",
    "dinhdanhcanhan",
    "hochieu",
    "passport",
    "nationalid",
    "personalid",
    "personalnumber",
    "identitycard",
    "idcard",
    "masothue",
    "taxcode",
    "giaytotuythan",
    // Who drew or changed it: people, by their name or the one they sign in with.
    "editor",
    "editedby",
    "editeduser",
    "createdby",
    "createduser",
    "creator",
    "updatedby",
    "modifiedby",
    "surveyor",
    "drawnby",
    "nguoinhap",
    "nguoitao",
    "nguoisua",
    "nguoilap",
    "nguoive",
    "nguoido",
    "nguoicapnhat",
    "nguoichinhly",
    "canbo",
    // How to reach a person.
    "dienthoai",
    "phone",
    "mobile",
    "email",
    "thuongtru",
    "tamtru",
    "hokhau",
    "diachichu",
    "diachinguoi",
    "diachilienhe",
    "diachicanhan",
    "homeaddress",
    "mailingaddress",
    // About a person.
    "ngaysinh",
    "namsinh",
    "birthdate",
    "dateofbirth",
    "gioitinh",
    "quoctich",
    // The certificate and what hangs on it.
    "sophathanh",
    "sovaoso",
    "soseri",
    "sogcn",
    "seriegcn",
    "serigcn",
    "giaychungnhan",
    "certificateserial",
    "certificateno",
    "certificatenumber",
    "thechap",
    "mortgage",
    "hopdong",
    "giachuyennhuong",
    "transactionprice",
];

/// A whole word of the name.
const WORDS: &[&str] = &["sdt", "tel", "dob", "sex", "gcn", "gcnqsdd", "cmt", "cmtnd", "seri", "ssn"];

/// True if a field of this name goes to staff only, unless a mapping says otherwise.
pub fn looks_personal(name: &str) -> bool {
    let words = words(name);
    let joined: String = words.concat();
    // As part of other names, "chu" is mostly "ghi chú" (remark).
    joined == "chu"
        || PARTS.iter().any(|part| joined.contains(part))
        || words.iter().any(|word| WORDS.contains(&word.as_str()))
}

/// The same of a field of a kind of features: a ward's full name is no person's.
pub fn looks_personal_of(kind: Kind, name: &str) -> bool {
    let is_its_name = kind == Kind::Ward && words(name).concat() == "fullname";
    !is_its_name && looks_personal(name)
}

/// The words of a name, folded: `TenChuSuDung`, `ten_chu_su_dung` and `Tên chủ sử dụng` give the same.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for letter in name.chars() {
        let is_break = !letter.is_alphanumeric() && !('\u{300}'..='\u{36F}').contains(&letter);
        if is_break || (was_lower && letter.is_uppercase()) {
            words.push(String::new());
        }
        was_lower = letter.is_lowercase();
        if let (false, Some(word)) = (is_break, words.last_mut()) {
            word.push_str(&folded(letter.encode_utf8(&mut [0; 4])));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::{looks_personal, looks_personal_of};
    use crate::layer::Kind;

    #[test]
    fn the_full_name_of_a_ward_is_no_persons() {
        for name in ["fullName", "full_name", "FULLNAME"] {
            assert!(!looks_personal_of(Kind::Ward, name), "{name}");
            assert!(looks_personal_of(Kind::Parcel, name) && looks_personal_of(Kind::Feature, name), "{name}");
        }
        for name in ["ownerFullName", "ho_ten", "phone"] {
            assert!(looks_personal_of(Kind::Ward, name), "{name}");
        }
    }

    #[test]
    fn personal_names_are_known_in_both_languages() {
        for name in [
            "OWNER",
            "owner_name",
            "Holder",
            "Họ tên",
            "HO_TEN",
            "hoTen",
            "Tên chủ sử dụng",
            "TENCHU",
            "ChuSD",
            "chủ",
            "CHU",
            "CCCD",
            "so_cmnd",
            "Số định danh cá nhân",
            "Điện thoại",
            "SDT",
            "phoneNumber",
            "Địa chỉ chủ sử dụng",
            "DIACHICHU",
            "Số phát hành GCN",
            "soVaoSo",
            "Ngày sinh",
            "nam_sinh",
            "email",
            "Ho\u{323} te\u{302}n",
            "fullName",
            "Editor",
            "last_edited_user",
            "created_by",
            "Người cập nhật",
            "Cán bộ đo đạc",
        ] {
            assert!(looks_personal(name), "{name}");
        }
    }

    #[test]
    fn the_parcel_itself_is_public() {
        for name in [
            "ma_dinh_danh",
            "so_to",
            "so_thua",
            "dien_tich",
            "loai_dat",
            "dia_chi",
            "Địa chỉ thửa đất",
            "ten_xa",
            "Tên phường",
            "name",
            "chuc_nang",
            "Chức năng",
            "ghi_chu",
            "STREET_NAME",
            "ML",
            "LOC_ID",
            "GlobalID",
            "telemetry",
            "chung_cu",
            "khu_chung_cu",
            "Label",
            "created_date",
            "NGAY_CAP_NHAT",
            "edited",
        ] {
            assert!(!looks_personal(name), "{name}");
        }
    }
}
