//! Retry classes of the operations.

use std::path::Path;

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    text.split_once(start)?.1.split_once(end).map(|(inner, _)| inner)
}

/// Reads are safe to retry. Changes that lead to the same state are retried after a poll. Requests that
/// cost, destroy or issue something are sent once.
#[test]
fn retry_class_matches_the_kind_of_operation() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/operation");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let name = between(&source, "    pub struct ", ": ").unwrap();
        let retry = between(&source, ": Rpc, ", " -> ").unwrap();
        let wanted = match name {
            _ if name.starts_with("Get") || name.starts_with("Check") => "Safe",
            "StartUAIService" | "StopUAIService" | "AuthUAISrvServiceClient" => "ObserveFirst",
            "ModifyUAISrvName" | "ModifyUAISrvVersionMemo" | "ModifyUAISrvVersionWeight" => "ObserveFirst",
            // Changes of the number of nodes cost money.
            _ => "Never",
        };
        assert_eq!(retry, wanted, "{name}");
        seen += 1;
    }
    assert_eq!(seen, 27);
}
