//! Properties that hold for any bytes, one function per fuzz target. Each function panics if its property does not
//! hold. `cargo fuzz` runs them, and `cargo test` runs them over the corpus, over mutated files of the
//! corpus, and over random bytes.

mod checks;
mod operations;
mod parsers;
mod responses;
mod signatures;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use checks::OperationNames;
pub use parsers::{
    endpoint, http_headers, instance_id, journal, lenient, scenario, scrub, stop_target, unix_time,
};
pub use responses::{
    operation_names, reply_bce, reply_compshare, reply_huaweicloud, reply_ucloud, reply_volcengine,
    send_with_text,
};
pub use signatures::{signature_bce, signature_huaweicloud, signature_ucloud, signature_volcengine};

/// A property of any bytes.
pub type FuzzTarget = fn(&[u8]);

/// Targets by name. Files in `tests/fuzz/fuzz_targets` and folders in `tests/fuzz/corpus` have the same
/// names.
pub const TARGETS: [(&str, FuzzTarget); 18] = [
    ("endpoint", endpoint),
    ("http_headers", http_headers),
    ("instance_id", instance_id),
    ("journal", journal),
    ("lenient", lenient),
    ("reply_bce", reply_bce),
    ("reply_compshare", reply_compshare),
    ("reply_huaweicloud", reply_huaweicloud),
    ("reply_ucloud", reply_ucloud),
    ("reply_volcengine", reply_volcengine),
    ("scenario", scenario),
    ("scrub", scrub),
    ("signature_bce", signature_bce),
    ("signature_huaweicloud", signature_huaweicloud),
    ("signature_ucloud", signature_ucloud),
    ("signature_volcengine", signature_volcengine),
    ("stop_target", stop_target),
    ("unix_time", unix_time),
];

/// Folder of the fuzz crate.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// Names and contents of the files in the corpus of a target, sorted by name.
///
/// # Errors
///
/// The corpus can't be read.
pub fn corpus(target: &str) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut paths: Vec<_> = fs::read_dir(folder().join("corpus").join(target))?
        .map(|file| file.map(|file| file.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    paths.into_iter().map(|path| Ok((path.display().to_string(), fs::read(&path)?))).collect()
}
