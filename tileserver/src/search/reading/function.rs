//! What people call the ground of a plan by: `cây xanh`, `trường học`. Plans write the same in the words of the law or in codes of land use.

use spatial_core::search::words;

/// A function of ground, by its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Function(usize);

/// One of them.
struct Known {
    /// The sentence that names it.
    name: &'static str,
    /// What people type, in small letters without marks.
    asked: &'static [&'static str],
    /// What plans write: words of circular 16/2025/TT-BXD and of plans before it, codes of land use.
    classes: &'static [&'static str],
}

const KNOWN: [Known; 12] = [
    Known {
        name: "function-green",
        asked: &["cay xanh", "cong vien", "vuon hoa", "park", "parks", "green", "green space"],
        classes: &["cây xanh", "công viên", "DKV", "DCX"],
    },
    Known {
        name: "function-school",
        asked: &["truong hoc", "truong", "giao duc", "school", "schools"],
        classes: &["trường", "giáo dục", "DGD"],
    },
    Known {
        name: "function-health",
        asked: &["y te", "benh vien", "tram y te", "hospital", "clinic"],
        classes: &["y tế", "bệnh viện", "DYT"],
    },
    Known { name: "function-culture", asked: &["van hoa", "nha van hoa", "culture"], classes: &["văn hóa", "DVH"] },
    Known {
        name: "function-sport",
        asked: &["the thao", "the duc the thao", "san van dong", "san the thao", "sport", "sports"],
        classes: &["thể thao", "thể dục thể thao", "DTT"],
    },
    Known {
        name: "function-office",
        asked: &["co quan", "tru so", "office", "offices"],
        classes: &["cơ quan", "trụ sở", "TSC"],
    },
    Known {
        name: "function-service",
        asked: &["cho", "dich vu", "thuong mai", "trung tam thuong mai", "market", "shops"],
        classes: &["chợ", "dịch vụ", "thương mại", "TMD", "DCH"],
    },
    Known {
        name: "function-road",
        asked: &["giao thong", "duong giao thong", "road", "roads"],
        classes: &["giao thông", "DGT"],
    },
    Known {
        name: "function-parking",
        asked: &["bai do xe", "bai dau xe", "bai xe", "parking", "car park"],
        classes: &["bãi đỗ xe", "BĐX"],
    },
    Known {
        name: "function-housing",
        asked: &["nha o", "dat o", "housing"],
        classes: &["nhà ở", "đất ở", "làng xóm", "ODT", "ONT"],
    },
    Known {
        name: "function-industry",
        asked: &["cong nghiep", "khu cong nghiep", "nha may", "industry"],
        classes: &["công nghiệp", "SKK", "SKN", "SKC"],
    },
    Known {
        name: "function-graves",
        asked: &["nghia trang", "nghia dia", "cemetery"],
        classes: &["nghĩa trang", "NTD"],
    },
];

impl Function {
    /// The id of the sentence that names it.
    pub(crate) fn name(self) -> &'static str {
        KNOWN[self.0].name
    }

    /// What plans call it.
    pub(crate) fn classes(self) -> &'static [&'static str] {
        KNOWN[self.0].classes
    }
}

/// The function a text names and nothing else.
pub(crate) fn read(text: &str) -> Option<Function> {
    let plain: Vec<String> = words(text).into_iter().map(|word| word.plain).collect();
    let plain = plain.join(" ");
    KNOWN.iter().position(|known| known.asked.contains(&plain.as_str())).map(Function)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_are_functions_and_longer_names_are_not() {
        let name = |text: &str| read(text).map(Function::name);
        for (text, expected) in [
            ("cây xanh", Some("function-green")),
            ("Cay Xanh", Some("function-green")),
            (" công  viên ", Some("function-green")),
            ("trường học", Some("function-school")),
            ("Hospital", Some("function-health")),
            ("chợ", Some("function-service")),
            ("công viên Bãi Trước", None),
            ("trường tiểu học Lê Lợi", None),
            ("xanh", None),
            ("", None),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }

    #[test]
    fn no_word_names_two_functions() {
        let mut asked: Vec<&str> = KNOWN.iter().flat_map(|known| known.asked).copied().collect();
        let all = asked.len();
        asked.sort_unstable();
        asked.dedup();
        assert_eq!(asked.len(), all);
    }
}
