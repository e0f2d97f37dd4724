//! The two codes of a plan: what each of their places says.

/// Codes of the provinces since 1 July 2025 (Decision 19/2025/QĐ-TTg).
const PROVINCES: [&str; 34] = [
    "01", "04", "08", "11", "12", "14", "15", "19", "20", "22", "24", "25", "31", "33", "37", "38", "40", "42", "44",
    "46", "48", "51", "52", "56", "66", "68", "75", "79", "80", "82", "86", "91", "92", "96",
];

/// True of a province's code.
fn is_province(code: &str) -> bool {
    PROVINCES.contains(&code)
}

/// Which part of a code is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::package) enum CodeFault {
    Form,
    Province,
    Level,
    Kind,
    Adjustment,
}

/// `maThongTinQH`, 12 digits: province (2), year (2), level (1–4), kind (1–5), adjustment (0 first, 1 whole, 2 local), five of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::package) struct InfoCode<'a> {
    /// Province.
    pub(in crate::package) province: &'a str,
    /// 1 general, 2 subdivision, 3 detailed, 4 detailed by the shortened procedure.
    pub(in crate::package) level: u8,
    /// Kind of plan.
    pub(in crate::package) kind: u8,
    /// 0 first, 1 whole, 2 local.
    pub(in crate::package) adjustment: u8,
}

impl<'a> InfoCode<'a> {
    /// Reads the code.
    pub(in crate::package) fn read(text: &'a str) -> Result<Self, CodeFault> {
        if text.len() != 12 || !text.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(CodeFault::Form);
        }
        let digit = |at: usize| text.as_bytes()[at] - b'0';
        let code = Self { province: &text[..2], level: digit(4), kind: digit(5), adjustment: digit(6) };
        match code {
            code if !is_province(code.province) => Err(CodeFault::Province),
            Self { level: 0 | 5.., .. } => Err(CodeFault::Level),
            Self { kind: 0 | 6.., .. } => Err(CodeFault::Kind),
            Self { adjustment: 3.., .. } => Err(CodeFault::Adjustment),
            code => Ok(code),
        }
    }
}

/// True of a code as the national information system gives them to plans (maThongTinQH).
pub fn is_info_code(text: &str) -> bool {
    InfoCode::read(text).is_ok()
}

/// `maHoSoQH`: province (2), `QHC`, `QPK` or `QCT`, a digit for the time it was drawn up (the circular's rule and its example differ
/// there: any digit is taken), two and four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::package) struct FileCode<'a> {
    /// Province.
    pub(in crate::package) province: &'a str,
    /// `QHC`, `QPK` or `QCT`.
    pub(in crate::package) level: &'a str,
}

impl<'a> FileCode<'a> {
    /// Reads the code.
    pub(in crate::package) fn read(text: &'a str) -> Result<Self, CodeFault> {
        if text.len() != 12 || !text.is_ascii() {
            return Err(CodeFault::Form);
        }
        let (province, level, number) = (&text[..2], &text[2..5], &text[5..]);
        let are_digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
        if !are_digits(province) || !are_digits(number) {
            return Err(CodeFault::Form);
        }
        if !["QHC", "QPK", "QCT"].contains(&level) {
            return Err(CodeFault::Level);
        }
        if is_province(province) { Ok(Self { province, level }) } else { Err(CodeFault::Province) }
    }

    /// True if an information code's level is this one's.
    pub(in crate::package) fn is_of_level(&self, level: u8) -> bool {
        match self.level {
            "QHC" => level == 1,
            "QPK" => level == 2,
            _ => level == 3 || level == 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_of_an_information_code_is_read() {
        let code = InfoCode::read("012511012345").unwrap();
        assert_eq!(code, InfoCode { province: "01", level: 1, kind: 1, adjustment: 0 });
        for (text, fault) in [
            ("12511012345", CodeFault::Form),
            ("01251101234A", CodeFault::Form),
            ("012511012345 ", CodeFault::Form),
            ("022511012345", CodeFault::Province),
            ("012551012345", CodeFault::Level),
            ("012510012345", CodeFault::Kind),
            ("012511312345", CodeFault::Adjustment),
        ] {
            assert_eq!(InfoCode::read(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_dossier_code_names_province_and_level() {
        let code = FileCode::read("04QHC0010001").unwrap();
        assert_eq!((code.province, code.level), ("04", "QHC"));
        assert!(code.is_of_level(1) && !code.is_of_level(3));
        for (text, fault) in [
            ("04QHC001001", CodeFault::Form),
            ("04QHC00100O1", CodeFault::Form),
            ("04QHX0010001", CodeFault::Level),
            ("03QHC0010001", CodeFault::Province),
            ("04QHC001000đ", CodeFault::Form),
        ] {
            assert_eq!(FileCode::read(text), Err(fault), "{text}");
        }
    }
}
