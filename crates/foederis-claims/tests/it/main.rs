//! What sentences tell, from the outside: constructions, pacts, the rules' own sentences, and trees of any shape.

mod common;
mod deeds;
mod frames;
mod hostile;
mod pacts;
mod readings;
mod rules;
