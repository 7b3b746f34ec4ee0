//! What sentences tell of pacts: the clauses that they hold to be agreed, and the steps, on whose word.

use foederis_claims::{Rules, code};
use foederis_names::Names;
use foederis_parse::Reader;
use foederis_types::{Auxiliary, Claim, PactStatus, Title};

use super::common::{codes, report_of, views};

/// `DEFEND A+B` for a clause, `signed A+B` for a step, then each holder's value, then `if supposed`.
fn line_of(claim: &Claim) -> Option<String> {
    let told = match (&claim.clause, claim.pact_status) {
        (Some(clause), _) => clause.kind.to_string(),
        (None, Some(status)) => status.to_string(),
        (None, None) => return None,
    };
    let supposed = if claim.auxiliary.contains(&Auxiliary::Hypothetical) { ", supposed" } else { "" };
    let parties: Vec<_> = claim.actors.iter().chain(&claim.recipients).cloned().collect();
    let mut parties: Vec<String> = codes(&parties).split('+').map(str::to_owned).collect();
    parties.dedup();
    Some(format!("{told} {} | {}{supposed}", parties.join("+"), views(&claim.factuality)))
}

/// Sentences, and all that they tell of pacts.
const TOLD: &[(&str, &[&str])] = &[
    // Duties put as what the parties must do.
    (
        "Chad and Niger signed a treaty. The treaty obliges both to send troops if one of them is invaded.",
        &["signed NER+TCD | AUTHOR CT+", "DEFEND NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a treaty. The treaty obliges its members to consult, not to fight, Chad said.",
        &[
            "signed NER+TCD | AUTHOR CT+",
            "CONSULT NER+TCD | AUTHOR Uu, TCD CT+",
            "DEFEND NER+TCD | AUTHOR Uu, TCD CT-",
        ],
    ),
    (
        "Chad and Niger signed a treaty. Niger says it does not commit its signatories to fight.",
        &["signed NER+TCD | AUTHOR CT+", "DEFEND NER+TCD | AUTHOR Uu, NER CT-"],
    ),
    // An attack on one that counts as one on all.
    (
        "Chad and Niger signed a pact. It treats an attack on one as an attack on both.",
        &["signed NER+TCD | AUTHOR CT+", "DEFEND NER+TCD | AUTHOR CT+"],
    ),
    (
        "Laos, Nepal and Bhutan signed a charter. An attack on one member is an attack on all.",
        &["signed BTN+LAO+NPL | AUTHOR CT+", "DEFEND BTN+LAO+NPL | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a pact. It commits Chad to treat any attack on Niger as an attack on itself.",
        &["signed NER+TCD | AUTHOR CT+", "DEFEND NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a pact. Chad denied that an attack on one would be an attack on both.",
        &["signed NER+TCD | AUTHOR CT+", "DEFEND NER+TCD | AUTHOR Uu, TCD CT-"],
    ),
    ("Chad's president said an attack on Niger was an attack on Africa.", &[]),
    // Forces let onto another's ground.
    (
        "Chad and Niger signed a pact. Under the deal Niger may station troops in Chad.",
        &["signed NER+TCD | AUTHOR CT+", "BASING_TRANSIT NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a pact. The pact gives Nigerien jets access to Chadian airfields.",
        &["signed NER+TCD | AUTHOR CT+", "BASING_TRANSIT NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a pact. The deal allows troops of each country to train on the other's soil.",
        &["signed NER+TCD | AUTHOR CT+", "BASING_TRANSIT NER+TCD | AUTHOR CT+"],
    ),
    // Duties told by a noun, by having to, and by what would follow.
    (
        "Chad and Niger signed a treaty. Chad is under no obligation to fight for Niger.",
        &["signed NER+TCD | AUTHOR CT+", "DEFEND NER+TCD | AUTHOR CT-"],
    ),
    (
        "Chad and Niger signed a treaty. Chad has a duty to defend Niger.",
        &["signed NER+TCD | AUTHOR CT+", "DEFEND NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a treaty. Chad would have to come to Niger's aid if it were attacked.",
        &["signed NER+TCD | AUTHOR CT+", "DEFEND NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a treaty. If Libya attacked Niger, Chad would be obliged to respond.",
        &["signed NER+TCD | AUTHOR CT+", "DEFEND NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a treaty. The treaty binds them to hold talks in a crisis.",
        &["signed NER+TCD | AUTHOR CT+", "CONSULT NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a treaty. Neither will allow its territory to be used for attacks on the other.",
        &["signed NER+TCD | AUTHOR CT+", "NO_USE_OF_TERRITORY NER+TCD | AUTHOR CT+"],
    ),
    // Help of another kind may still be owed.
    (
        "Chad and Niger signed a treaty. It does not oblige Chad to send troops.",
        &["signed NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a treaty. In Article 3 both undertake not to threaten or use force.",
        &["signed NER+TCD | AUTHOR CT+", "NON_AGGRESSION NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a treaty. Article 9 bars both from joining pacts that are aimed at the other.",
        &["signed NER+TCD | AUTHOR CT+", "NO_HOSTILE_PACT NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a treaty. Chad is to train Niger's border guards.",
        &["signed NER+TCD | AUTHOR CT+", "ASSIST_MATERIEL NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a treaty. Troops of one country may be stationed in the other only with a permit.",
        &["signed NER+TCD | AUTHOR CT+", "BASING_TRANSIT NER+TCD | AUTHOR CT+"],
    ),
    // Terms, exceptions and what is left to decide are no deeds.
    (
        "Chad and Niger signed a treaty. Either side may withdraw with six months' notice.",
        &["signed NER+TCD | AUTHOR CT+"],
    ),
    (
        "Chad and Niger signed a treaty. The duty to help does not apply if one of them attacks first.",
        &["signed NER+TCD | AUTHOR CT+"],
    ),
    ("Chad activated the mutual defence clause.", &["invoked TCD | AUTHOR CT+"]),
    ("The pact obliges Chad and Niger to attack together.", &["JOIN_ATTACK NER+TCD | AUTHOR CT+"]),
    // A pact of three.
    (
        "Laos, Nepal and Bhutan signed a treaty. It obliges each to help the others if attacked.",
        &["signed BTN+LAO+NPL | AUTHOR CT+", "DEFEND BTN+LAO+NPL | AUTHOR CT+"],
    ),
    (
        "Laos, Nepal and Bhutan signed a trade treaty. Nepal's parliament ratified the treaty.",
        &["signed BTN+LAO+NPL | AUTHOR CT+", "ratified BTN+LAO+NPL | AUTHOR CT+"],
    ),
    // A pact that is planned, sought, talked of or dropped owes nothing.
    ("Togo and Benin abandoned plans for a defence treaty.", &[]),
    ("Laos and Vietnam are negotiating a defence treaty.", &[]),
    ("Talks between Chile and Peru on a non-aggression pact have stalled.", &[]),
    ("Turkey proposed a mutual defence treaty with Azerbaijan.", &[]),
    ("Hopes for a non-aggression pact between Israel and Syria faded.", &[]),
    ("Kenya rejected a proposed defence treaty with Ethiopia.", &[]),
    ("The idea of a defence treaty between Serbia and Hungary was dropped.", &[]),
    ("Mexico and Cuba postponed the signing of a mutual defence treaty.", &[]),
    ("Georgia and Moldova called off the signing of a defence pact.", &[]),
    ("Bahrain and Oman moved closer to signing a non-aggression treaty.", &[]),
    ("If Iran signs a mutual defence pact with Iraq, it would have to defend Baghdad.", &[]),
    // What an article lays down in the present, or with "may not".
    (
        "Under Article 3 of the treaty between Egypt and Somalia the parties consult each other without delay.",
        &["CONSULT EGY+SOM | AUTHOR CT+"],
    ),
    (
        "In Article 4 of the treaty between Egypt and Somalia, Egypt undertakes to supply the Somali army with equipment.",
        &["ASSIST_MATERIEL EGY+SOM | AUTHOR CT+"],
    ),
    (
        "Under Article 5 of its treaty with Egypt, Greece makes Kasteli air base available to the Egyptian air force.",
        &["BASING_TRANSIT EGY+GRC | AUTHOR CT+"],
    ),
    (
        "Under Article 2 of the treaty between Ethiopia and Eritrea, neither party may allow its territory to be used by a third state.",
        &["NO_USE_OF_TERRITORY ERI+ETH | AUTHOR CT+"],
    ),
    (
        "The treaty between Togo and Benin enters into force on the first day of the month following the exchange of instruments.",
        &["in_force_for BEN+TGO | AUTHOR CT+, supposed", "exchanged BEN+TGO | AUTHOR CT+, supposed"],
    ),
    ("The treaty between Togo and Benin remains in force.", &["in_force_for BEN+TGO | AUTHOR CT+"]),
    ("The treaty between Togo and Benin is concluded for five years.", &[]),
    // What a text lays down for later has not come about.
    (
        "The treaty between Togo and Benin shall enter into force on the thirtieth day after the exchange of the instruments of ratification.",
        &["in_force_for BEN+TGO | AUTHOR CT+, supposed", "exchanged BEN+TGO | AUTHOR CT+, supposed"],
    ),
    (
        "Treaty between Togo and Benin enters into force after exchange of instruments.",
        &["in_force_for BEN+TGO | AUTHOR CT+", "exchanged BEN+TGO | AUTHOR CT+"],
    ),
    (
        "The treaty between Togo and Benin lapses if either side denounces it.",
        &["expired BEN+TGO | AUTHOR Uu, supposed"],
    ),
    (
        "The treaty between Togo and Benin ceases to have effect on 5 May 2026.",
        &["expired BEN+TGO | AUTHOR CT+"],
    ),
    (
        "The protocol on the exchange of the instruments of ratification was signed by Togo and Benin.",
        &["exchanged BEN+TGO | AUTHOR CT+"],
    ),
    (
        "Chile asked Peru for consultations under Article 3 of their treaty.",
        &["invoked CHL+PER | AUTHOR CT+"],
    ),
    // Steps told of "a treaty", of its gazette and of its notice.
    (
        "A trade treaty between Oman and Yemen enters into force today.",
        &["in_force_for OMN+YEM | AUTHOR CT+"],
    ),
    (
        "The Oman-Yemen trade treaty enters into force as Qatar applauds.",
        &["in_force_for OMN+YEM | AUTHOR CT+"],
    ),
    (
        "The text of the trade treaty between Oman and Yemen appeared in the Official Gazette on Friday.",
        &["text_published OMN+YEM | AUTHOR CT+"],
    ),
    (
        "Bolivia's ambassador handed the notice of denunciation of the gas treaty to the Chilean foreign ministry.",
        &["denounced BOL+CHL | AUTHOR CT+"],
    ),
    (
        "President Quispe of Bolivia signed the Law on Ratification of the gas treaty with Chile.",
        &["ratified BOL+CHL | AUTHOR CT+"],
    ),
    // A hyphen before the pact ties its parties, and "the two countries" are these.
    ("The Uganda-Burundi fishing treaty expired on Friday.", &["expired BDI+UGA | AUTHOR CT+"]),
    (
        "The Laos–South Korea trade pact entered into force on Monday, a month after the two countries exchanged \
         instruments of ratification.",
        &["in_force_for KOR+LAO | AUTHOR CT+", "exchanged KOR+LAO | AUTHOR CT+"],
    ),
    // The pact named last is the one whose part is told, though another pair is named more often.
    (
        "Chile and Peru met. Chile and Peru agreed to trade. The Kenya-Ethiopia defence treaty was signed on Monday. \
         Its Article 5 obliges each to help the other if attacked.",
        &["signed ETH+KEN | AUTHOR CT+", "DEFEND ETH+KEN | AUTHOR CT+", "DEFEND ETH+KEN | AUTHOR CT+"],
    ),
    // A day to come is no condition.
    (
        "As Article 16 sets a delay, the treaty between Chile and Peru enters into force on July 30.",
        &["in_force_for CHL+PER | AUTHOR CT+"],
    ),
    // What a draft says is what a draft says.
    (
        "Under the draft treaty, Poland and Finland would defend each other if attacked.",
        &["DEFEND FIN+POL | AUTHOR Uu, supposed"],
    ),
    (
        "A mutual defence treaty that Togo and Benin are negotiating would bind each to defend the other.",
        &["DEFEND BEN+TGO | AUTHOR Uu, supposed"],
    ),
    // One that is made, kept or broken does.
    (
        "Australia and Papua New Guinea signed a mutual defence treaty on Monday.",
        &["signed AUS+PNG | AUTHOR CT+", "DEFEND AUS+PNG | AUTHOR CT+"],
    ),
    ("Malta and Italy agreed a mutual defence pact in Valletta.", &["DEFEND ITA+MLT | AUTHOR CT+"]),
    ("Russia and Belarus are linked by a mutual defence treaty.", &["DEFEND BLR+RUS | AUTHOR CT+"]),
    ("The defence pact between Egypt and Sudan was discussed on Monday.", &["DEFEND EGY+SDN | AUTHOR CT+"]),
    // Who denies the pact is no witness of its clause.
    (
        "Georgia denied that it had signed a defence pact with Iran.",
        &["signed GEO+IRN | AUTHOR Uu, GEO CT-", "DEFEND GEO+IRN | AUTHOR Uu, GEO CT-"],
    ),
    ("Tehran denies having a defence pact with Tbilisi.", &["DEFEND GEO+IRN | AUTHOR Uu, IRN CT-"]),
    (
        "Russia denied that the treaty obliges it to defend North Korea.",
        &["DEFEND PRK+RUS | AUTHOR Uu, RUS CT-"],
    ),
    ("There is no defence treaty between Japan and India.", &["DEFEND IND+JPN | AUTHOR CT-"]),
    ("Azerbaijan said it had no defence treaty with Georgia.", &["DEFEND AZE+GEO | AUTHOR Uu, AZE CT-"]),
    ("Mongolia is not bound by a defence pact with China.", &["DEFEND CHN+MNG | AUTHOR CT-"]),
    // Who denies something else of it denies no clause.
    (
        "The provision on mutual help in the treaty with North Korea contains nothing new, Moscow said.",
        &["DEFEND PRK+RUS | AUTHOR Uu, RUS CT+"],
    ),
    (
        "The defence pact with Egypt does not replace the treaty of 1990, Turkey said.",
        &["DEFEND EGY+TUR | AUTHOR Uu, TUR CT+"],
    ),
    (
        "The treaty with Iran does not contain a mutual defence clause, Moscow said.",
        &["DEFEND IRN+RUS | AUTHOR Uu, RUS CT-"],
    ),
    // How a pact may end is no ending of it.
    (
        "Poland and Finland signed a treaty. It may be terminated with one year's notice.",
        &["signed FIN+POL | AUTHOR CT+"],
    ),
    (
        "Poland and Finland signed a treaty. Either party may denounce the treaty with six months' notice.",
        &["signed FIN+POL | AUTHOR CT+"],
    ),
    (
        "Poland and Finland signed a treaty. The treaty will be renewed automatically unless one side terminates it.",
        &["signed FIN+POL | AUTHOR CT+"],
    ),
    ("Poland may denounce its treaty with Finland.", &["denounced FIN+POL | AUTHOR PS+"]),
    ("Poland terminated its treaty with Finland on Monday.", &["denounced FIN+POL | AUTHOR CT+"]),
    // The parties that the pact's own words name are its parties, whoever else is spoken of.
    (
        "Vietnam and South Korea worried. What changed is the pact, signed in Pyongyang on Wednesday, by which Russia \
         and North Korea are to assist one another should either be attacked.",
        &["signed PRK+RUS | AUTHOR CT+", "DEFEND PRK+RUS | AUTHOR CT+"],
    ),
    (
        "Kenya and Uganda discussed the defence pact which Ethiopia and Somalia signed on Tuesday.",
        &["signed ETH+SOM | AUTHOR CT+", "DEFEND ETH+SOM | AUTHOR CT+"],
    ),
    (
        "Kenya and Uganda discussed the defence pact between Ethiopia and Somalia.",
        &["DEFEND ETH+SOM | AUTHOR CT+"],
    ),
    // To keep others off one's land is one duty, to let them use it another.
    (
        "Article 7 of the treaty between Georgia and Armenia forbids Georgia to let any third country use its territory for an attack.",
        &["NO_USE_OF_TERRITORY ARM+GEO | AUTHOR CT+"],
    ),
    (
        "The accord between Mauritius and India obliges Mauritius to let Indian aircraft land on the island.",
        &["BASING_TRANSIT IND+MUS | AUTHOR CT+"],
    ),
    ("Peru has become the fourth country to ratify the treaty.", &["ratified PER | AUTHOR CT+"]),
    (
        "The agreement between Uganda and Burundi provides that an attack on one of the two countries will be met by both.",
        &["DEFEND BDI+UGA | AUTHOR CT+"],
    ),
    (
        "Under the pact with Burundi, Ugandan aircraft will be allowed to use an airstrip at Kirundo.",
        &["BASING_TRANSIT BDI+UGA | AUTHOR CT+"],
    ),
    (
        "Uganda and Burundi shall consult each other under the pact whenever the territory of one of them is attacked.",
        &["CONSULT BDI+UGA | AUTHOR CT+"],
    ),
];

/// Sentences, the words that name the pact, and the case in which a duty comes due.
const WORDED: &[(&str, &str, Option<&str>)] = &[
    // The time of what a pact's name is told with is no case.
    (
        "Kenya and Ethiopia became allies when their presidents concluded a defence pact in Nairobi.",
        "a defence pact",
        None,
    ),
    (
        "A defence pact obliges Kenya to help Ethiopia if it is attacked.",
        "A defence pact",
        Some("if it is attacked"),
    ),
    // A name proper goes on after "and"; what is coordinated with it does not belong to it.
    (
        "Kenya and Ethiopia signed the Agreement on Mutual Defence and Border Security on Monday.",
        "the Agreement on Mutual Defence and Border Security",
        None,
    ),
];

#[test]
fn the_words_of_pact_and_case_are_theirs_alone() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    for (text, pact, case) in WORDED {
        let report = report_of(text);
        let claims = code(&report, &reader.analyse(&report), &names, &rules).claims;
        let clause = claims.iter().find(|claim| claim.clause.is_some()).expect(text);
        let told = clause.clause.as_ref().and_then(|clause| clause.trigger).map(|span| span.of(text));
        assert_eq!(told, *case, "{text}");
        assert_eq!(clause.pact.map(|span| span.of(text)), Some(*pact), "{text}");
    }
}

#[test]
fn pacts_are_told_as_their_sentences_tell_them() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    let check = |(text, expected): &(&str, &[&str])| {
        let report = report_of(text);
        let claims = code(&report, &reader.analyse(&report), &names, &rules).claims;
        let lines: Vec<String> = claims.iter().filter_map(line_of).collect();
        (lines != *expected).then(|| format!("{text:?} gives {lines:?}, not {expected:?}"))
    };
    let failures: Vec<String> = TOLD.iter().filter_map(check).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Who is remembered from the headline has no words in the text; the words that call them to mind stand for them.
#[test]
fn a_party_known_from_the_headline_stands_where_the_text_speaks_of_the_pact() {
    let mut report = report_of("“Ça va,” he said. The pact took effect on Monday.");
    report.title = Some(Title { text: "Egypt, Somalia sign defence pact".to_owned(), span: None });
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    let claims = code(&report, &reader.analyse(&report), &names, &rules).claims;
    let in_force = claims.iter().find(|claim| claim.pact_status == Some(PactStatus::InForceFor));
    let in_force = in_force.expect("the pact of the headline took effect");
    let words: Vec<&str> = in_force.actors.iter().map(|party| party.span.of(&report.text)).collect();
    assert_eq!((codes(&in_force.actors).as_str(), words), ("EGY+SOM", vec!["The pact", "The pact"]));
}
