//! PLOVER's sectors: what part of a society acts.

use std::fmt;

macro_rules! sectors {
    ($($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        /// PLOVER sector code (PLOVER manual, sector tables).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Sector { $($(#[$doc])* $variant),+ }

        impl Sector {
            /// Every sector, in the manual's order.
            pub const ALL: &'static [Sector] = &[$(Sector::$variant),+];

            /// Returns the manual's spelling.
            pub fn as_str(self) -> &'static str {
                match self { $(Sector::$variant => $text),+ }
            }

            /// Reads the manual's spelling.
            pub fn parse(text: &str) -> Option<Sector> {
                match text { $($text => Some(Sector::$variant),)+ _ => None }
            }
        }
    };
}

sectors! {
    /// Police and criminal investigators.
    Police = "COP",
    /// Government, executive, ruling parties.
    Government = "GOV",
    /// Judges and courts.
    Judiciary = "JUD",
    /// Legislatures and lawmakers.
    Legislature = "LEG",
    /// State military.
    Military = "MIL",
    /// Armed groups not opposed to the government.
    Paramilitary = "PRM",
    /// Political parties.
    Party = "PTY",
    /// Armed opposition.
    Rebel = "REB",
    /// State intelligence.
    Spy = "SPY",
    /// Armed, but not said whose.
    Armed = "UAF",
    /// Not said who at all.
    Unknown = "UNK",
    /// Farmers, herders, fishers.
    Farm = "AGR",
    /// Businesses.
    Business = "BUS",
    /// Criminals and gangs.
    Criminal = "CRM",
    /// Civilians without another sector.
    Civilian = "CVL",
    /// Schools, teachers, students, scholars.
    Education = "EDU",
    /// Former officials and families of officials.
    Elite = "ELI",
    /// Journalists and media.
    Journalist = "JRN",
    /// Organised labour.
    Labour = "LAB",
    /// Health workers and bodies.
    Medical = "MED",
    /// Refugees and displaced people.
    Refugee = "REF",
    /// Political opposition.
    Opposition = "OPP",
    /// Partially recognised entity.
    Unrecognised = "PRE",
    /// Religious bodies.
    Religious = "REL",
    /// Other civil society.
    Society = "SOC",
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
