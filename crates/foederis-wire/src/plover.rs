//! PLOVER's scale and quads.
//!
//! The numbers are those of the PLOVER manual, draft 0.8 line (openeventdata/PLOVER, state of 2024-02-04).

use foederis_types::Event;

/// Returns the quad of an event type: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
/// conflict.
pub fn quad(event: Event) -> u8 {
    match event {
        Event::Agree | Event::Consult | Event::Support | Event::Concede => 1,
        Event::Cooperate | Event::Aid | Event::Retreat => 2,
        Event::Request | Event::Accuse | Event::Reject | Event::Threaten => 3,
        Event::Protest | Event::Sanction | Event::Mobilize | Event::Coerce | Event::Assault => 4,
    }
}

/// Returns the score of an event type and mode on PLOVER's scale, -10.0 to 10.0.
///
/// A mode that the manual does not list for the type, or lists without a score (`vandalize`), gets the type's.
pub fn score(event: Event, mode: Option<&str>) -> f64 {
    mode.and_then(|mode| mode_score(event, mode)).unwrap_or_else(|| event_score(event))
}

fn event_score(event: Event) -> f64 {
    match event {
        Event::Agree | Event::Consult => 2.5,
        Event::Support => 5.0,
        Event::Concede => 4.5,
        Event::Cooperate => 9.5,
        Event::Aid => 10.0,
        Event::Retreat => 6.5,
        Event::Request => 0.0,
        Event::Accuse => -3.0,
        Event::Reject => -2.0,
        Event::Threaten => -3.5,
        Event::Protest => -5.0,
        Event::Sanction => -6.0,
        Event::Mobilize => -5.5,
        Event::Coerce => -7.0,
        Event::Assault => -9.0,
    }
}

fn mode_score(event: Event, mode: &str) -> Option<f64> {
    let modes: &[(&str, f64)] = match event {
        Event::Consult => &[("visit", 4.0), ("third-party", 1.0), ("multilateral", 4.0), ("phone", 1.5)],
        Event::Retreat => &[
            ("withdraw", 8.0),
            ("release", 6.5),
            ("disarm", 10.0),
            ("ceasefire", 7.5),
            ("access", 6.5),
            ("resign", 4.5),
        ],
        Event::Request => &[("assist", 0.5), ("change", -1.0), ("yield", -1.0), ("meet", 0.0)],
        Event::Accuse => &[("disapprove", -2.0), ("investigate", -3.5), ("allege", -3.5)],
        Event::Reject => &[("assist", -1.5), ("change", -2.0), ("yield", -2.0), ("meet", -2.0)],
        Event::Threaten => &[
            ("restrict", -3.0),
            ("arrest", -3.5),
            ("relations", -3.5),
            ("expel", -3.5),
            ("territory", -4.0),
            ("violence", -3.5),
        ],
        Event::Protest => &[
            ("demo", -5.0),
            ("riot", -7.0),
            ("strike", -5.0),
            ("hunger", -4.5),
            ("boycott", -4.5),
            ("obstruct", -4.5),
        ],
        Event::Sanction => &[("convict", -6.0), ("expel", -5.5), ("withdraw", -6.0), ("discontinue", -6.0)],
        Event::Mobilize => &[("troops", -6.5), ("weapons", -6.5), ("police", -5.5), ("militia", -6.0)],
        Event::Coerce => &[
            ("seize", -7.0),
            ("restrict", -7.0),
            ("censor", -6.5),
            ("curfew", -6.5),
            ("martial-law", -7.5),
            ("arrest", -7.0),
            ("deport", -7.0),
            ("withhold", -7.0),
            ("misinformation", -6.5),
            ("cyber", -7.0),
        ],
        Event::Assault => &[
            ("abduct", -8.5),
            ("beat", -7.5),
            ("torture", -8.5),
            ("sexual", -8.5),
            ("targeted", -9.5),
            ("destroy", -8.5),
            ("primitive", -8.0),
            ("firearms", -9.0),
            ("explosives", -9.0),
            ("suicide-attack", -9.5),
            ("aerial", -9.5),
            ("drone", -9.5),
            ("heavy-weapons", -9.5),
            ("crowd-control", -7.5),
            ("unconventional", -10.0),
        ],
        Event::Agree | Event::Support | Event::Concede | Event::Cooperate | Event::Aid => &[],
    };
    modes.iter().find(|(name, _)| *name == mode).map(|(_, score)| *score)
}
