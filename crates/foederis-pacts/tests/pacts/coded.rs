//! The coded wars at hand: the casus foederis test, honoured or not, and the honour rates.

use foederis_pacts::PactLibrary;
use foederis_pacts::coded::*;
use foederis_pacts::import::read_atop_members;

use crate::shared;

fn rows() -> Option<Vec<CodedRow>> {
    Some(read_coded_rows(&shared::read("data/alliances/berkemeier_fuhrmann_2018_dev.csv")?).unwrap())
}

#[test]
fn the_rules_agree_with_the_coders() {
    let Some(rows) = rows() else { return };
    let Some(atop) = shared::read("data/alliances/atop_4.01_member.csv") else { return };
    let Some(iwd) = shared::read("data/alliances/iwd_1.1_war_dyads.csv") else { return };
    let Some(cow) = shared::read("data/alliances/cow_interstate_wars_4.0.csv") else { return };
    let wars = read_wars(&iwd, &cow, &war_numbers(&rows)).unwrap();
    let files = PactLibrary::embedded().unwrap();
    let score =
        score_casus(&rows, Coding::LeedsLongMitchell, &wars, &read_atop_members(&atop).unwrap(), &files);
    let (low, high) = score.f1_interval();
    println!("F1 {:.3} ({low:.3} to {high:.3}), {:?}, {:?}", score.f1(), score.accuracy(), score.honoured);
    for (war, alliance, coded, ruling) in &score.differences {
        println!("{war} {alliance}: coders {coded:?}, rules {} {:?}", ruling.is_met, ruling.is_honoured);
    }
    assert!(score.f1() >= 0.85 && low > 0.85, "{}", score.f1());
    assert!(score.accuracy().percent() >= 92.0);
    assert!(score.honoured.percent() >= 90.0);
}

#[track_caller]
fn check_share(share: Share, n: usize, of: usize) {
    assert_eq!(share, Share { n, of });
}

/// Counts made by hand from the rows at hand, with the year of each war looked up in the Interstate War Data.
#[test]
fn honour_rates_are_counted_as_by_hand() {
    let Some(rows) = rows() else { return };
    let rates = honour_rates(&rows, Coding::LeedsLongMitchell);
    check_share(rates.all, 27, 60);
    check_share(rates.before_1945, 21, 33);
    check_share(rates.from_1945, 6, 27);
    check_share(rates.defence, 17, 47);
    check_share(rates.offence, 11, 15);
    check_share(rates.neutrality, 13, 15);
    check_share(rates.non_aggression, 3, 17);
    check_share(rates.defence_before_1945, 14, 25);
    check_share(rates.defence_from_1945, 3, 22);
    let own = honour_rates(&rows, Coding::BerkemeierFuhrmann);
    check_share(own.all, 26, 57);
    check_share(own.before_1945, 21, 31);
}

/// A made-up file of four rows, so that the counting is tested without the data too.
#[test]
fn honour_rates_of_a_made_up_file() {
    let text = "warid,atopid,cowwarid,warname,honorBF,violateBF,honorLLM,violateLLM,defense,offense,neutral,nonagg,consul\n\
                1,10,5,First1850,1,,1,,1,0,0,0,0\n\
                1,11,5,First1850,,1,,1,0,0,1,0,0\n\
                2,3000,190,Second,,,,1,1,0,0,1,1\n\
                3,3001,139,WorldWarII,,,,,1,0,0,0,0\n";
    let rates = honour_rates(&read_coded_rows(text).unwrap(), Coding::LeedsLongMitchell);
    assert_eq!(rates.n_rows, 4);
    check_share(rates.all, 1, 3);
    check_share(rates.before_1945, 1, 2);
    check_share(rates.from_1945, 0, 1);
    check_share(rates.defence, 1, 2);
    check_share(rates.neutrality, 0, 1);
    check_share(rates.non_aggression, 0, 1);
    assert_eq!(Share { n: 73, of: 146 }.percent(), 50.0);
    assert_eq!(rates.groups()[3], ("defence", Share { n: 1, of: 2 }));
}

/// The directed dyad-years of the importer against the published ones, for years far from changes of version.
#[test]
fn dyad_years_of_imported_alliances_match_the_published_ones() {
    use std::collections::BTreeSet;
    let Some(atop) = shared::read("data/alliances/atop_4.01_member.csv") else { return };
    let Some(spells) = shared::read("data/alliances/atop_5.1_directed_dyad_spells.csv") else { return };
    let pacts = read_atop_members(&atop).unwrap().into_iter().map(|alliance| alliance.pact).collect();
    let library = PactLibrary::of(pacts);
    for year in [1870, 1905, 1935, 1960, 1985] {
        let number = |id| foederis_pacts::codes::state(id).and_then(|s| s.cow_number).unwrap_or(0);
        let own: BTreeSet<String> = foederis_pacts::dyads::dyad_years(&library, year, year)
            .iter()
            .filter(|row| row.flags.contains(&true))
            .map(|row| {
                format!("{} {} {:?}", number(row.debtor), number(row.creditor), row.flags.map(u8::from))
            })
            .collect();
        let published: BTreeSet<String> = spells
            .lines()
            .skip(1)
            .map(shared::cells)
            .filter(|cells| (cells[2].parse::<i16>().unwrap()..=cells[3].parse().unwrap()).contains(&year))
            .map(|cells| {
                let flags: Vec<u8> = cells[4..9].iter().map(|cell| cell.parse().unwrap()).collect();
                let west = |cell: &str| if cell == "260" { "255".to_owned() } else { cell.to_owned() };
                format!("{} {} {flags:?}", west(&cells[0]), west(&cells[1]))
            })
            .filter(|line| line.ends_with(']') && line.contains('1'))
            .collect();
        let both = own.intersection(&published).count();
        println!("{year}: {both} the same, {} ours, {} published", own.len(), published.len());
        for line in own.difference(&published).take(4) {
            println!("  ours {line}");
        }
        for line in published.difference(&own).take(4) {
            println!("  theirs {line}");
        }
    }
}

/// Made-up files in the shape of the published ones, so that importers and rules are tested without the data too.
const MEMBERS: &str = "atopid,cowwar,wartime,member,yrent,moent,dayent,yrexit,moexit,dayexit,neucoatt,defense,offense,neutral,\
nonagg,consul,defcoadv,defcoloc,defcocon,defconum,defcodem,defconpr,offcoadv,offcoloc,offcocon,offconum,offcodem,neucoadv,\
neucoloc,neucocon,neuconum,neucodem,neuconpr,concoadv,concoloc,concocon,concoreq,specthrt,statthr1,statthr2\n\
1,,0,220,1900,1,1,1930,1,1,0,1,0,0,1,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,255,\n\
1,,0,200,1900,1,1,1930,1,1,0,1,0,0,1,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,255,\n\
2,,0,220,1900,1,1,1930,1,,0,1,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,,\n\
2,,0,325,1900,1,1,1930,1,,0,1,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,,\n\
3,,0,230,1900,1,1,1930,1,1,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,,\n\
3,,0,235,1900,1,1,1930,1,1,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,,\n";
const WARS: &str = "larger_war_id,year,init_name,init_ccode,target_name,target_ccode,month_entry,day_entry,month_exit,day_exit\n\
7,1910,Germany,255,France,220,5,1,12,31\n7,1910,United Kingdom,200,Germany,255,6,1,12,31\n8,1912,Spain,230,Portugal,235,3,3,4,4\n";
const COW_WARS: &str = "WarNum,WhereFought\n70,2\n71,2\n";
const CODED: &str = "warid,atopid,cowwarid,warname,honorBF,violateBF,honorLLM,violateLLM,defense,offense,neutral,nonagg,consul\n\
7,1,70,A,1,,1,,1,0,0,1,0\n7,2,70,A,,1,,1,1,0,0,0,0\n7,3,70,A,,,,,0,0,0,1,0\n8,3,71,B,,1,,1,0,0,0,1,0\n9,3,72,C,,,,,0,0,0,1,0\n";

#[test]
fn made_up_wars_are_ruled_on() {
    let rows = read_coded_rows(CODED).unwrap();
    let wars = read_wars(WARS, COW_WARS, &war_numbers(&rows)).unwrap();
    let alliances = read_atop_members(MEMBERS).unwrap();
    let score = score_casus(&rows, Coding::LeedsLongMitchell, &wars, &alliances, &PactLibrary::empty());
    assert_eq!((score.n_true_yes, score.n_false_yes, score.n_false_no, score.n_true_no), (3, 0, 0, 1));
    assert_eq!(score.n_left_out, 1);
    check_share(score.honoured, 3, 3);
    assert!(score.differences.is_empty(), "{:?}", score.differences);
}

#[test]
fn a_file_without_a_column_or_with_a_bad_cell_is_named() {
    let told = read_atop_members(&MEMBERS.replacen("specthrt", "spec", 1)).unwrap_err().to_string();
    assert!(told.starts_with("the table of ATOP members has no column `specthrt`"), "{told}");
    let told = read_wars(&WARS.replacen("7,1910", "7,MCMX", 1), COW_WARS, &Default::default()).unwrap_err();
    assert_eq!(
        told.to_string(),
        "the table of interstate wars, line 2, column `year`: `MCMX` is no whole number"
    );
}

#[test]
fn alliances_of_the_cow_data_become_pacts_too() {
    let text = "version4id,ccode,mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,mem_end_year,right_censor,\
                defense,neutrality,nonaggression,entente\n\
                9,200,1,1,1816,,,,1,1,0,1,0\n9,235,1,1,1816,,,,1,1,0,1,0\n";
    let pacts = foederis_pacts::import::read_cow_members(text).unwrap();
    assert_eq!((pacts.len(), pacts[0].id.as_str()), (1, "cow-9"));
    let library = PactLibrary::of(pacts);
    let rows = foederis_pacts::dyads::dyad_years(&library, 1900, 1901);
    assert_eq!(rows.len(), 4);
    let csv = foederis_pacts::dyads::to_csv(&rows[..1]);
    assert_eq!(csv.lines().nth(1), Some("GBR,PRT,200,235,1900,1,0,0,1,0,0,0,0,0,0"));
}
