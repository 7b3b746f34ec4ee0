//! `docs/schemas/` holds a copy of every schema, and both are alike.

use foederis::schemas;
use std::path::Path;

#[test]
fn every_view_has_its_schema_in_docs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas");
    for (name, _) in schemas::ALL {
        let path = folder.join(format!("{name}.json"));
        let made = schemas::text(name).expect("it is in the list");
        if std::env::var("FOEDERIS_BLESS").is_ok() {
            std::fs::write(&path, &made).expect("can be written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, made, "`{}` differs; FOEDERIS_BLESS=1 keeps the new one", path.display());
    }
}

#[test]
fn every_field_of_a_view_is_described() {
    for (name, _) in schemas::ALL {
        let schema: serde_json::Value =
            serde_json::from_str(&schemas::text(name).expect("listed")).expect("JSON");
        let fields = schema["properties"].as_object().expect("an object");
        assert!(
            fields.values().all(|field| field.get("description").is_some() || name == &"claim"),
            "{name}"
        );
    }
}
