//! Zip archives whose entries lie in them as they are.

/// An archive of entries by name, stored (APPNOTE 4.3).
///
/// # Panics
/// If it would not be a small one.
pub fn stored(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    let number = |length: usize| u32::try_from(length).expect("small").to_le_bytes();
    for (name, content) in entries {
        let mut crc = flate2::Crc::new();
        crc.update(content);
        // Names are UTF-8.
        let mut head = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0x58];
        head.extend([crc.sum().to_le_bytes(), number(content.len()), number(content.len())].concat());
        head.extend([u8::try_from(name.len()).expect("short"), 0, 0, 0]);
        list.extend([&b"PK\x01\x02\x14\x00"[..], &head, &[0; 10], &number(file.len()), name.as_bytes()].concat());
        file.extend([&b"PK\x03\x04"[..], &head, name.as_bytes(), content].concat());
    }
    let count = [u8::try_from(entries.len()).expect("few"), 0];
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &number(list.len()), &number(file.len()), &[0, 0]].concat();
    [file, list, end].concat()
}
