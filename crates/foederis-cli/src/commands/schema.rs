//! `foederis schema`: the JSON Schema of a view.

use crate::args::SchemaArgs;
use crate::failure::{Failure, Outcome};
use crate::printer::Printer;
use foederis::schemas;

/// Runs the command.
pub(crate) fn run(args: &SchemaArgs, printer: &mut Printer) -> Result<Outcome, Failure> {
    let Some(view) = &args.view else {
        for (name, _) in schemas::ALL {
            printer.line(name)?;
        }
        return Ok(Outcome::Done);
    };
    let Some(text) = schemas::text(view) else {
        let names: Vec<&str> = schemas::ALL.iter().map(|(name, _)| *name).collect();
        return Err(Failure::input(format!("there is no view `{view}`"))
            .because(format!("views are {}", names.join(", ")))
            .hint("run `foederis schema` for the list"));
    };
    printer.data(&text)?;
    Ok(Outcome::Done)
}
