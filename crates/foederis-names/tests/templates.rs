//! Every state in every shape: one phrase per state and template, the state and the sector known beforehand. A name that several
//! states bear (`Guinea`, `San Jose`) must have this one among its candidates.

use foederis_names::{Names, Sector, State};

/// Phrases with `{name}`, `{adjective}` or `{capital}`, and the sector of their heads.
const TEMPLATES: &[(&str, Option<Sector>)] = &[
    ("{name}", None),
    ("{name}'s foreign minister", Some(Sector::Government)),
    ("the president of {name}", Some(Sector::Government)),
    ("{name}’s army", Some(Sector::Military)),
    ("police in {name}", Some(Sector::Police)),
    ("officials from {name}", Some(Sector::Government)),
    ("a spokesman for {name}'s defence ministry", Some(Sector::Government)),
    ("{adjective} police", Some(Sector::Police)),
    ("two {adjective} soldiers", Some(Sector::Military)),
    ("former {adjective} prime minister", Some(Sector::Elite)),
    ("{adjective} opposition leader", Some(Sector::Opposition)),
    ("the {adjective} ambassador to the United Nations", Some(Sector::Government)),
    ("{adjective} Foreign Minister Xavi Qwert", Some(Sector::Government)),
    ("hundreds of {adjective} refugees", Some(Sector::Refugee)),
    ("a {adjective} court", Some(Sector::Judiciary)),
    ("{adjective}-speaking students", Some(Sector::Education)),
    ("{capital}", Some(Sector::Government)),
    ("{capital} police", Some(Sector::Police)),
    ("a court in {capital}", Some(Sector::Judiciary)),
];

/// Fills a template with each of the state's words for it.
fn phrases(template: &str, state: &State) -> Vec<String> {
    let fill = |key: &str, words: &[std::borrow::Cow<'static, str>]| -> Vec<String> {
        words.iter().map(|word| template.replace(key, word)).collect()
    };
    if template.contains("{name}") {
        vec![template.replace("{name}", &state.name)]
    } else if template.contains("{adjective}") {
        fill("{adjective}", &state.adjectives)
    } else {
        fill("{capital}", &state.capitals)
    }
}

#[test]
fn every_state_in_every_shape() {
    let names = Names::shared();
    let mut problems = Vec::new();
    let mut n_phrases = 0;
    for state in names.states().iter().filter(|state| state.to.is_none()) {
        for &(template, sector) in TEMPLATES {
            for phrase in phrases(template, state) {
                n_phrases += 1;
                let found = names.resolve(&phrase, None);
                let is_shared = found.is_ambiguous() && found.candidates.contains(&state.code);
                if !is_shared && (found.code, found.sector) != (Some(state.code), sector) {
                    problems
                        .push(format!("{phrase}: {:?} {:?} by {:?}", found.code, found.sector, found.via));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} of {n_phrases} wrong:\n{}", problems.len(), problems.join("\n"));
}
