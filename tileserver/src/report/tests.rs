//! Lines fit, pages end, bytes repeat.

use super::face::{composed, lines};
use super::*;

#[test]
fn a_line_is_never_wider_than_its_room_and_nothing_is_lost() {
    let text = "Quy hoạch phân khu tỷ lệ 1/2.000 khu đô thị phía Đông, được phê duyệt tại Quyết định số 1017/QĐ-UBND";
    let long = "RấtDàiKhôngCóKhoảngTrắngNàoCảVàVẫnPhảiXuốngDòng".repeat(3);
    for (text, widest) in [(text, 40.0), (text, 90.0), (long.as_str(), 30.0)] {
        let found = lines(text, (Weight::Regular, 9.0), widest, 100);
        assert!(found.len() > 1);
        assert!(found.iter().all(|line| width(line, Weight::Regular, 9.0) <= widest), "{found:?}");
        assert_eq!(found.concat().replace(' ', ""), text.replace(' ', ""));
    }
}

#[test]
fn a_text_of_too_many_lines_ends_in_an_ellipsis() {
    let found = lines(&"quy hoạch ".repeat(400), (Weight::Regular, 9.0), 50.0, 3);
    assert_eq!(found.len(), 3);
    assert!(found[2].ends_with('…') && width(&found[2], Weight::Regular, 9.0) <= 50.0, "{found:?}");
}

#[test]
fn letters_are_composed_and_no_sign_of_a_terminal_is_set() {
    assert_eq!(composed("Tho\u{302}ng tin\u{7}\n"), "Thông tin  ");
    assert_eq!(lines("\u{0}\u{1b}", (Weight::Regular, 9.0), 50.0, 3), Vec::<String>::new());
}

#[test]
fn the_typeface_has_the_letters_of_vietnamese_and_of_numbers() {
    for sign in "ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ²–—≤≥%…·×“”".chars()
    {
        let one = sign.to_string();
        assert!(face::Face::of(Weight::Regular).unwrap().has(sign), "{one}");
    }
}

#[test]
fn whatever_is_said_there_is_a_last_page_and_the_same_marks_are_the_same_bytes() {
    let file = || {
        let mut flow = Flow::new();
        flow.title("PHIẾU THÔNG TIN QUY HOẠCH", "Thửa 45, tờ 12", Flow::width());
        let mut table = Table::new(vec![Column::words("Chức năng", 3.0), Column::numbers("m²", 1.0)]);
        for number in 0..3000 {
            table.row(vec![Cell::text(format!("Đất ở {number}")).swatch(Colour([200, 100, 0])), Cell::text("2.159,6")]);
        }
        table.set(&mut flow);
        flow.put(Mark::Area {
            rings: vec![vec![[f32::NAN, 1.0]], vec![]],
            tint: None,
            pen: Some(Pen::new(Colour::BLACK, 0.2)),
        });
        flow.put(Mark::Link { area: [20.0, 20.0, 20.0, 20.0], address: "https://x/".to_owned() });
        assert!(flow.is_cut());
        flow.paragraph("không còn chỗ");
        let pages = flow.into_pages();
        (pages.len(), written(&pages, &About { title: "Phiếu".to_owned(), language: "vi" }).unwrap())
    };
    let ((pages, bytes), again) = (file(), file());
    assert!(bytes.starts_with(b"%PDF-"));
    assert!(pages < 30 && bytes == again.1);
}
