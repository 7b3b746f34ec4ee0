//! Whatever is done, and however it is told: each deed in each frame keeps its parties, and is held by whoever the frame says.

use foederis_claims::{Rules, code};
use foederis_names::Names;
use foederis_parse::Reader;

use super::common::{codes, report_of, views};

/// A deed of Chile on Peru: who acts, what they did, have done, are told of doing, and its type.
const DEEDS: &[(&str, &str, &str, &str, &str)] = &[
    ("Chile", "attacked Peru", "attacked Peru", "attacking Peru", "ASSAULT"),
    ("Chile", "sent missiles to Peru", "sent missiles to Peru", "sending missiles to Peru", "AID"),
    (
        "Chilean police",
        "arrested three Peruvian reporters",
        "arrested three Peruvian reporters",
        "arresting three Peruvian reporters",
        "COERCE",
    ),
    (
        "Chile",
        "expelled the Peruvian ambassador",
        "expelled the Peruvian ambassador",
        "expelling the Peruvian ambassador",
        "SANCTION",
    ),
    (
        "Chile",
        "imposed sanctions on Peru",
        "imposed sanctions on Peru",
        "imposing sanctions on Peru",
        "COERCE",
    ),
    (
        "Chile",
        "broke off diplomatic relations with Peru",
        "broken off diplomatic relations with Peru",
        "breaking off diplomatic relations with Peru",
        "SANCTION",
    ),
    (
        "Chilean jets",
        "bombed a Peruvian airfield",
        "bombed a Peruvian airfield",
        "bombing a Peruvian airfield",
        "ASSAULT",
    ),
    (
        "Chile",
        "freed two Peruvian fishermen",
        "freed two Peruvian fishermen",
        "freeing two Peruvian fishermen",
        "RETREAT",
    ),
    ("Chile", "trained Peruvian soldiers", "trained Peruvian soldiers", "training Peruvian soldiers", "AID"),
    ("Chile", "seized a Peruvian tanker", "seized a Peruvian tanker", "seizing a Peruvian tanker", "COERCE"),
];

/// A frame with `{s}` who acts, `{S}` the same at a sentence's start, `{v}` what they did, `{p}` have done, `{g}` are told of
/// doing; and in whose eyes it is so.
const FRAMES: &[(&str, &str)] = &[
    ("Bolivia said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia says {s} has {p}.", "AUTHOR Uu, BOL CT+"),
    ("{S}, Bolivia said, had {p}.", "AUTHOR Uu, BOL CT+"),
    ("{S} had {p}, Bolivia said.", "AUTHOR Uu, BOL CT+"),
    ("{S} had {p}, a Bolivian official said on Monday.", "AUTHOR Uu, BOL CT+"),
    ("According to Bolivia, {s} {v}.", "AUTHOR Uu, BOL CT+"),
    ("{S} {v}, according to Bolivia.", "AUTHOR Uu, BOL CT+"),
    ("“{S} {v},” Bolivia's minister said.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia's minister said: “{S} {v}.”", "AUTHOR Uu, BOL CT+"),
    ("Bolivia's defence minister told reporters that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia repeated its claim that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia's claim that {s} had {p} was widely reported.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia accused {s} of {g}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia alleges that {s} {v}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia denied that {s} had {p}.", "AUTHOR Uu, BOL CT-"),
    ("Chile denied that {s} had {p}.", "AUTHOR Uu, CHL CT-"),
    ("Chile rejected the claim that {s} had {p}.", "AUTHOR Uu, CHL CT-"),
    ("Chile rejected Bolivia's claim that {s} had {p}.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Chile dismissed reports that {s} had {p}.", "AUTHOR Uu, CHL CT-"),
    ("Chile dismissed as false a Bolivian report that {s} had {p}.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("It is not true that {s} {v}, Bolivia said.", "AUTHOR Uu, BOL CT-"),
    ("Bolivia said that {s} had not {p}.", "AUTHOR Uu, BOL CT-"),
    ("Chile said there was no truth in reports that {s} had {p}.", "AUTHOR Uu, CHL CT-"),
    ("Chile admitted that {s} had {p}.", "AUTHOR CT+, CHL CT+"),
    ("Bolivia confirmed that {s} had {p}.", "AUTHOR CT+, BOL CT+"),
    ("{S} reportedly {v}.", "AUTHOR Uu"),
    ("{S} is said to have {p}.", "AUTHOR Uu"),
    ("Bolivia believes that {s} {v}.", "AUTHOR Uu, BOL PR+"),
    ("{S} may have {p}.", "AUTHOR PS+"),
    ("{S} probably {v}.", "AUTHOR PR+"),
    ("{S} has not {p}.", "AUTHOR CT-"),
    ("{S} never {v}.", "AUTHOR CT-"),
    ("Bolivia said it had been told by Ecuador that {s} had {p}.", "AUTHOR Uu, BOL Uu, ECU CT+"),
    ("The Bolivian news agency, citing Ecuador's army, said that {s} had {p}.", "AUTHOR Uu, BOL Uu, ECU CT+"),
    ("Bolivia could not confirm that {s} had {p}.", "AUTHOR Uu, BOL Uu"),
    ("It was Bolivia that said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("{S} {v}.", "AUTHOR CT+"),
    ("{S} has {p}.", "AUTHOR CT+"),
    ("Two days after {s} {v}, markets fell.", "AUTHOR CT+"),
    ("{S} was said by Bolivia to have {p}.", "AUTHOR Uu, BOL CT+"),
    ("In a letter to the council, Bolivia wrote that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("“{S} {v},” said Ana Diaz, a spokeswoman for Bolivia's foreign ministry.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia declined to say whether {s} had {p}.", "AUTHOR Uu, BOL Uu"),
    ("Bolivia doubts that {s} {v}.", "AUTHOR Uu, BOL PR-"),
    ("Bolivia and Ecuador say that {s} {v}.", "AUTHOR Uu, BOL CT+, ECU CT+"),
    ("Bolivia says that {s} {v}; Chile denies it.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("While Bolivia says that {s} {v}, Chile denies it.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia said {s} had {p}, but Chile denied it.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia's army said on Monday that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia has accused {s} of having {p}.", "AUTHOR Uu, BOL CT+"),
    ("{S} was accused by Bolivia of {g}.", "AUTHOR Uu, BOL CT+"),
    ("{S} stands accused by Bolivia of {g}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia complained that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Reports that {s} had {p} were denied by Chile.", "AUTHOR Uu, CHL CT-"),
    ("Reports that {s} had {p} were false, Chile said.", "AUTHOR Uu, CHL CT-"),
    ("There have been reports that {s} {v}.", "AUTHOR Uu"),
    ("It was reported that {s} had {p}.", "AUTHOR Uu"),
    ("Unconfirmed reports say that {s} {v}.", "AUTHOR Uu"),
    ("{S} is believed to have {p}.", "AUTHOR PR+"),
    ("{S} is thought to have {p}.", "AUTHOR PR+"),
    ("It is likely that {s} {v}.", "AUTHOR PR+"),
    ("It is possible that {s} {v}.", "AUTHOR PS+"),
    ("{S} might have {p}.", "AUTHOR PS+"),
    ("Perhaps {s} {v}.", "AUTHOR PS+"),
    ("{S} apparently {v}.", "AUTHOR PR+"),
    ("There is no evidence that {s} {v}.", "AUTHOR PR-"),
    ("Bolivia says it has evidence that {s} {v}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia insists that {s} never {v}.", "AUTHOR Uu, BOL CT-"),
    ("Bolivia suspects that {s} {v}.", "AUTHOR Uu, BOL PR+"),
    ("Bolivia is convinced that {s} {v}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia is certain that {s} {v}.", "AUTHOR Uu, BOL CT+"),
    ("The Bolivian president told parliament on Tuesday that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("La Paz said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("In Bolivia's view, {s} {v}.", "AUTHOR Uu, BOL CT+"),
    ("By Bolivia's account, {s} {v}.", "AUTHOR Uu, BOL CT+"),
    ("If Bolivia is to be believed, {s} {v}.", "AUTHOR Uu, BOL CT+"),
    ("The Bolivian assertion that {s} had {p} was repeated on Monday.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia's president, Luis Rojas, said {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Luis Rojas, Bolivia's president, said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivian President Luis Rojas said on Monday that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("{S} had {p}, Bolivia's foreign minister told reporters in Quito.", "AUTHOR Uu, BOL CT+"),
    ("“{S} {v},” the Bolivian army said in a statement.", "AUTHOR Uu, BOL CT+"),
    ("In a statement, the Bolivian army said {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("The Bolivian army said in a statement on Monday that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("A spokesman for the Bolivian army said {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia, for its part, said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia, which lies in the Andes, said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia denied on Monday that {s} had {p}.", "AUTHOR Uu, BOL CT-"),
    ("Chile denied that it had {p}.", "AUTHOR Uu, CHL CT-"),
    ("Chile denied having {p}.", "AUTHOR Uu, CHL CT-"),
    ("Chile has denied {g}.", "AUTHOR Uu, CHL CT-"),
    ("Chile denies Bolivia's claim that it {v}.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Chile insisted that {s} had not {p}.", "AUTHOR Uu, CHL CT-"),
    ("Chile said it was untrue that {s} had {p}.", "AUTHOR Uu, CHL CT-"),
    ("Chile said it was not true that {s} had {p}.", "AUTHOR Uu, CHL CT-"),
    ("It is false, Chile said, that {s} had {p}.", "AUTHOR Uu, CHL CT-"),
    ("Chile disputed that {s} had {p}.", "AUTHOR Uu, CHL CT-"),
    ("Chile refuted a Bolivian report that {s} had {p}.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Chile neither confirmed nor denied that {s} had {p}.", "AUTHOR Uu, CHL Uu"),
    ("Chile refused to comment on reports that {s} had {p}.", "AUTHOR Uu"),
    ("Chile acknowledged that {s} had {p}.", "AUTHOR CT+, CHL CT+"),
    ("Chile conceded on Monday that {s} had {p}.", "AUTHOR CT+, CHL CT+"),
    ("Chile admitted {g}.", "AUTHOR CT+, CHL CT+"),
    ("Bolivia and Ecuador accuse {s} of {g}.", "AUTHOR Uu, BOL CT+, ECU CT+"),
    ("Bolivia said it had proof that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia announced that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia warned that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia's president was quoted as saying that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia did not say that {s} had {p}.", "AUTHOR Uu, BOL Uu"),
    ("Chile, which Bolivia says {v}, kept silent.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia informed the council that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("News that {s} had {p} came from Bolivia.", "AUTHOR Uu"),
    ("Has {s} {p}?", "AUTHOR Uu"),
    ("It is unlikely that {s} {v}.", "AUTHOR PR-"),
    ("{S} must have {p}.", "AUTHOR PR+"),
    ("Chile claims to have {p}.", "AUTHOR Uu, CHL CT+"),
    ("Chile boasted that {s} had {p}.", "AUTHOR Uu, CHL CT+"),
    // The words that say whose it is stand in another sentence.
    ("Bolivia's army held a news conference on Monday. It said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia's president spoke in parliament on Monday. He said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    (
        "Bolivia's foreign minister, Ana Diaz, spoke in Quito on Monday. She said that {s} had {p}.",
        "AUTHOR Uu, BOL CT+",
    ),
    (
        "Bolivia's foreign minister, Ana Diaz, spoke in Quito on Monday. Diaz said that {s} had {p}.",
        "AUTHOR Uu, BOL CT+",
    ),
    ("Bolivian President Luis Rojas spoke on Monday. Rojas said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    (
        "Bolivian President Luis Rojas spoke on Monday. The president accused {s} of {g}.",
        "AUTHOR Uu, BOL CT+",
    ),
    (
        "Bolivia's foreign ministry issued a statement on Monday. The ministry said {s} had {p}.",
        "AUTHOR Uu, BOL CT+",
    ),
    (
        "Bolivia's foreign ministry issued a statement on Monday. The statement said {s} had {p}.",
        "AUTHOR Uu, BOL CT+",
    ),
    ("Bolivia published a report on Monday. According to the report, {s} {v}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia complained to the council. It said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia's president spoke in parliament on Monday. {S} had {p}, he said.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia's president spoke in parliament on Monday. “{S} {v},” he said.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia's army spokesman spoke to reporters. He added that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Two Bolivian officials spoke to reporters. They said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("La Paz has protested. It says that {s} {v}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia said that {s} had {p}. Chile denied it.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia says that {s} {v}. Chile denies this.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia accused {s} of {g}. Chile rejected the accusation.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia accused {s} of {g}. Santiago denied the charge.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    (
        "Bolivia said that {s} had {p}. The Chilean government denied the claim.",
        "AUTHOR Uu, BOL CT+, CHL CT-",
    ),
    ("Bolivia said that {s} had {p}. Chile called the claim false.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    (
        "Bolivia said that {s} had {p}. Chile's foreign ministry dismissed the report.",
        "AUTHOR Uu, BOL CT+, CHL CT-",
    ),
    (
        "Bolivia said that {s} had {p}. “That is not true,” Chile's foreign minister said.",
        "AUTHOR Uu, BOL CT+, CHL CT-",
    ),
    (
        "Bolivia said that {s} had {p}. Chile's foreign minister called it a lie.",
        "AUTHOR Uu, BOL CT+, CHL CT-",
    ),
    ("Bolivia said that {s} had {p}. “A lie,” Chile's president said.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia says that {s} {v}. The claim was denied by Chile.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia says that {s} {v}, which Chile denies.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia says that {s} {v}. Chile denies the accusation.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia says that {s} {v}. Chile says that it did not.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia said {s} had {p}, an accusation Chile rejected.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia said {s} had {p}, a claim dismissed by Chile.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia said {s} had {p}, allegations Chile denies.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia says {s} {v}, charges rejected by Chile.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    ("Bolivia accuses {s} of {g}, charges that Chile denies.", "AUTHOR Uu, BOL CT+, CHL CT-"),
    (
        "Bolivia's president and foreign minister met reporters. Both said that {s} had {p}.",
        "AUTHOR Uu, BOL CT+",
    ),
    ("“{S} {v},” Bolivian President Luis Rojas said. “We will not forget it.”", "AUTHOR Uu, BOL CT+"),
    (
        "Bolivian President Luis Rojas said he was angry. {S} had {p}, he said, and the council had kept silent.",
        "AUTHOR Uu, BOL CT+",
    ),
    ("Bolivia's foreign ministry reacted on Monday. {S} had {p}, a spokesman said.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia reacted on Monday. {S} had {p}, officials in La Paz said.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia's armed forces reacted on Monday. They said {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia at first kept silent. Later it said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    ("Bolivia wrote to the council on Monday. In the letter it said that {s} had {p}.", "AUTHOR Uu, BOL CT+"),
    (
        "Bolivia called for a meeting of the council. Its foreign minister said that {s} had {p}.",
        "AUTHOR Uu, BOL CT+",
    ),
    (
        "Bolivia called for a meeting of the council. The country's foreign minister said that {s} had {p}.",
        "AUTHOR Uu, BOL CT+",
    ),
];

#[test]
fn every_deed_is_told_in_every_frame() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    let mut failures = Vec::new();
    for (who, did, done, doing, event) in DEEDS {
        let mut upper = (*who).to_owned();
        upper[..1].make_ascii_uppercase();
        for (frame, eyes) in FRAMES {
            let are_many = who.ends_with("jets") || who.ends_with("police");
            let text = frame.replace("{v}", did).replace("{p}", done).replace("{g}", doing);
            let text =
                if are_many { text.replace("} has ", "} have ").replace("} is ", "} are ") } else { text };
            let text = if are_many {
                text.replace("} was ", "} were ").replace("Has {s}", "Have {s}")
            } else {
                text
            };
            let text = text.replace("{s}", who).replace("{S}", &upper);
            let report = report_of(&text);
            let claims = code(&report, &reader.analyse(&report), &names, &rules).claims;
            let expected = format!("{event} CHL > PER | {eyes}");
            let lines: Vec<String> = claims
                .iter()
                .filter_map(|claim| {
                    let event = claim.event?.as_str();
                    let (actors, recipients) = (codes(&claim.actors), codes(&claim.recipients));
                    Some(format!("{event} {actors} > {recipients} | {}", views(&claim.factuality)))
                })
                .collect();
            if !lines.contains(&expected) {
                failures.push(format!("{text:?} gives {lines:?}, not `{expected}`"));
            }
        }
    }
    assert!(failures.is_empty(), "{} sentences:\n{}", failures.len(), failures.join("\n"));
}
