//! Bytes to text: byte order marks, what the bytes declare, then a guess; and telling text from no text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are looked at to tell text from no text and to guess an encoding.
const PROBE_BYTES: usize = 64 << 10;

/// Returns the text, without a byte order mark, or `None` where the bytes are no text.
///
/// `declared` is the label of an encoding that the content names for itself (a page's `charset`); it gives way to a
/// byte order mark and to bytes that are valid UTF-8.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Option<String> {
    if let Some((encoding, mark_len)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling(bytes.get(mark_len..)?).0;
        return is_text(&text).then(|| text.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && unmarked_utf16(bytes).is_none()
    {
        return is_text(text).then(|| text.to_owned());
    }
    if has_magic(bytes) {
        return None;
    }
    let text = guess(bytes, declared).decode_without_bom_handling(bytes).0;
    is_text(&text).then(|| text.into_owned())
}

fn guess(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    if let Some(encoding) = unmarked_utf16(bytes) {
        return encoding;
    }
    let labelled = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = labelled.filter(|encoding| *encoding != UTF_8) {
        return encoding;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    let probe = bytes.get(..bytes.len().min(PROBE_BYTES)).unwrap_or(bytes);
    detector.feed(probe, probe.len() == bytes.len());
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// UTF-16 without a mark: of mostly Latin text, every other byte is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let probe = bytes.get(..bytes.len().min(PROBE_BYTES)).unwrap_or(bytes);
    let zeros_at = |parity: usize| probe.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros_at(0), zeros_at(1), probe.len() / 2);
    match pairs {
        0..4 => None,
        _ if odd * 10 > pairs * 4 && even * 20 < pairs => Some(UTF_16LE),
        _ if even * 10 > pairs * 4 && odd * 20 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Openings of formats that are no text but can pass for a single-byte encoding.
fn has_magic(bytes: &[u8]) -> bool {
    let magics: [&[u8]; 12] = [
        b"%PDF",
        b"PK\x03\x04",
        b"\x7fELF",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x1f\x8b",
        b"BZh",
        b"\xfd7zXZ",
        b"7z\xbc\xaf",
        b"Rar!",
        b"\xd0\xcf\x11\xe0",
    ];
    magics.iter().any(|magic| bytes.starts_with(magic))
}

/// Text has next to no control characters, and few characters that could not be decoded.
fn is_text(text: &str) -> bool {
    if has_magic(text.as_bytes()) {
        return false;
    }
    let (mut seen, mut odd) = (0usize, 0usize);
    for character in text.chars().take(PROBE_BYTES) {
        seen += 1;
        odd += usize::from(is_odd(character));
    }
    odd * 50 <= seen
}

fn is_odd(character: char) -> bool {
    character == char::REPLACEMENT_CHARACTER
        || (character.is_control() && !matches!(character, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_decode(bytes: &[u8], text: &str) {
        assert_eq!(decode(bytes, None).as_deref(), Some(text));
    }

    #[test]
    fn byte_order_marks_decide_and_are_dropped() {
        check_decode(b"\xEF\xBB\xBFpact", "pact");
        check_decode(b"\xFF\xFEp\0a\0c\0t\0", "pact");
        check_decode(b"\xFE\xFF\0p\0a\0c\0t", "pact");
    }

    #[test]
    fn utf16_without_a_mark_is_seen_by_its_zeros() {
        let bytes: Vec<u8> = "The pact was signed.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check_decode(&bytes, "The pact was signed.");
    }

    #[test]
    fn windows_1251_is_guessed() {
        let russian = "Договор вступил в силу после обмена ратификационными грамотами в Москве.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        check_decode(&bytes, russian);
    }

    #[test]
    fn windows_1252_quotes_come_out_as_quotes() {
        check_decode(
            b"He called it \x93a pact\x94 \x96 twice.",
            "He called it \u{201c}a pact\u{201d} \u{2013} twice.",
        );
    }

    #[test]
    fn pictures_archives_and_programs_are_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None), None);
        assert_eq!(decode(b"%PDF-1.4\n1 0 obj", None), None);
        assert_eq!(decode(&[0u8; 512], None), None);
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0", None), None);
    }
}
