//! The program from the outside: exit codes, help, bad input, whole runs.

mod bad_input;
mod code;
mod example;
mod help;
mod run;
mod seeds;
