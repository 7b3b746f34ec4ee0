//! Says in words what a code means: `072` of North Korea toward Russia is "gives military aid to Russia".
//!
//! The words are foederis' own and say no more than the code does; the report's own words stand beside them as a
//! quote. Knows nothing of ledger and reports.

use foederis_types::{Event, PactStatus};

/// How many do it, and whether a helping verb stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One side: "signs".
    Singular,
    /// Several: "sign".
    Plural,
    /// After a helping verb: "would sign".
    Base,
}

/// CAMEO codes and what their actors do. In a phrase `/` parts the plain verb from the form for one side; `<`..`>` is
/// left out where there is no recipient, and `*` in it stands for the recipients.
const PHRASES: &[(&str, &str)] = &[
    ("011", "decline/declines to comment< on *>"),
    ("012", "voice/voices concern< about *>"),
    ("013", "voice/voices optimism< about *>"),
    ("014", "weigh/weighs a step< toward *>"),
    ("015", "admit/admits what is said of it"),
    ("016", "deny/denies what is said of it"),
    ("017", "make/makes a symbolic gesture< toward *>"),
    ("018", "express/expresses sympathy< with *>"),
    ("019", "voice/voices agreement< with *>"),
    ("01", "make/makes a statement< on *>"),
    ("023", "ask/asks< *> for aid"),
    ("026", "ask/asks< *> for talks"),
    ("02", "appeal/appeals< to *>"),
    ("031", "promise/promises cooperation< with *>"),
    ("032", "promise/promises backing< to *>"),
    ("033", "promise/promises aid< to *>"),
    ("035", "offer/offers to yield< to *>"),
    ("036", "agree/agrees to meet< *>"),
    ("03", "agree/agrees to cooperate< with *>"),
    ("041", "talk/talks by telephone< with *>"),
    ("042", "visit/visits< *>"),
    ("043", "host/hosts< *>"),
    ("044", "meet/meets< *> on third ground"),
    ("045", "mediate/mediates< with *>"),
    ("046", "hold/holds talks< with *>"),
    ("04", "meet/meets< *>"),
    ("051", "praise/praises or back/backs< *>"),
    ("052", "defend/defends< *> in words"),
    ("053", "rally/rallies support< for *>"),
    ("054", "recognise/recognises< *>"),
    ("055", "apologise/apologises< to *>"),
    ("056", "forgive/forgives< *>"),
    ("057", "conclude/concludes an agreement< with *>"),
    ("05", "cooperate/cooperates in diplomacy< with *>"),
    ("061", "trade/trades or cooperate/cooperates in the economy< with *>"),
    ("062", "cooperate/cooperates in military matters< with *>"),
    ("063", "cooperate/cooperates in the courts< with *>"),
    ("064", "share/shares information< with *>"),
    ("06", "cooperate/cooperates in deed< with *>"),
    ("071", "give/gives economic aid< to *>"),
    ("072", "give/gives military aid< to *>"),
    ("073", "give/gives humanitarian aid< to *>"),
    ("074", "give/gives protection< to *>"),
    ("075", "grant/grants asylum< to *>"),
    ("07", "give/gives aid< to *>"),
    ("084", "return/returns or release/releases people or goods< to *>"),
    ("085", "lift/lifts sanctions< on *>"),
    ("086", "let/lets< *> in"),
    ("087", "step/steps back in arms< toward *>"),
    ("08", "yield/yields< to *>"),
    ("09", "investigate/investigates< *>"),
    ("106", "demand/demands talks< with *>"),
    ("10", "make/makes demands< on *>"),
    ("111", "criticise/criticises< *>"),
    ("112", "accuse/accuses< *>"),
    ("113", "rally/rallies opposition< to *>"),
    ("114", "complain/complains officially< to *>"),
    ("115", "sue/sues< *>"),
    ("116", "find/finds< *> guilty"),
    ("11", "criticise/criticises< *>"),
    ("125", "refuse/refuses to meet< *>"),
    ("127", "reject/rejects a plan< of *>"),
    ("128", "defy/defies a norm< toward *>"),
    ("129", "veto/vetoes a proposal< of *>"),
    ("12", "refuse/refuses a demand< of *>"),
    ("138", "threaten/threatens< *> with force"),
    ("139", "give/gives< *> an ultimatum"),
    ("13", "threaten/threatens< *>"),
    ("141", "demonstrate/demonstrates< against *>"),
    ("143", "strike/strikes or boycott/boycotts< against *>"),
    ("14", "protest/protests< against *>"),
    ("152", "show/shows military force< toward *>"),
    ("154", "mobilise/mobilises armed forces< toward *>"),
    ("15", "show/shows force< toward *>"),
    ("161", "reduce/reduces or break/breaks off diplomatic relations< with *>"),
    ("162", "cut/cuts aid< to *>"),
    ("163", "impose/imposes sanctions< on *>"),
    ("164", "break/breaks off talks< with *>"),
    ("166", "expel/expels or withdraw/withdraws people< of *>"),
    ("16", "reduce/reduces or end/ends relations< with *>"),
    ("171", "seize/seizes or damage/damages property< of *>"),
    ("172", "impose/imposes restrictions< on *>"),
    ("173", "arrest/arrests or charge/charges people< of *>"),
    ("174", "deport/deports people< of *>"),
    ("17", "coerce/coerces< *>"),
    ("181", "abduct/abducts people< of *>"),
    ("183", "bomb/bombs< *>"),
    ("186", "assassinate/assassinates somebody< of *>"),
    ("18", "attack/attacks people< of *>"),
    ("191", "blockade/blockades< *>"),
    ("192", "occupy/occupies territory< of *>"),
    ("194", "shell/shells< *>"),
    ("195", "attack/attacks< *> from the air"),
    ("196", "break/breaks a ceasefire< with *>"),
    ("19", "use/uses armed force< against *>"),
    ("20", "use/uses mass violence< against *>"),
];

/// Returns what actors do to `recipients` by a CAMEO code, else by PLOVER type; `None` where neither says anything.
pub(crate) fn deed(
    cameo: Option<&str>,
    event: Option<Event>,
    recipients: Option<&str>,
    form: Form,
) -> Option<String> {
    let by_code = cameo.and_then(|code| {
        let known = PHRASES.iter().filter(|(prefix, _)| code.starts_with(prefix));
        known.max_by_key(|(prefix, _)| prefix.len()).map(|(_, phrase)| *phrase)
    });
    by_code.or(event.map(event_phrase)).map(|phrase| fill(phrase, recipients, form))
}

fn event_phrase(event: Event) -> &'static str {
    match event {
        Event::Agree => "agree/agrees to cooperate< with *>",
        Event::Consult => "meet/meets< *>",
        Event::Support => "back/backs< *>",
        Event::Concede => "yield/yields in words< to *>",
        Event::Cooperate => "cooperate/cooperates in deed< with *>",
        Event::Aid => "give/gives aid< to *>",
        Event::Retreat => "yield/yields in deed< to *>",
        Event::Request => "ask/asks< *> for something",
        Event::Accuse => "criticise/criticises or accuse/accuses< *>",
        Event::Reject => "refuse/refuses< *>",
        Event::Threaten => "threaten/threatens< *>",
        Event::Protest => "protest/protests< against *>",
        Event::Sanction => "cut/cuts ties or punish/punishes< *>",
        Event::Mobilize => "show/shows or ready/readies force< toward *>",
        Event::Coerce => "coerce/coerces< *>",
        Event::Assault => "use/uses force< against *>",
    }
}

/// Returns what a status event does to a pact: "sign/signs the pact".
pub(crate) fn pact_deed(status: PactStatus, form: Form) -> String {
    let phrase = match status {
        PactStatus::Announced => "put/puts forward the pact",
        PactStatus::Signed => "sign/signs a pact",
        PactStatus::Initialled => "initial/initials a pact",
        PactStatus::NotSigned => "have/has not signed the pact",
        PactStatus::TextPublished => "publish/publishes the text of the pact",
        PactStatus::TextUnpublished => "have/has not published the text of the pact",
        PactStatus::Approved => "approve/approves the pact in parliament",
        PactStatus::Ratified => "ratify/ratifies the pact",
        PactStatus::NotRatified => "have/has not ratified the pact",
        PactStatus::Exchanged => "exchange/exchanges or deposit/deposits instruments of ratification",
        PactStatus::Acceded => "accede/accedes to the pact",
        PactStatus::InForceFor => "see/sees the pact enter into force",
        PactStatus::ProvisionalApplication => "apply/applies the pact provisionally",
        PactStatus::Invoked => "invoke/invokes the pact",
        PactStatus::Suspended => "suspend/suspends the pact",
        PactStatus::Denounced => "denounce/denounces the pact",
        PactStatus::Withdrawn => "leave/leaves the pact",
        PactStatus::Expired => "see/sees the pact expire",
        PactStatus::Renewed => "renew/renews the pact",
    };
    fill(phrase, None, form)
}

/// Says whether a status is that of a step not taken, so that its words are negative by themselves.
pub(crate) fn is_undone(status: PactStatus) -> bool {
    matches!(status, PactStatus::NotSigned | PactStatus::NotRatified | PactStatus::TextUnpublished)
}

fn fill(phrase: &str, recipients: Option<&str>, form: Form) -> String {
    // Whoever accuses accuses somebody.
    let phrase = match (phrase, recipients, form) {
        ("accuse/accuses< *>", None, Form::Plural) => "accuse each other",
        ("accuse/accuses< *>", None, _) => "make/makes accusations",
        _ => phrase,
    };
    let whole = match (phrase.split_once('<'), recipients) {
        (Some((before, rest)), Some(recipients)) => {
            let (inside, after) = rest.split_once('>').unwrap_or((rest, ""));
            format!("{before}{}{after}", inside.replace('*', &recipients.replace(' ', "\u{a0}")))
        }
        (Some((before, rest)), None) => {
            format!("{before}{}", rest.split_once('>').map_or("", |(_, after)| after))
        }
        (None, _) => phrase.to_owned(),
    };
    let words = whole.split(' ').map(|word| match word.split_once('/') {
        Some((plain, single)) => {
            if form == Form::Singular {
                single
            } else {
                plain
            }
        }
        None => word,
    });
    words.collect::<Vec<_>>().join(" ").replace('\u{a0}', " ")
}

/// Says whether a name is of several: "Western governments", but not "the United States" or "the national congress".
pub(crate) fn is_plural(name: &str) -> bool {
    const PEOPLE: &[&str] = &["people", "police"];
    const SEVERAL: &[&str] =
        &["parties", "sides", "governments", "countries", "states", "officials", "troops"];
    let lower = name.to_lowercase();
    if SEVERAL.contains(&lower.as_str()) || lower.starts_with("rebels of ") {
        return true;
    }
    let last = name.rsplit(' ').next().unwrap_or(name);
    let is_noun = name.contains(' ') && last.starts_with(char::is_lowercase);
    is_noun && ((last.ends_with('s') && !last.ends_with("ss")) || PEOPLE.contains(&last))
}

/// Counts things by their plain name: "1 pact", "2 pacts".
pub fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// Joins names as English does: "A", "A and B", "A, B and C".
pub(crate) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_is_said_for_one_and_for_several_with_and_without_recipient() {
        let say = |code, recipients, form| deed(Some(code), None, recipients, form).unwrap();
        assert_eq!(say("072", Some("Russia"), Form::Singular), "gives military aid to Russia");
        assert_eq!(say("057", None, Form::Plural), "conclude an agreement");
        assert_eq!(say("0231", Some("the United States"), Form::Base), "ask the United States for aid");
        assert_eq!(say("139", None, Form::Singular), "gives an ultimatum");
        assert_eq!(say("112", None, Form::Plural), "accuse each other");
        assert_eq!(say("112", None, Form::Singular), "makes accusations");
        assert_eq!(deed(None, Some(Event::Aid), None, Form::Plural).unwrap(), "give aid");
        assert_eq!(deed(None, None, None, Form::Plural), None);
    }

    #[test]
    fn several_act_in_the_plural() {
        for (name, is_several) in [
            ("Western governments", true),
            ("Chadian police", true),
            ("Parties", true),
            ("Rebels of Mali", true),
            ("the United States", false),
            ("national congress", false),
            ("Honduras", false),
        ] {
            assert_eq!(is_plural(name), is_several, "{name}");
        }
    }

    #[test]
    fn every_code_has_one_phrase_and_none_leaves_marks_behind() {
        for (code, phrase) in PHRASES {
            assert_eq!(PHRASES.iter().filter(|(other, _)| other == code).count(), 1, "{code}");
            for recipients in [None, Some("Russia")] {
                let said = fill(phrase, recipients, Form::Singular);
                assert!(!said.contains(['<', '>', '*', '/']), "{said}");
                assert!(!said.contains("  "), "{said}");
            }
        }
    }
}
