//! What a pact is: parties, status events, clauses with their conditions, each with its evidence.
//!
//! In force is never stored; `in_force` derives it per state and day. Every statement has an id, a reference (a treaty
//! article or a published fact) and the day from which it was known. No rule is applied here.

use foederis_types::{ActorCode, ClauseKind, Date};

use crate::zones::Zone;

/// Makes an enum whose values are spelled in pact files and views.
macro_rules! spelled {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every spelling, in order.
            pub const SPELLINGS: &'static [&'static str] = &[$($text),+];

            /// Returns the spelling of pact files and views.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// Reads the spelling of pact files.
            pub fn parse(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use spelled;

spelled!(
    /// What kind of instrument it is.
    Form {
        /// A treaty.
        Treaty = "treaty",
        /// A protocol to another instrument.
        Protocol = "protocol",
        /// An exchange of notes or letters.
        ExchangeOfNotes = "exchange_of_notes",
        /// A protocol kept secret when made.
        SecretProtocol = "secret_protocol",
        /// A joint declaration.
        JointDeclaration = "joint_declaration",
        /// One side's guarantee.
        UnilateralGuarantee = "unilateral_guarantee",
        /// An organisation's charter.
        Charter = "charter",
        /// A convention.
        Convention = "convention",
        /// A memorandum.
        Memorandum = "memorandum",
        /// Known by word of mouth or by report.
        OralOrReported = "oral_or_reported",
        /// A binding decision of the UN Security Council.
        UnscDecision = "unsc_decision",
    }
);

spelled!(
    /// How well the text is known.
    TextStatus {
        /// The official text is published.
        Official = "official",
        /// A translation is published.
        Translation = "translation",
        /// The text came out without the parties' leave.
        Leaked = "leaked",
        /// Only a summary is known.
        SummaryOnly = "summary_only",
        /// Not published.
        Unpublished = "unpublished",
    }
);

impl TextStatus {
    /// Returns whether duties can be read from the words themselves.
    pub fn is_readable(self) -> bool {
        matches!(self, TextStatus::Official | TextStatus::Translation | TextStatus::Leaked)
    }
}

spelled!(
    /// How the pact comes into force, as its text says.
    Entry {
        /// With the signature.
        Signature = "signature",
        /// With ratification or approval by each.
        Ratification = "ratification",
        /// With the exchange of instruments.
        Exchange = "exchange",
        /// With the deposit of a number of instruments.
        Deposit = "deposit",
        /// Not known.
        Unknown = "unknown",
    }
);

spelled!(
    /// What happens to a party's bond.
    Status {
        /// Made known that it will be.
        Announced = "announced",
        /// Signed.
        Signed = "signed",
        /// Text published.
        TextPublished = "text_published",
        /// Ratified, accepted or approved.
        Ratified = "ratified",
        /// Acceded.
        Acceded = "acceded",
        /// Took another state's place.
        Succeeded = "succeeded",
        /// Made a reservation.
        Reservation = "reservation",
        /// Objected to a reservation.
        Objection = "objection",
        /// Made a declaration.
        Declaration = "declaration",
        /// Applied before it is in force.
        ProvisionalApplication = "provisional_application",
        /// In force.
        InForceFor = "in_force_for",
        /// Suspended.
        Suspended = "suspended",
        /// Suspension over.
        Resumed = "resumed",
        /// Frozen by one side, with unclear effect in law.
        Frozen = "frozen",
        /// Denounced, with effect.
        Denounced = "denounced",
        /// Left, with effect.
        Withdrawn = "withdrawn",
        /// Ended by time.
        Expired = "expired",
        /// Ended by agreement or with its object.
        Terminated = "terminated",
        /// Prolonged.
        Renewed = "renewed",
        /// Another pact took its place.
        Superseded = "superseded",
        /// Said to be void.
        VoidClaimed = "void_claimed",
        /// A duty under it called on.
        Invoked = "invoked",
    }
);

impl Status {
    /// Returns whether it puts the pact in force.
    pub fn starts(self) -> bool {
        matches!(self, Status::InForceFor | Status::ProvisionalApplication | Status::Succeeded)
    }

    /// Returns whether it ends the bond.
    pub fn ends(self) -> bool {
        use Status::{Denounced, Expired, Superseded, Terminated, Withdrawn};
        matches!(self, Denounced | Withdrawn | Expired | Terminated | Superseded)
    }

    /// Returns whether it is a step towards being bound.
    pub fn consents(self) -> bool {
        matches!(self, Status::Signed | Status::Ratified | Status::Acceded)
    }
}

spelled!(
    /// How strictly the clause binds.
    Strength {
        /// At once, with all means.
        Automatic = "AUTOMATIC",
        /// Such action as each deems necessary.
        ChosenMeans = "CHOSEN_MEANS",
        /// In accordance with each one's constitutional processes.
        Constitutional = "CONSTITUTIONAL",
        /// Only to consult.
        ConsultOnly = "CONSULT_ONLY",
        /// A right, not a duty.
        Permissive = "PERMISSIVE",
    }
);

spelled!(
    /// Who must act: each, all together, or by decision.
    Mode {
        /// Each by itself.
        Several = "SEVERAL",
        /// Only together.
        Collective = "COLLECTIVE",
        /// By a decision of all.
        UnanimousDecision = "UNANIMOUS_DECISION",
        /// The text does not say.
        Unspecified = "UNSPECIFIED",
    }
);

spelled!(
    /// What brings the duty due.
    Trigger {
        /// An attack that is not itself an answer to one.
        ArmedAttack = "armed_attack",
        /// War, whoever began.
        War = "war",
        /// An attack or the threat of one, whoever is right.
        Threat = "threat",
        /// Mobilisation.
        Mobilisation = "mobilisation",
        /// Nothing: the duty stands while the pact is in force.
        Standing = "standing",
    }
);

spelled!(
    /// What the text says about an attacker that is itself a party.
    AttackerParty {
        /// The clause reaches any state, parties too.
        Covered = "covered",
        /// The clause reaches outsiders only.
        Excluded = "excluded",
        /// The text does not say.
        Unclear = "unclear",
    }
);

spelled!(
    /// What recurs in clauses and never fails by itself.
    Qualifier {
        /// Article 51 of the Charter.
        Art51 = "art_51",
        /// Each one's own law or constitution.
        DomesticLaw = "domestic_law",
        /// A report to the Security Council.
        ReportUnsc = "report_unsc",
    }
);

/// A pact with everything the files say about it.
#[derive(Clone, Debug)]
pub struct Pact {
    /// Id: lower-case letters, digits and hyphens.
    pub id: String,
    /// Names, the usual one first.
    pub names: Vec<String>,
    /// Kind of instrument.
    pub form: Form,
    /// Everyone who was ever a party or signatory.
    pub parties: Vec<ActorCode>,
    /// How well the text is known.
    pub text_status: TextStatus,
    /// Day from which the pact itself was known.
    pub known_from: Date,
    /// Day from which its text was known; `known_from` where the file says nothing else.
    pub text_known_from: Date,
    /// How it comes into force.
    pub entry: Entry,
    /// Day from which that was known; that of the text where the file says nothing else.
    pub entry_known_from: Date,
    /// Where the text and the facts stand.
    pub reference: String,
    /// What the file leaves open.
    pub note: Option<String>,
    /// Numbers of the ATOP, COW and UN collections.
    pub external: External,
    /// Ids of pacts that this one replaces.
    pub supersedes: Vec<String>,
    /// Saving clauses.
    pub savings: Vec<Saving>,
    /// Status events in the order of the file.
    pub events: Vec<StatusEvent>,
    /// Clauses in the order of the file.
    pub clauses: Vec<Clause>,
    /// What bodies or parties found about an attack.
    pub findings: Vec<Finding>,
    /// True where it comes from reports, with no file behind it.
    pub is_learned: bool,
    /// Reports' words on a pact that a file has too: evidence ids.
    pub also_reported: Vec<String>,
    /// Reports that deny that there is such a pact: who.
    pub denied_by: Vec<ActorCode>,
    /// What reports say is missing for it to come into force.
    pub missing: Vec<Missing>,
}

/// A step that reports say is not taken yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// In words: `Chad has not ratified it`.
    pub says: String,
    /// Day from which it was known.
    pub known_from: Date,
    /// Evidence ids.
    pub reported: Vec<String>,
}

/// Numbers of other collections.
#[derive(Clone, Debug, Default)]
pub struct External {
    /// ATOP ids.
    pub atop: Vec<u32>,
    /// COW formal alliance ids.
    pub cow: Vec<u32>,
    /// Registration with the UN or League.
    pub registration: Option<String>,
}

impl External {
    /// Says whether a number of the other's in the same collection is among its own.
    pub fn covers(&self, other: &External) -> bool {
        let shares = |own: &[u32], its: &[u32]| its.iter().any(|number| own.contains(number));
        shares(&self.atop, &other.atop) || shares(&self.cow, &other.cow)
    }
}

spelled!(
    /// Which way a saving clause points.
    SavingEffect {
        /// The Charter goes first.
        UnCharter = "un_charter",
        /// Other pacts stay untouched.
        OtherPactsPrevail = "other_pacts_prevail",
        /// The parties declare that no other pact is in conflict.
        NoConflictDeclared = "no_conflict_declared",
    }
);

impl SavingEffect {
    /// Says it as a sentence.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            SavingEffect::UnCharter => "the Charter goes before it",
            SavingEffect::OtherPactsPrevail => "other pacts go before it",
            SavingEffect::NoConflictDeclared => "the parties declare that no other pact stands against it",
        }
    }
}

/// What a pact says about other duties.
#[derive(Clone, Debug)]
pub struct Saving {
    /// Statement id.
    pub id: String,
    /// Article.
    pub reference: String,
    /// Which way it points.
    pub effect: SavingEffect,
}

/// One event in the life of a party's bond.
#[derive(Clone, Debug)]
pub struct StatusEvent {
    /// Statement id.
    pub id: String,
    /// What happened.
    pub status: Status,
    /// To whom; empty for all parties.
    pub parties: Vec<ActorCode>,
    /// First day on which it can have happened.
    pub from: Date,
    /// Day by which it had happened for sure.
    pub to: Date,
    /// Day from which it was known.
    pub known_from: Date,
    /// Where it stands.
    pub reference: String,
    /// Who says so, beside the reference.
    pub asserted_by: Vec<ActorCode>,
    /// Who denies it: makes it unknown.
    pub denied_by: Vec<ActorCode>,
    /// Doubt in law or among scholars: a note, never unknown.
    pub contested: Option<String>,
    /// True where the reference itself leaves it open.
    pub is_uncertain: bool,
    /// Reports that tell it: ledger evidence ids.
    pub reported: Vec<String>,
}

/// One clause and the duty in it.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Statement id, `pact/clause`.
    pub id: String,
    /// Article.
    pub reference: String,
    /// What is owed.
    pub kind: ClauseKind,
    /// How strictly.
    pub strength: Strength,
    /// The duty in our own words.
    pub says: String,
    /// Who owes.
    pub debtors: Vec<ActorCode>,
    /// To whom; a debtor is never its own creditor.
    pub creditors: Vec<ActorCode>,
    /// Each, together, by decision.
    pub mode: Mode,
    /// What brings it due.
    pub trigger: Trigger,
    /// What holds where the attacker is a party.
    pub attacker_party: AttackerParty,
    /// Whether an attack by no state counts; unknown unless the text says so.
    pub covers_non_states: bool,
    /// What must hold.
    pub conditions: Vec<Condition>,
    /// What must not hold.
    pub exceptions: Vec<Condition>,
    /// The text's words for when: `immediately`.
    pub deadline: Option<String>,
    /// Recorded, never failing.
    pub qualifiers: Vec<Qualifier>,
    /// First day of the clause, where it is younger than the pact.
    pub from: Option<Date>,
    /// Last day of the clause, where it ends before the pact.
    pub until: Option<Date>,
    /// Day from which it was known.
    pub known_from: Date,
    /// Doubt among writers or officials: a note.
    pub contested: Option<String>,
    /// True where the text leaves open whether it binds.
    pub is_uncertain: bool,
    /// True for a ban so general that it is listed as breached but raises no collision of its own.
    pub is_general: bool,
    /// Wordings by outlet, for a clause learned from reports.
    pub wordings: Vec<Wording>,
}

/// How an outlet words a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Evidence id.
    pub evidence: String,
    /// Outlet.
    pub outlet: String,
    /// The words.
    pub words: String,
}

/// Something that must, or must not, hold for a duty to come due.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Statement id, `pact/clause/n`.
    pub id: String,
    /// Article.
    pub reference: String,
    /// Day from which it was known.
    pub known_from: Date,
    /// True where it is open whether the pact says so at all.
    pub is_uncertain: bool,
    /// The condition in our own words, or a report's; empty for none.
    pub says: String,
    /// Reports that tell it: ledger evidence ids.
    pub reported: Vec<String>,
    /// What it asks.
    pub test: Test,
}

/// What a condition asks of the case.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// The attacker is one of these.
    AdversaryIn(Vec<ActorCode>),
    /// The attacker is a state of this region.
    AdversaryFrom(Zone),
    /// One of these attacks too, or backs the attacker.
    Backed(Vec<ActorCode>),
    /// The place lies in one of these zones.
    Place(Vec<Zone>),
    /// The place is land that the victim administers.
    VictimLand,
    /// The victim did not begin.
    NonProvocation,
    /// At least so many enemies.
    MinimumEnemies(u8),
    /// The attack falls between these days.
    Window(Option<Date>, Option<Date>),
    /// The victim asked for it.
    Request,
    /// A body decided that it applies.
    Determination,
    /// Something the case cannot tell; always unknown.
    Open,
}

spelled!(
    /// What a finding is.
    FindingKind {
        /// A body or the parties found that the clause applies, or not.
        Determination = "determination",
        /// The victim asked for help.
        Request = "request",
        /// The creditor let the debtor off.
        Release = "release",
    }
);

/// What was found or asked about one attack.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Statement id.
    pub id: String,
    /// What it is.
    pub kind: FindingKind,
    /// Clauses meant, by statement id; empty for all.
    pub clauses: Vec<String>,
    /// Attacker; `None` for any.
    pub attacker: Option<ActorCode>,
    /// Victim.
    pub victim: ActorCode,
    /// First and last day of the attack meant.
    pub attack: (Date, Date),
    /// Day of the finding.
    pub on: Date,
    /// Day from which it was known.
    pub known_from: Date,
    /// False where it was found that the clause does not apply.
    pub applies: bool,
    /// Who let off, for a release; empty for all.
    pub debtors: Vec<ActorCode>,
    /// Where it stands.
    pub reference: String,
}

impl Pact {
    /// Returns whether a state is among the parties, under any of its ids.
    pub fn has_party(&self, id: ActorCode) -> bool {
        let person = crate::codes::person(id);
        self.parties.iter().any(|&party| crate::codes::person(party) == person)
    }

    /// Returns the usual name.
    pub fn name(&self) -> &str {
        self.names.first().map_or(&self.id, |name| name)
    }

    /// Returns the first and last day on which it can have been signed; `None` where no signature is known.
    pub fn signed(&self) -> Option<(Date, Date)> {
        let signed = self.events.iter().filter(|event| event.status == Status::Signed);
        signed.map(|event| (event.from, event.to)).min()
    }
}

/// Returns whether a duty of this kind means using force against the attacker.
pub fn is_use_of_force(kind: ClauseKind) -> bool {
    matches!(kind, ClauseKind::Defend | ClauseKind::JoinAttack | ClauseKind::Guarantee)
}
