//! The functions of land (chức năng sử dụng đất) a zone may have.

use std::sync::OnceLock;

use spatial_core::layer::composed;

use crate::package::catalogue::lines::lines;
use crate::package::catalogue::nearest::nearest;

/// Whether a text names one of the functions, and if not, which it comes nearest to.
pub(in crate::package) fn function(text: &str) -> Result<(), Option<&'static str>> {
    let said = plain(text);
    if names().iter().any(|name| plain(name) == said) {
        return Ok(());
    }
    Err(nearest(text, names().iter().map(String::as_str)))
}

fn names() -> &'static [String] {
    static NAMES: OnceLock<Vec<String>> = OnceLock::new();
    NAMES.get_or_init(|| lines(include_str!("functions.csv")).filter_map(|line| line.into_iter().nth(1)).collect())
}

/// A name as two people write it: without "đất" before it, any dash, one blank between words, small letters.
fn plain(text: &str) -> String {
    let text = composed(text).to_lowercase();
    let text =
        text.trim().strip_prefix("đất ").unwrap_or(text.trim()).replace(['–', '—', '‑'], "-").replace(" - ", "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_known_however_its_dash_and_case_are_written() {
        assert_eq!(names().len(), 32);
        for text in ["Nhóm nhà ở", "đất nhóm nhà ở", "Hỗn hợp nhà ở - dịch vụ", "HỒ, AO, ĐẦM", "Y te\u{302}\u{301}"]
        {
            assert_eq!(function(text), Ok(()), "{text}");
        }
        assert_eq!(function("Nhom nha o"), Err(Some("Nhóm nhà ở")));
        assert_eq!(function("Đất ở đô thị mật độ cao"), Err(None));
    }
}
