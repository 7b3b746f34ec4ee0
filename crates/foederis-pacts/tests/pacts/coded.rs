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
    let score = score_casus(&rows, Coding::LeedsLongMitchell, &wars, &read_atop_members(&atop).unwrap(), &files);
    for (war, alliance, coded, ruling) in &score.differences {
        println!("{war} {alliance} {coded:?} {} {:?} file {} {:?}", ruling.is_met, ruling.is_honoured, ruling.by_file, &ruling.due[..ruling.due.len().min(4)]);
    }
    let (low, high) = score.f1_interval();
    println!(
        "tp {} fp {} fn {} tn {} left out {}: F1 {:.3} ({low:.3} to {high:.3}), accuracy {:.1} % {:?}, honoured {:?} {:.1} %",
        score.n_true_yes, score.n_false_yes, score.n_false_no, score.n_true_no, score.n_left_out,
        score.f1(), score.accuracy().percent(), score.accuracy().interval(), score.honoured, score.honoured.percent()
    );
}
