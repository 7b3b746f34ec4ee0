//! Character references: `&amp;`, `&#8217;`, `&ldquo;`.

/// Named references that pages of news use, without `&` and `;`.
const NAMED: [(&str, &str); 122] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("shy", ""),
    ("zwj", ""),
    ("zwnj", ""),
    ("lsquo", "\u{2018}"),
    ("rsquo", "\u{2019}"),
    ("sbquo", "\u{201a}"),
    ("ldquo", "\u{201c}"),
    ("rdquo", "\u{201d}"),
    ("bdquo", "\u{201e}"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("lsaquo", "\u{2039}"),
    ("rsaquo", "\u{203a}"),
    ("ndash", "\u{2013}"),
    ("mdash", "\u{2014}"),
    ("hellip", "\u{2026}"),
    ("bull", "\u{2022}"),
    ("middot", "\u{b7}"),
    ("prime", "\u{2032}"),
    ("Prime", "\u{2033}"),
    ("copy", "\u{a9}"),
    ("reg", "\u{ae}"),
    ("trade", "\u{2122}"),
    ("euro", "€"),
    ("pound", "£"),
    ("yen", "¥"),
    ("cent", "¢"),
    ("sect", "§"),
    ("para", "¶"),
    ("deg", "°"),
    ("plusmn", "±"),
    ("times", "×"),
    ("divide", "÷"),
    ("frac12", "½"),
    ("frac14", "¼"),
    ("frac34", "¾"),
    ("sup1", "¹"),
    ("sup2", "²"),
    ("sup3", "³"),
    ("micro", "µ"),
    ("iexcl", "¡"),
    ("iquest", "¿"),
    ("ordf", "ª"),
    ("ordm", "º"),
    ("dagger", "†"),
    ("Dagger", "‡"),
    ("permil", "‰"),
    ("larr", "←"),
    ("rarr", "→"),
    ("uarr", "↑"),
    ("darr", "↓"),
    ("minus", "\u{2212}"),
    ("Agrave", "À"),
    ("Aacute", "Á"),
    ("Acirc", "Â"),
    ("Atilde", "Ã"),
    ("Auml", "Ä"),
    ("Aring", "Å"),
    ("AElig", "Æ"),
    ("Ccedil", "Ç"),
    ("Egrave", "È"),
    ("Eacute", "É"),
    ("Ecirc", "Ê"),
    ("Euml", "Ë"),
    ("Iacute", "Í"),
    ("Icirc", "Î"),
    ("Iuml", "Ï"),
    ("Ntilde", "Ñ"),
    ("Oacute", "Ó"),
    ("Ocirc", "Ô"),
    ("Otilde", "Õ"),
    ("Ouml", "Ö"),
    ("Oslash", "Ø"),
    ("Uacute", "Ú"),
    ("Ucirc", "Û"),
    ("Uuml", "Ü"),
    ("Yacute", "Ý"),
    ("szlig", "ß"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("acirc", "â"),
    ("atilde", "ã"),
    ("auml", "ä"),
    ("aring", "å"),
    ("aelig", "æ"),
    ("ccedil", "ç"),
    ("egrave", "è"),
    ("eacute", "é"),
    ("ecirc", "ê"),
    ("euml", "ë"),
    ("igrave", "ì"),
    ("iacute", "í"),
    ("icirc", "î"),
    ("iuml", "ï"),
    ("ntilde", "ñ"),
    ("ograve", "ò"),
    ("oacute", "ó"),
    ("ocirc", "ô"),
    ("otilde", "õ"),
    ("ouml", "ö"),
    ("oslash", "ø"),
    ("ugrave", "ù"),
    ("uacute", "ú"),
    ("ucirc", "û"),
    ("uuml", "ü"),
    ("yacute", "ý"),
    ("yuml", "ÿ"),
    ("OElig", "Œ"),
    ("oelig", "œ"),
    ("Scaron", "Š"),
    ("scaron", "š"),
    ("Zcaron", "Ž"),
    ("zcaron", "ž"),
];

/// Longest reference, in bytes.
const MAX_LEN: usize = 12;

/// Reads the reference that `text` starts with (at its `&`): the characters meant, and its length in bytes.
pub(crate) fn read(text: &str) -> Option<(String, usize)> {
    let body = text.strip_prefix('&')?;
    let len =
        body.bytes().take(MAX_LEN).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let name = body.get(..len)?;
    let whole_len = 1 + len + usize::from(body.as_bytes().get(len) == Some(&b';'));
    let meant = match name.strip_prefix('#') {
        Some(number) => numbered(number)?.to_string(),
        None => NAMED.iter().find(|(named, _)| *named == name)?.1.to_owned(),
    };
    Some((meant, whole_len))
}

/// A character by its number; numbers 128-159 mean what windows-1252 puts there, as browsers read them.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        0x80..=0x9f => {
            let byte = [u8::try_from(code).ok()?];
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next()
        }
        0 => None,
        0xa0 => Some(' '),
        _ => char::from_u32(code),
    }
}

/// Returns `text` with its references resolved.
pub(crate) fn resolve(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(pos) = rest.find('&') {
        out.push_str(rest.get(..pos).unwrap_or(""));
        rest = rest.get(pos..).unwrap_or("");
        let (meant, len) = read(rest).unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&meant);
        rest = rest.get(len..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_and_bare_ampersands_stay() {
        assert_eq!(resolve("Bread &amp; roses &#8217; &#x2019; &ldquo;x&rdquo;"), "Bread & roses ’ ’ “x”");
        assert_eq!(resolve("R&D & &nosuch; &"), "R&D & &nosuch; &");
        assert_eq!(resolve("&#150; &#0; &#xFFFFFFFF;"), "\u{2013} &#0; &#xFFFFFFFF;");
    }
}
