//! News agencies and state media by the names that texts use for them.
//!
//! A report that names one as its origin is that agency's voice, not the outlet's. The list holds wire services and
//! broadcasters whose copy others reprint; an agency that it lacks is not collapsed, which only makes the count of
//! origins too high, never too low.

/// Name as texts use it, and the short name that stands for it.
const AGENCIES: &[(&str, &str)] = &[
    ("AAP", "AAP"),
    ("Australian Associated Press", "AAP"),
    ("AFP", "AFP"),
    ("Agence France-Presse", "AFP"),
    ("Agence France Presse", "AFP"),
    ("AGI", "AGI"),
    ("Al Jazeera", "Al Jazeera"),
    ("Al Mayadeen", "Al Mayadeen"),
    ("Anadolu", "Anadolu"),
    ("ANI", "ANI"),
    ("ANSA", "ANSA"),
    ("ANTARA", "ANTARA"),
    ("AP", "AP"),
    ("Associated Press", "AP"),
    ("APA", "APA"),
    ("APTN", "AP"),
    ("Azertac", "Azertac"),
    ("BBC", "BBC"),
    ("Belga", "Belga"),
    ("BelTA", "BelTA"),
    ("Bernama", "Bernama"),
    ("Bloomberg", "Bloomberg"),
    ("BNS", "BNS"),
    ("BTA", "BTA"),
    ("CNN", "CNN"),
    ("CTK", "CTK"),
    ("dpa", "dpa"),
    ("Deutsche Presse-Agentur", "dpa"),
    ("EFE", "EFE"),
    ("Fars", "Fars"),
    ("HINA", "HINA"),
    ("Interfax", "Interfax"),
    ("IRNA", "IRNA"),
    ("ISNA", "ISNA"),
    ("ITAR-TASS", "TASS"),
    ("Jiji", "Jiji"),
    ("KCNA", "KCNA"),
    ("Korean Central News Agency", "KCNA"),
    ("Kazinform", "Kazinform"),
    ("KUNA", "KUNA"),
    ("Kyodo", "Kyodo"),
    ("LUSA", "LUSA"),
    ("Mehr", "Mehr"),
    ("MENA", "MENA"),
    ("MTI", "MTI"),
    ("Novosti", "RIA"),
    ("NTB", "NTB"),
    ("PAP", "PAP"),
    ("Petra", "Petra"),
    ("PTI", "PTI"),
    ("Press Trust of India", "PTI"),
    ("Reuters", "Reuters"),
    ("RIA", "RIA"),
    ("RIA Novosti", "RIA"),
    ("Ritzau", "Ritzau"),
    ("SANA", "SANA"),
    ("SPA", "SPA"),
    ("Sputnik", "Sputnik"),
    ("STT", "STT"),
    ("Tanjug", "Tanjug"),
    ("Tasnim", "Tasnim"),
    ("TASS", "TASS"),
    ("Tass", "TASS"),
    ("TT", "TT"),
    ("Ukrinform", "Ukrinform"),
    ("UNIAN", "UNIAN"),
    ("UPI", "UPI"),
    ("United Press International", "UPI"),
    ("VNA", "VNA"),
    ("Vietnam News Agency", "VNA"),
    ("WAM", "WAM"),
    ("Xinhua", "Xinhua"),
    ("Yonhap", "Yonhap"),
];

/// Returns the short names of the agencies that `text` names as whole words, sorted, each once.
pub(crate) fn named_in(text: &str) -> Vec<String> {
    let mut found: Vec<String> = AGENCIES
        .iter()
        .filter(|(name, _)| names_whole(text, name))
        .map(|(_, short)| (*short).to_owned())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn names_whole(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Returns the agency whose name is all of `text` but for punctuation and a leading `By` or `Source:`.
pub(crate) fn whole(text: &str) -> Option<String> {
    let trimmed = text.trim_matches(|c: char| !c.is_alphanumeric());
    let bare =
        ["By ", "Source: ", "Source "].iter().find_map(|lead| trimmed.strip_prefix(lead)).unwrap_or(trimmed);
    AGENCIES.iter().find(|(name, _)| *name == bare).map(|(_, short)| (*short).to_owned())
}
