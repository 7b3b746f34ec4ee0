//! What was typed: one table of commands and options, no side effects.
//!
//! Values are checked here (a day is a day), nothing is opened. [`crate::settings`] turns this into what is needed.

use clap::{Args, Parser, Subcommand, ValueEnum};
use foederis::Date;
use std::path::PathBuf;

/// Reads news reports into a sourced ledger of what states did, said, promised and owe
#[derive(Debug, Parser)]
#[command(
    name = "foederis",
    version,
    about,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    max_term_width = 79,
    after_long_help = "Exit codes: 0 done; 1 done, but the answer is no or some input was bad; 2 could not run.\n\n\
        Example:\n  foederis read examples/pact\n  foederis what-if \"KOR attacks PRK\""
)]
pub(crate) struct Arguments {
    /// Options that every command takes
    #[command(flatten)]
    pub(crate) common: Common,
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that every command takes
#[derive(Clone, Debug, Args)]
pub(crate) struct Common {
    /// Keep the ledger in this file
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        default_value = "foederis.db",
        help_heading = "Everywhere"
    )]
    pub(crate) ledger: PathBuf,
    /// Print only what was asked for, no warnings and no progress
    #[arg(long, short, global = true, help_heading = "Everywhere")]
    pub(crate) quiet: bool,
    /// Code with your own rules (`*.rules`) before the built-in ones
    #[arg(long, global = true, value_name = "DIR", help_heading = "Everywhere")]
    pub(crate) rules: Option<PathBuf>,
    /// Know your own actors, a table: name, code, sector, from, to
    #[arg(long, global = true, value_name = "FILE", help_heading = "Everywhere")]
    pub(crate) actors: Option<PathBuf>,
    /// Colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Everywhere")]
    pub(crate) color: ColourChoice,
}

/// When to colour
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColourChoice {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How to print a view
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ViewFormat {
    /// For reading
    #[default]
    Text,
    /// For programs; `foederis schema` describes it
    Json,
}

/// How to print the brief
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum BriefFormat {
    /// For reading
    #[default]
    Text,
    /// For programs; `foederis schema brief` describes it
    Json,
    /// Markdown with a footnote for every sentence
    Markdown,
}

/// How to print the comparison
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// For reading
    #[default]
    Text,
    /// For programs; `foederis schema compare` describes it
    Json,
    /// One line for each happening and report
    Csv,
}

/// How to print event data
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum EventsFormat {
    /// For reading
    #[default]
    Text,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
    /// Tab-separated values with a header
    Tsv,
    /// Apache Parquet
    Parquet,
}

/// Which columns event data have
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColumnsChoice {
    /// Ours, a row for each entry
    #[default]
    Foederis,
    /// POLECAT's, a row for each entry
    Polecat,
    /// ICEWS', a row for each actor and recipient
    Icews,
}

/// What to export the ledger as
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// The brief with a footnote for every sentence
    Markdown,
    /// Actors as nodes, entries as edges
    Graphml,
    /// FollowTheMoney entities, one a line
    Ftm,
    /// Quotes by what they say of each entry, for competing hypotheses (CSV)
    Hypotheses,
    /// The reports as a bibliography
    Bibtex,
}

/// How to print rates
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum RatesFormat {
    /// For reading
    #[default]
    Text,
    /// For programs; `foederis schema honour-rates` describes it
    Json,
    /// One line for each coding and group
    Csv,
}

/// How to print dyad-years
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DyadsFormat {
    /// For reading
    #[default]
    Text,
    /// For programs; `foederis schema dyads` describes it
    Json,
    /// Flags of 0 and 1, columns named as in the ATOP data
    Csv,
}

/// How strictly to read a pact's trigger
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadingChoice {
    /// An attack in self-defence triggers nothing
    Strict,
    /// Every attack counts
    Formal,
    /// Both, side by side
    #[default]
    Both,
}

/// How far to follow one duty into the next
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChainChoice {
    /// Not at all
    #[default]
    None,
    /// Where a duty leaves no choice
    Expected,
    /// Wherever there is a duty to defend
    Full,
}

/// Which view of the ledger
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Scope {
    /// Show only what was known on this day (YYYY-MM-DD)
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) as_of: Option<Date>,
    /// Show the ledger without analysts' corrections
    #[arg(long)]
    pub(crate) without_corrections: bool,
}

/// How to score one's own, kind by kind.
const EVAL_HELP: &str = "\
Kinds of gold, seen from the content:
  trees     CoNLL-U: tags, lemmas, trees, sentences and words from raw text
  names     a word and a label O, B-x, I-x a line, blank lines between sentences
  events    JSON Lines: {\"id\": \"s1\", \"text\": \"...\", \"types\": [\"AID\"]}, or
            \"gold\": [[\"USA\", \"AID\", \"UKR\"]], or \"cameo\": [[\"USA\", \"07\", \"UKR\"]];
            states are ISO codes, IGO any organisation, \"---\" nobody
  claims    JSON Lines: {\"id\": \"s1\", \"text\": \"...\", \"claims\": [{...}]}
  mentions  JSON Lines: {\"id\": \"m1\", \"mention\": \"...\", \"country\": \"USA\", \"sector\": \"GOV\"}
  attributions  a folder: text/NAME.txt, attributions/NAME_WHO.ann
  factuality    a folder of .xml: tokens, events with certainty and polarity

Every field: docs/eval.md. Treebanks, and files of names, are also scored
together. Scores are in percent. To score another coder, give its claims with
--claims; for mentions, what `foederis code --mentions` prints.

Example:
  foederis eval dev.conllu test.conllu
  foederis eval events.jsonl --misses
  foederis code events.jsonl > claims.jsonl
  foederis eval events.jsonl --claims claims.jsonl --format json
  foederis eval --story key.json --reports reports.jsonl";

/// What to do
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports into the ledger and print the brief of the stories they touch
    #[command(after_long_help = "Example:\n  foederis read examples/pact")]
    Read(ReadArgs),
    /// Print the account: what happened, who says so, what is disputed, what is owed
    #[command(after_long_help = "Example:\n  foederis brief --as-of 2024-06-20")]
    Brief(BriefArgs),
    /// Set the outlets side by side: where they agree, where they differ, who stands alone
    #[command(after_long_help = "Example:\n  foederis compare --format csv")]
    Compare(CompareArgs),
    /// Print what happened day by day, and how each day is known
    #[command(after_long_help = "Example:\n  foederis timeline")]
    Timeline(StoryArgs),
    /// Print who acts in the reports, with titles and days
    #[command(after_long_help = "Example:\n  foederis actors PRK")]
    Actors(ActorsArgs),
    /// Print pacts: parties, life cycle, clauses, state of the text
    #[command(after_long_help = "Example:\n  foederis pacts")]
    Pacts(PactsArgs),
    /// Say who would be bound to do what if one state attacked another, with the proof
    #[command(
        after_long_help = "States may be given by name, code or adjective.\n\nExample:\n  foederis what-if \"KOR attacks PRK\" --on 2025-06-02 --reading both"
    )]
    WhatIf(WhatIfArgs),
    /// Say why a state would not be bound
    #[command(after_long_help = "Example:\n  foederis why-not USA \"KOR attacks PRK\" --on 2025-06-02")]
    WhyNot(WhyNotArgs),
    /// List who owed whom what, year by year: directed dyad-years with ATOP's five flags
    #[command(
        after_long_help = "A pair without a duty in a year has no row. What is open or disputed has columns of its own.\n\nExample:\n  foederis dyads --years 1990-2020 --format csv > dyads.csv\n  foederis dyads --years 1914 --pacts atop5_1m.csv"
    )]
    Dyads(DyadsArgs),
    /// Count how often alliances were honoured, from your file of coded wars
    #[command(
        visible_alias = "honor-rates",
        after_long_help = "The file is that of Berkemeier and Fuhrmann 2018: a row for each war and alliance, with the columns\nwarid, atopid, cowwarid, warname, honorLLM, violateLLM, honorBF, violateBF, defense, offense,\nneutral, nonagg, consul. The Second World War counts as before 1945.\n\nExample:\n  foederis honour-rates coded-wars.csv"
    )]
    HonourRates(HonourRatesArgs),
    /// Score "was the casus foederis met, was it honoured" against your file of coded wars
    #[command(
        override_usage = "foederis casus-score FILE --atop FILE --wars FILE --cow-wars FILE",
        after_long_help = "The method is in docs/what-if.md, \"Coded wars\". F1 has a bootstrap interval over rows, shares have\nWilson's; both of 95 per cent.\n\nExample:\n  foederis casus-score coded-wars.csv --atop atop-members.csv \\\n      --wars war-dyads.csv --cow-wars cow-wars.csv"
    )]
    CasusScore(CasusScoreArgs),
    /// Export the ledger's entries as event data
    #[command(
        after_long_help = "With --output, a manifest stands beside the file. Columns: docs/events.md\n\nExample:\n  foederis events --format csv > events.csv\n  foederis events --columns polecat --format tsv -o events.tsv"
    )]
    Events(EventsArgs),
    /// Export the ledger as a graph, as entities, as hypotheses with evidence, as a bibliography
    #[command(
        after_long_help = "With --output, a manifest stands beside the file. What each form cannot hold: docs/exports.md\n\nExample:\n  foederis export graphml -o ledger.graphml"
    )]
    Export(ExportArgs),
    /// Count names without a code and verbs without a rule
    #[command(after_long_help = "Example:\n  foederis unresolved reports/*.txt --limit 20")]
    Unresolved(UnresolvedArgs),
    /// Print versions and hashes of program, model, rules, names and pacts
    #[command(after_long_help = "Example:\n  foederis manifest")]
    Manifest,
    /// Show the ledger as web pages on this machine, until stopped
    #[command(after_long_help = "Example:\n  foederis serve --port 8017")]
    Serve(ServeArgs),
    /// Find sentences by their words
    #[command(after_long_help = "Example:\n  foederis search artillery shells")]
    Search(SearchArgs),
    /// Print a report, or one sentence in its report
    #[command(after_long_help = "Example:\n  foederis show 1f0c9a:4")]
    Show(ShowArgs),
    /// Code reports into claims, JSON Lines in and out, without a ledger
    #[command(
        after_long_help = "A line in: {\"id\": \"s1\", \"text\": \"...\", \"published\": \"2024-06-20\"}\n\nExample:\n  foederis code reports.jsonl > claims.jsonl"
    )]
    Code(CodeArgs),
    /// Say how a claim was come by: rule, steps, words
    #[command(after_long_help = "Example:\n  foederis explain 3fa4")]
    Explain(ExplainArgs),
    /// Check every quote in the ledger against its report
    #[command(after_long_help = "Example:\n  foederis verify")]
    Verify(VerifyArgs),
    /// Record an analyst's correction, with its reason
    #[command(
        after_long_help = "Example:\n  foederis correct reject 3fa4 --by \"A. Reader\" --reason \"quoted from a novel\""
    )]
    Correct(CorrectArgs),
    /// Score on gold of your own: treebanks, names, events, claims, mentions, stories
    #[command(after_long_help = EVAL_HELP)]
    Eval(EvalArgs),
    /// Print the JSON Schema of a view, or the list of them
    #[command(after_long_help = "Example:\n  foederis schema brief")]
    Schema(SchemaArgs),
}

/// Arguments of `read`
#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    /// Files, folders or patterns; `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: BriefFormat,
    /// Show this many stories, those with most reports first (default: five, fewer where they are large)
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Use this many threads (default: one per core)
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Look again every so many seconds and read what is new, until stopped
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) watch: Option<u64>,
}

/// Arguments of `brief`
#[derive(Debug, Args)]
pub(crate) struct BriefArgs {
    /// The story's id or its beginning; all stories without it
    pub(crate) story: Option<String>,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: BriefFormat,
    /// Show this many stories, those with most reports first (default: five, fewer where they are large)
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Which ledger
    #[command(flatten)]
    pub(crate) scope: Scope,
}

/// Arguments of `compare`
#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// The story's id or its beginning; the largest story without it
    pub(crate) story: Option<String>,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: CompareFormat,
    /// Which ledger
    #[command(flatten)]
    pub(crate) scope: Scope,
}

/// Arguments of `timeline`
#[derive(Debug, Args)]
pub(crate) struct StoryArgs {
    /// The story's id or its beginning; all stories without it
    pub(crate) story: Option<String>,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ViewFormat,
    /// Show this many stories, those with most reports first (default: five, fewer where they are large)
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Which ledger
    #[command(flatten)]
    pub(crate) scope: Scope,
}

/// Arguments of `actors`
#[derive(Debug, Args)]
pub(crate) struct ActorsArgs {
    /// A code or a name; all actors without it
    pub(crate) actor: Option<String>,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ViewFormat,
    /// Which ledger
    #[command(flatten)]
    pub(crate) scope: Scope,
}

/// Arguments of `pacts`
#[derive(Debug, Args)]
pub(crate) struct PactsArgs {
    /// The pact's id or its beginning; all pacts of the ledger without it
    pub(crate) pact: Option<String>,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ViewFormat,
    /// Show this many stories, those with most reports first (default: five, fewer where they are large)
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Which ledger
    #[command(flatten)]
    pub(crate) scope: Scope,
}

/// What `what-if` and `why-not` share
#[derive(Clone, Debug, Args)]
pub(crate) struct Question {
    /// Ask for this day (default: the latest report's)
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) on: Option<Date>,
    /// Use only what was known on this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) as_of: Option<Date>,
    /// Where the attack falls, a zone such as `EUROPE`
    #[arg(long, value_name = "ZONE")]
    pub(crate) place: Option<String>,
    /// How strictly to read a trigger
    #[arg(long, value_name = "HOW", default_value = "both")]
    pub(crate) reading: ReadingChoice,
    /// How far one duty leads to the next
    #[arg(long, value_name = "HOW", default_value = "none")]
    pub(crate) chain: ChainChoice,
    /// More events, one a line: `2022-02-24 RUS>UKR`
    #[arg(long, value_name = "FILE")]
    pub(crate) events: Option<PathBuf>,
    /// Pacts to answer from, see `--help`; may be repeated
    ///
    /// A folder of pact files, one such file, a member file of the ATOP or COW alliance data (.csv), `built-in`, or
    /// `none` for the ledger alone. Built-in without it.
    #[arg(long, value_name = "PATH|none")]
    pub(crate) pacts: Vec<PathBuf>,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ViewFormat,
}

/// Arguments of `what-if`
#[derive(Debug, Args)]
pub(crate) struct WhatIfArgs {
    /// What would happen: "KOR attacks PRK"
    #[arg(required = true, value_name = "EVENT")]
    pub(crate) event: Vec<String>,
    /// The question
    #[command(flatten)]
    pub(crate) question: Question,
}

/// Arguments of `why-not`
#[derive(Debug, Args)]
pub(crate) struct WhyNotArgs {
    /// The state that would not be bound
    pub(crate) state: String,
    /// What would happen: "KOR attacks PRK"
    #[arg(required = true, value_name = "EVENT")]
    pub(crate) event: Vec<String>,
    /// The question
    #[command(flatten)]
    pub(crate) question: Question,
}

/// Arguments of `dyads`
#[derive(Debug, Args)]
pub(crate) struct DyadsArgs {
    /// The years, such as `1914` or `1990-2020`
    #[arg(long, value_name = "YEARS", value_parser = years)]
    pub(crate) years: (i16, i16),
    /// Pacts to list, see `--help`; may be repeated
    ///
    /// A folder of pact files, one such file, a member file of the ATOP or COW alliance data (.csv), `built-in`, or
    /// `none` for the ledger alone. Built-in without it.
    #[arg(long, value_name = "PATH|none")]
    pub(crate) pacts: Vec<PathBuf>,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: DyadsFormat,
}

/// Arguments of `honour-rates`
#[derive(Debug, Args)]
pub(crate) struct HonourRatesArgs {
    /// The coded wars, a CSV file
    #[arg(value_name = "FILE")]
    pub(crate) coded: PathBuf,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: RatesFormat,
}

/// Arguments of `casus-score`
#[derive(Debug, Args)]
pub(crate) struct CasusScoreArgs {
    /// The coded wars, a CSV file
    #[arg(value_name = "FILE")]
    pub(crate) coded: PathBuf,
    /// The members of ATOP's alliances, a CSV file
    #[arg(long, value_name = "FILE")]
    pub(crate) atop: PathBuf,
    /// The dyads of the Interstate War Data, a CSV file
    #[arg(long, value_name = "FILE")]
    pub(crate) wars: PathBuf,
    /// The participants of COW's inter-state wars, a CSV file
    #[arg(long, value_name = "FILE")]
    pub(crate) cow_wars: PathBuf,
    /// Pact files that answer before ATOP does: a folder, a file, `none` (default: the built-in ones)
    #[arg(long, value_name = "PATH|none")]
    pub(crate) pacts: Vec<PathBuf>,
    /// Print each row on which rules and coders differ
    #[arg(long)]
    pub(crate) misses: bool,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ViewFormat,
}

/// Arguments of `events`
#[derive(Debug, Args)]
pub(crate) struct EventsArgs {
    /// The story's id or its beginning; the whole ledger without it
    pub(crate) story: Option<String>,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: EventsFormat,
    /// Use these columns
    #[arg(long, value_name = "WHOSE", default_value = "foederis")]
    pub(crate) columns: ColumnsChoice,
    /// Write to this file
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Which ledger
    #[command(flatten)]
    pub(crate) scope: Scope,
}

/// Arguments of `export`
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// What as
    #[arg(value_name = "FORMAT")]
    pub(crate) format: ExportFormat,
    /// The story's id or its beginning; the whole ledger without it
    pub(crate) story: Option<String>,
    /// Write to this file
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Which ledger
    #[command(flatten)]
    pub(crate) scope: Scope,
}

/// Arguments of `unresolved`
#[derive(Debug, Args)]
pub(crate) struct UnresolvedArgs {
    /// Files, folders or patterns; `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Print at most this many of each
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub(crate) limit: usize,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ViewFormat,
}

/// Arguments of `serve`
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Listen on this port of the loopback address; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8017)]
    pub(crate) port: u16,
}

/// Arguments of `search`
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// The words, all of which must occur
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    /// Print at most this many hits
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ViewFormat,
}

/// Arguments of `show`
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The report's id or its beginning, `:` and a sentence's number where wanted
    #[arg(value_name = "REPORT[:SENTENCE]")]
    pub(crate) report: String,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ViewFormat,
}

/// Arguments of `code`
#[derive(Debug, Args)]
pub(crate) struct CodeArgs {
    /// JSON Lines files; standard input without them
    #[arg(value_name = "FILE")]
    pub(crate) paths: Vec<PathBuf>,
    /// Resolve bare mentions instead: {"id", "mention", "published"} in
    #[arg(long)]
    pub(crate) mentions: bool,
    /// Add to each claim how it was come by
    #[arg(long, conflicts_with = "mentions")]
    pub(crate) explain: bool,
    /// Pass over sentences that promise no claim; faster, and loses some
    #[arg(
        long,
        value_name = "HOW",
        default_value = "off",
        conflicts_with = "mentions",
        long_help = "Pass over sentences that promise no claim; faster, and loses some.\n\nwide: those in which no rule can fire. narrow: also those in which what the rule needs stands far off, or nobody is named.\nHow many were passed over is said at the end, on standard error."
    )]
    pub(crate) prefilter: PrefilterArg,
    /// Use this many threads (default: one per core)
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

/// The prefilter, as typed
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PrefilterArg {
    /// Read every sentence
    Off,
    /// Pass over those in which no rule can fire
    Wide,
    /// Also those in which the words stand far apart, or nobody is named
    Narrow,
}

/// Arguments of `explain`
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The claim's id or its beginning
    pub(crate) claim: String,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ViewFormat,
}

/// Arguments of `verify`
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ViewFormat,
}

/// Arguments of `correct`
#[derive(Debug, Args)]
pub(crate) struct CorrectArgs {
    /// What to correct
    #[command(subcommand)]
    pub(crate) correction: CorrectionArgs,
}

/// Who corrects, and why
#[derive(Clone, Debug, Args)]
pub(crate) struct Reasoned {
    /// Who says so
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Day from which it is known (default: the latest report's)
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) known_from: Option<Date>,
}

/// What to correct
#[derive(Debug, Subcommand)]
pub(crate) enum CorrectionArgs {
    /// Leave a claim out of every view
    Reject {
        /// The claim's id or its beginning
        claim: String,
        /// Who and why
        #[command(flatten)]
        reasoned: Reasoned,
    },
    /// Say that two entries are one
    Merge {
        /// One entry's id or its beginning
        first: String,
        /// The other's
        second: String,
        /// Who and why
        #[command(flatten)]
        reasoned: Reasoned,
    },
    /// Say that a claim belongs to an entry of its own
    Split {
        /// The claim's id or its beginning
        claim: String,
        /// Who and why
        #[command(flatten)]
        reasoned: Reasoned,
    },
    /// Say whom a claim's actor stands for
    Actor {
        /// The claim's id or its beginning
        claim: String,
        /// The code now
        from: String,
        /// The right code
        to: String,
        /// Who and why
        #[command(flatten)]
        reasoned: Reasoned,
    },
}

/// Arguments of `eval`
#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// Gold files and folders, each of any kind; what kind is seen from the content
    #[arg(value_name = "GOLD", required_unless_present = "story")]
    pub(crate) gold: Vec<PathBuf>,
    /// Score these claims, as `foederis code` prints them, in place of coding the gold's sentences
    #[arg(long, value_name = "FILE", conflicts_with = "story")]
    pub(crate) claims: Option<PathBuf>,
    /// A story's key (events, pacts, disagreements, what-if)
    #[arg(long, value_name = "KEY", requires = "reports", conflicts_with = "gold")]
    pub(crate) story: Option<PathBuf>,
    /// The reports that the key is about: a JSON Lines file or a folder
    #[arg(long, value_name = "PATH", requires = "story")]
    pub(crate) reports: Option<PathBuf>,
    /// Print as
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ViewFormat,
    /// Print each item that was missed, wrong or too much
    #[arg(long)]
    pub(crate) misses: bool,
    /// Use this many threads to code (default: one per core)
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

/// Arguments of `schema`
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The view: `brief`, `compare`, ...; the list of them without it
    pub(crate) view: Option<String>,
}

/// Reads a day as `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    text.parse::<Date>().map_err(|_| format!("`{text}` is no day: write it as 2024-06-20"))
}

/// Reads a year or a span of years.
fn years(text: &str) -> Result<(i16, i16), String> {
    let year = |part: &str| part.trim().parse::<i16>().ok().filter(|year| (1648..=2100).contains(year));
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (year(first), year(last)) {
        (Some(first), Some(last)) if first <= last => Ok((first, last)),
        _ => Err(format!("`{text}` is no span of years from 1648 to 2100: write it as 1914 or 1990-2020")),
    }
}
