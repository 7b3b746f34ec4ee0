//! Any bytes are refused as a ledger, or can be looked at and checked, without a panic.
#![no_main]

use foederis_store::Store;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("foederis-fuzz-{}.db", std::process::id()));
    if std::fs::write(&path, bytes).is_err() {
        return;
    }
    if let Ok(store) = Store::open(&path) {
        drop((store.ledger(), store.verify(), store.reports(), store.corrections(), store.search("pact", 9)));
    }
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut file = path.clone().into_os_string();
        file.push(ending);
        drop(std::fs::remove_file(file));
    }
});
