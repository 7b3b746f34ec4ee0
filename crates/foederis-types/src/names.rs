//! Codes for those who act.

use std::fmt;

/// A state (ISO 3166-1 alpha-3, `KOS` for Kosovo), a former state's own id, or PLOVER's code for what is no state
/// (`IGO`, `UNO`, `EUR`, `NGO`, `ISM`, `IMG`, `MNC`): two to eight ASCII capitals and digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorCode([u8; 8]);

/// The text is not two to eight ASCII capitals and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadActorCode(pub String);

impl fmt::Display for BadActorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no actor code: two to eight capitals and digits are", self.0)
    }
}

impl std::error::Error for BadActorCode {}

impl ActorCode {
    /// Checks and keeps a code.
    pub fn new(text: &str) -> Result<ActorCode, BadActorCode> {
        let fits = (2..=8).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if !fits {
            return Err(BadActorCode(text.to_owned()));
        }
        let mut code = [0; 8];
        code[..text.len()].copy_from_slice(text.as_bytes());
        Ok(ActorCode(code))
    }

    /// Returns the code as text.
    pub fn as_str(&self) -> &str {
        let len = self.0.iter().position(|&byte| byte == 0).unwrap_or(8);
        std::str::from_utf8(&self.0[..len]).unwrap_or("")
    }
}

impl fmt::Display for ActorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ActorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActorCode({})", self.as_str())
    }
}
