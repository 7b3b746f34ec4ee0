//! One thing that one sentence asserts, and in whose eyes it is so.

use crate::analysis::named;
use crate::{ActorCode, ClaimId, Date, Quote, Span};

/// One thing that one sentence asserts. Spans count in the part that `quote` names.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Hash of the report and everything below.
    pub id: ClaimId,
    /// The asserting words.
    pub quote: Quote,
    /// The predicate inside the quote.
    pub trigger: Span,
    /// 0-based index of the sentence in the report's analysis.
    pub sentence: u32,
    /// PLOVER event type; `None` for what PLOVER leaves out (a bare denial, a clause, a background fact).
    pub event: Option<Event>,
    /// PLOVER mode, spelled as the manual spells it.
    pub mode: Option<String>,
    /// PLOVER contexts, sorted, spelled as the manual spells them.
    pub contexts: Vec<String>,
    /// CAMEO code, two to four digits, as deep as the words support.
    pub cameo: Option<String>,
    /// Who did it; all sides for what all sides do together.
    pub actors: Vec<Participant>,
    /// To whom; empty for what all sides do together.
    pub recipients: Vec<Participant>,
    /// When.
    pub happened: Happened,
    /// Where.
    pub place: Option<Place>,
    /// In whose eyes it is so; the author first, then in order of holder.
    pub factuality: Vec<View>,
    /// PLOVER's auxiliary modes, sorted.
    pub auxiliary: Vec<Auxiliary>,
    /// The words that carry the condition.
    pub condition: Option<Span>,
    /// What the claim does to a pact.
    pub pact_status: Option<PactStatus>,
    /// The words that name the pact (`the agreement`, `Treaty on ...`), where the claim is about one.
    pub pact: Option<Span>,
    /// The clause of a pact that the sentence tells.
    pub clause: Option<Clause>,
    /// In return for what, what for, against which norm.
    pub linked: Vec<Link>,
    /// How the claim was come by.
    pub decision: Decision,
}

/// Somebody named in a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// State or PLOVER code; `None` where the mention could not be resolved.
    pub code: Option<ActorCode>,
    /// PLOVER sector (`GOV`, `MIL`, ...), where the words say one.
    pub sector: Option<String>,
    /// Standard name of a state or organisation, a person's full name as the report gives it, else the mention.
    pub name: String,
    /// Title as of the report's day: `President`, `foreign minister`.
    pub title: Option<String>,
    /// Whether the code was taken from what the report is about or where it was written, and no words of it say so.
    pub is_inferred: bool,
    /// The mention's bytes.
    pub span: Span,
}

named!(
    /// PLOVER event types (PLOVER manual, draft 0.8 line).
    Event {
        /// Commits, offers or promises to cooperate.
        Agree = "AGREE",
        /// Meets, visits, hosts or talks.
        Consult = "CONSULT",
        /// Backs, recognises or concludes an agreement.
        Support = "SUPPORT",
        /// Yields in words.
        Concede = "CONCEDE",
        /// Exchanges in deed, to both sides' benefit.
        Cooperate = "COOPERATE",
        /// Helps in deed, to the recipient's benefit.
        Aid = "AID",
        /// Yields in deed.
        Retreat = "RETREAT",
        /// Asks or demands.
        Request = "REQUEST",
        /// Criticises, accuses, investigates.
        Accuse = "ACCUSE",
        /// Refuses.
        Reject = "REJECT",
        /// Threatens.
        Threaten = "THREATEN",
        /// Protests in numbers.
        Protest = "PROTEST",
        /// Cuts ties or punishes.
        Sanction = "SANCTION",
        /// Readies or shows force.
        Mobilize = "MOBILIZE",
        /// Represses, seizes, arrests.
        Coerce = "COERCE",
        /// Uses force.
        Assault = "ASSAULT",
    }
);

named!(
    /// FactBank values: how sure a holder is, and of what.
    Factuality {
        /// Certain.
        CertainYes = "CT+",
        /// Probable.
        ProbableYes = "PR+",
        /// Possible.
        PossibleYes = "PS+",
        /// Certain that not.
        CertainNo = "CT-",
        /// Probable that not.
        ProbableNo = "PR-",
        /// Possible that not.
        PossibleNo = "PS-",
        /// Not known, or not said.
        Unknown = "Uu",
    }
);

/// Who holds a view.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// The report itself.
    Author,
    /// A state or organisation.
    Actor(ActorCode),
}

/// One holder's view of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Whose.
    pub holder: Holder,
    /// How sure, of what.
    pub value: Factuality,
    /// The holder's words for it, where there are any: the cue (`allege`, `according to`), for views and explanations.
    pub cue: Option<Span>,
    /// The holder as the sentence names it (`U.S. and South Korean officials`), where it does.
    pub named: Option<Span>,
}

named!(
    /// PLOVER's auxiliary modes.
    Auxiliary {
        /// Stated not to have happened.
        Negation = "negation",
        /// Planned or expected.
        Future = "future",
        /// Conditional or supposed.
        Hypothetical = "hypothetical",
        /// Ended more than a year before publication.
        Historical = "historical",
    }
);

/// When something happened. The publication day is never passed off as the event's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happened {
    /// First day; `None` for an open end.
    pub from: Option<Date>,
    /// Last day; `None` for an open end.
    pub to: Option<Date>,
    /// How the days are known.
    pub basis: Basis,
    /// The words they come from.
    pub words: Option<Span>,
}

named!(
    /// How a day is known.
    Basis {
        /// Named in full, `19 June 2024`.
        Named = "named",
        /// Resolved from words against the publication day, `on Wednesday`.
        Resolved = "resolved",
        /// Only bounded: not after publication, or nothing at all where there is no publication day.
        Published = "published",
    }
);

/// A place where something happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Standard name.
    pub name: String,
    /// The state it lies in, where one does.
    pub state: Option<ActorCode>,
    /// Latitude and longitude in degrees.
    pub coordinates: Option<(f32, f32)>,
    /// The mention's bytes.
    pub span: Span,
}

named!(
    /// What happens to a pact.
    PactStatus {
        /// Made known that it will be.
        Announced = "announced",
        /// Signed.
        Signed = "signed",
        /// Initialled.
        Initialled = "initialled",
        /// Said not to be signed.
        NotSigned = "not_signed",
        /// Text published.
        TextPublished = "text_published",
        /// Said not to be published.
        TextUnpublished = "text_unpublished",
        /// Approved by a chamber or body, short of ratification.
        Approved = "approved",
        /// Ratified.
        Ratified = "ratified",
        /// Said not to be ratified.
        NotRatified = "not_ratified",
        /// Instruments exchanged or deposited.
        Exchanged = "exchanged",
        /// Acceded to.
        Acceded = "acceded",
        /// In force.
        InForceFor = "in_force_for",
        /// Applied before it is in force.
        ProvisionalApplication = "provisional_application",
        /// A duty under it called on.
        Invoked = "invoked",
        /// Suspended.
        Suspended = "suspended",
        /// Denounced.
        Denounced = "denounced",
        /// Left.
        Withdrawn = "withdrawn",
        /// Ended by time.
        Expired = "expired",
        /// Prolonged.
        Renewed = "renewed",
    }
);

named!(
    /// What a clause obliges to (obligations model, kinds of norm).
    ClauseKind {
        /// Come to the other's defence.
        Defend = "DEFEND",
        /// Join an attack.
        JoinAttack = "JOIN_ATTACK",
        /// Help with arms and means.
        AssistMateriel = "ASSIST_MATERIEL",
        /// Consult.
        Consult = "CONSULT",
        /// Stay neutral.
        Neutral = "NEUTRAL",
        /// Stay neutral and friendly.
        BenevolentNeutral = "BENEVOLENT_NEUTRAL",
        /// Not attack one another.
        NonAggression = "NON_AGGRESSION",
        /// Not join a hostile pact.
        NoHostilePact = "NO_HOSTILE_PACT",
        /// Not lend one's territory.
        NoUseOfTerritory = "NO_USE_OF_TERRITORY",
        /// Bases and passage.
        BasingTransit = "BASING_TRANSIT",
        /// Mobilise.
        Mobilise = "MOBILISE",
        /// Guarantee.
        Guarantee = "GUARANTEE",
        /// Sanction.
        Sanction = "SANCTION",
        /// Supply no arms.
        ArmsEmbargo = "ARMS_EMBARGO",
        /// Make no separate peace.
        NoSeparatePeace = "NO_SEPARATE_PEACE",
        /// Report to the Security Council.
        ReportUnsc = "REPORT_UNSC",
        /// Go to the Security Council.
        SeekUnsc = "SEEK_UNSC",
    }
);

/// A clause as one sentence tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What it obliges to.
    pub kind: ClauseKind,
    /// Who owes.
    pub debtors: Vec<ActorCode>,
    /// To whom.
    pub creditors: Vec<ActorCode>,
    /// The words that say what is owed.
    pub duty: Span,
    /// The words that say when it comes due; `None` where the sentence does not say.
    pub trigger: Option<Span>,
}

/// Something else in the same sentence that the claim hangs together with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// How.
    pub kind: LinkKind,
    /// The words.
    pub span: Span,
}

named!(
    /// How a claim hangs together with other words.
    LinkKind {
        /// In return for it.
        QuidProQuo = "quid_pro_quo",
        /// What it is for.
        Purpose = "purpose",
        /// The norm it touches.
        Norm = "norm",
    }
);

/// How a claim was come by: what `explain` prints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// The rule's id, `aid/supply`.
    pub rule: String,
    /// Steps in order, each a short statement that names the words it rests on.
    pub steps: Vec<String>,
}
