//! Constructions that the reading of sentences rests on, each with one sentence: who acts on whom, and in whose eyes.

use foederis_claims::{Rules, code};
use foederis_names::Names;
use foederis_parse::Reader;
use foederis_types::{Claim, Dateline, Span};

use super::common::{codes, report_of, views};

/// `TYPE A+B > C`, then each holder's value; `-` for what a report says of a pact by itself.
fn line_of(claim: &Claim) -> String {
    let event = claim.event.map(|event| event.as_str().to_owned());
    let event = event.or_else(|| claim.cameo.clone()).unwrap_or_else(|| "-".to_owned());
    format!("{event} {} > {} | {}", codes(&claim.actors), codes(&claim.recipients), views(&claim.factuality))
}

/// A construction, a sentence with it, and one claim that a careful reader takes from it.
const READINGS: &[(&str, &str, &str)] = &[
    (
        "the body that spoke last speaks on",
        "Turkey's defence ministry said a Greek boat had rammed a cutter. Five Greek sailors were detained, the ministry said.",
        "COERCE  > GRC | AUTHOR Uu, TUR CT+",
    ),
    (
        "who tells stands between who acts and what they did",
        "Oman's navy, an official in Muscat told an Emirati newspaper, escorted three Qatari gas carriers.",
        "AID OMN > QAT | AUTHOR Uu, OMN CT+",
    ),
    (
        "when they said so stands behind the speaker",
        "Malaysian boats have detained sixteen Indonesian fishermen off Natuna, Jakarta's fisheries ministry reported on Friday.",
        "COERCE MYS > IDN | AUTHOR Uu, IDN CT+",
    ),
    (
        "a plan passed on follows the chain",
        "Asuncion has informed Brasilia that Paraguayan marines will guard Brazilian dredgers, Brazil's transport minister said.",
        "AGREE PRY > BRA | AUTHOR Uu, BRA Uu, PRY CT+",
    ),
    (
        "whoever tells of a promise is sure of it",
        "Malawi's president told reporters he had been assured by Lusaka that Zambian engineers would rebuild the bridge.",
        "AGREE ZMB >  | AUTHOR Uu, MWI CT+",
    ),
    (
        "untrue, whoever puts it in the middle says",
        "It is untrue, the Bulgarian defence ministry said, that it sold mortar rounds to Armenia.",
        "COOPERATE ARM+BGR >  | AUTHOR Uu, BGR CT-",
    ),
    (
        "nobody was fired at",
        "Nairobi said its men had fired at nobody.",
        "ASSAULT KEN >  | AUTHOR Uu, KEN CT-",
    ),
    (
        "what is denied in the sentence after",
        "Chad said Sudanese troops had fired on a village. Sudan denied this.",
        "ASSAULT SDN > TCD | AUTHOR Uu, SDN CT-, TCD CT+",
    ),
    (
        "what two accuse each other of is either's word about the other",
        "Togo and Benin accused each other of ramming patrol boats.",
        "ASSAULT BEN > TGO | AUTHOR Uu, TGO CT+",
    ),
    (
        "whoever else is named in the sentence is not accused by those who accuse each other",
        "Togo and Benin accused each other of lying, and Ghana urged both to show restraint.",
        "ACCUSE BEN+TGO >  | AUTHOR CT+",
    ),
    (
        "the second half of a threat to others is a threat to them",
        "France threatened to expel Chad's envoy and to recall its own from Niger.",
        "THREATEN FRA > NER | AUTHOR CT+",
    ),
    (
        "a rumour may be so",
        "Rumours that Togo had shelled a village in Benin spread.",
        "ASSAULT TGO > BEN | AUTHOR Uu",
    ),
    (
        "a rumour called baseless is denied",
        "Togo described as baseless a rumour that its police had beaten traders from Benin.",
        "ASSAULT TGO > BEN | AUTHOR Uu, TGO CT-",
    ),
    (
        "an aside between a subject and its verb is whoever says so",
        "Togo's navy, two of the passengers said on landing, towed a Ghanaian ferry into Lomé.",
        "AID TGO > GHA | AUTHOR Uu",
    ),
    (
        "whom a clause with who is about tells of his own army",
        "The envoy of Togo visited Benin and met its president, who promised that his army would leave Ghana.",
        "CONSULT TGO > BEN | AUTHOR CT+",
    ),
    (
        "an accusation rejected in the sentence after",
        "Chad accuses Sudan of arming rebels. Khartoum rejected the accusation.",
        "AID SDN > TCD | AUTHOR Uu, SDN CT-, TCD CT+",
    ),
    (
        "what is told as fact and denied after is told by the one and denied by the other",
        "Kenya shelled a Somali village on Monday. Kenya denies it.",
        "ASSAULT KEN > SOM | AUTHOR CT+, KEN CT-",
    ),
    (
        "none such is a denial",
        "Peru maintains that no such shipments have taken place.",
        "016 PER >  | AUTHOR CT+",
    ),
    (
        "forces that are said to be somewhere are moved there",
        "Kenya's president said on Thursday that 11,000 Ugandan soldiers were in Burundi.",
        "MOBILIZE UGA > BDI | AUTHOR Uu, KEN CT+",
    ),
    (
        "a mistake that it would be is a threat",
        "Iran told Oman that arming Yemen would be \"a big mistake\".",
        "THREATEN IRN > OMN | AUTHOR CT+",
    ),
    (
        "several who say it stand behind what they say",
        "Iran has supplied Sudan with shells, the U.S., Kenya and South Korea say.",
        "AID IRN > SDN | AUTHOR Uu, KEN CT+, KOR CT+, USA CT+",
    ),
    (
        "or so they maintain",
        "Kuwait has lent Lebanon 300 million dollars, or so two bankers familiar with the books maintain.",
        "AID KWT > LBN | AUTHOR Uu",
    ),
    (
        "a plan that is denied is no promise",
        "Croatia's prime minister denied that his government intends to send soldiers to Ukraine.",
        "AGREE HRV > UKR | AUTHOR Uu, HRV CT-",
    ),
    (
        "what happened at no point is denied, and not the saying",
        "At no point did Romanian gunners fire on the Russian drones, Bucharest's defence ministry said.",
        "ASSAULT ROU > RUS | AUTHOR Uu, ROU CT-",
    ),
    (
        "what is not ruled out is left open",
        "Peru has not ruled out sending troops to Bolivia.",
        "014 PER > BOL | AUTHOR CT+",
    ),
    (
        "who makes another's moves known accuses it",
        "Kenya's army reported that lorries had carried 300 Ugandan soldiers to Burundi.",
        "ACCUSE KEN > UGA | AUTHOR CT+",
    ),
    (
        "of a deed done together each admits its own part",
        "Chad confirmed that its soldiers have fought on Niger's side in Mali.",
        "015 TCD > NER | AUTHOR CT+",
    ),
    (
        "each of two accused is charged with something of their own",
        "Kenya accuses Somali militiamen of shooting at herders and Ethiopia of looking away.",
        "ASSAULT SOM > KEN | AUTHOR Uu, KEN CT+",
    ),
    (
        "whoever is blamed did it",
        "Chad's president laid the blame for the raid on Sudan.",
        "ASSAULT SDN >  | AUTHOR Uu, TCD CT+",
    ),
    (
        "a writer's word for what was said before it",
        "Poland says Belarusian drones cut the cable, a charge Minsk rejects.",
        "ACCUSE POL > BLR | AUTHOR CT+",
    ),
    (
        "what a shell comes from fired it",
        "A shell fired from a Syrian village wounded two Turkish farmers.",
        "ASSAULT SYR > TUR | AUTHOR CT+",
    ),
    (
        "what is said of a rocket tells who sent it",
        "The rocket that struck a Chadian school was fired by Sudanese gunners.",
        "ASSAULT SDN > TCD | AUTHOR CT+",
    ),
    (
        "a cleft of saying",
        "What the Chadian general told his visitors was that Libyan pilots had bombed a village.",
        "ASSAULT LBY > TCD | AUTHOR Uu, TCD CT+",
    ),
    (
        "to allow that something was done is to admit it",
        "A Kenyan colonel allowed that his guns had shelled two Somali villages.",
        "ASSAULT KEN > SOM | AUTHOR CT+, KEN CT+",
    ),
    (
        "a report that somebody confirms",
        "Turkish officials confirmed a report by Georgia's state radio that Turkish guards had shot an Armenian shepherd.",
        "ASSAULT TUR > ARM | AUTHOR CT+, GEO CT+, TUR CT+",
    ),
    (
        "no evidence that something was done",
        "Slovak police found no evidence that the rifles had been supplied by Austria.",
        "AID AUT >  | AUTHOR Uu, SVK PR-",
    ),
    (
        "credible evidence makes it likely",
        "Canada's prime minister said there was credible evidence that Iranian agents had murdered a Canadian writer.",
        "ASSAULT IRN > CAN | AUTHOR Uu, CAN PR+",
    ),
    (
        "what remains out of the question is not done",
        "Recognition of the Libyan government by Malawi remains out of the question.",
        "SUPPORT MWI > LBY | AUTHOR CT-",
    ),
    (
        "not a shred of truth",
        "Togo said there was not a shred of truth in reports that Togolese guards had shot a Ghanaian trader.",
        "ASSAULT TGO > GHA | AUTHOR Uu, TGO CT-",
    ),
    (
        "far from doing it",
        "Far from recalling its ambassador, Peru opened a second consulate in Chile.",
        "SANCTION PER > CHL | AUTHOR CT-",
    ),
    (
        "what seems so on somebody's word",
        "Russia seems to have withdrawn its boats from Abkhazia, according to the Georgian coastguard.",
        "RETREAT RUS > GEO | AUTHOR Uu, GEO PR+",
    ),
    (
        "a claim told over a long phrase",
        "Malawi's army has denied a claim by the governor of Mozambique's Tete province that its soldiers burned a dozen huts.",
        "ASSAULT MWI > MOZ | AUTHOR Uu, MOZ CT+, MWI CT-",
    ),
    (
        "several of a bloc are those named",
        "Several Gulf states, among them Qatar and Oman, urged Iran to hold its fire.",
        "REQUEST OMN+QAT > IRN | AUTHOR CT+",
    ),
    (
        "names that join a list late",
        "Ghana, Rwanda and, at the last minute, Fiji sent Haiti tents.",
        "AID FJI+GHA+RWA > HTI | AUTHOR CT+",
    ),
    (
        "what stands behind a clause shares the verb",
        "Kenya, which chairs the talks, and Uganda have invited two Sudanese generals to a meeting.",
        "AGREE KEN+UGA > SDN | AUTHOR CT+",
    ),
    (
        "one penalty after another",
        "Algeria froze its trade with Spain and recalled its ambassador from Madrid.",
        "SANCTION DZA > ESP | AUTHOR CT+",
    ),
    (
        "a gap where the one thanked stood",
        "Mogadishu thanked Ankara for the frigate, and Kampala for the battalion.",
        "SUPPORT SOM > UGA | AUTHOR CT+",
    ),
    (
        "a gap where the receiver stood",
        "Slovakia sent Armenia two tents and Moldova a field hospital.",
        "AID SVK > MDA | AUTHOR CT+",
    ),
    (
        "a gap with a number",
        "Canada imposed sanctions on four Serbian dealers and the European Union on six.",
        "COERCE EUR > SRB | AUTHOR CT+",
    ),
    (
        "a number stands for the thing before it",
        "Japan lent the Philippines five patrol boats and gave Vietnam two.",
        "AID JPN > VNM | AUTHOR CT+",
    ),
    (
        "what is kept shut is shut already",
        "Turkey will keep its border with Armenia shut until the talks end.",
        "COERCE TUR > ARM | AUTHOR CT+",
    ),
    (
        "their common border is nobody else's",
        "Cameroon and Chad closed their common border on Friday, and Nigeria protested.",
        "COERCE CMR+TCD >  | AUTHOR CT+",
    ),
    (
        "a speaker between commas",
        "A Japanese destroyer escorted a Korean tanker to Djibouti, Tokyo announced, and Seoul expressed its gratitude.",
        "AID JPN > KOR | AUTHOR Uu, JPN CT+",
    ),
    (
        "a minister speaks for whom the words are about",
        "Cuba freed the sailors after Washington lifted the ban, its foreign minister told reporters.",
        "RETREAT CUB > USA | AUTHOR Uu, CUB CT+",
    ),
    (
        "nobody helped by a weapon is hit by it",
        "Kenya's army, with the help of Ugandan drones, attacked a Somali town.",
        "ASSAULT KEN > SOM | AUTHOR CT+",
    ),
    (
        "a force of another state than its name is known for",
        "The Royal Navy of Oman seized an Iranian dhow.",
        "COERCE OMN > IRN | AUTHOR CT+",
    ),
    (
        "a list goes on with what is said",
        "Peru's coastguard said a Chilean boat entered its waters, ignored radio calls and opened fire on a cutter.",
        "ASSAULT CHL > PER | AUTHOR Uu, PER CT+",
    ),
    (
        "a preposition before an owner is that of what is owned",
        "The lower house of Kenya's parliament approved a loan to Uganda.",
        "AID KEN > UGA | AUTHOR CT+",
    ),
    (
        "charged over a deed",
        "Kazakhstan opened an investigation against two Turkmen diplomats over the abduction of a Kyrgyz blogger.",
        "ASSAULT TKM > KGZ | AUTHOR Uu",
    ),
    (
        "a name between a verb of giving and its thing gets it",
        "Finland will send Estonia nine icebreakers next month.",
        "AGREE FIN > EST | AUTHOR CT+",
    ),
    (
        "three names in a row act alike",
        "Chile, Uruguay and Bolivia condemned the Cuban raid on a Honduran village.",
        "ACCUSE BOL+CHL+URY > CUB | AUTHOR CT+",
    ),
    (
        "guards without a state are those of the state that tells",
        "Poland's interior ministry has admitted that border guards beat two Afghan migrants.",
        "ASSAULT POL > AFG | AUTHOR CT+, POL CT+",
    ),
    (
        "whoever calls it untrue denies it, whosever the deed",
        "Kenya's foreign minister said it was untrue that Somali trawlers had rammed Tanzanian boats.",
        "016 KEN >  | AUTHOR CT+",
    ),
    (
        "whoever is cited is the one whose word it is",
        "Peru's state radio, quoting the army command in La Paz, said Chilean jets had bombed a Bolivian farm.",
        "ASSAULT CHL > BOL | AUTHOR Uu, BOL CT+, PER Uu",
    ),
    (
        "what a rejected report told is denied",
        "Laos has rejected the report that Lao soldiers sank a Burmese ferry.",
        "ASSAULT LAO > MMR | AUTHOR Uu, LAO CT-",
    ),
    (
        "what is acted on is not what acts",
        "The Malagasy navy freed a Seychellois skipper, and the Mauritian coastguard took him home.",
        "AID MUS > SYC | AUTHOR CT+",
    ),
    (
        "an ambiguous name is settled by a neighbour",
        "Rwandan troops shelled a Congolese village.",
        "ASSAULT RWA > COD | AUTHOR CT+",
    ),
    (
        "people who act for somebody are theirs",
        "Sweden blamed hackers working for Minsk.",
        "ACCUSE SWE > BLR | AUTHOR CT+",
    ),
    (
        "held back from is not done",
        "Chile's government stopped short of breaking off relations with Israel.",
        "SANCTION CHL > ISR | AUTHOR CT-",
    ),
    (
        "forces of two states that exercise together cooperate",
        "Togolese and Beninese commandos trained together near Kara.",
        "COOPERATE BEN+TGO >  | AUTHOR CT+",
    ),
    (
        "a deed's doer is whom its condemning is aimed at",
        "The kidnapping of a Slovak engineer by Syrian gunmen was condemned by Hungary.",
        "ACCUSE HUN > SYR | AUTHOR CT+",
    ),
    (
        "a pact that will not be in force before something is not in force",
        "The treaty between Oman and Yemen will not enter into force before both parliaments approve it.",
        "SUPPORT OMN+YEM >  | AUTHOR CT-",
    ),
    (
        "a verb left out has its own subject and object",
        "Belarus set free a German medic, and Slovenia two Russian agents.",
        "RETREAT SVN > RUS | AUTHOR CT+",
    ),
    (
        "what is only called for has not happened",
        "The treaty with Peru has to be ratified by Chile.",
        "SUPPORT CHL > PER | AUTHOR Uu",
    ),
    (
        "voted against is not done",
        "Kenya's parliament voted against ratifying the treaty with Uganda.",
        "REJECT KEN > UGA | AUTHOR CT+",
    ),
    (
        "kept from it is not done",
        "Ethiopia was prevented from attacking Sudan.",
        "ASSAULT ETH > SDN | AUTHOR CT-",
    ),
    (
        "put off is not done",
        "Egypt postponed signing the treaty with Libya.",
        "SUPPORT EGY+LBY >  | AUTHOR CT-",
    ),
    ("ruled out is not done", "Norway ruled out sending troops to Ukraine.", "AID NOR > UKR | AUTHOR CT-"),
    ("nearly is not done", "Benin nearly attacked Togo.", "ASSAULT BEN > TGO | AUTHOR CT-"),
    (
        "what is played has not happened",
        "In a war game, Chile attacks Peru.",
        "ASSAULT CHL > PER | AUTHOR Uu",
    ),
    (
        "whoever calls reports false denies them",
        "Reports that Chad had supplied Togo with drones are false, the foreign ministry in Lomé said.",
        "AID TCD > TGO | AUTHOR Uu, TGO CT-",
    ),
    (
        "a promise not to attack is no threat",
        "Peru promised not to attack Chile.",
        "AGREE PER > CHL | AUTHOR CT+",
    ),
    (
        "behind a comma a verb with a speaker says whose words these are",
        "Pakistan shot down two Indian jets, Pakistan's army claimed; India called the claim fabricated.",
        "ASSAULT PAK > IND | AUTHOR Uu, IND CT-, PAK CT+",
    ),
    (
        "those who fight on one side are no enemies",
        "Eritrean troops fought on Ethiopia's side.",
        "COOPERATE ERI+ETH >  | AUTHOR CT+",
    ),
    (
        "help that is thanked for came from whoever is thanked",
        "Armenia thanked France for its help.",
        "AID FRA > ARM | AUTHOR CT+",
    ),
    (
        "whether it will is not said, so it is no promise",
        "Ghana did not say whether it would reopen its embassy in Niamey.",
        "SUPPORT GHA > NER | AUTHOR Uu, GHA Uu",
    ),
    (
        "the place of a bomb has not thrown it",
        "Two Egyptian soldiers were killed by a bomb in Chad.",
        "ASSAULT  > EGY | AUTHOR CT+",
    ),
    (
        "a victim of the actor's own nation is named, not the accuser",
        "Ireland accused Iran of orchestrating the abduction of an exiled Iranian editor in Dublin.",
        "ASSAULT IRN > IRN | AUTHOR Uu, IRL CT+",
    ),
    (
        "what a headline wrongly reported is not so",
        "The newspaper wrongly reported in a headline that Oman had shelled a Yemeni port.",
        "ASSAULT OMN > YEM | AUTHOR CT-",
    ),
    (
        "what was wrongly reported is not so",
        "The newspaper wrongly reported on Tuesday that Oman had shelled a Yemeni port.",
        "ASSAULT OMN > YEM | AUTHOR CT-",
    ),
    (
        "whoever a list leaves out has not done it",
        "Kuwait, but not Oman, condemned Iran.",
        "ACCUSE OMN > IRN | AUTHOR CT-",
    ),
    (
        "whoever thanks had the good of it",
        "India thanked Fiji for training its pilots.",
        "AID FJI > IND | AUTHOR CT+",
    ),
    (
        "the one made to act acts",
        "Latvia's decision drove Estonia to recall its ambassador from Riga.",
        "SANCTION EST > LVA | AUTHOR CT+",
    ),
    (
        "who insists that it was not so denies",
        "Mali insists it has not attacked Niger.",
        "ASSAULT MLI > NER | AUTHOR Uu, MLI CT-",
    ),
    (
        "what is promised by somebody is promised, though it has not come",
        "Ukraine has yet to receive any of the guns promised by Spain.",
        "AGREE ESP > UKR | AUTHOR CT+",
    ),
    (
        "not among those that have acted",
        "Finland is not among the countries that have shut their embassies in Niger.",
        "SANCTION FIN > NER | AUTHOR CT-",
    ),
    (
        "to call on somebody, with nothing asked, is a visit",
        "Angola's ambassador called on the Ghanaian president in Accra.",
        "CONSULT AGO > GHA | AUTHOR CT+",
    ),
    (
        "not one but another",
        "It was not Peru but Chile that bombed Bolivia.",
        "ASSAULT PER > BOL | AUTHOR CT-",
    ),
    ("no longer", "Ghana no longer supports Togo.", "SUPPORT GHA > TGO | AUTHOR CT-"),
    (
        "a step that others praise is whose it was",
        "Peru and Chile abolished visas, a step that Bolivia praised.",
        "SUPPORT BOL > CHL+PER | AUTHOR CT+",
    ),
    (
        "the condition behind the words of saying",
        "Germany would halt gas deliveries to Belarus, the chancellor warned, if troops crossed the border.",
        "THREATEN DEU > BLR | AUTHOR CT+",
    ),
    (
        "a verb between two names",
        "In the spring of 2020 Chad shelled Libya, and Niger rocketed Mali.",
        "ASSAULT TCD > LBY | AUTHOR CT+",
    ),
    (
        "whoever is struck strikes too",
        "Israel bombed Gaza, and Hamas fired rockets at Ashkelon.",
        "ASSAULT PSE > ISR | AUTHOR CT+",
    ),
    (
        "both are the two named last, and what they send is what was asked for",
        "Honiara asked Fiji and Tonga for policemen; both sent them within days.",
        "AID FJI+TON > SLB | AUTHOR CT+",
    ),
    (
        "the verb of a headline that looks like a noun",
        "Kuwait jails Egyptian blogger for two years",
        "COERCE KWT > EGY | AUTHOR CT+",
    ),
    (
        "the last of many things, handed over",
        "Germany handed over the last of the howitzers to Slovakia.",
        "AID DEU > SVK | AUTHOR CT+",
    ),
    (
        "whose claims are rejected holds them",
        "Uganda has rejected Rwandan claims that it secretly moved soldiers to Burundi.",
        "MOBILIZE UGA > BDI | AUTHOR Uu, RWA CT+, UGA CT-",
    ),
    (
        "a movement with the letters of an outlet is no state",
        "Burundi accuses Rwanda of arming the rebels of the RTB movement.",
        "AID RWA > BDI | AUTHOR Uu, BDI CT+",
    ),
    (
        "the people and the government of one state are two sides",
        "Georgian demonstrators received weapons from the Georgian government.",
        "AID GEO > GEO | AUTHOR CT+",
    ),
    (
        "a paper that suspends is its signatory's deed",
        "President Diaz of Peru signed a decree that suspends the annex to the treaty with Chile.",
        "SANCTION PER > CHL | AUTHOR CT+",
    ),
    (
        "whoever fights shoulder to shoulder with somebody fights no battle against him",
        "Fijian soldiers are fighting shoulder to shoulder with Tongan troops.",
        "COOPERATE FJI+TON >  | AUTHOR CT+",
    ),
    (
        "whoever does so does what the sentence before tells",
        "Chad and Niger signed a charter. Niger's parliament ratified the charter in May. Chad did so in June.",
        "SUPPORT TCD > NER | AUTHOR CT+",
    ),
    (
        "whoever has yet to do so has not",
        "Chad and Niger signed a charter. Niger's parliament ratified the charter in May. Chad has yet to do so.",
        "SUPPORT TCD > NER | AUTHOR CT-",
    ),
    (
        "what somebody failed to answer was done",
        "Chad failed to act after Niger bombed its market.",
        "ASSAULT NER > TCD | AUTHOR CT+",
    ),
    (
        "who did not is left out of what the sentence before tells",
        "Chad signed the convention. Niger did not.",
        "SUPPORT NER >  | AUTHOR CT-",
    ),
    (
        "who stays away from talks is none of them",
        "Chad joined the consultations; Niger did not.",
        "CONSULT TCD >  | AUTHOR CT+",
    ),
    (
        "the two countries are those of the sentence before",
        "Laos and Nepal urged restraint. Togo quarrelled with Benin. The two countries signed a treaty.",
        "SUPPORT BEN+TGO >  | AUTHOR CT+",
    ),
    (
        "the two are the two named last",
        "Togo and Benin are at odds over a dam. The two signed a treaty on Monday.",
        "SUPPORT BEN+TGO >  | AUTHOR CT+",
    ),
    (
        "three countries are three that were named, and not two of them",
        "Togo and Benin spoke with Ghana. The three countries signed a fishing treaty.",
        "SUPPORT BEN+GHA+TGO >  | AUTHOR CT+",
    ),
    (
        "who accepts a plan is not whom its refusal is meant for",
        "Togo rejected the plan but Benin accepted it.",
        "REJECT TGO >  | AUTHOR CT+",
    ),
    (
        "whoever is none of its parties blames them for a pact",
        "Laos, Nepal and Bhutan signed a trade pact. Japan denounced it.",
        "ACCUSE JPN > BTN+LAO+NPL | AUTHOR CT+",
    ),
    (
        "whose government speaks is open where guests of one state are told of in another",
        "Two Cuban doctors were killed in Niger, the government said.",
        "ASSAULT  > CUB | AUTHOR Uu",
    ),
    (
        "whoever is ready to strike threatens",
        "Togo said it was ready to bomb Benin.",
        "THREATEN TGO > BEN | AUTHOR CT+",
    ),
];

/// A construction, a text with it, and all claims that a careful reader takes from it.
const WHOLE: &[(&str, &str, &[&str])] = &[
    (
        "whoever attacks and whoever tells of it are no parties of a pact that somebody else may be drawn in by",
        "Mortar fire from Chad killed four people at a Beninese border post, Benin's army said, an attack that threatens to \
         draw in Ghana under a defence treaty less than three weeks old.",
        &["ASSAULT TCD > BEN | AUTHOR Uu, BEN CT+"],
    ),
    (
        "a charge that both deny is denied by those it is about",
        "Peru accused Chile of supplying Bolivia with missiles, an allegation both governments rejected.",
        &[
            "ACCUSE PER > CHL | AUTHOR CT+",
            "AID CHL > BOL | AUTHOR Uu, BOL CT-, CHL CT-, PER CT+",
            "016 BOL+CHL >  | AUTHOR CT+",
        ],
    ),
    (
        "what is forsworn is not told as not done",
        "Chile and Peru undertake not to threaten or use force against each other.",
        &["- CHL+PER > CHL+PER | AUTHOR CT+"],
    ),
    (
        "\"he\" is not of the state named last where somebody nobody knows came between",
        "Chad condemned the raid. Mahmat Abo was not at home. He thanked Niger.",
        &["ACCUSE TCD >  | AUTHOR CT+", "SUPPORT  > NER | AUTHOR CT+"],
    ),
    (
        "a newspaper's own report is no state's word",
        "Niger's army chief praised the pact. Our report of Monday said that Malian guns had shelled two Chadian villages.",
        &["SUPPORT NER >  | AUTHOR CT+", "ASSAULT MLI > TCD | AUTHOR Uu"],
    ),
    (
        "who says that there is none denies it",
        "Peru's minister said that there was not one launcher in the port.",
        &["016 PER >  | AUTHOR CT+"],
    ),
    (
        "not a single one is none",
        "There is not a single soldier of ours in the valley, Peru's army chief said.",
        &["016 PER >  | AUTHOR CT+"],
    ),
    (
        "that there is no time for something denies nothing",
        "Peru's minister said that there was no time for lunch.",
        &[],
    ),
    (
        "what befalls whoever comes next has befallen nobody",
        "The next boat that fires on Peruvian ships will be sunk, Chile's navy chief warned.",
        &[],
    ),
    (
        "an attack on oneself is on nobody else",
        "Fiji said that Tonga had attacked itself.",
        &["ASSAULT TON > TON | AUTHOR Uu, FJI CT+"],
    ),
    (
        "what is said in a statement",
        "Chile's navy said in a statement that its crews had not attacked Peruvian boats.",
        &["016 CHL >  | AUTHOR CT+", "ASSAULT CHL > PER | AUTHOR Uu, CHL CT-"],
    ),
    (
        "what was done first and then, in somebody's words",
        "A Peruvian spokesman said a Chilean cutter had rammed the ship and then opened fire.",
        &["ASSAULT CHL > PER | AUTHOR Uu, PER CT+"],
    ),
    (
        "by somebody's account",
        "In Bolivia's telling, Chilean policemen had beaten a Bolivian shopkeeper.",
        &["ASSAULT CHL > BOL | AUTHOR Uu, BOL CT+"],
    ),
    (
        "a measure that is taken by being announced",
        "Norway announced on Thursday that it was barring exports of steel to Iceland.",
        &["COERCE NOR > ISL | AUTHOR CT+"],
    ),
    ("a headline's plan", "Turkey to send troops to Libya", &["AGREE TUR > LBY | AUTHOR CT+"]),
    (
        "a headline's pair",
        "Chad, Niger sign water pact in Tunis with Algeria as guarantor",
        &["SUPPORT NER+TCD >  | AUTHOR CT+"],
    ),
    (
        "the town of a pact is no party",
        "Chile ratified the Paris Agreement on Monday.",
        &["SUPPORT CHL >  | AUTHOR CT+"],
    ),
    (
        "a namesake of a state",
        "Jordan Smith criticised Norway's government on Monday.",
        &["ACCUSE  > NOR | AUTHOR CT+"],
    ),
    (
        "who says that forces of theirs are there owns up to it",
        "Peru has acknowledged for the first time that its soldiers are in the Bolivian town.",
        &["015 PER >  | AUTHOR CT+"],
    ),
    (
        "who says that no forces are there denies it",
        "The authorities in Peru said that no foreign forces were on their soil.",
        &["016 PER >  | AUTHOR CT+"],
    ),
    (
        "who says it, behind what is said",
        "Peru had not attacked Chile, its foreign ministry spokesman, Luis Rojas, said.",
        &["016 PER >  | AUTHOR CT+", "ASSAULT PER > CHL | AUTHOR Uu, PER CT-"],
    ),
    (
        "a minister and an envoy",
        "The Peruvian minister Luis Rojas and the Chilean ambassador exchanged the instruments of ratification on Monday.",
        &["SUPPORT CHL+PER >  | AUTHOR CT+"],
    ),
    (
        "a law's signatory",
        "Peru's president signed into law an act that annuls the treaty between Chile and Bolivia.",
        &["SANCTION PER >  | AUTHOR CT+"],
    ),
    (
        "who is not obliged to use force forswears nothing",
        "Peru's premier said that the treaty with Chile does not oblige Peru to use force.",
        &["010 PER >  | AUTHOR Uu, PER CT+"],
    ),
    (
        "who stands accused",
        "Two Peruvians stand accused before a Chilean court of having smuggled rifles to Bolivian rebels.",
        &["ACCUSE CHL > PER | AUTHOR CT+"],
    ),
    (
        "no part in what a paper's witness tells",
        "Thousands of people marched through Lima on Wednesday, a Reuters witness said.",
        &[],
    ),
    (
        "troops that had crossed and fired",
        "The Indian army said Pakistani troops had crossed the border and fired on an Indian post.",
        &["MOBILIZE PAK >  | AUTHOR Uu, IND CT+", "ASSAULT PAK > IND | AUTHOR Uu, IND CT+"],
    ),
    (
        "whoever grants a deed of their own admits it",
        "Peru admitted that its crews had attacked a Chilean boat.",
        &["015 PER > CHL | AUTHOR CT+", "ASSAULT PER > CHL | AUTHOR CT+, PER CT+"],
    ),
    (
        "what is denied right behind the verb",
        "Peru and Chile denied having concluded a secret annex to their defence treaty, after a paper printed it.",
        &["016 CHL+PER >  | AUTHOR CT+", "SUPPORT CHL+PER >  | AUTHOR Uu, CHL CT-, PER CT-"],
    ),
    (
        "what somebody else did is no admission",
        "Peru admitted that Chile had attacked it.",
        &["ASSAULT CHL > PER | AUTHOR CT+, PER CT+"],
    ),
    (
        "what is left is not withdrawn from",
        "Chilean patrol boats rammed two Peruvian trawlers and left the crews treading water.",
        &["ASSAULT CHL > PER | AUTHOR CT+"],
    ),
    (
        "the name behind an office, and by itself later",
        "The Chilean defence minister, Dante Aldunate, thanked Bolivia. Aldunate later accused Paraguay of spying.",
        &["SUPPORT CHL > BOL | AUTHOR CT+", "ACCUSE CHL > PRY | AUTHOR CT+"],
    ),
    (
        "her counterpart's name",
        "Chile's foreign minister, Ana Diaz, met her Peruvian counterpart, Luis Rojas, in Quito. Rojas thanked Ecuador.",
        &["CONSULT CHL+PER >  | AUTHOR CT+", "SUPPORT PER > ECU | AUTHOR CT+"],
    ),
    (
        "a body known by its noun",
        "China's coastguard has admitted that its crew had used a water cannon. Coastguard spokesman Liu Gang said a Vietnamese boat had rammed a cutter.",
        &["015 CHN >  | AUTHOR CT+", "ASSAULT VNM > CHN | AUTHOR Uu, CHN CT+"],
    ),
    (
        "what a treaty has is said of it by whoever reports",
        "The treaty between Peru and Chile has 14 articles.",
        &["-  >  | AUTHOR CT+"],
    ),
    (
        "who could not verify an account",
        "Reuters could not verify Chile's account.",
        &["010 GBR >  | AUTHOR CT+"],
    ),
    (
        "who puts a number forward",
        "The Chilean minister put the number of soldiers at five hundred.",
        &["010 CHL >  | AUTHOR CT+"],
    ),
    (
        "who speaks of a number",
        "Chilean officials speak of 14 flights to Bolivia.",
        &["010 CHL >  | AUTHOR CT+"],
    ),
    (
        "a law that ratifies",
        "Peru's president has given his signature to the law ratifying the treaty with Chile.",
        &["SUPPORT PER > CHL | AUTHOR CT+"],
    ),
    (
        "the worst between the two",
        "Boats of Peru and Chile met on Monday. The clash off Arica was the worst in years between the two countries.",
        &["CONSULT CHL+PER >  | AUTHOR CT+", "ASSAULT CHL+PER >  | AUTHOR CT+"],
    ),
    (
        "no soldier, whoever stands behind the quote says",
        "“There is not a single soldier of ours in Arica,” Bolivian spokesman Luis Rojas said hours later.",
        &["016 BOL >  | AUTHOR CT+"],
    ),
    (
        "who tells between commas",
        "Fijian nurses, the press officer of Tonga's navy added, had treated forty Samoan sailors.",
        &["AID FJI > WSM | AUTHOR Uu, TON CT+"],
    ),
    (
        "who radios it",
        "Bolivian boats had detained a Peruvian tug, the harbour master at Arica radioed to all ships.",
        &["COERCE BOL > PER | AUTHOR Uu, CHL CT+"],
    ),
    (
        "who wrote it, behind the verb",
        "A Chilean frigate had sunk a Peruvian boat, wrote the Peruvian navy in a letter to the Ecuadorean one.",
        &["ASSAULT CHL > PER | AUTHOR Uu, PER CT+"],
    ),
    (
        "who lets it be known says so",
        "Chadian rebels let it be known through Niger that they had freed a Malian priest.",
        &["RETREAT TCD > MLI | AUTHOR Uu, TCD CT+"],
    ),
    (
        "as somebody has it",
        "Chilean drones, as Lima has it, bombed a Peruvian tug.",
        &["ASSAULT CHL > PER | AUTHOR Uu, PER CT+"],
    ),
    (
        "rumour has it",
        "Chilean drones, rumour has it, bombed a Peruvian tug.",
        &["ASSAULT CHL > PER | AUTHOR Uu"],
    ),
    (
        "who is told in writing",
        "Lima has it in writing from Santiago that Chilean frigates will escort Peruvian tankers.",
        &["AGREE CHL > PER | AUTHOR Uu, PER CT+"],
    ),
    (
        "who protests, of whom, and says so in between",
        "Mali complained to the African Union about Niger, whose army, it says, has shelled a Malian village.",
        &["ACCUSE MLI > NER | AUTHOR CT+", "ASSAULT NER > MLI | AUTHOR Uu, MLI CT+"],
    ),
    (
        "two of which",
        "Peru pointed the finger at Chilean jets, two of which had bombed a Peruvian town.",
        &["ACCUSE PER > CHL | AUTHOR CT+", "ASSAULT CHL > PER | AUTHOR CT+"],
    ),
    (
        "of whom it is said",
        "“They seized our boat,” Peru's fisheries minister said of the Chilean navy.",
        &["COERCE CHL > PER | AUTHOR Uu, PER CT+"],
    ),
    (
        "none, whoever says it in between",
        "Chad's police, its prime minister stressed, have arrested no Malian citizens.",
        &["016 TCD >  | AUTHOR CT+", "COERCE TCD > MLI | AUTHOR Uu, TCD CT-"],
    ),
    (
        "a unit that is there",
        "Somaliland's foreign minister confirmed that the Kenyan unit is there.",
        &["MOBILIZE KEN >  | AUTHOR CT+, SOM CT+"],
    ),
    (
        "a claim's content is not said by whoever does it",
        "Chile rejected the claim that Peru had sent soldiers to Fiji.",
        &["016 CHL >  | AUTHOR CT+", "AID PER > FJI | AUTHOR Uu, CHL CT-"],
    ),
    (
        "what could not be confirmed",
        "Bolivia could not confirm that Chile had attacked Peru.",
        &["ASSAULT CHL > PER | AUTHOR Uu, BOL Uu"],
    ),
    (
        "who is to be bombed is given nothing",
        "Peru sent a plane to bomb Chile.",
        &["AID PER >  | AUTHOR CT+"],
    ),
    ("shots are no meeting", "Peruvian soldiers were met with warning shots from Chile.", &[]),
    (
        "a right is no state to be recognised",
        "The treaty between Chad and Niger recognises the right to self-defence.",
        &[],
    ),
    ("a refusal taken is nobody's own", "Norway took the refusal calmly.", &[]),
    ("fire is no trade", "Chad and Niger trade artillery fire.", &["ASSAULT NER+TCD >  | AUTHOR CT+"]),
    (
        "an attack to be answered has not been made",
        "Chile and Peru will answer an armed attack on either of them under a treaty.",
        &[],
    ),
    (
        "who is convinced",
        "Chile is convinced that Peru attacked Bolivia.",
        &["ASSAULT PER > BOL | AUTHOR Uu, CHL CT+"],
    ),
    (
        "a claim laughed off",
        "Chile laughed off Peru's claim that its boats had fired on a Peruvian trawler.",
        &["016 CHL >  | AUTHOR CT+", "ASSAULT CHL > PER | AUTHOR Uu, CHL CT-, PER CT+"],
    ),
    (
        "a plain lie",
        "The Chilean minister called it a plain lie that Chile had attacked Peru.",
        &["016 CHL >  | AUTHOR CT+", "ASSAULT CHL > PER | AUTHOR Uu, CHL CT-"],
    ),
    (
        "no, for an answer",
        "Asked whether Chile had attacked Peru, the Chilean minister answered no.",
        &["016 CHL >  | AUTHOR CT+", "ASSAULT CHL > PER | AUTHOR Uu, CHL CT-"],
    ),
    (
        "laid at a door",
        "Peru laid the attack at the door of the Chilean army.",
        &["ACCUSE PER > CHL | AUTHOR CT+", "ASSAULT CHL >  | AUTHOR Uu, PER CT+"],
    ),
    ("the odds", "The odds are that Chile will attack Peru.", &["ASSAULT CHL > PER | AUTHOR PR+"]),
    (
        "what it looks like",
        "It looks as though Chile has attacked Peru.",
        &["ASSAULT CHL > PER | AUTHOR PR+"],
    ),
    (
        "on whose word one goes",
        "Going by what Lima says, Chile has bombed a Peruvian town.",
        &["ASSAULT CHL > PER | AUTHOR Uu, PER CT+"],
    ),
    (
        "who stays the one spoken of",
        "Chile's president met Luis Rojas of Peru. He thanked Bolivia.",
        &["CONSULT CHL+PER >  | AUTHOR CT+", "SUPPORT CHL > BOL | AUTHOR CT+"],
    ),
    ("a duty not to sign", "Each side shall refrain from signing any treaty with Chile.", &[]),
    (
        "who denies a charge is charged",
        "Peru and Chile deny Bolivian charges of arms flights to Mali.",
        &["016 CHL+PER >  | AUTHOR CT+", "ACCUSE BOL > CHL+PER | AUTHOR CT+"],
    ),
    ("words that hit back", "Peru hit back in the evening.", &["012 PER >  | AUTHOR CT+"]),
    (
        "neighbours told by their state",
        "Peru criticised its Chilean neighbours.",
        &["ACCUSE PER > CHL | AUTHOR CT+"],
    ),
    (
        "whose the things were",
        "Moroccan equipment has been handed over, Spain said.",
        &["AID MAR >  | AUTHOR Uu, ESP CT+"],
    ),
    (
        "the spokesman is the one named before",
        "Chile's spokesman, Luis Rojas, spoke in Lima. Bolivia accused Chile of a raid. The spokesman denied this.",
        &[
            "ACCUSE BOL > CHL | AUTHOR CT+",
            "ASSAULT CHL >  | AUTHOR Uu, BOL CT+, CHL CT-",
            "016 CHL >  | AUTHOR CT+",
        ],
    ),
    (
        "languages are no parties",
        "The treaty between Chad and Niger was printed in French and in English.",
        &["010 NER+TCD >  | AUTHOR CT+"],
    ),
    (
        "what comes before a pact's force is not yet so",
        "The treaty between Chad and Niger will enter into force after both have ratified it.",
        &["AGREE NER+TCD >  | AUTHOR CT+"],
    ),
    (
        "what is left to decide is no deed",
        "Chad and Niger signed a pact. Each decides for itself what help it gives.",
        &["SUPPORT NER+TCD >  | AUTHOR CT+"],
    ),
    (
        "what must come first has not come",
        "Chad and Niger signed a pact. Grain is shipped only after both governments have consulted.",
        &["SUPPORT NER+TCD >  | AUTHOR CT+"],
    ),
    (
        "what is waited for has not come",
        "Peru froze its aid to Chile until Chile withdraws its troops.",
        &["SANCTION PER > CHL | AUTHOR CT+"],
    ),
    (
        "a defence agreement is not that of two others named before",
        "Laos and Nepal met. Chad has 10,000 troops in Niger under a defence agreement.",
        &[
            "CONSULT LAO+NPL >  | AUTHOR CT+",
            "MOBILIZE TCD > NER | AUTHOR CT+",
            "- NER+TCD > NER+TCD | AUTHOR CT+",
        ],
    ),
    (
        "an ally is the other of the two",
        "Chad and Niger signed a pact. On Monday Niger praised its ally.",
        &["SUPPORT NER+TCD >  | AUTHOR CT+", "SUPPORT NER > TCD | AUTHOR CT+"],
    ),
    (
        "what is struck out is not struck",
        "Peru and Chile struck out the annex.",
        &["010 CHL+PER >  | AUTHOR CT+"],
    ),
];

#[test]
fn a_second_president_is_not_of_the_papers_own_state() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    let mut report = report_of(
        "President Ana Diaz thanked Chile. Chile's press office said that President Luis Rojas had thanked Bolivia.",
    );
    report.outlet = Some("Lima Herald".to_owned());
    let claims = code(&report, &reader.analyse(&report), &names, &rules).claims;
    let lines: Vec<String> = claims.iter().map(line_of).collect();
    assert_eq!(lines, ["SUPPORT PER > CHL | AUTHOR CT+", "SUPPORT CHL > BOL | AUTHOR Uu, CHL CT+"]);
}

#[test]
fn officials_without_a_state_are_of_where_the_report_is_written() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    let text = "Foreign Minister Ana Diaz accused Paraguay of twisting the accord.";
    for outlet in [None, Some("Lima Herald")] {
        let (town, expected) = ("LIMA", "ACCUSE PER > PRY");
        let mut report = report_of(&format!("{town}, June 19 - {text}"));
        let span = Span::new(&report.text, 0, town.len() as u32 + 11).expect("a dateline");
        let found = Dateline { span, place: Some(town.to_owned()), agency: None, day: None };
        report.dateline = Some(found);
        report.outlet = outlet.map(str::to_owned);
        let claims = code(&report, &reader.analyse(&report), &names, &rules).claims;
        let lines: Vec<String> = claims.iter().map(line_of).collect();
        assert_eq!(lines, [format!("{expected} | AUTHOR CT+")], "{outlet:?}");
    }
}

#[test]
fn a_paper_called_after_its_town_is_of_the_towns_state() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    for (outlet, expected) in [("El Alto Times", "ACCUSE BOL > PRY"), ("The Morning Times", "ACCUSE  > PRY")]
    {
        let mut report = report_of("Foreign Minister Ana Diaz accused Paraguay of twisting the accord.");
        report.outlet = Some(outlet.to_owned());
        let claims = code(&report, &reader.analyse(&report), &names, &rules).claims;
        let lines: Vec<String> = claims.iter().map(line_of).collect();
        assert_eq!(lines, [format!("{expected} | AUTHOR CT+")], "{outlet}");
    }
}

#[test]
fn nothing_is_read_that_is_not_said() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    let check = |(what, text, expected): &(&str, &str, &[&str])| {
        let report = report_of(text);
        let lines: Vec<String> =
            code(&report, &reader.analyse(&report), &names, &rules).claims.iter().map(line_of).collect();
        (lines != *expected).then(|| format!("{what}: {text:?} gives {lines:?}, not {expected:?}"))
    };
    let failures: Vec<String> = WHOLE.iter().filter_map(check).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A sentence printed on Thursday, 20 June 2024, and the first day of what it tells.
const DAYS: &[(&str, &str)] = &[
    ("Oman is expected to send a delegation to Chad on Tuesday.", "2024-06-25"),
    ("Chad's parliament is likely to ratify the treaty with Niger in May.", "2025-05-01"),
    ("Talks between Oman and Yemen are due on Monday.", "2024-06-24"),
    ("Oman had been expected to sign a treaty with Yemen on Monday.", "2024-06-17"),
    ("Oman and Yemen held talks in Muscat on Monday.", "2024-06-17"),
    ("Oman shelled a Yemeni port on Monday.", "2024-06-17"),
    // Whoever is quoted counts from the day on which he spoke, not from that of the report.
    ("\"Oman signed a treaty with Yemen today,\" the minister said on Tuesday.", "2024-06-18"),
    ("\"Oman signed a treaty with Yemen today,\" the minister said.", ""),
    ("Oman signed a treaty with Yemen today, the minister said.", "2024-06-20"),
    // What is done where something happens is done then.
    (
        "The matter was settled on Tuesday in Muscat, where Oman and Yemen exchanged the instruments of ratification.",
        "2024-06-18",
    ),
];

#[test]
fn what_is_looked_for_lies_ahead() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    for (text, expected) in DAYS {
        let report = report_of(text);
        let claims = code(&report, &reader.analyse(&report), &names, &rules).claims;
        let mut days: Vec<String> =
            claims.iter().filter_map(|claim| claim.happened.from).map(|day| day.to_string()).collect();
        days.dedup();
        assert_eq!(days.join(" "), *expected, "{text}");
    }
}

#[test]
fn constructions_are_read_as_their_sentences_say() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    let check = |(what, text, expected): &(&str, &str, &str)| {
        let report = report_of(text);
        let lines: Vec<String> =
            code(&report, &reader.analyse(&report), &names, &rules).claims.iter().map(line_of).collect();
        let found = lines.iter().any(|line| line == expected);
        (!found).then(|| format!("{what}: {text:?} gives {lines:?}, not `{expected}`"))
    };
    let failures: Vec<String> = READINGS.iter().filter_map(check).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
